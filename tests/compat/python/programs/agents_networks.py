"""Networks that are dead, slow or broken under the agents API."""

from __future__ import annotations

import asyncio
import socket
import threading

from kit import fails, here, moved, octets, ok, program, raw, text, tried
from support.account import RUN

import flymyai
from flymyai import AgentClient, AsyncAgentClient


@program(rows=["transport-texts", "request-of-failure"])
def meets_nobody():
    """No server listens."""
    AgentClient(base_url=here.dead, max_retries=0).agents.list()


@program(rows=["transport-texts", "request-of-failure"])
async def meets_nobody_asynchronously():
    """No server listens; the asynchronous client."""
    async with AsyncAgentClient(base_url=here.dead, max_retries=0) as client:
        await client.agents.run("a")


@program()
def catches_what_httpx_raises():
    """`except` with httpx's classes, through the package's own `httpx`."""
    client = AgentClient(base_url=here.dead, max_retries=0)
    for kind in ("ConnectError", "NetworkError", "TransportError", "RequestError", "HTTPError"):
        try:
            client.agents.list()
        except getattr(flymyai.httpx, kind) as error:
            print(kind, type(error), error.request.method, error.request.url, bool(str(error)))


@program()
def does_not_find_the_server():
    """The name of the server does not exist."""
    try:
        AgentClient(base_url="http://no-such-host.invalid", max_retries=0).agents.list()
    except flymyai.httpx.ConnectError as error:
        print(type(error), error.request.url.host)


@program(
    {"drop": "before"},
    {"drop": "before"},
    rows=["transport-texts", "request-of-failure", "unknown-outcome"],
)
def is_hung_up_on():
    """The connection closes without a byte."""
    client = AgentClient(max_retries=0)
    tried(client.agents.list)
    tried(lambda: client.agents.run("a"))


@program({"drop": "reset"}, rows=["transport-texts", "request-of-failure"])
def is_reset():
    """The connection is reset without a byte."""
    AgentClient(max_retries=0).agents.list()


@program({**ok([RUN]), "drop": "mid"}, ok([]), rows=["transport-texts", "request-of-failure"])
def is_sent_half_a_response():
    """The connection closes in the midst of a body; the client works on."""
    client = AgentClient(max_retries=0)
    tried(client.agents.list)
    print(client.agents.list())


@program(
    octets(b"nonsense", headers={"content-encoding": "gzip"}),
    ok(RUN),
    rows=["transport-texts", "request-of-failure"],
)
def is_sent_what_can_not_be_decompressed():
    """Another attempt would bring the same."""
    AgentClient().runs.get(7)


@program(
    raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[1,"),
    rows=["transport-texts", "request-of-failure"],
)
def is_sent_half_a_chunk():
    """The connection closes in the midst of a chunk."""
    AgentClient(max_retries=0).agents.list()


@program(
    raw(b"nonsense\r\n\r\n"),
    raw(b"HTTP/1.1 abc OK\r\n\r\n"),
    raw(b"\x16\x03\x01\x02"),
    raw(b"HTTP/1.1 200 OK\r\nbroken\r\n\r\n"),
    rows=["transport-texts", "request-of-failure"],
)
def meets_another_protocol():
    """The server does not use HTTP."""
    client = AgentClient(max_retries=0)
    for _ in range(4):
        tried(client.agents.list)


@program({"hang": True}, ok([]), rows=["transport-texts", "request-of-failure"])
def waits_for_a_silent_server():
    """No byte arrives within the time limit; the client can still be used."""
    client = AgentClient(timeout=0.3, max_retries=0)
    tried(client.agents.list)
    print(client.agents.list())


@program({**ok([RUN]), "drop": "mid", "hang": True}, rows=["transport-texts", "request-of-failure"])
def waits_for_the_rest():
    """Half of the response arrives, then silence."""
    AgentClient(timeout=0.3, max_retries=0).agents.list()


@program({"hang": True}, rows=["transport-texts", "request-of-failure"])
async def waits_for_a_silent_server_asynchronously():
    """No byte arrives within the time limit of the asynchronous client."""
    async with AsyncAgentClient(timeout=(5, 0.3), max_retries=0) as client:
        await client.agents.list()


@program(rows=["timeout-zero"])
def has_no_time_at_all():
    """A time limit of nothing, for a server that accepts and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        try:
            AgentClient(base_url=url, timeout=0, max_retries=0).agents.list()
        except (flymyai.httpx.ConnectTimeout, flymyai.httpx.ReadTimeout):
            print("a timeout")
        except flymyai.httpx.ConnectError:
            print("not even a connection")


@program({"delay": 0.4, **ok([])})
def waits_for_a_slow_server():
    """The response arrives late, but in time."""
    print(AgentClient(timeout=5).agents.list())


@program({"drop": "before"}, ok([]), rows=["reads-repeated"])
def reads_through_a_lost_connection():
    """A read whose connection is lost once."""
    print(AgentClient().agents.list())


@program(ok([], headers={"connection": "close"}), ok([]))
def is_asked_to_connect_anew():
    """The server closes the connection after its response."""
    client = AgentClient()
    print(client.agents.list(), client.agents.list())


@program()
def closes_its_connection():
    """Closing a client ends its connection."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        client = AgentClient(base_url=f"http://127.0.0.1:{server.getsockname()[1]}")
        thread = threading.Thread(target=lambda: print(client.agents.list()))
        thread.start()
        connection, _ = server.accept()
        with connection:
            connection.settimeout(5)
            connection.recv(65536)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]")
            thread.join()
            client.close()
            tried(lambda: connection.recv(1))


@program(fails(502, {"detail": "x"}), text("<html>502 Bad Gateway</html>", 502), moved("/there/"))
async def meets_a_gateway():
    """Gateway errors and a redirect at the asynchronous client."""
    async with AsyncAgentClient(max_retries=0) as client:
        for call in (client.agents.list, client.agents.list, client.runs.list):
            try:
                await call()
            except flymyai.FlyMyAIAgentError as error:
                print(repr(error), error.response_body)


@program({"drop": "before"}, rows=["idempotency-key"])
def starts_a_run_on_a_lost_connection():
    """A start with a key of its own is repeated when its connection is lost."""
    client = AgentClient()
    tried(lambda: client.agents.run("agent_abc123", idempotency_key="once").is_terminal)


@program({"hang": True}, ok([]))
async def leaves_a_silent_server():
    """A task is cancelled while the server is silent."""
    async with AsyncAgentClient() as client:
        task = asyncio.ensure_future(client.agents.list())
        await asyncio.get_running_loop().run_in_executor(None, here.requests, 1)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            print("cancelled", len(here.aborted()))
        print(await client.agents.list())
