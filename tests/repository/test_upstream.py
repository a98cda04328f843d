"""`make upstream`: a new release of the published package beside what is covered."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Dict, List

import pytest

COMPAT = Path(__file__).resolve().parents[1] / "compat"
sys.path[:0] = [str(COMPAT), str(COMPAT / "surface")]

import upstream  # noqa: E402  (found through the line above)
from facts import flat, lay_over, load_facts, overlay, write  # noqa: E402
from published import VERSIONS  # noqa: E402

CLIENT = """
from ._resources import Agents


class AgentClient:
    def __init__(self, api_key=None):
        self._api_key = api_key
        self.agents = Agents(self)
"""
RESOURCES = """
from typing import Any, List, Optional
from uuid import UUID


class Agents:
    def __init__(self, client: "AgentClient") -> None:
        self._c = client

    def list(self, *, page_size: int = 100) -> List[Any]:
        return []

    def get(self, agent_id: UUID) -> Optional[str]:
        return None

    def _private(self) -> None:
        pass
"""


def package(folder: Path, version: str, resources: str = RESOURCES) -> str:
    """An interpreter that has a made-up `flymyai` of that version."""
    tree = folder / version
    agents = tree / "flymyai" / "agents"
    agents.mkdir(parents=True)
    (tree / "flymyai" / "__init__.py").write_text(
        "from .agents import AgentClient\n\n__all__ = ['AgentClient']\n"
    )
    (agents / "__init__.py").write_text("from ._client import AgentClient\n")
    (agents / "_client.py").write_text(CLIENT)
    (agents / "_resources.py").write_text(resources)
    info = tree / f"flymyai-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: flymyai\nVersion: {version}\n")
    python = tree / "python"
    python.write_text(f'#!/bin/sh\nPYTHONPATH="{tree}" exec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    return str(python)


@pytest.fixture
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Dict[str, Any]:
    """What is covered: the made-up release 1.0.0, and nothing pending."""
    found = upstream.introspect(package(tmp_path, "1.0.0"), {})
    monkeypatch.setattr(upstream, "load_facts", lambda version: found["modules"])
    monkeypatch.setattr(upstream, "declared_operations", lambda: found["operations"])
    empty = tmp_path / "pending.toml"
    empty.write_text("")
    kind = upstream.Pending
    monkeypatch.setattr(upstream, "Pending", lambda name, version: kind(name, version, file=empty))
    return found


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["upstream.py", *arguments])
    return upstream.main()


def printed(capsys: pytest.CaptureFixture[str]) -> List[str]:
    return capsys.readouterr().out.splitlines()


def test_names_and_operations_are_found(known: Dict[str, Any]) -> None:
    assert known["operations"] == ["agents.get", "agents.list"]
    names = flat(known["modules"])
    prefix = "flymyai.agents._resources.Agents"
    assert names[f"{prefix}.list"] == "def (self, *, page_size: int = 100) -> List[Any]"
    assert names[f"{prefix}.get"] == "def (self, agent_id: UUID) -> Optional[str]"
    assert names[f"{prefix}.__init__"] == "def (self, client: AgentClient) -> None"
    assert names["flymyai.AgentClient"] == "flymyai.agents._client.AgentClient"
    assert f"{prefix}._private" not in names


def test_a_release_that_is_covered_succeeds(
    tmp_path: Path,
    known: Dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(monkeypatch, "1.0.1", "--python", package(tmp_path, "1.0.1")) == 0
    told = printed(capsys)
    assert told[1:5] == [
        "added: 0 names",
        "removed: 0 names",
        "changed: 0 names",
        "not declared in api/: 0 operations",
    ]
    assert told[-1] == "All of it is covered."


def test_prints_additions_removals_and_changes(
    tmp_path: Path,
    known: Dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    newer = RESOURCES.replace("page_size: int = 100", "page_size: int = 50").replace(
        "def get(self, agent_id", "def archive(self, agent_id"
    )
    facts = tmp_path / "facts"
    python = package(tmp_path, "1.1.0rc1", newer)
    assert run(monkeypatch, "1.1.0rc1", "--python", python, "--write", str(facts)) == 1
    name = "flymyai.agents._resources.Agents"
    told = printed(capsys)
    assert told[1:] == [
        "added: 1 names",
        f"  {name}.archive: def (self, agent_id: UUID) -> Optional[str]",
        "removed: 1 names",
        f"  {name}.get: def (self, agent_id: UUID) -> Optional[str]",
        "changed: 1 names",
        f"  {name}.list",
        "    was def (self, *, page_size: int = 100) -> List[Any]",
        "    is def (self, *, page_size: int = 50) -> List[Any]",
        "not declared in api/: 1 operations",
        "  agents.archive",
        "known, not implemented yet: 0 names of pending.toml",
        "Not all of it is covered.",
    ]
    written = json.loads((facts / "_resources.json").read_text())
    methods = written["flymyai.agents._resources"]["classes"]["Agents"]["methods"]
    assert sorted(methods) == ["archive", "list"]


def test_a_name_that_is_pending_is_not_covered(
    tmp_path: Path,
    known: Dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "pending.toml").write_text(
        f'[[names]]\nagainst = "{VERSIONS[-1]}"\nreason = "later"\n'
        'patterns = ["flymyai.agents._resources.Agents"]\n'
    )
    assert run(monkeypatch, "1.0.1", "--python", package(tmp_path, "1.0.1")) == 1
    assert "known, not implemented yet: 4 names of pending.toml" in printed(capsys)


def test_an_operation_without_a_declaration_is_not_covered(
    tmp_path: Path,
    known: Dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(upstream, "declared_operations", lambda: ["agents.list"])
    assert run(monkeypatch, "1.0.1", "--python", package(tmp_path, "1.0.1")) == 1
    assert "  agents.get" in printed(capsys)


def test_rejects_another_version_than_the_requested_one(
    tmp_path: Path, known: Dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SystemExit, match=r"has flymyai 1\.0\.1, not 9\.9"):
        run(monkeypatch, "9.9", "--python", package(tmp_path, "1.0.1"))


def test_a_package_that_cannot_be_imported_is_an_error(
    tmp_path: Path, known: Dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SystemExit, match="looking into the package failed"):
        run(monkeypatch, "1.0.1", "--python", package(tmp_path, "1.0.1", "import nothing_at_all"))


def test_facts_laid_over_facts_are_the_newer_ones(tmp_path: Path) -> None:
    older, newer = load_facts(VERSIONS[0]), load_facts(VERSIONS[-1])
    over = overlay(older, newer)
    assert over
    write(over, tmp_path / "over.json")
    lay_over(older, json.loads((tmp_path / "over.json").read_text(encoding="utf-8")))
    assert older == newer


def test_every_declared_operation_is_a_name() -> None:
    declared = upstream.declared_operations()
    assert len(declared) == len(set(declared)) >= 34
    assert all(name.count(".") == 1 for name in declared)
