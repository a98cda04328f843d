"""Connections: kept, closed by either side, and calls under way when a client closes."""

from __future__ import annotations

import gc
import json
import os
import socket
import subprocess
import sys
import threading
from typing import Any, Dict, Iterator, List

import httpx
import pytest
from support.account import RUN, RUN_PATH, Account
from support.service import Service

from flymyai import AgentClient, AsyncAgentClient


def log(number: int) -> Dict[str, Any]:
    times = {"created_at": "2026-01-02T03:04:05Z", "updated_at": "2026-01-02T03:04:05Z"}
    return {"id": number, "type": "tool_called", "message": "m", **times}


class OneResponseServer:
    """Answers one request per connection, promises to keep it, and closes it."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.closed = threading.Semaphore(0)
        self.requests: List[bytes] = []
        self.thread = threading.Thread(target=self._serve)
        self.thread.start()

    def _serve(self) -> None:
        body = json.dumps(RUN).encode()
        head = b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % len(body)
        while True:
            connection, _ = self.listener.accept()
            with connection:
                request = connection.recv(65536)
                if not request:
                    return
                self.requests.append(request)
                connection.sendall(head + body)
            self.closed.release()

    def stop(self) -> None:
        socket.create_connection(self.listener.getsockname()).close()
        self.thread.join()
        self.listener.close()


@pytest.fixture
def server() -> Iterator[OneResponseServer]:
    server = OneResponseServer()
    yield server
    server.stop()


def test_a_connection_that_was_closed_while_idle_is_replaced(server: OneResponseServer) -> None:
    # A POST is not repeated: it has to go over a new connection in the first place.
    client = AgentClient("fly-k", base_url=server.url, max_retries=0)
    for _ in range(20):
        assert client.runs.append_message(7, text="t").id == 7
        assert server.closed.acquire(timeout=10)
    assert len(server.requests) == 20


async def test_the_same_for_event_loops(server: OneResponseServer) -> None:
    import asyncio

    client = AsyncAgentClient("fly-k", base_url=server.url, max_retries=0)
    loop = asyncio.get_running_loop()
    for _ in range(20):
        assert (await client.runs.append_message(7, text="t")).id == 7
        assert await loop.run_in_executor(None, lambda: server.closed.acquire(timeout=10))
    assert len(server.requests) == 20


@pytest.mark.parametrize("method", ["get", "wait"])
def test_closing_a_client_ends_its_calls(account: Account, method: str) -> None:
    account.script({"hang": True, "match": {"path": RUN_PATH}})
    client = AgentClient(account.key, base_url=account.url)
    neighbour = AgentClient(account.key, base_url=account.url)
    errors: List[Any] = []

    def work() -> None:
        try:
            getattr(client.runs, method)(7)
        except RuntimeError as error:
            errors.append(str(error))

    thread = threading.Thread(target=work)
    thread.start()
    account.requests(minimum=1)
    client.close()
    thread.join()
    assert errors == ["The response has not arrived, as the client has been closed."]
    assert len(account.aborted(minimum=1)) == 1
    assert neighbour.agents.list()


def test_cookies_belong_to_their_client(account: Account) -> None:
    account.respond(RUN, headers={"set-cookie": "session=1; Path=/"})
    account.respond(RUN, times=0)
    client = AgentClient(account.key, base_url=account.url)
    client.runs.get(7)
    client.runs.get(7)
    threads = [threading.Thread(target=client.runs.get, args=(7,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    AgentClient(account.key, base_url=account.url).runs.get(7)
    cookies = [request["headers"].get("cookie") for request in account.requests()]
    assert cookies == [None, *["session=1"] * 3, None]


def test_redirects_are_not_followed(account: Account, client: AgentClient) -> None:
    account.respond({}, status=307, headers={"location": "/api/v1/agents/executions/8/"})
    with pytest.raises(Exception, match="HTTP 307"):
        client.runs.get(7)
    assert len(account.requests()) == 1


def test_a_stream_keeps_its_client(account: Account) -> None:
    account.respond({**RUN, "status": "running", "logs": [log(1)]})
    account.respond({**RUN, "status": "completed", "logs": [log(1), log(2)]})
    events = AgentClient(account.key, base_url=account.url).runs.stream_events(
        7, poll_interval=0.01
    )
    gc.collect()
    assert next(events).id == 1
    gc.collect()
    assert next(events).id == 2


def test_closed_clients_keep_no_sockets(account: Account) -> None:
    before = len(os.listdir("/proc/self/fd")) if os.path.exists("/proc/self/fd") else None
    clients = [AgentClient(account.key, base_url=account.url) for _ in range(20)]
    for client in clients:
        client.runs.list()
        client.agents.list()
        client.close()
    if before is not None:
        assert len(os.listdir("/proc/self/fd")) < before + 20


PROGRAM = """
from flymyai import AgentClient
AgentClient({key!r}, base_url={url!r}).runs.list()
"""


@pytest.mark.parametrize("exempt", ["*", "127.0.0.1", ".0.0.1"])
def test_no_proxy_is_used(account: Account, exempt: str) -> None:
    program = PROGRAM.format(key=account.key, url=account.url)
    environment = {**os.environ, "http_proxy": "http://127.0.0.1:9", "no_proxy": exempt}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)
    assert len(account.requests(minimum=1)) == 1


def test_a_proxy_is_used(account: Account) -> None:
    # The emulator acts as the proxy: the request has the whole URL.
    program = PROGRAM.format(key=account.key, url="http://far.example")
    environment = {**os.environ, "http_proxy": account.url, "no_proxy": ""}
    command = [sys.executable, "-c", program]
    subprocess.run(command, env=environment, check=False, capture_output=True)
    assert account.requests(minimum=1)[0]["headers"]["host"] == "far.example"


WITHOUT_DESCRIPTORS = """
import asyncio, os, resource, sys
import httpx
from flymyai import AgentClient, AsyncAgentClient

async def ask(client):
    return await client.agents.list()

key, url = sys.argv[1:]
# Modules that the first call loads need descriptors, too.
AgentClient(key, base_url=url).agents.list()
loop = asyncio.new_event_loop()
_, most = resource.getrlimit(resource.RLIMIT_NOFILE)
held = []
resource.setrlimit(resource.RLIMIT_NOFILE, (64, most))
try:
    while True:
        held.append(os.open(os.devnull, os.O_RDONLY))
except OSError:
    pass
for call in (
    lambda: AgentClient(key, base_url=url, max_retries=0).agents.list(),
    lambda: loop.run_until_complete(ask(AsyncAgentClient(key, base_url=url, max_retries=0))),
):
    try:
        call()
    except (httpx.ConnectError, OSError) as error:
        print(type(error).__name__)
resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
print(len(loop.run_until_complete(ask(AsyncAgentClient(key, base_url=url)))) > 0)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
def test_a_process_without_descriptors_fails_to_connect_and_recovers(account: Account) -> None:
    command = [sys.executable, "-c", WITHOUT_DESCRIPTORS, account.key, account.url]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    assert done.returncode == 0, done.stderr
    first, second, recovered = done.stdout.split()
    assert first == "ConnectError"
    # The event loop has to open descriptors of its own before it can connect.
    assert second in ("ConnectError", "OSError")
    assert recovered == "True"


CLOSED_DESCRIPTORS = """
import asyncio, os, sys, threading
import httpx
import flymyai
from flymyai import AgentClient, AsyncAgentClient

key, url = sys.argv[1:]
client = AgentClient(key, base_url=url, max_retries=0)
asynchronous = AsyncAgentClient(key, base_url=url, max_retries=0)

async def ask():
    return await asynchronous.runs.get(1)

calls = {
    "get": lambda: client.runs.get(1),
    "wait": lambda: client.runs.wait(1, timeout=20),
    "async": lambda: asyncio.run(ask()),
}
for call in calls.values():
    call()
for name, call in calls.items():
    # As a program does that becomes a daemon.
    os.closerange(3, 4096)
    print(name, call().id, flush=True)

def close_all():
    sys.stdin.readline()
    os.closerange(3, 4096)

threading.Thread(target=close_all, daemon=True).start()
try:
    client.agents.list()
except httpx.ReadError as error:
    print(type(error).__name__, flush=True)
print("again", client.runs.get(1).id)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no closerange for sockets")
def test_a_process_that_closes_all_descriptors_recovers(account: Account) -> None:
    answer = {"reply": {"status": 200, "json": {**RUN, "status": "completed"}}}
    account.script(*[answer] * 6, {"hang": True}, answer)
    child = subprocess.Popen(
        [sys.executable, "-c", CLOSED_DESCRIPTORS, account.key, account.url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        printed = [child.stdout.readline().split() for _ in range(3)]
        assert printed == [["get", "7"], ["wait", "7"], ["async", "7"]]
        # The last call is under way.
        account.requests(7)
        child.stdin.write("\n")
        child.stdin.flush()
        out, err = child.communicate(timeout=30)
    finally:
        child.kill()
    assert out.split() == ["ReadError", "again", "7"], err


def test_a_folded_header_of_a_response_is_accepted() -> None:
    body = json.dumps(RUN).encode()
    head = b"HTTP/1.1 200 OK\r\nx-path: a,\r\n b\r\ncontent-length: %d\r\n\r\n" % len(body)
    service = Service(lambda connection: connection.sendall(head + body))
    try:
        assert httpx.get(service.url).headers["x-path"] == "a, b"
        client = AgentClient("fly-k", base_url=service.url, max_retries=0)
        assert client.runs.get(RUN["id"]).id == RUN["id"]
    finally:
        service.stop()
