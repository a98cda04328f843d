"""Predictions in parts."""

from __future__ import annotations

import asyncio
import inspect

from kit import here, moved, octets, ok, piece, program, raw, stream_of, tried, word
from streams import ID, STOP, USAGE, aread, opened, read

import flymyai
from flymyai import AsyncFlyMyAI, FlyMyAI
from flymyai.core.stream_iterators.exceptions import StreamCancellationException


@program(stream_of(ID, piece("a"), piece("ü😀"), piece("c", stream_details=USAGE)))
def reads_a_stream():
    """Reads pieces to the end; id and details appear on the way."""
    stream = opened()
    print(type(stream), hasattr(stream, "prediction_id"), here.requests())
    part = next(stream)
    print(repr(part), stream.prediction_id, hasattr(stream, "stream_details"))
    print(part.response.status_code, part.response.content, type(part.response), part.model_dump())
    read(stream)
    print(
        stream.stream_details.size_in_billions,
        stream.stream_details.model_dump(),
        next(stream, "over"),
    )
    print(
        iter(stream) is stream,
        hasattr(stream, "close"),
        stream.follow_cancelling,
        stream.event_callback,
    )


@program(stream_of(ID, piece("a"), piece("b", stream_details=USAGE)))
async def reads_a_stream_asynchronously():
    """Reads pieces with `async for`; `stream` is not awaited."""
    async with AsyncFlyMyAI(here.key, "demo/echo") as client:
        stream = client.stream({"prompt": "a"}, model=None, max_retries=3)
        print(type(stream), inspect.isawaitable(stream))
        await aread(stream)
        print([part async for part in stream])


@program(stream_of(ID, piece("a")))
def is_told_of_events():
    """A callback receives the control events of the service."""
    stream = opened()
    print(stream.set_on_event(lambda event: print("event", repr(event), stream.prediction_id)))
    read(stream)


@program(stream_of(ID, piece("a"), STOP, piece("b")), stream_of(ID, piece("a"), STOP, piece("b")))
def is_told_that_it_is_cancelled():
    """The word of an end is followed, or not."""
    read(opened())
    stream = opened()
    stream.follow_cancelling = False
    read(stream)


@program(stream_of(ID, piece("a"), STOP), rows=["async-callback-order"])
async def is_told_of_events_asynchronously():
    """A plain function as the callback of an asynchronous stream."""
    async with AsyncFlyMyAI(here.key, "demo/echo") as client:
        stream = client.stream({"prompt": "a"})
        stream.set_on_event(
            lambda event: print(event.event_type, getattr(stream, "prediction_id", "no id yet"))
        )
        await aread(stream)


@program(stream_of(ID, piece("a")))
async def has_a_coroutine_told_of_events():
    """A coroutine as the callback."""
    heard = asyncio.Event()

    async def on_event(event):
        print("heard", event.event_type.value)
        heard.set()

    async with AsyncFlyMyAI(here.key, "demo/echo") as client:
        stream = client.stream({"prompt": "a"})
        stream.set_on_event(on_event)
        async for _ in stream:
            pass
        await heard.wait()


@program(stream_of(ID, piece("a"), piece("b")), ok({"detail": "cancelled"}))
def cancels_a_stream():
    """Cancels the prediction by its id."""
    stream = opened()
    next(stream)
    found = stream.cancel()
    print(type(found), found.status_code, found.json())


@program()
def cancels_a_stream_too_early():
    """There is no id before the first piece."""
    try:
        opened().cancel()
    except StreamCancellationException as error:
        print(type(error), error, error.args)


@program(stream_of(ID, piece("a")), ok({"detail": "cancelled"}))
async def cancels_a_stream_asynchronously():
    """`cancel` of an asynchronous stream is awaited."""
    async with AsyncFlyMyAI(here.key, "demo/echo") as client:
        stream = client.stream({"prompt": "a"})
        async for _ in stream:
            break
        print((await stream.cancel()).status_code)


ODD = [
    "id: 1\n\n",
    word(event_type="brand_new", status=200),
    "retry: 5\n\n",
    "data: [DONE]\n\n",
    "event: message\n\n",
    "data\n\n",
]


@program(*(stream_of(piece("a"), odd, piece("b")) for odd in ODD), rows=["stream-unknown-events"])
def reads_events_that_are_new():
    """Unknown control events."""
    for odd in ODD:
        print(repr(odd))
        read(opened())


@program(
    stream_of(
        ": comment\n\n",
        piece("a"),
        ":\n",
        'data: {"output_data":\ndata: null, "status": 200}\n\n',
        "\n\n\n",
        "unfinished",
    )
)
def reads_comments_and_lines():
    """Comments, several lines, empty lines, an end without an end."""
    read(opened())


@program(
    stream_of('data: {"status": 200, "output_data": 5}\n\n', piece("b")),
    stream_of('data: {"output_data": {}}\n\n'),
)
def reads_pieces_of_another_shape():
    """A piece does not fit; the next one is delivered."""
    stream = opened()
    tried(lambda: next(stream))
    read(stream)
    read(opened())


@program(
    octets(
        b'data: {"status": 200, "output_data": {"t": "\xff\xc3"}}\n\n',
        headers={"content-type": "text/event-stream"},
    )
)
def reads_broken_letters():
    """Bytes that are no UTF-8 become replacement characters."""
    read(opened())


@program(
    raw(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
        b'data: {"output_data": {"u": "\xe2\x80\xa8"}, "status": 200}\n\n'
    ),
    rows=["line-separators"],
)
def reads_line_separators():
    """A letter inside a piece that some call the end of a line."""
    read(opened())


@program(rows=["stream-bad-payload"])
def streams_a_bad_payload():
    """A payload that can't be sent."""
    tried(lambda: read(opened({"a": {1}})))


@program()
def streams_without_a_model():
    """Neither client nor call names a model."""
    client = FlyMyAI(here.key)
    tried(lambda: client.stream({"a": 1}))
    tried(lambda: AsyncFlyMyAI(here.key).stream({"a": 1}))


@program(moved("/api/v1/demo/other/predict/stream/"), stream_of(piece("a")))
def is_sent_on_in_a_stream():
    """A redirect is followed."""
    read(opened())


@program(stream_of(*(piece(f"word {n} ") for n in range(2000))))
def reads_a_long_stream():
    """Two thousand pieces."""
    parts = list(opened())
    print(len(parts), parts[-1].output_data)


@program(stream_of(ID, piece("a"), piece("b")))
def leaves_a_stream():
    """Breaks out of the loop and continues later."""
    stream = opened()
    for part in stream:
        print(part.output_data)
        break
    print([part.output_data for part in stream])


@program(stream_of(piece("a"), hang=True, drop="mid"), rows=["stream-interrupted"], limit=2)
async def gives_a_stream_a_time_limit():
    """`asyncio.wait_for` around a stream that stalls."""
    async with AsyncFlyMyAI(here.key, "demo/echo") as client:

        async def everything():
            return [part async for part in client.stream({"a": 1})]

        try:
            print(len(await asyncio.wait_for(everything(), 0.3)))
        except asyncio.TimeoutError:
            print("timed out")


@program(stream_of(piece("a")))
def streams_with_another_model():
    """The model is named in the call."""
    for part in flymyai.client(apikey=here.key, model="a/b").stream({"p": 1}, "c/d"):
        print(part)
