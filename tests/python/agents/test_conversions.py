"""Arguments of Python types: what is sent as it is, converted, or refused by name."""

from __future__ import annotations

import collections
import enum
import json
import pickle
import types
import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Callable, Dict, Iterator

import pytest
from support.account import RUN, Account
from support.pickling import pickles_times

from flymyai import AgentClient, AsyncAgentClient, FlyMyAIAgentError
from flymyai.agents import McpTeamPage

ID = "11111111-1111-4111-8111-111111111111"
NAN = float("nan")


class Slots(Mapping):  # type: ignore[type-arg]
    def __init__(self, rows: Dict[str, Any]) -> None:
        self._rows = rows

    def __getitem__(self, key: str) -> Any:
        return self._rows[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class Ids(Sequence):  # type: ignore[type-arg]
    def __init__(self, ids: Any) -> None:
        self._ids = list(ids)

    def __getitem__(self, index: Any) -> Any:
        return self._ids[index]

    def __len__(self) -> int:
        return len(self._ids)


class Plain(enum.Enum):
    ACTIVE = "active"


def refused(account: Account) -> None:
    """Makes the next response an error: only the request matters."""
    account.respond({"detail": "no"}, status=400)


def sent(account: Account, call: Callable[[], Any]) -> Dict[str, Any]:
    """The request of a call, with its body as JSON."""
    refused(account)
    with pytest.raises(FlyMyAIAgentError):
        call()
    return parsed(account)


def parsed(account: Account) -> Dict[str, Any]:
    found: Dict[str, Any] = account.last()
    return {**found, "body": json.loads(found["body"] or "null")}


@pytest.mark.parametrize(
    "kind", [dict, types.MappingProxyType, collections.UserDict, collections.ChainMap, Slots]
)
async def test_connections_are_any_mapping(
    account: Account, client: AgentClient, aclient: AsyncAgentClient, kind: Any
) -> None:
    given = kind({"mail": ID, "files": [ID]})
    for call in (
        lambda: client.deployments.run(ID, external_user_id="u", connections=given),
        lambda: client.deployments.run_and_wait(ID, external_user_id="u", connections=given),
        lambda: client.compilations.run_instruction(5, connections=given),
        lambda: client.compilations.run_instruction_and_wait(5, connections=given),
    ):
        found = sent(account, call)
        assert found["body"]["connections"] == {"mail": ID, "files": [ID]}
    account.respond(RUN)
    await aclient.deployments.run(ID, external_user_id="u", connections=given)
    assert parsed(account)["body"]["connections"] == {"mail": ID, "files": [ID]}


@pytest.mark.parametrize("kind", [list, tuple, collections.UserList, collections.deque, Ids])
def test_connections_of_a_slot_are_any_sequence(
    account: Account, client: AgentClient, kind: Any
) -> None:
    given = {"mail": kind([ID])}
    found = sent(
        account, lambda: client.deployments.run(ID, external_user_id="u", connections=given)
    )
    assert found["body"]["connections"] == {"mail": [ID]}


@pytest.mark.parametrize("value", [5, 5.5, True, {}, "5"])
def test_a_spending_limit_is_sent_as_it_is(
    account: Account, client: AgentClient, value: Any
) -> None:
    found = sent(account, lambda: client.teams.invite(ID, spend_limit=value))
    assert found["body"]["spend_limit"] == value
    assert type(found["body"]["spend_limit"]) is type(value)


def test_ids_in_a_body_remain_numbers(account: Account, client: AgentClient) -> None:
    found = sent(account, lambda: client.deployments.create(agent_id=5, version_id=6))
    assert (found["body"]["agent_task"], found["body"]["candidate_version"]) == (5, 6)
    ids = (5, 1.5, "a", uuid.UUID(ID))
    found = sent(account, lambda: client.agent_groups.update(ID, agent_ids=ids))
    assert found["body"]["agent_ids"] == [5, 1.5, "a", ID]


REFUSED: Dict[str, Any] = {
    "spend_limit": [
        (lambda client: client.teams.invite(ID, spend_limit=object), TypeError),
        (lambda client: client.teams.invite(ID, spend_limit=b"5"), TypeError),
        (lambda client: client.teams.invite(ID, spend_limit=Decimal("NaN")), TypeError),
        (lambda client: client.teams.invite(ID, spend_limit=NAN), ValueError),
    ],
    "agent_ids": [
        (lambda client: client.agent_groups.create(name="n", agent_ids="abc"), TypeError),
        (lambda client: client.agent_groups.create(name="n", agent_ids=[object]), TypeError),
        (lambda client: client.agent_groups.create(name="n", agent_ids=[NAN]), TypeError),
        (lambda client: client.agent_groups.create(name="n", agent_ids=[None]), ValueError),
    ],
    "agent_id": [
        (lambda client: client.deployments.create(agent_id=object, version_id=1), TypeError),
        (lambda client: client.deployments.create(agent_id=NAN, version_id=1), TypeError),
        (lambda client: client.versions.list(agent_id=object), TypeError),
        (lambda client: client.versions.list(agent_id=NAN), TypeError),
    ],
    "token": [
        (lambda client, value=value: client.teams.preview_invite(value), TypeError)
        for value in (None, {}, True, ["a"], b"x")
    ]
    + [(lambda client: client.teams.claim_invite(None, accept_team_scope=True), TypeError)],
    "app": [(lambda client: client.apps.files(None), ValueError)],
    "files": [
        (lambda client: client.artifacts.publish(ID, base_version=1, files=iter(())), TypeError),
        (lambda client: client.artifacts.publish(ID, base_version=1, files={1}), TypeError),
        (lambda client: client.apps.plan(files=(row for row in ())), TypeError),
    ],
    "overrides": [
        (lambda client: client.apps.plan(app="me/x", overrides=iter(())), TypeError),
    ],
}


@pytest.mark.parametrize("name", REFUSED)
def test_other_values_are_refused_by_name(account: Account, client: AgentClient, name: str) -> None:
    for call, error in REFUSED[name]:
        with pytest.raises(error, match=rf"\b{name}\b") as caught:
            call(client)
        assert caught.type is error
    assert account.requests() == []


def test_a_uuid_in_the_query_is_text(account: Account, client: AgentClient) -> None:
    given: Any = uuid.UUID(ID)
    for call, name in (
        (lambda: client.deployments.access(ID, external_user_id=given), "external_user_id"),
        (lambda: client.deployments.list(status=given), "status"),
        (lambda: client.artifacts.list(cursor=given), "cursor"),
        (lambda: client.artifacts.read_file(ID, version=1, path=given), "path"),
        (lambda: client.projects.errors("app:me/x", before=given), "before"),
    ):
        assert f"{name}={ID}" in sent(account, call)["query"]


def test_a_member_of_any_enum_is_its_value(account: Account, client: AgentClient) -> None:
    given: Any = Plain.ACTIVE
    found = sent(account, lambda: client.mcp_resource_sets.create(name="n", status=given))
    assert found["body"]["status"] == "active"


NO_JSON: Dict[str, Callable[[Any, Any], Any]] = {
    "page_size": lambda client, value: client.agent_groups.list(page_size=value),
    "alias": lambda client, value: client.tools.create(mcp_tool="t", alias=value),
    "connections": lambda client, value: client.deployments.run(
        ID, external_user_id="u", connections=value
    ),
    "app": lambda client, value: client.apps.files(value),
    "authority_type": lambda client, value: client.mcp_resource_sets.list(authority_type=value),
    "mcp_access_mode": lambda client, value: client.agents.create(
        name="n", goal="g", mcp_access_mode=value
    ),
}


@pytest.mark.parametrize("name", NO_JSON)
def test_values_that_are_no_json_are_refused_by_name(
    account: Account, client: AgentClient, name: str
) -> None:
    for value, error in ((b"x", TypeError), (object, TypeError), (NAN, ValueError)):
        with pytest.raises(error, match=rf"\b{name}\b") as caught:
            NO_JSON[name](client, value)
        assert caught.type is error
    assert account.requests() == []


def test_values_that_are_no_query_are_refused_by_name(
    account: Account, client: AgentClient
) -> None:
    values: Any = ((["a"], ValueError), (b"x", TypeError), (Plain.ACTIVE, TypeError))
    for value, error in values:
        with pytest.raises(error, match="status"):
            client.deployments.list(status=value)
        with pytest.raises(error, match="external_user_id"):
            client.deployments.access(ID, external_user_id=value)
    assert account.requests() == []


@pytest.mark.parametrize("kind", [list, tuple, collections.UserList, collections.deque, Ids])
def test_files_and_limits_are_sequences_and_mappings(
    account: Account, client: AgentClient, kind: Any
) -> None:
    row = {"path": "a", "content": "b"}
    found = sent(
        account, lambda: client.artifacts.publish(ID, base_version=1, files=kind([Slots(row)]))
    )
    assert found["body"]["files"] == [row]
    limits: Any = Slots({"max_turns": 1})
    found = sent(account, lambda: client.agents.run(ID, subagent_limits=limits))
    assert found["body"]["subagent_limits"] == {"max_turns": 1}


@pickles_times
def test_pages_have_the_module_of_their_resource(account: Account, client: AgentClient) -> None:
    page = client.teams.list()
    assert type(page).__module__ == "flymyai.resources.teams"
    assert isinstance(page, McpTeamPage)
    assert pickle.loads(pickle.dumps(page)) == page
