"""Users' own tests of the agents API: replaced and mocked transports."""

from __future__ import annotations

import contextlib
import json
import time
from unittest import mock

import httpx
import respx
from kit import ok, program, tried
from support.account import AGENT, COMPILATION, LOG, RUN

from flymyai import AgentClient, AsyncAgentClient, FlyMyAIAgentError

DONE = {**RUN, "status": "completed"}


def responding(*responses):
    """A handler of `MockTransport` that prints requests and answers one after the other."""
    left = list(responses)

    def handle(request):
        body = request.content.decode()
        print(request.method, request.url.path, request.headers.get("x-api-key"), body)
        status, found = left.pop(0)
        return httpx.Response(status, json=found)

    return httpx.MockTransport(handle)


def http(*responses):
    return httpx.Client(
        transport=responding(*responses), base_url="http://test", headers={"X-API-KEY": "k"}
    )


@program()
def replaces_the_http_client():
    """`client._http` is an `httpx.Client` with a `MockTransport`."""
    client = AgentClient("fly-k", base_url="http://test")
    client._http = http((200, RUN), (404, {"detail": "no"}), (204, None), (200, AGENT))
    print(client.runs.get(7).status)
    tried(lambda: client.agents.get("a"))
    print(client.agents.delete("a"))
    print(client.agents.create(name="n", goal="g").id)


@program()
async def replaces_the_asynchronous_http_client():
    """`client._http` is an `httpx.AsyncClient` with a `MockTransport`."""
    client = AsyncAgentClient("fly-k", base_url="http://test")
    client._http = httpx.AsyncClient(
        transport=responding((200, RUN), (502, {"detail": "no"})), base_url="http://test"
    )
    print((await client.agents.run("a", variables={"b": "ü"})).status)
    try:
        await client.agents.suggest_schema(user_prompt="p")
    except FlyMyAIAgentError as error:
        print(repr(error))


@program()
def asserts_calls_of_a_mock():
    """`client._http` is a `Mock` that returns responses of httpx."""
    client = AgentClient("fly-k", base_url="http://test")
    client._http = mock.Mock()
    client._http.request.side_effect = [
        httpx.Response(200, json=body, request=httpx.Request("GET", "http://test/"))
        for body in (RUN, [RUN], RUN, COMPILATION, RUN)
    ]
    client.agents.run("a", variables={"n": 1})
    client.runs.list()
    client.runs.get(7)
    client.compilations.compile(execution_id=7)
    client.compilations.run_instruction(5)
    for call in client._http.request.call_args_list:
        print(call)
    client._http.request.assert_called_with(
        "POST", "/api/v1/agents/compilations/5/run-instruction/", json=None
    )


@program()
async def asserts_calls_of_an_asynchronous_mock():
    """`client._http` is an `AsyncMock`."""
    client = AsyncAgentClient("fly-k", base_url="http://test")
    client._http = mock.AsyncMock()
    client._http.request.return_value = httpx.Response(
        200, json=RUN, request=httpx.Request("GET", "http://test/")
    )
    print((await client.runs.get(7)).id, (await client.runs.append_message(7, text="t")).id)
    print(client._http.request.call_args_list)


@program()
def makes_a_client_with_new():
    """A client made with `__new__`, whose attributes are set by hand."""
    from flymyai.agents._resources import Agents, Compilations, Runs, Tools

    client = AgentClient.__new__(AgentClient)
    client._api_key = "fly-k"
    client._base_url = "http://test"
    client._max_retries = 0
    client._http = http((200, RUN), (400, {"variables": ["'a' is wrong"]}))
    client.agents, client.runs = Agents(client), Runs(client)
    client.tools, client.compilations = Tools(client), Compilations(client)
    print(client.runs.get(7).id)
    tried(lambda: client.agents.run("a"))


@program()
def replaces_the_request_method():
    """`client._request` is a mock: resources get decoded JSON from it."""
    client = AgentClient("fly-k", base_url="http://test")
    client._request = mock.Mock(side_effect=[RUN, [RUN], None, AGENT])
    print(client.runs.get(7).id, len(client.runs.list()), client.agents.delete("a"))
    print(client.agents.update("a", name="n").id)
    print(client._request.call_args_list)


@program(rows=["failed-poll"])
def replaces_the_request_method_in_a_wait():
    """The mock raises the exception of a 503 during a wait."""
    client = AgentClient("fly-k", base_url="http://test")
    outage = FlyMyAIAgentError("HTTP 503: x", status_code=503)
    client._request = mock.Mock(side_effect=[RUN, outage, DONE])
    tried(lambda: client.runs.wait(7, poll_interval=0.01).status)
    print(client._request.call_count)


@program(ok(RUN))
def calls_the_request_method():
    """`client._request` for operations that the package does not have."""
    client = AgentClient()
    print(client._request("GET", "/api/v1/agents/executions/7/")["id"])


@program()
def mocks_with_respx():
    """`respx` answers in place of the server."""
    with respx.mock(base_url="http://test") as router:
        router.get("/api/v1/agents/executions/7/").respond(json=RUN)
        router.post("/api/v1/agents/tasks/a/run-loop/").respond(
            400, json={"variables": ["'a' is wrong"]}
        )
        client = AgentClient("fly-k", base_url="http://test")
        client._http = httpx.Client(base_url="http://test", headers={"X-API-KEY": "fly-k"})
        print(client.runs.get(7).status)
        tried(lambda: client.agents.run("a", variables={"a": 1}))
        print(router.calls.call_count, router.calls.last.request.content)


@program()
def mocks_everything_with_respx():
    """`respx` without touching the client."""
    with respx.mock(assert_all_called=False) as router:
        router.get("http://test/api/v1/agents/executions/7/").respond(json=RUN)
        client = AgentClient("fly-k", base_url="http://test")
        print(client.runs.get(7).status, router.calls.last.request.headers["x-api-key"])


@program()
def patches_the_clock_of_a_wait():
    """`time.sleep` and `time.monotonic` are patched, so that a wait takes no time."""
    client = AgentClient("fly-k", base_url="http://test")
    client._http = http((200, RUN), (200, RUN), (200, DONE))
    with mock.patch("time.sleep") as sleep, mock.patch(
        "time.monotonic", side_effect=[0, 1, 2, 3, 4]
    ) as clock:
        print(client.runs.wait(7, poll_interval=30).status)
        print(sleep.call_args_list, clock.call_count)


@program()
def lets_a_patched_clock_run_out():
    """The patched clock passes the limit."""
    client = AgentClient("fly-k", base_url="http://test")
    client._http = http((200, RUN), (200, RUN))
    with mock.patch("time.sleep") as sleep, mock.patch("time.monotonic", side_effect=[0, 100, 301]):
        tried(lambda: client.runs.wait(7))
        print(sleep.call_args_list)


@program()
async def patches_the_clock_of_an_asynchronous_wait():
    """`asyncio.sleep` is patched."""
    client = AsyncAgentClient("fly-k", base_url="http://test")
    client._http = httpx.AsyncClient(
        transport=responding((200, RUN), (200, DONE)), base_url="http://test"
    )
    with mock.patch("asyncio.sleep", new=mock.AsyncMock()) as sleep:
        print((await client.runs.wait(7, poll_interval=30)).status)
        print(sleep.call_args_list)


@program(ok(RUN), ok(DONE))
def patches_the_sleep_of_a_real_wait():
    """`time.sleep` is patched, the server is a real one."""
    with mock.patch("time.sleep") as sleep:
        print(AgentClient().runs.wait(7, poll_interval=2).status)
        print(sleep.call_args_list)


@program(ok([]))
def looks_at_the_http_client():
    """`client._http` before a test replaces it."""
    client = AgentClient(timeout=5)
    print(isinstance(client._http, httpx.Client), client._http.base_url.host, client._http.timeout)
    print(client._http.headers["x-api-key"] == client._api_key)
    print(client._http.request("GET", "/api/v1/agents/tasks/").json())


@program(rows=["reads-repeated"])
def counts_requests_of_a_replaced_client():
    """Retries go through the replaced client, too."""
    client = AgentClient("fly-k", base_url="http://test", max_retries=1)
    client._http = http((503, {"detail": "x"}), (200, RUN))
    tried(lambda: client.runs.get(7).status)


@program(ok(RUN), ok(DONE))
async def patches_the_sleep_of_a_real_asynchronous_wait():
    """`asyncio.sleep` is patched, the server is a real one."""
    with mock.patch("asyncio.sleep", new=mock.AsyncMock()) as sleep:
        print((await AsyncAgentClient().runs.wait(7, poll_interval=2)).status)
        print(sleep.call_args_list)


@program()
def waits_with_a_replaced_client():
    """Waits and events over a replaced client."""
    client = AgentClient("fly-k", base_url="http://test")
    client._http = http((200, COMPILATION), (200, {**COMPILATION, "status": "compiled"}),
                        (200, {**RUN, "logs": [LOG]}), (200, {**DONE, "logs": [LOG]}))  # fmt: skip
    print(client.compilations.wait(5, poll_interval=0.01).status)
    print([event.id for event in client.runs.stream_events(7, poll_interval=0.01)])


@program()
def mocks_a_failing_network():
    """The replaced client raises."""
    client = AgentClient("fly-k", base_url="http://test", max_retries=0)

    def refuse(request):
        raise httpx.ConnectError("no network today", request=request)

    client._http = httpx.Client(transport=httpx.MockTransport(refuse), base_url="http://test")
    try:
        client.agents.list()
    except httpx.ConnectError as error:
        print(type(error), str(error), error.request.method)


@program()
def patches_a_resource():
    """`unittest.mock.patch` on methods of resources."""
    client = AgentClient("fly-k", base_url="http://test")
    with mock.patch.object(
        client.runs,
        "get",
        side_effect=[mock.Mock(is_terminal=False), mock.Mock(is_terminal=True, id=9)],
    ) as get:
        print(client.runs.get(7).is_terminal, client.runs.get(7).id, get.call_count)
    with mock.patch.object(client.runs, "wait", return_value="waited"):
        print(client.runs.wait(7))


@program(rows=["http-client-option"])
def passes_an_http_client():
    """`http_client=`: a client of httpx of one's own."""
    client = AgentClient("fly-k", base_url="http://test", http_client=http((200, [RUN])))
    print(len(client.runs.list()))


@program(rows=["http-client-option"])
async def passes_an_asynchronous_http_client():
    """`http_client=` of the asynchronous client."""
    mine = httpx.AsyncClient(transport=responding((200, [RUN])))
    client = AsyncAgentClient("fly-k", base_url="http://test", http_client=mine)
    print(len(await client.runs.list()))


@program()
def replaces_the_client_of_models():
    """`client._client` of the inference client over a `MockTransport`."""
    from flymyai import FlyMyAI

    def handle(request):
        print(
            request.method, request.url.path, request.headers.get("content-type"), request.content
        )
        if request.method == "GET":
            return httpx.Response(200, json={"openapi": "3"})
        body = json.dumps({"status": 200, "output_data": {"a": 1}})
        return httpx.Response(
            200, text=f"data: {body}\n\n", headers={"content-type": "text/event-stream"}
        )

    client = FlyMyAI("fly-k", "demo/echo")
    client._client = httpx.Client(transport=httpx.MockTransport(handle), base_url="http://test")
    print(client.predict({"p": "x"}).output_data)
    print(client.openapi_schema().openapi_schema)
    print([part.output_data for part in client.stream({"p": "y"})])


@program(rows=["handed-over-bodies"])
def asserts_calls_of_the_client_of_models():
    """`client._client` is a mock whose arguments are looked at."""
    from flymyai import FlyMyAI

    client = FlyMyAI("fly-k", "demo/echo")
    client._client = mock.MagicMock(spec=httpx.Client)
    client._client.is_closed = False
    client._client.stream.side_effect = httpx.ReadTimeout("enough")
    with contextlib.suppress(httpx.ReadTimeout):
        client.predict({"p": "x"})
    for call in client._client.stream.call_args_list:
        print(call.args, sorted(call.kwargs))


@program(rows=["own-client-timeouts"])
def waits_for_a_result_over_a_client_of_its_own():
    """The time limit of a result passes while a request of one's own client is under way."""
    from flymyai import FlyMyAI
    from flymyai.core.models.successful_responses import AsyncPredictionTask

    def slow(request):
        time.sleep(1)  # a server that takes its time
        return httpx.Response(425, json={})

    task = AsyncPredictionTask(prediction_id="p")
    client = FlyMyAI("fly-k", "demo/echo")
    client._client = httpx.Client(transport=httpx.MockTransport(slow), base_url="http://test")
    task.set_client(client)
    began = time.perf_counter()
    try:
        task.result(timeout=0.2)
    except TimeoutError as error:
        print(type(error).__name__)
    print("on time" if time.perf_counter() - began < 0.7 else "when the request was over")


@program(rows=["client-variables"])
def lists_the_variables_of_a_client():
    """`vars` of a new client."""
    print(sorted(vars(AgentClient("fly-k"))))


@program()
def mocks_models_with_respx():
    """`respx` answers in place of the service of models."""
    from flymyai import FlyMyAI

    with respx.mock(assert_all_called=False) as router:
        body = json.dumps({"status": 200, "output_data": {"a": 1}})
        router.post(url__regex=".*/predict$").respond(text=f"data: {body}\n\n")
        print(FlyMyAI("fly-k", "demo/echo").predict({"p": "x"}).output_data)
