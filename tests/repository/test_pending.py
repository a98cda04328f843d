"""`tests/compat/pending.toml`: what it covers, and when it has to shrink."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any, Dict, List

import pytest

COMPAT = Path(__file__).resolve().parents[1] / "compat"
sys.path[:0] = [str(COMPAT), str(COMPAT / "python")]

from pending import Pending  # noqa: E402  (found through the line above)
from recorded import Recorded  # noqa: E402

_spec = importlib.util.spec_from_file_location("compat_run", COMPAT / "python" / "run.py")
assert _spec is not None
assert _spec.loader is not None
harness = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(harness)

HEAD = "# What is left.\n# In two lines.\n"


def pending(folder: Path, *patterns: str, kind: str = "programs") -> Pending:
    file = folder / "pending.toml"
    listed = "".join(f'  "{each}",\n' for each in patterns)
    file.write_text(
        f'{HEAD}\n[[{kind}]]\nagainst = "1.2"\nreason = "later"\npatterns = [\n{listed}]\n'
    )
    return Pending(kind, "1.2", file)


def program(file: str, name: str, *, differs: bool, rows: List[str] = []) -> Dict[str, Any]:  # noqa: B006
    ours = ["ends: no"] if differs else ["ends: yes"]
    return {"file": f"{file}.py", "name": name, "rows": rows, "theirs": ["ends: yes"], "ours": ours}


def compared(folder: Path, found: Pending, *programs: Dict[str, Any]) -> Any:
    return harness.Comparison(list(programs), Recorded(folder / "recorded"), found, whole=True)


def test_a_pattern_covers_a_name_and_what_belongs_to_it(tmp_path: Path) -> None:
    found = pending(tmp_path, "a.B", "a.C*", "a.[!_]*")
    covered = {
        "a.B": "a.B",
        "a.B.field": "a.B",
        "a.B, order of fields": "a.B",
        "a.B.method(x)": "a.B",
        "a.Better": "a.[!_]*",
        "a.Cat": "a.C*",
        "a._B": None,
        "b": None,
    }
    assert {name: found.pattern(name) for name in covered} == covered
    assert found.unused(["a.B.field", "a.Cat"]) == ["a.[!_]*"]


def test_entries_of_another_version_and_kind_do_not_count(tmp_path: Path) -> None:
    found = pending(tmp_path, "a: *")
    assert Pending("programs", "1.1", found.file).patterns == []
    assert Pending("names", "1.2", found.file).patterns == []


def test_an_entry_without_a_reason_is_refused(tmp_path: Path) -> None:
    found = pending(tmp_path, "a: *")
    found.file.write_text(found.file.read_text().replace('"later"', '" "'))
    with pytest.raises(SystemExit, match="has no reason"):
        Pending("programs", "1.2", found.file)


def test_a_pending_program_that_differs_is_counted(tmp_path: Path) -> None:
    found = compared(
        tmp_path,
        pending(tmp_path, "agents: *"),
        program("agents", "one", differs=True),
        program("agents", "two", differs=True, rows=["no-such-row"]),
        program("runs", "three", differs=False),
    )
    assert (found.pending, found.same, found.failures) == (["agents: one", "agents: two"], 1, {})


def test_a_pending_program_that_passes_fails(tmp_path: Path) -> None:
    found = compared(
        tmp_path,
        pending(tmp_path, "agents: *"),
        program("agents", "one", differs=True),
        program("agents", "two", differs=False),
    )
    assert list(found.failures) == ["agents: two"]
    assert found.landed == ["agents: two"]


def test_a_pattern_without_a_program_fails(tmp_path: Path) -> None:
    found = compared(tmp_path, pending(tmp_path, "old: *"), program("a", "one", differs=False))
    assert list(found.failures) == ["old: *"]


def test_a_difference_that_nothing_covers_fails(tmp_path: Path) -> None:
    found = compared(tmp_path, pending(tmp_path), program("a", "one", differs=True))
    assert list(found.failures) == ["a: one"]


def test_shrinking_removes_passing_parts(tmp_path: Path) -> None:
    found = pending(tmp_path, "agents: *", "runs: *", "tools: *", "old: *")
    found.shrink(["agents: a", "tools: t"], ["agents: c", "agents: b", "runs: r"])
    left = Pending("programs", "1.2", found.file)
    assert left.patterns == ["agents: b", "agents: c", "runs: *"]
    assert found.file.read_text().startswith(HEAD)
    left.shrink(["agents: b", "agents: c", "runs: r"], [])
    assert found.file.read_text() == HEAD
