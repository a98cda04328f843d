"""An asynchronous call ends when another thread closes the descriptors of the process."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading

import pytest
from support.service import Service

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="descriptors are no integers there")

# Closes descriptors while a call is under way, and prints how the call ends.
PROGRAM = """
import asyncio, os, socket, sys, threading
import flymyai

url, loop_name, call_name, closed = sys.argv[1:]

def is_open(descriptor):
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True

async def bare():
    # No code of this package.
    host, port = url.split("/")[2].split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"GET / HTTP/1.1\\r\\n\\r\\n")
    await asyncio.wait_for(reader.read(1), 1)

async def get():
    await flymyai.AsyncAgentClient("fly-k", base_url=url, max_retries=0, timeout=60).runs.get(1)

async def wait():
    await flymyai.AsyncAgentClient("fly-k", base_url=url).runs.wait(1, timeout=60)

async def predict():
    await flymyai.async_client(apikey="fly-k", model="a/b").predict({"p": "x"})

async def main():
    kept = [n for n in range(3, 256) if is_open(n)] if closed == "own" else []

    def close():
        sys.stdin.readline()
        for descriptor in range(3, 256):
            if descriptor not in kept and is_open(descriptor):
                os.close(descriptor)

    threading.Thread(target=close, daemon=True).start()
    await globals()[call_name]()

try:
    if loop_name == "uvloop":
        import uvloop
        asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    asyncio.run(main())
except BaseException as error:
    print(type(error).__name__, error, flush=True)
os._exit(0)
"""


def ends(loop: str, call: str, closed: str) -> str:
    """How the call ends: the name of its exception and the text."""
    arrived = threading.Event()

    def never(connection: socket.socket) -> None:
        arrived.set()
        connection.recv(1)

    service = Service(never)
    child = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, service.url, loop, call, closed],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={"FLYMYAI_DSN": service.url, "FMA_RECONNECT_RETRIES": "0"},
    )
    try:
        assert arrived.wait(30)
        out, err = child.communicate("\n", timeout=30)
    finally:
        child.kill()
        service.stop()
    assert out, err
    return out.strip()


@pytest.mark.parametrize("call", ["get", "wait", "predict"])
@pytest.mark.parametrize("loop", ["asyncio", "uvloop"])
def test_a_call_fails_when_its_descriptors_are_closed(loop: str, call: str) -> None:
    if loop == "uvloop":
        pytest.importorskip("uvloop")
    found = ends(loop, call, "own")
    assert found.startswith("ReadError "), found
    assert found.endswith("the program has closed the file descriptors of the client"), found


@pytest.mark.parametrize("call", ["bare", "get", "wait", "predict"])
def test_a_loop_without_its_selector_ends_with_its_own_error(call: str) -> None:
    # The loop itself fails, also in a program without this package. uvloop ends the process.
    assert ends("asyncio", call, "all").startswith("OSError [Errno 9]")
