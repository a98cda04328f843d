"""Inference clients over an httpx client of the user's own."""

from __future__ import annotations

import io
from typing import Any, Dict
from unittest.mock import AsyncMock, patch

import httpx
import pytest
from support.inference import DONE, PREDICT, RESULT, data, piece, texts, word
from support.mock_inference import (
    ROOT,
    SSE,
    Slow,
    async_mock_client,
    events,
    mock_client,
    streaming,
)
from support.mock_transport import Script

import flymyai
from flymyai.core.models.successful_responses import AsyncPredictionTask


async def test_a_prediction(ask: Any) -> None:
    script = Script(events(DONE))
    found = await ask(script, lambda client: client.predict({"prompt": "a b", "n": 2}))
    assert found.output_data == {"text": "done"}
    [request] = script.requests
    assert str(request.url) == ROOT + PREDICT
    assert request.content == b"prompt=a+b&n=2"
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert request.headers["x-api-key"] == "fly-k"
    # No limit but the service's own, as ever: predictions take long.
    assert request.extensions["timeout"]["read"] == 999999


async def test_attempts_are_counted(ask: Any) -> None:
    script = Script(events({"status": 425}), events({"status": 502}), events(DONE))
    found = await ask(script, lambda client: client.predict({}), max_retries=3)
    assert [error.response.status_code for error in found.exc_history] == [425, 502]
    script = Script(events({"status": 425}))
    with pytest.raises(flymyai.FlyMyAIExceptionGroup) as caught:
        await ask(script, lambda client: client.predict({}))
    assert len(caught.value.errors) == len(script.requests) == 2


async def test_a_connection_that_was_not_made_is_tried_again(ask: Any) -> None:
    refused = httpx.ConnectError("refused")
    script = Script(refused, refused, events(DONE))
    await ask(script, lambda client: client.predict({}))
    assert len(script.requests) == 3
    lost = httpx.ReadError("lost")
    script = Script(lost)
    with pytest.raises(httpx.ReadError) as caught:
        await ask(script, lambda client: client.predict({}))
    assert caught.value is lost
    assert len(script.requests) == 1


async def test_exceptions_of_a_handler_are_raised(ask: Any) -> None:
    error = RuntimeError("mine")
    calls = (
        lambda client: client.predict({}),
        lambda client: client.predict_async_task({}),
        lambda client: client.openapi_schema(),
        lambda client: client.cancel_prediction("p"),
    )
    for call in calls:
        script = Script(error)
        with pytest.raises(RuntimeError) as caught:
            await ask(script, call)
        assert caught.value is error
        assert len(script.requests) == 1


async def test_tasks_documents_and_cancelling(ask: Any) -> None:
    script = Script(httpx.Response(200, json={"prediction_id": "p1"}))
    task = await ask(script, lambda client: client.predict_async_task({"n": 1}))
    assert task.prediction_id == "p1"
    script = Script(httpx.Response(200, json={"paths": {}}))
    found = await ask(script, lambda client: client.openapi_schema())
    assert found.openapi_schema == {"paths": {}}
    script = Script(httpx.Response(204))
    await ask(script, lambda client: client.cancel_prediction("p1"))
    assert script.requests[0].method == "PATCH"
    assert script.requests[0].content == b'{"infer_id":"p1"}'


async def test_a_tasks_pauses_are_a_tests_own(ask: Any) -> None:
    done = {"inference_responses": [{"infer_details": {}, "response": {"a": 1}}]}
    busy = httpx.Response(425, json={})
    script = Script(busy, busy, httpx.Response(200, json=done))
    task = AsyncPredictionTask(prediction_id="p1")
    with patch("time.sleep") as sleep, patch("asyncio.sleep", AsyncMock()) as asleep:
        await ask(script, lambda client: client.prediction_task_result(task))
    assert [call.args for call in sleep.mock_calls + asleep.mock_calls] == [(0.5,)] * 2
    assert script.requests[0].url.path == RESULT
    assert dict(script.requests[0].url.params) == {"request_id": "p1"}


async def test_redirects_drop_the_key(ask: Any) -> None:
    there = httpx.Response(307, headers={"location": "https://elsewhere.test/x"})
    script = Script(there, events(DONE))
    await ask(script, lambda client: client.predict({"n": 1}))
    assert [request.headers.get("x-api-key") for request in script.requests] == ["fly-k", None]
    assert script.requests[1].content == b"n=1"


def test_a_stream_is_read_on_demand() -> None:
    start = word(event_type="id", prediction_id="p1")
    body = Slow(start + data(piece("a")), data(piece("b")), data(piece("c")))
    stream = mock_client(streaming(body)).stream({"n": 1})
    assert body.read == []
    assert next(stream).output_data == {"text": "a"}
    assert stream.prediction_id == "p1"
    assert len(body.read) == 1
    assert texts(stream) == ["b", "c"]
    assert body.closed


async def test_an_async_stream_is_read_on_demand() -> None:
    body = Slow(data(piece("a")), data(piece("b")))
    stream = async_mock_client(streaming(body)).stream({"n": 1})
    assert (await stream.__anext__()).output_data == {"text": "a"}
    assert len(body.read) == 1
    assert texts([part async for part in stream]) == ["b"]
    assert body.closed


async def test_a_stream_that_breaks_raises_the_users_own_error() -> None:
    error = httpx.ReadError("reset")
    stream = mock_client(streaming(Slow(data(piece("a")), error=error))).stream({})
    assert next(stream).status == 200
    with pytest.raises(httpx.ReadError) as caught:
        next(stream)
    assert caught.value is error
    astream = async_mock_client(streaming(Slow(data(piece("a")), error=error))).stream({})
    with pytest.raises(httpx.ReadError) as caught:
        [part async for part in astream]
    assert caught.value is error


async def test_the_first_event_is_enough_for_a_prediction(ask: Any) -> None:
    body = Slow(data(DONE), data(piece("never asked for")))
    found = await ask(streaming(body), lambda client: client.predict({}))
    assert found.output_data == {"text": "done"}
    assert len(body.read) == 1
    assert body.closed


def test_a_compressed_stream_is_read() -> None:
    import gzip

    packed = gzip.compress(data(DONE).encode())
    headers = {**SSE, "content-encoding": "gzip"}
    answer = httpx.Response(200, headers=headers, stream=httpx.ByteStream(packed))
    assert mock_client(lambda request: answer).predict({}).status == 200


class Large(io.BytesIO):
    """A file that counts its reads."""

    reads = 0

    def read(self, size: Any = -1, /) -> bytes:
        self.reads += 1
        return super().read(size)


async def test_uploads_are_read_while_they_are_sent(ask: Any) -> None:
    size = 5_000_000
    seen: Dict[str, Any] = {"sizes": []}

    class Counting(httpx.BaseTransport, httpx.AsyncBaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            assert isinstance(request.stream, httpx.SyncByteStream)
            for chunk in request.stream:
                seen["sizes"].append((len(chunk), large.reads))
            seen["length"] = int(request.headers["content-length"])
            return events(DONE)

        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            assert isinstance(request.stream, httpx.AsyncByteStream)
            async for chunk in request.stream:
                seen["sizes"].append((len(chunk), large.reads))
            seen["length"] = int(request.headers["content-length"])
            return events(DONE)

    def call(client: Any) -> Any:
        kind = httpx.Client if isinstance(client, flymyai.FlyMyAI) else httpx.AsyncClient
        client = type(client)("k", "demo/echo", http_client=kind(transport=Counting()))
        return client.predict({"file": large, "n": 1})

    large = Large(b"x" * size)
    await ask(Script(events(DONE)), call)
    total = sum(length for length, _ in seen["sizes"])
    assert total == seen["length"] > size
    assert max(length for length, _ in seen["sizes"]) <= 1 << 20
    # Not read before it was sent.
    assert seen["sizes"][0][1] <= 1 < large.reads


async def test_a_file_that_fails_raises_its_own_error(ask: Any, model: Any, amodel: Any) -> None:
    error = LookupError("the disk is gone")

    class Failing(io.BytesIO):
        def read(self, size: Any = -1, /) -> bytes:
            raise error

    for size in (10, 1_000_000):
        failing = Failing(b"x" * size)
        for call in (
            lambda client, file=failing: client.predict({"file": file}),
            lambda client, file=failing: client.predict_async_task({"file": file}),
        ):
            with pytest.raises(LookupError) as caught:
                await ask(Script(events(DONE)), call)
            assert caught.value is error
            # The core's own transport does the same.
            with pytest.raises(LookupError) as caught:
                call(model)
            assert caught.value is error
            with pytest.raises(LookupError) as caught:
                await call(amodel)
            assert caught.value is error
        with pytest.raises(LookupError) as caught:
            next(model.stream({"file": failing}))
        assert caught.value is error
