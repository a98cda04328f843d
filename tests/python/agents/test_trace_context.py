"""The context of spans: callbacks, threads, tasks, streams, headers, interrupts."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import subprocess
import sys
import threading
from typing import Any, Callable, Dict, Iterator, List

import httpx
import pytest
import trio
from opentelemetry import baggage, context, trace
from opentelemetry.sdk.trace import ReadableSpan, SpanProcessor
from opentelemetry.trace import StatusCode
from support.account import AGENT, LOG, RUN, Account
from support.mock_transport import URL, Script
from support.programs import end
from support.spans import Spans, check_headers

from flymyai import AgentClient, AsyncAgentClient
from flymyai._internal.abandoned_spans import end_abandoned, end_later
from flymyai.agents import ExecutionLog

DONE = {**RUN, "status": "completed"}


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Spans:
    return Spans(monkeypatch)


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
    mine = [each for each in spans.all() if each.name == "mine"]
    assert [each.parent for each in mine] == current
    assert not trace.get_current_span().get_span_context().is_valid


def test_a_name_that_the_program_gives_stays(account: Account, spans: Spans) -> None:
    class Renaming(SpanProcessor):
        def on_start(self, span: Any, parent_context: Any = None) -> None:
            span.update_name("mine")

    account.respond(AGENT)
    account.respond({**DONE, "user_agent_task_uuid": AGENT["uuid"]}, times=2)
    with AgentClient(account.key, base_url=account.url) as client:
        client.agents.get(AGENT["uuid"])
        client.with_options(max_retries=0).runs.wait(1)
        spans.provider.add_span_processor(Renaming())
        client.runs.wait(1)
    assert [each.name for each in spans.ended()] == ["invoke_agent Scout", "mine"]


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


def test_the_parent_is_the_span_of_the_thread(account: Account, spans: Spans) -> None:
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


async def test_the_parent_is_the_span_of_the_task(account: Account, spans: Spans) -> None:
    account.respond(DONE, times=0)
    async with AsyncAgentClient(account.key, base_url=account.url) as client:
        parents = dict(await asyncio.gather(*[_parents(client, spans, each) for each in range(4)]))
    found = {each.attributes["flymyai.run.id"]: each.parent for each in spans.ended()}  # type: ignore[index]
    assert found == parents


def test_the_parent_is_the_span_of_the_trio_task(account: Account, spans: Spans) -> None:
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


def test_a_stream_that_a_loop_leaves_ends_its_span(account: Account, spans: Spans) -> None:
    with AgentClient(account.key, base_url=account.url) as client:
        events = stream(account, client)
        next(events)
        assert spans.ended() == []
        del events
        assert spans.only().status.status_code == StatusCode.UNSET


class _LockedProcessor(SpanProcessor):
    """Has a lock, as exporters have."""

    def __init__(self) -> None:
        self.lock = threading.Lock()

    def on_end(self, span: ReadableSpan) -> None:
        # A thread that has the lock would wait for itself.
        assert self.lock.acquire(timeout=0)
        self.lock.release()


def test_a_collection_ends_no_span_itself(
    account: Account, spans: Spans, caplog: pytest.LogCaptureFixture
) -> None:
    processor = _LockedProcessor()
    spans.provider.add_span_processor(processor)
    with AgentClient(account.key, base_url=account.url) as client:
        events = stream(account, client)
        next(events)
        cycle: List[Any] = [events]
        cycle.append(cycle)
        del events, cycle
        with processor.lock:
            gc.collect()
        assert spans.ended() == []
        next(stream(account, client))
    first, second = spans.ended()
    assert first.end_time is not None
    assert second.start_time is not None
    assert first.end_time <= second.start_time
    assert first.status.status_code == StatusCode.UNSET
    assert caplog.records == []


@pytest.mark.parametrize("method", ["wait", "stream_events"])
def test_a_destroyed_task_leaves_the_context_of_others(
    account: Account, spans: Spans, caplog: pytest.LogCaptureFixture, method: str
) -> None:
    account.respond(RUN, times=0)
    client = AsyncAgentClient(account.key, base_url=account.url)

    async def work() -> None:
        result: Any = getattr(client.runs, method)(7, poll_interval=60)
        await (result if method == "wait" else result.__anext__())

    async def start() -> None:
        tasks.append(asyncio.ensure_future(work()))
        await asyncio.get_running_loop().run_in_executor(None, account.requests, 1)

    tasks: List[Any] = []
    loop = asyncio.new_event_loop()
    loop.run_until_complete(start())
    loop.close()
    tasks.clear()
    with spans.tracer.start_as_current_span("mine") as mine:
        gc.collect()
        assert trace.get_current_span() is mine
    assert [each.name for each in caplog.records if "opentelemetry" in each.name] == []


ABANDONED = """
import gc
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import ConsoleSpanExporter, SimpleSpanProcessor
from flymyai import AgentClient

trace.set_tracer_provider(TracerProvider())
exporter = ConsoleSpanExporter(formatter=lambda span: span.name)
trace.get_tracer_provider().add_span_processor(SimpleSpanProcessor(exporter))
events = AgentClient().runs.stream_events(7)
next(events)
cycle = [events]
cycle.append(cycle)
del events, cycle
gc.collect()
print("end", flush=True)
"""


def test_an_abandoned_span_ends_at_the_exit(
    account: Account, python: Callable[..., subprocess.Popen[str]]
) -> None:
    account.respond({**RUN, "logs": [{**LOG, "id": 1}]}, times=0)
    assert end(python(ABANDONED)) == ("end\ninvoke_agent", "")


OPEN = ABANDONED.replace("cycle = [events]", "cycle = []").replace("del events, cycle", "del cycle")


def test_an_open_span_ends_at_the_exit(
    account: Account, python: Callable[..., subprocess.Popen[str]]
) -> None:
    account.respond({**RUN, "logs": [{**LOG, "id": 1}]}, times=0)
    assert end(python(OPEN)) == ("end\ninvoke_agent", "")


def test_an_event_that_can_not_be_read_is_the_failure_of_the_span(
    account: Account, client: AgentClient, spans: Spans
) -> None:
    account.respond({**RUN, "logs": [{**LOG, "created_at": None}]}, times=0)
    with pytest.raises(Exception, match="created_at") as caught:
        next(stream(account, client))
    assert getattr(caught.value, "code", None) == "unexpected_response"
    span = spans.only()
    assert span.status.status_code == StatusCode.ERROR
    assert [each.name for each in span.events if each.name == "exception"] == ["exception"]


@pytest.mark.parametrize("method", ["wait", "stream_events"])
def test_a_replaced_poll_has_the_agent_and_the_events(
    account: Account, client: AgentClient, spans: Spans, method: str
) -> None:
    done = {**DONE, "user_agent_task_uuid": AGENT["uuid"], "logs": [LOG]}
    account.respond(AGENT)
    account.respond(done, times=0)
    client.agents.get(AGENT["uuid"])
    get = client.runs.get
    client.runs.get = lambda run_id: get(run_id)  # type: ignore[method-assign]
    result: Any = getattr(client.runs, method)(7)
    if method == "stream_events":
        list(result)
    span = spans.only()
    assert span.name == "invoke_agent Scout"
    (event,) = span.events
    assert event.name == LOG["type"]
    assert event.timestamp == 1772366400 * 10**9


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


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_child_does_not_end_the_spans_of_its_parent() -> None:
    ended: List[int] = []
    end_later(ended.append)
    child = os.fork()
    if child == 0:
        end_abandoned()
        os._exit(len(ended))
    assert os.waitpid(child, 0)[1] == 0
    end_abandoned()
    assert len(ended) == 1
