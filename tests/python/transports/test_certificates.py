"""The table of certificates in tests/certificates, against OpenSSL and over real sockets."""

from __future__ import annotations

import base64
import json
import re
import socket
import ssl
import sys
import threading
from pathlib import Path
from typing import Any, Dict, Iterator, List

import httpx
import pytest
from support.inference import run

from flymyai import AgentClient, AsyncAgentClient

FOLDER = Path(__file__).resolve().parents[2] / "certificates"
sys.path.insert(0, str(FOLDER))
from openssl import answer, pem, server_context  # noqa: E402

CASES: List[Dict[str, Any]] = json.loads((FOLDER / "cases.json").read_text())
# The port of a server selects its case.
FIRST_PORT = 1000
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")


def test_openssl_agrees_with_the_table() -> None:
    changed = [
        (case["name"], found)
        for case in CASES
        # The minimum strength of a key depends on the build of OpenSSL.
        if "1024" not in case["name"]
        for found in [answer(case)]
        if (found == "ok") != (case["python"] == "ok")
    ]
    assert changed == []


class Servers:
    """A proxy that acts as the server behind itself: the requested target selects a case."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def close(self) -> None:
        # A listener that is closed does not wake a thread that accepts.
        socket.create_connection(self._listener.getsockname()).close()
        self._thread.join()
        self._listener.close()

    def _serve(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            with connection:
                connection.settimeout(10)
                head = self._head(connection)
                if not head:
                    return
                found = re.match(r"CONNECT \S+:(\d+) HTTP", head)
                assert found, head
                connection.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
                self._play(CASES[int(found[1]) - FIRST_PORT], connection)

    def _play(self, case: Dict[str, Any], connection: socket.socket) -> None:
        try:
            with server_context(case).wrap_socket(connection, server_side=True) as secure:
                if self._head(secure):
                    secure.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]")
        except OSError:
            # The client has refused the certificate.
            pass

    def _head(self, connection: socket.socket) -> str:
        text = b""
        while b"\r\n\r\n" not in text:
            piece = connection.recv(4096)
            if not piece:
                break
            text += piece
        return text.decode()


@pytest.fixture(scope="module")
def servers() -> Iterator[Servers]:
    """The servers of all cases."""
    servers = Servers()
    yield servers
    servers.close()


@pytest.fixture
def roots(servers: Servers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Has the environment name the servers' proxy, and then the roots of a case."""
    for name in (*PROXIES, "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv("HTTPS_PROXY", servers.url)

    def trust(case: Dict[str, Any]) -> str:
        if case["roots"]:
            file = tmp_path / "roots.pem"
            file.write_text("".join(pem("CERTIFICATE", root) for root in case["roots"]))
            monkeypatch.setenv("SSL_CERT_FILE", str(file))
        else:
            monkeypatch.delenv("SSL_CERT_FILE", raising=False)
            monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
        host = f"[{case['host']}]" if ":" in case["host"] else case["host"]
        return f"https://{host}:{FIRST_PORT + CASES.index(case)}"

    return trust


def asked(client: AgentClient) -> str:
    try:
        assert client.agents.list() == []
    except httpx.ConnectError as error:
        return str(error)
    return "ok"


def test_every_certificate_is_verified_as_the_table_says(roots: Any) -> None:
    wrong = []
    for case in CASES:
        with AgentClient("fly-k", base_url=roots(case), max_retries=0) as client:
            said = asked(client)
        if (said == "ok") != (case["core"] == "ok"):
            wrong.append((case["name"], said))
    assert wrong == []


def test_async_clients_verify_alike(roots: Any) -> None:
    names = ("the host is named", "another host", "an unknown root", "a root's key: P-521")
    cases = [case for case in CASES if case["name"] in names]
    assert len(cases) == len(names)

    async def main(case: Dict[str, Any], url: str) -> bool:
        async with AsyncAgentClient("fly-k", base_url=url, max_retries=0) as client:
            try:
                return await client.agents.list() == []
            except httpx.ConnectError:
                return False

    for case in cases:
        assert run(main(case, roots(case))) == (case["core"] == "ok"), case["name"]


def case_of(name: str) -> Dict[str, Any]:
    return next(case for case in CASES if case["name"] == name)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("an expired server", "certificate has expired"),
        ("a server signed by itself", "self-signed certificate"),
        ("an unknown root", "unable to get local issuer certificate"),
        ("another host", "Hostname mismatch, certificate is not valid for 'other.test'"),
        ("a common name alone", "Hostname mismatch, certificate is not valid for 'server.test'"),
        (
            "a server of version 1",
            "the certificate is of X.509 version 1, which is not supported",
        ),
        ("an authority as a server", "the server's certificate is that of an authority"),
        (
            "a constrained authority outside of its domain",
            "the certificate's name constraints do not permit a name",
        ),
        (
            "P-384 with sha512",
            "the certificate's key or signature algorithm is not supported",
        ),
    ],
)
def test_the_error_has_the_text_of_openssl(roots: Any, name: str, reason: str) -> None:
    with AgentClient("fly-k", base_url=roots(case_of(name)), max_retries=0) as client:
        assert asked(client) == (
            "no connection could be made: [SSL: CERTIFICATE_VERIFY_FAILED] "
            f"certificate verify failed: {reason}"
        )


def test_the_table_holds_whole_certificates() -> None:
    for case in CASES:
        for text in case["roots"] + case["chain"]:
            assert ssl.DER_cert_to_PEM_cert(base64.b64decode(text)), case["name"]
