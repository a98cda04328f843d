"""Starts runs, follows each one's events and waits for its result, while the network misbehaves.

What goes wrong with a run ends that run only; the driver compares what is reported with the truth.
"""

import asyncio
import inspect

from usage import Meter, options, report

from flymyai import AsyncAgentClient


async def collect(client, name, asked):
    """Collect one run as a program would, and report the progress."""
    outcome = {"name": name, "events": [], "status": None, "error": None}
    # 1.1.0 has no idempotency keys.
    known = inspect.signature(client.runs.create).parameters
    key = {"idempotency_key": name} if "idempotency_key" in known else {}
    interval = asked["poll_interval"]
    try:
        run = await client.runs.create(agent_id=asked["agent"], variables={"name": name}, **key)
        async for event in client.runs.stream_events(run.id, timeout=60, poll_interval=interval):
            outcome["events"].append(event.id)
        result = await client.runs.wait(run.id, timeout=60, poll_interval=interval)
        outcome["status"] = str(getattr(result.status, "value", result.status))
    except Exception as error:
        outcome["error"] = f"{type(error).__name__}: {error}"
    return outcome


async def main():
    asked = options()
    async with AsyncAgentClient(
        api_key=asked["key"], base_url=asked["url"], max_retries=asked["max_retries"]
    ) as client:
        meter = Meter()
        tasks = []
        for number in range(asked["runs"]):
            tasks.append(asyncio.ensure_future(collect(client, f"run-{number}", asked)))
            # Spread over the outage, so that some runs are started in the middle of it.
            await asyncio.sleep(asked["spread"] / asked["runs"])
        outcomes = await asyncio.gather(*tasks)
        figures = meter.per(asked["runs"])
    report(outcomes=outcomes, **figures)


asyncio.run(main())
