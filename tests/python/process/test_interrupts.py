"""Ctrl-C while a call blocks: it ends the call and its request at once."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from typing import Callable

import pytest
from support.account import RUN, RUN_PATH, Account
from support.programs import end, line

if sys.platform == "win32":
    pytest.skip("needs POSIX signals", allow_module_level=True)

# Generous beside the promised 0.1 s: the machine may be busy. Without the
# interruption each of these calls would block for many minutes.
SOON = 2.0

PROGRAM = """
import sys, time
from flymyai import AgentClient
client = AgentClient(timeout=None, max_retries=0)
client.runs
try:
    {call}
except KeyboardInterrupt:
    print("interrupted", time.time(), flush=True)
else:
    print("finished")
client.runs.get(8)
print("usable", flush=True)
"""

CALLS = {
    "get": "client.runs.get(7)",
    "cancel": "client.runs.cancel(7)",
    "wait": "client.runs.wait(7, timeout=None)",
    "list": "client.runs.list(agent_id='agent_1')",
    "stream": "list(client.runs.stream_events(7, timeout=None))",
    "next": "next(client.runs.stream_events(7, timeout=None))",
}

Start = Callable[..., "subprocess.Popen[str]"]


def interrupt(process: subprocess.Popen[str]) -> float:
    """Sends SIGINT; returns how long the program took to notice."""
    sent = time.time()
    process.send_signal(signal.SIGINT)
    word, _, at = line(process).partition(" ")
    assert word == "interrupted", end(process)
    return float(at) - sent


@pytest.mark.parametrize("call", CALLS)
def test_a_request_is_interrupted(account: Account, python: Start, call: str) -> None:
    account.script({"hang": True, "times": 1}, {"reply": {"json": RUN}, "times": 0})
    process = python(PROGRAM.format(call=CALLS[call]))
    account.requests(minimum=1)
    assert interrupt(process) < SOON
    # The request is not only forgotten: its connection is closed.
    assert len(account.aborted(minimum=1)) == 1
    out, err = end(process)
    assert out == "usable\n"
    assert err == ""
    assert process.returncode == 0


@pytest.mark.parametrize("call", ["wait", "stream"])
def test_the_pause_between_polls_is_interrupted(account: Account, python: Start, call: str) -> None:
    account.respond(RUN, times=0)
    source = CALLS[call].replace("timeout=None", "timeout=None, poll_interval=3600")
    process = python(PROGRAM.format(call=source))
    account.requests(minimum=1)
    assert interrupt(process) < SOON
    out, err = end(process)
    assert out == "usable\n"
    assert err == ""
    paths = [request["path"] for request in account.requests()]
    assert paths == [RUN_PATH, RUN_PATH.replace("7", "8")]


def test_a_handler_may_call_the_client(account: Account, python: Start) -> None:
    other = RUN_PATH.replace("7", "8")
    account.respond(RUN, match={"path": RUN_PATH}, hold="outer")
    account.respond({**RUN, "id": 8}, match={"path": other})
    process = python(
        """
import signal
from flymyai import AgentClient
client = AgentClient()
def handler(number, frame):
    print("inner", client.runs.get(8).id, flush=True)
signal.signal(signal.SIGUSR1, handler)
print("outer", client.runs.get(7).id, flush=True)
"""
    )
    account.requests(minimum=1)
    process.send_signal(signal.SIGUSR1)
    assert line(process) == "inner 8\n"
    account.release("outer")
    assert end(process) == ("outer 7\n", "")
    assert process.returncode == 0


def test_other_threads_do_not_delay_an_interruption(account: Account, python: Start) -> None:
    account.script({"hang": True, "times": 0})
    process = python(
        """
import threading, time
from flymyai import AgentClient
client = AgentClient(timeout=None)
for number in range(3):
    threading.Thread(target=client.runs.get, args=(number,), daemon=True).start()
try:
    client.runs.get(7)
except KeyboardInterrupt:
    print("interrupted", time.time(), flush=True)
"""
    )
    account.requests(minimum=4)
    assert interrupt(process) < SOON
    out, err = end(process)
    assert (out, err) == ("", "")
    assert process.returncode == 0
