"""A careful program without the package: aiohttp and the same pydantic model, many at once."""

import asyncio

import aiohttp
from usage import Meter, options, report

from flymyai.agents._types import RunDetail


async def main():
    asked = options()
    at_once = asked["at_once"]
    url = asked["url"] + "/api/v1/agents/executions/1/"
    async with aiohttp.ClientSession(headers={"X-API-KEY": asked["key"]}) as session:

        async def get():
            async with session.get(url) as response:
                response.raise_for_status()
                return RunDetail.model_validate_json(await response.read())

        async def batch():
            return await asyncio.gather(*[get() for _ in range(at_once)])

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
