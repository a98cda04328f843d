"""Payloads: texts and files, with their encoding."""

from __future__ import annotations

import enum
import hashlib
import io
import pathlib
import re
import tempfile
import warnings
from typing import Any, Dict

import pytest
from support.account import Account
from support.inference import data, sse


class Colour(str, enum.Enum):
    RED = "red"


def sent(model: Any, payload: Dict[Any, Any]) -> Dict[str, Any]:
    found: Dict[str, Any] = model.predict(payload).output_data
    return found


@pytest.mark.parametrize(
    ("payload", "body"),
    [
        ({"a": "a b&ü"}, "a=a+b%26%C3%BC"),
        ({"a": 5, "b": 7.5, "c": 1e16, "d": -0.0}, "a=5&b=7.5&c=1e%2B16&d=-0.0"),
        ({"a": float("nan"), "b": True, "c": False}, "a=nan&b=true&c=false"),
        ({"a": None, "b": ""}, "a=&b="),
        ({"a": [1, "b", None], "c": (True,)}, "a=1&a=b&a=&c=true"),
        ({"a": {"b": None}}, "a=%7B%27b%27%3A+None%7D"),
        ({"a": [[1], {}]}, "a=%5B1%5D&a=%7B%7D"),
        ({1: 2, "b": [], 3: (), None: []}, "1=2"),
        ({b"n\xc3\xbc": 1}, "n%C3%BC=1"),
        ({Colour.RED: 1, "c": Colour.RED}, f"{Colour.RED!s}=1&c={Colour.RED!s}"),
        ({"a": __file__}, None),
    ],
)
def test_without_files_a_payload_is_urlencoded(
    service: Account, model: Any, payload: Dict[Any, Any], body: Any
) -> None:
    sent(model, payload)
    request = service.last()
    assert request["headers"]["content-type"] == "application/x-www-form-urlencoded"
    if body is not None:
        assert request["body"] == body


def test_an_empty_payload_has_no_body(service: Account, model: Any) -> None:
    service.script(
        {
            "reply": {
                "headers": {"content-type": "text/event-stream"},
                "text": 'data: {"output_data": {}}\n\n',
            }
        }
    )
    model.predict({})
    headers = service.last()["headers"]
    assert "content-type" not in headers
    assert headers.get("content-length") == "0"


def test_bytes_are_a_file(service: Account, model: Any) -> None:
    found = sent(model, {"image": b"\0\1\2", "prompt": "a\nb", "n": 5})
    assert found["fields"] == {"prompt": "a\nb", "n": "5"}
    file = found["files"]["image"]
    # So spelt on the wire since the beginning.
    assert file["content_type"] == "applications/octet-stream"
    assert len(file["filename"]) == 32
    assert file["sha256"] == hashlib.sha256(b"\0\1\2").hexdigest()
    assert service.last()["headers"]["content-type"].startswith("multipart/form-data; boundary=")
    assert "content-length" in service.last()["headers"]


def test_a_path_is_a_file_and_its_folders_stay_here(
    service: Account, model: Any, tmp_path: pathlib.Path
) -> None:
    path = tmp_path / "cat.png"
    path.write_bytes(b"png" * 1000)
    with warnings.catch_warnings():
        warnings.simplefilter("error", ResourceWarning)
        file = sent(model, {"image": path})["files"]["image"]
    assert (file["filename"], file["content_type"], file["size"]) == ("cat.png", "image/png", 3000)
    assert str(tmp_path) not in str(service.last())


def test_open_files_are_uploaded_from_their_beginning(model: Any, tmp_path: pathlib.Path) -> None:
    path = tmp_path / "cat.png"
    path.write_bytes(b"0123456789" * 100_000)
    wanted = hashlib.sha256(path.read_bytes()).hexdigest()
    memory = io.BytesIO(path.read_bytes())
    memory.seek(0, 2)
    with open(path, "rb") as buffered, open(path, "rb", buffering=0) as raw:
        with tempfile.NamedTemporaryFile() as temporary:
            temporary.write(path.read_bytes())
            temporary.flush()
            payload = {"a": buffered, "b": raw, "c": memory, "d": temporary}
            files = sent(model, payload)["files"]
        assert not buffered.closed
    assert {file["sha256"] for file in files.values()} == {wanted}
    assert files["a"]["filename"] == "cat.png"
    assert files["a"]["content_type"] == "image/png"
    assert len(files["c"]["filename"]) == 32


async def test_open_files_are_uploaded_asynchronously(amodel: Any) -> None:
    content = b"x" * 3_000_000
    found = await amodel.predict({"a": io.BytesIO(content), "b": content})
    files = found.output_data["files"]
    wanted = hashlib.sha256(content).hexdigest()
    assert [file["sha256"] for file in files.values()] == [wanted, wanted]


def test_a_file_is_sent_again_with_the_next_attempt(service: Account, model: Any) -> None:
    service.script(sse(data({"status": 502})))
    found = sent(model, {"a": io.BytesIO(b"abc")})
    assert found["files"]["a"]["sha256"] == hashlib.sha256(b"abc").hexdigest()
    assert len(service.requests()) == 2


async def test_a_list_of_files_has_a_part_for_each(
    service: Account, model: Any, amodel: Any, tmp_path: pathlib.Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("second", encoding="utf-8")
    payload = {"f": [b"first", path], "n": 1}
    model.predict(payload)
    await amodel.predict(payload)
    for request in service.requests()[-2:]:
        parts = re.split(r"\r\n--\w+|--\w+\r\n", request["body"])
        files = [part for part in parts if 'name="f"' in part]
        assert [part.rpartition("\r\n\r\n")[2] for part in files] == ["first", "second"]
        assert 'filename="a.txt"' in files[1]


def test_a_list_of_files_has_no_other_items(model: Any) -> None:
    with pytest.raises(TypeError, match="Field 'f' mixes files with other values"):
        model.predict({"f": [b"first", {"a": 1}]})


def test_beside_a_file_dicts_are_json(model: Any) -> None:
    found = sent(model, {"a": b"x", "b": {"c": [1, None]}, "d": [{"e": True}]})
    assert found["fields"] == {"b": '{"c": [1, null]}', "d": '{"e": true}'}


def test_beside_a_file_names_are_texts(model: Any) -> None:
    found = sent(model, {Colour.RED: 1, "a": b"x", 1: [], None: (), (1, 2): []})
    assert found["fields"] == {"red": "1"}
    assert list(found["files"]) == ["a"]
    assert list(sent(model, {Colour.RED: b"x"})["files"]) == ["red"]


def test_control_characters_in_names_are_encoded(service: Account, model: Any) -> None:
    class Named(io.BytesIO):
        name = 'f\0\r\n\t\x1b\x7f".png'

    model.predict({'a\0\r\n\t\x1b\x7f"': "\0\r\n", "b\0\n": Named(b"x")})
    body = service.last()["body"]
    assert 'name="a%00%0D%0A%09%1B%7F%22"\r\n\r\n\0\r\n\r\n--' in body
    assert 'name="b%00%0A"; filename="f%00%0D%0A%09%1B%7F%22.png"\r\n' in body
    assert "Content-Type: image/png\r\n\r\nx\r\n--" in body
    # Without a file there is nothing to escape from, and the service gets them as they are.
    model.predict({"a\0\n": "\0"})
    assert service.last()["body"] == "a%00%0A=%00"


class Broken(io.BytesIO):
    def read(self, *_: Any) -> bytes:
        raise OSError("the disk is gone")


@pytest.mark.parametrize(
    ("payload", "error"),
    [
        ({"a": {1, 2}}, TypeError),
        ({"a": bytearray(b"x")}, TypeError),
        ({"a": [b"x", 1]}, TypeError),
        ({"a": io.StringIO("text")}, TypeError),
        ({1: 2, "b": b"x"}, TypeError),
        ({b"a": 2, "b": b"x"}, TypeError),
        ({b"\xff": 2}, UnicodeDecodeError),
        ({"a": pathlib.Path("/no/such/file")}, FileNotFoundError),
        ({"a": pathlib.Path("/")}, IsADirectoryError),
        ({"a": "\ud800"}, UnicodeEncodeError),
        (None, AttributeError),
        ([1], AttributeError),
    ],
)
def test_an_invalid_value_raises_before_sending(
    service: Account, model: Any, payload: Any, error: Any
) -> None:
    with pytest.raises(error):
        model.predict(payload)
    with pytest.raises(error):
        list(model.stream(payload))
    assert service.requests() == []


async def test_a_file_that_fails_during_sending_raises(model: Any, amodel: Any) -> None:
    with pytest.raises(OSError, match="the disk is gone"):
        model.predict({"a": Broken(b"abc")})
    with pytest.raises(OSError, match="the disk is gone"):
        await amodel.predict({"a": Broken(b"abc")})
