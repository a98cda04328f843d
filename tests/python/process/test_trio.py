"""Asynchronous clients under trio, and under anyio on top of it."""

from __future__ import annotations

from typing import Any, Callable, List

import anyio
import pytest
import trio
import trio.lowlevel
from support.account import LOG, RUN, Account
from support.trio_calls import CALLS, ask_emulator, cancelled_once_sent, client_of

from flymyai import AsyncFlyMyAI, AsyncFlymyAIM1, FlyMyAIAgentError


def test_agents(account: Account, run: Callable[..., Any]) -> None:
    async def main() -> Any:
        async with client_of(account) as client:
            begun = await client.runs.create(agent_id="agent_abc123")
            events = client.runs.stream_events(begun.id, poll_interval=0.05)
            types = [event.type.value async for event in events]
            ended = await client.runs.wait(begun.id, poll_interval=0.05)
            return [agent.uuid for agent in await client.agents.list()], types, ended.status

    agents, types, status = run(main)
    assert "agent_abc123" in agents
    assert types[0] == "declared_functions"
    assert status == "completed"


def test_models(service: Account, run: Callable[..., Any]) -> None:
    async def main() -> None:
        async with AsyncFlyMyAI(service.key, "demo/echo") as client:
            found = await client.predict({"prompt": "a cat"})
            assert found.output_data["sample"] == ["a cat"]
            stream = client.stream({"prompt": "one two"})
            assert [part.output_data async for part in stream] == [
                {"output": ["one "]},
                {"output": ["two "]},
            ]
            task = await client.predict_async_task({"prompt": "a cat"})
            result = await task.result(timeout=30)
            assert result.inference_responses[0].output_data["sample"] == ["a cat"]
            assert "paths" in (await client.openapi_schema()).openapi_schema

    run(main)


def test_m1(service: Account, tmp_path: Any) -> None:
    image = tmp_path / "cat.png"
    image.write_bytes(b"cat")

    async def main() -> None:
        async with AsyncFlymyAIM1(service.key) as client:
            with pytest.warns(DeprecationWarning, match="M1"):
                assert (await client.generate("Hello", image)).success

    trio.run(main)


def test_a_callback_of_a_stream_is_awaited(service: Account) -> None:
    seen: List[str] = []

    async def notice(event: Any) -> None:
        await trio.lowlevel.checkpoint()
        seen.append(event.event_type.value)

    async def main() -> None:
        async with AsyncFlyMyAI(service.key, "demo/echo") as client:
            stream = client.stream({"prompt": "one two"})
            stream.set_on_event(notice)
            assert len([part async for part in stream]) == 2

    trio.run(main)
    assert seen == ["id"]


def test_errors(account: Account) -> None:
    account.respond({"detail": "no such run"}, status=404)

    async def main() -> None:
        async with client_of(account) as client:
            with pytest.raises(FlyMyAIAgentError, match="no such run"):
                await client.runs.get(7)
        with pytest.raises(RuntimeError, match="closed"):
            await client.runs.get(7)

    trio.run(main)


@pytest.mark.parametrize("call", CALLS)
def test_cancelling_a_scope_stops_its_request(
    account: Account, run: Callable[..., Any], call: str
) -> None:
    account.script({"hang": True, "times": 0})

    async def main() -> None:
        async with client_of(account) as client:
            await cancelled_once_sent(account, lambda: CALLS[call](client))
            # Still open: it is the cancellation that ended the request.
            await ask_emulator(account.aborted, 1)

    run(main)
    assert len(account.requests()) == 1


@pytest.mark.parametrize("call", CALLS)
def test_move_on_after_stops_the_request(account: Account, call: str) -> None:
    account.script({"hang": True, "times": 0})

    async def main() -> None:
        async with client_of(account) as client:
            with anyio.move_on_after(0.5) as scope:
                await CALLS[call](client)
            assert scope.cancelled_caught
            await ask_emulator(account.aborted, 1)

    anyio.run(main, backend="trio")
    assert len(account.requests()) == 1


@pytest.mark.parametrize("call", CALLS)
def test_a_scope_cancelled_before_sends_nothing(account: Account, call: str) -> None:
    async def main() -> None:
        async with client_of(account) as client:
            with trio.CancelScope() as scope:
                scope.cancel()
                await CALLS[call](client)
            assert scope.cancelled_caught
            await client.runs.list()

    trio.run(main)
    assert [request["path"] for request in account.requests()] == ["/api/v1/agents/executions/"]


def test_a_cancelled_wait_polls_no_more(account: Account) -> None:
    account.respond(RUN, times=0)

    async def main() -> None:
        async with client_of(account) as client:
            await cancelled_once_sent(account, lambda: client.runs.wait(7, poll_interval=0))
            before = len(account.requests())
            for _ in range(5):
                await client.runs.get(8)
            polls = [each for each in account.requests() if each["path"].endswith("/7/")]
            assert len(polls) <= before + 1

    trio.run(main)


def test_leaving_a_stream_stops_it(account: Account) -> None:
    account.respond({**RUN, "logs": [LOG, {**LOG, "id": 2}]}, times=0)

    async def main() -> None:
        async with client_of(account) as client:
            events = client.runs.stream_events(7, poll_interval=0)
            async for event in events:
                assert event.id == 1
                break
            # trio warns of generators that are left to the garbage collector.
            await events.aclose()
            await client.runs.get(8)

    trio.run(main)
    assert [request["path"][-3:] for request in account.requests()] == ["/7/", "/8/"]
