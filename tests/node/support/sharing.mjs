// Two accounts of the emulator that share teams, tools and servers.
import { Account } from "./emulator.mjs";

const url = "https://mcp.example.com";

/** The records of an account to which a second one belongs. */
export async function shared(account) {
  const other = new Account();
  const [mine, theirs] = [account.client(), other.client()];
  const team = await madeTeam(mine, account, "people");
  await join(mine, team, theirs);
  const server = await mine.mcpServers.create({ name: "Wiki", url });
  await mine.teams.addConnection(team.id, {
    sourceKind: "custom_mcp_server",
    sourceId: server.publicId,
    label: "Wiki",
    actions: ["search"],
  });
  await mine.teams.createDevice(team.id, { label: "Phone" });
  const offered = await madeTeam(theirs, other, "people");
  await join(theirs, offered, mine);
  const { memberId } = await mine.teams.get(offered.id);
  await theirs.teams.proposeTransfer(offered.id, memberId);
  const docs = await theirs.mcpServers.create({ name: "Docs", url });
  const { email } = await account.person();
  const offer = { email, acceptSharing: true };
  const sent = await theirs.shares.invite(docs.publicId, offer);
  const share = await mine.shares.accept(sent.id, { acceptBilling: true });
  await mine.shares.createDevice(share.id, { label: "Phone" });
  const guests = await madeTeam(theirs, other, "guests");
  return {
    team,
    invite: await theirs.teams.invite(guests.id),
    offered,
    share,
    invitation: await theirs.shares.invite(docs.publicId, offer),
  };
}

/** A new team; its name is one of the account, as each can be used once. */
export async function madeTeam(client, account, name) {
  const username = `${(await account.person()).username}-${name}`;
  return await client.teams.enable({ username, create: true, acceptBilling: true });
}

/** Makes an account a member of a team. */
export async function join(owner, team, member) {
  const invite = await owner.teams.invite(team.id);
  await member.teams.claimInvite({ token: invite.token, acceptTeamScope: true });
  await owner.teams.decideInvite(team.id, invite.id, { approve: true });
}
