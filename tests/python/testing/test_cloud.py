"""`flymyai.testing`: a cloud in the process of the test."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any, Callable, Iterator, List

import httpx
import pytest
from support.programs import end

from flymyai import AgentClient, AsyncAgentClient, FlyMyAI, FlyMyAIAgentError
from flymyai.testing import Cloud, cloud, fail, hang, output, pause, tool

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def service() -> Iterator[Cloud]:
    with cloud() as service:
        yield service


def test_a_run_of_one_virtual_hour_takes_no_real_time(service: Cloud) -> None:
    agent = service.agent([tool("search"), pause("1h"), output({"score": 7})])
    run = service.client.agents.run(agent)
    ended = service.client.runs.wait(run.id, timeout=7200)
    assert ended.output == {"score": 7}
    # An hour of polls would be more requests than this.
    assert len(service.requests(method="GET")) <= 4
    assert 3600 <= service.now < 3610


def test_a_recorded_run_is_played_back(service: Cloud, tmp_path: Path) -> None:
    steps = [
        tool("login", {"password": "opensesame", "n": 1}),
        pause("90s"),
        tool("search"),
        pause("1h"),
        fail("gave up"),
    ]
    run = service.client.agents.run(service.agent(steps))
    original = service.client.runs.wait(run.id, timeout=7200)
    file = tmp_path / "run.json"
    command = [
        sys.executable,
        "-m",
        "flymyai._cli",
        "emulator",
        "--record",
        str(run.id),
        "-o",
        file,
    ]
    environment = {**os.environ, **service.environment}
    subprocess.run(command, env=environment, check=True, capture_output=True)
    assert "opensesame" not in file.read_text("utf-8")
    with cloud() as other:
        (agent,) = other.load(file, speed=9)
        played = other.client.agents.run(agent)
        other.advance("9.9s")
        assert other.client.runs.get(played.id).status == "running"
        # The recording ends with its last event.
        other.advance("0.2s")
        ended = other.client.runs.get(played.id)
    assert ended.error == "gave up"
    assert ended.logs[0].data["arguments"] == {"password": "[redacted]", "n": 1}
    texts = [[(log.type, log.message) for log in each.logs] for each in (ended, original)]
    assert texts[0] == texts[1]


def test_a_wrong_scenario_is_refused_whole(service: Cloud) -> None:
    scenario = {"agents": [{"agent_id": "agent_new", "script": []}, {"script": [{"tol": "x"}]}]}
    with pytest.raises(ValueError, match="unknown field `tol`"):
        service.load(scenario)
    with pytest.raises(FlyMyAIAgentError) as caught:
        service.client.agents.get("agent_new")
    assert caught.value.status_code == 404
    with pytest.raises(ValueError, match="speed must be a number above 0"):
        service.load({}, speed=0)
    with pytest.raises(FileNotFoundError):
        service.load("/no/such/file")


def test_deadlines_are_virtual(service: Cloud) -> None:
    run = service.client.agents.run(service.agent([pause("1h"), output({})]))
    with pytest.raises(TimeoutError):
        service.client.runs.wait(run.id, timeout=1800)
    assert service.now == pytest.approx(1800, abs=1)
    assert service.client.runs.wait(run.id, timeout=1801).status == "completed"


def test_events_arrive_in_virtual_time(service: Cloud) -> None:
    steps = [tool("search"), pause("10m"), tool("fetch", error="down"), pause(60), fail("gave up")]
    run = service.client.agents.run(service.agent(steps))
    events = [event.type.value for event in service.client.runs.stream_events(run.id, timeout=3600)]
    assert events == ["tool_called", "tool_called", "tool_call_exception"]
    assert service.client.runs.get(run.id).error == "gave up"


def test_only_advance_and_waits_move_time(service: Cloud) -> None:
    run = service.client.agents.run(service.agent([pause(timedelta(minutes=90)), hang()]))
    service.advance("1h")
    service.advance(1799)
    assert service.client.runs.get(run.id).status == "running"
    assert service.now == 5399
    service.client.runs.cancel(run.id)
    assert service.client.runs.wait(run.id).status == "cancelled"


async def test_asynchronous_waits_at_the_same_time_take_no_real_time() -> None:
    async with cloud() as service:
        client = service.async_client()
        agents = [service.agent([pause(f"{minutes}m"), output({})]) for minutes in (60, 1, 30)]
        runs = [await client.agents.run(agent) for agent in agents]
        ended = []

        async def wait(run: Any) -> None:
            await client.runs.wait(run.id, timeout=7200)
            ended.append(run.id)

        await asyncio.gather(*map(wait, runs))
        # In this order unless the machine is busy, which the emulator's own tests check.
        assert sorted(ended) == [run.id for run in runs]


def test_faults_by_name(service: Cloud) -> None:
    service.inject_fault("429", retry_after=30)
    service.inject_fault("drop", method="GET")
    assert service.client.agents.list()
    assert service.now >= 30
    run = service.client.agents.run("agent_abc123")
    service.inject_fault("lost", times=2, path="/api/v1/agents/executions/*")
    assert service.client.runs.wait(run.id).status == "completed"
    answered = [
        request.has_response for request in service.requests(path="/api/v1/agents/executions/*")
    ]
    assert answered.count(False) == 2


def test_a_wait_survives_an_outage(service: Cloud) -> None:
    run = service.client.agents.run(service.agent([pause("10m"), output({})]))
    service.inject_fault("outage", duration="5m")
    assert service.client.runs.wait(run.id, timeout=900).status == "completed"


def test_wrong_arguments_are_refused(service: Cloud) -> None:
    with pytest.raises(ValueError, match='unknown fault "losst"; the faults are "lost"'):
        service.inject_fault("losst")
    with pytest.raises(ValueError, match="is not a duration"):
        service.advance("1 hour")
    with pytest.raises(ValueError, match=r"script\[1\]: the step before it ends the run"):
        service.agent([output({}), tool("search")])
    assert service.requests() == []


def test_the_recording_shows_what_was_sent(service: Cloud) -> None:
    with AgentClient(service.api_key, base_url=service.url) as client:
        client.agents.run("agent_abc123", variables={"n": 1})
    [request] = service.requests(method="POST")
    assert request.json == {"variables": {"n": 1}}
    assert request.headers["x-api-key"] == service.api_key
    assert service.report() == (
        'POST /api/v1/agents/tasks/agent_abc123/run-loop/ {"variables":{"n":1}}'
    )


def test_clouds_share_nothing(service: Cloud) -> None:
    with cloud() as other:
        other.agent([output({})], agent_id="agent_other")
        other.advance("1h")
        assert service.now == 0
        with pytest.raises(FlyMyAIAgentError):
            service.client.agents.get("agent_other")


def test_clients_of_the_environment_reach_it(
    service: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in service.environment.items():
        monkeypatch.setenv(name, value)
    with AgentClient() as client:
        run = client.runs.create(agent_id=service.agent([pause("1h"), output({})]))
        client.runs.wait(run.id, timeout=None)
    with FlyMyAI(service.api_key, "demo/slow") as model:
        task = model.predict_async_task({"prompt": "x", "delay": 600})
        assert task.result(timeout=3600)
    assert service.now >= 4200


async def test_clients_of_httpx_have_virtual_time(
    service: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start() -> Any:
        return service.client.agents.run(service.agent([pause("1h"), output({"n": 1})]))

    key, url = service.api_key, service.url
    with httpx.Client() as http, AgentClient(key, base_url=url, http_client=http) as client:
        assert client.runs.wait(start().id, timeout=7200).output == {"n": 1}
    async with httpx.AsyncClient() as ahttp, AsyncAgentClient(
        key, base_url=url, http_client=ahttp
    ) as aclient:
        assert (await aclient.runs.wait(start().id, timeout=7200)).output == {"n": 1}
    monkeypatch.setenv("FLYMYAI_DSN", url)
    with httpx.Client() as http, FlyMyAI(key, "demo/slow", http_client=http) as model:
        task = model.predict_async_task({"prompt": "x", "delay": 600})
        assert task.result(timeout=3600)
    assert service.now >= 7800


def test_a_replaced_clock_replaces_the_virtual_one(
    service: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = service.client.agents.run(service.agent([pause("1h"), output({})]))
    pauses: List[float] = []

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            assert service.now == 0
            service.advance("1h")

    monkeypatch.setattr("time.sleep", sleep)
    service.client.runs.wait(run.id, poll_interval=2)
    assert pauses == [2, 2, 2]


def test_a_child_process_sees_the_advances_of_its_parent(service: Cloud, python: Start) -> None:
    program = python(
        f"""
from flymyai import AgentClient
with AgentClient({service.api_key!r}, base_url={service.url!r}) as client:
    print(client.runs.get(client.agents.run(input()).id).status.value)
""",
        stdin=subprocess.PIPE,
    )
    assert program.stdin is not None
    program.stdin.write(service.agent([output({})]) + "\n")
    program.stdin.close()
    assert end(program) == ("completed\n", "")
