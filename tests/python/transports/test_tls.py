"""TLS and HTTP/2: the trusted certificates, and the protocol."""

from __future__ import annotations

import itertools
import os
import ssl
import subprocess
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, NamedTuple, Optional, Tuple

import certifi
import httpx
import pytest
from support.account import Account
from support.emulator import emulator_binary
from support.inference import run

import flymyai
from flymyai import AgentClient, AsyncAgentClient

Start = Callable[..., "subprocess.Popen[str]"]
_numbers = itertools.count(1)


class Secure(NamedTuple):
    """An account behind TLS."""

    account: Account
    url: str
    ca: str


@pytest.fixture(scope="module")
def addresses() -> Iterator[Dict[str, str]]:
    """Where an emulator listens for HTTPS, and the file with the authority to trust."""
    process = subprocess.Popen(
        [str(emulator_binary()), "--port", "0", "--tls", "--pace", "0.02", "--exit-with-stdin"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    lines = [process.stdout.readline().strip().partition("=") for _ in range(3)]
    yield {name: value for name, _, value in lines}
    process.stdin.close()
    process.wait(timeout=10)
    process.stdout.close()


@pytest.fixture
def secure(addresses: Dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Secure:
    """A separate account, whose authority is not trusted yet."""
    account = Account(addresses["FLYMYAI_EMULATOR_URL"], f"fly-tls-{os.getpid()}-{next(_numbers)}")
    url, ca = addresses["FLYMYAI_EMULATOR_TLS_URL"], addresses["FLYMYAI_EMULATOR_CA"]
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FLYMYAI_DSN", url)
    return Secure(account, url, ca)


def agents(secure: Secure) -> Any:
    with AgentClient(secure.account.key, base_url=secure.url) as client:
        return client.agents.list()


def agents_async(secure: Secure) -> Any:
    async def main() -> Any:
        async with AsyncAgentClient(secure.account.key, base_url=secure.url) as client:
            return await client.agents.list()

    return run(main())


def models(secure: Secure) -> Any:
    return flymyai.run(secure.account.key, "demo/echo", {"a": 1})


def models_async(secure: Secure) -> Any:
    return run(flymyai.async_run(secure.account.key, "demo/echo", {"a": 1}))


def stream(secure: Secure) -> Any:
    with flymyai.client(secure.account.key, "demo/echo") as client:
        return list(client.stream({"prompt": "a b"}))


def stream_async(secure: Secure) -> Any:
    async def main() -> Any:
        async with flymyai.async_client(secure.account.key, "demo/echo") as client:
            return [part async for part in client.stream({"prompt": "a b"})]

    return run(main())


CALLS = [agents, agents_async, models, models_async, stream, stream_async]


@pytest.mark.parametrize("call", CALLS)
def test_an_authority_that_ssl_cert_file_names_is_trusted(
    secure: Secure, monkeypatch: pytest.MonkeyPatch, call: Any
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", secure.ca)
    assert call(secure)
    assert secure.account.last()["tls"]


@pytest.mark.parametrize("call", CALLS)
def test_an_untrusted_certificate_is_a_connect_error(secure: Secure, call: Any) -> None:
    with pytest.raises(httpx.ConnectError, match="certificate"):
        call(secure)
    assert secure.account.requests() == []


@pytest.mark.parametrize(
    ("call", "spoken"),
    [
        (agents, "1.1"),
        (agents_async, "1.1"),
        (models, "2"),
        (models_async, "2"),
        (stream, "2"),
        (stream_async, "2"),
    ],
)
def test_models_use_http_2_and_agents_http_1(
    secure: Secure, monkeypatch: pytest.MonkeyPatch, call: Any, spoken: str
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", secure.ca)
    call(secure)
    assert {request["http"] for request in secure.account.requests()} == {spoken}


@pytest.mark.parametrize(
    ("value", "spoken"), [("true", "2"), ("YES", "2"), ("1", "2"), ("false", "1.1"), ("on", "1.1")]
)
def test_http_2_can_be_switched_off(
    secure: Secure, python: Start, monkeypatch: pytest.MonkeyPatch, value: str, spoken: str
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", secure.ca)
    monkeypatch.setenv("FLYMYAI_HTTP2", value)
    program = """
import asyncio, sys
import os; os.environ["FLYMYAI_DSN"] = sys.argv[2]
import flymyai
print(flymyai.run(sys.argv[1], "demo/echo", {"a": 1}).status)
print(asyncio.run(flymyai.async_run(sys.argv[1], "demo/echo", {"a": 1})).status)
"""
    process = python(program, secure.account.key, secure.url)
    assert process.communicate(timeout=20) == ("200\n200\n", "")
    assert {request["http"] for request in secure.account.requests()} == {spoken}


def test_a_broken_http_2_connection_is_an_error(
    secure: Secure, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", secure.ca)
    with flymyai.client(secure.account.key, "demo/echo") as client:
        parts = client.stream({"prompt": "a b"})
        secure.account.script({"drop": "mid", "after": 2})
        assert next(parts).output_data
        with pytest.raises(httpx.TransportError):
            list(parts)
        assert client.predict({"a": 1}).status == 200


def test_many_calls_at_once_share_a_connection_over_http_2(
    secure: Secure, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", secure.ca)

    async def main() -> Any:
        import asyncio

        async with flymyai.async_client(secure.account.key, "demo/echo") as client:
            await client.predict({"n": "first"})
            return await asyncio.gather(*(client.predict({"n": n}) for n in range(20)))

    found = run(main())
    assert [each.output_data["fields"]["n"] for each in found] == [str(n) for n in range(20)]
    assert len({request["connection"] for request in secure.account.requests()}) == 1


def test_a_redirect_to_https_loads_roots(secure: Secure, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", secure.ca)
    monkeypatch.setenv("FLYMYAI_DSN", secure.account.url)
    there = f"{secure.url}/api/v1/demo/echo/predict"
    with flymyai.client(secure.account.key, "demo/echo") as client:
        assert client.predict({"a": 1}).status == 200
        secure.account.script({"reply": {"status": 307, "headers": {"location": there}}})
        with pytest.raises(flymyai.FlyMyAIExceptionGroup) as caught:
            client.predict({"a": 1})
    # The server was reached without the key, and so rejects the request.
    assert caught.value.errors[0].response.status_code == 401
    assert str(caught.value.errors[0].response.url) == there


@pytest.fixture
def authority(secure: Secure) -> str:
    """The emulator's authority, as PEM."""
    return Path(secure.ca).read_text()


@pytest.mark.parametrize("call", CALLS)
def test_a_patched_certifi_is_trusted(
    secure: Secure, authority: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, call: Any
) -> None:
    bundle = tmp_path / "company.pem"
    bundle.write_text(Path(certifi.where()).read_text() + authority)
    monkeypatch.setattr("certifi.where", lambda: str(bundle))
    assert call(secure)


CERTIFI = """
import sys
sys.path.insert(0, sys.argv[3])
from flymyai import AgentClient
client = AgentClient(sys.argv[1], base_url=sys.argv[2])
assert not {"certifi", "httpx", "ssl"} & set(sys.modules)
print(len(client.agents.list()) > 0, "certifi" in sys.modules)
"""


def test_certifi_is_loaded_only_on_use(
    secure: Secure, authority: str, python: Start, tmp_path: Path
) -> None:
    (tmp_path / "company.pem").write_text(authority)
    bundle = f"def where():\n    return {str(tmp_path / 'company.pem')!r}\n"
    (tmp_path / "certifi.py").write_text(bundle)
    for url, said in ((secure.url, "True True\n"), (secure.account.url, "True False\n")):
        process = python(CERTIFI, secure.account.key, url, str(tmp_path))
        assert process.communicate(timeout=20) == (said, "")


# Earlier versions of httpx make their context in another way, so that the patch never
# had an effect with them.
uses_default_context = pytest.mark.skipif(
    tuple(map(int, httpx.__version__.split(".")[:2])) < (0, 28),
    reason="httpx does not call ssl.create_default_context",
)


@uses_default_context
@pytest.mark.parametrize("call", CALLS)
def test_a_patched_ssl_module_is_used(
    secure: Secure, monkeypatch: pytest.MonkeyPatch, call: Any
) -> None:
    made = ssl.create_default_context

    def create(*args: Any, **kwargs: Any) -> ssl.SSLContext:
        return made(cafile=secure.ca)

    monkeypatch.setattr("ssl.create_default_context", create)
    assert call(secure)

    # A pin that does not fit.
    def wrap(*args: Any, **kwargs: Any) -> Any:
        raise ssl.SSLError("not pinned")

    monkeypatch.setattr("ssl.SSLContext.wrap_socket", wrap)
    monkeypatch.setattr("ssl.SSLContext.wrap_bio", wrap)
    with pytest.raises(httpx.ConnectError, match="not pinned"):
        call(secure)


@uses_default_context
def test_a_client_uses_the_ssl_module_of_its_construction(
    secure: Secure, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = ssl.create_default_context
    with monkeypatch.context() as patched:
        patched.setattr("ssl.create_default_context", lambda **_: made(cafile=secure.ca))
        client = AgentClient(secure.account.key, base_url=secure.url)
        model = flymyai.client(secure.account.key, "demo/echo")
    with client, model:
        assert client.agents.list()
        assert model.predict({"a": 1}).status == 200


MAKERS: Any = [
    lambda url: AgentClient("fly-k", base_url=url),
    lambda url: AsyncAgentClient("fly-k", base_url=url),
    lambda url: AgentClient("fly-k", base_url="http://127.0.0.1:1"),
    lambda _: flymyai.client("fly-k", "demo/echo"),
    lambda _: flymyai.async_client("fly-k", "demo/echo"),
]


def raised_by(attempt: Callable[[], Any]) -> Optional[Tuple[type, str]]:
    """The exception; `None` if httpx ignores a missing file, as before 0.28."""
    try:
        attempt()
    except OSError as error:
        return type(error), str(error)
    return None


@pytest.mark.parametrize("make", MAKERS)
def test_a_file_without_roots_is_httpx_s_own_error(
    secure: Secure, authority: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, make: Any
) -> None:
    files = {"missing": None, "empty": "", "text": "hello\n", "half": authority + authority[:99]}
    for name, text in files.items():
        if text is not None:
            (tmp_path / name).write_text(text)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / name))
        raised = [raised_by(httpx.Client), raised_by(lambda: make(secure.url))]
        assert raised[0] == raised[1], name
        assert raised[0] or name == "missing"


def test_an_older_httpx_ignores_a_missing_file(
    secure: Secure, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # Before 0.28 it fell back on certifi's bundle.
    context = ssl.create_default_context(cafile=certifi.where())
    monkeypatch.setattr(httpx, "create_ssl_context", lambda: context)
    monkeypatch.setattr("certifi.where", lambda: secure.ca)
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.setenv(name, str(tmp_path / "missing"))
        assert agents(secure)
        monkeypatch.delenv(name)


@pytest.mark.parametrize("call", CALLS)
def test_a_directory_of_roots_is_read_as_openssl_reads_it(
    secure: Secure, authority: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, call: Any
) -> None:
    (tmp_path / "ca.pem").write_text(authority)
    for folder in (tmp_path, tmp_path / "missing"):
        monkeypatch.setenv("SSL_CERT_DIR", str(folder))
        # No certificate is trusted, not those of certifi either.
        with pytest.raises(httpx.ConnectError, match="unable to get local issuer"):
            call(secure)
    (tmp_path / "0123abcd.0").write_text(authority)
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    assert call(secure)


def test_roots_with_a_byte_order_mark_or_openssl_s_settings_are_read(
    secure: Secure, authority: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for text in (
        f"\ufeff{authority}",
        authority.replace(" CERTIFICATE", " TRUSTED CERTIFICATE"),
        authority.replace("\n", "\r\n"),
    ):
        (tmp_path / "roots.pem").write_bytes(text.encode())
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "roots.pem"))
        assert agents(secure)


def test_a_redirect_to_https_finds_certifi(secure: Secure, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("certifi.where", lambda: secure.ca)
    there = f"{secure.url}/api/v1/demo/echo/predict"
    monkeypatch.setenv("FLYMYAI_DSN", secure.account.url)
    with flymyai.client(secure.account.key, "demo/echo") as client:
        secure.account.script({"reply": {"status": 307, "headers": {"location": there}}})
        with pytest.raises(flymyai.FlyMyAIExceptionGroup) as caught:
            client.predict({"a": 1})
    assert caught.value.errors[0].response.status_code == 401


def test_clients_with_other_roots_share_no_connection(
    secure: Secure, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("certifi.where", lambda: secure.ca)
        assert models(secure)
    with pytest.raises(httpx.ConnectError):
        models(secure)
