"""Predictions in pieces."""

from __future__ import annotations

import asyncio
import base64
import gc
import json
import pickle
import warnings
from typing import Any, Awaitable, Callable, List, Tuple

import httpx
import pytest
from pydantic import ValidationError
from support.account import Account
from support.inference import SSE, STREAM, data, in_thread, piece, run, sse, texts, word

import flymyai
from flymyai import FlyMyAIPredictException
from flymyai.core.models.successful_responses import PredictionEvent, PredictionPartial
from flymyai.core.stream_iterators.exceptions import StreamCancellationException
from flymyai.core.stream_iterators.PredictionStream import PredictionStream

Read = Callable[..., Tuple[List[Any], Any, Any]]


@pytest.fixture(params=["sync", "async"])
def read(request: Any, service: Account) -> Read:
    """Reads a stream to its end: the pieces, the stream, and the exception that ended it."""

    def call(payload: Any = None, prepare: Any = None, model: str = "demo/echo") -> Any:
        parts: List[Any] = []
        payload = payload or {"prompt": "a b c"}

        def sync() -> Any:
            with flymyai.client(service.key, model) as client:
                stream = client.stream(payload)
                if prepare:
                    prepare(stream)
                try:
                    for part in stream:
                        parts.append(part)
                except Exception as error:
                    assert next(stream, None) is None
                    return stream, error
                return stream, None

        async def asynchronous() -> Any:
            async with flymyai.async_client(service.key, model) as client:
                stream = client.stream(payload)
                if prepare:
                    prepare(stream)
                try:
                    async for part in stream:
                        parts.append(part)
                except Exception as error:
                    assert [part async for part in stream] == []
                    return stream, error
                return stream, None

        stream, error = sync() if request.param == "sync" else run(asynchronous())
        return parts, stream, error

    return call


def test_a_stream(read: Read, service: Account) -> None:
    parts, stream, error = read({"prompt": "a b c"})
    assert error is None
    assert len(parts) == 3
    assert {type(part) for part in parts} == {PredictionPartial}
    assert parts[0].status == 200
    assert parts[0].response.status_code == 200
    assert isinstance(parts[0].response, httpx.Response)
    assert stream.prediction_id
    assert stream.stream_details.output_tokens is not None
    assert service.last()["path"] == STREAM


def test_the_first_next_sends_the_request(service: Account, model: Any) -> None:
    stream = model.stream({"prompt": "a"})
    assert service.requests() == []
    assert not hasattr(stream, "prediction_id")
    assert not hasattr(stream, "stream_details")
    next(stream)
    assert len(service.requests()) == 1


@pytest.mark.parametrize(
    ("response", "status"),
    [
        ({"status": 401, "json": {"detail": "no"}}, 401),
        ({"status": 502, "text": "<html>"}, 502),
        ({"status": 501, "json": {}}, 501),
        ({"status": 500, "headers": SSE, "text": data({"detail": "x"})}, 500),
    ],
)
def test_a_refused_stream_is_an_exception(
    read: Read, service: Account, response: Any, status: int
) -> None:
    service.script({"reply": response})
    parts, _, error = read()
    assert parts == []
    assert type(error) is FlyMyAIPredictException
    assert error.response.status_code == status


def test_a_redirected_stream_sends_no_key(read: Read, service: Account) -> None:
    # Another name for the same machine is another origin.
    elsewhere = service.url.replace("127.0.0.1", "localhost") + STREAM
    service.script({"reply": {"status": 307, "headers": {"location": elsewhere}}})
    parts, _, error = read()
    assert parts == []
    # The emulator has no account without a key.
    assert error.response.status_code == 401
    assert len(service.requests()) == 1


@pytest.mark.parametrize(
    "body",
    [
        {"status": 200, "output_data": {"b": [1, 2.5, None, "\u20ac"], "a": {}}},
        {"output_data": None, "status": 200},
        {"status": 201},
        {"status": 200, "output_data": {"n": 10**30}, "further": [1]},
        {"status": "200", "output_data": {"a": 1}},
        {"output_data": {"a": 1}},
    ],
)
def test_unvalidated_parts_equal_validated_ones(read: Read, service: Account, body: Any) -> None:
    service.script(sse(data(body)))
    (part,), _, error = read()
    assert error is None
    wanted = PredictionPartial.model_validate({"status": 200, **body})
    assert part.response.json() == body
    wanted._response = part._response
    assert part == wanted
    assert part.model_dump() == wanted.model_dump()
    assert list(part.model_dump()) == ["status", "output_data"]
    assert part.model_fields_set == set(body) - {"further"} | {"status"}
    assert repr(part) == repr(wanted)
    assert pickle.loads(pickle.dumps(part)).model_dump() == wanted.model_dump()
    assert part.model_copy(update={"status": 7}).status == 7
    with pytest.raises(ValueError, match="further"):
        part.further = 1


def test_a_failure_between_parts_ends_the_stream(read: Read, service: Account) -> None:
    failed = {"status": 502, "stream_details": {"input_tokens": 1, "model_size_in_billions": 7}}
    service.script(sse(data(piece("a"), failed, piece("b"))))
    parts, stream, error = read()
    assert texts(parts) == ["a"]
    assert error.requires_retry
    assert stream.stream_details.size_in_billions == 7
    assert len(service.requests()) == 1


def test_details_are_found_however_json_writes_their_name(read: Read, service: Account) -> None:
    plain = json.dumps(piece("a", stream_details={"input_tokens": 5}))
    service.script(sse(data(plain.replace("stream_details", "strea\\u006d_details"))))
    parts, stream, error = read()
    assert error is None
    assert texts(parts) == ["a"]
    assert stream.stream_details.input_tokens == 5


def test_unknown_events_are_ignored(read: Read, service: Account) -> None:
    text = (
        word(event_type="brand_new") + "event: message\n\n" + "id: 1\n\n" + "retry: 5\n\n"
        + data(piece("a"), "[DONE]", "", piece("b"))
    )  # fmt: skip
    service.script(sse(text))
    seen: List[Any] = []
    parts, _, error = read(prepare=lambda stream: stream.set_on_event(seen.append))
    assert error is None
    assert texts(parts) == ["a", "b"]
    assert seen == []


def test_invalid_json_raises_and_the_stream_continues(service: Account, model: Any) -> None:
    service.script(sse(data("{broken", {"output_data": 5}, piece("b"))))
    stream = model.stream({})
    with pytest.raises(json.JSONDecodeError):
        next(stream)
    with pytest.raises(ValidationError):
        next(stream)
    assert texts(stream) == ["b"]


@pytest.mark.parametrize("step", [{"drop": "before"}, {"drop": "reset"}])
def test_a_stream_that_does_not_begin_is_a_transport_error(
    read: Read, service: Account, step: Any
) -> None:
    service.script({**step, "times": 0})
    parts, _, error = read()
    assert parts == []
    assert isinstance(error, httpx.TransportError)
    assert len(service.requests()) == 1


def test_a_truncated_stream_is_not_restarted(read: Read, service: Account) -> None:
    service.script({**sse(data(piece("a"), piece("b"), piece("c" * 200))), "drop": "mid"})
    parts, _, error = read()
    assert texts(parts)[0] == "a"
    assert isinstance(error, httpx.TransportError)
    # It would be billed twice, and its first pieces would be repeated.
    assert len(service.requests()) == 1


def test_line_separators_inside_json_are_text(read: Read, service: Account) -> None:
    service.script(sse('data: {"output_data": {"text": "a\u2028b\u0085"}}\n\n'))
    assert texts(read()[0]) == ["a\u2028b\u0085"]


def test_parts_cut_inside_characters_are_whole(read: Read, service: Account) -> None:
    raw = 'data: {"output_data": {"text": "привет"}}\r\n\r\n'.encode()
    chunks = [base64.b64encode(raw[i : i + 1]).decode() for i in range(len(raw))]
    service.script({"reply": {"headers": SSE, "chunks": chunks}})
    assert texts(read()[0]) == ["привет"]


def test_an_event_sets_the_id_before_the_callback(read: Read, service: Account) -> None:
    service.script(sse(word(event_type="id", prediction_id="p1") + data(piece("a"))))
    seen: List[Any] = []

    def prepare(stream: Any) -> None:
        stream.set_on_event(lambda event: seen.append((event, stream.prediction_id)))

    read(prepare=prepare)
    ((event, known),) = seen
    assert isinstance(event, PredictionEvent)
    assert event.response.is_event
    assert known == event.prediction_id == "p1"


async def test_a_failing_callback_raises(service: Account, model: Any, amodel: Any) -> None:
    service.script(sse(word(event_type="id", prediction_id="p1") + data(piece("a")), times=2))

    def fail(event: Any) -> None:
        raise KeyError("mine")

    stream, other = model.stream({}), amodel.stream({})
    for each in (stream, other):
        each.set_on_event(fail)
    with pytest.raises(KeyError, match="mine"):
        next(stream)
    with pytest.raises(KeyError, match="mine"):
        await other.__anext__()
    # The streams themselves are sound.
    assert texts(stream) == ["a"]
    assert texts([part async for part in other]) == ["a"]


async def test_coroutines_of_callbacks_run_concurrently_with_the_stream(
    service: Account, amodel: Any
) -> None:
    service.script(sse(word(event_type="id", prediction_id="p1") + data(piece("a"))))
    seen = asyncio.get_running_loop().create_future()

    async def note(event: Any) -> None:
        seen.set_result(event.prediction_id)

    stream = amodel.stream({})
    stream.set_on_event(note)
    assert texts([part async for part in stream]) == ["a"]
    assert await asyncio.wait_for(seen, 10) == "p1"


async def test_a_failing_coroutine_of_a_callback_leaves_no_complaint(
    service: Account, amodel: Any
) -> None:
    service.script(sse(word(event_type="id", prediction_id="p1") + data(piece("a"))))
    complaints: List[Any] = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: complaints.append(context))
    called = asyncio.Event()

    async def fail(event: Any) -> None:
        called.set()
        raise KeyError("mine")

    stream = amodel.stream({})
    stream.set_on_event(fail)
    assert texts([part async for part in stream]) == ["a"]
    await asyncio.wait_for(called.wait(), 10)
    # The task ends in later iterations of the loop.
    for _ in range(3):
        await asyncio.sleep(0)
    del stream
    gc.collect()
    assert complaints == []


@pytest.mark.parametrize(("follow", "wanted"), [(True, ["a"]), (False, ["a", "b"])])
def test_follow_cancelling_decides_the_end_of_a_stream(
    read: Read, service: Account, follow: bool, wanted: List[str]
) -> None:
    service.script(sse(data(piece("a")) + word(event_type="stream_cancelling") + data(piece("b"))))
    seen: List[Any] = []

    def prepare(stream: Any) -> None:
        stream.follow_cancelling = follow
        stream.set_on_event(lambda event: seen.append(event.event_type.value))

    parts, _, error = read(prepare=prepare)
    assert (texts(parts), error) == (wanted, None)
    assert seen == ["stream_cancelling"]


async def test_cancelling(service: Account, model: Any, amodel: Any) -> None:
    stream = model.stream({"prompt": "a"}, model="demo/endless")
    with pytest.raises(StreamCancellationException, match="No prediction_id obtained!"):
        stream.cancel()
    next(stream)
    assert stream.cancel().status_code == 200
    list(stream)
    assert service.sent() == {"infer_id": stream.prediction_id}
    other = amodel.stream({"prompt": "a"}, model="demo/endless")
    with pytest.raises(StreamCancellationException):
        await other.cancel()
    await other.__anext__()
    assert (await other.cancel()).status_code == 200
    async for _ in other:
        pass


@pytest.mark.parametrize("kind", ["sync", "async"])
async def test_a_forgotten_stream_ends_its_request(
    service: Account, model: Any, amodel: Any, kind: str
) -> None:
    half = sse(data(piece("a")) + ": " + "x" * 2000, hang=True)
    service.script(half)
    if kind == "sync":
        stream = model.stream({})
        assert texts([next(stream)]) == ["a"]
    else:
        stream = amodel.stream({})
        assert texts([await stream.__anext__()]) == ["a"]
    del stream
    gc.collect()
    assert len(await in_thread(service.aborted, 1)) == 1


def test_the_responses_themselves(service: Account, model: Any) -> None:
    service.script(sse(data(piece("a"))), sse(data(piece("b"))))
    (response,) = model.stream({}).response_iterator
    assert response.json() == piece("a")
    assert model.stream({}).loop_iter().json() == piece("b")


def test_a_stream_over_given_responses() -> None:
    from flymyai.core._response import FlyMyAIResponse

    responses = [FlyMyAIResponse(200, json=piece(text)) for text in "ab"]
    stream = PredictionStream(iter(responses), None, None)  # type: ignore[arg-type]
    assert texts(stream) == ["a", "b"]


def test_finished_streams_leave_nothing_open(service: Account, model: Any) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for _ in range(3):
            assert list(model.stream({"prompt": "a"}))
        gc.collect()
    assert len({request["connection"] for request in service.requests()}) == 1


async def test_cancellation_ends_a_stream(service: Account, amodel: Any) -> None:
    service.script(sse(data(piece("a")) + ": " + "x" * 2000, hang=True))
    stream = amodel.stream({})
    await stream.__anext__()
    waiting: Awaitable[Any] = stream.__anext__()
    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(waiting, 0.1)
    assert len(await in_thread(service.aborted, 1)) == 1
    assert [part async for part in stream] == []
    assert len(service.requests()) == 1
