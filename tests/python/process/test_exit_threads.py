"""Programs that end while daemon threads are in calls: nothing crashes, nothing is printed.

The interpreter does not wait for daemon threads. Before Python 3.14 it ends those that
come back to it while it finalizes, by unwinding their stacks.
"""

from __future__ import annotations

import json
import os
import subprocess
from typing import Callable, List, Tuple

import pytest
from support.account import AGENT, LOG, RUN, Account

Start = Callable[..., "subprocess.Popen[str]"]

# Programs of each kind, at the same time. Where it counts, more: with 50 each kind has
# as many chances to crash as the promise is about.
PROGRAMS = int(os.environ.get("FLYMYAI_EXIT_PROGRAMS", "2"))

PROGRAM = """
import asyncio, io, os, sys, threading, time
import flymyai
from flymyai import AgentClient, AsyncAgentClient
from flymyai.core.models.successful_responses import AsyncPredictionTask
key = os.environ["FLYMYAI_API_KEY"]
agents = AgentClient(key)
# A thread that ends while pydantic builds these is unwound through pydantic's own Rust.
import flymyai.resources
models = flymyai.client(key, "demo/echo")

class Pause:
    # Finalizing takes a moment, in which other threads return.
    def __del__(self, sleep=time.sleep):
        sleep(0.15)

pause = Pause()

def entered(is_finalizing=sys.is_finalizing, write=os.write):
    if is_finalizing():
        write(2, b"entered while finalizing")

class File(io.BytesIO):
    def seek(self, *arguments):
        entered()
        return super().seek(*arguments)

    def read(self, size=-1):
        entered()
        time.sleep(0.002)
        entered()
        return super().read(min(size, 20_000) if size > 0 else size)

def file():
    return File(b"x" * 1_000_000)

def use_clock():
    class Clock:
        @staticmethod
        def monotonic(now=time.monotonic):
            entered()
            time.sleep(0.001)
            return now()

        @staticmethod
        def sleep(seconds):
            entered()
            time.sleep(0.001)

    import flymyai.agents._resources
    flymyai.agents._resources.time = Clock

def use_slow_words():
    import flymyai.types.open_enum as open_enum

    def unlisted(*arguments, made=open_enum.unlisted):
        entered()
        time.sleep(0.001)
        return made(*arguments)

    open_enum.unlisted = unlisted

def in_loop(make, main):
    loop = make()
    while True:
        loop.run_until_complete(main())

class NoReaders(asyncio.SelectorEventLoop):
    def add_reader(self, *arguments):
        raise NotImplementedError

    def call_soon_threadsafe(self, *arguments, **more):
        entered()
        return super().call_soon_threadsafe(*arguments, **more)

async def many_gets():
    client = AsyncAgentClient(key)
    await asyncio.gather(*(client.runs.get(7) for _ in range(20)))

async def many_uploads():
    client = flymyai.async_client(key, "demo/echo")
    await asyncio.gather(*(client.predict({"f": file()}) for _ in range(3)))

async def many_streams():
    client = flymyai.async_client(key, "demo/echo")
    async def read():
        async for _ in client.stream({"prompt": "a b c"}):
            pass
    await asyncio.gather(*(read() for _ in range(5)))

def httpx_client():
    import httpx
    class Transport(httpx.HTTPTransport):
        def handle_request(self, request):
            entered()
            return super().handle_request(request)
    return httpx.Client(transport=Transport())

def task():
    task = AsyncPredictionTask(prediction_id="p1")
    task.set_client(models)
    return task
{setup}
def at_work():
    while True:
        {work}

for _ in range({threads}):
    threading.Thread(target=at_work, daemon=True).start()
sys.stdin.readline()
print("leaving", flush=True)
{end}
"""

# The repeated work of threads, its setup, and the number of threads.
WORK = {
    "get": ("agents.runs.get(7)", "", 8),
    "wait": ("agents.runs.wait(7, timeout=None, poll_interval=0)", "", 8),
    "events": ("list(agents.runs.stream_events(7, timeout=None, poll_interval=0))", "", 8),
    "predict": ("models.predict({'a': 1})", "", 8),
    "stream": ("list(models.stream({'prompt': 'a b c'}))", "", 8),
    "result": ("task().result()", "", 20),
    "upload": ("models.predict({'f': file()})", "", 4),
    "http_client": ("given.runs.get(7)", "given = AgentClient(key, http_client=httpx_client())", 4),
    "http_client upload": (
        "given.predict({'f': file()})",
        "given = flymyai.client(key, 'demo/echo', http_client=httpx_client())",
        3,
    ),
    "clock": ("agents.runs.wait(7, timeout=None, poll_interval=1)", "use_clock()", 6),
    "unlisted status": ("agents.runs.get(7)", "use_slow_words()", 8),
    "asyncio": ("in_loop(asyncio.new_event_loop, many_gets)", "", 3),
    "asyncio streams": ("in_loop(asyncio.new_event_loop, many_streams)", "", 3),
    "asyncio upload": ("in_loop(asyncio.new_event_loop, many_uploads)", "", 2),
    "uvloop": ("in_loop(uvloop.new_event_loop, many_gets)", "import uvloop", 3),
    "without readers": ("in_loop(NoReaders, many_gets)", "", 3),
}
AGENTS = ("get", "wait", "events", "http_client", "clock", "unlisted status")
AGENTS += ("asyncio", "uvloop", "without readers")


def run_out(programs: List[subprocess.Popen[str]]) -> List[Tuple[str, str, int]]:
    """Ends programs, all at once; returns the output and the status of each."""
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("\n")
        program.stdin.flush()
    found = [program.communicate(timeout=60) for program in programs]
    return [(*texts, program.returncode) for texts, program in zip(found, programs)]


@pytest.mark.parametrize("kind", WORK)
def test_threads_at_work_do_not_crash_the_end(account: Account, python: Start, kind: str) -> None:
    if kind in AGENTS:
        status = "paused" if kind == "unlisted status" else RUN["status"]
        account.respond({**RUN, "status": status, "logs": [LOG]}, times=0)
    elif kind == "result":
        account.respond({}, status=425, times=0)
    work, setup, threads = WORK[kind]
    program = PROGRAM.replace("{setup}", setup).replace("{work}", work)
    program = program.replace("{threads}", str(threads)).replace("{end}", "")
    programs = [python(program, stdin=subprocess.PIPE) for _ in range(PROGRAMS)]
    account.requests(minimum=10 * PROGRAMS, timeout=60)
    assert run_out(programs) == [("leaving\n", "", 0)] * PROGRAMS


FIRST_USE = """
import sys, threading, time
import pydantic
import flymyai

class Pause:
    # Finalizing takes a moment, in which other threads return.
    def __del__(self, sleep=time.sleep):
        sleep(0.15)

pause = Pause()
go = threading.Event()
agents = flymyai.AgentClient("key", base_url="http://127.0.0.1:1")
models = flymyai.client("key", "demo/echo")

def use():
    go.wait()
    {use}

for _ in range(3):
    threading.Thread(target=use, daemon=True).start()
# Threads change often: the exit begins at any moment of their work.
sys.setswitchinterval(1e-6)
go.set()
time.sleep(float(sys.argv[1]))
"""


@pytest.mark.parametrize("use", ["agents.runs", "models.stream({'a': 1})"])
def test_threads_that_build_models_do_not_crash_the_end(python: Start, use: str) -> None:
    program = FIRST_USE.replace("{use}", use)
    delays = [str(0.001 * 2**step) for step in range(7)]
    for _ in range(PROGRAMS):
        programs = [python(program, delay) for delay in delays]
        ends = [(*each.communicate(timeout=60), each.returncode) for each in programs]
        assert ends == [("", "", 0)] * len(delays)


def test_a_pool_of_threads_does_not_hide_a_failure(account: Account, python: Start) -> None:
    program = """
import os, sys
from multiprocessing.pool import ThreadPool
import flymyai
model = flymyai.client(os.environ["FLYMYAI_API_KEY"], "demo/echo")
pool = ThreadPool(8)
results = pool.imap_unordered(lambda number: model.predict({"n": number}).status, range(4000))
for count, status in enumerate(results):
    if count == 20:
        sys.exit("a failure of mine")
"""
    programs = [python(program) for _ in range(PROGRAMS)]
    ends = [(*each.communicate(timeout=60), each.returncode) for each in programs]
    assert ends == [("", "a failure of mine\n", 1)] * PROGRAMS


GIVEN_UP = {
    "a timeout": """
async def main():
    model = flymyai.async_client(key, "demo/echo")
    try:
        await asyncio.wait_for(model.predict({"f": file}), 0.2)
    except asyncio.TimeoutError:
        print("given up", flush=True)
asyncio.run(main())
""",
    "a signal": """
def handler(*_):
    raise KeyboardInterrupt
signal.signal(signal.SIGALRM, handler)
signal.setitimer(signal.ITIMER_REAL, 0.2)
try:
    flymyai.client(key, "demo/echo").predict({"f": file})
except KeyboardInterrupt:
    print("given up", flush=True)
""",
}


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
@pytest.mark.parametrize("how", GIVEN_UP)
def test_a_cancelled_upload_does_not_crash_the_end(
    account: Account, python: Start, how: str
) -> None:
    program = """
import asyncio, io, os, signal, time
import flymyai
key = os.environ["FLYMYAI_API_KEY"]
class File(io.BytesIO):
    def read(self, size=-1):
        time.sleep(0.003)
        return super().read(min(size, 20_000) if size > 0 else size)
file = File(b"x" * 50_000_000)
"""
    programs = [python(program + GIVEN_UP[how]) for _ in range(PROGRAMS)]
    ends = [(*each.communicate(timeout=60), each.returncode) for each in programs]
    assert ends == [("given up\n", "", 0)] * PROGRAMS


def test_threads_that_make_models_do_not_crash_the_end(python: Start) -> None:
    program = """
import json, sys, threading
from flymyai.types import Agent, RunDetail
run, agent = json.loads(sys.argv[1])
run, agent = json.dumps(run), json.dumps(agent)
made = threading.Semaphore(0)
def work(model, text):
    for _ in range(200):
        model.model_validate_json(text)
    made.release()
    while True:
        model.model_validate_json(text)
for model, text in [(RunDetail, run), (Agent, agent)] * 2:
    threading.Thread(target=work, args=(model, text), daemon=True).start()
for _ in range(4):
    made.acquire()
"""
    data = json.dumps([{**RUN, "logs": [LOG] * 20}, {**AGENT, "status": "active"}])
    programs = [python(program, data) for _ in range(PROGRAMS)]
    ends = [(*each.communicate(timeout=60), each.returncode) for each in programs]
    assert ends == [("", "", 0)] * PROGRAMS


def test_threads_that_read_are_threads_of_the_interpreter(account: Account, python: Start) -> None:
    """Their states are made while the interpreter cannot begin to finalize."""
    program = """
import _thread, io, os
import flymyai
class File(io.BytesIO):
    def read(self, size=-1):
        counts.append(_thread._count())
        return super().read(size)
counts = []
model = flymyai.client(os.environ["FLYMYAI_API_KEY"], "demo/echo")
model.predict({"f": File(b"x" * 300_000)})
print(set(counts))
"""
    assert python(program).communicate(timeout=30) == ("{1}\n", "")
