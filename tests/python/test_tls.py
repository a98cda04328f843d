"""TLS and HTTP/2: whom the clients trust, and what they speak with the service."""

from __future__ import annotations

import itertools
import os
import subprocess
from typing import Any, Callable, Dict, Iterator, NamedTuple

import httpx
import pytest
from conftest import emulator_binary
from inference import run
from world import World

import flymyai
from flymyai import AgentClient, AsyncAgentClient

Start = Callable[..., "subprocess.Popen[str]"]
_numbers = itertools.count(1)


class Secure(NamedTuple):
    """A world behind TLS."""

    world: World
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
    """A world of its own, whose authority nobody trusts yet."""
    world = World(addresses["FLYMYAI_EMULATOR_URL"], f"fly-tls-{os.getpid()}-{next(_numbers)}")
    url, ca = addresses["FLYMYAI_EMULATOR_TLS_URL"], addresses["FLYMYAI_EMULATOR_CA"]
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FLYMYAI_DSN", url)
    return Secure(world, url, ca)


def agents(secure: Secure) -> Any:
    with AgentClient(secure.world.key, base_url=secure.url) as client:
        return client.agents.list()


def agents_async(secure: Secure) -> Any:
    async def main() -> Any:
        async with AsyncAgentClient(secure.world.key, base_url=secure.url) as client:
            return await client.agents.list()

    return run(main())


def models(secure: Secure) -> Any:
    return flymyai.run(secure.world.key, "demo/echo", {"a": 1})


def models_async(secure: Secure) -> Any:
    return run(flymyai.async_run(secure.world.key, "demo/echo", {"a": 1}))


def stream(secure: Secure) -> Any:
    with flymyai.client(secure.world.key, "demo/echo") as client:
        return list(client.stream({"prompt": "a b"}))


def stream_async(secure: Secure) -> Any:
    async def main() -> Any:
        async with flymyai.async_client(secure.world.key, "demo/echo") as client:
            return [part async for part in client.stream({"prompt": "a b"})]

    return run(main())


CALLS = [agents, agents_async, models, models_async, stream, stream_async]


@pytest.mark.parametrize("call", CALLS)
def test_an_authority_that_ssl_cert_file_names_is_trusted(
    secure: Secure, monkeypatch: pytest.MonkeyPatch, call: Any
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", secure.ca)
    assert call(secure)
    assert secure.world.last()["tls"]


@pytest.mark.parametrize("call", CALLS)
def test_a_certificate_of_nobody_is_a_connect_error(secure: Secure, call: Any) -> None:
    with pytest.raises(httpx.ConnectError, match="certificate"):
        call(secure)
    assert secure.world.requests() == []


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
def test_models_are_asked_over_http_2_and_agents_over_http_1(
    secure: Secure, monkeypatch: pytest.MonkeyPatch, call: Any, spoken: str
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", secure.ca)
    call(secure)
    assert {request["http"] for request in secure.world.requests()} == {spoken}


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
    process = python(program, secure.world.key, secure.url)
    assert process.communicate(timeout=20) == ("200\n200\n", "")
    assert {request["http"] for request in secure.world.requests()} == {spoken}


def test_a_broken_connection_is_told_over_http_2(
    secure: Secure, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", secure.ca)
    with flymyai.client(secure.world.key, "demo/echo") as client:
        parts = client.stream({"prompt": "a b"})
        secure.world.script({"drop": "mid", "after": 2})
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

        async with flymyai.async_client(secure.world.key, "demo/echo") as client:
            await client.predict({"n": "first"})
            return await asyncio.gather(*(client.predict({"n": n}) for n in range(20)))

    found = run(main())
    assert [each.output_data["fields"]["n"] for each in found] == [str(n) for n in range(20)]
    assert len({request["connection"] for request in secure.world.requests()}) == 1


def test_a_redirect_to_https_finds_whom_to_trust(
    secure: Secure, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", secure.ca)
    monkeypatch.setenv("FLYMYAI_DSN", secure.world.url)
    there = f"{secure.url}/api/v1/demo/echo/predict"
    with flymyai.client(secure.world.key, "demo/echo") as client:
        assert client.predict({"a": 1}).status == 200
        secure.world.script({"reply": {"status": 307, "headers": {"location": there}}})
        with pytest.raises(flymyai.FlyMyAIExceptionGroup) as caught:
            client.predict({"a": 1})
    # It was reached; the key stayed here, and nobody is let in without one.
    assert caught.value.errors[0].response.status_code == 401
    assert str(caught.value.errors[0].response.url) == there
