"""Where code of a test's own is noticed, with every version of httpx and of Python."""

from __future__ import annotations

import asyncio
import importlib
import socket
import time
from typing import Any, List
from unittest.mock import MagicMock, Mock

import httpcore
import httpx
import pytest
from support.account import RUN, Account

from flymyai import AgentClient, FlyMyAI
from flymyai._transports import detect
from flymyai.agents import _resources

SYNC = [
    "httpx.Client.get",
    "httpx.Client.patch",
    "httpx.Client.post",
    "httpx.Client.request",
    "httpx.Client.send",
    "httpx.Client.stream",
    "httpx.Client.__init__",
    "httpx.Client._send_single_request",
    "httpx._client.HTTPTransport",
    "httpx.HTTPTransport.handle_request",
    "httpcore.ConnectionPool.handle_request",
    "httpcore.HTTPConnection.handle_request",
]
ASYNC = [
    "httpx.AsyncClient.post",
    "httpx.AsyncClient.request",
    "httpx.AsyncClient.send",
    "httpx.AsyncClient.stream",
    "httpx._client.AsyncHTTPTransport",
    "httpx.AsyncHTTPTransport.handle_async_request",
    "httpcore.AsyncConnectionPool.handle_async_request",
]
SOCKETS = ["socket.socket", "socket.create_connection", "socket.getaddrinfo"]


def stub(*_: Any, **__: Any) -> None:
    raise AssertionError("not meant to be called")


def found() -> List[bool]:
    return [
        detect.httpx_is_patched(),
        detect.async_httpx_is_patched(),
        detect.clock_is_patched(),
        detect.async_clock_is_patched(),
    ]


def test_untouched_modules_are_not_patched() -> None:
    assert all((asyncio, httpcore, httpx, socket))
    assert found() == [False] * 4


@pytest.mark.parametrize("replacement", [stub, Mock(), type("Own", (), {})])
@pytest.mark.parametrize(
    ("target", "noticed"),
    [
        *((target, [True, False]) for target in SYNC),
        *((target, [False, True]) for target in ASYNC),
        *((target, [True, True]) for target in SOCKETS),
    ],
)
def test_code_between_a_client_and_the_network(
    monkeypatch: pytest.MonkeyPatch, target: str, noticed: List[bool], replacement: Any
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(target, replacement)
        assert found() == [*noticed, False, False]
    assert found() == [False] * 4


@pytest.mark.parametrize("target", ["time.monotonic", "time.sleep", "asyncio.sleep"])
def test_a_mock_of_the_clock_records_no_check(monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    mock = MagicMock()
    assert found() == [False] * 4
    with monkeypatch.context() as patched:
        patched.setattr(target, mock)
        assert True in found()
    assert mock.mock_calls == []


def test_a_guard_of_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(socket.socket, "connect", stub)
        assert found() == [True, True, False, False]
    assert found() == [False] * 4


@pytest.mark.parametrize("place", ["flymyai.agents._resources", "flymyai.utils.utils"])
def test_a_clock_of_a_modules_own(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    module = importlib.import_module(place)
    with monkeypatch.context() as patched:
        patched.setattr(module, "time", Mock())
        assert found() == [False, False, True, True]
    with monkeypatch.context() as patched:
        patched.setattr(module, "asyncio", Mock())
        assert found() == [False, False, False, True]
    assert found() == [False] * 4
    assert _resources.time is time


@pytest.mark.parametrize("name", ["sleep", "monotonic"])
def test_a_builtin_is_not_the_clock(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    pauses: List[float] = []
    with monkeypatch.context() as patched:
        patched.setattr(time, name, pauses.append)
        assert found()[2]
    assert not found()[2]


def test_pauses_go_into_a_list(
    client: AgentClient, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: List[float] = []
    account.script(*({"reply": {"json": body}} for body in (RUN, {**RUN, "status": "completed"})))
    with monkeypatch.context() as patched:
        patched.setattr(time, "sleep", pauses.append)
        assert client.runs.wait(7, poll_interval=30).is_terminal
    assert pauses == [30]


def test_a_guard_of_sockets_holds(service: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    class NoNetworkError(Exception):
        pass

    def guard(*_: Any, **__: Any) -> None:
        raise NoNetworkError

    with monkeypatch.context() as patched:
        patched.setattr(socket, "socket", guard)
        with pytest.raises(NoNetworkError):
            AgentClient(service.key, base_url=service.url, max_retries=0).agents.list()
        with pytest.raises(NoNetworkError):
            FlyMyAI(service.key, "demo/echo").predict({})
    assert service.requests() == []
