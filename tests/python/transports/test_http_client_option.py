"""Agents clients over an httpx client of the user's own: `http_client=`."""

from __future__ import annotations

import threading
from typing import Any, Callable, List
from unittest.mock import MagicMock, Mock

import httpx
import pytest
import respx
from support.account import RUN
from support.mock_transport import DONE, RUN_PATH, RUN_URL, URL, Script

import flymyai
from flymyai import AgentClient, AsyncAgentClient, FlyMyAIAgentError

# Retries draw their pause between nothing and half a second, then one.
pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture(params=["sync", "async"])
def call(request: pytest.FixtureRequest) -> Callable[..., Any]:
    """Calls a client that is made for a script, sync or async."""

    async def ask(script: Script, ask: Callable[[Any], Any], **options: Any) -> Any:
        key = options.pop("api_key", "fly-test")
        if request.param == "sync":
            with AgentClient(key, base_url=URL, http_client=script.client(), **options) as client:
                return ask(client)
        http = script.aclient()
        async with AsyncAgentClient(key, base_url=URL, http_client=http, **options) as client:
            return await ask(client)

    return ask


async def test_a_request_is_whole(call: Any) -> None:
    script = Script(RUN)
    run = await call(script, lambda c: c.runs.create(agent_id="a b", variables={"n": 1.5}))
    assert run.id == 7
    [request] = script.requests
    assert request.method == "POST"
    assert str(request.url) == f"{URL}/api/v1/agents/tasks/a%20b/run-loop/"
    assert request.headers["x-api-key"] == "fly-test"
    assert request.headers["content-type"] == "application/json"
    assert request.content == b'{"variables":{"n":1.5}}'


async def test_a_request_without_a_body(call: Any) -> None:
    script = Script(httpx.Response(204))
    assert await call(script, lambda c: c.runs.cancel(7)) is None
    [request] = script.requests
    assert request.content == b""
    assert request.headers["content-length"] == "0"
    assert "content-type" not in request.headers


async def test_an_idempotency_key_is_sent(call: Any) -> None:
    script = Script(httpx.Response(503), RUN)
    await call(script, lambda c: c.runs.create(agent_id="a", idempotency_key="once"))
    assert [request.headers["idempotency-key"] for request in script.requests] == ["once"] * 2


async def test_reads_are_repeated(call: Any) -> None:
    script = Script(httpx.ConnectError("no"), httpx.Response(503), DONE)
    assert (await call(script, lambda c: c.runs.get(7))).status == "completed"
    assert len(script.requests) == 3


async def test_work_is_not_repeated(call: Any) -> None:
    error = httpx.ReadTimeout("slow")
    script = Script(error)
    with pytest.raises(httpx.ReadTimeout) as caught:
        await call(script, lambda c: c.runs.create(agent_id="a"))
    assert caught.value is error
    assert len(script.requests) == 1


@pytest.mark.parametrize(
    "error",
    [
        httpx.ConnectError("c"),
        httpx.ConnectTimeout("ct"),
        httpx.ReadTimeout("rt"),
        httpx.WriteTimeout("wt"),
        httpx.PoolTimeout("pt"),
        httpx.ReadError("r"),
        httpx.WriteError("w"),
        httpx.CloseError("cl"),
        httpx.ProxyError("p"),
        httpx.RemoteProtocolError("rp"),
        type("Own", (httpx.ConnectError,), {})("own"),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_transport_errors_are_retried_and_raised_unchanged(call: Any, error: Any) -> None:
    script = Script(error)
    with pytest.raises(type(error)) as caught:
        await call(script, lambda c: c.runs.get(7), max_retries=1)
    assert caught.value is error
    assert len(script.requests) == 2


@pytest.mark.parametrize(
    "error",
    [
        RuntimeError("mine"),
        ConnectionError("builtin"),
        httpx.UnsupportedProtocol("u"),
        httpx.LocalProtocolError("l"),
        httpx.TooManyRedirects("t"),
        AssertionError("asserted in a handler"),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_other_exceptions_are_raised_at_once(call: Any, error: Any) -> None:
    script = Script(error)
    with pytest.raises(type(error)) as caught:
        await call(script, lambda c: c.runs.get(7))
    assert caught.value is error
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert len(script.requests) == 1


async def test_a_refusal_is_the_cores(call: Any) -> None:
    script = Script(httpx.Response(400, json={"variables": ["'city' is missing"]}))
    with pytest.raises(flymyai.VariablesValidationError) as caught:
        await call(script, lambda c: c.runs.create(agent_id="a"))
    assert caught.value.field_errors == {"city": "'city' is missing"}


async def test_waits_continue_after_failures(call: Any) -> None:
    reset = httpx.ReadError("reset")
    script = Script(RUN, reset, httpx.Response(502), RUN, DONE)
    run = await call(script, lambda c: c.runs.wait(7, timeout=30, poll_interval=0))
    assert run.status == "completed"
    assert len(script.requests) == 5


async def test_a_wait_out_of_time_names_the_users_own_error(call: Any) -> None:
    # The first response arrives; then none does until the deadline.
    error = httpx.ConnectError("gone")
    script = Script(RUN, error)
    with pytest.raises(TimeoutError) as caught:
        await call(script, lambda c: c.runs.wait(7, timeout=0.05, poll_interval=0.06))
    assert len(script.requests) in (1, 2)
    if len(script.requests) == 2:
        assert caught.value.__cause__ is error


async def test_lists_resolve_agents_through_the_given_client(call: Any) -> None:
    rows = [{**RUN, "id": number, "user_agent_task": number} for number in range(12)]
    script = Script(httpx.Response(200, json=rows), {**RUN, "user_agent_task_uuid": "agent_1"})
    runs = await call(script, lambda c: c.runs.list(agent_id="agent_1"))
    assert len(runs) == 12
    assert len(script.requests) == 13


def test_events_are_polled_when_they_are_read() -> None:
    log = {
        "id": 1,
        "created_at": RUN["created_at"],
        "updated_at": RUN["updated_at"],
        "type": "tool_called",
        "message": "m",
    }
    script = Script({**RUN, "logs": [log]}, {**DONE, "logs": [log, {**log, "id": 2}]})
    with AgentClient("k", base_url=URL, http_client=script.client()) as client:
        events = client.runs.stream_events(7, poll_interval=0)
        assert not script.requests
        assert next(events).id == 1
        assert len(script.requests) == 1
        assert [event.id for event in events] == [2]
        assert len(script.requests) == 2


async def test_async_streams_yield_events() -> None:
    log = {
        "id": 1,
        "created_at": RUN["created_at"],
        "updated_at": RUN["updated_at"],
        "type": "tool_called",
        "message": "m",
    }
    script = Script({**RUN, "logs": [log]}, {**DONE, "logs": [log, {**log, "id": 2}]})
    async with AsyncAgentClient("k", base_url=URL, http_client=script.aclient()) as client:
        events = client.runs.stream_events(7, poll_interval=0)
        assert [event.id async for event in events] == [1, 2]
    assert len(script.requests) == 2


def test_a_wrong_client_is_refused_at_once() -> None:
    for client, wrong in (
        (AgentClient, httpx.AsyncClient()),
        (AsyncAgentClient, httpx.Client()),
        (AgentClient, httpx.MockTransport(lambda request: httpx.Response(200))),
        (AsyncAgentClient, "http"),
    ):
        with pytest.raises(TypeError, match="http_client"):
            client("k", http_client=wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        AgentClient("k", httpx.Client())  # type: ignore[misc]


async def test_the_users_client_stays_open() -> None:
    script = Script(RUN)
    with script.client() as http:
        with AgentClient("k", base_url=URL, http_client=http) as client:
            client.runs.get(7)
        assert not http.is_closed
        with pytest.raises(RuntimeError, match="closed"):
            client.runs.get(7)
    async with script.aclient() as http:
        async with AsyncAgentClient("k", base_url=URL, http_client=http) as client:
            await client.runs.get(7)
        assert not http.is_closed
    assert len(script.requests) == 2


def test_settings_of_the_users_client_apply() -> None:
    script = Script(RUN)
    seen: List[str] = []
    http = script.client(
        headers={"x-team": "blue", "x-api-key": "other"},
        event_hooks={"request": [lambda request: seen.append(str(request.url))]},
        timeout=3,
    )
    AgentClient("mine", base_url=URL, http_client=http).runs.get(7)
    [request] = script.requests
    assert request.headers["x-team"] == "blue"
    assert request.headers["x-api-key"] == "mine"
    assert seen == [RUN_URL]
    assert request.extensions["timeout"]["read"] == 3


def test_default_timeouts_apply_to_a_client_without_its_own() -> None:
    script = Script(RUN)
    AgentClient("k", base_url=URL, http_client=script.client(), timeout=(4, 7)).runs.get(7)
    limits = script.requests[0].extensions["timeout"]
    assert limits == {"connect": 4, "read": 7, "write": None, "pool": None}


def test_redirects_are_not_followed() -> None:
    script = Script(httpx.Response(302, headers={"location": "http://elsewhere.test/"}))
    client = AgentClient(
        "k", base_url=URL, http_client=script.client(follow_redirects=True), max_retries=0
    )
    with pytest.raises(FlyMyAIAgentError):
        client.runs.get(7)
    assert len(script.requests) == 1


def test_a_subclass_of_a_client_sends_itself() -> None:
    class Signing(httpx.Client):
        def send(self, request: httpx.Request, **options: Any) -> httpx.Response:
            request.headers["x-signature"] = "signed"
            return super().send(request, **options)

    script = Script(RUN)
    http = Signing(transport=httpx.MockTransport(script))
    AgentClient("k", base_url=URL, http_client=http).runs.get(7)
    assert script.requests[0].headers["x-signature"] == "signed"


def test_respx_on_the_users_client() -> None:
    router = respx.Router()
    route = router.get(RUN_URL).mock(
        side_effect=[httpx.Response(503), httpx.Response(200, json=RUN)]
    )
    http = httpx.Client(transport=httpx.MockTransport(router.handler))
    assert AgentClient("k", base_url=URL, http_client=http).runs.get(7).id == 7
    assert route.call_count == 2


def test_a_handler_runs_where_the_call_is_made() -> None:
    threads = []

    def handler(request: httpx.Request) -> httpx.Response:
        threads.append(threading.get_ident())
        return httpx.Response(200, json=DONE)

    client = AgentClient("k", http_client=httpx.Client(transport=httpx.MockTransport(handler)))
    client.runs.get(7)
    client.runs.wait(7)
    list(client.runs.stream_events(7))
    other = threading.Thread(target=client.runs.get, args=(7,))
    other.start()
    other.join()
    assert threads[:3] == [threading.get_ident()] * 3
    assert len(threads) == 4
    assert threads[3] not in threads[:3]


def test_a_handler_may_use_clients_itself(client: AgentClient, account: Any) -> None:
    account.respond({**RUN, "id": 8})
    inner = Script(RUN)

    def handler(request: httpx.Request) -> httpx.Response:
        mocked = AgentClient("k", http_client=inner.client()).runs.get(1)
        return httpx.Response(200, json={**DONE, "id": mocked.id + client.runs.get(2).id})

    outer = AgentClient("k", http_client=httpx.Client(transport=httpx.MockTransport(handler)))
    assert outer.runs.wait(7).id == 15


def test_threads_share_a_client() -> None:
    barrier = threading.Barrier(4, timeout=20)

    def handler(request: httpx.Request) -> httpx.Response:
        barrier.wait()
        return httpx.Response(200, json={**RUN, "id": int(request.url.path.split("/")[-2])})

    client = AgentClient("k", http_client=httpx.Client(transport=httpx.MockTransport(handler)))
    found: List[Any] = []
    threads = [
        threading.Thread(target=lambda n=n: found.append(client.runs.get(n).id)) for n in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [0, 1, 2, 3]


@pytest.mark.parametrize(
    "response",
    [
        Mock(status_code=204),
        MagicMock(status_code=200),
        Mock(spec=httpx.Response, status_code=200, content=b"{}"),
    ],
)
def test_stub_responses_need_few_attributes(response: Any) -> None:
    client = AgentClient("k")
    client._http = Mock()
    client._http.request.return_value = response
    client.agents.delete("a")
    client.runs.cancel(7)
    assert client._http.request.call_count == 2


def test_request_uses_the_given_client() -> None:
    class Watched(AgentClient):
        def _request(self, method: str, path: str, **kwargs: Any) -> Any:
            seen.append((method, path))
            return super()._request(method, path, **kwargs)

    seen: List[Any] = []
    script = Script(RUN)
    client = Watched("fly-k", base_url=URL, http_client=script.client())
    assert client.runs.get(7).id == 7
    assert client._request("GET", RUN_PATH)["id"] == 7
    assert seen == [("GET", RUN_PATH)] * 2
    assert [str(request.url) for request in script.requests] == [RUN_URL] * 2
    assert [request.headers["x-api-key"] for request in script.requests] == ["fly-k"] * 2


def test_too_many_headers_are_an_error() -> None:
    headers = [(f"x-{number}", "v") for number in range(40_000)]
    response = httpx.Response(200, headers=headers, json=RUN)
    transport = httpx.MockTransport(lambda _: response)
    client = AgentClient("k", http_client=httpx.Client(transport=transport))
    with pytest.raises(ValueError, match="headers"):
        client.runs.get(7)
