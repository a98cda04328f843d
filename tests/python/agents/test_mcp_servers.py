"""MCP servers, against the emulator."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from support.account import Account

from flymyai import AgentClient, AsyncAgentClient, FlyMyAIAgentError
from flymyai.agents import McpServer, McpServerOAuth, McpServerOAuthError, McpServers

URL = "https://mcp.example.com/mcp"


@pytest.fixture
def client(account: Account) -> Any:
    with AgentClient(account.key, base_url=account.url) as made:
        yield made


def test_a_server_is_added_changed_and_deleted(client: Any) -> None:
    assert isinstance(client.mcp_servers, McpServers)
    made = client.mcp_servers.create(name="Docs", url=URL)
    assert isinstance(made, McpServer)
    assert (made.status, made.transport_type, made.oauth) == ("connected", "streamable_http", None)
    assert [tool["name"] for tool in made.discovered_tools] == ["search", "echo"]
    changed = client.mcp_servers.update(str(made.id), name="Manual", is_active=False)
    assert (changed.id, changed.name, changed.status) == (made.id, "Manual", "disabled")
    assert client.mcp_servers.get(made.id) == changed
    client.mcp_servers.delete(made.id)
    assert client.mcp_servers.list() == []
    with pytest.raises(FlyMyAIAgentError) as caught:
        client.mcp_servers.get(made.id)
    assert caught.value.status_code == 404


def test_all_pages_of_servers_are_listed(account: Account) -> None:
    rows = [{"name": "n", "url": "u", "auth_type": "none", "status": "s"} for _ in range(2)]
    link = f"{account.url}/api/v1/agents/mcp-servers/?page=2"
    account.script(
        {"reply": {"json": {"results": [{"id": 1, **rows[0]}], "next": link}}},
        {"reply": {"json": {"results": [{"id": 2, **rows[1]}], "next": None}}},
    )
    with AgentClient(account.key, base_url=account.url) as client:
        assert [server.id for server in client.mcp_servers.list()] == [1, 2]
    assert account.requests()[1]["query"] == "page=2"


def test_an_authorization_is_granted_by_a_person(client: Any) -> None:
    made = client.mcp_servers.create(name="Docs", url=URL, auth_type="oauth", oauth_scopes="read")
    assert isinstance(made.oauth, McpServerOAuth)
    assert made.status == "pending"
    with pytest.raises(McpServerOAuthError) as caught:
        client.mcp_servers.connect(made.id)
    assert caught.value.code.startswith("oauth_")
    authorization = client.mcp_servers.authorize(made.id)
    assert authorization.server.id == made.id
    httpx.get(authorization.authorize_url).raise_for_status()
    assert client.mcp_servers.connect(made.id).status == "connected"
    assert client.mcp_servers.disconnect(made.id).status == "disconnected"


def test_a_call_with_the_same_key_is_made_once(client: Any, account: Account) -> None:
    server = client.mcp_servers.create(name="Docs", url=URL)
    call = client.mcp_servers.call
    first = call(server.id, "echo", {"value": [1]}, idempotency_key="order 1042")
    again = call(server.id, action="echo", arguments={"value": [1]}, idempotency_key="order 1042")
    assert first == again == [1]
    with pytest.raises(FlyMyAIAgentError):
        call(server.id, "echo", {"value": 2}, idempotency_key="order 1042")
    keys = [each["headers"]["idempotency-key"] for each in account.requests()[1:]]
    assert keys == ["order 1042"] * 3
    assert call(server.id, "nothing") is None


async def test_servers_of_an_async_client(account: Account) -> None:
    async with AsyncAgentClient(account.key, base_url=account.url) as client:
        server = await client.mcp_servers.create(name="Docs", url=URL)
        assert await client.mcp_servers.call(server.id, "echo", {"value": 1}) == 1
        assert [each.id async for each in client.mcp_servers.iter()] == [server.id]
        await client.mcp_servers.delete(server.id)


@pytest.mark.parametrize("given", ["x", 0, -1, 0.5, None])
def test_an_id_that_is_none_is_refused_by_name(client: Any, account: Account, given: Any) -> None:
    with pytest.raises((ValueError, TypeError), match="server_id"):
        client.mcp_servers.get(given)
    assert account.requests() == []


def test_no_error_shows_a_secret(client: Any) -> None:
    secrets = {"oauth_client_secret": "s3cret-1", "auth_credentials": {"token": "s3cret-2"}}
    for more in ({"auth_type": "oauth"}, {"auth_type": "basic"}, {"transport_type": "x"}):
        with pytest.raises(ValueError, match=r"auth_type|transport_type") as caught:
            client.mcp_servers.create(name="Docs", url=URL, **secrets, **more)
        assert "s3cret" not in repr(caught.value)
