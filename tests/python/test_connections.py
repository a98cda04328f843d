"""Connections: kept, closed by either side, and calls under way when a client closes."""

from __future__ import annotations

import json
import socket
import threading
from typing import Any, Iterator, List

import pytest
from world import RUN, World

from flymyai import AgentClient, AsyncAgentClient


class OneReplyServer:
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
def server() -> Iterator[OneReplyServer]:
    server = OneReplyServer()
    yield server
    server.stop()


def test_a_connection_that_was_closed_while_idle_is_replaced(server: OneReplyServer) -> None:
    # A POST is not repeated: it has to go over a new connection in the first place.
    client = AgentClient("fly-k", base_url=server.url, max_retries=0)
    for _ in range(20):
        assert client.runs.append_message(7, text="t").id == 7
        assert server.closed.acquire(timeout=10)
    assert len(server.requests) == 20


async def test_the_same_for_event_loops(server: OneReplyServer) -> None:
    import asyncio

    client = AsyncAgentClient("fly-k", base_url=server.url, max_retries=0)
    loop = asyncio.get_running_loop()
    for _ in range(20):
        assert (await client.runs.append_message(7, text="t")).id == 7
        assert await loop.run_in_executor(None, lambda: server.closed.acquire(timeout=10))
    assert len(server.requests) == 20


@pytest.mark.parametrize("method", ["get", "wait"])
def test_closing_a_client_ends_its_calls(world: World, method: str) -> None:
    world.script({"hang": True, "times": 0})
    client = AgentClient(world.key, base_url=world.url)
    neighbour = AgentClient(world.key, base_url=world.url)
    errors: List[Any] = []

    def work() -> None:
        try:
            getattr(client.runs, method)(7)
        except RuntimeError as error:
            errors.append(str(error))

    thread = threading.Thread(target=work)
    thread.start()
    world.requests(minimum=1)
    client.close()
    thread.join()
    assert errors == ["Cannot send a request, as the client has been closed."]
    assert len(world.aborted(minimum=1)) == 1
    world.script({"reply": {"json": []}, "match": {"path": "/api/v1/agents/tasks/"}})
    assert neighbour.agents.list() is not None


def test_cookies_belong_to_their_client(world: World) -> None:
    world.reply(RUN, headers={"set-cookie": "session=1; Path=/"})
    world.reply(RUN, times=0)
    client = AgentClient(world.key, base_url=world.url)
    client.runs.get(7)
    client.runs.get(7)
    threads = [threading.Thread(target=client.runs.get, args=(7,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    AgentClient(world.key, base_url=world.url).runs.get(7)
    cookies = [request["headers"].get("cookie") for request in world.requests()]
    assert cookies == [None, *["session=1"] * 3, None]


def test_redirects_are_not_followed(world: World, client: AgentClient) -> None:
    world.reply({}, status=307, headers={"location": "/api/v1/agents/executions/8/"})
    with pytest.raises(Exception, match="HTTP 307"):
        client.runs.get(7)
    assert len(world.requests()) == 1
