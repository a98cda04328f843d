"""The floor under `runs.get`: the same request over a bare socket, without parsing JSON."""

import socket
from urllib.parse import urlsplit

from usage import Meter, options, report

WARM_UP = 50
HEAD_END = b"\r\n\r\n"


def exchange(connection, request):
    """Send a request and return its response's body."""
    connection.sendall(request)
    received = b""
    while HEAD_END not in received:
        received += read(connection)
    head, _, body = received.partition(HEAD_END)
    length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
    while len(body) < length:
        body += read(connection)
    return body


def read(connection):
    received = connection.recv(65536)
    if not received:
        raise ConnectionError("the emulator hung up")
    return received


def main():
    asked = options()
    address = urlsplit(asked["url"])
    line = "GET /api/v1/agents/executions/1/ HTTP/1.1"
    request = f"{line}\r\nhost: {address.netloc}\r\nx-api-key: {asked['key']}\r\n\r\n".encode()
    connection = socket.create_connection((address.hostname, address.port))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for _ in range(WARM_UP):
        exchange(connection, request)
    ops = 0
    meter = Meter()
    while meter.wall < asked["seconds"]:
        body = exchange(connection, request)
        ops += 1
    figures = meter.per(ops)
    assert b'"status":"completed"' in body, body
    report(**figures)


main()
