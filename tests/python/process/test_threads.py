"""Threads that share clients, calls and streams, without the GIL."""

from __future__ import annotations

import asyncio
import sys
import threading
from typing import Any, Callable, List

import pytest
from support.account import RUN, Account
from support.inference import DONE, STREAM, data, piece, sse, texts
from support.programs import end

import flymyai
from flymyai import AgentClient, AsyncAgentClient, _native

THREADS = 8
ROUNDS = 25


def together(*works: Callable[[int], Any]) -> None:
    """Runs each function in threads of its own, which begin at once; raises their exceptions."""
    barrier = threading.Barrier(len(works) * THREADS)
    failures: List[BaseException] = []

    def thread(work: Callable[[int], Any], number: int) -> None:
        try:
            barrier.wait(20)
            work(number)
        except BaseException as error:
            failures.append(error)
            barrier.abort()

    threads = [
        threading.Thread(target=thread, args=(work, number))
        for work in works
        for number in range(THREADS)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    if failures:
        raise failures[0]


@pytest.mark.skipif(
    not hasattr(sys, "_is_gil_enabled") or sys._is_gil_enabled(),
    reason="needs a free-threaded build",
)
def test_the_module_leaves_the_gil_disabled(python: Callable[..., Any]) -> None:
    process = python("import sys, flymyai; flymyai.AgentClient(); print(sys._is_gil_enabled())")
    assert end(process) == ("False\n", "")


def test_threads_share_clients(service: Account) -> None:
    """Calls of every kind on shared clients, while other clients are created and closed."""
    ids = service.runs(THREADS * ROUNDS, 1)
    agents = AgentClient(service.key, base_url=service.url)
    models = flymyai.client(service.key, "demo/echo")
    with agents, models:

        def wait(number: int) -> None:
            for run in ids[number::THREADS]:
                assert agents.runs.wait(run, poll_interval=0.01).id == run

        def predict(number: int) -> None:
            for turn in range(ROUNDS):
                found = models.predict({"n": number, "turn": turn}).output_data["fields"]
                assert found == {"n": str(number), "turn": str(turn)}

        def stream(number: int) -> None:
            for turn in range(ROUNDS):
                parts = list(models.stream({"prompt": f"{number} {turn}"}))
                assert parts[-1].status == 200

        def in_loop(number: int) -> None:
            async def main() -> None:
                async with AsyncAgentClient(service.key, base_url=service.url) as client:
                    for _ in range(ROUNDS):
                        calls = (client.runs.get(run) for run in ids[:4])
                        assert [run.id for run in await asyncio.gather(*calls)] == ids[:4]

            loop = asyncio.new_event_loop()
            try:
                loop.run_until_complete(main())
            finally:
                loop.close()

        def come_and_go(number: int) -> None:
            for turn in range(ROUNDS):
                own = AgentClient(service.key, base_url=service.url)
                assert own.runs.get(ids[turn]).id == ids[turn]
                if number % 2:
                    own.close()

        together(wait, predict, stream, in_loop, come_and_go)


def test_a_client_is_closed_by_one_thread_of_many(account: Account) -> None:
    for _ in range(ROUNDS):
        account.script(*({"reply": {"status": 200, "json": RUN}} for _ in range(THREADS)))
        client = AgentClient(account.key, base_url=account.url, max_retries=0)

        def get_or_close(number: int, client: AgentClient = client) -> None:
            if number == 0:
                client.close()
                return
            try:
                client.runs.get(7)
            except RuntimeError as error:
                if "closed" not in str(error):
                    raise

        together(get_or_close)
        with pytest.raises(RuntimeError, match="closed"):
            client.runs.get(7)


def test_threads_can_share_a_stream(service: Account) -> None:
    """A piece goes to one thread; a concurrent read is an error."""
    pieces = [piece(f"{number}") for number in range(200)]
    service.script(sse(data(*pieces, DONE), match={"path": STREAM}))
    with flymyai.client(service.key, "demo/echo") as models:
        stream = iter(models.stream({"prompt": "x"}))
        found: List[Any] = []

        def read(number: int) -> None:
            while True:
                try:
                    found.append(next(stream))
                except ValueError as error:
                    if "already being read" not in str(error) and "already executing" not in str(
                        error
                    ):
                        raise
                except StopIteration:
                    return

        together(read)
    # In any order: a thread may be slow to note its piece.
    assert sorted(texts(found)) == sorted([*map(str, range(200)), "done"])


# Three threads start one call. The second one's error is made by Python code; the third one
# must get an error, too, while that code runs.
STARTED_TWICE = """
import threading
from flymyai import AgentClient
from flymyai.agents import _failures

client = AgentClient(max_retries=0)
call = client._native.call("runs.get", "7", None, None, 0.0, None)
call.wait()
build, made, third = _failures.build, threading.Event(), threading.Event()
def slow(failure):
    if not made.is_set():
        made.set()
        assert third.wait(20)
    return build(failure)
_failures.build = slow
def start():
    try:
        call.wait()
    except Exception as error:
        print(error, flush=True)
second = threading.Thread(target=start)
second.start()
made.wait(20)
start()
third.set()
second.join()
"""


def test_a_call_is_started_once(account: Account, python: Callable[..., Any]) -> None:
    account.respond(RUN)
    out, err = python(STARTED_TWICE).communicate(timeout=30)
    lines = out.splitlines()
    assert (len(lines), len(set(lines)), err) == (2, 1, ""), out + err
    assert "started twice" in lines[0]


def test_a_call_that_is_closed_by_its_clock_has_ended(client: AgentClient) -> None:
    steppers: List[Any] = []

    def clock() -> float:
        for stepper in steppers:
            stepper.close()
        return 0.0

    callbacks = _native.CallbackContext(True, clock, False, True)
    call = client._native.call("runs.wait", "7", None, 5.0, 1.0, None, callbacks)
    stepper = call.stepper(callbacks)
    steppers.append(stepper)
    assert stepper.ended()
    assert stepper.ended()
