"""Lists of several pages, resource sets and groups, against the emulator."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from typing import Any, Dict, List

import httpx
import pydantic
import pytest
from support.account import Account

from flymyai import (
    AgentClient,
    AsyncAgentClient,
    FlyMyAIAgentError,
    McpResourceSetMemberInput,
    McpResourceSetStaleRevisionError,
)
from flymyai.agents import McpServerOAuthError, McpTeamError
from flymyai.agents._errors import SuggestSchemaError


@pytest.fixture
def client(account: Account) -> Any:
    with AgentClient(account.key, base_url=account.url) as made:
        yield made


def test_iter_requests_a_page_when_its_first_row_is_needed(client: Any, account: Account) -> None:
    for number in range(5):
        client.agent_groups.create(name=f"Group {number}")
    before = len(account.requests())
    rows = client.agent_groups.iter(page_size=2)
    assert len(account.requests()) == before
    names = [next(rows).name, next(rows).name]
    assert len(account.requests()) == before + 1
    names += [row.name for row in rows]
    assert len(account.requests()) == before + 3
    assert sorted(names) == [f"Group {number}" for number in range(5)]
    assert names == [row.name for row in client.agent_groups.list(page_size=3)]


async def test_iter_is_an_asynchronous_iterator(account: Account) -> None:
    async with AsyncAgentClient(account.key, base_url=account.url) as client:
        for number in range(3):
            await client.agent_groups.create(name=f"Group {number}")
        rows = client.agent_groups.iter(page_size=2)
        names = [row.name async for row in rows]
        assert names == [row.name for row in await client.agent_groups.list()]


async def test_both_kinds_of_iterators_end_early(client: Any, account: Account) -> None:
    for number in range(3):
        client.agent_groups.create(name=f"Group {number}")
    before = len(account.requests())
    for _ in client.agent_groups.iter(page_size=1):
        break
    async with AsyncAgentClient(account.key, base_url=account.url) as other:
        async for _ in other.agent_groups.iter(page_size=1):
            break
    assert len(account.requests()) == before + 2


def test_iter_uses_the_http_client_of_a_program() -> None:
    pages: Dict[str, Any] = {
        "": {"results": [], "next_cursor": "a", "previous_cursor": None},
        "a": {"results": [], "next_cursor": None, "previous_cursor": "x"},
    }
    seen: List[Any] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.url.query.decode())
        return httpx.Response(200, json=pages[request.url.params.get("cursor", "")])

    http = httpx.Client(transport=httpx.MockTransport(answer))
    with AgentClient("fly-k", base_url="http://localhost", http_client=http) as client:
        assert list(client.agent_groups.iter(query="x")) == []
    assert seen == ["query=x&page_size=100", "query=x&page_size=100&cursor=a"]


def test_a_replaced_request_gets_the_query_as_params() -> None:
    seen: List[Any] = []

    class Client(AgentClient):
        def _request(self, method: str, path: str, **options: Any) -> Any:
            seen.append((method, path, options))
            return []

    client = Client("fly-k", base_url="http://localhost")
    assert client.agent_groups.list() == []
    assert client.agents.list() == []
    assert client.agents.list(page_size=5) == []
    prefix = "/api/v1/agents/"
    assert seen == [
        ("GET", f"{prefix}agent-groups/", {"params": {"page_size": 100}}),
        ("GET", f"{prefix}tasks/", {}),
        ("GET", f"{prefix}tasks/", {"params": {"pagination": "cursor", "page_size": 5}}),
    ]


def test_a_late_write_is_refused_with_the_revision(client: Any) -> None:
    made = client.mcp_resource_sets.create(name="Search")
    changed = client.mcp_resource_sets.update(made.id, expected_revision=1, name="Research")
    assert changed.revision == 2
    with pytest.raises(McpResourceSetStaleRevisionError) as caught:
        client.mcp_resource_sets.replace(made.id, expected_revision=1, name="Old")
    error = caught.value
    assert error.current_revision == 2
    assert error.status_code == 409
    assert not str(error).startswith("HTTP 409")
    assert isinstance(error, FlyMyAIAgentError)


def test_members_are_models_or_mappings(client: Any) -> None:
    tool = client.tools.create(mcp_tool="tavily")
    raw = json.loads(account_tool(client, tool.id))
    made = client.mcp_resource_sets.create(name="Search")
    member = McpResourceSetMemberInput(
        resource_type="user_mcp_tool", resource_id=raw["public_id"], slot="search"
    )
    full = client.mcp_resource_sets.replace_members(made.id, expected_revision=1, members=[member])
    assert [each.slot for each in full.members] == ["search"]
    again = client.mcp_resource_sets.replace_members(
        made.id, expected_revision=2, members=(member.model_dump(),)
    )
    assert again.member_count == 1
    rows = list(client.mcp_resource_sets.iter_members(made.id, page_size=1))
    assert rows == client.mcp_resource_sets.list_members(made.id)


def account_tool(client: Any, tool: int) -> str:
    url = f"{client._base_url}/api/v1/agents/tools/{tool}/"
    text: str = httpx.get(url, headers={"X-API-KEY": client._api_key}).text
    return text


@pytest.mark.parametrize(
    "member",
    [
        {"resource_type": "x", "resource_id": "i", "slot": "s"},
        {"resource_type": "user_mcp_tool", "resource_id": "i", "slot": ""},
        {"resource_type": "user_mcp_tool", "resource_id": "i", "slot": "s", "more": 1},
        {"resource_type": "user_mcp_tool", "resource_id": "i", "slot": "s", "position": -1},
    ],
)
def test_a_member_that_is_none_is_an_error_of_pydantic(client: Any, member: Any) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - each text is pydantic's own
        client.mcp_resource_sets.replace_members("s", expected_revision=1, members=[member])
    # Core rejects a kind of resource that this version does not have.
    assert isinstance(caught.value, pydantic.ValidationError) or "resource_type" in str(
        caught.value
    )


def test_ids_of_groups_are_no_letters(client: Any) -> None:
    with pytest.raises(TypeError, match="not one str"):
        client.agent_groups.create(name="S", agent_ids="abc")


def test_replaced_methods_are_called(client: Any) -> None:
    calls: List[Any] = []
    client.agent_groups.update = lambda *args, **more: calls.append((args, more))
    client.agent_groups.replace_assignments("g", agent_ids=["a"], resource_set_ids=[])
    assert calls == [(("g",), {"agent_ids": ["a"], "resource_set_ids": []})]


def answered(status: int, body: Any) -> AgentClient:
    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(status, content=json.dumps(body))

    http = httpx.Client(transport=httpx.MockTransport(answer))
    return AgentClient("fly-k", base_url="http://localhost", max_retries=0, http_client=http)


def test_oauth_with_502_is_both_errors() -> None:
    client = answered(502, {"code": "oauth_x", "redirect_uri": "https://r"})
    with pytest.raises(McpServerOAuthError) as caught:
        client.agent_groups.get("g")
    assert isinstance(caught.value, SuggestSchemaError)
    assert (caught.value.code, caught.value.redirect_uri) == ("oauth_x", "https://r")


@pytest.mark.parametrize("body", [None, 5, {"results": {}}])
def test_pages_that_are_none_are_errors_of_three_kinds(body: Any) -> None:
    for kind in (FlyMyAIAgentError, RuntimeError, TypeError):
        with pytest.raises(kind):
            answered(200, body).agents.list()


def test_team_errors_are_made_of_status_and_code() -> None:
    error = McpTeamError(403, "not_a_member")
    assert str(error) == "MCP team request failed (403): not_a_member"
    assert (error.status_code, error.code) == (403, "not_a_member")


def test_models_of_unused_resources_are_not_built() -> None:
    program = (
        "import sys, flymyai, flymyai.agents\n"
        "client = flymyai.AgentClient('fly-k')\n"
        "client.tools\n"
        "print([name for name in sys.modules if name.startswith('flymyai.types.')])\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert "flymyai.types.tools" in found.stdout
    for name in ("versions", "agent_groups", "mcp_resource_sets", "runs", "compilations"):
        assert f"flymyai.types.{name}" not in found.stdout


async def test_iterators_run_side_by_side(account: Account) -> None:
    async with AsyncAgentClient(account.key, base_url=account.url) as client:
        await client.agent_groups.create(name="One")

        async def names() -> List[str]:
            return [row.name async for row in client.agent_groups.iter()]

        assert await asyncio.gather(*(names() for _ in range(5))) == [["One"]] * 5


def test_members_are_counted_before_they_are_read() -> None:
    client = AgentClient(api_key="fly-k", base_url="http://127.0.0.1:1")
    many: Any = [{"unknown": 1}] * 101
    with pytest.raises(ValueError, match=r"^members must contain at most 100 entries\.$"):
        client.mcp_resource_sets.replace_members("s", expected_revision=1, members=many)
