"""Fixtures: one emulator per session, one account (API key) per test."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
from typing import Any, AsyncIterator, Callable, Iterator

import pytest
from support.account import Account
from support.emulator import emulator_binary
from support.service import Respond, Service

from flymyai import AgentClient, AsyncAgentClient

# A shell that starts the tests in the background has them ignore SIGINT, and
# with them all programs that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def emulator_url() -> Iterator[str]:
    binary = emulator_binary()
    assert binary.is_file(), f"build the emulator first: no {binary}"
    process = subprocess.Popen(
        [str(binary), "--port", "0", "--pace", "0.02", "--exit-with-stdin"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    name, _, url = process.stdout.readline().strip().partition("=")
    assert name == "FLYMYAI_EMULATOR_URL"
    yield url
    process.stdin.close()
    process.wait(timeout=10)
    process.stdout.close()


@pytest.fixture
def account(emulator_url: str) -> Account:
    """An account of its own for each test: its requests, runs and faults."""
    return Account(emulator_url, f"fly-test-{os.getpid()}-{next(_numbers)}")


@pytest.fixture
def client(account: Account) -> Iterator[AgentClient]:
    with AgentClient(account.key, base_url=account.url) as client:
        yield client


@pytest.fixture
async def aclient(account: Account) -> AsyncIterator[AsyncAgentClient]:
    async with AsyncAgentClient(account.key, base_url=account.url) as client:
        yield client


@pytest.fixture
def python(account: Account) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts Python programs with this test's account in their environment."""
    processes = []

    def start(program: str, *arguments: str, **options: Any) -> subprocess.Popen[str]:
        environment = {
            **os.environ,
            "FLYMYAI_API_KEY": account.key,
            "FLYMYAI_AGENTS_BASE_URL": account.url,
            "FLYMYAI_DSN": account.url,
        }
        process = subprocess.Popen(
            [sys.executable, "-X", "faulthandler", "-c", program, *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            # Its own group, so that children it forks can be ended with it.
            start_new_session=True,
            **options,
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        if process.poll() is None:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            process.communicate()


@pytest.fixture
def service(account: Account, monkeypatch: pytest.MonkeyPatch) -> Account:
    """The account, which the environment names to the inference clients."""
    monkeypatch.setenv("FLYMYAI_DSN", account.url)
    monkeypatch.setenv("FLYMYAI_M1_DSN", account.url)
    return account


@pytest.fixture
def model(service: Account) -> Iterator[Any]:
    """A synchronous inference client."""
    from flymyai import FlyMyAI

    with FlyMyAI(service.key, "demo/echo") as client:
        yield client


@pytest.fixture
async def amodel(service: Account) -> AsyncIterator[Any]:
    """An asynchronous inference client."""
    from flymyai import AsyncFlyMyAI

    async with AsyncFlyMyAI(service.key, "demo/echo") as client:
        yield client


@pytest.fixture
def serve() -> Iterator[Callable[[Respond], str]]:
    """Starts services; they end with the test."""
    services = []

    def start(answer: Respond) -> str:
        services.append(Service(answer))
        return services[-1].url

    yield start
    for service in services:
        service.stop()


@pytest.fixture(params=["trio", "anyio"])
def run(request: pytest.FixtureRequest) -> Callable[..., Any]:
    """Runs an asynchronous function under trio."""
    from support.trio_calls import RUNNERS

    return RUNNERS[request.param]


@pytest.fixture(params=["sync", "async"])
def ask(request: pytest.FixtureRequest) -> Any:
    """Calls an inference client with a mock transport, sync or async."""
    from support.mock_inference import async_mock_client, mock_client

    async def ask(script: Any, call: Any, **options: Any) -> Any:
        if request.param == "sync":
            return call(mock_client(script, **options))
        return await call(async_mock_client(script, **options))

    return ask
