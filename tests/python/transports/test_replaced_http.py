"""A replaced `client._http`, `client._request` or clock, as 1.1.0's users' tests have them."""

from __future__ import annotations

from typing import Any, Dict, List
from unittest.mock import AsyncMock, MagicMock, Mock, call, patch

import httpx
import pytest
from support.account import AGENT, COMPILATION, RUN
from support.mock_transport import DONE, RUN_PATH, URL, Script

from flymyai import AgentClient, AsyncAgentClient, FlyMyAIAgentError
from flymyai.agents._client import SyncAgentClient
from flymyai.agents._resources import Agents, AsyncRuns, Runs

RUN_LOOP = "/api/v1/agents/tasks/agent_1/run-loop/"


def responses(*bodies: Any) -> List[httpx.Response]:
    return [httpx.Response(200, json=body) for body in bodies]


def mocked(*bodies: Any) -> AgentClient:
    client = AgentClient("k")
    client._http = Mock()
    client._http.request.side_effect = responses(*bodies)
    return client


def test_calls_go_through_a_replaced_http() -> None:
    client = mocked(RUN, AGENT)
    assert client.agents.run("agent_1", variables={"n": 1}).id == 7
    client._http.request.assert_called_once_with("POST", RUN_LOOP, json={"variables": {"n": 1}})
    assert client.agents.get("agent_1").id == "agent_1"
    assert client._http.request.call_args == call("GET", "/api/v1/agents/tasks/agent_1/")


def test_json_is_named_as_it_was() -> None:
    client = mocked(RUN, COMPILATION, {"input_schema": {}, "output_schema": {}}, RUN)
    client.compilations.run_instruction(5)
    path = "/api/v1/agents/compilations/5/run-instruction/"
    assert client._http.request.call_args == call("POST", path, json=None)
    client.agents.freeze(7)
    path = "/api/v1/agents/compilations/freeze-instruction/7/"
    assert client._http.request.call_args == call("POST", path)
    client.runs.suggest_schema(7)
    path = f"{RUN_PATH}suggest-schema/"
    assert client._http.request.call_args == call("POST", path, json=None)
    client.runs.create(agent_id="agent_1", idempotency_key="once")
    assert client._http.request.call_args == call(
        "POST", RUN_LOOP, json={"variables": {}}, headers={"Idempotency-Key": "once"}
    )


def test_errors_come_from_a_replaced_http() -> None:
    client = AgentClient("k")
    client._http = Mock()
    client._http.request.return_value = httpx.Response(404, json={"detail": "Not found."})
    with pytest.raises(FlyMyAIAgentError, match="HTTP 404: Not found") as caught:
        client.runs.get(7)
    assert caught.value.response_body == {"detail": "Not found."}
    error = ValueError("in the mock")
    client._http.request.side_effect = error
    with pytest.raises(ValueError, match="in the mock") as raised:
        client.runs.get(7)
    assert raised.value is error


def test_a_stub_needs_only_the_methods_that_are_called() -> None:
    client = AgentClient("k")
    client._http = Mock()
    client._http.request.return_value = Mock(status_code=200, json=Mock(return_value=RUN))
    assert client.runs.get(7).id == 7


def test_an_httpx_client_as_http() -> None:
    script = Script(httpx.Response(503), RUN)
    client = AgentClient("k", base_url="http://ours.test")
    client._http = script.client(base_url="http://theirs.test/p", headers={"x-own": "1"})
    client.runs.get(7)
    assert [str(request.url) for request in script.requests] == [
        f"http://theirs.test/p{RUN_PATH}"
    ] * 2
    assert script.requests[0].headers["x-own"] == "1"


def test_http_is_httpx_as_it_was() -> None:
    client = AgentClient("key", base_url=URL, timeout=12)
    http = client._http
    assert type(http) is httpx.Client
    assert client._http is http
    assert str(http.base_url) == f"{URL}/"
    assert http.headers["X-API-KEY"] == "key"
    assert http.timeout == httpx.Timeout(12)
    assert type(AsyncAgentClient("key")._http) is httpx.AsyncClient
    client.close()
    assert http.is_closed


def test_reading_http_routes_requests_through_it() -> None:
    client = AgentClient("k")
    with patch.object(client._http, "request", return_value=responses(RUN)[0]) as request:
        assert client.runs.get(7).id == 7
    request.assert_called_once_with("GET", RUN_PATH)


def test_waits_poll_through_http() -> None:
    client = mocked(COMPILATION, COMPILATION, {**COMPILATION, "status": "compiled"})
    found = client.agents.compile_from_run(7, poll_interval=0)
    assert found.is_ready
    get = call("GET", "/api/v1/agents/compilations/5/")
    freeze = call("POST", "/api/v1/agents/compilations/freeze-instruction/7/")
    assert client._http.request.call_args_list == [freeze, get, get]


def test_a_replaced_request() -> None:
    client = AgentClient("k")
    with patch.object(client, "_request", return_value=RUN) as request:
        assert client.runs.get(7).id == 7
    request.assert_called_once_with("GET", RUN_PATH)
    with patch.object(SyncAgentClient, "_request", return_value=None) as request:
        assert client.runs.cancel(7) is None
    request.assert_called_once_with("POST", f"{RUN_PATH}cancel/")


def test_a_subclass_with_its_own_request() -> None:
    seen: List[Any] = []

    class Logging(AgentClient):
        def _request(self, method: str, path: str, **options: Any) -> Any:
            seen.append((method, path, options))
            return super()._request(method, path, **options)

    script = Script(RUN, httpx.Response(503, json={"detail": "busy"}), DONE)
    client = Logging("k")
    client._http = script.client(base_url=URL)
    # The refusal that the subclass passed on does not end a wait.
    assert client.runs.wait(7, poll_interval=0).status == "completed"
    assert seen == [("GET", RUN_PATH, {})] * 3
    script.responses = [httpx.Response(404, json={"detail": "gone"})]
    with pytest.raises(FlyMyAIAgentError, match="HTTP 404: gone"):
        client.runs.get(7)


def test_the_default_request_is_as_it_was() -> None:
    client = mocked(RUN, RUN)
    assert client._request("GET", RUN_PATH) == RUN
    client._http.request.side_effect = [httpx.Response(204), httpx.Response(400, json={})]
    assert client._request("DELETE", RUN_PATH) is None
    with pytest.raises(FlyMyAIAgentError):
        client._request("GET", RUN_PATH)


def test_clients_made_without_their_constructor() -> None:
    client = SyncAgentClient.__new__(SyncAgentClient)
    client._api_key = "k"
    client._base_url = URL
    client._max_retries = 2
    client._http = Mock()
    client._http.request.side_effect = responses(RUN, RUN, DONE)
    client.agents = Agents(client)
    client.runs = Runs(client)
    assert client.runs.create(agent_id="agent_1").id == 7
    assert client.runs.wait(7, poll_interval=0).status == "completed"
    assert client._http.request.call_args == call("GET", RUN_PATH)


def test_http_without_other_attributes_works() -> None:
    client = SyncAgentClient.__new__(SyncAgentClient)
    client._http = Mock()
    client._http.request.side_effect = responses(RUN)
    assert Runs(client).get(7).id == 7


async def test_async_clients_detect_the_same_patches() -> None:
    client = AsyncAgentClient.__new__(AsyncAgentClient)
    client._http = Mock()
    client._http.request = AsyncMock(side_effect=responses(RUN, DONE))
    runs = AsyncRuns(client)
    assert (await runs.wait(7, poll_interval=0)).status == "completed"
    assert client._http.request.await_args_list == [call("GET", RUN_PATH)] * 2
    # A plain function serves, too.
    client = AsyncAgentClient("k")
    client._http = MagicMock()
    client._http.request.return_value = responses(RUN)[0]
    assert (await client.runs.get(7)).id == 7
    with patch.object(client, "_request", AsyncMock(return_value=RUN)) as request:
        await client.runs.get(8)
    request.assert_awaited_once_with("GET", RUN_PATH.replace("7", "8"))
    client._http.aclose = AsyncMock()
    await client.close()
    client._http.aclose.assert_awaited_once_with()


def test_a_patched_clock_is_called_as_in_1_1_0() -> None:
    client = mocked(RUN, RUN, DONE)
    with patch("time.sleep") as sleep, patch("time.monotonic", side_effect=[0, 1, 2]) as now:
        client.runs.wait(7, poll_interval=2)
    assert sleep.call_args_list == [call(2), call(2)]
    assert type(sleep.call_args[0][0]) is int
    assert now.call_count == 3


def test_a_patched_clock_ends_a_wait() -> None:
    client = mocked(RUN, RUN)
    late = patch("time.monotonic", side_effect=[100.0, 105.0, 400.0])
    with patch("time.sleep") as sleep, late, pytest.raises(TimeoutError, match="within 300s"):
        client.runs.wait(7)
    assert sleep.call_args_list == [call(2.0)]
    assert client._http.request.call_count == 2


def test_streams_read_a_patched_clock_once_per_poll() -> None:
    client = mocked(RUN, {**RUN, "logs": [event(1)]}, {**DONE, "logs": [event(1), event(2)]})
    with patch("time.sleep") as sleep, patch("time.monotonic", side_effect=[0, 1, 2]) as now:
        assert [log.id for log in client.runs.stream_events(7, poll_interval=0.7)] == [1, 2]
    assert sleep.call_args_list == [call(0.7)] * 2
    assert now.call_count == 3


def event(number: int) -> Dict[str, Any]:
    return {
        "id": number,
        "created_at": RUN["created_at"],
        "updated_at": RUN["updated_at"],
        "type": "tool_called",
        "message": "m",
    }


def test_the_modules_of_old_lead_to_the_clock() -> None:
    client = mocked({**COMPILATION}, {**COMPILATION, "status": "failed"})
    with patch("flymyai.agents._resources.time.sleep") as sleep:
        client.compilations.wait(5, poll_interval=1.5)
    sleep.assert_called_once_with(1.5)


def test_an_exception_of_a_patched_clock_ends_the_wait() -> None:
    for name in ("time.sleep", "time.monotonic"):
        client = mocked(RUN, RUN)
        error = RuntimeError("enough")
        with patch(name, side_effect=error), pytest.raises(RuntimeError) as caught:
            client.runs.wait(7)
        assert caught.value is error


def test_a_patched_sleep_serves_the_real_network(client: AgentClient, account: Any) -> None:
    account.respond(RUN, times=3)
    account.respond(DONE)
    with patch("time.sleep") as sleep:
        assert client.runs.wait(7, poll_interval=3600).status == "completed"
    assert sleep.call_args_list == [call(3600)] * 3
    assert len(account.requests()) == 4


async def test_an_async_wait_takes_no_turn_of_the_loop() -> None:
    # Each iteration of an event loop would read the same clock: it must not be used.
    client = AsyncAgentClient("k")
    client._http = Mock()
    client._http.request = AsyncMock(side_effect=responses(RUN, RUN, DONE))
    with patch("asyncio.sleep") as sleep, patch("time.monotonic", side_effect=[0, 1, 2]) as now:
        await client.runs.wait(7, poll_interval=2)
    assert sleep.await_args_list == [call(2), call(2)]
    assert now.call_count == 3


async def test_a_replaced_async_sleep(aclient: AsyncAgentClient, account: Any) -> None:
    account.respond(RUN, times=2)
    account.respond(DONE)
    with patch("asyncio.sleep", AsyncMock()) as sleep:
        assert (await aclient.runs.wait(7, poll_interval=3600)).status == "completed"
    assert sleep.await_args_list == [call(3600)] * 2
