"""Stubs in places that users' own tests choose: httpx, sockets, clocks, single methods."""

from __future__ import annotations

import os
import socket
import time
from unittest import mock

import httpx
from kit import atried, fails, here, ok, program, text, tried
from support.account import COMPILATION, RUN

import flymyai.agents._client
import flymyai.agents._resources
import flymyai.utils.utils
from flymyai import AgentClient, AsyncAgentClient, AsyncFlyMyAI, FlyMyAI
from flymyai.agents import Compilation, RunDetail
from flymyai.agents._resources import AsyncRuns, Compilations, Runs
from flymyai.core.authorizations import APIKeyClientInfo

DONE = {**RUN, "status": "completed"}
PREDICTION = text(
    'data: {"status": 200, "output_data": {"a": 1}}\n\n',
    headers={"content-type": "text/event-stream"},
)


RESULT = {"infer_details": {"status": 200}, "response": {"n": 1}}


def response(status, json):
    return httpx.Response(status, json=json, request=httpx.Request("POST", "http://test"))


class NoNetwork(Exception):
    """The error of a test suite's guard."""


def guard(*_, **__):
    raise NoNetwork("no network in tests")


def model():
    return FlyMyAI("fly-k", "demo/echo")


@program(ok(RUN), ok(RUN), ok(DONE))
def notes_the_pauses_of_a_wait_in_a_list():
    """`time.sleep` is the `append` of a list."""
    pauses = []
    with mock.patch.object(time, "sleep", pauses.append):
        print(AgentClient().runs.wait(7, poll_interval=2).status)
    print(pauses)


@program(ok(RUN), ok(DONE))
def notes_the_pauses_of_events_in_a_list():
    """The same while events are followed."""
    pauses = []
    with mock.patch("time.sleep", pauses.append):
        print(list(AgentClient().runs.stream_events(7, poll_interval=2)))
    print(pauses)


@program(ok(RUN), ok(RUN), ok(DONE))
def replaces_the_clock_of_the_resources():
    """`time` is a mock in the module of the resources."""
    with mock.patch("flymyai.agents._resources.time") as clock:
        clock.monotonic.return_value = 0
        print(AgentClient().runs.wait(7, poll_interval=5).status)
        print(clock.sleep.call_args_list)


@program(ok(RUN), ok(RUN))
def lets_the_clock_of_the_resources_run_out():
    """The mock passes the limit of the wait."""
    with mock.patch("flymyai.agents._resources.time") as clock:
        clock.monotonic.side_effect = [0, 1, 500]
        tried(lambda: AgentClient().runs.wait(7))
        print(clock.sleep.call_args_list)


@program(ok(RUN), ok(DONE))
async def replaces_the_asyncio_of_the_resources():
    """`asyncio` is a mock in the module of the resources."""
    with mock.patch("flymyai.agents._resources.asyncio") as stub:
        stub.sleep = mock.AsyncMock()
        print((await AsyncAgentClient().runs.wait(7, poll_interval=5)).status)
        print(stub.sleep.call_args_list)


@program(text("", 425), ok({"inference_responses": [RESULT]}))
def replaces_the_clock_of_a_task():
    """`time` is a mock where the results of models are waited for."""
    task = flymyai.core.models.successful_responses.AsyncPredictionTask(prediction_id="p")
    task.set_client(FlyMyAI(here.key, "demo/echo"))
    with mock.patch("flymyai.utils.utils.time") as clock:
        clock.monotonic.return_value = clock.time.return_value = 0
        print(len(task.result(timeout=60).inference_responses), clock.sleep.call_count)


@program()
def patches_post_of_httpx():
    """A task is started by a `post` that is a mock."""
    started = response(202, {"prediction_id": "mocked"})
    with mock.patch("httpx.Client.post", return_value=started) as post:
        print(model().predict_async_task({"p": 1}).prediction_id, post.call_count)


@program()
async def patches_post_of_asynchronous_httpx():
    """The same for the asynchronous client."""
    started = response(202, {"prediction_id": "mocked"})
    with mock.patch("httpx.AsyncClient.post", new=mock.AsyncMock(return_value=started)) as post:
        task = await AsyncFlyMyAI("fly-k", "demo/echo").predict_async_task({"p": 1})
        print(task.prediction_id, post.call_count)


@program()
def patches_get_and_patch_of_httpx():
    """A schema and a cancelling by mocks."""
    with mock.patch("httpx.Client.get", return_value=response(200, {"openapi": "3"})):
        print(model().openapi_schema().openapi_schema)
    with mock.patch("httpx.Client.patch", return_value=response(200, {"done": True})):
        print(model().cancel_prediction("p").json())


@program()
def patches_stream_of_httpx():
    """A prediction by a `stream` that fails."""
    with mock.patch("httpx.Client.stream", side_effect=NoNetwork("mocked")):
        tried(lambda: model().predict({"p": 1}))


@program()
def patches_the_sending_of_single_requests():
    """Patches below the public methods of httpx."""
    found = response(200, RUN)
    with mock.patch("httpx.Client._send_single_request", return_value=found):
        tried(lambda: AgentClient("fly-k", base_url="http://test").runs.get(7).status)
    with mock.patch("httpx.Client._send_handling_redirects", return_value=found):
        print(AgentClient("fly-k", base_url="http://test").runs.get(7).status)


@program()
def replaces_the_transport_of_httpx():
    """httpx makes its transports of another class."""

    class Canned(httpx.BaseTransport):
        def __init__(self, **_):
            pass

        def handle_request(self, request):
            return httpx.Response(200, json=RUN)

    with mock.patch("httpx._client.HTTPTransport", Canned):
        print(AgentClient("fly-k", base_url="http://test").runs.get(7).status)


@program()
def forbids_sockets():
    """`socket.socket` is a guard: nothing may leave."""
    with mock.patch.object(socket, "socket", guard):
        for call in (lambda: AgentClient().runs.get(7), lambda: model().predict({"p": 1})):
            try:
                call()
            except NoNetwork as error:
                print(repr(error))


@program()
def forbids_looking_up_hosts():
    """`socket.getaddrinfo` is a guard."""
    with mock.patch("socket.getaddrinfo", guard):
        try:
            print(AgentClient("fly-k", base_url="http://test").agents.list())
        except NoNetwork as error:
            print(repr(error))


@program()
def replaces_what_an_instruction_is_waited_for_by():
    """`run_instruction` and `runs.get` are mocks."""
    client = AgentClient("fly-k", base_url="http://test")
    client.compilations.run_instruction = mock.Mock(return_value=RunDetail(**RUN))
    client.runs.get = mock.Mock(return_value=RunDetail(**DONE))
    print(client.compilations.run_instruction_and_wait(5).status)
    print(client.runs.get.call_args_list, client.compilations.run_instruction.call_args_list)


@program(ok(COMPILATION))
def replaces_what_a_compilation_is_waited_for_by():
    """`compilations.get` is a mock, the rest is real."""
    client = AgentClient()
    ready = Compilation(**{**COMPILATION, "status": "compiled"})
    client.compilations.get = mock.Mock(return_value=ready)
    print(client.agents.compile_from_run(7) is ready, client.compilations.get.call_args_list)


@program(ok(RUN))
async def replaces_what_an_asynchronous_instruction_is_waited_for_by():
    """The asynchronous `runs.get` raises."""
    client = AsyncAgentClient()
    client.runs.get = mock.AsyncMock(side_effect=NoNetwork("mocked"))
    await atried(lambda: client.compilations.run_instruction_and_wait(5))


@program()
def passes_a_stub_to_resources():
    """A resource over a mock, and over a class, that have no more than `_request`."""
    stub = mock.Mock()
    stub._request.side_effect = [RUN, [RUN], None, DONE]
    runs = Runs(stub)
    print(runs.get(7).status, len(runs.list()), runs.cancel(7), runs.wait(7).status)
    print(stub._request.call_args_list)

    class Client:
        def _request(self, method, path, **options):
            print(method, path, options)
            return COMPILATION

    compilations = Compilations(Client())
    print(compilations.get(5).id, compilations.update(5, timezone="UTC").id)


@program()
async def passes_a_stub_to_asynchronous_resources():
    """The same, asynchronous."""
    stub = mock.Mock()
    stub._request = mock.AsyncMock(side_effect=[RUN, DONE])
    runs = AsyncRuns(stub)
    print((await runs.get(7)).status, (await runs.wait(7)).status)
    print(stub._request.call_args_list)


@program()
def replaces_the_environment():
    """`os.environ` is another mapping."""
    other = {"FLYMYAI_API_KEY": "fly-other", "FLYMYAI_AGENTS_BASE_URL": "http://other.test"}
    with mock.patch.object(os, "environ", other):
        client = AgentClient()
    print(client._api_key, client._base_url)


@program(env={"FLYMYAI_AGENTS_BASE_URL": None})
def replaces_the_default_address():
    """The module's own default leads to a test's server."""
    with mock.patch("flymyai.agents._client._DEFAULT_BASE_URL", "http://staging.test"):
        print(AgentClient("fly-k")._base_url)
    with mock.patch("flymyai.agents._client._AGENTS_BASE_URL_ENV", "STAGING"), mock.patch.dict(
        os.environ, {"STAGING": "http://named.test"}
    ):
        print(AgentClient("fly-k")._base_url)


@program(PREDICTION, PREDICTION, keys=["fly-new", "fly-third"])
def changes_whose_predictions_are_made():
    """A new key, then another user, for one client."""
    client = FlyMyAI(here.key, "demo/echo")
    client.client_info.apikey = "fly-new"
    print(client.predict({"p": 1}).status)
    client.client_info = APIKeyClientInfo("fly-third", "demo", "upper")
    print(client.predict({"p": 1}).status)


@program(*[fails(202, {"prediction_id": "p"})] * 2, keys=["fly-new"], rows=["changed-keys"])
def changes_whose_tasks_are_started():
    """A new key between two tasks."""
    client = FlyMyAI(here.key, "demo/echo")
    client.predict_async_task({"p": 1})
    client.client_info.apikey = "fly-new"
    print(len(client.predict_async_task({"p": 2}).prediction_id) > 0)


@program(PREDICTION, rows=["transport-texts", "request-of-failure"])
def changes_the_way_to_the_network():
    """A proxy is named after the first client of a key."""
    print(FlyMyAI(here.key, "demo/echo").predict({"p": 1}).status)
    proxied = {"HTTP_PROXY": "http://127.0.0.1:9", "NO_PROXY": "", "no_proxy": ""}
    with mock.patch.dict(os.environ, proxied):
        tried(lambda: FlyMyAI(here.key, "demo/echo").predict({"p": 1}))
