"""Exceptions set in a thread by another one, as job queues do it for their time limits."""

from __future__ import annotations

import ctypes
import threading
import time
from typing import Any, Callable, Dict, List

import pytest
from support.account import RUN, Account

import flymyai
from flymyai import AgentClient
from flymyai.core.models.successful_responses import AsyncPredictionTask

# Generous beside the promised 0.1 s: the machine may be busy. Without the exception
# each of these calls would last for many minutes.
SOON = 5.0


class Limit(BaseException):
    """A time limit."""


def set_in(thread: int) -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(Limit))


def task_of(service: Account) -> Any:
    task = AsyncPredictionTask(prediction_id="p1")
    task.set_client(flymyai.client(service.key, "demo/echo"))
    return task


def agents(service: Account, **options: Any) -> AgentClient:
    return AgentClient(service.key, base_url=service.url, timeout=None, max_retries=0, **options)


def wait_through_httpx(service: Account) -> Any:
    with flymyai.httpx.Client() as http:
        client = agents(service, http_client=http)
        return client.runs.wait(7, timeout=None, poll_interval=3600)


HANGING: Dict[str, Callable[[Account], Any]] = {
    "get": lambda service: agents(service).runs.get(7),
    "wait": lambda service: agents(service).runs.wait(7, timeout=None),
    "events": lambda service: list(agents(service).runs.stream_events(7, timeout=None)),
    "predict": lambda service: flymyai.client(service.key, "demo/echo").predict({"a": 1}),
    "stream": lambda service: list(flymyai.client(service.key, "demo/echo").stream({"a": 1})),
    "result": lambda service: task_of(service).result(),
}
PAUSING: Dict[str, Callable[[Account], Any]] = {
    "wait": lambda service: agents(service).runs.wait(7, timeout=None, poll_interval=3600),
    "events": lambda service: list(
        agents(service).runs.stream_events(7, timeout=None, poll_interval=3600)
    ),
    "wait through httpx": wait_through_httpx,
}


def ends(service: Account, call: Callable[[Account], Any], requests: int = 1) -> List[Any]:
    """The outcome of a call in a thread that gets the exception, and whether it was prompt."""
    found: List[Any] = []

    def work() -> None:
        try:
            found.append(call(service))
        except BaseException as error:
            found.append(type(error))

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    service.requests(minimum=requests)
    begin = time.monotonic()
    assert thread.ident is not None
    set_in(thread.ident)
    thread.join(60)
    return [*found, time.monotonic() - begin < SOON]


@pytest.mark.parametrize("call", HANGING)
def test_an_exception_ends_a_request_of_a_thread(service: Account, call: str) -> None:
    service.script({"hang": True, "times": 0})
    assert ends(service, HANGING[call]) == [Limit, True]
    # The request is not only forgotten: its connection is closed.
    assert len(service.aborted(minimum=1)) == 1


@pytest.mark.parametrize("call", PAUSING)
def test_an_exception_ends_a_pause_of_a_thread(service: Account, call: str) -> None:
    service.respond(RUN, times=0)
    assert ends(service, PAUSING[call]) == [Limit, True]
    assert len(service.requests()) == 1


def test_an_exception_ends_the_wait_for_a_result(service: Account) -> None:
    service.respond({}, status=425, times=0)
    assert ends(service, HANGING["result"], requests=2) == [Limit, True]


@pytest.mark.parametrize("call", HANGING)
def test_an_exception_ends_a_call_of_the_main_thread(service: Account, call: str) -> None:
    service.script({"hang": True, "times": 0})
    caller = threading.get_ident()
    times: List[float] = []

    def set_it() -> None:
        service.requests(minimum=1)
        times.append(time.monotonic())
        set_in(caller)

    thread = threading.Thread(target=set_it, daemon=True)
    thread.start()
    with pytest.raises(Limit):
        HANGING[call](service)
    assert time.monotonic() - times[0] < SOON
    thread.join(20)
