"""Starts a run, follows it and prints its result.

With the emulator: run `make emulator` in one terminal, and in another one

    FLYMYAI_AGENTS_BASE_URL=http://127.0.0.1:8787 python examples/quickstart.py

With the cloud: set FLYMYAI_API_KEY to your own key, and FLYMYAI_AGENT_ID to one of your agents.
"""

import os

from flymyai import AgentClient

client = AgentClient(api_key=os.environ.get("FLYMYAI_API_KEY", "fly-local"))
agent_id = os.environ.get("FLYMYAI_AGENT_ID", "agent_abc123")

run = client.runs.create(agent_id=agent_id)
print(f"Run {run.id}: {run.status.value}")

for event in client.runs.stream_events(run.id):
    print(f"[{event.type.value}] {event.message}")

result = client.runs.wait(run.id, timeout=300, poll_interval=2.0)
print(f"Status: {result.status.value}")
print(f"Output: {result.output}")
