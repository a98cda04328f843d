// `agents.runAndWait` and `runs.createAndWait`.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FlyMyAIAgentError, TimeoutError } from "flymyai-js-client";
import { Account, json, RUN, useEmulator } from "../support/emulator.mjs";

useEmulator();

const QUICK = { pollInterval: 0.01 };
const log = (id) => ({ id, type: "tool_called", message: `m${id}`, data: { raw_key: id } });
const running = (...ids) => json({ ...RUN, status: "running", logs: ids.map(log) });
const completed = (...ids) => json({ ...RUN, status: "completed", logs: ids.map(log) });

const METHODS = {
  "agents.runAndWait": (client, options) => client.agents.runAndWait("a1", options),
  "runs.createAndWait": (client, options) =>
    client.runs.createAndWait({ agentId: "a1", ...options }),
};

const OPERATIONS = {
  "agents.runAndWait": "agents.run_and_wait",
  "runs.createAndWait": "runs.create_and_wait",
};

for (const [name, start] of Object.entries(METHODS)) {
  test(`${name} passes each event once and in order`, async () => {
    const account = new Account();
    await account.script(running(), running(2), running(2, 1), completed(2, 1, 3));
    const ids = [];
    const run = await start(account.client(), {
      ...QUICK,
      variables: { n: 1 },
      onEvent: async (event) => {
        await Promise.resolve();
        assert.deepEqual(event.data, { raw_key: event.id });
        ids.push(event.id);
      },
    });
    assert.deepEqual(ids, [2, 1, 3]);
    assert.equal(run.status, "completed");
    assert.equal(run.isTerminal, true);
    assert.deepEqual(
      run.logs.map(({ id }) => id),
      [2, 1, 3],
    );
    const [post, ...gets] = await account.requests();
    assert.equal(post.path, "/api/v1/agents/tasks/a1/run-loop/");
    assert.ok(post.headers["idempotency-key"]);
    assert.equal(gets.length, 3);
  });

  test(`${name} needs no function`, async () => {
    const account = new Account();
    await account.script(running(), completed(1));
    assert.equal((await start(account.client(), QUICK)).status, "completed");
  });

  test(`the error of ${name} for a record that can't be read has the operation`, async () => {
    for (const onEvent of [undefined, () => {}]) {
      const account = new Account();
      // No number of JSON; core does not read this member.
      const text = JSON.stringify({ ...RUN, status: "completed", more: 0 }).replace(/0}$/, "01}");
      await account.script(running(), { reply: { status: 200, text } });
      await assert.rejects(start(account.client(), { ...QUICK, onEvent }), (error) => {
        assert.equal(error.constructor, FlyMyAIAgentError);
        assert.equal(error.code, "unexpected_response");
        assert.equal(error.operation, OPERATIONS[name]);
        assert.equal(error.cause.constructor, SyntaxError);
        return true;
      });
    }
  });

  test(`${name} sends one generated key in all attempts`, async () => {
    for (const onEvent of [undefined, () => {}]) {
      const account = new Account();
      const refused = { reply: { status: 429, headers: { "retry-after": "0" } } };
      await account.script(refused, running(), completed());
      await start(account.client({ maxRetries: 2 }), { ...QUICK, onEvent });
      const [first, second] = await account.requests();
      assert.ok(first.headers["idempotency-key"]);
      assert.equal(first.headers["idempotency-key"], second.headers["idempotency-key"]);
    }
  });

  test(`${name} ends with an exception of the function`, async () => {
    const account = new Account();
    await account.script(running(), running(1, 2));
    const mine = new Error("mine");
    const ids = [];
    const onEvent = ({ id }) => {
      ids.push(id);
      throw mine;
    };
    await assert.rejects(start(account.client(), { ...QUICK, onEvent }), (error) => error === mine);
    assert.deepEqual(ids, [1]);
    assert.deepEqual(
      (await account.requests()).map(({ method }) => method),
      ["POST", "GET"],
    );
  });

  test(`${name} rejects at its timeout, and names the run`, async () => {
    for (const onEvent of [undefined, () => {}]) {
      const account = new Account();
      await account.script({ ...running(1), times: 0 });
      const failed = start(account.client(), { ...QUICK, timeout: 0.1, onEvent });
      await assert.rejects(failed, (error) => {
        assert.ok(error instanceof TimeoutError);
        assert.match(error.message, new RegExp(`^Run ${RUN.id} did not complete within 0.1s`));
        return true;
      });
    }
  });

  test(`${name} rejects if the start is refused`, async () => {
    const account = new Account();
    await account.script({ reply: { status: 403, json: { detail: "no" } } });
    const failed = start(account.client(), { onEvent() {} });
    await assert.rejects(failed, (error) => error instanceof FlyMyAIAgentError);
    assert.equal((await account.requests()).length, 1);
  });

  test(`${name} refuses another value than a function`, async () => {
    const account = new Account();
    await assert.rejects(start(account.client(), { onEvent: 5 }), {
      name: "TypeError",
      message: "onEvent must be a function, not 5",
    });
    assert.deepEqual(await account.requests(), []);
  });

  test(`${name} ends with the signal's reason`, async () => {
    const account = new Account();
    await account.script({ ...running(1), times: 0 });
    const controller = new AbortController();
    const reason = new Error("enough");
    const onEvent = () => controller.abort(reason);
    const failed = start(account.client(), { ...QUICK, onEvent, signal: controller.signal });
    await assert.rejects(failed, (error) => error === reason);
  });
}

test("an abort does not wait for the function of the program", async () => {
  const account = new Account();
  await account.script(running(), running(1));
  const controller = new AbortController();
  const reason = { mine: true };
  const started = account.client().agents.runAndWait("a1", {
    ...QUICK,
    signal: controller.signal,
    onEvent: () => {
      queueMicrotask(() => controller.abort(reason));
      return new Promise(() => {});
    },
  });
  await assert.rejects(started, (error) => error === reason);
});
