"""Mistakes that type checkers must see: an ignore that is not needed is an error."""

from __future__ import annotations

from flymyai import AgentClient, AsyncAgentClient, FlyMyAI
from flymyai.types import ExecutionLogType, ExecutionStatus


def mistakes(client: AgentClient, model: FlyMyAI) -> None:
    AgentClient(api_kay="fly-***")  # type: ignore[call-arg]
    AgentClient(5)  # type: ignore[arg-type]
    client.runs.create("agent_1")  # type: ignore[call-arg]
    client.runs.create(agent_id=None)  # type: ignore[arg-type]
    client.runs.wait(1, timeout="300")  # type: ignore[arg-type]
    client.runs.get(1.5)  # type: ignore[arg-type]
    client.agents.run_and_wait("a", on_event=5)  # type: ignore[arg-type]
    client.agents.create(name="a", output_schema=5)  # type: ignore[arg-type]
    client.runs.get(1).output_as(int).nothing  # type: ignore[attr-defined]  # noqa: B018
    ExecutionStatus.COMPLTED  # type: ignore[attr-defined]  # noqa: B018
    ExecutionLogType.TOOL_CALED  # type: ignore[attr-defined]  # noqa: B018
    client.with_options(timeout="5")  # type: ignore[arg-type]
    client.with_options(retries=5)  # type: ignore[call-arg]
    client.with_options(headers={"X-A": 1})  # type: ignore[arg-type]
    client.with_raw_response.runs.get()  # type: ignore[call-arg]
    client.with_raw_response.runs.iter()  # type: ignore[attr-defined]
    client.with_raw_response.runs.get(1).nothing  # type: ignore[attr-defined]  # noqa: B018
    client.agents.delete()  # type: ignore[call-arg]
    client.tools.get(b"5")  # type: ignore[arg-type]
    AgentClient(timeout="5")  # type: ignore[arg-type]
    AgentClient(timeout=(5,))  # type: ignore[arg-type]
    client.runs.get(1).nothing  # type: ignore[attr-defined]  # noqa: B018
    client.runs.list()[0].logs  # type: ignore[attr-defined]  # noqa: B018
    model.predict("text")  # type: ignore[arg-type]
    model.predict({}).nothing  # type: ignore[attr-defined]  # noqa: B018


async def amistakes(client: AsyncAgentClient) -> None:
    client.runs.get(1).status  # type: ignore[attr-defined]  # noqa: B018
    for _ in client.runs.stream_events(1):  # type: ignore[attr-defined]
        pass
    with client:  # type: ignore[attr-defined]
        pass
