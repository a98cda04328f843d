"""Spans of OpenTelemetry, for programs that have loaded it: the vectors, and their failures."""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
from typing import Any, Callable, Dict, List, Optional

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.trace import SpanKind, StatusCode
from support.account import LOG, RUN, Account
from support.programs import end
from support.spans import Spans, check_headers
from support.vectors import load

from flymyai import AgentClient, AsyncAgentClient
from flymyai._internal.tracing import CallSpan

VECTORS = [pytest.param(entry, id=entry["name"]) for entry in load("traces")]
DONE = {**RUN, "status": "completed"}
RESPONSE = ("status", "headers", "json", "text")


def script(account: Account, entry: Dict[str, Any]) -> None:
    for response in entry["script"]:
        body = {name: value for name, value in response.items() if name in RESPONSE}
        rest = {name: value for name, value in response.items() if name not in RESPONSE}
        account.script({**rest, **({"reply": body} if body else {})})
    if entry.get("cancel"):
        account.hold("poll")


def call(client: Any, entry: Dict[str, Any]) -> Any:
    keywords = {**entry.get("fields", {}), **entry.get("options", {})}
    if "raises" in entry:
        keywords["on_event"] = raiser(**entry["raises"])
    space, method = entry["operation"].split(".")
    positional = [entry["id"]] if "id" in entry else []
    return getattr(getattr(client, space), method)(*positional, **keywords)


def raiser(message: str, **facts: Any) -> Callable[[object], None]:
    """Returns a function for events that raises an exception of a class of this name."""
    name = facts.pop("class")
    kind = type(name, (Exception,), {"__module__": "builtins", **facts})

    def fail(event: object) -> None:
        raise kind(message)

    return fail


def run_sync(account: Account, entry: Dict[str, Any]) -> None:
    with AgentClient(account.key, base_url=account.url) as client:
        if "before" in entry:
            call(client, entry["before"])
        result = call(client, entry)
        if entry["operation"] == "runs.stream_events":
            for number, _ in enumerate(result, 1):
                if number == entry.get("take"):
                    result.close()
                    break


async def run_async(account: Account, entry: Dict[str, Any]) -> None:
    async with AsyncAgentClient(account.key, base_url=account.url) as client:
        if "before" in entry:
            await call(client, entry["before"])
        result = call(client, entry)
        if entry["operation"] != "runs.stream_events":
            await result
            return
        number = 0
        async for _ in result:
            number += 1
            if number == entry.get("take"):
                await result.aclose()
                break


async def run_cancelled(account: Account, entry: Dict[str, Any]) -> None:
    task = asyncio.ensure_future(run_async(account, entry))
    await asyncio.get_running_loop().run_in_executor(None, account.requests, 1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("entry", VECTORS)
async def test_vectors(
    account: Account,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    entry: Dict[str, Any],
    kind: str,
) -> None:
    expect, breaks = entry["expect"], entry.get("breaks")
    spans = Spans(monkeypatch, breaks)
    script(account, entry)
    error: Any = None
    with spans.tracer.start_as_current_span("caller") as caller:
        try:
            if entry.get("cancel"):
                await run_cancelled(account, entry)
            elif kind == "sync":
                run_sync(account, entry)
            else:
                await run_async(account, entry)
        except Exception as caught:
            error = caught
        assert trace.get_current_span() is caller
    headers = [each["headers"].get("traceparent") for each in account.requests()]
    sent = [each for each in headers if each is not None]
    assert len(sent) == expect["sent"]
    failures = [each for each in caplog.records if each.levelno == logging.WARNING]
    assert [each.name for each in failures] == ["flymyai"] * (breaks not in (None, "sampled"))
    if breaks is not None:
        assert error is None
    if breaks == "sampled":
        assert spans.ended() == []
        assert not any(int(each[-2:], 16) & 1 for each in sent)
        return
    if expect["span"] is None:
        assert error is None
        assert spans.ended() == []
        check_headers(sent, caller.get_span_context())
        return
    span = spans.only()
    check(span, expect, account, error)
    assert span.parent == caller.get_span_context()
    check_headers(sent, span.context)


def check(span: ReadableSpan, expect: Dict[str, Any], account: Account, error: Any) -> None:
    assert span.name == expect["span"]
    assert span.kind == SpanKind.CLIENT
    host, _, port = account.url.rpartition("/")[2].partition(":")
    server = {"server.address": host, "server.port": int(port)}
    assert dict(span.attributes or {}) == {**expect["attributes"], **server}
    exceptions = [each for each in span.events if each.name == "exception"]
    events = [each for each in span.events if each.name != "exception"]
    shown = [
        {"name": e.name, "attributes": dict(e.attributes or {}), "time": e.timestamp / 1e9}
        for e in events
    ]
    assert shown == expect.get("events", [])
    assert len(exceptions) == expect.get("exceptions", 0)
    description = str(error) if exceptions else expect.get("description")
    code = StatusCode.UNSET if description is None else StatusCode.ERROR
    assert (span.status.status_code, span.status.description) == (code, description)
    assert "s3cr3t" not in span.to_json()


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> List[CallSpan]:
    """The spans that have started."""
    spans: List[CallSpan] = []
    start = CallSpan.start

    def note(span: CallSpan) -> None:
        spans.append(span)
        start(span)

    monkeypatch.setattr(CallSpan, "start", note)
    return spans


@pytest.mark.parametrize(("breaks", "count"), [(None, 1), ("sampled", 0)])
def test_only_a_span_that_is_recorded_collects_events(
    account: Account,
    client: AgentClient,
    monkeypatch: pytest.MonkeyPatch,
    started: List[CallSpan],
    breaks: Optional[str],
    count: int,
) -> None:
    Spans(monkeypatch, breaks)
    account.respond({**DONE, "logs": [{**LOG, "id": 1}]}, times=0)
    states: List[Dict[str, Any]] = []

    def on_event(event: object) -> None:
        states.append(json.loads(started[0]._native.take()))

    client.agents.run_and_wait("agent_1", on_event=on_event, poll_interval=0)
    (state,) = states
    assert state["attributes"]["flymyai.run.status"] == "completed"
    assert len(state["events"]) == count


def test_a_span_has_the_newest_events(
    account: Account, client: AgentClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    spans = Spans(monkeypatch)
    account.respond({**DONE, "logs": [{**LOG, "id": each} for each in range(130)]}, times=0)
    client.runs.wait(7)
    assert len(list(client.runs.stream_events(7))) == 130
    for span in spans.ended():
        ids = [(each.attributes or {})["flymyai.event.id"] for each in span.events]
        assert ids == [str(each) for each in range(2, 130)]
        assert (span.attributes or {})["flymyai.events.dropped"] == 2
    assert len(spans.ended()) == 2


def test_a_span_that_has_ended_collects_no_events(
    account: Account,
    client: AgentClient,
    monkeypatch: pytest.MonkeyPatch,
    started: List[CallSpan],
) -> None:
    Spans(monkeypatch)
    account.respond({**RUN, "logs": [{**LOG, "id": 1}]})
    account.respond({**DONE, "logs": [{**LOG, "id": 1}, {**LOG, "id": 2}]})
    events = client.runs.stream_events(7, poll_interval=0)
    next(events)
    (span,) = started
    span.end()
    assert [each.id for each in events] == [2]
    assert json.loads(span._native.take())["events"] == []


def test_a_failure_is_logged_once(
    account: Account,
    client: AgentClient,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    Spans(monkeypatch, "on_end")
    account.respond(DONE, times=0)
    for _ in range(3):
        assert client.runs.wait(7).status == "completed"
    (record,) = [each for each in caplog.records if each.levelno == logging.WARNING]
    assert record.name == "flymyai"
    assert record.exc_info is not None


UNKNOWN_PROPAGATOR = """
import os
os.environ["OTEL_PROPAGATORS"] = "unknown"
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry import trace
trace.set_tracer_provider(TracerProvider())
from flymyai import AgentClient
client = AgentClient()
for _ in range(2):
    print(client.agents.run_and_wait("agent_1", on_event=id, poll_interval=0).id)
    print(client.runs.wait(7).id, list(client.runs.stream_events(7)))
"""


def test_calls_go_on_without_a_module_of_opentelemetry(
    account: Account, python: Callable[..., subprocess.Popen[str]]
) -> None:
    account.respond(DONE, times=0)
    output, errors = end(python(UNKNOWN_PROPAGATOR))
    assert output == "7\n7 []\n" * 2
    assert errors.count("OpenTelemetry has failed") == 1


def test_nothing_is_sent_without_a_provider(account: Account, client: AgentClient) -> None:
    account.respond(DONE, times=0)
    client.runs.wait(7)
    assert list(client.runs.stream_events(7)) == []
    assert all("traceparent" not in each["headers"] for each in account.requests())


UNTRACED = """
import sys
from flymyai import AgentClient
client = AgentClient()
client.agents.run_and_wait("agent_1", on_event=print, poll_interval=0)
list(client.runs.stream_events(7))
print([name for name in sys.modules if "opentelemetry" in name or name.endswith("tracing")])
"""


def test_opentelemetry_is_never_imported(
    account: Account, python: Callable[..., subprocess.Popen[str]]
) -> None:
    account.respond(DONE, times=0)
    assert end(python(UNTRACED)) == ("[]\n", "")
