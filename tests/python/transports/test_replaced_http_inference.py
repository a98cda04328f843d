"""Inference clients whose httpx client is given, replaced or redirected."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
from typing import Any, Iterator, List
from unittest.mock import AsyncMock, MagicMock

import httpx
import pytest
from support.inference import DONE, PREDICT, STREAM, data, texts
from support.mock_inference import ROOT, SSE, Slow, async_mock_client, events
from support.mock_transport import Script

import flymyai
from flymyai.core.exceptions import RetryTimeoutExceededException
from flymyai.core.models.successful_responses import AsyncPredictionTask


def test_a_wrong_client_is_refused_at_once() -> None:
    with pytest.raises(TypeError, match="http_client"):
        flymyai.FlyMyAI("k", http_client=httpx.AsyncClient())  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="http_client"):
        flymyai.AsyncFlyMyAI("k", http_client=httpx.Client())  # type: ignore[arg-type]


def test_the_users_client_stays_open() -> None:
    http = Script(events(DONE)).client()
    with flymyai.FlyMyAI("k", "demo/echo", http_client=http) as client:
        client.predict({})
        assert client._client is http
    assert client.is_closed()
    assert not http.is_closed
    assert client.predict({}).status == 200


def test_a_replaced_client_is_called_as_it_was() -> None:
    client = flymyai.FlyMyAI("k", "demo/echo")
    client._client = http = MagicMock()
    http.stream.return_value.__enter__.return_value = events(DONE)
    assert client.predict({"n": 1}).status == 200
    named = http.stream.call_args.kwargs
    assert (named["method"], str(named["url"])) == ("post", PREDICT)
    http.stream.return_value.__exit__.assert_called_once()
    assert texts(client.stream({"n": 1})) == ["done"]
    assert str(http.stream.call_args.kwargs["url"]) == STREAM
    http.post.return_value = httpx.Response(200, json={"prediction_id": "p1"})
    assert client.predict_async_task({"n": 1}).prediction_id == "p1"
    http.get.return_value = httpx.Response(200, json={"paths": {}})
    client.openapi_schema()
    assert str(http.get.call_args.kwargs["url"]) == "/api/v1/demo/echo/openapi.json"
    http.patch.return_value = httpx.Response(200, json={})
    client.cancel_prediction("p1")
    assert http.patch.call_args.kwargs["json"] == {"infer_id": "p1"}
    client.close()
    http.close.assert_called_once_with()


async def test_a_replaced_async_client_is_called_as_it_was() -> None:
    client = flymyai.AsyncFlyMyAI.__new__(flymyai.AsyncFlyMyAI)
    client.client_info = flymyai.FlyMyAI("k", "demo/echo").client_info
    client.max_retries = 2
    client._client = http = MagicMock()
    http.stream.return_value.__aenter__.return_value = events(DONE)
    assert (await client.predict({"n": 1})).status == 200
    assert texts([part async for part in client.stream({"n": 1})]) == ["done"]
    http.get = AsyncMock(return_value=httpx.Response(200, json={"paths": {}}))
    await client.openapi_schema()
    http.aclose = AsyncMock()
    await client.close()
    http.aclose.assert_awaited_once_with()


def test_a_stub_response_yields_lines() -> None:
    response = MagicMock(spec=["status_code", "headers", "iter_lines"])
    response.status_code = 200
    response.headers = SSE
    response.iter_lines.return_value = data(DONE).split("\n")
    client = flymyai.FlyMyAI("k", "demo/echo")
    client._client = MagicMock()
    client._client.stream.return_value.__enter__.return_value = response
    assert client.predict({}).output_data == {"text": "done"}


def test_a_subclass_that_makes_its_own_http_client() -> None:
    script = Script(events(DONE))

    class Own(flymyai.FlyMyAI):
        def _construct_client(self) -> httpx.Client:
            return script.client(base_url="http://own.test")

    with Own("k", "demo/echo") as client:
        client.predict({})
    assert str(script.requests[0].url) == f"http://own.test{PREDICT}"
    # A client that was closed opens again, as it always did.
    assert client.is_closed()
    client.predict({})
    assert not client.is_closed()
    assert len(script.requests) == 2


async def test_a_deadline_ends_a_hanging_host_call() -> None:
    cancelled = asyncio.Event()

    async def hang(request: httpx.Request) -> httpx.Response:
        try:
            await asyncio.sleep(3600)
        finally:
            cancelled.set()
        raise AssertionError

    task = AsyncPredictionTask(prediction_id="p1")
    task.set_client(async_mock_client(hang))
    started = time.monotonic()
    with pytest.raises(RetryTimeoutExceededException):
        await task.result(timeout=0.1)
    assert time.monotonic() - started < 20
    assert cancelled.is_set()
    # The task itself was not cancelled for good.
    cancelling = getattr(asyncio.current_task(), "cancelling", lambda: 0)
    assert cancelling() == 0


def test_redirects_drop_the_key_of_a_replaced_client() -> None:
    there = httpx.Response(307, headers={"location": "https://elsewhere.test/x"})
    script = Script(there, events(DONE))
    client = flymyai.FlyMyAI("fly-k", "demo/echo")
    client._client = script.client(base_url=ROOT, headers={"X-API-KEY": "fly-k"})
    client.predict({"n": 1})
    assert [request.headers.get("x-api-key") for request in script.requests] == ["fly-k", None]


SECRETS = {"X-API-KEY": "fly-k", "Authorization": "Bearer s"}


@pytest.mark.parametrize("how", ["given", "replaced"])
@pytest.mark.parametrize("secrets", [{"headers": SECRETS}, {"auth": ("user", "word")}])
def test_secrets_of_the_users_own_client_stay_with_their_origin(how: str, secrets: Any) -> None:
    there = httpx.Response(307, headers={"location": "https://elsewhere.test/x"})
    script = Script(there, events(DONE))
    if how == "given":
        http = script.client(**secrets)
        client = flymyai.FlyMyAI("fly-k", "demo/echo", http_client=http)
    else:
        client = flymyai.FlyMyAI("fly-k", "demo/echo")
        client._client = script.client(base_url=ROOT, **secrets)
    client.predict({"n": 1})
    here, elsewhere = (request.headers for request in script.requests)
    assert here["authorization"]
    assert "authorization" not in elsewhere
    assert "x-api-key" not in elsewhere


def test_a_redirect_within_the_origin_keeps_the_key() -> None:
    script = Script(httpx.Response(307, headers={"location": "/other"}), events(DONE))
    client = flymyai.FlyMyAI("fly-k", "demo/echo")
    client._client = script.client(base_url=ROOT)
    client.predict({"n": 1})
    assert [request.headers["x-api-key"] for request in script.requests] == ["fly-k"] * 2


def test_an_abandoned_stream_closes_its_response() -> None:
    body = Slow('data: {"status": 200}\n\n', 'data: {"status": 200}\n\n')
    transport = httpx.MockTransport(lambda _: httpx.Response(200, stream=body))
    client = flymyai.FlyMyAI("k", "demo/echo", http_client=httpx.Client(transport=transport))
    parts = client.stream({"n": 1})
    assert next(parts).status == 200
    assert not body.closed
    del parts
    gc.collect()
    assert body.closed


def test_a_stream_interrupted_in_its_body_is_over() -> None:
    body = Slow('data: {"status": 200}\n\n', error=KeyboardInterrupt())
    transport = httpx.MockTransport(lambda _: httpx.Response(200, stream=body))
    client = flymyai.FlyMyAI("k", "demo/echo", http_client=httpx.Client(transport=transport))
    parts = client.stream({"n": 1})
    assert next(parts).status == 200
    with pytest.raises(KeyboardInterrupt):
        next(parts)
    with pytest.raises(StopIteration):
        next(parts)


def test_two_threads_cannot_read_one_stream() -> None:
    begun, go_on = threading.Event(), threading.Event()

    class Waiting(httpx.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            begun.set()
            assert go_on.wait(20)
            yield b'data: {"status": 200}\n\n'

    transport = httpx.MockTransport(lambda _: httpx.Response(200, stream=Waiting()))
    client = flymyai.FlyMyAI("k", "demo/echo", http_client=httpx.Client(transport=transport))
    parts = client.stream({"n": 1})
    found: List[Any] = []
    reader = threading.Thread(target=lambda: found.extend(parts))
    reader.start()
    assert begun.wait(20)
    with pytest.raises(ValueError, match="already being read"):
        next(parts)
    go_on.set()
    reader.join(20)
    assert [part.status for part in found] == [200]
