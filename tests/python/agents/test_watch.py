"""`runs.watch` and `run.watch` show a run until it has ended, and return it."""

from __future__ import annotations

import copy
import gc
import inspect
import io
import json
import pickle
import sys
import threading
from typing import Any, AsyncIterator, Callable, Dict, List
from unittest.mock import Mock

import httpx
import pytest
from support.account import LOG, RUN, Account
from support.mock_transport import URL, Script
from support.pickling import pickles_times

from flymyai import AgentClient, AsyncAgentClient
from flymyai._record_clients import client_of_record
from flymyai.agents import RunDetail, _run_views

Watch = Callable[..., Any]
DONE = {
    **RUN,
    "status": "completed",
    "agent_result": {"score": 1},
    "updated_at": "2026-03-01T12:01:04Z",
}


def log(number: int, **changes: Any) -> Dict[str, Any]:
    return {**LOG, "id": number, **changes}


@pytest.fixture(params=["sync", "async"])
async def watch(request: Any, account: Account) -> AsyncIterator[Watch]:
    """Calls the method of either client."""
    kind: Any = AgentClient if request.param == "sync" else AsyncAgentClient
    client = kind(account.key, base_url=account.url)

    async def call(run_id: Any = 7, **keywords: Any) -> Any:
        found = client.runs.watch(run_id, **{"poll_interval": 0.01, **keywords})
        return await found if inspect.isawaitable(found) else found

    yield call
    closing = client.close()
    if closing is not None:
        await closing


async def test_lines_without_a_terminal(account: Account, watch: Watch, capsys: Any) -> None:
    late = "2026-03-01T12:00:04.5Z"
    account.respond(RUN)
    account.respond({**RUN, "logs": [log(1)]})
    account.respond(
        {**DONE, "logs": [log(1), log(2, created_at=late, message="two\nlines\x1b[2J" + "x" * 200)]}
    )
    run = await watch()
    assert type(run) is RunDetail
    assert (run.output, len(run.logs)) == ({"score": 1}, 2)
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        "   0.0s  tool_called          Called tavily_search",
        "   4.5s  tool_called          two lines\ufffd[2J" + "x" * 200,
        "  1m04s  completed",
    ]
    # The polls of the events, and no other request.
    assert len(account.requests()) == 3


async def test_texts_that_are_not_unicode(account: Account, watch: Watch, capsys: Any) -> None:
    cut = "cut \ud83d"
    record = {**DONE, "status": "failed", "error": cut, "logs": [log(1, message=cut)]}
    account.respond(text=json.dumps(record))
    run = await watch()
    assert run.error == run.logs[0].message == cut
    assert capsys.readouterr().err.count("cut \ufffd") == 2


async def test_failed_run_is_returned(account: Account, watch: Watch, capsys: Any) -> None:
    account.respond({**DONE, "status": "failed", "error": "no credit", "agent_result": None})
    run = await watch()
    assert run.status == "failed"
    assert capsys.readouterr().err == "  1m04s  failed               no credit\n"


async def test_timeout(account: Account, watch: Watch, capsys: Any) -> None:
    account.respond({**RUN, "logs": [log(1)]}, times=0)
    with pytest.raises(TimeoutError, match="running") as caught:
        await watch(timeout=0)
    assert getattr(caught.value, "run_id", None) == "7"
    assert capsys.readouterr().err.splitlines()[1:] == [
        "Detached: the run goes on. Continue with: client.runs.watch(7)"
    ]


@pytest.mark.parametrize("options", [{"poll_interval": -1}, {"poll_interval": "soon"}])
async def test_invalid_arguments(account: Account, watch: Watch, options: Dict[str, Any]) -> None:
    with pytest.raises((ValueError, TypeError)):
        await watch(**options)
    assert account.requests() == []


async def test_unknown_run(account: Account, watch: Watch) -> None:
    account.respond({"detail": "Not found."}, status=404)
    with pytest.raises(Exception, match="Not found") as caught:
        await watch()
    assert getattr(caught.value, "code", None) == "not_found"


# Those of Windows report `charmap` in their errors.
@pytest.mark.parametrize("encoding", ["ascii", "cp866", "cp437"])
def test_a_stream_that_can_not_encode_a_text(
    account: Account, client: AgentClient, monkeypatch: Any, encoding: str
) -> None:
    account.respond({**DONE, "logs": [log(1, message="r日sum日"), log(2, message="plain")]})
    file = io.BytesIO()
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(file, encoding=encoding))
    client.runs.watch(7, poll_interval=0.01)
    lines = [line.split("  ")[-1].strip() for line in file.getvalue().decode(encoding).splitlines()]
    assert lines == ["r?sum?", "plain", "completed"]


def test_an_interrupt_while_the_view_starts_ends_it(client: AgentClient, monkeypatch: Any) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    class Interrupted(threading.Thread):
        def start(self) -> None:
            threads.append(self)
            super().start()
            raise KeyboardInterrupt

    threads: List[threading.Thread] = []
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(_run_views, "Thread", Interrupted)
    with pytest.raises(KeyboardInterrupt):
        client.runs.watch(7, poll_interval=0.01)
    assert _run_views._terminal.views == []
    threads[0].join(timeout=30)
    assert not threads[0].is_alive()
    assert "Continue with: client.runs.watch(7)" in stream.getvalue()


def test_a_stream_without_flush(account: Account, client: AgentClient, monkeypatch: Any) -> None:
    class Stream:
        text = ""

        def write(self, text: str) -> None:
            self.text += text

    account.respond({**DONE, "logs": [log(1)]})
    stream = Stream()
    monkeypatch.setattr(sys, "stderr", stream)
    assert client.runs.watch(7, poll_interval=0.01).status == "completed"
    assert "completed" in stream.text


@pytest.mark.parametrize("closed", [True, False])
def test_an_output_that_fails_does_not_end_the_watch(
    account: Account, client: AgentClient, monkeypatch: Any, closed: bool
) -> None:
    account.respond({**DONE, "logs": [log(1)]})
    stream = io.StringIO()
    stream.close()
    monkeypatch.setattr(sys, "stderr", stream if closed else None)
    assert client.runs.watch(7).is_terminal


def test_through_a_client_of_httpx(capsys: Any) -> None:
    script = Script()
    script.responses = [
        httpx.Response(200, json={**RUN, "logs": [log(1)]}),
        httpx.Response(200, json={**DONE, "logs": [log(1)]}),
    ]
    http = httpx.Client(transport=httpx.MockTransport(script))
    with AgentClient("fly-1", base_url=URL, http_client=http) as client:
        run = client.runs.watch(7, poll_interval=0)
        assert run.output == {"score": 1}
    assert capsys.readouterr().err.splitlines()[0].endswith("Called tavily_search")


def test_through_a_replaced_get(client: AgentClient, account: Account, capsys: Any) -> None:
    runs = client.runs
    polls: List[Any] = [RUN, {**RUN, "logs": [log(1)]}, *[{**DONE, "logs": [log(1)]}] * 2]
    runs.get = Mock(side_effect=[RunDetail(**poll) for poll in polls])  # type: ignore[method-assign]
    run = runs.watch(7, poll_interval=0)
    assert run.output == {"score": 1}
    assert len(capsys.readouterr().err.splitlines()) == 2
    assert account.requests() == []


def test_a_record_is_watched_by_the_client_that_has_read_it(
    client: AgentClient, account: Account
) -> None:
    account.respond(RUN)
    run = client.runs.get(7)
    account.respond([RUN, {**RUN, "id": 8}])
    listed = client.runs.list()
    account.respond([RUN])
    (row,) = client.runs.iter()
    for record in (run, *listed, row):
        account.respond({**DONE, "id": record.id})
        assert record.watch(poll_interval=0.01).id == record.id
    assert account.last()["path"].endswith("/executions/7/")
    # The result is a record, too.
    account.respond(DONE, times=0)
    ended = run.watch()
    assert ended.watch() == ended


async def test_records_of_an_asynchronous_client(
    aclient: AsyncAgentClient, account: Account
) -> None:
    account.respond(RUN)
    run = await aclient.runs.get(7)
    account.respond([RUN])
    rows = [row async for row in aclient.runs.iter()]
    for record in (run, *rows):
        account.respond(DONE)
        assert (await record.watch()).output == {"score": 1}


@pickles_times
def test_records_without_a_client(account: Account) -> None:
    client = AgentClient(account.key, base_url=account.url)
    account.respond(RUN)
    run = client.runs.get(7)
    made = RunDetail(**run.model_dump())
    others = (
        made,
        copy.copy(run),
        copy.deepcopy(run),
        run.model_copy(),
        RunDetail.model_construct(**run.model_dump()),
        pickle.loads(pickle.dumps(run)),
    )
    for other in others:
        with pytest.raises(RuntimeError, match=r"Use client\.runs\.watch\(run\.id\)"):
            other.watch()
    assert len(account.requests()) == 1
    # The record of a client is equal to one without.
    assert run == made
    assert repr(run) == repr(made)
    assert run.model_dump_json() == made.model_dump_json()
    assert vars(pickle.loads(pickle.dumps(run))) == vars(made)
    assert vars(run) == vars(made)
    client.close()
    del client
    gc.collect()
    with pytest.raises(RuntimeError, match="client no longer exists"):
        run.watch()


def test_records_do_not_keep_memory(client: AgentClient, account: Account) -> None:
    from flymyai._record_clients import _owners, forget_lost_records

    gc.collect()
    forget_lost_records()
    before = len(_owners)
    account.respond([RUN] * 50)
    listed = client.runs.list()
    assert len(_owners) == before + 50
    kept = listed.pop()
    listed.clear()
    forget_lost_records()
    assert len(_owners) == before + 1
    assert client_of_record(kept) is client


def test_lost_records_are_removed_by_themselves(client: AgentClient, account: Account) -> None:
    from flymyai._record_clients import MIN_LIMIT, _owners

    account.respond([RUN] * 100, times=0)
    kept = client.runs.list()
    for _ in range(3 * MIN_LIMIT // 100):
        client.runs.list()
    assert len(_owners) < 2 * MIN_LIMIT
    assert all(client_of_record(run) is client for run in kept)


def test_raw_responses_do_not_keep_memory(client: AgentClient, account: Account) -> None:
    from flymyai._record_clients import _owners, forget_lost_records

    def clients() -> int:
        return sum(type(each) is AgentClient for each in gc.get_objects())

    gc.collect()
    forget_lost_records()
    account.respond(RUN, times=0)
    before = (len(_owners), clients())
    gc.disable()
    try:
        response = client.with_raw_response.runs.get(7)
        assert len(_owners) == before[0] + 1
        with pytest.raises(ValueError, match="run_id"):
            client.with_raw_response.runs.get("")
        # The client of a call is freed without a garbage collection, and so is the record.
        assert clients() == before[1]
        del response
        forget_lost_records()
        assert (len(_owners), clients()) == before
    finally:
        gc.enable()


async def test_raw_responses_of_an_asynchronous_client_do_not_keep_memory(
    aclient: AsyncAgentClient, account: Account
) -> None:
    account.respond(RUN, times=0)

    def clients() -> int:
        return sum(type(each) is AsyncAgentClient for each in gc.get_objects())

    gc.collect()
    before = clients()
    gc.disable()
    try:
        for _ in range(3):
            await aclient.with_raw_response.runs.create(agent_id="a")
        assert clients() == before
    finally:
        gc.enable()


async def test_records_of_a_derived_client_that_no_longer_exists(
    client: AgentClient, aclient: AsyncAgentClient, account: Account
) -> None:
    account.respond(RUN, times=3)
    options: Any = {"timeout": 300, "max_retries": 0, "headers": iter([("X-A", "1")])}
    run = (
        client.with_options(**options).with_options(headers={"X-B": "2"}).runs.create(agent_id="a")
    )
    raw = client.with_options(headers={"X-A": "1", "X-B": "2"}).with_raw_response.runs.get(7).value
    other = await aclient.with_options(headers={"X-A": "1", "X-B": "2"}).runs.get(7)
    gc.collect()
    for record in (run, raw, other):
        before = len(account.requests())
        account.respond(RUN)
        account.respond(DONE)
        found = record.watch(poll_interval=0.01)
        ended = await found if inspect.isawaitable(found) else found
        gc.collect()
        # The record that `watch` returns has the client, too.
        account.respond(DONE)
        found = ended.watch()
        assert (await found if inspect.isawaitable(found) else found).is_terminal
        sent = [request["headers"] for request in account.requests()[before:]]
        assert [(each["x-a"], each["x-b"]) for each in sent] == [("1", "2")] * 3
    client.close()


def test_a_record_of_a_derived_client_keeps_no_client(account: Account) -> None:
    client = AgentClient(account.key, base_url=account.url)
    account.respond(RUN)
    run = client.with_options(timeout=300).runs.get(7)
    del client
    gc.collect()
    with pytest.raises(RuntimeError, match="client no longer exists"):
        run.watch()


def test_an_exception_of_the_program_in_a_view_stops_its_thread(
    client: AgentClient, account: Account, monkeypatch: Any
) -> None:
    import threading

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

        def write(self, text: str) -> int:
            if "tool_called" in text:
                raise ZeroDivisionError
            return super().write(text)

    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    account.respond({**RUN, "logs": [log(1)]}, times=0)
    with pytest.raises(ZeroDivisionError):
        client.runs.watch(7)
    assert "flymyai-watch" not in [thread.name for thread in threading.enumerate()]


def test_records_may_be_read_while_lost_ones_are_removed(client: AgentClient) -> None:
    from flymyai._record_clients import _owners, forget_lost_records, remember_client

    kept = [RunDetail.model_validate(RUN) for _ in range(500)]
    remember_client(kept, client)
    more: List[RunDetail] = []

    def read_another(phase: str, info: Dict[str, Any]) -> None:
        # As another thread does: it may run in the callbacks of a collection.
        run = RunDetail.model_construct()
        more.append(run)
        remember_client(run, client)

    thresholds = gc.get_threshold()
    gc.callbacks.append(read_another)
    gc.set_threshold(10)
    try:
        forget_lost_records()
    finally:
        gc.set_threshold(*thresholds)
        gc.callbacks.remove(read_another)
    assert all(client_of_record(run) is client for run in kept)
    assert len(_owners) >= len(kept)
