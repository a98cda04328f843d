"""Log records reach `logging`, the old httpx line and stderr, without keys and user data."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import subprocess
import sys
import time
from typing import Any, Callable, Dict, Iterator, List, Set

import pytest
from support.account import RUN, Account

from flymyai import AgentClient, AsyncAgentClient, FlyMyAIAgentError

Python = Callable[..., "subprocess.Popen[str]"]
SECRET = "user-data-that-no-log-has"


@pytest.fixture(autouse=True)
def levels() -> Iterator[None]:
    """The levels of the loggers after a test are those before it."""
    names = ["flymyai", "flymyai.request", "flymyai.run", "flymyai.connection", "httpx"]
    loggers = [logging.getLogger(name) for name in names]
    before = [logger.level for logger in loggers]
    yield
    for logger, level in zip(loggers, before):
        logger.setLevel(level)


def fields(caplog: Any, name: str, event: str) -> List[Dict[str, Any]]:
    records = [record for record in caplog.records if record.name == name]
    return [each.flymyai for each in records if each.flymyai["event"] == event]


def without_times(caplog: Any, name: str) -> List[str]:
    texts = [record.getMessage() for record in caplog.records if record.name == name]
    return [re.sub(r"[\d.]+ m?s", "TIME", text) for text in texts]


def test_a_request_is_one_record(account: Account, caplog: Any) -> None:
    caplog.set_level("DEBUG", "flymyai")
    account.respond([], headers={"x-request-id": "req-1"})
    before = time.time()
    with AgentClient(account.key, base_url=account.url) as client:
        client.agents.list()
    url = f"{account.url}/api/v1/agents/tasks/"
    expected = f"GET {url}: 200 after TIME, request id req-1"
    assert without_times(caplog, "flymyai.request") == [expected]
    (request,) = fields(caplog, "flymyai.request", "request")
    assert 0 <= request.pop("duration") < 20
    assert request == {
        "event": "request",
        "method": "GET",
        "url": url,
        "attempt": 1,
        "status": 200,
        "reason": "OK",
        "http_version": "HTTP/1.1",
        "request_id": "req-1",
    }
    (record,) = (each for each in caplog.records if each.name == "flymyai.request")
    assert record.levelno == logging.DEBUG
    assert before <= record.created <= time.time()
    (opened,) = fields(caplog, "flymyai.connection", "connection")
    assert opened == {"event": "connection", "change": "opened", "server": account.url}


def test_a_retry_has_its_reason_and_its_delay(account: Account, caplog: Any) -> None:
    caplog.set_level("INFO", "flymyai")
    account.script(
        {"reply": {"status": 503, "text": SECRET}}, {"reply": {"status": 200, "json": []}}
    )
    with AgentClient(account.key, base_url=account.url) as client:
        client.agents.list()
    url = f"{account.url}/api/v1/agents/tasks/"
    texts = without_times(caplog, "flymyai.request")
    assert texts == [f"GET {url}: attempt 1 failed (status 503), the next one follows in TIME"]
    (retry,) = fields(caplog, "flymyai.request", "retry")
    assert 0.25 <= retry["delay"] <= 0.5
    caplog.set_level("DEBUG", "flymyai")
    account.script({"drop": "before"}, {"reply": {"status": 200, "json": []}})
    caplog.clear()
    with AgentClient(account.key, base_url=account.url) as client:
        client.agents.list()
    attempts = fields(caplog, "flymyai.request", "request")
    assert [each["attempt"] for each in attempts] == [1, 2]
    assert "error" in attempts[0]
    assert "status" not in attempts[0]


def log(number: int) -> Dict[str, Any]:
    stamp = RUN["created_at"]
    return {
        "id": number,
        "created_at": stamp,
        "updated_at": stamp,
        "type": "tool_called",
        "message": SECRET,
    }


def script_run(account: Account) -> None:
    running = {**RUN, "id": 7, "status": "running", "logs": [log(1)]}
    ended = {**RUN, "id": 7, "status": "completed", "logs": [log(1), log(2), log(3)]}
    account.script(
        {"reply": {"status": 200, "json": running}}, {"reply": {"status": 200, "json": ended}}
    )


@pytest.mark.parametrize("asynchronous", [False, True])
def test_waits_and_event_streams_log_polls(
    account: Account, caplog: Any, asynchronous: bool
) -> None:
    caplog.set_level("DEBUG", "flymyai")

    async def follow() -> None:
        async with AsyncAgentClient(account.key, base_url=account.url) as client:
            await client.runs.wait(7, poll_interval=0.001)
            script_run(account)
            async for _ in client.runs.stream_events(7, poll_interval=0.001):
                pass

    script_run(account)
    if asynchronous:
        asyncio.run(follow())
    else:
        with AgentClient(account.key, base_url=account.url) as client:
            client.runs.wait(7, poll_interval=0.001)
            script_run(account)
            list(client.runs.stream_events(7, poll_interval=0.001))
    assert without_times(caplog, "flymyai.run") == [
        "run 7 is running",
        "run 7 is completed",
        "run 7 ended: completed",
        "run 7 is running, 1 new event",
        "run 7 is completed, 2 new events",
        "run 7 ended: completed",
    ]
    levels = [record.levelname for record in caplog.records if record.name == "flymyai.run"]
    assert levels == ["DEBUG", "DEBUG", "INFO"] * 2
    assert SECRET not in caplog.text
    assert account.key not in caplog.text


def test_a_long_wait_logs_while_it_waits(account: Account, caplog: Any) -> None:
    caplog.set_level("DEBUG", "flymyai")
    seen: List[str] = []

    class Release(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            seen.append(record.getMessage())
            account.release("second poll")

    handler = Release()
    logging.getLogger("flymyai.run").addHandler(handler)
    try:
        running, ended = ({**RUN, "id": 7, "status": each} for each in ("running", "completed"))
        account.script({"reply": {"status": 200, "json": running}})
        account.script({"hold": "second poll", "reply": {"status": 200, "json": ended}})
        with AgentClient(account.key, base_url=account.url) as client:
            # Ends only if the record reaches the handler during the wait.
            assert client.runs.wait(7, poll_interval=0.001, timeout=30).status == "completed"
    finally:
        logging.getLogger("flymyai.run").removeHandler(handler)
    assert seen[0] == "run 7 is running"


def test_bodies_queries_and_keys_are_not_logged(account: Account, caplog: Any) -> None:
    caplog.set_level("DEBUG")
    account.respond({**RUN, "id": 7, "agent_result": {"text": SECRET}})
    account.respond({"detail": SECRET}, status=400)
    with AgentClient(account.key, base_url=account.url) as client:
        client.runs.create(agent_id="a", variables={"text": SECRET}, idempotency_key=SECRET)
        with pytest.raises(FlyMyAIAgentError):
            client.runs.list(agent_id=SECRET)
    assert [each["method"] for each in fields(caplog, "flymyai.request", "request")]
    shown = caplog.text + "".join(str(vars(record)) for record in caplog.records)
    assert SECRET not in shown
    assert account.key not in shown


def test_nothing_is_recorded_at_the_default_level(account: Account, caplog: Any) -> None:
    logging.getLogger("flymyai").setLevel(logging.NOTSET)
    account.respond([])
    account.respond([])
    with AgentClient(account.key, base_url=account.url) as client:
        client.agents.list()
        # Records of the first call would be delivered by the second one.
        caplog.set_level("DEBUG", "flymyai")
        caplog.clear()
        client.agents.list()
    assert len(fields(caplog, "flymyai.request", "request")) == 1


@pytest.mark.parametrize(
    ("name", "level", "events"),
    [
        ("root", "NOTSET", {"connection", "request", "poll", "ended"}),
        ("root", "INFO", {"request", "ended"}),  # the request in the line of httpx
        ("flymyai", "INFO", {"ended"}),
        ("flymyai.run", "DEBUG", {"poll", "ended"}),
        ("flymyai.connection", "DEBUG", {"connection"}),
        ("httpx", "INFO", {"request"}),
    ],
)
def test_the_levels_of_all_loggers_count(
    account: Account, caplog: Any, name: str, level: str, events: Set[str]
) -> None:
    caplog.set_level(level, None if name == "root" else name)
    account.respond({**RUN, "id": 7, "status": "completed"})
    with AgentClient(account.key, base_url=account.url) as client:
        client.runs.wait(7)
    logged = [record for record in caplog.records if hasattr(record, "flymyai")]
    assert {record.flymyai["event"] for record in logged} == events


def test_the_line_of_httpx(account: Account, caplog: Any) -> None:
    caplog.set_level("INFO", "httpx")
    account.respond([])
    with AgentClient(account.key, base_url=account.url) as client:
        client.agents.list()
    (record,) = (each for each in caplog.records if each.name == "httpx")
    url = f"{account.url}/api/v1/agents/tasks/"
    assert record.levelno == logging.INFO
    assert record.getMessage() == f'HTTP Request: GET {url} "HTTP/1.1 200 OK"'
    assert record.args == ("GET", url, "HTTP/1.1", 200, "OK")


def test_a_program_with_its_own_httpx_client_gets_one_line(account: Account, caplog: Any) -> None:
    import httpx

    caplog.set_level("INFO", "httpx")
    account.respond([])
    with httpx.Client() as http, AgentClient(
        account.key, base_url=account.url, http_client=http
    ) as client:
        client.agents.list()
    lines = [each for each in caplog.records if each.name == "httpx"]
    assert len(lines) == 1


def test_calls_of_a_handler_are_not_recorded(account: Account) -> None:
    account.script({"times": 0, "reply": {"status": 200, "json": []}})
    client = AgentClient(account.key, base_url=account.url)
    calls: List[str] = []

    class Calling(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            calls.append(record.getMessage())
            client.agents.list()

    handler = Calling()
    logger = logging.getLogger("flymyai.request")
    logger.addHandler(handler)
    logger.setLevel("DEBUG")
    try:
        client.agents.list()
        client.agents.list()
    finally:
        logger.removeHandler(handler)
        client.close()
    assert len(calls) == 2
    assert len(account.requests(4)) == 4


def test_connections_of_a_handler_are_not_recorded(account: Account) -> None:
    account.script({"times": 0, "reply": {"status": 200, "json": []}})
    client = AgentClient(account.key, base_url=account.url)
    counts: List[int] = []
    records: List[logging.LogRecord] = []

    class Calling(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            records.append(record)
            client.agents.list()

    handler = Calling()
    logger = logging.getLogger("flymyai")
    logger.addHandler(handler)
    logger.setLevel("DEBUG")
    try:
        for _ in range(4):
            records.clear()
            client.agents.list()
            counts.append(len(records))
    finally:
        logger.removeHandler(handler)
        client.close()
    assert max(counts) <= 3, counts


def test_a_record_whose_handler_fails_is_not_the_last(account: Account, monkeypatch: Any) -> None:
    account.script({"times": 0, "reply": {"status": 200, "json": []}})
    failures: List[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", failures.append)
    seen: List[str] = []

    class Failing(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            seen.append(record.name)
            raise LookupError

    handler = Failing()
    logger = logging.getLogger("flymyai")
    logger.addHandler(handler)
    logger.setLevel("DEBUG")
    try:
        with AgentClient(account.key, base_url=account.url) as client:
            client.agents.list()
    finally:
        logger.removeHandler(handler)
    assert {"flymyai.connection", "flymyai.request"} <= set(seen)
    assert [type(failure.exc_value) for failure in failures] == [LookupError]


def test_an_exception_of_a_filter_ends_no_call(account: Account, monkeypatch: Any) -> None:
    logger = logging.getLogger("flymyai.request")
    unraisable: List[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda args: unraisable.append(args.exc_value))

    def refuse(record: logging.LogRecord) -> bool:
        raise ValueError("a filter that fails")

    logger.addFilter(refuse)
    logger.setLevel("DEBUG")
    account.respond([])
    try:
        with AgentClient(account.key, base_url=account.url) as client:
            assert client.agents.list() == []
    finally:
        logger.removeFilter(refuse)
    assert [str(error) for error in unraisable] == ["a filter that fails"]


LISTS = "from flymyai import AgentClient\nAgentClient().agents.list()\n"


@pytest.mark.parametrize("level", ["debug", "DEBUG", "info", ""])
def test_the_environment_prints_records(
    account: Account, python: Python, monkeypatch: Any, level: str
) -> None:
    account.script({"reply": {"status": 503}}, {"reply": {"status": 200, "json": []}})
    monkeypatch.setenv("FLYMYAI_LOG", level)
    _, printed = python(LISTS).communicate(timeout=60)
    lines = re.sub(r"[\d.]+ m?s", "TIME", printed).splitlines()
    stamp = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z ")
    assert all(stamp.match(line) for line in lines), printed
    url = f"{account.url}/api/v1/agents/tasks/"
    retry = f"INFO flymyai.request GET {url}: attempt 1 failed (status 503), "
    retry += "the next one follows in TIME"
    texts = [stamp.sub("", line) for line in lines]
    request = f"DEBUG flymyai.request GET {url}: "
    assert (
        texts[:-1][:4]
        == {
            "debug": [
                f"DEBUG flymyai.connection connection to {account.url} opened",
                f"{request}503 after TIME",
                retry,
                f"DEBUG flymyai.connection connection to {account.url} reused",
            ],
            "info": [],
            "": [],
        }[level.lower()]
    )
    assert (retry in texts) == bool(level)
    assert (f"{request}200 after TIME, attempt 2" in texts) == (level.lower() == "debug")


def test_an_invalid_level_is_one_warning(
    account: Account, python: Python, monkeypatch: Any
) -> None:
    account.script({"times": 0, "reply": {"status": 200, "json": []}})
    monkeypatch.setenv("FLYMYAI_LOG", "verbose")
    program = LISTS + "import flymyai\nAgentClient().agents.list()\n"
    _, printed = python(program).communicate(timeout=60)
    (line,) = printed.splitlines()
    assert line.endswith(
        'WARNING flymyai FLYMYAI_LOG is "verbose", which is no level: nothing is printed; '
        "use off, error, warning, info or debug"
    )


def test_logging_is_not_imported(account: Account, python: Python) -> None:
    account.script({"times": 0, "reply": {"status": 200, "json": []}})
    # `logging` may be there already: what matters is that no call adds it.
    program = (
        "import sys\nfrom flymyai import AgentClient\n"
        "client = AgentClient()\nclient.agents.list()\n"
        "sys.modules.pop('logging', None)\nclient.agents.list()\n"
        "print('logging' in sys.modules)\n"
    )
    shown, errors = python(program).communicate(timeout=60)
    assert shown == "False\n", errors


STRESS = '''
import asyncio, logging, os, sys, threading

from flymyai import AgentClient, AsyncAgentClient

logging.basicConfig(level="DEBUG", handlers=[logging.NullHandler()])
clients = [AgentClient() for _ in range(3)]

class Calling(logging.Handler):
    """Calls the client for one record in ten, while it holds the lock of the handler."""
    seen = 0

    def emit(self, record):
        Calling.seen += 1
        if Calling.seen % 10 == 0:
            clients[0].agents.list()

logging.getLogger("flymyai").addHandler(Calling())

def threads():
    for _ in range(15):
        for client in clients:
            client.agents.list()

async def tasks():
    async with AsyncAgentClient() as client:
        for _ in range(5):
            await asyncio.gather(*(client.agents.list() for _ in range(10)))

def forks():
    for _ in range(5):
        child = os.fork()
        if child == 0:
            try:
                AgentClient().agents.list()
            except BaseException:
                os._exit(1)
            os._exit(0)
        if os.waitpid(child, 0)[1] != 0:
            os._exit(3)

workers = [threading.Thread(target=threads) for _ in range(4)]
workers.append(threading.Thread(target=lambda: asyncio.run(tasks())))
for worker in workers:
    worker.start()
if hasattr(os, "fork"):
    forks()
for worker in workers:
    worker.join()
print("ended", Calling.seen > 200)
'''


def test_threads_tasks_forks_and_handlers_do_not_deadlock(account: Account, python: Python) -> None:
    account.script({"times": 0, "reply": {"status": 200, "json": []}})
    shown, errors = python(STRESS).communicate(timeout=120)
    assert shown == "ended True\n", errors


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_a_forked_child_does_not_repeat_the_records_of_its_parent(
    account: Account, python: Python
) -> None:
    account.script({"times": 0, "reply": {"status": 200, "json": []}})
    program = """
import logging, os, sys
from flymyai import AgentClient

logging.basicConfig(level="DEBUG", stream=sys.stdout, format="%(process)d %(name)s %(message)s")
client = AgentClient()
client.agents.list()
if os.fork() == 0:
    client.agents.list()
    sys.stdout.flush()
    os._exit(0)
os.wait()
"""
    process = python(program)
    shown, errors = process.communicate(timeout=60)
    lines = [line for line in shown.splitlines() if " flymyai.request GET" in line]
    assert len(lines) == 2, shown + errors
    assert len({line.split()[0] for line in lines}) == 2
