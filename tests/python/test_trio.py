"""Asynchronous clients under trio, and under anyio on top of it."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from typing import Any, Callable, List, Optional

import anyio
import httpx
import programs
import pytest
import trio
import trio.lowlevel
from world import LOG, RUN, World

from flymyai import AsyncAgentClient, AsyncFlyMyAI, AsyncFlymyAIM1, FlyMyAIAgentError

Start = Callable[..., "subprocess.Popen[str]"]
RUNNERS = {"trio": trio.run, "anyio": partial(anyio.run, backend="trio")}
CALLS = {
    "get": lambda client: client.runs.get(7),
    "cancel": lambda client: client.runs.cancel(7),
    "wait": lambda client: client.runs.wait(7, timeout=None),
    "next": lambda client: client.runs.stream_events(7, timeout=None).__anext__(),
}


@pytest.fixture(params=RUNNERS)
def run(request: pytest.FixtureRequest) -> Callable[..., Any]:
    return RUNNERS[request.param]


def client_of(world: World, **options: Any) -> AsyncAgentClient:
    return AsyncAgentClient(world.key, base_url=world.url, **options)


async def told(ask: Callable[..., Any], *arguments: Any) -> Any:
    """What the emulator tells, asked by a thread."""
    return await trio.to_thread.run_sync(partial(ask, *arguments))


async def cancelled_once_sent(world: World, call: Callable[[], Any]) -> None:
    """Makes a call, and cancels its scope once the service has its request."""
    async with trio.open_nursery() as nursery:
        scope = trio.CancelScope()

        async def calling() -> None:
            with scope:
                await call()

        nursery.start_soon(calling)
        await told(world.requests, 1)
        scope.cancel()
    assert scope.cancelled_caught


def test_agents(world: World, run: Callable[..., Any]) -> None:
    async def main() -> Any:
        async with client_of(world) as client:
            begun = await client.runs.create(agent_id="agent_abc123")
            events = client.runs.stream_events(begun.id, poll_interval=0.05)
            types = [event.type.value async for event in events]
            ended = await client.runs.wait(begun.id, poll_interval=0.05)
            return [agent.uuid for agent in await client.agents.list()], types, ended.status

    agents, types, status = run(main)
    assert "agent_abc123" in agents
    assert types[0] == "declared_functions"
    assert status == "completed"


def test_models(service: World, run: Callable[..., Any]) -> None:
    async def main() -> None:
        async with AsyncFlyMyAI(service.key, "demo/echo") as client:
            found = await client.predict({"prompt": "a cat"})
            assert found.output_data["sample"] == ["a cat"]
            stream = client.stream({"prompt": "one two"})
            assert [part.output_data async for part in stream] == [
                {"output": ["one "]},
                {"output": ["two "]},
            ]
            task = await client.predict_async_task({"prompt": "a cat"})
            result = await task.result(timeout=30)
            assert result.inference_responses[0].output_data["sample"] == ["a cat"]
            assert "paths" in (await client.openapi_schema()).openapi_schema

    run(main)


def test_m1(service: World, tmp_path: Any) -> None:
    image = tmp_path / "cat.png"
    image.write_bytes(b"cat")

    async def main() -> None:
        async with AsyncFlymyAIM1(service.key) as client:
            with pytest.warns(DeprecationWarning, match="M1"):
                assert (await client.generate("Hello", image)).success

    trio.run(main)


def test_a_callback_of_a_stream_is_awaited(service: World) -> None:
    seen: List[str] = []

    async def notice(event: Any) -> None:
        await trio.lowlevel.checkpoint()
        seen.append(event.event_type.value)

    async def main() -> None:
        async with AsyncFlyMyAI(service.key, "demo/echo") as client:
            stream = client.stream({"prompt": "one two"})
            stream.set_on_event(notice)
            assert len([part async for part in stream]) == 2

    trio.run(main)
    assert seen == ["id"]


def test_errors(world: World) -> None:
    world.reply({"detail": "no such run"}, status=404)

    async def main() -> None:
        async with client_of(world) as client:
            with pytest.raises(FlyMyAIAgentError, match="no such run"):
                await client.runs.get(7)
        with pytest.raises(RuntimeError, match="closed"):
            await client.runs.get(7)

    trio.run(main)


@pytest.mark.parametrize("call", CALLS)
def test_cancelling_a_scope_stops_its_request(
    world: World, run: Callable[..., Any], call: str
) -> None:
    world.script({"hang": True, "times": 0})

    async def main() -> None:
        async with client_of(world) as client:
            await cancelled_once_sent(world, lambda: CALLS[call](client))
            # Still open: it is the cancellation that ended the request.
            await told(world.aborted, 1)

    run(main)
    assert len(world.requests()) == 1


@pytest.mark.parametrize("call", CALLS)
def test_move_on_after_stops_the_request(world: World, call: str) -> None:
    world.script({"hang": True, "times": 0})

    async def main() -> None:
        async with client_of(world) as client:
            with anyio.move_on_after(0.5) as scope:
                await CALLS[call](client)
            assert scope.cancelled_caught
            await told(world.aborted, 1)

    anyio.run(main, backend="trio")
    assert len(world.requests()) == 1


@pytest.mark.parametrize("call", CALLS)
def test_a_scope_cancelled_before_sends_nothing(world: World, call: str) -> None:
    async def main() -> None:
        async with client_of(world) as client:
            with trio.CancelScope() as scope:
                scope.cancel()
                await CALLS[call](client)
            assert scope.cancelled_caught
            await client.runs.list()

    trio.run(main)
    assert [request["path"] for request in world.requests()] == ["/api/v1/agents/executions/"]


def test_a_cancelled_wait_polls_no_more(world: World) -> None:
    world.reply(RUN, times=0)

    async def main() -> None:
        async with client_of(world) as client:
            await cancelled_once_sent(world, lambda: client.runs.wait(7, poll_interval=0))
            before = len(world.requests())
            for _ in range(5):
                await client.runs.get(8)
            polls = [each for each in world.requests() if each["path"].endswith("/7/")]
            assert len(polls) <= before + 1

    trio.run(main)


def test_leaving_a_stream_stops_it(world: World) -> None:
    world.reply({**RUN, "logs": [LOG, {**LOG, "id": 2}]}, times=0)

    async def main() -> None:
        async with client_of(world) as client:
            events = client.runs.stream_events(7, poll_interval=0)
            async for event in events:
                assert event.id == 1
                break
            # trio warns of generators that are left to the garbage collector.
            await events.aclose()
            await client.runs.get(8)

    trio.run(main)
    assert [request["path"][-3:] for request in world.requests()] == ["/7/", "/8/"]


def test_many_tasks_at_once(world: World, run: Callable[..., Any]) -> None:
    world.reply(RUN, times=0)
    done: List[Any] = []

    async def main() -> None:
        async with client_of(world) as client, trio.open_nursery() as nursery:

            async def get() -> None:
                done.append((await client.runs.get(7)).id)

            for _ in range(300):
                nursery.start_soon(get)

    run(main)
    assert done == [7] * 300


def test_one_client_serves_runs_in_turn_and_asyncio_between(world: World) -> None:
    world.reply(RUN, times=0)
    client = client_of(world)

    async def get() -> Any:
        return (await client.runs.get(7)).id

    assert [trio.run(get), asyncio.run(get()), trio.run(get), asyncio.run(get())] == [7] * 4


def test_runs_of_several_threads_share_a_client(world: World) -> None:
    world.reply(RUN, times=0)
    client = client_of(world)
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
def test_runs_leave_no_file_descriptors(world: World) -> None:
    world.reply(RUN, times=0)
    client = client_of(world)

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


def test_platforms_without_descriptors(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from flymyai._internal import trio_run

    native = trio_run.CompletionQueue

    class OnlyByCallback:
        @staticmethod
        def open(wake: Optional[Callable[[], None]] = None) -> Any:
            if wake is None:
                raise NotImplementedError
            return native.open(wake)

    monkeypatch.setattr(trio_run, "CompletionQueue", OnlyByCallback)
    world.script({"hang": True})

    async def main() -> None:
        async with client_of(world) as client:
            with trio.move_on_after(0.3) as scope:
                await client.runs.get(8)
            assert scope.cancelled_caught
            await told(world.aborted, 1)

    trio.run(main)
    test_many_tasks_at_once(world, trio.run)


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
def test_ctrl_c_ends_a_wait(world: World, python: Start) -> None:
    world.script({"hang": True, "times": 0})
    program = python(INTERRUPTED)
    assert programs.line(program) == "ready\n"
    world.requests(1)
    program.send_signal(signal.SIGINT)
    assert programs.end(program) == ("interrupted\n", "")
    world.aborted(1)


# What goes through a program's own httpx client, or its own clock.


def test_a_given_http_client(world: World, run: Callable[..., Any]) -> None:
    world.reply({**RUN, "logs": [LOG]})
    world.reply({**RUN, "status": "completed", "logs": [LOG, {**LOG, "id": 2}]}, times=0)

    async def main() -> None:
        async with httpx.AsyncClient() as http, client_of(world, http_client=http) as client:
            events = client.runs.stream_events(7, poll_interval=0.01)
            assert [event.id async for event in events] == [1, 2]
            assert (await client.runs.wait(7)).status == "completed"

    run(main)


# httpx leaves generators of its own to the garbage collector, of which trio warns.
@pytest.mark.filterwarnings(
    "ignore:Exception ignored in. <async_generator:pytest.PytestUnraisableExceptionWarning"
)
def test_a_given_http_client_for_models(service: World) -> None:
    async def main() -> None:
        async with httpx.AsyncClient() as http:
            client = AsyncFlyMyAI(service.key, "demo/echo", http_client=http)
            assert (await client.predict({"prompt": "a"})).output_data["sample"] == ["a"]
            large = {"prompt": "a", "file": b"x" * 300_000}
            assert (await client.predict(large)).output_data["sample"] == ["a"]
            stream = client.stream({"prompt": "one two"})
            assert len([part async for part in stream]) == 2
            async for _ in client.stream({"prompt": "one"}, model="demo/endless"):
                break
            await client.close()

    trio.run(main)


@pytest.mark.parametrize("call", CALLS)
def test_cancelling_a_scope_stops_a_given_client(world: World, call: str) -> None:
    world.script({"hang": True, "times": 0})

    async def main() -> None:
        async with httpx.AsyncClient() as http, client_of(world, http_client=http) as client:
            await cancelled_once_sent(world, lambda: CALLS[call](client))
            await told(world.aborted, 1)

    trio.run(main)
    assert len(world.requests()) == 1


def test_closing_a_client_ends_a_request_of_a_given_client(world: World) -> None:
    """The core ends the call while the request is still under way."""
    world.script({"hang": True, "times": 0})

    async def main() -> None:
        async with httpx.AsyncClient() as http, trio.open_nursery() as nursery:
            client = client_of(world, http_client=http)

            async def calling() -> None:
                with pytest.raises(RuntimeError, match="closed"):
                    await client.runs.wait(7, timeout=None)

            nursery.start_soon(calling)
            await told(world.requests, 1)
            await client.close()
            await told(world.aborted, 1)

    trio.run(main)


def test_a_replaced_clock(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.reply(RUN, times=2)
    world.reply({**RUN, "status": "completed"}, times=0)
    monkeypatch.setattr(time, "monotonic", lambda now=time.monotonic: now() + 1000)

    async def main() -> None:
        async with client_of(world) as client:
            assert (await client.runs.wait(7, poll_interval=0.01)).status == "completed"

    trio.run(main)


def test_a_replaced_asyncio_sleep(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What makes the waits of 1.1.0 work under trio."""
    world.reply(RUN, times=2)
    world.reply({**RUN, "status": "completed"}, times=0)
    slept: List[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        await trio.lowlevel.checkpoint()

    monkeypatch.setattr(asyncio, "sleep", sleep)

    async def main() -> None:
        async with client_of(world) as client:
            await client.runs.wait(7, poll_interval=5.0)

    trio.run(main)
    assert slept == [5.0, 5.0]
