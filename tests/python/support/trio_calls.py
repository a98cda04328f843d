"""Calls and runners for tests under trio."""

from __future__ import annotations

import subprocess
from functools import partial
from typing import Any, Callable

import anyio
import trio
import trio.lowlevel
from support.account import Account

from flymyai import AsyncAgentClient

Start = Callable[..., "subprocess.Popen[str]"]

RUNNERS = {"trio": trio.run, "anyio": partial(anyio.run, backend="trio")}
CALLS = {
    "get": lambda client: client.runs.get(7),
    "cancel": lambda client: client.runs.cancel(7),
    "wait": lambda client: client.runs.wait(7, timeout=None),
    "next": lambda client: client.runs.stream_events(7, timeout=None).__anext__(),
}


def client_of(account: Account, **options: Any) -> AsyncAgentClient:
    return AsyncAgentClient(account.key, base_url=account.url, **options)


async def ask_emulator(ask: Callable[..., Any], *arguments: Any) -> Any:
    """Calls a function of the emulator's account in a thread."""
    return await trio.to_thread.run_sync(partial(ask, *arguments))


async def cancelled_once_sent(account: Account, call: Callable[[], Any]) -> None:
    """Makes a call, and cancels its scope once the service has its request."""
    async with trio.open_nursery() as nursery:
        scope = trio.CancelScope()

        async def calling() -> None:
            with scope:
                await call()

        nursery.start_soon(calling)
        await ask_emulator(account.requests, 1)
        scope.cancel()
    assert scope.cancelled_caught
