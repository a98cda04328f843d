"""Streams of predictions that fail or are refused."""

from __future__ import annotations

from kit import cut_off, fails, here, ok, piece, program, stream_of, text
from streams import ID, USAGE, aread, opened, read

from flymyai import AsyncFlyMyAI


@program(
    stream_of(piece("a"), {"status": 502, "detail": "x", "stream_details": USAGE}, piece("b")),
    rows=["error-contexts"],
)
def fails_in_a_stream():
    """An event within the stream is the failure of the prediction."""
    read(opened())


@program(
    stream_of(
        'data: {"status": 200,\r\ndata: "output_data": {"text": "a"}}\r\n\r\n',
        'data: {"status": 200,\rdata: "output_data": {"text": "b"}}\r\r',
    )
)
def reads_lines_that_end_as_elsewhere():
    """Events of two lines each, which end with CR LF and with CR."""
    read(opened())


@program(stream_of(piece("a"), {"status": 502, "detail": "x"}, piece("b")), rows=["error-contexts"])
def reads_on_after_a_failure():
    """Events after a failure are not delivered."""
    stream = read(opened())
    print(next(stream, "over"))


@program(
    stream_of(piece("a"), {"status": 400, "detail": ["x"]}),
    stream_of(piece("a"), {**piece("b"), "details": "x"}),
    rows=["error-contexts"],
)
def is_refused_in_a_stream():
    """Refusals in events end the stream with an exception."""
    read(opened())
    read(opened())


@program(stream_of(piece("a"), {"status": 500, "detail": "x"}))
async def fails_in_an_asynchronous_stream():
    """The same exception at the asynchronous client."""
    async with AsyncFlyMyAI(here.key, "demo/echo") as client:
        await aread(client.stream({"prompt": "a"}))


@program(
    stream_of({"status": 401, "detail": "x"}, status=401),
    stream_of({"detail": "x"}, status=500),
    rows=["error-contexts"],
)
def is_refused_with_an_event():
    """The refusal is an event and an HTTP status."""
    read(opened())
    read(opened())


@program(fails(401, {"detail": "x"}), text("<html>", 502), fails(404, {}), rows=["stream-failures"])
def is_refused_without_an_event():
    """Plain responses to a stream."""
    for _ in range(3):
        read(opened())


@program(stream_of(piece("a"), "data: {nonsense\n\n", piece("b")), rows=["stream-failures"])
def reads_an_unreadable_stream():
    """A piece that is no JSON."""
    read(opened())


@program(stream_of(ID, piece("a")), rows=["stream-failures"])
def raises_in_a_callback():
    """The callback raises."""
    stream = opened()
    stream.set_on_event(lambda event: 1 / 0)
    read(stream)


@program(cut_off(piece("a")), stream_of(piece("a"), piece("b")), rows=["stream-cut-off"])
def loses_the_connection_in_a_stream():
    """The connection closes behind the first piece."""
    read(opened())


@program(
    {"drop": "before", "times": 0},
    rows=["stream-failures", "post-after-loss", "transport-texts", "request-of-failure"],
)
def loses_the_connection_before_a_stream():
    """The connection closes without a byte."""
    read(opened())


@program(
    rows=["stream-failures", "transport-texts", "request-of-failure"],
    env={"FLYMYAI_DSN": "http://127.0.0.1:9"},
)
def streams_from_nobody():
    """No server listens."""
    read(opened())


@program(stream_of({"status": 501, "detail": "x"}), rows=["rare-5xx-response", "stream-failures"])
def streams_a_rare_status():
    """A 5xx status that is not in the package's list."""
    read(opened())


@program(
    text("<html>log in</html>"),
    ok({"detail": "model is cold", "status": 503}),
    stream_of(ID),
    rows=["stream-without-prediction"],
)
def streams_what_is_no_stream():
    """A page, JSON, and an id without any piece."""
    for _ in range(3):
        read(opened())
