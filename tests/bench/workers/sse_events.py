"""A model's stream of many small events, synchronous or not."""

import asyncio
import os

from usage import Meter, options, report


def main():
    asked = options()
    os.environ["FLYMYAI_DSN"] = asked["url"]
    import flymyai

    payload = {"prompt": "word", "count": asked["events"]}
    if asked["side"] == "async":
        figures, words = asyncio.run(follow(flymyai, asked, payload))
    else:
        with flymyai.client(apikey=asked["key"], model="demo/echo") as client:
            client.predict({"prompt": "Hello"})
            meter = Meter()
            words = sum(len(part.output_data["output"]) for part in client.stream(payload))
            figures = meter.per(asked["events"])
    assert words == asked["events"], f"{words} events came"
    report(**figures)


async def follow(flymyai, asked, payload):
    async with flymyai.async_client(apikey=asked["key"], model="demo/echo") as client:
        await client.predict({"prompt": "Hello"})
        words = 0
        meter = Meter()
        async for part in client.stream(payload):
            words += len(part.output_data["output"])
        return meter.per(asked["events"]), words


main()
