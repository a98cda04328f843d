"""Sends files in a payload, and handles the failure of a model.

With the emulator: run `make emulator` in one terminal, and in another one

    FLYMYAI_DSN=http://127.0.0.1:8787/ python examples/files.py
"""

import io
import os
import pathlib
import tempfile

import flymyai
from flymyai import FlyMyAIExceptionGroup

api_key = os.environ.get("FLYMYAI_API_KEY", "fly-local")

with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder, "fox.png")
    path.write_bytes(b"not really an image")
    with flymyai.client(apikey=api_key, model="demo/echo") as client, open(path, "rb") as opened:
        print("== Python: files")
        response = client.predict(
            {
                "prompt": "What do these show?",
                "path": path,
                "open": opened,
                "memory": io.BytesIO(b"bytes of a stream"),
                "bytes": b"bytes as they are",
            }
        )
        for name, file in sorted(response.output_data["files"].items()):
            print(f"   {name}: {file['size']} bytes, {file['content_type']}")

print("\n== Python: a model that fails")
try:
    flymyai.run(apikey=api_key, model="demo/fail-502", payload={"prompt": "Hello"})
except FlyMyAIExceptionGroup as group:
    # One error for each attempt.
    for error in group.errors:
        print(f"   {type(error).__name__}, status {error.response.status_code}")
