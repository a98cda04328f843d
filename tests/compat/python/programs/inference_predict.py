"""Predictions that succeed or fail."""

from __future__ import annotations

import asyncio

from kit import (
    atried,
    fails,
    here,
    moved,
    octets,
    ok,
    piece,
    program,
    raw,
    stream_of,
    text,
    tried,
    word,
)
from support.account import RUN

import flymyai
from flymyai import AsyncFlyMyAI, FlyMyAI, FlyMyAIExceptionGroup

DONE = {"status": 200, "output_data": {"z": "ü😀", "a": [1, 2.0, None]}, "inference_time": 0.25}


def client(**options):
    return FlyMyAI(here.key, "demo/echo", **options)


@program(stream_of(DONE))
def predicts():
    """Predicts and reads the whole response."""
    with client() as model:
        found = model.predict({"prompt": "a"})
    print(repr(found), type(found), found.exc_history, found.status, found.inference_time)
    print(found.output_data["z"], found.model_dump(), found.model_dump_json())
    print(found.response.status_code, found.response.is_event, type(found.response))
    print(found.response.content, found.response.json(), found.response.url)


@program(stream_of(DONE), stream_of(DONE))
def predicts_with_module_functions():
    """`flymyai.run` and a model named in the call."""
    print(flymyai.run(here.key, "demo/echo", {"prompt": "a"}).output_data)
    print(flymyai.client(here.key).predict({"prompt": "a"}, model="other/one").output_data)


@program(stream_of(DONE), stream_of(DONE))
async def predicts_asynchronously():
    """`async_run` and the asynchronous client."""
    print(await flymyai.async_run(here.key, "demo/echo", {"prompt": "a"}))
    async with AsyncFlyMyAI(here.key, model="demo/echo") as model:
        print((await model.predict(payload={"prompt": "a"}, model=None, max_retries=1)).output_data)


@program(stream_of(DONE))
async def predicts_inside_an_event_loop():
    """The synchronous client in an asynchronous function."""
    print(client().predict({"prompt": "a"}).status)


@program(stream_of(DONE), stream_of(DONE), stream_of(DONE), any_order=True)
async def predicts_at_the_same_time():
    """Gathers predictions."""
    async with AsyncFlyMyAI(here.key, "demo/echo") as model:
        found = await asyncio.gather(*(model.predict({"n": n}) for n in range(3)))
        print([item.status for item in found])


EVENTS = [
    "data: " + '{"status": 200, "output_data": {"a": 1}}' + "\n\n" + "data: not read\n\n",
    ": a comment\nfield: unknown\ndata:{\"output_data\":\ndata: {\"b\": 2}}\n\n",
    'data: {"output_data": {"c": 3}, "status": 201}\r\n\r\n',
    'data: {"output_data": {"d": 4}, "details": null, "extra": 1}\n\n',
    'id: 7\ndata: {"output_data": {"e": 5}}\n\n',
    'data: {"output_data": {}, "inference_time": null}\n\n',
]  # fmt: skip


@program(*(stream_of(each) for each in EVENTS))
def reads_events_of_every_form():
    """Comments, several lines of data, other line ends, more fields."""
    model = client()
    for _ in EVENTS:
        found = model.predict({"a": 1})
        print(repr(found))


@program(
    stream_of(
        'data: {"output_data": {"big": 123456789012345678901234567890, "f": 1e16, "n": NaN}}\n\n'
    )
)
def predicts_large_numbers():
    """Big integers and floats arrive as they are."""
    print(client().predict({"a": 1}).output_data)


FAILED = [400, 401, 403, 404, 421, 422, 429, 500, 503, 599, 5000]


@program(*(stream_of({"status": status, "detail": "why"}) for status in FAILED))
def fails_in_an_event():
    """The event has a status that is not retried."""
    model = client(max_retries=1)
    for _ in FAILED:
        tried(lambda: model.predict({"a": 1}))


@program(
    *(stream_of({"detail": ["b", {"c": 1}]}, status=status) for status in FAILED if status < 600)
)
def fails_with_a_status():
    """The HTTP status is the failure, the event has a structured detail."""
    model = client(max_retries=1)
    for status in FAILED:
        if status < 600:
            tried(lambda: model.predict({"a": 1}))


@program(
    *(
        stream_of({"status": status, "detail": "x"})
        for status in (502, 504, 524, 425, 5320)
        for _ in (1, 2)
    )
)
def fails_again_and_again():
    """Retried failures, until there are no attempts left."""
    model = client()
    for _ in range(5):
        try:
            model.predict({"a": 1})
        except FlyMyAIExceptionGroup as group:
            print(
                len(group.errors),
                [type(e).__name__ for e in group.errors],
                group.errors[0].requires_retry,
            )
            print(
                group.fma_errors() == group.errors,
                group.non_fma_errors(),
                group.args == (group.message,),
            )


@program(stream_of({"status": 502, "detail": "x"}), stream_of({"status": 425}), stream_of(DONE))
def succeeds_in_the_end():
    """Failed attempts are in the history of the response."""
    found = client(max_retries=5).predict({"a": 1})
    print(len(found.exc_history), [error.response.status_code for error in found.exc_history])
    print(
        found.exc_history[0].requires_retry, str(found.exc_history[1]), found.model_dump()["status"]
    )


@program(stream_of({"status": 502, "detail": "x"}), stream_of(DONE), rows=["dump-after-retry"])
def dumps_what_was_retried():
    """Turns a response with a history into JSON."""
    tried(lambda: client().predict({"a": 1}).model_dump_json()[:30])


@program(*(stream_of({"status": 502}) for _ in range(6)))
def counts_attempts():
    """`max_retries` of the constructor and of the call."""
    for model, options in (
        (client(max_retries=1), {}),
        (client(), {"max_retries": 3}),
        (client(max_retries=2), {"max_retries": 0}),
    ):
        try:
            model.predict({"a": 1}, **options)
        except FlyMyAIExceptionGroup as group:
            print(len(group.errors), model.max_retries)


@program(*(stream_of({"status": 502}) for _ in range(2)))
async def fails_asynchronously():
    """The asynchronous client raises the same group."""
    async with AsyncFlyMyAI(here.key, "demo/echo") as model:
        await atried(model.predict({"a": 1}))


@program(stream_of({"status": 502}), rows=["model-max-retries"])
def asks_for_no_attempts():
    """`max_retries=0` in the constructor."""
    client(max_retries=0).predict({"a": 1})


@program(stream_of({"status": 502}, times=0), rows=["model-max-retries"], limit=1.5)
def asks_for_attempts_without_end():
    """`max_retries=None` in the constructor."""
    print(len(tried(lambda: client(max_retries=None).predict({"a": 1})) or []))


@program(stream_of({"status": 502}, times=3), rows=["model-max-retries"], limit=1.5)
def gives_attempts_as_text():
    """`max_retries="3"`."""
    tried(lambda: client(max_retries="3").predict({"a": 1}))


@program(stream_of({"status": 502}), rows=["model-max-retries"], limit=1.5)
def asks_for_less_than_no_attempts():
    """`max_retries=-1`."""
    tried(lambda: client(max_retries=-1).predict({"a": 1}))


@program(rows=["model-max-retries"])
def gives_attempts_that_are_no_number():
    """Half an attempt, and a list of them."""
    for attempts in (1.5, []):
        try:
            FlyMyAI(here.key, "demo/echo", max_retries=attempts)
            print("made")
        except (TypeError, ValueError) as error:
            print(type(error))


DETAILS = [
    {"details": ""},
    {"details": "x", "status": 200},
    {"details": {"a": 1}},
    {"status": 404, "details": "no"},
]


@program(*(stream_of({**DONE, **each}) for each in DETAILS))
def gets_details():
    """`details` turns a success into a failure."""
    model = client(max_retries=1)
    for _ in DETAILS:
        tried(lambda: model.predict({"a": 1}))


@program(stream_of({"status": 302, "details": "x"}), rows=["details-below-400"])
def gets_details_with_a_success():
    """`details` beside a status that is neither success nor failure."""
    client(max_retries=1).predict({"a": 1})


PLAIN = [
    fails(401, {"detail": "Invalid key"}), text("<html>502 Bad Gateway</html>", 404), text("", 200),
    text('{"status": 200, "output_data": {}}'), text('data: {"output_data": {}}'), ok(RUN),
]  # fmt: skip


@program(*PLAIN, rows=["predict-without-event"])
def gets_no_event():
    """Plain JSON, HTML, nothing, an event without its end."""
    model = client(max_retries=1)
    for _ in PLAIN:
        tried(lambda: model.predict({"a": 1}))


@program(fails(401, {"detail": "Invalid key"}), rows=["predict-without-event"])
async def gets_no_event_asynchronously():
    """Plain JSON at the asynchronous client."""
    async with AsyncFlyMyAI(here.key, "demo/echo", max_retries=1) as model:
        await atried(model.predict({"a": 1}))


@program(stream_of({"status": 200}), stream_of({"output_data": [1]}))
def gets_other_fields():
    """The event lacks required members."""
    model = client()
    for _ in range(2):
        tried(lambda: model.predict({"a": 1}))


@program(stream_of({"output_data": {}, "status": "x"}), rows=["status-no-number"])
def gets_a_status_that_is_no_number():
    """The status inside the event is a word."""
    client().predict({"a": 1})


@program(stream_of("data: not json\n\n"), stream_of("data: {\n\n"))
def gets_events_that_are_no_json():
    """The event is no JSON."""
    model = client()
    for _ in range(2):
        tried(lambda: model.predict({"a": 1}))


@program(stream_of("data: [DONE]\n\n"), rows=["stream-unknown-events", "predict-without-event"])
def gets_the_word_done():
    """Another service's word for the end."""
    client(max_retries=1).predict({"a": 1})


@program(
    stream_of({"status": 501}),
    stream_of({"status": 505}),
    stream_of({"status": 520}),
    rows=["rare-5xx-response"],
)
def gets_rare_statuses():
    """5xx statuses that are not in the package's list."""
    model = client(max_retries=1)
    for _ in range(3):
        tried(lambda: model.predict({"a": 1}))


@program(stream_of({"status": 429, "detail": "slow down"}), stream_of(DONE))
def asks_too_often():
    """429 is not tried again."""
    client().predict({"a": 1})


@program(
    moved("/api/v1/demo/other/predict", 307), stream_of(DONE), moved("/x", 308), stream_of(DONE)
)
def is_sent_on():
    """Redirects of a synchronous prediction are followed."""
    model = client()
    print(model.predict({"a": 1}).status, model.predict({"a": 1}).status)


@program(moved("/x", 303), stream_of(DONE), rows=["redirects"])
def is_sent_on_to_read():
    """A redirect that makes a GET of the POST."""
    print(client().predict({"a": 1}).status)


@program(moved("/api/v1/demo/other/predict", 307), stream_of(DONE), rows=["redirects"])
async def is_sent_on_asynchronously():
    """Redirects of an asynchronous prediction."""
    async with AsyncFlyMyAI(here.key, "demo/echo", max_retries=1) as model:
        await atried(model.predict({"a": 1}))


@program(
    octets(b"nonsense", 400),
    octets(b"\xff\xfe\xff", 400, headers={"content-type": "text/plain; charset=utf-16"}),
    rows=["predict-without-event", "undecodable-errors"],
)
def is_refused_in_odd_letters():
    """The body of an error cannot be decoded by its header."""
    model = client(max_retries=1)
    for _ in range(2):
        tried(lambda: model.predict({"a": 1}))


@program(
    raw(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
        b'data: {"output_data": {"u": "\xe2\x80\xa8x"}}\n\n'
    ),
    rows=["line-separators"],
)
def gets_a_line_separator():
    """A letter inside the event that some call the end of a line."""
    print(client().predict({"a": 1}).output_data)


@program(stream_of(word(event_type="id", prediction_id="p"), piece("x")))
def gets_a_word_first():
    """A control event precedes the result."""
    tried(lambda: client().predict({"a": 1}))


@program()
def predicts_with_the_emulator():
    """The service's own answer to a form."""
    found = client().predict(
        {"prompt": "hello ü", "n": 3, "list": ["a", "b"], "flag": True, "none": None}
    )
    print(found.output_data, found.status)
