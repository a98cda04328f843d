"""Operations with headers, redirects and timeouts of their own, sent through httpx."""

from __future__ import annotations

import ssl
from typing import Any, Dict, List
from unittest.mock import AsyncMock, MagicMock, call

import httpx
import pytest
from pydantic import SecretStr, ValidationError
from support.account import RUN
from support.mock_transport import URL, Script

from flymyai import AgentClient, AsyncAgentClient
from flymyai.agents import McpTeamError
from flymyai.agents._mcp_sharing import McpTeams

PREVIEW = "/api/v1/mcp-team-invitations/preview/"
SHARE = "11111111-1111-4111-8111-111111111111"
TOOLS = f"/api/v1/mcp-shares/{SHARE}/tools/"
PROFILE = "/api/v1/agents/tools/3/browser-profile/"
TEAM_HEADERS = {
    "Accept": "application/json",
    "Accept-Encoding": "identity",
    "Content-Type": "application/json",
}
ELSEWHERE = httpx.Response(307, headers={"location": "http://elsewhere.test/"})


def timeout_in(request: httpx.Request) -> Any:
    found: Dict[str, Any] = request.extensions["timeout"]
    (seconds,) = set(found.values())
    return seconds


def assert_as_for_teams(requests: List[httpx.Request]) -> None:
    (request,) = requests
    assert request.headers["accept"] == "application/json"
    assert request.headers["accept-encoding"] == "identity"
    assert timeout_in(request) == 35
    assert request.headers["x-api-key"] == "k"


def test_teams_and_shares_choose_their_responses() -> None:
    for send in (
        lambda client: client.teams.preview_invite(SecretStr("secret")),
        lambda client: client.shares.tools(SHARE),
    ):
        script = Script({"a": 1})
        client = AgentClient("k")
        client._http = script.client(base_url=URL, headers={"X-API-KEY": "k"})
        assert send(client) == {"a": 1}
        assert_as_for_teams(script.requests)


def test_redirects_of_teams_are_not_followed() -> None:
    script = Script(ELSEWHERE)
    client = AgentClient("k")
    client._http = script.client(base_url=URL, headers={"X-API-KEY": "k"}, follow_redirects=True)
    with pytest.raises(McpTeamError, match="307"):
        client.teams.preview_invite(SecretStr("secret"))
    assert [request.url.host for request in script.requests] == ["service.test"]


async def test_async_teams_choose_their_responses() -> None:
    script = Script({"a": 1})
    client = AsyncAgentClient("k")
    client._http = script.aclient(base_url=URL, headers={"X-API-KEY": "k"}, follow_redirects=True)
    assert await client.teams.preview_invite(SecretStr("secret")) == {"a": 1}
    assert_as_for_teams(script.requests)
    script.responses = [ELSEWHERE]
    with pytest.raises(McpTeamError, match="307"):
        await client.teams.preview_invite(SecretStr("secret"))
    assert len(script.requests) == 2


def test_a_patched_httpx_or_ssl_keeps_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    script = Script({"a": 1})
    made = ssl.create_default_context
    with monkeypatch.context() as patched:
        patched.setattr("ssl.create_default_context", lambda *a, **options: made(*a, **options))
        client = AgentClient("k", base_url=URL)
    assert "_http" in client.__dict__
    transport = httpx.MockTransport(script)
    monkeypatch.setattr(httpx.Client, "_transport_for_url", lambda http, url: transport)
    for each in (client, AgentClient("k", base_url=URL)):
        script.requests.clear()
        assert each.teams.preview_invite(SecretStr("secret")) == {"a": 1}
        assert_as_for_teams(script.requests)


def test_a_stub_is_called_as_in_1_2_0() -> None:
    client = AgentClient("k")
    client._http = MagicMock()
    response = client._http.stream.return_value.__enter__.return_value
    response.status_code, response.headers = 200, {}
    response.iter_raw.return_value = [b'{"a":', b" 1}"]
    assert client.teams.preview_invite(SecretStr("secret")) == {"a": 1}
    assert client._http.stream.call_args == call(
        "POST",
        PREVIEW,
        headers=TEAM_HEADERS,
        content=b'{"token":"secret"}',
        params={},
        follow_redirects=False,
        timeout=35,
    )
    client._http.stream.return_value.__exit__.assert_called_once()
    assert client.shares.tools(SHARE, cursor="c&d") == {"a": 1}
    assert client._http.stream.call_args == call(
        "GET",
        TOOLS,
        headers=TEAM_HEADERS,
        content=None,
        params={"cursor": "c&d"},
        follow_redirects=False,
        timeout=35,
    )
    client._http.request.assert_not_called()


async def test_an_async_stub_is_called_as_in_1_2_0() -> None:
    async def chunks() -> Any:
        yield b'{"a": 1}'

    client = AsyncAgentClient("k")
    client._http = MagicMock()
    context = client._http.stream.return_value
    response = context.__aenter__.return_value
    response.status_code, response.headers = 200, {}
    response.aiter_raw = chunks
    assert await client.teams.preview_invite(SecretStr("secret")) == {"a": 1}
    assert client._http.stream.call_args.kwargs["timeout"] == 35
    context.__aexit__.assert_awaited_once()


def test_a_resource_of_a_stub_sends_through_its_http() -> None:
    stub = MagicMock()
    response = stub._http.stream.return_value.__enter__.return_value
    response.status_code, response.headers = 200, {}
    response.iter_raw.return_value = [b'{"a": 1}']
    assert McpTeams(stub).capabilities() == {"a": 1}
    assert stub._http.stream.call_args.kwargs["timeout"] == 35
    stub._request.assert_not_called()
    with pytest.raises(AttributeError, match="_http"):
        McpTeams(MagicMock(spec=["_request"])).capabilities()


def test_teams_do_not_use_an_overridden_request() -> None:
    script = Script({"a": 1})

    class Own(AgentClient):
        def _request(self, method: str, path: str, **options: Any) -> Any:
            raise AssertionError("not called")

    client = Own("k")
    client._http = script.client(base_url=URL, headers={"X-API-KEY": "k"})
    assert client.teams.preview_invite(SecretStr("secret")) == {"a": 1}
    assert_as_for_teams(script.requests)


def test_browser_profiles_have_their_own_timeout() -> None:
    script = Script({})
    client = AgentClient("k")
    client._http = script.client(base_url=URL, timeout=5)
    for send in (
        lambda: client.tools.get_browser_profile(3),
        lambda: client.tools.create_browser_profile(3, name="n"),
        lambda: client.tools.reconcile_browser_profile(3),
    ):
        script.requests.clear()
        # The body is not that of a profile.
        with pytest.raises(ValidationError):
            send()
        assert [timeout_in(request) for request in script.requests] == [70]
    script.responses = [RUN]
    script.requests.clear()
    client.runs.get(7)
    assert [timeout_in(request) for request in script.requests] == [5]


async def test_the_timeout_of_browser_profiles_is_a_keyword() -> None:
    client = AsyncAgentClient("k")
    client._request = AsyncMock(side_effect=RuntimeError("replaced"))
    with pytest.raises(RuntimeError, match="replaced"):
        await client.tools.get_browser_profile(3)
    client._request.assert_awaited_once_with("GET", PROFILE, timeout=70.0)
