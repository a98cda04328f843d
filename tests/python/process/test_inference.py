"""Inference clients among signals, threads, forks and event loops."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
import time
from typing import Any, Callable, List

import pytest
from support.account import Account
from support.inference import DONE, data, in_thread, piece, run, sse

import flymyai

Start = Callable[..., "subprocess.Popen[str]"]
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
SOON = 2.0

INTERRUPTED = """
import os, time
import flymyai
from flymyai.core.models.successful_responses import AsyncPredictionTask
client = flymyai.client(os.environ["FLYMYAI_API_KEY"], "demo/echo")
task = AsyncPredictionTask(prediction_id="p1")
task.set_client(client)
try:
    {call}
except KeyboardInterrupt:
    print("interrupted", time.time(), flush=True)
else:
    print("finished", flush=True)
print(client.predict({{"a": 1}}).status, flush=True)
"""
CALLS = {
    "predict": 'client.predict({"a": 1})',
    "run": 'flymyai.run(client.client_info.apikey, "demo/echo", {"a": 1})',
    "stream": 'list(client.stream({"a": 1}))',
    "task": 'client.predict_async_task({"a": 1})',
    "result": "task.result()",
    "schema": "client.openapi_schema()",
    "cancel": 'client.cancel_prediction("p1")',
}


@needs_signals
@pytest.mark.parametrize("call", CALLS)
def test_ctrl_c_ends_a_call_and_its_request(service: Account, python: Start, call: str) -> None:
    import signal

    service.script({"hang": True})
    process = python(INTERRUPTED.format(call=CALLS[call]))
    service.requests(minimum=1)
    sent = time.time()
    process.send_signal(signal.SIGINT)
    assert process.stdout is not None
    name, _, at = process.stdout.readline().partition(" ")
    assert name == "interrupted", process.communicate()
    assert float(at) - sent < SOON
    assert len(service.aborted(minimum=1)) == 1
    # By lines to the end: this one may have arrived together with the first.
    assert process.stdout.readline() == "200\n"
    assert process.communicate(timeout=20) == ("", "")


@needs_signals
def test_ctrl_c_between_two_polls_of_a_result_ends_the_program(
    service: Account, python: Start
) -> None:
    import signal

    service.respond({}, status=425, times=0)
    program = """
import os, flymyai
from flymyai.core.models.successful_responses import AsyncPredictionTask
task = AsyncPredictionTask(prediction_id="p1")
task.set_client(flymyai.client(os.environ["FLYMYAI_API_KEY"], "demo/echo"))
try:
    task.result()
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""
    process = python(program)
    service.requests(minimum=2)
    process.send_signal(signal.SIGINT)
    # It would not end while something in it went on asking.
    assert process.communicate(timeout=20) == ("interrupted\n", "")


def test_unclosed_clients_emit_no_warnings(service: Account, python: Start) -> None:
    program = """
import asyncio, gc, os, sys, warnings
warnings.simplefilter("always")
import flymyai
key = os.environ["FLYMYAI_API_KEY"]

async def main():
    await flymyai.AsyncAgentClient(key).agents.list()
    models = flymyai.async_client(key, "demo/echo")
    await models.predict({"a": 1})
    async for part in models.stream({"prompt": "a b"}):
        break

flymyai.AgentClient(key).agents.list()
models = flymyai.client(key, "demo/echo")
models.predict({"a": 1})
next(models.stream({"prompt": "a b"}))
asyncio.run(main())
del models
gc.collect()
print("done")
"""
    assert python(program).communicate(timeout=20) == ("done\n", "")


@needs_signals
def test_a_signal_ends_a_stream_between_parts(service: Account, python: Start) -> None:
    service.script(sse(data(piece("a")) + ": " + "x" * 2000, hang=True))
    program = """
import os, signal
import flymyai
client = flymyai.client(os.environ["FLYMYAI_API_KEY"], "demo/echo")
stream = client.stream({})
print(next(stream).output_data)
signal.signal(signal.SIGALRM, signal.default_int_handler)
signal.setitimer(signal.ITIMER_REAL, 0.2)
try:
    next(stream)
except KeyboardInterrupt:
    print("interrupted", list(stream))
"""
    out, err = python(program).communicate(timeout=20)
    assert (out, err) == ("{'text': 'a'}\ninterrupted []\n", "")
    assert len(service.aborted(minimum=1)) == 1
    assert len(service.requests()) == 1


def test_threads_share_a_client_while_connections_drop(service: Account, model: Any) -> None:
    model.predict({"warm": "up"})
    service.script({"drop": "before", "times": 2})
    outcomes: List[Any] = []

    def work() -> None:
        for _ in range(5):
            try:
                outcomes.append(model.predict({"a": 1}).status)
            except flymyai.httpx.TransportError as error:
                outcomes.append(type(error).__name__)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(outcomes) == 30
    assert outcomes.count(200) == 28
    # Nothing was started twice behind a program's back.
    assert len(service.requests()) == 31


def test_a_stream_is_read_by_one_thread_at_a_time(service: Account, model: Any) -> None:
    service.hold("gate", times=1)
    stream = model.stream({"prompt": "a b"})
    parts: List[Any] = []
    thread = threading.Thread(target=lambda: parts.extend(stream))
    thread.start()
    service.requests(minimum=1)
    with pytest.raises(ValueError, match="already being read"):
        next(stream)
    service.release("gate")
    thread.join(20)
    assert len(parts) == 2


USE = """
import asyncio, os, sys, warnings
warnings.simplefilter("ignore")
import flymyai
key = os.environ["FLYMYAI_API_KEY"]
client = flymyai.client(key, "demo/echo")
aclient = flymyai.async_client(key, "demo/echo")

def use():
    assert client.predict({"a": 1}).status == 200
    assert len(list(client.stream({"prompt": "a b"}))) == 2
    assert flymyai.run(key, "demo/echo", {"a": 1}).status == 200
    async def main():
        found = await asyncio.gather(*(aclient.predict({"a": 1}) for _ in range(5)))
        assert len(found) == 5
        assert len([part async for part in aclient.stream({"prompt": "a b"})]) == 2
    asyncio.run(main())
"""


@needs_fork
def test_a_forked_child_continues_independently(service: Account, python: Start) -> None:
    program = (
        USE
        + """
use()
kept = client.stream({"prompt": "a", "count": "5000"})
next(kept)
child = os.fork()
if not child:
    try:
        use()
        try:
            # Pieces that had arrived already are the child's, too.
            list(kept)
        except RuntimeError as error:
            print("child", error, flush=True)
        del kept  # is nothing to the parent
    finally:
        os._exit(0)
assert os.waitpid(child, 0)[1] == 0
use()
print(len(list(kept)), "parent", flush=True)
"""
    )
    out, err = python(program).communicate(timeout=40)
    child, parent = out.splitlines()
    assert child.startswith("child this stream belongs to the parent process")
    assert parent == "4999 parent"
    assert err == ""


@needs_fork
def test_forked_children_draw_numbers_of_their_own(service: Account, python: Start) -> None:
    program = """
import io, os
import flymyai
client = flymyai.client(os.environ["FLYMYAI_API_KEY"], "demo/echo")
def upload():
    assert client.predict({"file": io.BytesIO(b"x")}).status == 200
upload()
for _ in range(3):
    child = os.fork()
    if not child:
        upload()
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
upload()
"""
    assert python(program).communicate(timeout=40) == ("", "")
    sent = service.requests()
    boundaries = {request["headers"]["content-type"].partition("boundary=")[2] for request in sent}
    assert len(boundaries) == len(sent) == 5


def test_nothing_is_printed(service: Account, python: Start) -> None:
    program = USE.replace('simplefilter("ignore")', 'simplefilter("error")')
    # Neither by calls nor by unclosed clients.
    out, err = python(program + "use()\ndel client, aclient").communicate(timeout=40)
    assert (out, err) == ("", "")


def test_predictions_share_a_connection(service: Account, model: Any) -> None:
    for _ in range(5):
        model.predict({"a": 1})
    assert len({request["connection"] for request in service.requests()}) == 1


def test_an_async_client_serves_one_loop_after_another(service: Account) -> None:
    client = flymyai.async_client(service.key, "demo/echo")

    async def main() -> Any:
        parts = [part async for part in client.stream({"prompt": "a"})]
        return (await client.predict({"a": 1})).status, len(parts)

    assert [run(main()) for _ in range(3)] == [(200, 1)] * 3


async def test_a_sync_client_works_inside_a_running_loop(model: Any) -> None:
    assert model.predict({"a": 1}).status == 200
    assert len(list(model.stream({"prompt": "a b"}))) == 2


@pytest.mark.parametrize("call", ["predict", "predict_async_task", "openapi_schema"])
async def test_cancellation_ends_the_request(service: Account, amodel: Any, call: str) -> None:
    service.script({"hang": True})
    arguments = () if call == "openapi_schema" else ({"a": 1},)
    task = asyncio.ensure_future(getattr(amodel, call)(*arguments))
    await in_thread(service.requests, 1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert len(await in_thread(service.aborted, 1)) == 1


async def test_a_timeout_of_asyncio_ends_the_request(service: Account, amodel: Any) -> None:
    service.script({"hang": True})
    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(amodel.predict({"a": 1}), 0.2)
    assert len(await in_thread(service.aborted, 1)) == 1


async def test_predictions_at_once(amodel: Any) -> None:
    found = await asyncio.gather(*(amodel.predict({"n": n}) for n in range(50)))
    assert [each.output_data["fields"]["n"] for each in found] == [str(n) for n in range(50)]


async def test_closing_a_client_leaves_others_open(service: Account, model: Any) -> None:
    other = flymyai.client(service.key, "demo/echo")
    service.script(sse(data(piece("a"), piece("b"), DONE)))
    stream = model.stream({})
    next(stream)
    other.close()
    assert other.is_closed()
    assert len(list(stream)) == 2
    assert model.predict({"a": 1}).status == 200
    # Closed clients open again with the next call.
    assert other.predict({"a": 1}).status == 200
    assert not other.is_closed()


async def test_a_closed_async_client_opens_again(service: Account, amodel: Any) -> None:
    await amodel.close()
    assert amodel.is_closed()
    assert (await amodel.predict({"a": 1})).status == 200
    assert not amodel.is_closed()


def test_a_client_keeps_its_address(service: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    client = flymyai.client(service.key, "demo/echo")
    monkeypatch.setenv("FLYMYAI_DSN", "http://127.0.0.1:9/")
    client.close()
    assert client.predict({"a": 1}).status == 200


def test_a_slow_reader_gets_every_part(service: Account, model: Any) -> None:
    stream = model.stream({"prompt": "x", "count": "2000"})
    first = next(stream)
    rest = list(stream)
    assert len(rest) == 1999
    assert first.output_data
