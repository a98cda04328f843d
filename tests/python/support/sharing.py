"""Two accounts of the emulator that share teams, tools and servers."""

from __future__ import annotations

from typing import Any, Dict

from support.account import Account

from flymyai import AgentClient


def shared(client: AgentClient, account: Account) -> Dict[str, Any]:
    """Returns the records of an account to which a second one belongs.

    Args:
        client: The client of the account.
        account: The account.
    """
    other = Account(account.url, f"{account.key}-other")
    with AgentClient(other.key, base_url=other.url) as theirs:
        team = made_team(client, account, "people")
        join(client, team, theirs)
        server = client.mcp_servers.create(name="Wiki", url="https://mcp.example.com")
        client.teams.add_connection(
            team.id,
            source_kind="custom_mcp_server",
            source_id=server.public_id,
            label="Wiki",
            actions=["search"],
        )
        client.teams.create_device(team.id, label="Phone")
        offered = made_team(theirs, other, "people")
        join(theirs, offered, client)
        me = client.teams.get(offered.id).member_id
        theirs.teams.propose_transfer(offered.id, me)
        docs = theirs.mcp_servers.create(name="Docs", url="https://mcp.example.com")
        address = account.person()["email"]
        sent = theirs.shares.invite(docs.public_id, address, accept_sharing=True)
        share = client.shares.accept(sent.id, accept_billing=True)
        client.shares.create_device(share.id, "Phone")
        return {
            "team": team,
            "invite": theirs.teams.invite(made_team(theirs, other, "guests").id),
            "offered": client.teams.get(offered.id),
            "share": share,
            "invitation": theirs.shares.invite(docs.public_id, address, accept_sharing=True),
        }


def made_team(client: AgentClient, account: Account, name: str) -> Any:
    """Returns a new team; its name is one of the account, as each can be used once."""
    username = f"{account.person()['username']}-{name}"
    return client.teams.enable(username, create=True, accept_billing=True)


def join(owner: AgentClient, team: Any, member: AgentClient) -> None:
    """Makes an account a member of a team."""
    invite = owner.teams.invite(team.id)
    member.teams.claim_invite(invite.token, accept_team_scope=True)
    owner.teams.decide_invite(team.id, invite.id, approve=True)
