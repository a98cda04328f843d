"""Uploads of special files, and of files that change while they are sent."""

from __future__ import annotations

import io
import os
import pathlib
import socket
import sys
import threading
from typing import Any, Callable, Dict, Iterator, List

import httpx
import pytest
from support.account import Account
from support.inference import data, in_thread, sse

import flymyai
from flymyai import FlyMyAIExceptionGroup

CONTENT = b"0123456789abcdef" * 20_000
posix = pytest.mark.skipif(os.name != "posix", reason="needs the pipes of POSIX")
linux = pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")


class Pieces(io.RawIOBase):
    """Can be read once, and not be sought in."""

    def __init__(self, *pieces: bytes) -> None:
        self._rest = list(pieces)

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        piece = self._rest.pop(0) if self._rest else b""
        into[: len(piece)] = piece
        return len(piece)


@pytest.fixture
def written() -> Iterator[Callable[..., None]]:
    """Writes to a pipe from a thread, as another program would."""
    threads: List[threading.Thread] = []

    def start(write: Callable[[], Any]) -> None:
        threads.append(threading.Thread(target=write))
        threads[-1].start()

    yield start
    for thread in threads:
        thread.join(timeout=20)
        assert not thread.is_alive()


def body_of(service: Account) -> str:
    """The body of the last request, which was sent in chunks."""
    request = service.last()
    assert request["headers"]["transfer-encoding"] == "chunked"
    assert "content-length" not in request["headers"]
    found: str = request["body"]
    return found


async def sizes(model: Any, amodel: Any, make: Callable[[], Any]) -> List[int]:
    """How large a file arrived that each client was given."""
    found = []
    for asynchronous in (False, True):
        source = make()
        payload = {"f": source, "t": 1}
        prediction = await amodel.predict(payload) if asynchronous else model.predict(payload)
        found.append(prediction.output_data["files"]["f"]["size"])
        if not isinstance(source, pathlib.Path):
            source.close()
    return found


async def test_unseekable_files_are_streamed(model: Any, amodel: Any) -> None:
    for make in (
        lambda: Pieces(b"abc", b"de"),
        lambda: io.BufferedReader(Pieces(b"abc", b"de")),
    ):
        assert await sizes(model, amodel, make) == [5, 5]


@posix
async def test_pipes_and_sockets_are_streamed(
    service: Account, model: Any, amodel: Any, written: Any
) -> None:
    def pipe(buffering: int = -1) -> Any:
        read, write = os.pipe()

        def fill() -> None:
            with os.fdopen(write, "wb") as file:
                file.write(CONTENT)

        written(fill)
        return os.fdopen(read, "rb", buffering)

    def connection() -> Any:
        ours, theirs = socket.socketpair()

        def fill() -> None:
            with theirs:
                theirs.sendall(CONTENT)

        written(fill)
        with ours:
            return ours.makefile("rb")

    for make in (pipe, lambda: pipe(0), connection):
        assert await sizes(model, amodel, make) == [len(CONTENT)] * 2
        assert CONTENT.decode() in body_of(service)


@posix
async def test_a_named_pipe_is_opened_once_and_streamed(
    service: Account, model: Any, amodel: Any, written: Any, tmp_path: pathlib.Path
) -> None:
    path = tmp_path / "pipe.png"
    os.mkfifo(path)

    def make() -> pathlib.Path:
        written(lambda: path.write_bytes(CONTENT))
        return path

    assert await sizes(model, amodel, make) == [len(CONTENT)] * 2
    assert 'filename="pipe.png"\r\nContent-Type: image/png' in body_of(service)


@linux
async def test_files_without_a_size_are_read(service: Account, model: Any, amodel: Any) -> None:
    path = pathlib.Path("/proc/version")
    with io.FileIO(path) as file:
        size = len(file.read())
    assert size > 0
    for make in (lambda: path, lambda: io.FileIO(path), lambda: io.BufferedReader(io.FileIO(path))):
        assert await sizes(model, amodel, make) == [size, size]
    # Such a path can be read again.
    service.script(sse(data({"status": 502})))
    assert model.predict({"f": path}).output_data["files"]["f"]["size"] == size


@linux
def test_standard_input_is_streamed_by_its_path(python: Any) -> None:
    program = """if True:
        import pathlib, sys
        from flymyai import FlyMyAI
        with FlyMyAI(sys.argv[1], "demo/echo") as client:
            found = client.predict({"f": pathlib.Path("/dev/stdin")})
        print(found.output_data["files"]["f"]["size"])
    """
    import subprocess

    process = python(program, "fly-stdin", stdin=subprocess.PIPE)
    out, err = process.communicate("from standard input", timeout=60)
    assert (out, err) == ("19\n", "")


def test_an_empty_file_is_an_empty_file(
    service: Account, model: Any, tmp_path: pathlib.Path
) -> None:
    path = tmp_path / "empty"
    path.write_bytes(b"")
    with open(path, "rb") as file:
        found = model.predict({"a": path, "b": file, "c": b"", "d": io.BytesIO()}).output_data
    assert [file["size"] for file in found["files"].values()] == [0, 0, 0, 0]
    assert "content-length" in service.last()["headers"]


async def test_a_stream_without_data_is_refused(model: Any, amodel: Any) -> None:
    used = Pieces(b"abc")
    assert model.predict({"f": used}).output_data["files"]["f"]["size"] == 3
    # It was read: a second upload of it would be empty.
    for stream in (used, Pieces(), *([pathlib.Path("/dev/null")] if os.name == "posix" else [])):
        with pytest.raises(ValueError, match="has no data, or was read already"):
            model.predict({"f": stream})
        with pytest.raises(ValueError, match="has no data, or was read already"):
            await amodel.predict({"f": stream})


def test_a_stream_that_was_read_is_not_sent_again(
    service: Account, model: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.script(sse(data({"status": 502})))
    with pytest.raises(FlyMyAIExceptionGroup) as caught:
        model.predict({"f": Pieces(b"abc")}, max_retries=3)
    assert [error.response.status_code for error in caught.value.errors] == [502]
    service.script({"reply": {"status": 307, "headers": {"location": "/elsewhere"}}})
    with pytest.raises(ValueError, match="can't be sent again"):
        model.predict({"f": Pieces(b"abc")})
    service.script({"drop": "before"})
    with pytest.raises(httpx.RemoteProtocolError):
        model.predict({"f": Pieces(b"abc")})
    assert len(service.requests()) == 3


@pytest.mark.parametrize("asynchronous", [False, True])
async def test_a_stream_uses_the_client_of_a_program(service: Account, asynchronous: bool) -> None:
    moved = {"status": 307, "headers": {"location": "/elsewhere"}}
    service.script({"reply": moved, "times": 0})
    stream = {"f": Pieces(b"abc", b"de"), "t": 1}
    if asynchronous:
        async with httpx.AsyncClient() as http:
            client = flymyai.async_client(service.key, "demo/echo", http_client=http)
            with pytest.raises(ValueError, match="can't be sent again"):
                await client.predict(stream)
    else:
        with httpx.Client() as own:
            other = flymyai.client(service.key, "demo/echo", http_client=own)
            with pytest.raises(ValueError, match="can't be sent again"):
                await in_thread(other.predict, stream)
    assert "\r\n\r\nabcde\r\n--" in body_of(service)
    assert len(service.requests()) == 1


def test_a_stream_is_in_one_field(service: Account, model: Any) -> None:
    stream = Pieces(b"abc")
    with pytest.raises(ValueError, match="can be read once"):
        model.predict({"a": stream, "b": stream})
    file = io.BytesIO(b"abc")
    files = model.predict({"a": file, "b": file}).output_data["files"]
    assert [found["size"] for found in files.values()] == [3, 3]
    assert len(service.requests()) == 1


class Changing(io.BytesIO):
    """A file that another program writes to: it changes once its length was looked at."""

    def __init__(self, content: bytes, later: bytes) -> None:
        super().__init__(content)
        self._later = later
        self._ends = 0

    def seek(self, offset: int, whence: int = 0) -> int:
        if whence == io.SEEK_SET and self._ends > 1:
            super().seek(0)
            self.truncate()
            self.write(self._later)
            self._ends = 0
        self._ends += whence == io.SEEK_END
        return super().seek(offset, whence)


async def test_a_file_that_changes_during_sending_raises(model: Any, amodel: Any) -> None:
    for later, why in ((b"abcdef", "longer"), (b"ab", "shorter")):
        with pytest.raises(ValueError, match=f"became {why} while it was sent"):
            model.predict({"f": Changing(b"abcd", later)})
        with pytest.raises(ValueError, match=f"became {why} while it was sent"):
            await amodel.predict({"f": Changing(b"abcd", later)})


@posix
def test_an_unreadable_file_raises_before_sending(
    service: Account, model: Any, tmp_path: pathlib.Path
) -> None:
    with open(tmp_path / "new", "wb") as file:
        refused: List[Dict[str, Any]] = [{"f": file}, {"f": tmp_path}, {"f": tmp_path / "none"}]
        with socket.socket(socket.AF_UNIX) as bound:
            name = os.path.relpath(tmp_path / "s")
            bound.bind(name)
            refused.append({"f": pathlib.Path(name)})
            for payload in refused:
                with pytest.raises(OSError, match=r"Errno|not open for reading"):
                    model.predict(payload)
                with pytest.raises(OSError, match=r"Errno|not open for reading"):
                    list(model.stream(payload))
    assert service.requests() == []


@posix
def test_an_empty_nonblocking_pipe_raises(model: Any) -> None:
    read, write = os.pipe()
    os.set_blocking(read, False)
    try:
        with os.fdopen(read, "rb", 0) as file, pytest.raises(BlockingIOError):
            model.predict({"f": file})
    finally:
        os.close(write)
