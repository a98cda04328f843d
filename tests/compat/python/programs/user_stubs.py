"""Stubs of methods and networks in users' own tests, and their errors."""

from __future__ import annotations

from unittest import mock

import httpx
from kit import program, tried
from support.account import COMPILATION, RUN

from flymyai import AgentClient, AsyncAgentClient, FlyMyAI
from flymyai.agents import Compilation

FAILED = {**COMPILATION, "status": "failed", "error": "no steps"}


@program(rows=["later-names"])
def replaces_a_part_of_a_compilation():
    """`compilations.wait` is patched and returns a failed compilation."""
    client = AgentClient("fly-k", base_url="http://test")
    client.agents.freeze = mock.Mock(return_value=Compilation(**COMPILATION))
    with mock.patch.object(client.compilations, "wait", return_value=Compilation(**FAILED)) as wait:
        tried(lambda: client.agents.compile_from_run(7, timeout=5, poll_interval=1))
        print(wait.call_args)


@program()
async def replaces_a_part_of_an_asynchronous_compilation():
    """`compilations.wait` of the asynchronous client."""
    client = AsyncAgentClient("fly-k", base_url="http://test")
    client.agents.freeze = mock.AsyncMock(return_value=Compilation(**COMPILATION))
    client.compilations.wait = mock.AsyncMock(
        side_effect=[Compilation(**FAILED), Compilation(**{**FAILED, "status": "compiled"})]
    )
    try:
        await client.agents.compile_from_run(7)
    except Exception as error:
        print(repr(error))
    print((await client.agents.compile_from_run(7)).status)


@program(rows=["reads-repeated"])
def mocks_a_network_that_comes_back():
    """The replaced client raises once, and then answers."""
    client = AgentClient("fly-k", base_url="http://test", max_retries=1)
    found = [httpx.ConnectError("no network yet"), httpx.Response(200, json=RUN)]
    transport = httpx.MockTransport(mock.Mock(side_effect=found))
    client._http = httpx.Client(transport=transport, base_url="http://test")
    tried(lambda: client.runs.get(7).status)


@program()
def sends_a_large_file_to_a_mock():
    """A replaced inference client receives the size of an upload."""

    def handle(request):
        size = len(request.read())
        print(size > 100_000, request.headers.get("content-length") == str(size))
        print(request.headers.get("transfer-encoding"))
        return httpx.Response(200, text='data: {"status": 200, "output_data": {}}\n\n')

    client = FlyMyAI("fly-k", "demo/echo")
    client._client = httpx.Client(transport=httpx.MockTransport(handle), base_url="http://test")
    print(client.predict({"file": b"x" * 100_000}).status)
