"""Services that are hostile, broken or slow: the test writes the bytes of each response."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress
from typing import Callable, List

Respond = Callable[[socket.socket], None]


class Service:
    """Reads the head of one request per connection; the test writes the response."""

    def __init__(self, respond: Respond) -> None:
        self._respond = respond
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: List[socket.socket] = []
        self._threads: List[threading.Thread] = []
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._start(self._serve)

    def _start(self, work: Callable[..., None], *arguments: socket.socket) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self._open.append(connection)
                self._start(self._talk, connection)

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
        # Closing a socket does not wake a thread that accepts or reads there.
        for each in (self._listener, *self._open):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        # A test that forks must not find threads of another test.
        for thread in self._threads:
            thread.join(20)


def head(*headers: str) -> bytes:
    """The head of a response whose body ends with its connection."""
    lines = ["HTTP/1.1 200 OK", *headers, "Connection: close", "", ""]
    return "\r\n".join(lines).encode()


def responds(body: bytes, *headers: str) -> Respond:
    """Responds with this body."""

    def respond(connection: socket.socket) -> None:
        connection.sendall(head(*headers) + body)
        # A close before the whole request was read would reset the connection.
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(65536):
            pass

    return respond


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
