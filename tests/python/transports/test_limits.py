"""Limits on responses: each hostile or slow one ends in an error, with flat memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any, Callable, Dict

import httpx
import pytest
from support.service import Respond, drips, repeats, responds
from support.vectors import FOLDER

import flymyai
from flymyai.core.exceptions import (
    FlyMyAIAsyncTaskException,
    FlyMyAIOpenAPIException,
    FlyMyAIPredictException,
)
from flymyai.core.models.successful_responses import AsyncPredictionTask

EVENTS = "Content-Type: text/event-stream"
FOUR_TIMES = "Content-Encoding: gzip, gzip, gzip, gzip"
NOTHING = (FOLDER / "compressed/nothing.gz4").read_bytes()
GIGABYTES = (FOLDER / "compressed/gigabytes.gz4").read_bytes()
MEGABYTE = 1 << 20

# Makes one call in a process of its own and prints its outcome and its cost.
PROGRAM = """
import asyncio, json, os, resource, sys
import httpx
import flymyai
from flymyai import AgentClient, AsyncAgentClient

url, kind, given, limits = sys.argv[1:]
os.environ["FLYMYAI_DSN"] = url
options = {"base_url": url, "max_retries": 0, "timeout": 20, **json.loads(limits)}
model = {"apikey": "fly-k", "model": "a/b", **json.loads(limits)}

def sync():
    http = {"http_client": httpx.Client()} if given else {}
    if kind == "get":
        return AgentClient("fly-k", **options, **http).runs.get(7)
    models = flymyai.client(**model, **http)
    if kind == "predict":
        return models.predict({"p": "x"})
    return sum(1 for _ in models.stream({"p": "x"}))

async def asynchronous():
    http = {"http_client": httpx.AsyncClient()} if given else {}
    if kind == "async get":
        return await AsyncAgentClient("fly-k", **options, **http).runs.get(7)
    models = flymyai.async_client(**model, **http)
    if kind == "async predict":
        return await models.predict({"p": "x"})
    return [1 async for _ in models.stream({"p": "x"})]

def work():
    return asyncio.run(asynchronous()) if kind.startswith("async") else sync()

import pydantic, ssl
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    found = ("result", repr(work())[:100])
except Exception as error:
    found = (type(error).__name__, str(error)[:300])
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"kind": found[0], "text": found[1], "memory": (after - before) * 1024}))
"""


def call(url: str, kind: str, given: str = "", **limits: Any) -> Dict[str, Any]:
    """How one call ends under these limits: of the environment, in lower case of the client."""
    environment = {**os.environ, "FMA_RECONNECT_RETRIES": "0"}
    options = {name: limits.pop(name) for name in list(limits) if name.islower()}
    environment.update({f"FLYMYAI_{name}": str(value) for name, value in limits.items()})
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, url, kind, given, json.dumps(options)],
        env=environment,
        stdout=subprocess.PIPE,
        timeout=100,
        check=True,
    )
    return json.loads(done.stdout)


AGENTS = ["get", "async get"]
PREDICTIONS = ["predict", "async predict"]
STREAMS = ["stream", "async stream"]


@pytest.mark.parametrize("kind", AGENTS + PREDICTIONS + STREAMS)
def test_a_response_that_decompresses_to_nothing_for_ever(
    serve: Callable[[Respond], str], kind: str
) -> None:
    url = serve(responds(NOTHING, FOUR_TIMES, EVENTS))
    found = call(url, kind)
    assert found["kind"] == "RemoteProtocolError", found
    assert "2048 times its size" in found["text"]
    assert found["memory"] < 64 * MEGABYTE


@pytest.mark.parametrize("kind", AGENTS + PREDICTIONS + STREAMS)
def test_a_response_that_decompresses_to_gigabytes(
    serve: Callable[[Respond], str], kind: str
) -> None:
    url = serve(responds(GIGABYTES, FOUR_TIMES, EVENTS))
    found = call(url, kind, MAX_RESPONSE_BYTES=8 * MEGABYTE)
    assert found["kind"] == "RemoteProtocolError", found
    assert found["memory"] < 96 * MEGABYTE


@pytest.mark.parametrize("kind", AGENTS + PREDICTIONS + STREAMS)
@pytest.mark.parametrize("given", ["", "httpx"])
def test_an_endless_response(serve: Callable[[Respond], str], kind: str, given: str) -> None:
    url = serve(repeats(b"x", EVENTS, start=b"data: "))
    found = call(url, kind, given, MAX_RESPONSE_BYTES=8 * MEGABYTE)
    assert found["kind"] == "RemoteProtocolError", found
    assert "the option max_response_bytes or" in found["text"]
    assert "FLYMYAI_MAX_RESPONSE_BYTES" in found["text"]
    assert found["memory"] < 96 * MEGABYTE


@pytest.mark.parametrize("kind", PREDICTIONS + STREAMS)
def test_endless_comments(serve: Callable[[Respond], str], kind: str) -> None:
    url = serve(repeats(b": nothing to say\n\n", EVENTS))
    found = call(url, kind, MAX_RESPONSE_BYTES=8 * MEGABYTE)
    assert found["kind"] == "RemoteProtocolError", found
    assert found["memory"] < 64 * MEGABYTE


@pytest.mark.parametrize("kind", STREAMS)
def test_an_id_is_not_copied_into_every_event(serve: Callable[[Respond], str], kind: str) -> None:
    body = b"id: " + b"1" * 600_000 + b"\n" + b'data: {"status":200}\n\n' * 30_000
    found = call(serve(responds(body, EVENTS)), kind)
    assert found["kind"] == "result", found
    assert found["memory"] < 200 * MEGABYTE


@pytest.mark.parametrize("kind", AGENTS + PREDICTIONS + STREAMS)
@pytest.mark.parametrize("given", ["", "httpx"])
def test_a_dripping_response(serve: Callable[[Respond], str], kind: str, given: str) -> None:
    url = serve(drips(b" ", EVENTS, start=b"data: "))
    found = call(url, kind, given, RESPONSE_TIMEOUT=0.5)
    assert found["kind"] == "ReadTimeout", found
    assert "the option response_timeout or" in found["text"]
    assert "FLYMYAI_RESPONSE_TIMEOUT" in found["text"]


@pytest.mark.parametrize("kind", AGENTS + PREDICTIONS + STREAMS)
def test_deep_json_ends_in_an_error_of_the_library(
    serve: Callable[[Respond], str], kind: str
) -> None:
    deep = b"[" * 500_000 + b"]" * 500_000
    body = b'data: {"status":200,"id":7,"output_data":' + deep + b"}\n\n"
    answer = responds(body[6:-2] if "get" in kind else body, EVENTS)
    found = call(serve(answer), kind)
    ours = {"get": "ResponseTooDeepError", "predict": "FlyMyAIExceptionGroup"}
    assert found["kind"] == ours.get(kind.split()[-1], "FlyMyAIPredictException"), found
    assert "nested too deeply" in found["text"]


def test_deep_json_of_tasks_documents_and_lists(
    serve: Callable[[Respond], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = serve(responds(b"[" * 100_000 + b"]" * 100_000))
    monkeypatch.setenv("FLYMYAI_DSN", url)
    agents = flymyai.AgentClient("fly-k", base_url=url, max_retries=0)
    for call in (agents.runs.list, lambda: agents.runs.wait(7, timeout=5)):
        with pytest.raises(flymyai.FlyMyAIAgentError, match="too deeply") as found:
            call()
        assert isinstance(found.value, RecursionError)
    models = flymyai.client("fly-k", model="a/b")
    with pytest.raises(FlyMyAIOpenAPIException, match="too deeply"):
        models.openapi_schema()
    task = AsyncPredictionTask(prediction_id="p")
    task.client_info = models.amend_client_info()
    with pytest.raises(flymyai.FlyMyAIExceptionGroup, match="too deeply") as group:
        models.prediction_task_result(task, timeout=5)
    assert type(group.value.errors[0]) is FlyMyAIAsyncTaskException


def test_deep_json_of_the_start_of_a_task(
    serve: Callable[[Respond], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    body = b"[" * 100_000 + b"]" * 100_000
    response = b"HTTP/1.1 202 Accepted\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    url = serve(lambda connection: connection.sendall(response))
    monkeypatch.setenv("FLYMYAI_DSN", url)
    models = flymyai.client("fly-k", model="a/b")
    with pytest.raises(FlyMyAIAsyncTaskException, match="too deeply"):
        models.predict_async_task({"p": "x"})


LONG = b"7" * 5000
has_digit_limit = pytest.mark.skipif(
    not hasattr(sys, "set_int_max_str_digits"), reason="this Python converts any number of digits"
)


@has_digit_limit
@pytest.mark.parametrize("kind", AGENTS + PREDICTIONS + STREAMS)
def test_a_long_integer_ends_in_an_error_of_the_library(
    serve: Callable[[Respond], str], kind: str
) -> None:
    body = b'data: {"status":200,"id":7,"output_data":{"n":' + LONG + b"}}\n\n"
    found = call(serve(responds(body[6:-2] if "get" in kind else body, EVENTS)), kind)
    ours = {"get": "ResponseNumberError", "predict": "FlyMyAIExceptionGroup"}
    assert found["kind"] == ours.get(kind.split()[-1], "FlyMyAIPredictException"), found
    assert "sys.set_int_max_str_digits sets this limit" in found["text"]


@has_digit_limit
def test_a_long_integer_of_tasks_documents_lists_and_events(
    serve: Callable[[Respond], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = serve(responds(b"[" + LONG + b"]"))
    monkeypatch.setenv("FLYMYAI_DSN", url)
    agents = flymyai.AgentClient("fly-k", base_url=url, max_retries=0)
    events = agents.runs.stream_events
    for call in (agents.runs.list, lambda: agents.runs.wait(7), lambda: list(events(7))):
        with pytest.raises(flymyai.FlyMyAIAgentError, match="more digits") as found:
            call()
        assert isinstance(found.value, ValueError)
        assert found.value.status_code == 200
        assert found.value.response_body == "[" + LONG.decode() + "]"
    models = flymyai.client("fly-k", model="a/b")
    with pytest.raises(FlyMyAIOpenAPIException, match="more digits"):
        models.openapi_schema()
    task = AsyncPredictionTask(prediction_id="p")
    task.client_info = models.amend_client_info()
    with pytest.raises(flymyai.FlyMyAIExceptionGroup, match="more digits") as group:
        models.prediction_task_result(task, timeout=5)
    assert type(group.value.errors[0]) is FlyMyAIAsyncTaskException
    response = b"HTTP/1.1 202 Accepted\r\nContent-Length: 5000\r\n\r\n" + LONG
    monkeypatch.setenv("FLYMYAI_DSN", serve(lambda connection: connection.sendall(response)))
    with pytest.raises(FlyMyAIAsyncTaskException, match="more digits"):
        flymyai.client("fly-k", model="a/b").predict_async_task({"p": "x"})
    event = b'event: {"event_type":"stream_id","prediction_id":"q","n":' + LONG + b"}\n\n"
    monkeypatch.setenv("FLYMYAI_DSN", serve(responds(event, EVENTS)))
    with pytest.raises(FlyMyAIPredictException, match="more digits"):
        list(flymyai.client("fly-k", model="a/b").stream({"p": "x"}))


@has_digit_limit
def test_other_values_of_python_json_are_read(serve: Callable[[Respond], str]) -> None:
    values = b'{"a": 1e999, "b": NaN, "c": "\\ud800", "d": 1, "d": ' + b"7" * 4300 + b"}"
    times = {"created_at": "2026-03-01T12:00:00Z", "updated_at": "2026-03-01T12:00:01Z"}
    run = {"id": 7, "user_agent_task": 3, "status": "completed", "original_prompt": "x", **times}
    body = json.dumps({**run, "variables": 0}).encode().replace(b": 0", b": " + values)
    client = flymyai.AgentClient("fly-k", base_url=serve(responds(body)))
    for found in (client.runs.get(7), client.runs.wait(7)):
        assert repr(found.variables) == repr(json.loads(values))


def test_a_response_within_its_limits_is_read(serve: Callable[[Respond], str]) -> None:
    times = {"created_at": "2026-03-01T12:00:00Z", "updated_at": "2026-03-01T12:00:01Z"}
    run = {"id": 7, "user_agent_task": 3, "status": "running", "original_prompt": "x", **times}
    body = json.dumps({**run, "more": "x" * 100_000}).encode()
    for kind in AGENTS:
        for given in ["", "httpx"]:
            found = call(serve(responds(body)), kind, given, MAX_RESPONSE_BYTES=len(body))
            assert found["kind"] == "result", found


@pytest.mark.parametrize("kind", AGENTS + PREDICTIONS + STREAMS)
@pytest.mark.parametrize("given", ["", "httpx"])
def test_a_client_has_limits_of_its_own(
    serve: Callable[[Respond], str], kind: str, given: str
) -> None:
    endless = serve(repeats(b"x", EVENTS, start=b"data: "))
    found = call(endless, kind, given, MAX_RESPONSE_BYTES=1 << 40, max_response_bytes=4 * MEGABYTE)
    assert found["kind"] == "RemoteProtocolError", found
    assert "more than 4194304 bytes" in found["text"]
    slow = serve(drips(b" ", EVENTS, start=b"data: "))
    found = call(slow, kind, given, RESPONSE_TIMEOUT=600, response_timeout=0.5)
    assert found["kind"] == "ReadTimeout", found
    assert "after 0.5 s" in found["text"]


CLIENTS = [
    flymyai.AgentClient,
    flymyai.AsyncAgentClient,
    flymyai.client,
    flymyai.async_client,
]


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("name", ["max_response_bytes", "response_timeout"])
def test_a_limit_that_is_none_is_refused_by_name(client: Any, name: str) -> None:
    for value in (0, -1, float("nan"), float("-inf"), -(10**400)):
        with pytest.raises(ValueError, match=f"^{name} must be a"):
            client("fly-k", **{name: value})
    for value in ("5", b"5", [], object()):
        with pytest.raises(TypeError, match=f"^{name} must be a number"):
            client("fly-k", **{name: value})
    for value in (None, 1, 2.0, float("inf"), 10**400):
        client("fly-k", **{name: value})


def test_half_a_byte_is_no_limit() -> None:
    with pytest.raises(ValueError, match="max_response_bytes must be a whole number"):
        flymyai.AgentClient("fly-k", max_response_bytes=1.5)


def test_a_reused_inference_client_keeps_its_limits(
    serve: Callable[[Respond], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = serve(repeats(b"x", EVENTS, start=b"data: "))
    monkeypatch.setenv("FLYMYAI_DSN", url)
    client = flymyai.client("fly-k", model="a/b", max_response_bytes=100_000)
    client.close()
    with pytest.raises(httpx.RemoteProtocolError, match="more than 100000 bytes"):
        client.predict({"p": "x"})
    client.client_info.apikey = "fly-other"
    with pytest.raises(httpx.RemoteProtocolError, match="more than 100000 bytes"):
        client.predict({"p": "x"})
