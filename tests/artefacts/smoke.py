"""Run inside an empty environment that has the built wheel and nothing else of ours."""

import asyncio
import pathlib

import httpx

import flymyai
from flymyai import AgentClient, AsyncAgentClient

assert "site-packages" in flymyai.__file__, flymyai.__file__
assert (pathlib.Path(flymyai.__file__).parent / "py.typed").exists()

# Programs make such clients, and name no dependency of their own for it.
httpx.Client(http2=True).close()

with AgentClient() as client:
    run = client.runs.create(agent_id="agent_abc123")
    events = [event.type.value for event in client.runs.stream_events(run.id, poll_interval=0.05)]
    assert events[0] == "declared_functions", events
    assert client.runs.wait(run.id).status == "completed"


async def main() -> None:
    async with AsyncAgentClient() as client:
        run = await client.runs.create(agent_id="agent_abc123")
        assert (await client.runs.wait(run.id, poll_interval=0.05)).status == "completed"


asyncio.run(main())
print("wheel: ok")
