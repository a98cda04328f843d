"""Services that are hostile, broken or slow: the test writes the bytes of each response."""

from __future__ import annotations

import socket
import threading
import time
import zlib
from contextlib import suppress
from typing import Callable, Iterable, Iterator, List

Respond = Callable[[socket.socket], None]


class Service:
    """Reads the head of one request per connection; the test writes the response."""

    def __init__(self, respond: Respond) -> None:
        self._respond = respond
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: List[socket.socket] = []
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self._open.append(connection)
                threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        # A client at its limit disconnects before the end.
        with connection, suppress(OSError):
            head = b""
            while b"\r\n\r\n" not in head:
                got = connection.recv(65536)
                if not got:
                    return
                head += got
            self._respond(connection)

    def stop(self) -> None:
        self._listener.close()
        for connection in self._open:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


def head(*headers: str) -> bytes:
    """The head of a response whose body ends with its connection."""
    lines = ["HTTP/1.1 200 OK", *headers, "Connection: close", "", ""]
    return "\r\n".join(lines).encode()


def responds(body: bytes, *headers: str) -> Respond:
    """Responds with this body."""
    return lambda connection: connection.sendall(head(*headers) + body)


def repeats(piece: bytes, *headers: str, start: bytes = b"") -> Respond:
    """Responds with these bytes without end."""

    def respond(connection: socket.socket) -> None:
        connection.sendall(head(*headers) + start)
        many = piece * (1 + 65536 // len(piece))
        while True:
            connection.sendall(many)

    return respond


def drips(drop: bytes, *headers: str, start: bytes = b"") -> Respond:
    """Responds with these bytes without end, and slowly."""

    def respond(connection: socket.socket) -> None:
        connection.sendall(head(*headers) + start)
        while True:
            connection.sendall(drop)
            time.sleep(0.05)

    return respond


def gzipped(chunks: Iterable[bytes], times: int) -> bytes:
    """These chunks, compressed so many times."""
    for _ in range(times):
        chunks = _gzip(chunks)
    return b"".join(chunks)


def _gzip(chunks: Iterable[bytes]) -> Iterator[bytes]:
    coder = zlib.compressobj(9, zlib.DEFLATED, 31)
    for chunk in chunks:
        yield coder.compress(chunk)
    yield coder.flush()
