"""Payloads as they are sent."""

from __future__ import annotations

import datetime
import enum
import io
import math
import tempfile
import uuid
from pathlib import Path

from kit import here, piece, program, stream_of, tried

from flymyai import AsyncFlyMyAI, FlyMyAI

DONE = stream_of(piece("x"), times=0)


class Colour(str, enum.Enum):
    RED = "red"


def send(*payloads):
    client = FlyMyAI(here.key, "demo/echo")
    for payload in payloads:
        tried(lambda: client.predict(payload).status)


@program(DONE)
def sends_texts():
    """Texts of all letters, as a form."""
    send({"prompt": "a b&c=d+ü😀\n\"'/?#%", "ключ": "значение", "k k&": "", "n": "\u2028\x00~*-._"})


@program(DONE)
def sends_numbers():
    """Integers and floats, large and small."""
    send(
        {
            "i": 5,
            "big": 2**80,
            "neg": -7,
            "f": 7.5,
            "e": 1e16,
            "z": -0.0,
            "small": 5e-324,
            "x": 1e300,
        }
    )


@program(DONE)
def sends_numbers_that_are_none():
    """NaN and infinity in a form."""
    send({"n": math.nan}, {"i": math.inf, "j": -math.inf})


@program(DONE)
def sends_flags_and_nothing():
    """Booleans, `None`, and members of enumerations."""
    send({"t": True, "f": False, "n": None, "e": Colour.RED})


@program(DONE)
def sends_lists():
    """Lists and tuples repeat their key."""
    send({"l": [1, "a", None, True, 2.5], "t": ("x", "ü")}, {"e": [], "k": 1})


@program(DONE, rows=["model-empty-list"])
def sends_nothing_but_an_empty_list():
    """The only value is an empty list."""
    send({"e": []})


@program(DONE)
def sends_objects():
    """Dictionaries and nested lists in a form."""
    send(
        {"d": {"a": [1, None], "ü": {"b": "it's"}}},
        {"l": [[1, 2], {"a": 1}]},
        {"e": {}},
        {"t": (1, (2,))},
    )


@program(DONE)
def sends_an_empty_payload():
    """An empty payload."""
    send({})


@program(DONE)
def sends_keys_of_other_types():
    """Keys that are no texts."""
    send({1: "a", True: "b", None: "c", 2.5: "d"})


@program(DONE, rows=["file-lists"])
def sends_what_is_no_json():
    """Values that neither form nor JSON has a place for; nothing is sent."""
    send({"s": {1}}, {"d": datetime.date(2026, 1, 1)}, {"b": bytearray(b"x")},
         {"u": uuid.UUID(int=1)}, {"l": [b"x"]}, {"o": object}, {"c": 1j},
         {"p": [Path("x")]})  # fmt: skip


@program(DONE)
def sends_payloads_that_are_no_objects():
    """A list, a text or nothing as the payload."""
    send(None, [1], "text", 5)


@program(DONE)
def sends_bytes():
    """Bytes become a part of their own, with fields before them."""
    send(
        {
            "b": b"\x00\xff\r\n--",
            "prompt": 'ü\n"q"',
            "n": 5,
            "f": 1.0,
            "t": True,
            "none": None,
            "e": "",
        }
    )


@program(DONE)
def sends_lists_beside_bytes():
    """Lists repeat their part; an empty one is left out."""
    send({"l": [1, "a", None, False], "e": [], "file": b"x"})


@program(DONE)
def sends_empty_bytes():
    """An empty file, and a hundred of them."""
    send({"b": b""}, {f"f{n}": bytes([n]) for n in range(100)})


@program(DONE, rows=["dict-beside-file"])
def sends_objects_beside_bytes():
    """A dictionary and nested lists beside a file."""
    send({"d": {"b": 1, "a": None}, "f": b"x"}, {"l": [[1], {"a": 1}], "f": b"x"})


@program(DONE)
def sends_odd_names_beside_bytes():
    """Names with quotes, line breaks and other letters."""
    send({'a"b': 1, "c\r\nd": b"x", "e\\f": b"y", "ü😀": b"z", "": b""})


@program(DONE, rows=["payload-texts"])
def sends_names_that_are_no_texts_beside_bytes():
    """A number and bytes as names."""
    send({1: "a", "f": b"x"}, {b"n": 1, "f": b"x"})


@program(DONE)
def sends_a_file_by_its_path():
    """Paths of files of several types, relative ones."""
    for name in (
        "photo.png",
        "no-extension",
        "report.pdf",
        "data.json",
        "ümlaut b.txt",
        "x.unknown",
    ):
        Path(name).write_bytes(b"bytes of " + name.encode())
        send({"file": Path(name), "n": 1})


@program(DONE, rows=["path-filename"])
def sends_a_file_in_a_folder():
    """The path has folders."""
    folder = Path("in/here")
    folder.mkdir(parents=True)
    (folder / "photo.jpg").write_bytes(b"x")
    send({"file": folder / "photo.jpg"}, {"file": (folder / "photo.jpg").absolute()})


@program(DONE)
def sends_files_that_are_not_there():
    """A missing file and a folder."""
    Path("folder").mkdir()
    send({"file": Path("missing.png")}, {"file": Path("folder")})


@program(DONE)
def sends_a_path_as_text():
    """The name of a file is only a text."""
    Path("photo.png").write_bytes(b"x")
    send({"file": "photo.png"})


@program(DONE, rows=["open-files"])
def sends_open_files():
    """Files that are open, in memory or temporary."""
    Path("photo.png").write_bytes(b"from disk")
    with open("photo.png", "rb") as file:
        file.read(3)
        send({"file": file})
    send({"file": io.BytesIO(b"from memory")})
    with tempfile.TemporaryFile() as file:
        file.write(b"temporary")
        send({"file": file})


@program(DONE)
def sends_files_open_for_text():
    """A text file and a text in memory are refused."""
    Path("a.txt").write_text("x")
    with open("a.txt") as file:
        send({"file": file})
    send({"file": io.StringIO("x")})


@program(stream_of({"status": 502}), stream_of(piece("x")))
def sends_a_file_again():
    """Each attempt sends the file from its beginning."""
    Path("photo.png").write_bytes(b"whole")
    send({"file": Path("photo.png"), "prompt": "p"})


@program(DONE)
def sends_a_large_file():
    """Three megabytes."""
    send({"file": bytes(range(256)) * 12_000})


@program(DONE)
async def sends_files_asynchronously():
    """Files and fields with the asynchronous client."""
    Path("photo.png").write_bytes(b"x")
    async with AsyncFlyMyAI(here.key, "demo/echo") as client:
        print((await client.predict({"file": Path("photo.png"), "b": b"y", "l": [1, 2]})).status)
        print((await client.predict({"a": "ü", "l": [1, 2]})).status)


@program(DONE)
def sends_subclasses():
    """Subclasses of plain types, and ordered dictionaries."""
    import collections

    send(
        collections.OrderedDict(
            [("z", type("S", (str,), {})("s")), ("a", type("I", (int,), {})(5))]
        )
    )


@program(DONE)
def sends_names_of_other_kinds():
    """Members of enumerations and bytes as names; lists without items under any name."""
    send({Colour.RED: 1, b"n\xc3\xbc": 2}, {Colour.RED: 1, "f": b"x", 1: [], None: (), (2,): []})
    send({Colour.RED: b"x"}, {1: [], "k": 1})


@program(DONE, rows=["names-encoded"])
def sends_control_characters_in_names():
    """NUL, tabs, line breaks, ESC and DEL in names."""
    send({"a\0\t\r\n\x1f": 1}, {"a\0\t\r\n\x1f": 1, "f\0\n": b"x"})
    send({"a\x1b\x7f": 1, "f": b"x"}, {b"\xff": 1})


@program(DONE, rows=["streamed-uploads"])
def sends_a_file_without_a_size():
    """A file that the system makes while it is read."""
    send({"file": Path("/proc/sys/kernel/ostype")})


@program(rows=["payload-texts", "open-files"])
def builds_payloads_by_hand():
    """The classes that encode a payload."""
    from flymyai.multipart import BinaryField, MultipartPayload, SimpleField
    from flymyai.multipart.binary_field import is_binary_input

    payload = MultipartPayload({"a": 1, "l": [1, {"b": 2}], "t": True})
    print(payload.data, payload.serialize())
    made = MultipartPayload({"f": b"x", "a": 1, "n": None}).serialize()
    name, file, kind = made["files"]["f"]
    print(made["data"], len(name), file.read(), kind)
    print(
        SimpleField({"a": 1}).serialize(), SimpleField(5).serialize(7), SimpleField(0).serialize()
    )
    tried(lambda: SimpleField({1}).validate())
    tried(lambda: BinaryField("text").serialize())
    print(BinaryField(b"x").name, BinaryField(b"x").value, BinaryField(b"x").validate())
    print(
        [is_binary_input(value) for value in (b"x", Path("a"), "a", 5, io.BytesIO(), bytearray())]
    )
