"""Concurrent `runs.wait` on the runs 1 to `count` of a fresh account."""

import asyncio

from usage import Meter, options, report

from flymyai import AsyncAgentClient


async def main():
    asked = options()
    interval, count = asked["poll_interval"], asked["count"]
    async with AsyncAgentClient(api_key=asked["key"], base_url=asked["url"]) as client:
        # The first call loads lazy modules, which another scenario measures.
        await client.agents.list()

        async def wait(run_id):
            # Results are not kept: their size does not depend on the package.
            run = await client.runs.wait(run_id, timeout=300, poll_interval=interval)
            return run.status

        meter = Meter()
        statuses = await asyncio.gather(*[wait(run_id) for run_id in range(1, count + 1)])
        figures = meter.per(count)
    assert set(statuses) == {"completed"}, set(statuses)
    report(**figures)


asyncio.run(main())
