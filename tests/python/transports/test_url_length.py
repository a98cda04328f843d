"""A URL that is longer than the HTTP library sends ends in an error at once; nothing is sent."""

from __future__ import annotations

import asyncio
import socket
from typing import Any, Callable, Dict, Iterator

import httpx
import pytest

import flymyai
from flymyai import AgentClient, AsyncAgentClient

LONG = "a" * (1 << 16)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener


@pytest.fixture
def url(listener: socket.socket, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    monkeypatch.setenv("FLYMYAI_DSN", url)
    return url


def sync_models() -> Any:
    return flymyai.client(apikey="fly-k", model=f"a/{LONG}")


async def asynchronous(url: str, kind: str) -> None:
    if kind == "get":
        await AsyncAgentClient("fly-k", base_url=url).runs.get(LONG)
    elif kind == "wait":
        await AsyncAgentClient("fly-k", base_url=url).runs.wait(LONG, timeout=60)
    else:
        models = flymyai.async_client(apikey="fly-k", model=f"a/{LONG}")
        if kind == "predict":
            await models.predict({"p": "x"})
        async for _ in models.stream({"p": "x"}):
            pass


CALLS: Dict[str, Callable[[str], Any]] = {
    "get": lambda url: AgentClient("fly-k", base_url=url).runs.get(LONG),
    "wait": lambda url: AgentClient("fly-k", base_url=url).runs.wait(LONG, timeout=60),
    "base URL": lambda url: AgentClient("fly-k", base_url=f"{url}/{LONG}").runs.get(1),
    "predict": lambda url: sync_models().predict({"p": "x"}),
    "stream": lambda url: list(sync_models().stream({"p": "x"})),
    **{
        f"async {kind}": lambda url, kind=kind: asyncio.run(asynchronous(url, kind))
        for kind in ("get", "wait", "predict", "stream")
    },
}


@pytest.mark.parametrize("call", CALLS)
def test_a_url_that_is_too_long_names_the_limit(
    call: str, listener: socket.socket, url: str
) -> None:
    with pytest.raises(httpx.InvalidURL) as caught:
        CALLS[call](url)
    assert str(caught.value).startswith("URL too long: 65")
    assert "the limit is 65534. Shorten" in str(caught.value)
    assert len(str(caught.value)) < 250
    listener.setblocking(False)
    with pytest.raises(BlockingIOError):
        listener.accept()
