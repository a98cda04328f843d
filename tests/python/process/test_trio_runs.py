"""Runs of trio: several of them, their ends, and the platforms and modules they need."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
import threading
from typing import Any, Callable, List, Optional

import pytest
import trio
import trio.lowlevel
from support import programs
from support.account import RUN, Account
from support.trio_calls import Start, ask_emulator, client_of


def test_many_tasks_at_once(account: Account, run: Callable[..., Any]) -> None:
    account.respond(RUN, times=0)
    done: List[Any] = []

    async def main() -> None:
        async with client_of(account) as client, trio.open_nursery() as nursery:

            async def get() -> None:
                done.append((await client.runs.get(7)).id)

            for _ in range(300):
                nursery.start_soon(get)

    run(main)
    assert done == [7] * 300


def test_one_client_serves_runs_in_turn_and_asyncio_between(account: Account) -> None:
    account.respond(RUN, times=0)
    client = client_of(account)

    async def get() -> Any:
        return (await client.runs.get(7)).id

    assert [trio.run(get), asyncio.run(get()), trio.run(get), asyncio.run(get())] == [7] * 4


def test_runs_of_several_threads_share_a_client(account: Account) -> None:
    account.respond(RUN, times=0)
    client = client_of(account)
    found: List[Any] = []

    async def get() -> None:
        for _ in range(20):
            found.append((await client.runs.get(7)).id)

    kinds = [lambda: trio.run(get), lambda: asyncio.run(get())] * 3
    threads = [threading.Thread(target=kind) for kind in kinds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [7] * (20 * len(threads))


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="counts open files there")
def test_runs_leave_no_file_descriptors(account: Account) -> None:
    account.respond(RUN, times=0)
    client = client_of(account)

    async def get() -> None:
        await client.runs.get(7)

    def count() -> int:
        gc.collect()
        return len([fd for fd in os.listdir("/proc/self/fd") if is_local(fd)])

    def is_local(fd: str) -> bool:
        try:
            return "eventpoll" in (name := os.readlink(f"/proc/self/fd/{fd}")) or "socket" in name
        except FileNotFoundError:
            return False

    trio.run(get)
    before = count()
    for _ in range(10):
        trio.run(get)
    assert count() <= before + 2


def test_platforms_without_descriptors(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    from flymyai._internal import trio_run

    native = trio_run.CompletionQueue

    class OnlyByCallback:
        @staticmethod
        def open(wake: Optional[Callable[[], None]] = None) -> Any:
            if wake is None:
                raise NotImplementedError
            return native.open(wake)

    monkeypatch.setattr(trio_run, "CompletionQueue", OnlyByCallback)
    account.script({"hang": True})

    async def main() -> None:
        async with client_of(account) as client:
            with trio.move_on_after(0.3) as scope:
                await client.runs.get(8)
            assert scope.cancelled_caught
            await ask_emulator(account.aborted, 1)

    trio.run(main)
    test_many_tasks_at_once(account, trio.run)


# Some versions of the libraries import it themselves.
NO_ASYNCIO = """
import sys
from pydantic import BaseModel, TypeAdapter
import httpx
import trio
import flymyai

async def main():
    async with flymyai.AsyncAgentClient() as client:
        run = await client.runs.create(agent_id="agent_abc123")
        async for event in client.runs.stream_events(run.id, poll_interval=0.05):
            pass
    async with flymyai.async_client("fly-test", model="demo/echo") as client:
        await client.predict({"prompt": "a cat"})
        [part async for part in client.stream({"prompt": "a cat"})]

before = "asyncio" in sys.modules
trio.run(main)
print(before, "asyncio" in sys.modules)
"""


def test_asyncio_is_not_imported(python: Start) -> None:
    out, err = programs.end(python(NO_ASYNCIO))
    assert err == ""
    before, after = out.split()
    assert before == after


INTERRUPTED = """
import trio
import flymyai

async def main():
    async with flymyai.AsyncAgentClient() as client:
        print("ready", flush=True)
        await client.runs.wait(7, timeout=None)

try:
    trio.run(main)
except KeyboardInterrupt:
    print("interrupted")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no signal to send")
def test_ctrl_c_ends_a_wait(account: Account, python: Start) -> None:
    account.script({"hang": True, "times": 0})
    program = python(INTERRUPTED)
    assert programs.line(program) == "ready\n"
    account.requests(1)
    program.send_signal(signal.SIGINT)
    assert programs.end(program) == ("interrupted\n", "")
    account.aborted(1)


# Calls through a program's own httpx client or clock.
