"""Inference clients over an httpx client of the user's own, given or replaced."""

from __future__ import annotations

import asyncio
import gc
import io
import threading
import time
from typing import Any, AsyncIterator, Dict, Iterator, List
from unittest.mock import AsyncMock, MagicMock, patch

import httpx
import pytest
from inference import DONE, PREDICT, RESULT, STREAM, data, piece, texts, word
from transports import Script

import flymyai
from flymyai.core.exceptions import RetryTimeoutExceededException
from flymyai.core.models.successful_responses import AsyncPredictionTask

ROOT = "https://api.flymy.ai"
SSE = {"content-type": "text/event-stream"}


def events(*bodies: Any, status: int = 200) -> httpx.Response:
    return httpx.Response(status, headers=SSE, text=data(*bodies))


def over(script: Any, **options: Any) -> flymyai.FlyMyAI:
    http = httpx.Client(transport=httpx.MockTransport(script))
    return flymyai.FlyMyAI("fly-k", "demo/echo", http_client=http, **options)


def aover(script: Any, **options: Any) -> flymyai.AsyncFlyMyAI:
    http = httpx.AsyncClient(transport=httpx.MockTransport(script))
    return flymyai.AsyncFlyMyAI("fly-k", "demo/echo", http_client=http, **options)


@pytest.fixture(params=["sync", "async"])
def ask(request: pytest.FixtureRequest) -> Any:
    """Asks a client over a script, sync or async."""

    async def ask(script: Any, call: Any, **options: Any) -> Any:
        if request.param == "sync":
            return call(over(script, **options))
        return await call(aover(script, **options))

    return ask


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


class Slow(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that comes in pieces, and says how far it was read."""

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


def test_a_stream_is_read_as_it_is_asked_for() -> None:
    start = word(event_type="id", prediction_id="p1")
    body = Slow(start + data(piece("a")), data(piece("b")), data(piece("c")))
    stream = over(streaming(body)).stream({"n": 1})
    assert body.read == []
    assert next(stream).output_data == {"text": "a"}
    assert stream.prediction_id == "p1"
    assert len(body.read) == 1
    assert texts(stream) == ["b", "c"]
    assert body.closed


async def test_an_async_stream_is_read_as_it_is_asked_for() -> None:
    body = Slow(data(piece("a")), data(piece("b")))
    stream = aover(streaming(body)).stream({"n": 1})
    assert (await stream.__anext__()).output_data == {"text": "a"}
    assert len(body.read) == 1
    assert texts([part async for part in stream]) == ["b"]
    assert body.closed


async def test_a_stream_that_breaks_raises_the_users_own_error() -> None:
    error = httpx.ReadError("reset")
    stream = over(streaming(Slow(data(piece("a")), error=error))).stream({})
    assert next(stream).status == 200
    with pytest.raises(httpx.ReadError) as caught:
        next(stream)
    assert caught.value is error
    astream = aover(streaming(Slow(data(piece("a")), error=error))).stream({})
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
    assert over(lambda request: answer).predict({}).status == 200


class Large(io.BytesIO):
    """A file that says in how many pieces it was read."""

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
    task.set_client(aover(hang))
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
