"""Event loops: cancellation, several loops, loops that close or are forgotten."""

from __future__ import annotations

import asyncio
import contextvars
import gc
import os
import subprocess
import sys
import threading
from typing import Any, Callable, List, Type

import pytest
from support.account import LOG, RUN, Account

from flymyai import AsyncAgentClient

Start = Callable[..., "subprocess.Popen[str]"]

if sys.platform == "win32":
    LOOPS: List[Any] = [asyncio.new_event_loop]
else:
    import uvloop

    LOOPS = [asyncio.new_event_loop, uvloop.new_event_loop]

CALLS = {
    "get": lambda client: client.runs.get(7),
    "cancel": lambda client: client.runs.cancel(7),
    "wait": lambda client: client.runs.wait(7, timeout=None),
    "next": lambda client: client.runs.stream_events(7, timeout=None).__anext__(),
}


def in_loop(make: Callable[[], asyncio.AbstractEventLoop], main: Any) -> Any:
    loop = make()
    try:
        return loop.run_until_complete(main)
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


async def arrived(account: Account, count: int = 1) -> None:
    """Returns once the service has seen so many requests."""
    await asyncio.get_running_loop().run_in_executor(None, account.requests, count)


@pytest.mark.parametrize("make", LOOPS)
@pytest.mark.parametrize("call", CALLS)
def test_cancelling_a_task_stops_its_request(account: Account, make: Any, call: str) -> None:
    account.script({"hang": True, "times": 0})

    async def main() -> None:
        async with AsyncAgentClient(account.key, base_url=account.url) as client:
            task = asyncio.ensure_future(CALLS[call](client))
            await arrived(account)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            # Still open: it is the cancellation that ended the request.
            await asyncio.get_running_loop().run_in_executor(None, account.aborted, 1)

    in_loop(make, main())
    assert len(account.requests()) == 1


@pytest.mark.parametrize("call", CALLS)
async def test_wait_for_stops_the_request(
    account: Account, aclient: AsyncAgentClient, call: str
) -> None:
    account.script({"hang": True, "times": 0})
    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(CALLS[call](aclient), timeout=0.5)
    assert len(account.aborted(minimum=1)) == 1
    assert len(account.requests()) == 1


async def test_a_cancelled_wait_polls_no_more(account: Account, aclient: AsyncAgentClient) -> None:
    account.respond(RUN, times=0)
    task = asyncio.ensure_future(aclient.runs.wait(7, poll_interval=0))
    await arrived(account, 3)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    # A request may have been on its way; those of another call prove that no more follow.
    before = len(account.requests())
    for _ in range(5):
        await aclient.runs.get(8)
    after = account.requests()
    polls = [request for request in after if request["path"].endswith("/7/")]
    assert len(polls) <= before + 1
    assert [request["path"][-3:] for request in after[-4:]] == ["/8/"] * 4


async def test_leaving_a_stream_stops_it(account: Account, aclient: AsyncAgentClient) -> None:
    account.respond({**RUN, "logs": [LOG, {**LOG, "id": 2}]}, times=0)
    async for event in aclient.runs.stream_events(7, poll_interval=0):
        assert event.id == 1
        break
    await aclient.runs.get(8)
    assert [request["path"][-3:] for request in account.requests()] == ["/7/", "/8/"]


async def test_an_interrupted_stream_loses_nothing(
    account: Account, aclient: AsyncAgentClient
) -> None:
    second = {**RUN, "status": "completed", "logs": [LOG, {**LOG, "id": 2}]}
    account.respond({**RUN, "logs": [LOG]})
    account.script({"hang": True})
    account.respond(second)
    stream = aclient.runs._c._native.event_stream("7", None, 0.0)
    from flymyai._internal.asyncio_loop import await_native

    assert len(await await_native(stream.start_next)) == 1
    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(await_native(stream.start_next), 0.3)
    (raw,) = await await_native(stream.start_next)
    assert b'"id":2' in raw.replace(b" ", b"")
    assert await await_native(stream.start_next) is None


@pytest.mark.parametrize("make", LOOPS)
def test_one_client_serves_one_loop_after_another(account: Account, make: Any) -> None:
    account.respond(RUN, times=0)
    client = AsyncAgentClient(account.key, base_url=account.url)

    async def many() -> int:
        runs = await asyncio.gather(*(client.runs.get(7) for _ in range(50)))
        return len([run for run in runs if run.id == 7])

    assert [in_loop(make, many()) for _ in range(3)] == [50, 50, 50]


def test_loops_of_several_threads_share_a_client(account: Account) -> None:
    account.respond(RUN, times=0)
    client = AsyncAgentClient(account.key, base_url=account.url)
    counts: List[int] = []

    async def many() -> None:
        for _ in range(5):
            counts.append(len(await asyncio.gather(*(client.runs.get(7) for _ in range(20)))))

    threads = [
        threading.Thread(target=in_loop, args=(make, many())) for make in LOOPS for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [20] * (5 * len(threads))


class Signalled(Exception):
    """What the handler of a signal raises."""


@pytest.mark.parametrize("exception", [Signalled, KeyboardInterrupt])
def test_a_signal_during_a_delivery_loses_no_other_result(
    account: Account, exception: Type[BaseException]
) -> None:
    account.respond(RUN, times=0)
    raised: List[Any] = []

    class Interrupted(asyncio.Future):  # type: ignore[type-arg]
        def set_result(self, result: Any) -> None:
            super().set_result(result)
            raise exception

    class Loop(asyncio.SelectorEventLoop):
        def create_future(self) -> asyncio.Future[Any]:
            return Interrupted(loop=self)

        def call_exception_handler(self, context: Any) -> None:
            raised.append(context["exception"])

    async def many() -> int:
        async with AsyncAgentClient(account.key, base_url=account.url) as client:
            calls = asyncio.gather(*(client.runs.get(7) for _ in range(50)))
            return len(await asyncio.wait_for(calls, 30))

    loop = Loop()
    task = loop.create_task(many())
    while not task.done():
        try:
            loop.run_until_complete(task)
        except KeyboardInterrupt as error:
            raised.append(error)
    loop.close()
    assert task.result() == 50
    assert {type(error) for error in raised} == {exception}


@pytest.mark.parametrize("make", LOOPS)
def test_closing_a_loop_drops_its_requests(account: Account, make: Any) -> None:
    account.script({"hang": True, "times": 0})
    client = AsyncAgentClient(account.key, base_url=account.url)
    loop = make()

    async def start() -> asyncio.Future[Any]:
        task = asyncio.ensure_future(client.runs.get(7))
        await asyncio.sleep(0)
        account.requests(minimum=1)
        return task

    task = loop.run_until_complete(start())
    loop.close()
    assert len(account.aborted(minimum=1)) == 1
    assert not task.done()
    # asyncio itself complains of tasks that are dropped unfinished.
    task._log_destroy_pending = False
    del task


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="needs /proc")
@pytest.mark.parametrize("make", LOOPS)
@pytest.mark.parametrize("close", [True, False])
def test_loops_leave_no_file_descriptors(account: Account, make: Any, close: bool) -> None:
    account.respond(RUN, times=0)
    client = AsyncAgentClient(account.key, base_url=account.url)

    def once() -> None:
        loop = make()
        loop.run_until_complete(client.runs.get(7))
        if close:
            loop.close()
        elif make is asyncio.new_event_loop:
            # Forgotten unclosed; asyncio closes its own descriptors then, with a warning.
            with pytest.warns(ResourceWarning, match="unclosed event loop"):
                del loop
                gc.collect()
        else:
            loop.close()

    once()
    gc.collect()
    before = len(os.listdir("/proc/self/fd"))
    # Many loops, each closed at once: a thread that has just woken a loop may be somewhere else
    # by the time that the loop closes.
    for _ in range(300 if close else 20):
        once()
        if close:
            assert len(os.listdir("/proc/self/fd")) <= before + 1
    gc.collect()
    assert len(os.listdir("/proc/self/fd")) <= before + 1


async def test_context_variables_are_the_callers(
    account: Account, aclient: AsyncAgentClient
) -> None:
    account.respond(RUN, times=0)
    name: contextvars.ContextVar[str] = contextvars.ContextVar("name")

    async def one(value: str) -> str:
        name.set(value)
        await aclient.runs.get(7)
        return name.get()

    assert await asyncio.gather(*(one(str(n)) for n in range(20))) == [str(n) for n in range(20)]


async def test_many_calls_at_once_each_get_their_own_response(
    account: Account, aclient: AsyncAgentClient
) -> None:
    ids = account.runs(100, polls=3)
    runs = await asyncio.gather(*(aclient.runs.wait(i, poll_interval=0.01) for i in ids))
    assert [run.id for run in runs] == ids
    assert {run.status.value for run in runs} == {"completed"}


def test_without_file_descriptors_the_loop_is_called(account: Account) -> None:
    class Loop(asyncio.SelectorEventLoop):
        """Like Windows' default loop: it watches no file descriptors."""

        def add_reader(self, *arguments: Any) -> None:
            raise NotImplementedError

    account.respond(RUN, times=0)
    client = AsyncAgentClient(account.key, base_url=account.url)

    async def many() -> int:
        return len(await asyncio.gather(*(client.runs.get(7) for _ in range(50))))

    assert in_loop(Loop, many()) == 50


def test_a_call_outside_a_loop_is_an_error(account: Account) -> None:
    client = AsyncAgentClient(account.key, base_url=account.url)
    coroutine = client.runs.get(7)
    with pytest.raises(RuntimeError, match="no running event loop"):
        coroutine.send(None)


@pytest.mark.parametrize(
    "end",
    ["", "sys.exit(0)", "raise KeyboardInterrupt", "os.kill(os.getpid(), signal.SIGINT)"],
)
@pytest.mark.parametrize("loop", ["asyncio", "uvloop"])
def test_nothing_is_printed_at_exit(account: Account, python: Start, end: str, loop: str) -> None:
    account.script({"hang": True, "times": 0})
    process = python(
        f"""
import asyncio, os, signal, sys, threading
import {loop}
from flymyai import AgentClient, AsyncAgentClient
sync = AgentClient(timeout=None)
for call in (sync.runs.get, sync.runs.wait, lambda run: list(sync.runs.stream_events(run))):
    threading.Thread(target=call, args=(7,), daemon=True).start()
async def main():
    client = AsyncAgentClient(timeout=None)
    pending = [asyncio.ensure_future(client.runs.get(7)) for _ in range(5)]
    await asyncio.sleep(0)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
    print("leaving", flush=True)
    {end or "pass"}
try:
    {loop}.run(main())
except KeyboardInterrupt:
    pass
""",
        stdin=subprocess.PIPE,
    )
    account.requests(minimum=8)
    out, err = process.communicate("\n", timeout=20)
    assert out == "leaving\n"
    assert err == ""
    assert process.returncode == 0
