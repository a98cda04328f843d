"""A conversation with M1, which is deprecated; new programs use `AgentClient`.

With the emulator: run `make emulator` in one terminal, and in another one

    FLYMYAI_M1_DSN=http://127.0.0.1:8787/ python examples/m1.py
"""

import asyncio
import os
import warnings

import flymyai

api_key = os.environ.get("FLYMYAI_API_KEY", "fly-local")
warnings.simplefilter("ignore", DeprecationWarning)

print("== Python: M1")
with flymyai.m1_client(apikey=api_key) as client:
    print(f"   {client.generate('Hello').data.text}")
    print(f"   {client.generate('Draw a fox [image]').data.file_url}")


async def main() -> None:
    async with flymyai.async_m1_client(apikey=api_key) as client:
        print(f"   {(await client.generate('Hello again')).data.text}")


asyncio.run(main())
