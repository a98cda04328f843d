"""The result of OpenSSL for a case, through Python's ssl module without a socket."""

from __future__ import annotations

import base64
import contextlib
import ssl
import tempfile
from pathlib import Path
from typing import Any, Dict


def pem(kind: str, text: str) -> str:
    """A value of cases.json as PEM."""
    return f"-----BEGIN {kind}-----\n{text}\n-----END {kind}-----\n"


def server_context(case: Dict[str, Any]) -> ssl.SSLContext:
    """The server's side of a case."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        chain, key = Path(folder, "chain.pem"), Path(folder, "key.pem")
        chain.write_text("".join(pem("CERTIFICATE", each) for each in case["chain"]))
        key.write_text(pem("PRIVATE KEY", case["key"]))
        # Weak keys are for the client to refuse.
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        context.load_cert_chain(str(chain), str(key))
    return context


def client_context(case: Dict[str, Any]) -> ssl.SSLContext:
    """The client's side, as OpenSSL is by default: not strict, and with whole chains only."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    for root in case["roots"]:
        context.load_verify_locations(cadata=base64.b64decode(root))
    return context


def answer(case: Dict[str, Any]) -> str:
    """`ok`, or OpenSSL's reason to refuse the certificate."""
    to_client, to_server = ssl.MemoryBIO(), ssl.MemoryBIO()
    server = server_context(case).wrap_bio(to_server, to_client, server_side=True)
    client = client_context(case).wrap_bio(to_client, to_server, server_hostname=case["host"])
    for _ in range(4):
        try:
            client.do_handshake()
            return "ok"
        except ssl.SSLWantReadError:
            pass
        except ssl.SSLCertVerificationError as error:
            return error.verify_message
        with contextlib.suppress(ssl.SSLWantReadError):
            server.do_handshake()
    raise AssertionError(f"{case['name']}: the handshake does not end")
