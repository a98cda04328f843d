"""Given HTTP clients and replaced clocks under trio."""

from __future__ import annotations

import asyncio
import sys
import time
import types
from typing import Any, Callable, List

import httpx
import pytest
import trio
import trio.lowlevel
from support.account import LOG, RUN, Account
from support.trio_calls import CALLS, ask_emulator, cancelled_once_sent, client_of

import flymyai._internal
from flymyai import AsyncFlyMyAI
from flymyai._internal import async_library


def test_a_given_http_client(account: Account, run: Callable[..., Any]) -> None:
    account.respond({**RUN, "logs": [LOG]})
    account.respond({**RUN, "status": "completed", "logs": [LOG, {**LOG, "id": 2}]}, times=0)

    async def main() -> None:
        async with httpx.AsyncClient() as http, client_of(account, http_client=http) as client:
            events = client.runs.stream_events(7, poll_interval=0.01)
            assert [event.id async for event in events] == [1, 2]
            assert (await client.runs.wait(7)).status == "completed"

    run(main)


# httpx leaves generators of its own to the garbage collector, of which trio warns.
@pytest.mark.filterwarnings(
    "ignore:Exception ignored .*<async_generator:pytest.PytestUnraisableExceptionWarning"
)
def test_a_given_http_client_for_models(service: Account) -> None:
    async def main() -> None:
        async with httpx.AsyncClient() as http:
            client = AsyncFlyMyAI(service.key, "demo/echo", http_client=http)
            assert (await client.predict({"prompt": "a"})).output_data["sample"] == ["a"]
            large = {"prompt": "a", "file": b"x" * 300_000}
            assert (await client.predict(large)).output_data["sample"] == ["a"]
            stream = client.stream({"prompt": "one two"})
            assert len([part async for part in stream]) == 2
            async for _ in client.stream({"prompt": "one"}, model="demo/endless"):
                break
            await client.close()

    trio.run(main)


@pytest.mark.parametrize("call", CALLS)
def test_cancelling_a_scope_stops_a_given_client(account: Account, call: str) -> None:
    account.script({"hang": True, "times": 0})

    async def main() -> None:
        async with httpx.AsyncClient() as http, client_of(account, http_client=http) as client:
            await cancelled_once_sent(account, lambda: CALLS[call](client))
            await ask_emulator(account.aborted, 1)

    trio.run(main)
    assert len(account.requests()) == 1


def test_closing_a_client_ends_a_request_of_a_given_client(account: Account) -> None:
    """The core ends the call while the request is still under way."""
    account.script({"hang": True, "times": 0})

    async def main() -> None:
        async with httpx.AsyncClient() as http, trio.open_nursery() as nursery:
            client = client_of(account, http_client=http)

            async def calling() -> None:
                with pytest.raises(RuntimeError, match="closed"):
                    await client.runs.wait(7, timeout=None)

            nursery.start_soon(calling)
            await ask_emulator(account.requests, 1)
            await client.close()
            await ask_emulator(account.aborted, 1)

    trio.run(main)


def test_a_replaced_clock(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    account.respond(RUN, times=2)
    account.respond({**RUN, "status": "completed"}, times=0)
    monkeypatch.setattr(time, "monotonic", lambda now=time.monotonic: now() + 1000)

    async def main() -> None:
        async with client_of(account) as client:
            assert (await client.runs.wait(7, poll_interval=0.01)).status == "completed"

    trio.run(main)


def test_a_replaced_asyncio_sleep(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the waits of 1.1.0 work under trio."""
    account.respond(RUN, times=2)
    account.respond({**RUN, "status": "completed"}, times=0)
    slept: List[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        await trio.lowlevel.checkpoint()

    monkeypatch.setattr(asyncio, "sleep", sleep)

    async def main() -> None:
        async with client_of(account) as client:
            await client.runs.wait(7, poll_interval=5.0)

    trio.run(main)
    assert slept == [5.0, 5.0]


def test_the_run_is_known_while_its_module_is_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    """The garbage collector may close a stream at that moment."""
    half = types.ModuleType("flymyai._internal.trio_run")
    monkeypatch.setattr(async_library, "_trio", None)
    monkeypatch.setitem(sys.modules, half.__name__, half)
    monkeypatch.setattr(flymyai._internal, "trio_run", half, raising=False)

    async def main() -> None:
        assert async_library.current_loop() is trio.lowlevel.current_trio_token()

    trio.run(main)
    assert async_library.current_loop() is None
