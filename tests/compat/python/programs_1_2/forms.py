"""Model calls: objects and files in forms of 1.2."""

from __future__ import annotations

import io
import math
import tempfile
from pathlib import Path

from kit import here, piece, program, stream_of, tried

from flymyai import AsyncFlyMyAI, FlyMyAI
from flymyai.multipart import MultipartPayload

DONE = stream_of(piece("x"), times=0)


def send(*payloads):
    client = FlyMyAI(here.key, "demo/echo")
    for payload in payloads:
        tried(lambda: client.predict(payload).status)


@program(DONE, rows=["object-fields"])
def sends_objects_as_json():
    """Objects in a form become JSON."""
    send({"o": {"b": 1, "a": [None, True, "é"]}}, {"o": {}}, {"o": {"n": math.nan, "i": math.inf}})


@program(DONE, rows=["object-fields"])
def sends_lists_as_fields():
    """A field for each item of a list."""
    send({"l": [1, "é", None, True, 2.5]}, {"l": [], "m": 1}, {"l": ({"a": 1}, [2, 3], (4,))})


@program(DONE)
def sends_objects_beside_a_file():
    """The same in a form with a file."""
    Path("a.txt").write_text("data", encoding="utf-8")
    send({"f": Path("a.txt"), "o": {"a": "é"}, "l": [1, {"b": 2}], "e": [], "n": None, "t": True})


@program(DONE)
def sends_several_files():
    """A list of files has a part for each."""
    Path("a.txt").write_text("a", encoding="utf-8")
    Path("b.png").write_bytes(b"\x89PNG")
    send({"f": [Path("a.txt"), Path("b.png")]}, {"f": [b"one", Path("a.txt")], "n": 1})
    send({"f": [Path("a.txt"), "text"]}, {"f": [b"x", {"a": 1}]})


@program(DONE)
def sends_files_that_are_open():
    """Open files and buffers are read from their beginning."""
    Path("a.txt").write_text("data", encoding="utf-8")
    with open("a.txt", "rb") as file, tempfile.TemporaryFile() as other:
        file.read(2)
        other.write(b"temporary")
        send(
            {"f": file}, {"f": io.BytesIO(b"buffer")}, {"f": other}, {"f": [file, io.BytesIO(b"x")]}
        )


@program(DONE, rows=["raw-files"])
def sends_what_is_no_file():
    """Texts, raw files, sets and dates are no values."""
    Path("a.txt").write_text("data", encoding="utf-8")
    with open("a.txt", encoding="utf-8") as text, open("a.txt", "rb", buffering=0) as raw:
        send({"f": text}, {"f": raw}, {"f": io.StringIO("x")}, {"f": bytearray(b"x")}, {"f": {1}})
        send({"f": {"a": b"x"}}, {"f": (n for n in (1,))})


@program(rows=["object-fields"])
def builds_forms_by_hand():
    """The result of `serialize`."""
    for payload in ({"a": {"b": 1}}, {"a": [1, [2]]}, {"a": []}, {}):
        tried(lambda: MultipartPayload(payload).serialize())
    made = MultipartPayload({"a": 1, "f": [b"x", b"y"]}).serialize()
    print(type(made["files"]), [name for name, _ in made["files"]])


@program(DONE, rows=["object-fields"])
def sends_objects_asynchronously():
    """The asynchronous client sends the same."""

    async def main():
        async with AsyncFlyMyAI(here.key, "demo/echo") as client:
            await client.predict({"o": {"a": [1]}, "l": [{"b": 2}]})
            await client.predict({"o": {"a": 1}, "f": [b"x", b"y"]})

    return main()
