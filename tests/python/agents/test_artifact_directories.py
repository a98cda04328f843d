"""Directories that are sent as artifacts: what differs, nothing else, and nothing that changes."""

from __future__ import annotations

import hashlib
import json
import pathlib
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Callable, Dict, Iterator, List

import pytest
from support.account import Account

from flymyai import AgentClient, ArtifactStaleBaseVersionError, AsyncAgentClient
from flymyai.agents import ArtifactDryRun, ArtifactReceipt

ARTIFACT = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def client(account: Account) -> Iterator[AgentClient]:
    with AgentClient(account.key, base_url=account.url) as client:
        yield client


def write(root: pathlib.Path, files: Dict[str, bytes]) -> pathlib.Path:
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


def hashes(client: AgentClient, artifact_id: Any, version: int) -> Dict[str, str]:
    files = client.artifacts.files(artifact_id, version=version).files
    return {file.path: file.sha256 for file in files}


def test_a_version_has_the_files_of_the_directory(
    client: AgentClient, tmp_path: pathlib.Path
) -> None:
    border = b"x" * (192 * 1024 - 1)
    files = {
        "index.html": '<p>é "\\ \x01\x7f\r\n'.encode(),
        "long.txt": border + "é".encode() * 100_000,
        "broken.txt": border + b"\xc3",
        "img/logo.png": bytes(range(256)) * 2000,
        "empty.css": b"",
        "old.js": b"1",
    }
    made = client.artifacts.create_from_directory(write(tmp_path, files), name="Deck")
    assert isinstance(made, ArtifactReceipt)
    made_id = made.artifact.id
    assert hashes(client, made_id, 1) == {
        path: hashlib.sha256(data).hexdigest() for path, data in files.items()
    }
    (tmp_path / "old.js").unlink()
    write(tmp_path, {"index.html": b"<p>new", "site.css": b"h1 {}"})
    plan = client.artifacts.publish_directory(made_id, tmp_path, base_version=1, dry_run=True)
    assert isinstance(plan, ArtifactDryRun)
    second = client.artifacts.publish_directory(made_id, str(tmp_path), base_version=1)
    assert isinstance(second, ArtifactReceipt)
    assert second.version.added == plan.plan.added == ["site.css"]
    assert second.version.changed == ["index.html"]
    assert second.version.removed == ["old.js"]
    with pytest.raises(ArtifactStaleBaseVersionError) as caught:
        client.artifacts.publish_directory(made_id, tmp_path / "img", base_version=1)
    assert (caught.value.latest_version, caught.value.live_version) == (2, 2)
    same = client.artifacts.publish_directory(made_id, tmp_path, base_version=2)
    assert isinstance(same, ArtifactReceipt)
    assert same.version.no_change


async def test_the_asynchronous_client_sends_directories(
    account: Account, tmp_path: pathlib.Path
) -> None:
    write(tmp_path, {"index.html": b"1"})
    async with AsyncAgentClient(account.key, base_url=account.url) as client:
        made = await client.artifacts.create_from_directory(tmp_path, name="Deck")
        write(tmp_path, {"index.html": b"2"})
        second = await client.artifacts.publish_directory(
            made.artifact.id, tmp_path, base_version=1, publish=False
        )
    assert second.version.changed == ["index.html"]


class Service:
    """A service that has no files and reads requests; `on_post` runs before each response."""

    def __init__(self, on_post: Callable[[bool], int]) -> None:
        self.received: List[int] = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.respond(200, {"version": 1, "entry": "", "files": []})

            def do_POST(self) -> None:
                left = int(self.headers["content-length"])
                while left:
                    piece = self.rfile.read(min(left, 65536))
                    if not piece:
                        break
                    left -= len(piece)
                service.received.append(left)
                status = on_post(left == 0)
                if left == 0:
                    self.respond(status, {"detail": "no"})

            def respond(self, status: int, body: Any) -> None:
                text = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = False
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self) -> Service:
        threading.Thread(target=self.server.serve_forever, args=(0.01,)).start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.server.shutdown()
        self.server.server_close()


def test_a_file_that_changes_while_it_is_sent_ends_the_request(tmp_path: pathlib.Path) -> None:
    page = write(tmp_path, {"a.txt": b"a", "page.bin": b"1" * 500_000}) / "page.bin"

    def change(is_complete: bool) -> int:
        page.write_bytes(b"2" * 500_000)
        return 503

    # The first request is refused after the file was read, and the second one reads it again.
    with Service(change) as service:
        client = AgentClient("fly-key", base_url=service.url)
        with client, pytest.raises(ValueError, match=r"page\.bin has changed while it was read"):
            client.artifacts.publish_directory(
                ARTIFACT, tmp_path, base_version=1, idempotency_key="k"
            )
    assert service.received[0] == 0
    assert all(service.received[1:])


def test_a_directory_that_can_not_be_sent_is_an_error(
    client: AgentClient, tmp_path: pathlib.Path
) -> None:
    with pytest.raises(ValueError, match="missing can't be read"):
        client.artifacts.create_from_directory(tmp_path / "missing", name="Deck")
    wrong: Any = 5
    with pytest.raises(TypeError):
        client.artifacts.create_from_directory(wrong, name="Deck")
    assert client.artifacts.list().results == []


MEMORY = """
import re, sys
from flymyai import AgentClient, FlyMyAIAgentError
def peak():
    # That of `resource` begins with the memory of the parent.
    with open("/proc/self/status") as status:
        return int(re.search(r"VmHWM:\\s+(\\d+)", status.read()).group(1))
client = AgentClient("fly-key", base_url=sys.argv[1], max_retries=0)
try:
    client.artifacts.publish_directory(sys.argv[3], "missing", base_version=1)
except ValueError:
    pass
before = peak()
try:
    client.artifacts.publish_directory(sys.argv[3], sys.argv[2], base_version=1)
except FlyMyAIAgentError as error:
    assert error.status_code == 400, error
print(peak() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the figure is that of Linux")
def test_the_memory_does_not_grow_with_the_directory(tmp_path: pathlib.Path) -> None:
    for name in ("a.bin", "b.txt"):
        with open(str(tmp_path / name), "wb") as file:
            file.truncate(64 * 1024 * 1024)
    with Service(lambda is_complete: 400) as service:
        command = [sys.executable, "-c", MEMORY, service.url, str(tmp_path), ARTIFACT]
        output = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    assert service.received == [0]
    assert int(output) < 24 * 1024, "KiB"
