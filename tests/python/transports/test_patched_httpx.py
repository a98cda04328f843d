"""Code of a test's own inside httpx, for the whole process: respx and its like."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import Any, List
from unittest.mock import MagicMock, patch

import httpx
import pytest
import respx
from support.account import RUN, Account
from support.inference import DONE, PREDICT, STREAM, data, texts
from support.mock_transport import RUN_PATH
from support.programs import end

import flymyai
from flymyai import AgentClient, AsyncAgentClient

AGENTS = "https://backend.flymy.ai"
MODELS = "https://api.flymy.ai"


@respx.mock
def test_respx_as_a_decorator() -> None:
    route = respx.get(AGENTS + RUN_PATH).mock(
        side_effect=[httpx.ConnectError, httpx.Response(200, json=RUN)]
    )
    assert AgentClient("fly-k").runs.get(7).id == 7
    assert route.call_count == 2
    assert route.calls.last.request.headers["x-api-key"] == "fly-k"


async def test_respx_for_all_kinds_of_clients(client: AgentClient, account: Account) -> None:
    answer = httpx.Response(200, text=data(DONE))
    with respx.mock as mock:
        mock.get(AGENTS + RUN_PATH).respond(json=RUN)
        mock.post(MODELS + PREDICT).mock(return_value=answer)
        mock.post(MODELS + STREAM).mock(return_value=httpx.Response(200, text=data(DONE)))
        assert (await AsyncAgentClient("k").runs.get(7)).id == 7
        assert flymyai.run("k", "demo/echo", {"n": 1}).status == 200
        assert (await flymyai.async_run("k", "demo/echo", {"n": 1})).status == 200
        assert texts(flymyai.FlyMyAI("k", "demo/echo").stream({"n": 1})) == ["done"]
        with pytest.raises(respx.models.AllMockedAssertionError):
            client.runs.get(7)
    # Afterwards, the same client is back on the core's own connections.
    account.respond(RUN)
    assert client.runs.get(7).id == 7
    assert account.last()["headers"]["user-agent"].startswith("flymyai-python/")
    assert "_http" not in vars(client)


def test_respx_on_httpx_itself() -> None:
    with respx.mock(using="httpx") as mock:
        route = mock.get(AGENTS + RUN_PATH).respond(json=RUN)
        AgentClient("k").runs.get(7)
    assert route.called


@pytest.mark.parametrize(
    "target",
    ["httpx.HTTPTransport.handle_request", "httpx.Client.send", "httpx.Client.request"],
)
def test_a_patched_method_of_httpx(target: str) -> None:
    with patch(target, autospec=True) as patched:
        patched.side_effect = lambda *_, **__: httpx.Response(
            200, json=RUN, request=httpx.Request("GET", AGENTS)
        )
        assert AgentClient("k").runs.get(7).id == 7
    patched.assert_called_once()


@pytest.mark.parametrize(
    "target",
    [
        "httpx.AsyncHTTPTransport.handle_async_request",
        "httpx.AsyncClient.send",
        "httpx.AsyncClient.request",
    ],
)
async def test_a_patched_method_of_async_httpx(target: str) -> None:
    async def answer(*_: Any, **__: Any) -> httpx.Response:
        return httpx.Response(200, json=RUN, request=httpx.Request("GET", AGENTS))

    with patch(target, answer):
        assert (await AsyncAgentClient("k").runs.get(7)).id == 7


def test_a_patched_client_class() -> None:
    with patch("httpx.Client") as kind:
        kind.return_value.request.return_value = httpx.Response(200, json=RUN)
        client = AgentClient("k", base_url="http://there.test")
        assert client.runs.get(7).id == 7
    kind.assert_called_once()
    assert kind.call_args.kwargs["base_url"] == "http://there.test"
    kind.return_value.request.assert_called_once_with("GET", RUN_PATH)
    # The client was made with it, and keeps it.
    kind.return_value.request.return_value = httpx.Response(200, json=RUN)
    client.runs.get(7)
    assert kind.return_value.request.call_count == 2


def test_a_patched_client_class_of_models() -> None:
    with patch("httpx.Client") as kind:
        context = MagicMock()
        context.__enter__.return_value = httpx.Response(200, text=data(DONE))
        kind.return_value.stream.return_value = context
        assert flymyai.FlyMyAI("k", "demo/echo").predict({}).status == 200


def test_nothing_is_loaded_to_find_out(account: Account, python: Any) -> None:
    process: subprocess.Popen[str] = python(
        """
import sys
from flymyai import AgentClient
client = AgentClient()
client.runs.get(7)
own = {f"flymyai._transports.{name}" for name in ("driver", "senders")}
print(sorted({"httpx", "httpcore", *own} & set(sys.modules)))
"""
    )
    account.respond(RUN)
    assert end(process) == ("[]\n", "")
    assert sys.version_info


def test_closing_a_client_closes_its_httpx_clients(monkeypatch: pytest.MonkeyPatch) -> None:
    made: List[Any] = []
    send, asend = httpx.Client.send, httpx.AsyncClient.send

    def wrapped(http: Any, request: Any, **options: Any) -> Any:
        made.append(http)
        return send(http, request, **options)

    async def awrapped(http: Any, request: Any, **options: Any) -> Any:
        made.append(http)
        return await asend(http, request, **options)

    transport = httpx.MockTransport(lambda _: httpx.Response(200, json=RUN))
    answers = httpx.MockTransport(
        lambda _: httpx.Response(200, text='data: {"status": 200, "output_data": {}}\n\n')
    )
    for kind in (httpx.Client, httpx.AsyncClient):
        choose = lambda http, url: answers if "predict" in str(url) else transport  # noqa: E731
        monkeypatch.setattr(kind, "_transport_for_url", choose)
    monkeypatch.setattr(httpx.Client, "send", wrapped)
    monkeypatch.setattr(httpx.AsyncClient, "send", awrapped)

    async def main() -> None:
        async with AsyncAgentClient("k") as client:
            await client.runs.get(7)
        await flymyai.async_run("k", "demo/echo", {"n": 1})

    with AgentClient("k") as client:
        client.runs.get(7)
    flymyai.run("k", "demo/echo", {"n": 1})
    asyncio.run(main())
    assert [http.is_closed for http in made] == [True] * 4


def test_each_loop_has_its_own_httpx_client(monkeypatch: pytest.MonkeyPatch) -> None:
    loops: List[Any] = []
    send = httpx.AsyncClient.send

    async def wrapped(http: Any, request: Any, **options: Any) -> Any:
        loops.append(http)
        return await send(http, request, **options)

    transport = httpx.MockTransport(lambda _: httpx.Response(200, json=RUN))
    monkeypatch.setattr(httpx.AsyncClient, "_transport_for_url", lambda http, url: transport)
    monkeypatch.setattr(httpx.AsyncClient, "send", wrapped)
    client = AsyncAgentClient("k")
    for _ in range(2):
        assert asyncio.run(client.runs.get(7)).id == 7
    assert loops[0] is not loops[1]
