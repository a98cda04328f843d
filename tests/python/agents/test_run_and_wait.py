"""`agents.run_and_wait` and `runs.create_and_wait` start one run and pass on its events."""

from __future__ import annotations

import inspect
import time
from typing import Any, AsyncIterator, Callable, Dict, List
from unittest.mock import AsyncMock, Mock

import httpx
import pytest
from support.account import AGENT, LOG, RUN, Account
from support.mock_transport import URL, Script

from flymyai import AgentClient, AsyncAgentClient, FlyMyAIAgentError
from flymyai.agents import ExecutionLog, RunDetail

Start = Callable[..., Any]
DONE = {**RUN, "status": "completed", "agent_result": {"score": 1}}


def log(number: int) -> Dict[str, Any]:
    return {**LOG, "id": number}


@pytest.fixture(params=["agents", "runs", "async agents", "async runs"])
async def start(request: Any, account: Account) -> AsyncIterator[Start]:
    """Calls either method of either client."""
    kind, _, resource = request.param.rpartition(" ")
    client: Any = (AsyncAgentClient if kind else AgentClient)(account.key, base_url=account.url)

    async def call(**keywords: Any) -> Any:
        if resource == "agents":
            found = client.agents.run_and_wait("agent_1", **keywords)
        else:
            found = client.runs.create_and_wait(agent_id="agent_1", **keywords)
        return await found if inspect.isawaitable(found) else found

    yield call
    closing = client.close()
    if closing is not None:
        await closing


def script(account: Account, *polls: Any) -> None:
    for poll in (RUN, *polls):
        account.respond(poll)


async def test_each_event_is_passed_once_and_in_order(account: Account, start: Start) -> None:
    script(
        account,
        {**RUN, "logs": [log(2)]},
        {**RUN, "logs": [log(2), log(1)]},
        {**DONE, "logs": [log(2), log(1), log(3)]},
    )
    events: List[ExecutionLog] = []
    run = await start(variables={"n": 1}, on_event=events.append, poll_interval=0.01)
    assert [event.id for event in events] == [2, 1, 3]
    assert type(events[0]) is ExecutionLog
    assert type(run) is RunDetail
    assert run.output == {"score": 1}
    assert [each.id for each in run.logs] == [2, 1, 3]
    post, *gets = account.requests()
    assert (post["method"], post["path"]) == ("POST", "/api/v1/agents/tasks/agent_1/run-loop/")
    assert [each["path"] for each in gets] == ["/api/v1/agents/executions/7/"] * 3


async def test_a_wait_without_a_function_returns_the_run(account: Account, start: Start) -> None:
    script(account, DONE)
    assert (await start(poll_interval=0.01)).status == "completed"


@pytest.mark.parametrize("follows", [False, True])
async def test_all_attempts_to_start_send_one_generated_key(
    account: Account, start: Start, follows: bool
) -> None:
    account.respond(status=429, headers={"retry-after": "0"})
    script(account, DONE)
    await start(on_event=(lambda _: None) if follows else None, poll_interval=0.01)
    first, second, _ = account.requests()
    assert first["headers"]["idempotency-key"]
    assert first["headers"]["idempotency-key"] == second["headers"]["idempotency-key"]


async def test_an_exception_of_the_function_ends_the_wait(account: Account, start: Start) -> None:
    script(account, {**RUN, "logs": [log(1), log(2)]})
    seen = []

    def fail(event: ExecutionLog) -> None:
        seen.append(event.id)
        raise LookupError("mine")

    with pytest.raises(LookupError, match="mine"):
        await start(on_event=fail, poll_interval=0.01)
    assert seen == [1]
    # The run is not cancelled.
    assert [each["method"] for each in account.requests()] == ["POST", "GET"]


@pytest.mark.parametrize("follows", [False, True])
async def test_a_timeout_names_the_run(account: Account, start: Start, follows: bool) -> None:
    account.respond(RUN)
    account.respond({**RUN, "logs": [log(1)]}, times=0)
    events: List[ExecutionLog] = []
    with pytest.raises(TimeoutError, match=r"^Run 7 did not complete within 0.1s"):
        await start(on_event=events.append if follows else None, timeout=0.1, poll_interval=0.01)
    assert len(events) == follows


@pytest.mark.parametrize("follows", [False, True])
async def test_a_refused_start_is_an_error(account: Account, start: Start, follows: bool) -> None:
    account.respond({"detail": "no"}, status=403)
    with pytest.raises(FlyMyAIAgentError, match="HTTP 403: no"):
        await start(on_event=(lambda _: None) if follows else None)
    assert len(account.requests()) == 1


async def test_another_value_than_a_function_is_refused(account: Account, start: Start) -> None:
    with pytest.raises(TypeError, match="on_event must be a function that takes an event, not int"):
        await start(on_event=5)
    assert account.requests() == []


async def test_a_coroutine_function_is_awaited(account: Account, aclient: AsyncAgentClient) -> None:
    script(account, {**DONE, "logs": [log(1), log(2)]})
    seen = []

    async def follow(event: ExecutionLog) -> None:
        await aclient.agents.get("agent_1")
        seen.append(event.id)

    account.respond(AGENT, times=2)
    await aclient.agents.run_and_wait("agent_1", on_event=follow, poll_interval=0.01)
    assert seen == [1, 2]


async def test_an_own_httpx_client_sends_the_requests() -> None:
    polls = [RUN, {**RUN, "logs": [log(1)]}, {**DONE, "logs": [log(1), log(2)]}]
    sent, asent = Script(*polls), Script(*polls)
    seen: List[Any] = []
    client = AgentClient("k", base_url=URL, http_client=sent.client())
    run = client.agents.run_and_wait("agent_1", on_event=seen.append, poll_interval=0)
    aclient = AsyncAgentClient("k", base_url=URL, http_client=asent.aclient())
    other = await aclient.agents.run_and_wait("agent_1", on_event=seen.append, poll_interval=0)
    assert run == other
    assert [event.id for event in seen] == [1, 2, 1, 2]
    assert [request.method for request in sent.requests] == ["POST", "GET", "GET"]
    assert len(asent.requests) == 3


async def test_replaced_methods_are_called() -> None:
    script = Script(httpx.ConnectError("nothing should be sent"))
    client = AgentClient("k", base_url=URL, http_client=script.client())
    begun = RunDetail.model_validate(RUN)
    done = RunDetail.model_validate({**DONE, "logs": [log(1)]})
    client.agents.run = Mock(return_value=begun)  # type: ignore[method-assign]
    client.runs.get = Mock(return_value=done)  # type: ignore[method-assign]
    seen: List[Any] = []
    assert client.agents.run_and_wait("agent_1", variables={"n": 1}) is done
    assert client.runs.create_and_wait(agent_id="agent_1", on_event=seen.append) is done
    assert seen == done.logs
    client.agents.run.assert_called_with("agent_1", variables=None)
    aclient = AsyncAgentClient("k", base_url=URL, http_client=script.aclient())
    aclient.agents.run = AsyncMock(return_value=begun)  # type: ignore[method-assign]
    aclient.runs.get = AsyncMock(return_value=done)  # type: ignore[method-assign]
    assert await aclient.agents.run_and_wait("agent_1", on_event=seen.append) is done
    assert seen == done.logs * 2


async def test_a_run_that_ends_while_a_slow_function_works_is_returned(
    account: Account, start: Start
) -> None:
    script(account, {**RUN, "logs": [log(1)]}, {**DONE, "logs": [log(1), log(2)]})
    events: List[int] = []
    deadline = time.monotonic() + 0.2

    def on_event(event: ExecutionLog) -> None:
        events.append(event.id)
        time.sleep(max(0.0, deadline - time.monotonic()))

    run = await start(on_event=on_event, timeout=0.15, poll_interval=10)
    assert (run.status.value, events) == ("completed", [1, 2])


def test_a_coroutine_function_is_for_the_asynchronous_client(
    account: Account, client: AgentClient
) -> None:
    async def on_event(event: ExecutionLog) -> None: ...

    with pytest.raises(TypeError, match="use AsyncAgentClient"):
        client.agents.run_and_wait("agent_1", on_event=on_event)
    assert account.requests() == []
