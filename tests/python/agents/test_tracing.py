"""Spans of OpenTelemetry, for programs that have loaded it."""

from __future__ import annotations

import asyncio
import gc
import signal
import subprocess
import sys
import threading
from typing import Any, Callable, Dict, Iterator, List

import httpx
import pytest
import trio
from opentelemetry import baggage, context, trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode
from support.account import LOG, RUN, Account
from support.mock_transport import URL, Script
from support.programs import end
from support.vectors import load

from flymyai import AgentClient, AsyncAgentClient
from flymyai.agents import ExecutionLog

VECTORS = [pytest.param(entry, id=entry["name"]) for entry in load("traces")]
DONE = {**RUN, "status": "completed"}
RESPONSE = ("status", "headers", "json", "text")


class Spans:
    """The spans that were exported, and a tracer for the program's own spans."""

    def __init__(self, exporter: InMemorySpanExporter, provider: TracerProvider) -> None:
        self._exporter = exporter
        self.tracer = provider.get_tracer("program")

    def ended(self) -> List[ReadableSpan]:
        """The spans of the package."""
        spans = self._exporter.get_finished_spans()
        return [each for each in spans if each.instrumentation_scope.name == "flymyai"]

    def only(self) -> ReadableSpan:
        (span,) = self.ended()
        return span


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Spans:
    # Not by `set_tracer_provider`, which works once in a process.
    exporter = InMemorySpanExporter()
    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(trace, "_TRACER_PROVIDER", provider)
    return Spans(exporter, provider)


def script(account: Account, entry: Dict[str, Any]) -> None:
    for response in entry["script"]:
        body = {name: value for name, value in response.items() if name in RESPONSE}
        rest = {name: value for name, value in response.items() if name not in RESPONSE}
        account.script({**rest, **({"reply": body} if body else {})})
    if entry.get("cancel"):
        account.hold("poll")


def call(client: Any, entry: Dict[str, Any]) -> Any:
    keywords = {**entry.get("fields", {}), **entry.get("options", {})}
    space, method = entry["operation"].split(".")
    positional = [entry["id"]] if "id" in entry else []
    return getattr(getattr(client, space), method)(*positional, **keywords)


def run_sync(account: Account, entry: Dict[str, Any]) -> None:
    with AgentClient(account.key, base_url=account.url) as client:
        result = call(client, entry)
        if entry["operation"] == "runs.stream_events":
            for number, _ in enumerate(result, 1):
                if number == entry.get("take"):
                    result.close()
                    break


async def run_async(account: Account, entry: Dict[str, Any]) -> None:
    async with AsyncAgentClient(account.key, base_url=account.url) as client:
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
async def test_vectors(account: Account, spans: Spans, entry: Dict[str, Any], kind: str) -> None:
    expect = entry["expect"]
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


def check_headers(sent: List[str], span: Any) -> None:
    expected = f"00-{span.trace_id:032x}-{span.span_id:016x}-{span.trace_flags:02x}"
    assert sent == [expected] * len(sent)


def follow(account: Account, *ids: int) -> None:
    """Scripts a run with these events."""
    account.respond(RUN)
    account.respond({**DONE, "logs": [{**LOG, "id": each} for each in ids]})


def test_the_span_is_current_in_callbacks(account: Account, spans: Spans) -> None:
    follow(account, 1, 2)
    current: List[Any] = []

    def on_event(event: ExecutionLog) -> None:
        current.append(trace.get_current_span().get_span_context())
        with spans.tracer.start_as_current_span("mine"):
            pass

    with AgentClient(account.key, base_url=account.url) as client:
        client.agents.run_and_wait("agent_1", on_event=on_event, poll_interval=0)
    span = spans.only()
    assert current == [span.context] * 2
    mine = [each for each in spans._exporter.get_finished_spans() if each.name == "mine"]
    assert [each.parent for each in mine] == current
    assert not trace.get_current_span().get_span_context().is_valid


async def test_the_span_is_current_in_awaited_callbacks(account: Account, spans: Spans) -> None:
    follow(account, 1)
    current: List[Any] = []

    async def on_event(event: ExecutionLog) -> None:
        await asyncio.sleep(0)
        current.append(trace.get_current_span().get_span_context())

    async with AsyncAgentClient(account.key, base_url=account.url) as client:
        await client.agents.run_and_wait("agent_1", on_event=on_event, poll_interval=0)
    assert current == [spans.only().context]


def test_an_exception_of_a_callback_is_recorded_once(account: Account, spans: Spans) -> None:
    follow(account, 1)

    def fail(event: ExecutionLog) -> None:
        raise LookupError("mine")

    with AgentClient(account.key, base_url=account.url) as client, pytest.raises(LookupError):
        client.agents.run_and_wait("agent_1", on_event=fail, poll_interval=0)
    span = spans.only()
    assert span.attributes is not None
    assert span.attributes["error.type"] == "LookupError"
    assert [each.name for each in span.events].count("exception") == 1


def test_threads_have_parents_of_their_own(account: Account, spans: Spans) -> None:
    account.respond(DONE, times=0)
    parents: Dict[Any, Any] = {}
    barrier = threading.Barrier(4)

    with AgentClient(account.key, base_url=account.url) as client:

        def work(run_id: int) -> None:
            with spans.tracer.start_as_current_span("thread") as parent:
                parents[str(run_id)] = parent.get_span_context()
                barrier.wait(20)
                client.runs.wait(run_id)

        threads = [threading.Thread(target=work, args=[each]) for each in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
    found = {each.attributes["flymyai.run.id"]: each.parent for each in spans.ended()}  # type: ignore[index]
    assert found == parents


async def _parents(client: AsyncAgentClient, spans: Spans, run_id: int) -> Any:
    with spans.tracer.start_as_current_span("task") as parent:
        await client.runs.wait(run_id)
        assert trace.get_current_span() is parent
        return str(run_id), parent.get_span_context()


async def test_tasks_have_parents_of_their_own(account: Account, spans: Spans) -> None:
    account.respond(DONE, times=0)
    async with AsyncAgentClient(account.key, base_url=account.url) as client:
        parents = dict(await asyncio.gather(*[_parents(client, spans, each) for each in range(4)]))
    found = {each.attributes["flymyai.run.id"]: each.parent for each in spans.ended()}  # type: ignore[index]
    assert found == parents


def test_trio_tasks_have_parents_of_their_own(account: Account, spans: Spans) -> None:
    account.respond(DONE, times=0)
    parents: Dict[Any, Any] = {}

    async def main() -> None:
        async with AsyncAgentClient(account.key, base_url=account.url) as client:

            async def work(run_id: int) -> None:
                key, parent = await _parents(client, spans, run_id)
                parents[key] = parent

            async with trio.open_nursery() as nursery:
                for each in range(4):
                    nursery.start_soon(work, each)

    trio.run(main)
    found = {each.attributes["flymyai.run.id"]: each.parent for each in spans.ended()}  # type: ignore[index]
    assert found == parents


def stream(account: Account, client: AgentClient) -> Iterator[ExecutionLog]:
    account.respond({**RUN, "logs": [{**LOG, "id": 1}, {**LOG, "id": 2}]}, times=0)
    return client.runs.stream_events(7, poll_interval=0)


def test_no_context_is_attached_between_events(account: Account, spans: Spans) -> None:
    with AgentClient(account.key, base_url=account.url) as client:
        before = context.get_current()
        for _ in stream(account, client):
            assert context.get_current() is before
            break


def test_a_generator_may_be_iterated_elsewhere(account: Account, spans: Spans) -> None:
    with AgentClient(account.key, base_url=account.url) as client:
        events = stream(account, client)
        seen: List[Any] = []
        with spans.tracer.start_as_current_span("caller") as caller:
            seen.append(next(events).id)

        def read() -> None:
            seen.append(next(events).id)
            assert not trace.get_current_span().get_span_context().is_valid

        thread = threading.Thread(target=read)
        thread.start()
        thread.join(20)
        events.close()  # type: ignore[attr-defined]
    assert seen == [1, 2]
    assert spans.only().parent == caller.get_span_context()


def test_an_abandoned_stream_ends_its_span(account: Account, spans: Spans) -> None:
    with AgentClient(account.key, base_url=account.url) as client:
        events = stream(account, client)
        next(events)
        assert spans.ended() == []
        del events
        gc.collect()
        assert spans.only().status.status_code == StatusCode.UNSET


def test_own_httpx_clients_send_the_headers_within_the_span(spans: Spans) -> None:
    sent = Script(RUN, DONE)
    current: List[Any] = []

    def hook(request: httpx.Request) -> None:
        current.append(trace.get_current_span().get_span_context())

    http = sent.client()
    http.event_hooks = {"request": [hook]}
    token = context.attach(baggage.set_baggage("team", "a b"))
    try:
        client = AgentClient("k", base_url=URL, http_client=http)
        client.agents.run_and_wait("agent_1", poll_interval=0)
    finally:
        context.detach(token)
    span = spans.only()
    assert current == [span.context] * 2
    check_headers([each.headers["traceparent"] for each in sent.requests], span.context)
    assert [each.headers["baggage"] for each in sent.requests] == ["team=a+b"] * 2


async def test_raw_responses_have_one_span(
    account: Account, client: AgentClient, aclient: AsyncAgentClient, spans: Spans
) -> None:
    account.respond(DONE, times=0)
    for raw in (
        client.with_raw_response.runs.wait(7),
        await aclient.with_raw_response.runs.wait(7),
    ):
        assert raw.headers["content-type"] == "application/json"
    assert [each.name for each in spans.ended()] == ["invoke_agent"] * 2


def test_headers_of_the_program_take_precedence(
    account: Account, client: AgentClient, spans: Spans
) -> None:
    account.respond(DONE, times=0)
    client.with_options(headers={"traceparent": "mine"}).runs.wait(7)
    assert account.last()["headers"]["traceparent"] == "mine"
    spans.only()


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


INTERRUPTED = """
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from flymyai import AgentClient

exporter = InMemorySpanExporter()
trace.set_tracer_provider(TracerProvider())
trace.get_tracer_provider().add_span_processor(SimpleSpanProcessor(exporter))
try:
    AgentClient().runs.wait(7, timeout=None)
except KeyboardInterrupt:
    (span,) = exporter.get_finished_spans()
    print(span.status.status_code.name, span.attributes["error.type"], len(span.events))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_ctrl_c_ends_the_span(
    account: Account, python: Callable[..., subprocess.Popen[str]]
) -> None:
    account.hold("poll")
    program = python(INTERRUPTED)
    account.requests(1)
    program.send_signal(signal.SIGINT)
    assert end(program) == ("ERROR cancelled 0\n", "")
