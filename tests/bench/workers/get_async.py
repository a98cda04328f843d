"""`runs.get`, many at once, for a given time."""

import asyncio

from usage import Meter, options, report

from flymyai import AsyncAgentClient


async def main():
    asked = options()
    at_once = asked["at_once"]
    async with AsyncAgentClient(api_key=asked["key"], base_url=asked["url"]) as client:

        async def batch():
            return await asyncio.gather(*[client.runs.get(1) for _ in range(at_once)])

        await batch()
        ops = 0
        meter = Meter()
        while meter.wall < asked["seconds"]:
            runs = await batch()
            ops += at_once
        figures = meter.per(ops)
        assert all(run.status == "completed" and run.logs for run in runs), runs
    report(**figures)


asyncio.run(main())
