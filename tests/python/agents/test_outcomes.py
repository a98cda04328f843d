"""Errors after which the service may have done the work of a call contain its key."""

from __future__ import annotations

import threading
from typing import Any, Callable, Dict, List

import httpx
import pydantic
import pytest
from support.account import Account
from support.service import Respond, responds

from flymyai import AgentClient, AsyncAgentClient, FlyMyAIAgentError
from flymyai.agents import McpTeamError

TEAM = "11111111-1111-4111-8111-111111111111"
# Deeper than any version of Python reads, and smaller than the limit of responses about teams.
DEEP = b"[" * 100_000 + b"]" * 100_000
LONG = b'{"id":' + b"1" * 5000 + b"}"


def carries(error: BaseException, key: str) -> None:
    """Checks the key of an error, and the note about it."""
    assert vars(error)["idempotency_key"] == key
    note = vars(error)["__notes__"][0]
    assert f"idempotency_key={key!r}" in note


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", FlyMyAIAgentError),
        (b"<html>", FlyMyAIAgentError),
        (b"null", FlyMyAIAgentError),
        (b"[]", FlyMyAIAgentError),
        (b'{"a":1,}', FlyMyAIAgentError),
        (b'{"a":"\xff"}', FlyMyAIAgentError),
        (DEEP, FlyMyAIAgentError),
        (b'{"x":1}', pydantic.ValidationError),
    ],
    ids=["empty", "html", "null", "array", "comma", "bytes", "deep", "shape"],
)
async def test_an_unreadable_response_has_the_key(
    serve: Callable[[Respond], str], body: bytes, expected: Any
) -> None:
    url = serve(responds(body))
    calls: List[Callable[[AgentClient], Any]] = [
        lambda client: client.agents.run("a", idempotency_key="order-17"),
        lambda client: client.runs.create(agent_id="a", idempotency_key="order-17"),
        lambda client: client.triggers_v1.create(TEAM, secret="s", idempotency_key="order-17"),
    ]
    with AgentClient("fly-k", base_url=url) as client:
        for call in calls:
            with pytest.raises(expected) as found:
                call(client)
            carries(found.value, "order-17")
    async with AsyncAgentClient("fly-k", base_url=url) as aclient:
        with pytest.raises(expected) as found:
            await aclient.agents.run("a", idempotency_key="order-17")
        carries(found.value, "order-17")
    over_httpx = AgentClient("fly-k", base_url=url, http_client=httpx.Client())
    with over_httpx, pytest.raises(expected) as found:
        over_httpx.agents.run("a", idempotency_key="order-17")
    carries(found.value, "order-17")


def test_the_generated_key_is_the_one_that_was_sent(account: Account, client: AgentClient) -> None:
    account.respond(text="<html>")
    with pytest.raises(FlyMyAIAgentError) as found:
        client.agents.run("a")
    carries(found.value, account.last()["headers"]["idempotency-key"])
    account.respond({"x": 1})
    with pytest.raises(pydantic.ValidationError) as invalid:
        client.agents.get("a")
    assert "idempotency_key" not in vars(invalid.value)


@pytest.mark.parametrize("status", [408, 499, 500, 501, 505, 507, 520, 524, 530, 599])
def test_the_outcome_is_unknown_after_a_failure_of_the_service(
    account: Account, status: int
) -> None:
    account.respond({}, status=status)
    client = AgentClient(account.key, base_url=account.url, max_retries=0)
    with client, pytest.raises(FlyMyAIAgentError) as found:
        client.agents.run("a")
    carries(found.value, account.last()["headers"]["idempotency-key"])


@pytest.mark.parametrize("status", [400, 403, 409, 422, 429])
def test_a_refusal_has_no_key(account: Account, status: int) -> None:
    account.respond({}, status=status)
    client = AgentClient(account.key, base_url=account.url, max_retries=0)
    with client, pytest.raises(FlyMyAIAgentError) as found:
        client.agents.run("a")
    assert "idempotency_key" not in vars(found.value)


def test_closing_a_client_ends_a_request_with_its_key(account: Account) -> None:
    account.hold("start")
    client = AgentClient(account.key, base_url=account.url)
    raised: List[BaseException] = []

    def start() -> None:
        try:
            client.agents.run("a")
        except RuntimeError as error:
            raised.append(error)

    thread = threading.Thread(target=start)
    thread.start()
    (request,) = account.requests(1)
    client.close()
    thread.join(20)
    (error,) = raised
    assert str(error) == "The response has not arrived, as the client has been closed."
    carries(error, request["headers"]["idempotency-key"])


@pytest.mark.parametrize(
    "body",
    [b'{"a":"\xff"}', b'{"a":1,}', b'{"a":01}', b'["\\x"]', DEEP, b"<html>"],
    ids=["bytes", "comma", "zero", "escape", "deep", "html"],
)
async def test_a_team_response_that_is_not_json_is_an_invalid_response(
    serve: Callable[[Respond], str], body: bytes
) -> None:
    url = serve(responds(body))
    text = r"^MCP team request failed \(502\): invalid_response"
    options: Dict[str, Any] = {"base_url": url, "max_retries": 0}
    with AgentClient("fly-k", **options) as client:
        calls: List[Callable[[], Any]] = [
            lambda: client.teams.get(TEAM),
            lambda: client.teams.list(),
            lambda: client.shares.tools(TEAM),
        ]
        for call in calls:
            with pytest.raises(McpTeamError, match=text) as found:
                call()
            assert (found.value.status_code, found.value.code) == (502, "invalid_response")
        with pytest.raises(McpTeamError, match=text) as found:
            client.shares.call(TEAM, "send", {}, idempotency_key="order-1042")
        carries(found.value, "order-1042")
    async with AsyncAgentClient("fly-k", **options) as aclient:
        with pytest.raises(McpTeamError, match=text):
            await aclient.teams.get(TEAM)


def test_a_long_integer_in_a_team_response_is_limited_as_in_python(
    serve: Callable[[Respond], str],
) -> None:
    import sys

    if not hasattr(sys, "set_int_max_str_digits"):
        pytest.skip("this Python has no limit")
    client = AgentClient("fly-k", base_url=serve(responds(LONG)), max_retries=0)
    with client, pytest.raises(McpTeamError, match="invalid_response"):
        client.teams.get(TEAM)


def test_a_search_text_may_have_marks(account: Account, client: AgentClient) -> None:
    import urllib.parse

    for text in ("\u0939\u093f\u0928\u094d\u0926\u0940", "cafe\u0301", "\u2764\ufe0f"):
        client.agent_groups.list(query=text)
        sent = urllib.parse.parse_qs(account.last()["query"])
        assert sent["query"] == [text]
        client.mcp_resource_sets.list(query=text)
    for text in ("a\u00a0b", "a\u200bb", "a\ue000b"):
        with pytest.raises(ValueError, match=r"^query must not contain control characters\.$"):
            client.agent_groups.list(query=text)
