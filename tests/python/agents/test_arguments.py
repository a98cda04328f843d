"""Arguments: valid ones, and errors before a request with their names."""

from __future__ import annotations

import datetime
import decimal
import inspect
import math
import uuid
from typing import Any, Callable, Dict

import httpx
import pytest
from support.account import AGENT, COMPILATION, RUN, TOOL, Account

from flymyai import AgentClient, AsyncAgentClient
from flymyai._arguments import phases, retry_count

NO_IDS = [
    (None, ValueError),
    ("", ValueError),
    (" \t", ValueError),
    ("..", ValueError),
    ([1], TypeError),
    ({"id": 1}, TypeError),
    (b"7", TypeError),
    ({7}, TypeError),
]
BY_ID: Dict[str, Callable[[Any, Any], Any]] = {
    "agent_id": lambda client, value: client.agents.get(value),
    "run_id": lambda client, value: client.runs.wait(value),
    "tool_id": lambda client, value: client.tools.call(value, action="a"),
    "compilation_id": lambda client, value: client.compilations.run_instruction(value),
    "execution_id": lambda client, value: client.compilations.freeze(execution_id=value),
}


@pytest.mark.parametrize(("value", "error"), NO_IDS)
@pytest.mark.parametrize("name", BY_ID)
async def test_rejects_invalid_ids_by_name(
    account: Account,
    client: AgentClient,
    aclient: AsyncAgentClient,
    name: str,
    value: Any,
    error: Any,
) -> None:
    with pytest.raises(error, match=name):
        BY_ID[name](client, value)
    with pytest.raises(error, match=name):
        await BY_ID[name](aclient, value)
    assert account.requests() == []


@pytest.mark.parametrize(("value", "error"), NO_IDS)
async def test_streams_and_lists_refuse_it_before_they_start(
    account: Account, client: AgentClient, aclient: AsyncAgentClient, value: Any, error: Any
) -> None:
    with pytest.raises(error, match="run_id"):
        next(client.runs.stream_events(value))
    with pytest.raises(error, match="run_id"):
        await aclient.runs.stream_events(value).__anext__()
    # As a filter it is not part of a path, and `None` is no filter.
    if value not in (None, ".."):
        with pytest.raises(error, match="agent_id"):
            client.runs.list(agent_id=value)
    assert account.requests() == []


def test_rejects_a_model_as_id(account: Account, client: AgentClient) -> None:
    account.respond(RUN)
    run = client.runs.get(7)
    with pytest.raises(TypeError, match=r"run_id must be an id, not a whole RunDetail"):
        client.runs.wait(run)  # type: ignore[arg-type]


IDENT = uuid.UUID(int=5)


@pytest.mark.parametrize(
    ("value", "segment"),
    [(7, "7"), ("a b", "a%20b"), (IDENT, str(IDENT)), (3.5, "3.5"), (True, "True"), ("7", "7")],
)
def test_other_ids_are_sent_as_text(
    account: Account, client: AgentClient, value: Any, segment: str
) -> None:
    account.respond(RUN)
    client.runs.get(value)
    assert account.last()["path"] == f"/api/v1/agents/executions/{segment}/"


# ---------------------------------------------------------------- user data

circular: Dict[str, Any] = {}
circular["self"] = circular
NO_JSON = [
    ({"at": datetime.datetime.now()}, TypeError, "variables: .*datetime"),
    ({"set": {1}}, TypeError, "variables: .*set"),
    ({"x": float("nan")}, ValueError, "variables: "),
    ({"x": float("inf")}, ValueError, "variables: "),
    (circular, ValueError, "variables: Circular"),
    ({"x": "\ud800"}, UnicodeEncodeError, "variables"),
    ({(1, 2): 3}, TypeError, "variables: "),
    (object(), TypeError, "variables: "),
]


@pytest.mark.parametrize(("variables", "error", "text"), NO_JSON)
async def test_rejects_values_that_json_cannot_represent(
    account: Account,
    client: AgentClient,
    aclient: AsyncAgentClient,
    variables: Any,
    error: Any,
    text: str,
) -> None:
    for call in (
        lambda: client.runs.create(agent_id="a", variables=variables),
        lambda: client.compilations.run_instruction_and_wait(5, variables=variables),
        lambda: client.agents.update("a", variables=variables),
    ):
        with pytest.raises(error, match=text) as caught:
            call()
        assert caught.type is error
        assert caught.value.__context__ is None
    with pytest.raises(error, match=text):
        await aclient.agents.run("a", variables=variables)
    assert account.requests() == []


class Colour(str):
    pass


def test_json_is_written_as_it_always_was(account: Account, client: AgentClient) -> None:
    account.respond(RUN)
    variables: Any = {
        "ü": ("\u2028", "\U0001f916"),
        1: None,
        None: True,
        1.5: 1e22,
        "big": 10**30,
        "text": Colour("red"),
        "deep": {"a": [{"b": []}]},
    }
    client.runs.create(agent_id="a", variables=variables)
    assert account.last()["body"] == (
        '{"variables":{"ü":["\u2028","\U0001f916"],"1":null,"null":true,"1.5":1e+22,'
        '"big":1000000000000000000000000000000,"text":"red","deep":{"a":[{"b":[]}]}}}'
    )
    assert account.last()["headers"]["content-type"] == "application/json"


def test_update_takes_the_arguments_of_create(account: Account, client: AgentClient) -> None:
    account.respond(AGENT, times=0)
    client.agents.update("a", tools=[1], mcp_servers=None, goal="g", user_prompt="no", other=1)
    assert account.sent() == {
        "available_tools": [1],
        "available_custom_mcp_servers": None,
        "user_prompt": "g",
        "other": 1,
    }


IDEMPOTENT: Dict[str, Callable[..., Any]] = {
    "agents.run": lambda client, **keywords: client.agents.run("a", **keywords),
    "runs.create": lambda client, **keywords: client.runs.create(agent_id="a", **keywords),
    "run_instruction": lambda client, **keywords: client.compilations.run_instruction(
        5, **keywords
    ),
    "tools.call": lambda client, **keywords: client.tools.call(5, action="a", **keywords),
    "run_instruction_and_wait": lambda client, **keywords: (
        client.compilations.run_instruction_and_wait(5, **keywords)
    ),
}


@pytest.mark.parametrize("name", IDEMPOTENT)
async def test_an_idempotency_key(
    account: Account, client: AgentClient, aclient: AsyncAgentClient, name: str
) -> None:
    account.respond({**RUN, "status": "completed"}, times=0)
    IDEMPOTENT[name](client, idempotency_key="k1")
    await IDEMPOTENT[name](aclient, idempotency_key="k2")
    IDEMPOTENT[name](client)
    IDEMPOTENT[name](client, idempotency_key=None)
    posts = [request for request in account.requests() if request["method"] == "POST"]
    first, second, third, fourth = [each["headers"]["idempotency-key"] for each in posts]
    assert [first, second] == ["k1", "k2"]
    assert uuid.UUID(third) != uuid.UUID(fourth)
    with pytest.raises(ValueError, match=r"^idempotency_key must be a string\.$"):
        IDEMPOTENT[name](client, idempotency_key=5)
    assert len(account.requests()) == len(posts) * (2 if name == "run_instruction_and_wait" else 1)


# ------------------------------------------------------------------- waiting

WAITS: Dict[str, Callable[..., Any]] = {
    "runs.wait": lambda client, **keywords: client.runs.wait(7, **keywords),
    "stream_events": lambda client, **keywords: client.runs.stream_events(7, **keywords),
    "compilations.wait": lambda client, **keywords: client.compilations.wait(7, **keywords),
    "compile_from_run": lambda client, **keywords: client.agents.compile_from_run(7, **keywords),
    "run_instruction_and_wait": IDEMPOTENT["run_instruction_and_wait"],
}
BAD_WAITS = [
    ({"timeout": math.nan}, ValueError, "timeout"),
    ({"timeout": "5"}, TypeError, "timeout"),
    ({"poll_interval": math.nan}, ValueError, "poll_interval"),
    ({"poll_interval": -0.1}, ValueError, "poll_interval"),
    ({"poll_interval": -math.inf}, ValueError, "poll_interval"),
    ({"poll_interval": None}, TypeError, "poll_interval"),
    ({"poll_interval": "1"}, TypeError, "poll_interval"),
]


@pytest.mark.parametrize(("keywords", "error", "text"), BAD_WAITS)
@pytest.mark.parametrize("name", WAITS)
async def test_rejects_invalid_timing(
    account: Account,
    client: AgentClient,
    aclient: AsyncAgentClient,
    name: str,
    keywords: Any,
    error: Any,
    text: str,
) -> None:
    for each in (client, aclient):
        with pytest.raises(error, match=text):
            result = WAITS[name](each, **keywords)
            if inspect.isgenerator(result):
                next(result)
            elif inspect.isasyncgen(result):
                await result.__anext__()
            elif inspect.isawaitable(result):
                await result
    assert account.requests() == []


@pytest.mark.parametrize(
    "timeout", [None, math.inf, 300, 5.0, decimal.Decimal("5"), 10**9, 1e300, True]
)
def test_accepts_valid_timing(account: Account, client: AgentClient, timeout: Any) -> None:
    account.respond(RUN)
    account.respond({**RUN, "status": "completed"})
    assert client.runs.wait(7, timeout=timeout, poll_interval=0).is_terminal


async def test_streams_are_generators_that_start_late(
    account: Account, client: AgentClient, aclient: AsyncAgentClient
) -> None:
    stream = client.runs.stream_events(7)
    assert inspect.isgenerator(stream)
    astream = aclient.runs.stream_events(7)
    assert inspect.isasyncgen(astream)
    stream.close()
    await astream.aclose()
    assert list(stream) == []
    assert account.requests() == []


# ---------------------------------------------------------------- the client


def test_clients_keep_their_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    for cls in (AgentClient, AsyncAgentClient):
        client = cls("fly-k", base_url="http://h/p/", max_retries=5)
        assert (client._api_key, client._base_url) == ("fly-k", "http://h/p/")
        assert client._max_retries == 5
        assert client.runs is client.runs
        for resource in (client.agents, client.runs, client.tools, client.compilations):
            assert resource._c is client
        assert cls("fly-k")._base_url == "https://backend.flymy.ai"
        monkeypatch.setenv("FLYMYAI_API_KEY", "fly-env")
        monkeypatch.setenv("FLYMYAI_AGENTS_BASE_URL", "http://env/")
        assert cls()._api_key == cls("")._api_key == "fly-env"
        assert cls("fly-k")._api_key == "fly-k"
        assert cls(base_url="")._base_url == "http://env/"
        monkeypatch.setenv("FLYMYAI_AGENTS_BASE_URL", "")
        monkeypatch.setenv("FLYMYAI_DSN", "http://dsn/")
        assert cls()._base_url == "https://backend.flymy.ai"
        monkeypatch.setenv("FLYMYAI_API_KEY", "")
        with pytest.raises(
            ValueError, match=r"^api_key is required\. Pass it directly or set FLYMYAI_API_KEY\.$"
        ):
            cls()
        with pytest.raises(TypeError):
            cls("fly-k", "http://h")  # type: ignore[misc]
        with pytest.raises(TypeError):
            cls("fly-k", nonsense=1)  # type: ignore[call-arg]
        with pytest.raises(TypeError):
            cls(5)  # type: ignore[arg-type]


def test_sync_and_async_context_managers() -> None:
    with AgentClient("fly-k") as client:
        assert isinstance(client, AgentClient)
    assert not hasattr(AsyncAgentClient, "__enter__")
    assert not hasattr(AgentClient, "__aenter__")


@pytest.mark.parametrize(
    ("timeout", "expected"),
    [
        (5, (5, 5, 5, 5)),
        (None, (None, None, None, None)),
        ((1, 2), (1, 2, None, None)),
        ((1, None, 3), (1, None, 3, None)),
        ((1, 2.5, 3, None), (1, 2.5, 3, None)),
        (httpx.Timeout(7, connect=1), (1, 7, 7, 7)),
        (decimal.Decimal("0.5"), (0.5, 0.5, 0.5, 0.5)),
    ],
)
def test_forms_of_a_timeout(timeout: Any, expected: Any) -> None:
    assert phases(timeout) == expected
    AgentClient("fly-k", timeout=timeout)


@pytest.mark.parametrize("timeout", ["5", (1,), (1, 2, 3, 4, 5), [1, 2], object(), (1, "2")])
def test_no_timeouts(timeout: Any) -> None:
    with pytest.raises(TypeError, match="timeout"):
        AgentClient("fly-k", timeout=timeout)


@pytest.mark.parametrize("timeout", [math.nan, -1, (1, -2)])
def test_impossible_timeouts(timeout: Any) -> None:
    with pytest.raises(ValueError, match="timeout"):
        AgentClient("fly-k", timeout=timeout)


@pytest.mark.parametrize(
    ("given", "count"),
    [(0, 0), (-1, 0), (None, 0), (3, 3), (2.9, 2), (True, 1), (10**12, 2**32 - 1)],
)
def test_counts_of_retries(given: Any, count: int) -> None:
    assert retry_count(given) == count
    assert AgentClient("fly-k", max_retries=given)._max_retries is given
    with pytest.raises(TypeError, match="max_retries"):
        AgentClient("fly-k", max_retries="2")  # type: ignore[arg-type]


@pytest.mark.parametrize("base_url", ["localhost:8000", "ftp://h", "not a url"])
def test_rejects_an_invalid_base_url(base_url: str) -> None:
    with pytest.raises(ValueError, match="base_url"):
        AgentClient("fly-k", base_url=base_url)


def test_max_retries_limits_retries(account: Account) -> None:
    account.respond({"detail": "busy"}, status=500, times=0)
    for retries in (0, 1):
        before = len(account.requests())
        with pytest.raises(Exception, match="HTTP 500"):
            AgentClient(account.key, base_url=account.url, max_retries=retries).runs.get(7)
        assert len(account.requests()) - before == retries + 1


def test_tools_and_compilations_return_their_models(account: Account, client: AgentClient) -> None:
    account.respond(TOOL)
    assert client.tools.create(mcp_tool="tavily_search", extra=None).name == "tavily_search"
    assert account.sent() == {"mcp_tool": "tavily_search", "extra": None}
    account.respond(COMPILATION)
    assert client.compilations.update(5, timezone=None).id == 5
    assert account.sent() == {}
