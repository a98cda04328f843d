"""Connections that end between two requests, or before an upload was read."""

from __future__ import annotations

import contextlib
import os
import pathlib
import signal
import socket
import subprocess
import sys
import threading
from typing import Callable, Iterator, List

import pytest

import flymyai

RUN = (
    b'{"id":1,"user_agent_task":1,"original_prompt":"","created_at":"2026-01-01T00:00:00Z",'
    b'"updated_at":"2026-01-01T00:00:00Z","status":"pending"}'
)
PREDICTION = b'data: {"status":200,"output_data":{}}\n\n'
ROUNDS = 10

SUSPENDED = """
import asyncio, os, signal, sys
import flymyai
from flymyai import AgentClient, AsyncAgentClient

url, kind, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
os.environ["FLYMYAI_DSN"] = url

def suspend():
    os.kill(os.getpid(), signal.SIGSTOP)

if kind == "run":
    agents = AgentClient("fly-k", base_url=url)
    for _ in range(rounds):
        agents.agents.run("a")
        suspend()
elif kind == "predict":
    model = flymyai.client(apikey="fly-k", model="a/b")
    for _ in range(rounds):
        model.predict({"a": 1})
        suspend()
else:
    async def main():
        agents = AsyncAgentClient("fly-k", base_url=url)
        model = flymyai.async_client(apikey="fly-k", model="a/b")
        for _ in range(rounds):
            await (agents.agents.run("a") if kind == "async run" else model.predict({"a": 1}))
            suspend()
    asyncio.run(main())
"""


def read_head(connection: socket.socket) -> bytes:
    head = b""
    while b"\r\n\r\n" not in head:
        piece = connection.recv(65536)
        if not piece:
            return b""
        head += piece
    return head


class Server:
    """Hands each connection to a function, in a thread."""

    def __init__(self, handle: Callable[[socket.socket], None]) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.handle = handle
        self.threads: List[threading.Thread] = []
        self.thread = threading.Thread(target=self._serve)
        self.thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._run, args=(connection,), daemon=True)
            self.threads.append(thread)
            thread.start()

    def _run(self, connection: socket.socket) -> None:
        # The client may end the connection meanwhile.
        with connection, contextlib.suppress(OSError):
            self.handle(connection)

    def stop(self) -> None:
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join()


class KeepingServer(Server):
    """Responds to requests, and ends all idle connections on request."""

    def __init__(self) -> None:
        self.requests: List[bytes] = []
        self.open: List[socket.socket] = []
        super().__init__(self._answer)

    def _answer(self, connection: socket.socket) -> None:
        while True:
            head = read_head(connection)
            if not head:
                return
            body = head.partition(b"\r\n\r\n")[2]
            length = next(
                int(line.split(b":")[1])
                for line in head.lower().split(b"\r\n")
                if line.startswith(b"content-length:")
            )
            while len(body) < length:
                body += connection.recv(65536)
            self.requests.append(head)
            self.open.append(connection)
            response = RUN if b"/agents/" in head else PREDICTION
            connection.sendall(
                b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(response) + response
            )

    def end_connections(self) -> None:
        for connection in self.open:
            connection.shutdown(socket.SHUT_RDWR)
        self.open.clear()


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="processes can't be suspended")
@pytest.mark.parametrize("kind", ["run", "predict", "async run", "async predict"])
def test_no_request_is_lost_while_the_process_is_suspended(kind: str) -> None:
    server = KeepingServer()
    try:
        child = subprocess.Popen([sys.executable, "-c", SUSPENDED, server.url, kind, str(ROUNDS)])
        suspended = 0
        while True:
            _, status = os.waitpid(child.pid, os.WUNTRACED)
            if not os.WIFSTOPPED(status):
                break
            suspended += 1
            server.end_connections()
            child.send_signal(signal.SIGCONT)
        child.returncode = 0  # It was waited for above.
        assert status == 0
        assert suspended == ROUNDS
        assert len(server.requests) == ROUNDS
    finally:
        server.stop()


# The exceptions of the methods.
REFUSED = (flymyai.FlyMyAIExceptionGroup, flymyai.FlyMyAIPredictException)
REFUSAL = b'{"detail":"too big"}'


@pytest.fixture(params=["closes", "stays"])
def refusing(request: pytest.FixtureRequest) -> Iterator[Server]:
    """Answers 413 before it has read the upload, then closes, or stays and reads nothing."""
    done = threading.Event()

    def handle(connection: socket.socket) -> None:
        read_head(connection)
        connection.sendall(
            b"HTTP/1.1 413 Payload Too Large\r\nContent-Type: application/json\r\n"
            b"Content-Length: %d\r\n\r\n" % len(REFUSAL) + REFUSAL
        )
        if request.param == "stays":
            done.wait()

    server = Server(handle)
    yield server
    done.set()
    server.stop()


@pytest.fixture
def upload(tmp_path: pathlib.Path) -> pathlib.Path:
    path = tmp_path / "upload.bin"
    path.write_bytes(bytes(30_000_000))
    return path


@pytest.mark.parametrize("method", ["predict", "stream", "predict_async_task"])
def test_early_refusal_is_reported(
    refusing: Server, upload: pathlib.Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    monkeypatch.setenv("FLYMYAI_DSN", refusing.url)
    model = flymyai.client(apikey="fly-k", model="a/b")
    for _ in range(5):
        with pytest.raises(REFUSED) as caught:
            result = getattr(model, method)({"file": upload})
            list(result)
        errors = getattr(caught.value, "errors", [caught.value])
        assert ["(413)" in str(error) for error in errors] == [True], errors


async def test_early_refusal_is_reported_to_event_loops(
    refusing: Server, upload: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLYMYAI_DSN", refusing.url)
    model = flymyai.async_client(apikey="fly-k", model="a/b")
    for _ in range(5):
        with pytest.raises(flymyai.FlyMyAIExceptionGroup) as caught:
            await model.predict({"file": upload})
        assert ["(413)" in str(error) for error in caught.value.errors] == [True]
