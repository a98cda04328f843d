"""Teams and shares against the emulator: two accounts, devices, tokens, pages."""

from __future__ import annotations

import pickle
import uuid
from decimal import Decimal
from typing import Any, Iterator

import httpx
import pydantic
import pytest
from support.account import Account
from support.pickling import pickles_times
from support.sharing import join, made_team

from flymyai import AgentClient, AsyncAgentClient, FlyMyAIAgentError
from flymyai.agents import McpTeam, McpTeamError, McpTeamPage


@pytest.fixture
def client(account: Account) -> Iterator[AgentClient]:
    with AgentClient(account.key, base_url=account.url) as client:
        yield client


@pytest.fixture
def other(account: Account) -> Account:
    return Account(account.url, f"{account.key}-other")


@pytest.fixture
def peer(other: Account) -> Iterator[AgentClient]:
    with AgentClient(other.key, base_url=other.url) as peer:
        yield peer


def test_a_team_is_changed_at_the_revision_that_was_read(
    client: AgentClient, account: Account
) -> None:
    team = made_team(client, account, "people")
    changed = client.teams.update(team.id, revision=team.revision, spend_limit="7.50", active=False)
    assert changed.spend_limit == Decimal("7.50")
    assert (changed.revision, changed.active) == (team.revision + 1, False)
    with pytest.raises(McpTeamError) as caught:
        client.teams.update(team.id, revision=team.revision, active=True)
    assert (caught.value.status_code, caught.value.code) == (409, "stale_revision")
    assert isinstance(caught.value, FlyMyAIAgentError)


def test_an_account_becomes_a_member_and_then_the_owner(
    client: AgentClient, account: Account, peer: AgentClient
) -> None:
    team = made_team(client, account, "people")
    join(client, team, peer)
    member = peer.teams.get(team.id)
    assert member.role == "member"
    client.teams.propose_transfer(team.id, member.member_id)
    offered = peer.teams.get(team.id)
    assert offered.pending_transfer is not None
    assert peer.teams.accept_transfer(team.id, accept_billing=True).role == "owner"
    assert client.teams.get(team.id).role == "admin"


@pytest.mark.parametrize("kind", [str, pydantic.SecretStr])
def test_a_token_is_a_secret_or_its_text(
    client: AgentClient, account: Account, peer: AgentClient, kind: Any
) -> None:
    team = made_team(client, account, "people")
    invite = client.teams.invite(team.id, spend_limit=Decimal("0.10"))
    assert invite.token is not None
    token = invite.token.get_secret_value()
    assert token not in repr(invite)
    assert token not in str(invite)
    assert token not in invite.model_dump_json()
    assert peer.teams.preview_invite(kind(token))["spend_limit"] == "0.10"
    assert peer.teams.claim_invite(kind(token), accept_team_scope=True)["state"] == "claimed"
    (row,) = client.teams.invitations(team.id).items
    assert (row.state, row.token) == ("claimed", None)


def test_ids_are_uuids_or_their_texts(client: AgentClient, account: Account) -> None:
    team = made_team(client, account, "people")
    assert isinstance(team.id, uuid.UUID)
    for given in (team.id, str(team.id), str(team.id).upper(), team.id.urn):
        assert client.teams.get(given).id == team.id
    with pytest.raises(ValueError, match=r"^team_id: badly formed"):
        client.teams.get("no uuid")


def test_a_call_without_a_key_sends_one_that_fits(client: AgentClient, account: Account) -> None:
    team = made_team(client, account, "people")
    client.teams.create_device(team.id, label="Laptop")
    assert uuid.UUID(account.last()["headers"]["idempotency-key"])
    first = client.teams.create_device(team.id, label="Phone", idempotency_key="phone-0001")
    again = client.teams.create_device(team.id, label="Phone", idempotency_key="phone-0001")
    assert first.id == again.id
    assert len(client.teams.devices(team.id).items) == 2


def test_a_lost_response_has_the_key_for_a_second_call(
    client: AgentClient, account: Account
) -> None:
    team = made_team(client, account, "people")
    account.script({"pass": True, "drop": "mid", "match": {"method": "POST"}, "times": 1})
    with pytest.raises(httpx.TransportError) as caught:
        client.teams.create_device(team.id, label="Phone")
    key = vars(caught.value)["idempotency_key"]
    client.teams.create_device(team.id, label="Phone", idempotency_key=key)
    assert len(client.teams.devices(team.id).items) == 1


def test_single_pages_are_returned_and_iterated(client: AgentClient, account: Account) -> None:
    team = made_team(client, account, "people")
    for number in range(27):
        client.teams.create_device(team.id, label=f"Device {number}")
    page = client.teams.devices(team.id)
    assert len(page.items) == 25
    second = client.teams.devices(team.id, cursor=page.next_cursor)
    assert (len(second.items), second.next_cursor) == (2, None)
    found = [device.label for device in client.teams.iter_devices(team.id)]
    assert sorted(found) == sorted(f"Device {number}" for number in range(27))


async def test_pages_are_iterated_asynchronously(client: AgentClient, account: Account) -> None:
    team = made_team(client, account, "people")
    for number in range(27):
        client.teams.create_device(team.id, label=f"Device {number}")
    async with AsyncAgentClient(account.key, base_url=account.url) as other:
        found = [device.label async for device in other.teams.iter_devices(team.id)]
        kinds = [event["kind"] async for event in other.teams.iter_activity(team.id)]
    assert len(found) == 27
    assert kinds == ["device_created"] * 27


@pickles_times
def test_a_page_is_copied_and_pickled(client: AgentClient, account: Account) -> None:
    made_team(client, account, "people")
    page = client.teams.list()
    assert isinstance(page, McpTeamPage)
    assert pickle.loads(pickle.dumps(page)) == page
    assert pickle.loads(pickle.dumps(page.items[0])) == page.items[0]


def test_a_share_is_used_until_it_is_revoked(
    client: AgentClient, account: Account, peer: AgentClient
) -> None:
    docs = peer.mcp_servers.create(name="Docs", url="https://mcp.example.com")
    address = account.person()["email"]
    sent = peer.shares.invite(docs.public_id, address, accept_sharing=True)
    assert [each.id for each in client.shares.iter_invitations()] == [sent.id]
    share = client.shares.accept(sent.id, accept_billing=True)
    assert (share.owner.id, share.state) == (sent.owner.id, "active")
    assert [each.id for each in peer.shares.iter(scope="sent")] == [share.id]
    assert [tool["name"] for tool in client.shares.tools(share.id)["tools"]] == ["search", "echo"]
    assert [tool["name"] for tool in client.shares.iter_tools(share.id)] == ["search", "echo"]
    given = {"query": "é", "limit": None}
    result = client.shares.call(share.id, "search", given, idempotency_key="call-0001")
    assert result["structuredContent"]["result"]["arguments"] == given
    peer.shares.revoke(share.id)
    with pytest.raises(McpTeamError, match="share_not_active"):
        client.shares.call(share.id, "search", {})


def test_errors_of_records_show_no_input() -> None:
    with pytest.raises(pydantic.ValidationError) as caught:
        McpTeam.model_validate({"id": "secret"})
    assert "secret" not in str(caught.value)
    assert "owner\n" in str(caught.value)
