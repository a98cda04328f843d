// Teams and shares against the emulator: two accounts, devices, tokens, pages.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { inspect } from "node:util";
import { FlyMyAIAgentError, McpTeamError } from "flymyai-js-client";
import { Account, useEmulator } from "../support/emulator.mjs";
import { join, madeTeam } from "../support/sharing.mjs";

useEmulator();

/** A new account with a team, and another account. */
async function two() {
  const [account, other] = [new Account(), new Account()];
  const [mine, theirs] = [account.client(), other.client()];
  return { account, mine, theirs, team: await madeTeam(mine, account, "people") };
}

async function collected(rows) {
  const found = [];
  for await (const row of rows) found.push(row);
  return found;
}

describe("teams", { concurrency: 8 }, () => {
  test("a team is changed at the revision that was read", async () => {
    const { mine, team } = await two();
    const changes = { revision: team.revision, spendLimit: "7.50", active: false };
    const changed = await mine.teams.update(team.id, changes);
    assert.equal(changed.spendLimit, "7.50");
    assert.equal(changed.active, false);
    await assert.rejects(mine.teams.update(team.id, changes), (error) => {
      assert.ok(error instanceof McpTeamError && error instanceof FlyMyAIAgentError);
      assert.deepEqual([error.statusCode, error.code], [409, "stale_revision"]);
      assert.equal(error.responseBody, undefined);
      return true;
    });
  });

  test("a response that is not JSON is an invalid response", async () => {
    const invite = "11111111-1111-4111-8111-111111111111";
    const bodies = [
      { text: '{"a":1,}' },
      { text: '{"a":01}' },
      { text: '["\\x"]' },
      { text: '{"a":NaN}' },
      { base64: Buffer.from([0x22, 0xff, 0x22]).toString("base64") },
    ];
    for (const body of bodies) {
      const account = new Account();
      await account.always({ status: 200, ...body });
      const client = account.client({ maxRetries: 2 });
      for (const call of [
        () => client.teams.get(invite),
        () => client.teams.invite(invite, { idempotencyKey: "order-1042" }),
      ]) {
        const error = await call().catch((caught) => caught);
        assert.ok(error instanceof McpTeamError, JSON.stringify(body));
        assert.deepEqual([error.statusCode, error.code], [502, "invalid_response"]);
      }
      const [, second] = await account.requests();
      assert.equal((await account.requests()).length, 2);
      assert.equal(second.headers["idempotency-key"], "order-1042");
      const error = await client.teams.invite(invite).catch((caught) => caught);
      const [, , third] = await account.requests();
      assert.equal(error.idempotencyKey, third.headers["idempotency-key"]);
    }
  });

  test("an account becomes a member and then the owner", async () => {
    const { mine, theirs, team } = await two();
    await join(mine, team, theirs);
    const { role, memberId } = await theirs.teams.get(team.id);
    assert.equal(role, "member");
    await mine.teams.proposeTransfer(team.id, memberId);
    const offered = await theirs.teams.get(team.id);
    assert.deepEqual(offered.pendingTransfer, {
      recipient_id: memberId,
      recipient_is_you: true,
      state: "pending",
    });
    const accepted = await theirs.teams.acceptTransfer(team.id, { acceptBilling: true });
    assert.equal(accepted.role, "owner");
    assert.equal((await mine.teams.get(team.id)).role, "admin");
  });

  test("a token is shown by its name only", async () => {
    const { mine, theirs, team } = await two();
    const invite = await mine.teams.invite(team.id, { spendLimit: "0.10" });
    const { token } = invite;
    assert.equal(typeof token, "string");
    for (const text of [inspect(invite), JSON.stringify(invite), JSON.stringify({ ...invite })]) {
      assert.ok(!text.includes(token), text);
    }
    assert.equal((await theirs.teams.previewInvite({ token })).spend_limit, "0.10");
    const claimed = await theirs.teams.claimInvite({ token, acceptTeamScope: true });
    assert.equal(claimed.state, "claimed");
    const { items } = await mine.teams.invitations(team.id);
    assert.deepEqual([items[0].state, items[0].token], ["claimed", null]);
  });

  test("a call without a key sends one that fits", async () => {
    const { account, mine, team } = await two();
    await mine.teams.createDevice(team.id, { label: "Laptop" });
    const requests = await account.requests();
    assert.match(requests.at(-1).headers["idempotency-key"], /^[0-9a-f-]{36}$/);
    const phone = { label: "Phone", idempotencyKey: "phone-0001" };
    const first = await mine.teams.createDevice(team.id, phone);
    assert.equal((await mine.teams.createDevice(team.id, phone)).id, first.id);
    assert.equal((await mine.teams.devices(team.id)).items.length, 2);
  });

  test("single pages are returned and iterated", async () => {
    const { mine, team } = await two();
    for (let number = 0; number < 27; number += 1) {
      await mine.teams.createDevice(team.id, { label: `Device ${number}` });
    }
    const page = await mine.teams.devices(team.id);
    assert.equal(page.items.length, 25);
    const second = await mine.teams.devices(team.id, { cursor: page.nextCursor });
    assert.deepEqual([second.items.length, second.nextCursor], [2, null]);
    assert.equal((await collected(mine.teams.iterDevices(team.id))).length, 27);
    assert.equal((await collected(page)).length, 27);
    const kinds = (await collected(mine.teams.iterActivity(team.id))).map(({ kind }) => kind);
    assert.deepEqual(kinds, Array(27).fill("device_created"));
  });
});

describe("shares", () => {
  test("a share is used until it is revoked", async () => {
    const { account, mine, theirs } = await two();
    const docs = await theirs.mcpServers.create({ name: "Docs", url: "https://mcp.example.com" });
    const { email } = await account.person();
    const sent = await theirs.shares.invite(docs.publicId, { email, acceptSharing: true });
    const received = await collected(mine.shares.iterInvitations());
    assert.deepEqual(
      received.map(({ id }) => id),
      [sent.id],
    );
    const share = await mine.shares.accept(sent.id, { acceptBilling: true });
    assert.deepEqual([share.owner, share.state], [sent.owner, "active"]);
    assert.equal((await collected(theirs.shares.iter({ scope: "sent" })))[0].id, share.id);
    const { tools, next_cursor } = await mine.shares.tools(share.id);
    assert.deepEqual([tools.length, next_cursor], [2, null]);
    assert.deepEqual(await collected(mine.shares.iterTools(share.id)), tools);
    const given = { query_text: "é", limit: null };
    const result = await mine.shares.call(share.id, { name: "search", arguments: given });
    assert.deepEqual(result.structuredContent.result.arguments, given);
    await theirs.shares.revoke(share.id);
    const again = mine.shares.call(share.id, { name: "search", arguments: {} });
    await assert.rejects(again, { code: "share_not_active", statusCode: 409 });
  });
});
