"""Event loops, cancellation, signals and processes, with requests sent by Python."""

from __future__ import annotations

import asyncio
import contextvars
import os
import signal
import subprocess
import sys
import threading
from typing import Any, Callable, List

import httpx
import pytest
from support.account import RUN
from support.inference import run
from support.mock_transport import DONE, Script
from support.programs import end, line

from flymyai import AgentClient, AsyncAgentClient

Start = Callable[..., "subprocess.Popen[str]"]

TEAM: contextvars.ContextVar[str] = contextvars.ContextVar("team")


def over(handler: Any) -> AsyncAgentClient:
    http = httpx.AsyncClient(transport=httpx.MockTransport(handler))
    return AsyncAgentClient("k", http_client=http)


async def test_a_handler_runs_in_the_callers_task() -> None:
    seen: List[Any] = []

    async def handler(request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0)
        seen.append((asyncio.current_task(), TEAM.get(), threading.get_ident()))
        return httpx.Response(200, json=RUN if len(seen) < 3 else DONE)

    TEAM.set("blue")
    await over(handler).runs.wait(7, poll_interval=0)
    assert seen == [(asyncio.current_task(), "blue", threading.get_ident())] * 3


async def test_cancellation_reaches_the_handler() -> None:
    entered, left = asyncio.Event(), asyncio.Event()

    async def handler(request: httpx.Request) -> httpx.Response:
        entered.set()
        try:
            await asyncio.Event().wait()
        finally:
            left.set()
        raise AssertionError

    client = over(handler)
    task = asyncio.ensure_future(client.runs.get(7))
    await entered.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert left.is_set()
    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(client.runs.wait(7), 0.05)


async def test_cancellation_ends_a_pause() -> None:
    script = Script(RUN)
    answered = asyncio.Event()

    def handler(request: httpx.Request) -> httpx.Response:
        answered.set()
        return script(request)

    task = asyncio.ensure_future(over(handler).runs.wait(7, poll_interval=3600))
    await answered.wait()
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert len(script.requests) == 1


async def test_closing_ends_calls_under_way() -> None:
    entered = asyncio.Event()

    async def handler(request: httpx.Request) -> httpx.Response:
        entered.set()
        await asyncio.Event().wait()
        raise AssertionError

    client = over(handler)
    task = asyncio.ensure_future(client.runs.get(7))
    await entered.wait()
    await client.close()
    with pytest.raises(RuntimeError, match="closed"):
        await asyncio.wait_for(task, 20)


async def test_many_calls_go_on_side_by_side() -> None:
    arrived: List[int] = []
    all_there = asyncio.Event()

    async def handler(request: httpx.Request) -> httpx.Response:
        number = int(request.url.path.split("/")[-2])
        arrived.append(number)
        if len(arrived) == 50:
            all_there.set()
        await all_there.wait()
        return httpx.Response(200, json={**RUN, "id": number})

    client = over(handler)
    runs = await asyncio.gather(*(client.runs.get(number) for number in range(50)))
    assert [found.id for found in runs] == list(range(50))


async def test_a_handler_may_await_other_clients(aclient: AsyncAgentClient, account: Any) -> None:
    account.respond({**RUN, "id": 8})

    async def handler(request: httpx.Request) -> httpx.Response:
        inner = await over(Script(RUN)).runs.get(1)
        other = await aclient.runs.get(2)
        return httpx.Response(200, json={**DONE, "id": inner.id + other.id})

    assert (await over(handler).runs.wait(7)).id == 15


def test_loops_use_a_client_one_after_another() -> None:
    script = Script(RUN, DONE, RUN, DONE)
    client = over(script)

    async def main() -> str:
        return (await client.runs.wait(7, poll_interval=0.01)).status

    assert [run(main()), run(main())] == ["completed", "completed"]


def test_loops_of_two_threads_share_a_client() -> None:
    there = threading.Barrier(2, timeout=20)

    async def handler(request: httpx.Request) -> httpx.Response:
        await asyncio.get_running_loop().run_in_executor(None, there.wait)
        return httpx.Response(200, json=RUN)

    client = over(handler)
    found: List[Any] = []
    threads = [
        threading.Thread(target=lambda: found.append(run(client.runs.get(7)).id)) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [7, 7]


async def test_a_sync_client_works_inside_a_loop() -> None:
    script = Script(RUN, DONE)
    client = AgentClient("k", http_client=script.client())
    assert client.runs.wait(7, poll_interval=0).status == "completed"


class Stop(BaseException):
    pass


async def test_a_base_exception_ends_a_call() -> None:
    stop = Stop()
    script = Script(stop)
    with pytest.raises(Stop) as caught:
        AgentClient("k", http_client=script.client()).runs.get(7)
    assert caught.value is stop
    with pytest.raises(Stop) as caught:
        await AsyncAgentClient("k", http_client=script.aclient()).runs.get(7)
    assert caught.value is stop
    assert len(script.requests) == 2


PROGRAM = """
import httpx, time
from flymyai import AgentClient
RUN = {run!r}
def handler(request):
    print("asked", flush=True)
    {then}
    return httpx.Response(200, json=RUN)
http = httpx.Client(transport=httpx.MockTransport(handler))
client = AgentClient("k", http_client=http, timeout=None)
try:
    {call}
except KeyboardInterrupt:
    print("interrupted", flush=True)
RUN["status"] = "completed"
def handler(request):
    return httpx.Response(200, json=RUN)
http._transport = httpx.MockTransport(handler)
print(client.runs.wait(7).status.value, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
@pytest.mark.parametrize(
    ("call", "then"),
    [
        ("client.runs.get(7)", "[time.sleep(0.05) for _ in range(72000)]"),
        ("client.runs.wait(7, timeout=None, poll_interval=3600)", "pass"),
        ("list(client.runs.stream_events(7, timeout=None, poll_interval=3600))", "pass"),
    ],
    ids=["request", "pause", "stream"],
)
def test_ctrl_c_ends_a_call(python: Start, call: str, then: str) -> None:
    process = python(PROGRAM.format(run=RUN, call=call, then=then))
    assert line(process) == "asked\n"
    process.send_signal(signal.SIGINT)
    assert end(process) == ("interrupted\ncompleted\n", "")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_child_continues_independently(python: Start) -> None:
    process = python(
        f"""
import os, warnings, httpx
from flymyai import AgentClient
# Newer Pythons warn of forks in processes with threads.
warnings.simplefilter("ignore", DeprecationWarning)
forks = []
def handler(request):
    if not forks:
        forks.append(os.fork())
    return httpx.Response(200, json={DONE!r})
client = AgentClient("k", http_client=httpx.Client(transport=httpx.MockTransport(handler)))
try:
    first = client.runs.get(7).id
except RuntimeError as error:
    first = "no"
second = client.runs.wait(7).id
if forks[0]:
    assert os.waitpid(forks[0], 0)[1] == 0
    print("parent", first, second, flush=True)
else:
    print("child", first, second, flush=True)
    os._exit(0)
"""
    )
    # The pending call belongs to the parent; later calls belong to their process.
    assert end(process) == ("child no 7\nparent 7 7\n", "")
