"""Artifacts against the emulator: versions, pages, sharing, copies, and files of folders."""

from __future__ import annotations

import base64
import mimetypes
import os
import pathlib
import pickle
import sys
import uuid
from typing import Any, Iterator, List

import pytest
from support.account import Account
from support.pickling import pickles_times

from flymyai import AgentClient, ArtifactStaleBaseVersionError, AsyncAgentClient, FlyMyAIAgentError
from flymyai.agents import (
    ArtifactDryRun,
    ArtifactPage,
    ArtifactReceipt,
    artifact_file,
    artifact_files_from_directory,
)

RANDOM = pathlib.Path("/proc/sys/kernel/random")
PAGE = [artifact_file("index.html", "<h1>Deck</h1>")]


@pytest.fixture
def client(account: Account) -> Iterator[AgentClient]:
    with AgentClient(account.key, base_url=account.url) as client:
        yield client


def test_a_version_is_added_to_the_latest_one_only(client: AgentClient) -> None:
    made = client.artifacts.create(name="Deck", files=PAGE)
    assert isinstance(made, ArtifactReceipt)
    assert made.version.added == ["index.html"]
    made_id = made.artifact.id
    assert isinstance(made_id, uuid.UUID)
    more = [artifact_file("logo.png", b"\x89PNG\xff")]
    receipt = client.artifacts.publish(made_id, base_version=1, files=more, message="A logo")
    assert isinstance(receipt, ArtifactReceipt)
    assert receipt.version.version == 2
    assert [file.path for file in client.artifacts.files(made_id, version=2).files] == [
        "index.html",
        "logo.png",
    ]
    with pytest.raises(ArtifactStaleBaseVersionError) as caught:
        client.artifacts.publish(made_id, base_version=1, files=more)
    assert caught.value.latest_version == 2
    assert caught.value.live_version == 2


def test_a_dry_run_makes_nothing(client: AgentClient) -> None:
    plan = client.artifacts.create(name="Deck", files=PAGE, dry_run=True)
    assert isinstance(plan, ArtifactDryRun)
    assert plan.plan.files_count == 1
    assert client.artifacts.list().results == []


def test_a_key_makes_an_artifact_once(client: AgentClient) -> None:
    first = client.artifacts.create(name="Deck", files=PAGE, idempotency_key="deck 1")
    second = client.artifacts.create(name="Deck", files=PAGE, idempotency_key="deck 1")
    assert first == second
    with pytest.raises(FlyMyAIAgentError):
        client.artifacts.create(name="Other", files=PAGE, idempotency_key="deck 1")
    assert len(client.artifacts.list().results) == 1


def test_single_pages_are_returned_and_iterated(client: AgentClient) -> None:
    names = [f"Deck {number}" for number in range(5)]
    for name in names:
        client.artifacts.create(name=name, files=PAGE)
    page = client.artifacts.list(page_size=2)
    assert isinstance(page, ArtifactPage)
    assert len(page.results) == 2
    assert page.next_cursor
    found = [artifact.name for artifact in client.artifacts.iter(page_size=2)]
    assert sorted(found) == names


async def test_pages_are_iterated_asynchronously(account: Account) -> None:
    async with AsyncAgentClient(account.key, base_url=account.url) as client:
        for number in range(3):
            await client.artifacts.create(name=f"Deck {number}", files=PAGE)
        found = [artifact.name async for artifact in client.artifacts.iter(page_size=1)]
    assert len(found) == 3


@pickles_times
def test_a_page_and_a_lineage_are_copied_and_pickled(client: AgentClient) -> None:
    made = client.artifacts.create(name="Deck", files=PAGE)
    assert isinstance(made, ArtifactReceipt)
    clone = client.artifacts.clone(made.artifact.id)
    assert isinstance(clone, ArtifactReceipt)
    lineage = client.artifacts.lineage(made.artifact.id)
    assert lineage.clone_count == 1
    for record in (client.artifacts.list(), lineage):
        assert pickle.loads(pickle.dumps(record)) == record


def test_a_share_link_opens_an_artifact(client: AgentClient) -> None:
    made = client.artifacts.create(name="Deck", files=PAGE)
    assert isinstance(made, ArtifactReceipt)
    shared = client.artifacts.share(made.artifact.id, visibility="link", with_sources=True)
    link = shared.share_url
    assert link is not None
    assert client.artifacts.get(share_link=link).id == made.artifact.id
    read = client.artifacts.read_file(share_link=link, version=1, path="index.html", max_bytes=4)
    assert (read.content, read.truncated, read.next_offset) == ("<h1>", True, 4)
    page = f"https://app.flymy.ai/artifacts/{made.artifact.id}/?tab=files"
    assert client.artifacts.get(page).name == "Deck"


def test_members_are_invited(client: AgentClient) -> None:
    made = client.artifacts.create(type="game")
    assert isinstance(made, ArtifactReceipt)
    receipt = client.artifacts.add_member(made.artifact.id, "bob@example.com", role="edit")
    assert receipt.member.role == "edit"
    assert receipt.member.id is not None
    client.artifacts.remove_member(made.artifact.id, receipt.member.id)
    assert client.artifacts.members(made.artifact.id).members == []
    assert client.artifacts.delete(made.artifact.id)
    assert [each.key for each in client.artifacts.types()][:1] == ["presentation"]


def test_an_app_is_planned_applied_and_read(client: AgentClient) -> None:
    files = [artifact_file("flymy.yaml", "name: shop\n")]
    plan = client.apps.plan(files=files, instances={"web": 1})
    release = client.apps.apply(files=files, instances={"web": 1}, plan_token=plan.plan_token)
    assert release.status == "applying"
    assert client.apps.status(release.release).release == release.release


def test_a_project_is_made_stopped_and_started(client: AgentClient) -> None:
    plan = client.projects.plan(name="shop", template="blank")
    assert plan.plan_token
    made = client.projects.create(name="shop", template="blank", plan_token=plan.plan_token)
    assert client.projects.get(made.project).kind == "app"
    while client.apps.status(made.release["release"]).status == "applying":
        pass
    assert client.projects.stop(made.project).id == made.project
    again: Any = client.projects.start(made.project)
    started: Any = client.projects.start(made.project, plan_token=again.plan_token)
    assert started.name == "shop"
    assert client.projects.errors(made.project, limit=5).errors == []
    with pytest.raises(ValueError, match="call it without an idempotency_key"):
        client.projects.start(made.project, idempotency_key="k")


def test_a_refused_model_of_an_agent_is_a_value_error(client: AgentClient) -> None:
    with pytest.raises(ValueError, match="model must be an agent model id"):
        client.projects.agent("app:ann/shop", model=" ")


def write(root: pathlib.Path, **files: bytes) -> None:
    for name, data in files.items():
        path = root / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def paths(root: pathlib.Path) -> List[str]:
    return [file["path"] for file in artifact_files_from_directory(root)]


def test_a_folder_becomes_files_part_by_part(tmp_path: pathlib.Path) -> None:
    write(tmp_path, b=b"1", a__z=b"2", a__b__c=b"3")
    (tmp_path / "a-1").write_bytes(b"4")
    (tmp_path / ".hidden").mkdir()
    write(tmp_path / ".hidden", x=b"")
    (tmp_path / "a" / ".x").write_bytes(b"")
    assert paths(tmp_path) == ["a/b/c", "a/z", "a-1", "b"]
    (tmp_path / "page.HTML").write_bytes("<p>é\r\n".encode())
    (tmp_path / "bad.txt").write_bytes(b"\xff")
    by_path = {file["path"]: file for file in artifact_files_from_directory(str(tmp_path))}
    assert by_path["page.HTML"] == {"path": "page.HTML", "content": "<p>é\r\n"}
    assert base64.b64decode(by_path["bad.txt"]["content_base64"]) == b"\xff"


def test_an_empty_folder_has_no_files_and_a_missing_one_is_an_error(
    tmp_path: pathlib.Path,
) -> None:
    assert artifact_files_from_directory(tmp_path) == []
    with pytest.raises(FileNotFoundError) as caught:
        artifact_files_from_directory(tmp_path / "missing")
    assert caught.value.filename == str(tmp_path / "missing")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(NotADirectoryError):
        artifact_files_from_directory(tmp_path / "file")


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege")
def test_symbolic_links_stay_in_the_folder(tmp_path: pathlib.Path) -> None:
    root = tmp_path / "root"
    write(root, page=b"1", sub__file=b"2")
    (root / "again").symlink_to("page")
    (root / "loop").symlink_to(root)
    (root / "folder").symlink_to(root / "sub")
    assert paths(root) == ["again", "page", "sub/file"]
    (tmp_path / "secret").write_bytes(b"s")
    (root / "out").symlink_to("../secret")
    with pytest.raises(ValueError, match="leads out of the folder"):
        artifact_files_from_directory(root)
    (root / "out").unlink()
    (root / "nowhere").symlink_to("nowhere")
    with pytest.raises(ValueError, match="leads nowhere"):
        artifact_files_from_directory(root)


@pytest.mark.skipif(sys.platform == "win32", reason="such names do not exist there")
@pytest.mark.parametrize("name", ["a\nb", "a\\b", os.fsdecode(b"a\xff")])
def test_a_name_that_no_path_can_have_is_an_error(tmp_path: pathlib.Path, name: str) -> None:
    try:
        (tmp_path / name).write_bytes(b"")
    except OSError:
        pytest.skip("the file system has no such names")
    with pytest.raises(ValueError, match="has a character that a path can't have"):
        artifact_files_from_directory(tmp_path)


@pytest.mark.skipif(not RANDOM.is_dir(), reason="only Linux has such files")
def test_a_file_that_changes_while_it_is_read_is_an_error() -> None:
    # The system makes its files while they are read: they are longer than their size says.
    with pytest.raises(OSError, match="boot_id has changed while it was read"):
        artifact_files_from_directory(RANDOM)


def test_what_is_text_does_not_depend_on_the_machine(tmp_path: pathlib.Path) -> None:
    write(tmp_path, a=b"1")
    (tmp_path / "b.flymyai").write_bytes(b"2")
    (tmp_path / "c.log").write_bytes(b"3")
    mimetypes.add_type("text/x-flymyai", ".flymyai")
    texts = [file["path"] for file in artifact_files_from_directory(tmp_path) if "content" in file]
    assert texts == ["c.log"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_an_unreadable_file_is_an_error(tmp_path: pathlib.Path) -> None:
    write(tmp_path, page=b"1")
    (tmp_path / "page").chmod(0)
    with pytest.raises(PermissionError):
        artifact_files_from_directory(tmp_path)


def test_a_file_is_text_or_bytes() -> None:
    assert artifact_file("a", "é") == {"path": "a", "content": "é"}
    assert artifact_file("a", bytearray(b"\x00")) == {"path": "a", "content_base64": "AA=="}
    assert artifact_file(pathlib.PurePosixPath("a/b"), memoryview(b"")) == {
        "path": "a/b",
        "content_base64": "",
    }
    wrong: Any = 5
    with pytest.raises(TypeError):
        artifact_file("a", wrong)
