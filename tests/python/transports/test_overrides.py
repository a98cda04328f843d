"""Waits whose parts a program has made its own: `runs.get`, `agents.freeze` and others."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, Dict, List
from unittest.mock import AsyncMock, MagicMock, Mock, call, patch

import httpx
import pytest
from support.account import COMPILATION, LOG, RUN
from support.mock_transport import Script

from flymyai import AgentClient, AsyncAgentClient, FlyMyAIAgentError
from flymyai.agents import Compilation, RunDetail
from flymyai.agents._resources import Compilations, Deployments, Runs


def run(**fields: Any) -> RunDetail:
    return RunDetail.model_validate({**RUN, **fields})


def compilation(**fields: Any) -> Compilation:
    return Compilation.model_validate({**COMPILATION, **fields})


@pytest.fixture
def script() -> Script:
    """Fails if a request is sent."""
    return Script(AssertionError("nothing should be sent"))


def test_a_wait_polls_with_an_overridden_get(script: Script) -> None:
    client = AgentClient("k", http_client=script.client())
    last = run(status="completed", agent_result={"a": 1})
    refusal = FlyMyAIAgentError("HTTP 503: busy", status_code=503)
    client.runs.get = Mock(side_effect=[run(), refusal, run(), last])
    with patch("time.sleep") as sleep:
        assert client.runs.wait(7, poll_interval=2) is last
    assert client.runs.get.call_args_list == [call(7)] * 4
    # After the refusal the core chose a pause of its own.
    assert [pause.args[0] for pause in sleep.mock_calls][0::2] == [2, 2]


def test_an_exception_of_get_ends_a_wait(script: Script) -> None:
    client = AgentClient("k", http_client=script.client())
    for error in (ValueError("mine"), FlyMyAIAgentError("HTTP 404: no", status_code=404)):
        client.runs.get = Mock(side_effect=[run(), error])
        with pytest.raises(type(error)) as caught:
            client.runs.wait(7, poll_interval=0)
        assert caught.value is error


def test_a_wait_of_a_subclass() -> None:
    seen: List[Any] = []

    class Watched(Runs):
        def get(self, run_id: Any) -> RunDetail:
            seen.append(run_id)
            return super().get(run_id)

    script = Script(RUN, {**RUN, "status": "failed"})
    client = AgentClient("k", http_client=script.client())
    client.runs = Watched(client)
    assert client.runs.wait("a", poll_interval=0).status == "failed"
    assert seen == ["a", "a"]
    assert len(script.requests) == 2


def test_a_stub_of_a_run(script: Script) -> None:
    client = AgentClient("k", http_client=script.client())
    busy, done = Mock(status="running", logs=[]), Mock(status="completed", logs=[])
    client.runs.get = Mock(side_effect=[busy, done])
    assert client.runs.wait(7, poll_interval=0) is done
    client.runs.get = Mock(side_effect=[MagicMock(is_terminal=False), MagicMock(is_terminal=True)])
    assert client.runs.wait(7, poll_interval=0).is_terminal


def test_events_use_a_replaced_get(script: Script) -> None:
    client = AgentClient("k", http_client=script.client())
    first = run(logs=[LOG])
    logs: List[Dict[str, Any]] = [LOG, {**LOG, "id": 2}]
    second = run(logs=logs, status="completed")
    client.runs.get = Mock(side_effect=[first, second])
    found = list(client.runs.stream_events(7, poll_interval=0))
    assert found == [first.logs[0], second.logs[1]]
    assert found[0] is first.logs[0]


def test_a_run_is_compiled_by_freeze_and_wait(script: Script) -> None:
    client = AgentClient("k", http_client=script.client())
    done = compilation(status="compiled")
    client.compilations.wait = Mock(return_value=done)
    client.agents.freeze = Mock(return_value=compilation())
    assert client.agents.compile_from_run(7, timeout=9, poll_interval=3) is done
    client.agents.freeze.assert_called_once_with(7)
    client.compilations.wait.assert_called_once_with(5, timeout=9, poll_interval=3)
    client.compilations.wait.return_value = compilation(status="failed", error="no tools")
    with pytest.raises(FlyMyAIAgentError, match="Compilation 5 failed: no tools"):
        client.agents.compile_from_run(7)


def test_an_instruction_runs_by_run_instruction_and_wait(script: Script) -> None:
    client = AgentClient("k", http_client=script.client())
    done = run(status="completed")
    client.runs.wait = Mock(return_value=done)
    with patch.object(client.compilations, "run_instruction", return_value=run()) as begin:
        found = client.compilations.run_instruction_and_wait(5, variables={"n": 1}, timeout=8)
    assert found is done
    begin.assert_called_once_with(5, variables={"n": 1})
    client.runs.wait.assert_called_once_with(7, timeout=8, poll_interval=2.0)


def test_a_deployment_runs_by_run_and_wait(script: Script) -> None:
    client = AgentClient("k", http_client=script.client())
    done = run(status="completed")
    client.runs.get = Mock(return_value=done)
    with patch.object(Deployments, "run", return_value=run()) as begin:
        found = client.deployments.run_and_wait(
            "d", external_user_id="u", connections={"mail": ["c"]}, idempotency_key="order-1042"
        )
    assert found is done
    begin.assert_called_once_with(
        "d",
        external_user_id="u",
        variables=None,
        connections={"mail": ["c"]},
        idempotency_key="order-1042",
    )
    client.runs.get.assert_called_once_with(7)
    client.deployments.run = Mock(return_value=run())
    client.runs.wait = Mock(return_value=done)
    assert client.deployments.run_and_wait("d", external_user_id="u", timeout=8) is done
    client.runs.wait.assert_called_once_with(7, timeout=8, poll_interval=2.0)


def test_a_live_compilation_is_the_first_of_a_list(script: Script) -> None:
    client = AgentClient("k", http_client=script.client())
    client.compilations.list = Mock(return_value=["first", "second"])
    assert client.compilations.get_live(7) == "first"
    client.compilations.list.assert_called_once_with(agent_id=7, is_live=True)

    class Empty(Compilations):
        def list(self, **options: Any) -> Any:
            return []

    client.compilations = Empty(client)
    assert client.compilations.get_live("a") is None


async def test_async_compositions_do_the_same() -> None:
    script = Script(httpx.ConnectError("nothing should be sent"))
    client = AsyncAgentClient("k", http_client=script.aclient())
    done = run(status="completed")
    client.deployments.run = AsyncMock(return_value=run())
    client.runs.get = AsyncMock(return_value=done)
    assert await client.deployments.run_and_wait("d", external_user_id="u") is done
    client.deployments.run.assert_awaited_once_with("d", external_user_id="u", variables=None)
    client.compilations.list = AsyncMock(return_value=[])
    assert await client.compilations.get_live("a") is None
    client.compilations.list.assert_awaited_once_with(agent_id="a", is_live=True)
    assert not script.requests


def test_a_run_is_created_by_the_agents(script: Script) -> None:
    client = AgentClient("k", http_client=script.client())
    client.agents.run = Mock(return_value="the run")
    assert client.runs.create(agent_id="a") == "the run"


async def test_async_waits_do_the_same() -> None:
    script = Script(httpx.ConnectError("nothing should be sent"))
    client = AsyncAgentClient("k", http_client=script.aclient())
    last = run(status="completed", logs=[LOG])
    client.runs.get = AsyncMock(side_effect=[run(), last, run(), last])
    assert await client.runs.wait(7, poll_interval=0) is last
    found = [log async for log in client.runs.stream_events(7, poll_interval=0)]
    assert found == last.logs
    client.agents.freeze = AsyncMock(return_value=compilation())
    client.compilations.get = AsyncMock(side_effect=[compilation(), compilation(status="compiled")])
    assert (await client.agents.compile_from_run(7, poll_interval=0)).is_ready
    assert not script.requests


@pytest.mark.parametrize("found", [None, "W", {"a": 1}, Mock(), run()])
def test_a_replaced_wait_returns_its_own_result(script: Script, found: Any) -> None:
    client = AgentClient("k", http_client=script.client())
    client.compilations.run_instruction = Mock(return_value=SimpleNamespace(id=5))
    client.runs.wait = Mock(return_value=found)
    assert client.compilations.run_instruction_and_wait(1) is found
    client.agents.freeze = Mock(return_value=SimpleNamespace(id=6))
    client.compilations.wait = Mock(return_value=found)
    assert client.agents.compile_from_run(1) is found
    assert client.runs.wait.call_count == client.compilations.wait.call_count == 1


def test_an_overridden_run_gets_no_new_keywords(script: Script) -> None:
    client = AgentClient("k", http_client=script.client())
    client.agents.run = Mock()
    client.runs.create(agent_id="a")
    client.agents.run.assert_called_once_with("a", variables=None)
    client.runs.create(agent_id="a", idempotency_key="i")
    client.agents.run.assert_called_with("a", variables=None, idempotency_key="i")


@pytest.mark.filterwarnings("error")
def test_stubs_need_only_a_status(script: Script) -> None:
    client = AgentClient("k", http_client=script.client())
    stubs: List[Any] = [
        Mock(),
        SimpleNamespace(status="completed", is_terminal=True),
        RunDetail.model_construct(status="completed"),
        run().model_copy(update={"status": "completed"}),
    ]
    for stub in stubs:
        client.runs.get = Mock(return_value=stub)
        assert client.runs.wait(7) is stub
