"""Services that are hostile, broken or slow, one behaviour per first segment of the path.

    python server.py

Prints its port and serves until its standard input ends. A client whose base URL is
`http://127.0.0.1:PORT/endless-body` meets the behaviour `endless-body` with each request.
"""

from __future__ import annotations

import gzip
import json
import socket
import struct
import sys
import threading
import time
import zlib
from functools import lru_cache
from typing import Callable, Dict, NamedTuple, Optional

MEGABYTE = 1 << 20
RUN = {
    "id": 1,
    "user_agent_task": 1,
    "original_prompt": "",
    "status": "completed",
    "created_at": "2026-01-01T00:00:00Z",
    "updated_at": "2026-01-01T00:00:00Z",
}
EVENT = b'data: {"status": 200, "output_data": {"output": ["a"]}}\n\n'


class Request(NamedTuple):
    """A request whose head has been read."""

    method: str
    path: str
    headers: Dict[str, str]
    # The part of the body that arrived together with the head.
    rest: bytes

    @property
    def is_model(self) -> bool:
        return "/agents/" not in self.path

    def result(self) -> bytes:
        """The body of a good response."""
        return EVENT if self.is_model else json.dumps(RUN).encode()

    @property
    def content_type(self) -> bytes:
        return b"text/event-stream" if self.is_model else b"application/json"


Behaviour = Callable[[socket.socket, Request], None]
BEHAVIOURS: Dict[str, Behaviour] = {}
# Those after which a connection takes further requests.
KEPT_ALIVE = ("good", "endless-redirects", "endless-retry-after")


def behaviour(function: Behaviour) -> Behaviour:
    BEHAVIOURS[function.__name__.replace("_", "-")] = function
    return function


def head(
    request: Request, length: Optional[int] = None, extra: bytes = b"", status: bytes = b"200 OK"
) -> bytes:
    lines = [b"HTTP/1.1 " + status, b"Content-Type: " + request.content_type]
    if length is not None:
        lines.append(b"Content-Length: %d" % length)
    return b"\r\n".join(lines) + b"\r\n" + extra + b"\r\n"


def drain(connection: socket.socket, request: Request) -> None:
    """Reads the request's body."""
    if request.headers.get("transfer-encoding") == "chunked":
        seen = request.rest
        while not seen.endswith(b"0\r\n\r\n"):
            piece = connection.recv(65536)
            if not piece:
                raise ConnectionError("the client left")
            seen = (seen + piece)[-16:]
        return
    left = int(request.headers.get("content-length", 0)) - len(request.rest)
    while left > 0:
        piece = connection.recv(min(left, MEGABYTE))
        if not piece:
            raise ConnectionError("the client left")
        left -= len(piece)


def respond(connection: socket.socket, request: Request, body: bytes, extra: bytes = b"") -> None:
    drain(connection, request)
    connection.sendall(head(request, len(body), extra) + body)


def linger(connection: socket.socket) -> None:
    """Keeps the connection until the client has left."""
    while connection.recv(65536):
        pass


# ------------------------------------------------------------------ compression


def gzip_of_repeated(block: bytes, count: int) -> bytes:
    """The start of a gzip member that decodes to `count` times the block, made without the
    work of compressing it all: a full flush makes equal blocks compress to equal bytes.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + packed * count


@lru_cache(maxsize=None)
def bomb(kind: str) -> bytes:
    if kind == "output":  # 16 GB of zeros in two layers
        return gzip.compress(gzip_of_repeated(bytes(MEGABYTE), 16 << 10), 9)
    # Stored deflate blocks of no byte each: 100 GB of input that decode to nothing.
    empty = b"\x00\x00\x00\xff\xff" * (MEGABYTE // 5)
    member = gzip_of_repeated(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + empty, 1)
    rest = gzip_of_repeated(empty, 100 << 10)[10:]
    return gzip.compress(gzip.compress(member + rest, 9), 9)


@behaviour
def gzip_without_output(connection: socket.socket, request: Request) -> None:
    extra = b"Content-Encoding: gzip, gzip, gzip, gzip\r\n"
    respond(connection, request, bomb("nothing"), extra)
    linger(connection)


@behaviour
def gzip_bomb(connection: socket.socket, request: Request) -> None:
    respond(connection, request, bomb("output"), b"Content-Encoding: gzip, gzip\r\n")


@behaviour
def gzip_cut_off(connection: socket.socket, request: Request) -> None:
    body = gzip.compress(request.result())[:-10]
    respond(connection, request, body, b"Content-Encoding: gzip\r\n")


# ------------------------------------------------------------------------ size


def pour(connection: socket.socket, block: bytes) -> None:
    while True:
        connection.sendall(block)


@behaviour
def endless_body(connection: socket.socket, request: Request) -> None:
    drain(connection, request)
    connection.sendall(head(request) + b'{"id": 1, "x": "')
    pour(connection, b"x" * MEGABYTE)


@behaviour
def huge_content_length(connection: socket.socket, request: Request) -> None:
    drain(connection, request)
    connection.sendall(head(request, 10 << 30) + b'{"id": 1, "x": "')
    pour(connection, b"x" * MEGABYTE)


@behaviour
def endless_line(connection: socket.socket, request: Request) -> None:
    drain(connection, request)
    connection.sendall(head(request) + b"data: ")
    pour(connection, b"x" * MEGABYTE)


@behaviour
def endless_comments(connection: socket.socket, request: Request) -> None:
    drain(connection, request)
    connection.sendall(head(request))
    pour(connection, b": still here\n" * 5000)


@behaviour
def endless_data_lines(connection: socket.socket, request: Request) -> None:
    drain(connection, request)
    connection.sendall(head(request))
    pour(connection, b"data: x\n" * 5000)


@behaviour
def long_event_id(connection: socket.socket, request: Request) -> None:
    drain(connection, request)
    body = b"id: " + b"i" * MEGABYTE + b"\n" + EVENT * 5000
    connection.sendall(head(request, len(body)) + body)


@behaviour
def deep_json(connection: socket.socket, request: Request) -> None:
    depth = 100_000
    body = b'{"id": 1, "x": ' + b"[" * depth + b"]" * depth + b"}"
    respond(connection, request, b"data: " + body + b"\n\n" if request.is_model else body)


@behaviour
def endless_error_body(connection: socket.socket, request: Request) -> None:
    drain(connection, request)
    connection.sendall(head(request, status=b"400 Bad Request") + b'{"detail": "')
    pour(connection, b"x" * MEGABYTE)


# ----------------------------------------------------------------------- heads


@behaviour
def endless_headers(connection: socket.socket, request: Request) -> None:
    drain(connection, request)
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    pour(connection, b"X-Header: %s\r\n" % (b"x" * 1000) * 1000)


@behaviour
def many_headers(connection: socket.socket, request: Request) -> None:
    lines = b"".join(b"X-%d: x\r\n" % n for n in range(40_000))
    respond(connection, request, request.result(), lines)


@behaviour
def endless_continues(connection: socket.socket, request: Request) -> None:
    drain(connection, request)
    pour(connection, b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)


@behaviour
def no_http(connection: socket.socket, request: Request) -> None:
    drain(connection, request)
    connection.sendall(b"220 mail.example.test ESMTP\r\n")
    linger(connection)


@behaviour
def bad_chunk_size(connection: socket.socket, request: Request) -> None:
    drain(connection, request)
    connection.sendall(head(request, extra=b"Transfer-Encoding: chunked\r\n") + b"zz\r\n")
    linger(connection)


@behaviour
def endless_chunk_extension(connection: socket.socket, request: Request) -> None:
    drain(connection, request)
    connection.sendall(head(request, extra=b"Transfer-Encoding: chunked\r\n") + b"5;x=")
    pour(connection, b"x" * MEGABYTE)


@behaviour
def endless_redirects(connection: socket.socket, request: Request) -> None:
    drain(connection, request)
    extra = b"Location: %s\r\n" % request.path.encode()
    connection.sendall(head(request, 0, extra, b"307 Temporary Redirect"))


# ------------------------------------------------------------------------ time


@behaviour
def silence(connection: socket.socket, request: Request) -> None:
    linger(connection)


@behaviour
def silence_after_head(connection: socket.socket, request: Request) -> None:
    drain(connection, request)
    connection.sendall(head(request, 1000))
    linger(connection)


def drip(connection: socket.socket, data: bytes) -> None:
    for byte in data:
        connection.sendall(bytes([byte]))
        time.sleep(1)


@behaviour
def dripping_head(connection: socket.socket, request: Request) -> None:
    drain(connection, request)
    drip(connection, head(request, 10))


@behaviour
def dripping_body(connection: socket.socket, request: Request) -> None:
    drain(connection, request)
    body = request.result()
    connection.sendall(head(request, len(body)))
    drip(connection, body)


@behaviour
def endless_retry_after(connection: socket.socket, request: Request) -> None:
    drain(connection, request)
    extra = b"Retry-After: 999999999\r\n"
    connection.sendall(head(request, 0, extra, b"503 Service Unavailable"))


@behaviour
def slow_reader(connection: socket.socket, request: Request) -> None:
    """Takes an upload at a steady pace, for longer than the read timeout.

    The kernel accepts some megabytes of it at once, which is when the client regards them as
    sent: they are read within the read timeout, too.
    """
    left = int(request.headers.get("content-length", 0)) - len(request.rest)
    while left > 0:
        piece = connection.recv(MEGABYTE // 2)
        left -= len(piece)
        time.sleep(len(piece) / (4 * MEGABYTE))
    connection.sendall(head(request, len(request.result())) + request.result())


@behaviour
def late_reader(connection: socket.socket, request: Request) -> None:
    """Does not read an upload at first, for longer than the usual timeouts of a kernel."""
    time.sleep(45)
    respond(connection, request, request.result())


# ------------------------------------------------------------------ connections


@behaviour
def reset(connection: socket.socket, request: Request) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@behaviour
def close(connection: socket.socket, request: Request) -> None:
    drain(connection, request)


@behaviour
def cut_body(connection: socket.socket, request: Request) -> None:
    drain(connection, request)
    body = request.result()
    connection.sendall(head(request, len(body) + 10) + body)


@behaviour
def good(connection: socket.socket, request: Request) -> None:
    respond(connection, request, request.result())


# ---------------------------------------------------------------------- server


def read_request(connection: socket.socket) -> Optional[Request]:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65536)
        if not piece:
            return None
        data += piece
    text, _, rest = data.partition(b"\r\n\r\n")
    first, *lines = text.decode("latin-1").split("\r\n")
    method, path, _ = first.split(" ", 2)
    pairs = (line.partition(":") for line in lines)
    headers = {name.strip().lower(): value.strip().lower() for name, _, value in pairs}
    return Request(method, path, headers, rest)


def serve(connection: socket.socket) -> None:
    with connection:
        try:
            while (request := read_request(connection)) is not None:
                name = request.path.split("/")[1]
                BEHAVIOURS[name](connection, request)
                if name not in KEPT_ALIVE:
                    return
        except OSError:
            pass


def main() -> None:
    # Not while a client's timeout runs.
    for kind in ("output", "nothing"):
        bomb(kind)
    listener = socket.create_server(("127.0.0.1", 0), backlog=100)
    print(listener.getsockname()[1], flush=True)

    def accept() -> None:
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=serve, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    sys.stdin.read()


if __name__ == "__main__":
    main()
