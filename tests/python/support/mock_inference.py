"""Inference clients with a mock transport."""

from __future__ import annotations

from typing import Any, AsyncIterator, Iterator, List

import httpx
from support.inference import data

import flymyai

ROOT = "https://api.flymy.ai"
SSE = {"content-type": "text/event-stream"}


def events(*bodies: Any, status: int = 200) -> httpx.Response:
    return httpx.Response(status, headers=SSE, text=data(*bodies))


def mock_client(script: Any, **options: Any) -> flymyai.FlyMyAI:
    http = httpx.Client(transport=httpx.MockTransport(script))
    return flymyai.FlyMyAI("fly-k", "demo/echo", http_client=http, **options)


def async_mock_client(script: Any, **options: Any) -> flymyai.AsyncFlyMyAI:
    http = httpx.AsyncClient(transport=httpx.MockTransport(script))
    return flymyai.AsyncFlyMyAI("fly-k", "demo/echo", http_client=http, **options)


class Slow(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body of several chunks, which records the reads."""

    def __init__(self, *pieces: str, error: Any = None) -> None:
        self.pieces = pieces
        self.error = error
        self.read: List[str] = []
        self.closed = False

    def __iter__(self) -> Iterator[bytes]:
        for text in self.pieces:
            self.read.append(text)
            yield text.encode()
        if self.error is not None:
            raise self.error

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for each in self:
            yield each

    def close(self) -> None:
        self.closed = True

    async def aclose(self) -> None:
        self.closed = True


def streaming(body: Slow) -> Any:
    return lambda request: httpx.Response(200, headers=SSE, stream=body)
