"""Waits and event streams keep their timeouts, and continue after outages, sync and async."""

from __future__ import annotations

import asyncio
import inspect
import time
from typing import Any, AsyncIterator, Callable, Dict, Iterator
from unittest.mock import patch

import httpx
import pytest
from support.account import COMPILATION, RUN, Account
from support.mock_transport import DONE, URL, Script

from flymyai import AgentClient, AsyncAgentClient, FlyMyAIAgentError
from flymyai._transports.detect import sleep_is_real
from flymyai.agents import RunDetail

# Far less than the 60 s that each request of a client may take.
SOON = 10

Ask = Callable[..., Any]


@pytest.fixture(params=["sync", "async"])
async def ask(request: Any, account: Account) -> AsyncIterator[Ask]:
    """Calls a method of either client by its name, and collects events."""
    if request.param == "sync":
        with AgentClient(account.key, base_url=account.url) as client:

            async def call(name: str, *arguments: Any, **keywords: Any) -> Any:
                space, method = name.split(".")
                found = getattr(getattr(client, space), method)(*arguments, **keywords)
                return list(found) if inspect.isgenerator(found) else found

            yield call
        return
    async with AsyncAgentClient(account.key, base_url=account.url) as aclient:

        async def acall(name: str, *arguments: Any, **keywords: Any) -> Any:
            space, method = name.split(".")
            found = getattr(getattr(aclient, space), method)(*arguments, **keywords)
            return [each async for each in found] if inspect.isasyncgen(found) else await found

        yield acall


def log(number: int) -> Dict[str, Any]:
    stamp = RUN["created_at"]
    return {
        "id": number,
        "created_at": stamp,
        "updated_at": stamp,
        "type": "tool_called",
        "message": "m",
    }


async def test_a_wait_ends_at_its_timeout_with_any_interval(account: Account, ask: Ask) -> None:
    account.respond(RUN, times=0)
    started = time.monotonic()
    with pytest.raises(TimeoutError, match=r"^Run 7 did not complete within 0.2s") as caught:
        await ask("runs.wait", 7, timeout=0.2, poll_interval=2000)
    assert time.monotonic() - started < SOON
    assert caught.value.__cause__ is None
    # The last poll was made at the timeout.
    assert len(account.requests()) == 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("runs.wait", "Run 7 did not complete within 0.3s"),
        ("runs.stream_events", "Run 7 did not complete within 0.3s"),
        ("compilations.wait", "Compilation 7 still CompilationStatus.UNKNOWN after 0.3s"),
        ("agents.compile_from_run", "The request to start got no response within 0.3s"),
        (
            "compilations.run_instruction_and_wait",
            "The request to start got no response within 0.3s",
        ),
    ],
)
async def test_a_stalled_request_ends_at_the_timeout(
    account: Account, ask: Ask, name: str, text: str
) -> None:
    account.script({"hang": True, "times": 0})
    started = time.monotonic()
    with pytest.raises(TimeoutError) as caught:
        await ask(name, 7, timeout=0.3)
    assert time.monotonic() - started < SOON
    assert type(caught.value) is TimeoutError
    found = str(caught.value).replace("still unknown", "still CompilationStatus.UNKNOWN")
    assert found.startswith(text)
    assert isinstance(caught.value.__cause__, httpx.ReadTimeout)
    assert len(account.aborted(minimum=1)) == 1


# The last poll has half a second, so that longer waits end by another limit.
@pytest.mark.parametrize("read_timeout", [60, 0.7])
async def test_a_stalled_first_poll_ends_at_a_longer_timeout(
    account: Account, read_timeout: float
) -> None:
    account.script({"hang": True, "times": 0})
    options = {"base_url": account.url, "timeout": read_timeout, "max_retries": 0}
    with AgentClient(account.key, **options) as client, pytest.raises(TimeoutError) as caught:
        client.runs.wait(7, timeout=0.7)
    assert type(caught.value) is TimeoutError
    assert isinstance(caught.value.__cause__, httpx.ReadTimeout)


async def test_a_stalled_poll_after_others_ends_at_the_timeout(account: Account, ask: Ask) -> None:
    for name in ("runs.wait", "runs.stream_events"):
        account.respond({**RUN, "logs": [log(1)]})
        account.script({"hang": True, "times": 1})
        with pytest.raises(TimeoutError, match=r"last status: .*(RUNNING|running)") as caught:
            await ask(name, 7, timeout=0.3, poll_interval=0.01)
        assert isinstance(caught.value.__cause__, httpx.ReadTimeout)


async def test_the_last_failure_is_the_cause(account: Account, ask: Ask) -> None:
    account.respond(RUN)
    account.respond({"detail": "busy"}, status=503, times=0)
    with pytest.raises(TimeoutError) as caught:
        await ask("runs.wait", 7, timeout=0.3, poll_interval=0.01)
    cause = caught.value.__cause__
    assert isinstance(cause, FlyMyAIAgentError)
    assert cause.status_code == 503


async def test_one_timeout_covers_the_start_and_the_wait(account: Account, ask: Ask) -> None:
    account.respond(COMPILATION, status=201)
    account.respond(COMPILATION)
    account.script({"hang": True, "times": 0})
    with pytest.raises(TimeoutError, match=r"^Compilation 5 still ") as caught:
        await ask("agents.compile_from_run", 7, timeout=0.3, poll_interval=0.01)
    assert isinstance(caught.value.__cause__, httpx.ReadTimeout)


async def test_after_a_response_the_first_poll_may_fail(account: Account, ask: Ask) -> None:
    for start, wait, done in (
        ("runs.get", "runs.wait", DONE),
        ("runs.get", "runs.stream_events", DONE),
        ("compilations.get", "compilations.wait", {**COMPILATION, "status": "compiled"}),
    ):
        account.respond(RUN if start == "runs.get" else COMPILATION)
        account.respond({"detail": "busy"}, status=503, times=3)
        account.script({"drop": "before"})
        account.respond(done)
        await ask(start, 7)
        await ask(wait, 7, timeout=60, poll_interval=0.01)


async def test_without_a_response_the_usual_retries_decide(account: Account, ask: Ask) -> None:
    account.script({"drop": "before", "times": 0})
    for name in ("runs.wait", "runs.stream_events"):
        with pytest.raises(httpx.RemoteProtocolError):
            await ask(name, 7, timeout=60, poll_interval=0.01)
    assert len(account.requests()) == 6


async def test_a_stream_reports_its_timeout(account: Account, ask: Ask) -> None:
    options = {"timeout": 0.2, "poll_interval": 0.01, "raise_on_timeout": True}
    account.respond({**DONE, "logs": [log(1)]})
    assert len(await ask("runs.stream_events", 7, **options)) == 1
    account.respond({**RUN, "logs": [log(1)]}, times=0)
    with pytest.raises(TimeoutError, match=r"^Run 7 did not complete within 0.2s"):
        await ask("runs.stream_events", 7, **options)
    # As under 1.1.0, by default.
    del options["raise_on_timeout"]
    assert len(await ask("runs.stream_events", 7, **options)) == 1


async def test_events_precede_the_error_of_the_timeout(
    account: Account, client: AgentClient, aclient: AsyncAgentClient
) -> None:
    account.respond({**RUN, "logs": [log(1), log(2)]}, times=0)
    options: Dict[str, Any] = {"timeout": 0, "raise_on_timeout": True}
    events = client.runs.stream_events(7, **options)
    assert [next(events).id, next(events).id] == [1, 2]
    with pytest.raises(TimeoutError):
        next(events)
    aevents = aclient.runs.stream_events(7, **options)
    assert [(await aevents.__anext__()).id for _ in range(2)] == [1, 2]
    with pytest.raises(TimeoutError):
        await aevents.__anext__()


def test_a_stream_of_a_given_client_reports_its_timeout() -> None:
    script = Script({**RUN, "logs": [log(1)]})
    client = AgentClient("k", base_url=URL, http_client=script.client())
    events = client.runs.stream_events(7, timeout=0, raise_on_timeout=True)
    assert next(events).id == 1
    with pytest.raises(TimeoutError):
        next(events)


async def test_event_streams_are_generator_functions(
    account: Account, client: AgentClient, aclient: AsyncAgentClient
) -> None:
    assert inspect.isgeneratorfunction(client.runs.stream_events)
    assert inspect.isasyncgenfunction(aclient.runs.stream_events)
    account.respond({**DONE, "logs": [log(1), log(2)]}, times=0)
    events = client.runs.stream_events(7)
    assert type(events) is type(_generator())
    assert events.__name__ == "stream_events"
    assert next(events).id == 1
    with pytest.raises(KeyError):
        events.throw(KeyError("mine"))
    assert next(events, None) is None
    aevents = aclient.runs.stream_events(7)
    assert (await aevents.__anext__()).id == 1
    await aevents.aclose()
    assert [each async for each in aevents] == []


def _generator() -> Iterator[int]:
    yield 1


async def test_a_request_of_a_given_client_ends_with_its_wait(account: Account) -> None:
    account.script({"hang": True, "times": 0})
    started = time.monotonic()
    with httpx.Client() as http:
        client = AgentClient(account.key, base_url=account.url, http_client=http)
        with pytest.raises(TimeoutError) as caught:
            client.runs.wait(7, timeout=0.3)
        assert isinstance(caught.value.__cause__, httpx.ReadTimeout)
    async with httpx.AsyncClient(timeout=60) as ahttp:
        aclient = AsyncAgentClient(account.key, base_url=account.url, http_client=ahttp)
        with pytest.raises(TimeoutError) as caught:
            await aclient.runs.wait(7, timeout=0.3)
        assert isinstance(caught.value.__cause__, httpx.ReadTimeout)
    assert time.monotonic() - started < SOON


def test_replaced_methods_keep_the_timeout_too() -> None:
    client = AgentClient("k", base_url=URL)
    run = RunDetail(**RUN)
    with patch.object(client.runs, "get", return_value=run) as get, pytest.raises(TimeoutError):
        client.runs.wait(7, timeout=0.2, poll_interval=2000)
    assert get.call_count == 2


def test_a_patched_sleep_gets_the_interval_as_it_is(client: AgentClient, account: Account) -> None:
    account.respond(RUN)
    account.respond(RUN)
    account.respond(DONE)
    pauses = []
    with patch("time.sleep", pauses.append):
        assert client.runs.wait(7, timeout=300, poll_interval=3600).status == "completed"
    assert pauses == [3600, 3600]


def test_a_slow_sleep_ends_at_the_timeout(client: AgentClient, account: Account) -> None:
    # The replacement of `time.sleep` by gevent has this form.
    home: Dict[str, Any] = {"__name__": "gevent.hub", "pauses": [], "sleep": time.sleep}
    exec("def own(seconds):\n    pauses.append(seconds)\n    sleep(seconds)", home)
    account.respond(RUN, times=0)
    started = time.monotonic()
    with patch("time.sleep", home["own"]):
        assert sleep_is_real()
        with pytest.raises(TimeoutError):
            client.runs.wait(7, timeout=0.2, poll_interval=2000)
    assert time.monotonic() - started < SOON
    assert max(home["pauses"]) <= 0.2


def test_a_wait_without_time_may_take_as_long_as_a_request(
    client: AgentClient, account: Account
) -> None:
    account.respond(DONE, delay=0.8)
    assert client.runs.wait(7, timeout=0).status == "completed"


def test_waits_queue_for_connections_as_long_as_they_wait(account: Account) -> None:
    account.respond(DONE, times=0, delay=0.2)

    async def main() -> None:
        limits: Any = (60, 60, 60, 0.02)
        async with AsyncAgentClient(
            account.key, base_url=account.url, timeout=limits, max_retries=0
        ) as client:
            waits = [client.runs.wait(7, timeout=600, poll_interval=0.1) for _ in range(300)]
            assert len(await asyncio.gather(*waits)) == 300

    asyncio.run(main())
