"""Generates images and a film with asyncio: one image, then several at once.

With the emulator: run `make emulator` in one terminal, and in another one

    FLYMYAI_DSN=http://127.0.0.1:8787/ python examples/images.py

With the cloud: set FLYMYAI_API_KEY to your own key.
"""

import asyncio
import base64
import os
import tempfile
from typing import List

import flymyai

api_key = os.environ.get("FLYMYAI_API_KEY", "fly-local")
PROMPTS = ["a lighthouse in a storm", "a quiet harbour at dawn", "a whale under the ice"]


async def draw(prompt: str) -> bytes:
    """Draws one image."""
    response = await flymyai.async_run(
        apikey=api_key, model="flymyai/nano-banana", payload={"prompt": prompt}
    )
    return base64.b64decode(response.output_data["image"][0])


async def main() -> List[bytes]:
    print("== Python: an image")
    print(f"   {len(await draw('a fox in the snow'))} bytes")

    print("\n== Python: a film")
    response = await flymyai.async_run(
        apikey=api_key,
        model="flymyai/veo31-fast-generate",
        payload={"prompt": "waves breaking on a black beach"},
    )
    print(f"   {response.output_data['video'][0]}")

    return await asyncio.gather(*map(draw, PROMPTS))


images = asyncio.run(main())
print("\n== Python: three images at once")
with tempfile.TemporaryDirectory() as folder:
    for number, image in enumerate(images):
        with open(os.path.join(folder, f"image-{number}.jpg"), "wb") as file:
            print(f"   {file.write(image)} bytes")
