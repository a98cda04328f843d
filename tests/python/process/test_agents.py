"""Forked children and threads."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import threading
from typing import Callable, List

import pytest
from support.account import RUN, Account

from flymyai import AgentClient

Start = Callable[..., "subprocess.Popen[str]"]
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

# Calls of parent and child: each way to run a call.
USE = """
import asyncio, os, sys, threading, warnings
warnings.simplefilter("ignore")
from flymyai import AgentClient, AsyncAgentClient
client = AgentClient(max_retries=0, timeout=20)
aclient = AsyncAgentClient(max_retries=0, timeout=20)

def use():
    assert client.runs.get(7).id == 7
    assert client.runs.wait(7).id == 7
    assert [each.id for each in client.runs.stream_events(7)] == [1]
    async def main():
        runs = await asyncio.gather(*(aclient.runs.get(7) for _ in range(10)))
        assert len(runs) == 10
    asyncio.run(main())

def in_child(work):
    sys.stdout.flush()
    child = os.fork()
    if not child:
        try:
            work()
            print("child", flush=True)
        finally:
            os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
"""
FINISHED = {
    **RUN,
    "status": "completed",
    "logs": [
        {
            "id": 1,
            "created_at": RUN["created_at"],
            "updated_at": RUN["updated_at"],
            "type": "tool_called",
            "message": "m",
        }
    ],
}

PROGRAMS = {
    "before use": "in_child(use); use(); print('parent')",
    "after use": "use(); in_child(use); use(); print('parent')",
    "twice": "use(); in_child(lambda: (use(), in_child(use))); use(); print('parent')",
    "from a thread": (
        "use()\nthread = threading.Thread(target=in_child, args=(use,))\n"
        "thread.start(); thread.join(); use(); print('parent')"
    ),
    "at work": (
        "stop = threading.Event()\n"
        # No call that makes models: a lock of pydantic's own may be held at the fork.
        "def work():\n"
        "    while not stop.is_set(): client.runs.cancel(7)\n"
        "async def awork():\n"
        "    while not stop.is_set():\n"
        "        await asyncio.gather(*(aclient.runs.cancel(7) for _ in range(8)))\n"
        "threads = [threading.Thread(target=work) for _ in range(3)]\n"
        "threads.append(threading.Thread(target=lambda: asyncio.run(awork())))\n"
        "for thread in threads: thread.start()\n"
        "try:\n"
        "    for _ in range(5): in_child(use)\n"
        "finally:\n"
        "    stop.set()\n"
        "for thread in threads: thread.join()\n"
        "use(); print('parent')"
    ),
}


@needs_fork
@pytest.mark.parametrize("program", PROGRAMS)
def test_a_forked_child_has_its_own_connections(
    account: Account, python: Start, program: str
) -> None:
    account.respond(FINISHED, times=0)
    process = python(USE + PROGRAMS[program])
    out, err = process.communicate(timeout=50)
    assert err == ""
    assert process.returncode == 0
    children = {"twice": 2, "at work": 5}.get(program, 1)
    assert out.split() == ["child"] * children + ["parent"]


# Each leaves a process that has no call under way.
CALLS = {
    "get": "agents.runs.get(7)",
    "wait": "agents.runs.wait(7)",
    "events": "list(agents.runs.stream_events(7))",
    "stream": "list(models.stream({'prompt': 'a b'}))",
    "name lookup": "AgentClient(base_url=url.replace('127.0.0.1', 'localhost')).runs.get(7)",
    "upload": "models.predict({'f': io.BytesIO(b'x' * 300_000)})",
    "upload of a path": "models.predict({'f': pathlib.Path(sys.executable)})",
    "uploads in threads": "in_threads(lambda: models.predict({'f': io.BytesIO(b'x' * 300_000)}))",
    "http_client upload": "given.predict({'f': io.BytesIO(b'x' * 300_000)})",
    "clock": "with_clock(lambda: agents.runs.wait(7))",
    "asyncio": "asyncio.run(many())",
    "without readers": "in_loop(NoReaders(), many())",
}


@needs_fork
@pytest.mark.skipif(not os.path.isdir("/proc/self/task"), reason="needs Linux")
@pytest.mark.parametrize("call", CALLS)
def test_no_thread_is_left_at_a_fork(account: Account, python: Start, call: str) -> None:
    account.respond(FINISHED, times=0, match={"path": "/api/v1/agents/executions/7/"})
    process = python(
        """
import os, warnings
warnings.simplefilter("error")
# Registered before the import of the package, it runs after the package's handlers.
os.register_at_fork(before=lambda: print(len(os.listdir("/proc/self/task")), flush=True))
import asyncio, io, pathlib, sys, threading, time
import flymyai, httpx
from flymyai import AgentClient, AsyncAgentClient
url, key = os.environ["FLYMYAI_AGENTS_BASE_URL"], os.environ["FLYMYAI_API_KEY"]
agents = AgentClient()
models = flymyai.client(key, "demo/echo")
given = flymyai.client(key, "demo/echo", http_client=httpx.Client())

class NoReaders(asyncio.SelectorEventLoop):
    def add_reader(self, *arguments):
        raise NotImplementedError

def in_loop(loop, main):
    loop.run_until_complete(main)
    loop.close()

def in_threads(work):
    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    # Those of the interpreter may still be about to end.
    while any(os.path.exists(f"/proc/self/task/{thread.native_id}") for thread in threads):
        time.sleep(0.001)

def with_clock(work):
    import flymyai.agents._resources
    class Clock:
        monotonic, sleep = staticmethod(lambda: time.monotonic()), staticmethod(lambda _: None)
    flymyai.agents._resources.time = Clock
    work()

async def many():
    async with AsyncAgentClient() as client:
        await asyncio.gather(*(client.runs.get(7) for _ in range(5)))
        await client.runs.wait(7)
        assert [event.id async for event in client.runs.stream_events(7)] == [1]
    model = flymyai.async_client(key, "demo/echo")
    await model.predict({"f": io.BytesIO(b"x" * 300_000)})
    assert len([part async for part in model.stream({"prompt": "a b"})]) == 2

def use():
    CALL

for _ in range(3):
    use()
    child = os.fork()
    if not child:
        use()
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
use()
""".replace("CALL", CALLS[call])
    )
    out, err = process.communicate(timeout=40)
    assert err == ""
    assert out.split() == ["1"] * 3
    assert process.returncode == 0


@needs_fork
def test_a_fork_does_not_wait_for_reads(account: Account, python: Start) -> None:
    program = """
import io, os, threading
import flymyai
models = flymyai.client(os.environ["FLYMYAI_API_KEY"], "demo/echo")
reading, forked = threading.Event(), threading.Event()

class File(io.BytesIO):
    def read(self, size=-1):
        reading.set()
        assert forked.wait(20)
        return super().read(size)

def work():
    print(models.predict({"f": File(b"x" * 300_000)}).status, flush=True)

thread = threading.Thread(target=work)
thread.start()
assert reading.wait(20)
child = os.fork()
if not child:
    os._exit(0)
print(os.waitpid(child, 0)[1], flush=True)
forked.set()
thread.join()
"""
    out, err = python("import warnings\nwarnings.simplefilter('ignore')" + program).communicate(
        timeout=40
    )
    assert (out, err) == ("0\n200\n", "")


@needs_fork
def test_a_child_of_a_closed_client_has_a_closed_client(account: Account, python: Start) -> None:
    process = python(
        USE
        + """
client.close()
def work():
    try:
        client.runs.get(7)
    except RuntimeError as error:
        print(error)
in_child(work)
"""
    )
    out, err = process.communicate(timeout=20)
    assert err == ""
    assert out == "Cannot send a request, as the client has been closed.\nchild\n"
    assert account.requests() == []


@needs_fork
def test_a_child_that_closes_leaves_the_parents_client_open(
    account: Account, python: Start
) -> None:
    account.respond(FINISHED, times=0)
    process = python(USE + "use(); in_child(client.close); use(); print('parent')")
    out, err = process.communicate(timeout=20)
    assert err == ""
    assert out == "child\nparent\n"


@needs_fork
def test_an_event_stream_stays_with_its_process(account: Account, python: Start) -> None:
    account.respond({**FINISHED, "status": "running"}, times=0)
    process = python(
        USE
        + """
stream = client.runs.stream_events(7, poll_interval=0)
next(stream)
def work():
    try:
        next(stream)
    except RuntimeError as error:
        print(error)
in_child(work)
"""
    )
    out, err = process.communicate(timeout=20)
    assert err == ""
    assert "belongs to the parent process" in out
    assert out.endswith("child\n")


def work(url: str, key: str) -> int:
    with AgentClient(key, base_url=url) as client:
        return int(client.runs.get(7).id)


# Tests that run in several processes have threads, of which newer Pythons warn at a fork.
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_multiprocessing(account: Account, method: str) -> None:
    account.respond(RUN, times=0)
    assert work(account.url, account.key) == 7
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.starmap(work, [(account.url, account.key)] * 4) == [7] * 4


def test_threads_share_a_client(account: Account, client: AgentClient) -> None:
    ids = account.runs(60, polls=3)
    results: List[object] = []

    def collect(mine: List[int]) -> None:
        for run_id in mine:
            assert client.runs.get(run_id).id == run_id
            results.append(client.runs.wait(run_id, poll_interval=0.01).id)

    threads = [threading.Thread(target=collect, args=(ids[n::12],)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == sorted(ids)


def test_calls_of_one_thread_use_one_connection(account: Account, client: AgentClient) -> None:
    account.respond(RUN, times=0)
    client.runs.get(7)
    before = account.stats()["connections_total"]
    for _ in range(30):
        client.runs.get(7)
    # The control requests of this test are connections, too: one each at most.
    assert account.stats()["connections_total"] - before <= 2


def test_threads_wait_at_the_same_time(account: Account, client: AgentClient) -> None:
    account.hold("all", times=0, match={"path": "/api/v1/agents/executions/7/"})
    threads = [threading.Thread(target=client.runs.get, args=(7,)) for _ in range(10)]
    errors: List[BaseException] = []
    hook, threading.excepthook = threading.excepthook, lambda args: errors.append(args.exc_value)
    try:
        for thread in threads:
            thread.start()
        # All have arrived before any is answered: none blocks the others.
        assert len(account.requests(minimum=10)) == 10
        account.release("all")
        for thread in threads:
            thread.join()
    finally:
        threading.excepthook = hook
    assert len(errors) == 10  # There is no run 7.


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="needs /proc")
def test_closed_and_forgotten_clients_leave_no_connections(account: Account) -> None:
    account.respond(RUN, times=0)
    before = len(os.listdir("/proc/self/fd"))
    for number in range(20):
        client = AgentClient(account.key, base_url=account.url)
        client.runs.get(7)
        if number % 2:
            client.close()
        del client.__dict__["runs"], client
    assert len(os.listdir("/proc/self/fd")) <= before + 1
