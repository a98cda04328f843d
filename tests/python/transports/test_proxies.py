"""Proxies that the environment names, as urllib and httpx find them."""

from __future__ import annotations

import base64
import os
import socket
import subprocess
import sys
from typing import Callable

import pytest
from support.service import Respond, head, responds


@pytest.mark.parametrize("lower", [True, False])
def test_a_proxy_in_lower_case_wins(serve: Callable[[Respond], str], lower: bool) -> None:
    used, other = serve(responds(b"[]")), "http://127.0.0.1:9"
    names = ("http_proxy", "HTTP_PROXY") if lower else ("HTTP_PROXY", "other")
    environment = {**os.environ, names[0]: used, names[1]: other}
    program = "from flymyai import AgentClient as A; A('k', base_url='http://h').tools.list()"
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, stderr=subprocess.PIPE, text=True
    )
    # Only the proxy can resolve the host.
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("userinfo", ["us er:pässwörd", "us%20er:p%C3%A4ssw%C3%B6rd"])
def test_a_proxys_credentials_may_have_any_letters(
    userinfo: str,
) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    proxy = f"http://{userinfo}@127.0.0.1:{listener.getsockname()[1]}"
    program = "from flymyai import AgentClient as A; A('k', base_url='http://h').tools.list()"
    child = subprocess.Popen(
        [sys.executable, "-c", program],
        env={**os.environ, "http_proxy": proxy},
        stderr=subprocess.DEVNULL,
    )
    listener.settimeout(30)
    connection, _ = listener.accept()
    with child, connection, listener:
        request = connection.recv(65536)
        connection.sendall(head("Content-Length: 2") + b"[]")
    expected = base64.b64encode("us er:pässwörd".encode())
    assert b"proxy-authorization: basic " + expected.lower() in request.lower()


@pytest.mark.parametrize("value", ["socks5://u:secret@127.0.0.1:9", "http://u:secret@h:port"])
def test_an_invalid_proxy_is_an_error(serve: Callable[[Respond], str], value: str) -> None:
    environment = {**os.environ, "http_proxy": value}
    program = "from flymyai import AgentClient as A; A('k', base_url=%r).tools.list()"
    done = subprocess.run(
        [sys.executable, "-c", program % serve(responds(b"[]"))],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert "httpx.InvalidURL: http_proxy " in done.stderr
    assert "secret" not in done.stderr
