"""The environment, the network and the older clients of the inference API."""

from __future__ import annotations

import asyncio
import os
import socket
import warnings
from pathlib import Path

from kit import atried, fails, here, octets, ok, piece, program, raw, stream_of, tried, zipped

import flymyai
from flymyai import AsyncFlyMyAI, FlyMyAI

DONE = stream_of(piece("x"))
AGAIN = stream_of({"status": 502})


def client(**options):
    return FlyMyAI(here.key, "demo/echo", **options)


@program(DONE, env={"FLYMYAI_DSN": "", "FLYMYAI_HTTP2": "no"})
def sets_the_address_late():
    """The address is read when a client is made."""
    os.environ["FLYMYAI_DSN"] = here.url + "/prefix/"
    print(client().predict({"a": 1}).status)


@program(DONE)
def has_addresses_with_paths():
    """A path without a slash at its end."""
    os.environ["FLYMYAI_DSN"] = here.url + "/deep/prefix"
    print(client().predict({"a": 1}).status)


@program(env={"FLYMYAI_DSN": "127.0.0.1:9"}, rows=["dsn-refused"])
def has_an_address_without_a_scheme():
    """The address is no URL."""
    client().predict({"a": 1})


@program(
    DONE,
    {"drop": "before"},
    DONE,
    rows=["dsn-pinned", "post-after-loss", "transport-texts", "request-of-failure"],
)
def changes_the_address():
    """The variable changes after the client was made."""
    model = client()
    print(model.predict({"a": 1}).status)
    os.environ["FLYMYAI_DSN"] = here.url + "/moved/"
    tried(lambda: model.predict({"a": 1}).status)


@program(AGAIN, AGAIN, DONE, env={"FLYMYAI_MAX_RETRIES": "2"}, rows=["model-environment"], limit=3)
def sets_attempts_in_the_environment():
    """`FLYMYAI_MAX_RETRIES`."""
    try:
        client().predict({"a": 1})
    except flymyai.FlyMyAIExceptionGroup as group:
        print(len(group.errors))


@program(AGAIN, AGAIN, DONE, env={"FLYMYAI_MAX_RETRIES": "3"}, limit=3)
def sets_more_attempts_in_the_environment():
    """Another number than the usual one."""
    print(client().predict({"a": 1}).status)


@program(DONE, env={"FMA_READ_TIMEOUT": "1.5"}, rows=["model-environment"])
def sets_half_seconds_in_the_environment():
    """A time limit that is no whole number."""
    print(client().predict({"a": 1}).status)


@program(DONE, env={"FMA_CONNECT_TIMEOUT": ""}, rows=["model-environment"])
def sets_nothing_in_the_environment():
    """A variable that is empty."""
    print(client().predict({"a": 1}).status)


@program(
    {"hang": True}, env={"FMA_READ_TIMEOUT": "1"}, rows=["transport-texts", "request-of-failure"]
)
def sets_a_time_limit_in_the_environment():
    """A whole second for reading."""
    client().predict({"a": 1})


@program(env={"FMA_CONNECT_TIMEOUT": "1"}, limit=6)
def sets_a_time_limit_for_connecting_in_the_environment():
    """A whole second for a server that takes no more connections."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        os.environ["FLYMYAI_DSN"] = f"http://127.0.0.1:{full.getsockname()[1]}/"
        try:
            client().predict({"a": 1})
        except flymyai.httpx.TimeoutException as error:
            print(type(error))
        for one in waiting:
            one.close()


@program(
    {"unread": True, "hang": True},
    env={"FMA_READ_TIMEOUT": "1", "FMA_WRITE_TIMEOUT": "1"},
)
def sends_to_a_server_that_does_not_read():
    """An upload stalls."""
    try:
        client().predict({"file": b"x" * 40_000_000})
    except flymyai.httpx.TimeoutException as error:
        print(type(error))


@program({"drop": "before", "times": 3}, DONE, env={"FMA_RECONNECT_RETRIES": "5"})
def sets_reconnects_in_the_environment():
    """A request is retried after a lost connection as often as the variable sets."""
    print(client().predict({"a": 1}).status)


@program({**DONE, "hold": "gate"}, DONE, env={"FMA_MAX_CONNECTIONS": "1"})
async def sets_the_number_of_connections_in_the_environment():
    """The second of two predictions waits for the end of the first."""
    async with AsyncFlyMyAI(here.key, "demo/echo") as model:
        both = [asyncio.ensure_future(model.predict({"a": 1})) for _ in range(2)]
        await asyncio.get_running_loop().run_in_executor(None, here.requests, 1)
        await asyncio.sleep(0.3)
        print(len(here.requests()))
        here.release("gate")
        print([found.status for found in await asyncio.gather(*both)])


@program(
    {"drop": "before", "times": 2},
    DONE,
    rows=["post-after-loss", "transport-texts", "request-of-failure"],
)
def loses_the_connection_of_a_prediction():
    """The connection closes after the request was sent."""
    client().predict({"a": 1})


@program(
    {"drop": "before"},
    {"drop": "reset"},
    rows=["post-after-loss", "transport-texts", "request-of-failure"],
)
async def loses_connections_asynchronously():
    """The same at the asynchronous client, and at the start of a task."""
    async with AsyncFlyMyAI(here.key, "demo/echo") as model:
        await atried(model.predict({"a": 1}))
        await atried(model.predict_async_task({"a": 1}))


@program({"drop": "before"}, {"drop": "before"}, ok({"openapi": "3"}))
def loses_the_connection_of_a_schema():
    """Reads are repeated."""
    print(client().openapi_schema().openapi_schema)


@program(env={"FLYMYAI_DSN": "http://127.0.0.1:9"}, rows=["transport-texts", "request-of-failure"])
def predicts_with_nobody():
    """No server listens."""
    client().predict({"a": 1})


@program(
    raw(b"nonsense\r\n\r\n"),
    raw(b"nonsense\r\n\r\n"),
    raw(b"nonsense\r\n\r\n"),
    raw(b"nonsense\r\n\r\n"),
    rows=["post-after-loss", "transport-texts", "request-of-failure"],
)
def predicts_with_another_protocol():
    """The server does not use HTTP."""
    client().predict({"a": 1})


@program(zipped({"openapi": "3.1"}), rows=["compressed-model-responses"])
def reads_a_compressed_schema():
    """A compressed response."""
    tried(lambda: client().openapi_schema().openapi_schema)


@program(
    octets(
        b'data: {"output_data": {"a": "\xe4"}}\n\n',
        headers={"content-type": "text/event-stream; charset=latin-1"},
    ),
    rows=["event-charset"],
)
def reads_an_event_in_another_charset():
    """The header names the charset of the events."""
    print(client().predict({"a": 1}).output_data)


@program(DONE, headers=["accept", "accept-encoding"], rows=["accept-encoding"])
def sends_the_headers_of_a_prediction():
    """The `Accept` headers of a prediction."""
    client().predict({"a": 1})


@program(DONE, env={"HTTP_PROXY": "http://127.0.0.1:9", "NO_PROXY": "127.0.0.1"})
def predicts_past_a_proxy():
    """A proxy that is not meant for this host."""
    print(client().predict({"a": 1}).status)


STARTED, BUSY = ok({"request_id": "r1"}), ok({"success": False, "error": "Still processing"})
CHAT = ok(
    {
        "success": True,
        "error": None,
        "data": {"text": "hello ü", "tool_used": "t", "file_url": "/f/a.png"},
    }
)


@program(STARTED, BUSY, CHAT, STARTED, CHAT, rows=["m1-warning-text"])
def talks_to_m1():
    """Two turns of a conversation; the picture of the first goes along."""
    with flymyai.m1_client(here.key) as m1:
        found = m1.generate("draw a cat")
        print(found.success, found.error, found.data.text, found.data.tool_used)
        print(found.data.file_url.replace(here.url, "URL"))
        m1.generate("again")
        print([(record.role.value, record.content) for record in m1._m1_history._records])
        m1.reset_history()
        print(m1._m1_history._records, m1._image)


@program(STARTED, CHAT, rows=["m1-warning-text"])
async def talks_to_m1_asynchronously():
    """One turn with the asynchronous client."""
    async with flymyai.async_m1_client(here.key) as m1:
        print((await m1.generate("hi", image="http://x/y.png")).data.text)


@program(ok({"url": "/up/photo.png"}), STARTED, CHAT, rows=["m1-warning-text"])
def shows_m1_a_picture():
    """A picture from disk is uploaded."""
    Path("photo.jpg").write_bytes(b"picture")
    with flymyai.m1_client(here.key) as m1:
        print(m1.generate("what is this?", image=Path("photo.jpg")).success)


@program(
    STARTED,
    ok({"success": False, "error": "boom"}),
    fails(500, {}),
    STARTED,
    fails(404, {}),
    ok({}),
    rows=["m1-warning-text"],
)
def talks_to_m1_in_vain():
    """Every step fails once."""
    with flymyai.m1_client(here.key) as m1:
        for _ in range(4):
            try:
                m1.generate("hi")
            except Exception as error:
                print(
                    type(error), str(error).replace(here.url, "URL"), len(m1._m1_history._records)
                )


@program(
    STARTED,
    ok({"success": True, "error": None, "data": None}),
    rows=["m1-null-data", "m1-warning-text"],
)
def hears_nothing_from_m1():
    """The answer has no data."""
    with flymyai.m1_client(here.key) as m1:
        tried(lambda: m1.generate("hi").data)


@program(STARTED, CHAT)
def is_warned_about_m1():
    """The older clients are deprecated."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        m1 = flymyai.m1_client(here.key)
        print(len(caught))
        m1.generate("hi")
        for warning in caught:
            print(
                warning.category.__name__,
                str(warning.message)[:9],
                os.path.basename(warning.filename),
            )


@program({"hang": True}, alone=True, limit=4, rows=["result-timeout-hanging"])
def gives_up_on_a_result():
    """The server hangs, the result has a time limit, and the program ends."""
    from flymyai.core.models.successful_responses import AsyncPredictionTask

    task = AsyncPredictionTask(prediction_id="p")
    task.set_client(client())
    try:
        task.result(timeout=0.3)
    except TimeoutError as error:
        print(type(error))


@program(
    fails(425, {}),
    {"drop": "before", "times": 5},
    ok({"inference_responses": []}),
    rows=["result-outage", "transport-texts"],
)
def gets_a_result_after_an_outage():
    """Polls fail in a row while a result is awaited."""
    from flymyai.core.models.successful_responses import AsyncPredictionTask

    task = AsyncPredictionTask(prediction_id="p")
    task.set_client(client())
    try:
        print(task.result(timeout=15).inference_responses)
    except flymyai.httpx.RemoteProtocolError as error:
        print(type(error))


@program(DONE, DONE, resources=True, rows=["kept-connections"], headers=["cookie"])
def runs_twice():
    """`flymyai.run` twice: whether the second call uses the first one's connection."""
    for _ in range(2):
        flymyai.run(here.key, "demo/echo", {"a": 1})
    print(len({request["connection"] for request in here.requests()}))


@program(DONE, DONE)
def uses_an_asynchronous_client_of_models_twice():
    """One asynchronous client in two event loops."""

    async def once(model):
        try:
            print((await model.predict({"a": 1})).status)
        except RuntimeError as error:
            print(error)

    model = AsyncFlyMyAI(here.key, "demo/echo")
    asyncio.run(once(model))
    asyncio.run(once(model))


@program(rows=["version-attribute"])
def asks_for_the_version():
    """The version as an attribute, which was in the metadata only."""
    print(hasattr(flymyai, "__version__"))


@program(rows=["backend-attribute"])
def asks_for_the_implementation():
    """The name of the implementation, as `backend()` in JavaScript."""
    print(getattr(flymyai, "backend", None))


@program(DONE)
def names_roots_that_can_not_be_read():
    """Whom to trust is settled when a client is made, for `http:` addresses, too."""
    folder = Path("roots")
    folder.mkdir()
    for name, text in (("empty.pem", ""), ("text.pem", "hello\n")):
        (folder / name).write_text(text)
    for name in ("missing.pem", "empty.pem", "text.pem", ""):
        os.environ["SSL_CERT_FILE"] = str(folder / name)
        tried(client)
    os.environ["SSL_CERT_FILE"] = ""
    # A missing directory has no roots, which only a connection shows.
    os.environ["SSL_CERT_DIR"] = str(folder / "missing")
    print(client().predict({"a": 1}).status)
