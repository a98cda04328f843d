"""CONTRIBUTING's new operation, carried out in a copy of the tree."""

from __future__ import annotations

import ast
import json
import os
import pathlib
import re
import shutil
import subprocess
import textwrap
from typing import List

import pytest

ROOT = pathlib.Path(__file__).parents[2]
TARGET = ROOT / "target" / "contributing"


def run(command: List[str], folder: pathlib.Path) -> str:
    environment = {**os.environ, "CARGO_TARGET_DIR": str(TARGET)}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=900
    )
    assert done.returncode == 0, f"{' '.join(command)}:\n{done.stdout}{done.stderr}"
    return done.stdout


def declaration() -> str:
    """The block that CONTRIBUTING adds to `api/runs.toml`."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.partition("## A new operation, end to end")[2]
    block = re.search(r"^ *```toml\n(.*?)^ *```$", section, re.DOTALL | re.MULTILINE)
    assert block, "the section shows no declaration"
    return textwrap.dedent(block.group(1))


# One test, not one for each language: several workers would each copy the tree and then wait for
# each other's build.
@pytest.mark.timeout(900)
def test_the_new_operations_work_in_each_language(tmp_path: pathlib.Path) -> None:
    copy = _tree_with_the_operations(tmp_path)
    _check_rust(copy)
    _check_python(copy)
    _check_typescript(copy)
    _check_list_of_operations(copy)


def _tree_with_the_operations(folder: pathlib.Path) -> pathlib.Path:
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in names.splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    for name in (".venv", "node_modules"):
        (folder / name).symlink_to(ROOT / name)
    with (folder / "api" / "runs.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + declaration())
    run(["cargo", "run", "--quiet", "--locked", "-p", "flymyai-generator"], folder)
    return folder


def _check_rust(copy: pathlib.Path) -> None:
    run(["cargo", "check", "--quiet", "--locked", "-p", "flymyai-core"], copy)
    table = (copy / "core/src/agents/operations/runs.rs").read_text(encoding="utf-8")
    assert "Rule::MaxLength(500)" in table
    assert "Flow::Pages" in table


def _check_python(copy: pathlib.Path) -> None:
    package = copy / "bindings-python/python"
    for native in (ROOT / "bindings-python/python/flymyai").glob("_native*.so"):
        shutil.copy(native, package / "flymyai")
    program = """
import inspect, json, sys
sys.path.insert(0, sys.argv[1])
from flymyai.resources import AsyncRuns, Runs
from flymyai.types import Note
assert inspect.iscoroutinefunction(AsyncRuns.add_note)
assert Note(id=1, text="Good", created_at="2026-01-01T00:00:00Z").is_pinned is False
methods = (Runs.add_note, Runs.list_notes)
print(json.dumps([[str(inspect.signature(each)), inspect.getdoc(each)] for each in methods]))
"""
    python = str(ROOT / ".venv/bin/python")
    add, pages = json.loads(run([python, "-S", "-c", _with_site(program), str(package)], copy))
    assert add[0] == (
        "(self, run_id: 'ResourceID', *, text: 'str', is_pinned: 'bool' = False, "
        "idempotency_key: 'Optional[str]' = None) -> 'Note'"
    )
    assert "Adds a note to a run and returns it." in add[1]
    assert "page_size: 'int' = 100) -> 'List[Note]'" in pages[0]
    run([python, "-m", "ruff", "check", "bindings-python"], copy)
    run([python, "-m", "ruff", "format", "--check", "bindings-python"], copy)


def _with_site(program: str) -> str:
    # The copy's package goes before the one that is installed.
    ast.parse(program)
    return "import sys\nsys.path.insert(0, sys.argv[1])\nimport site\nsite.main()\n" + program


def _check_typescript(copy: pathlib.Path) -> None:
    node = shutil.which("node")
    assert node
    compiler = ROOT / "node_modules/typescript/bin/tsc"
    run(
        [node, str(compiler), "--noEmit", "--incremental", "false", "-p", "tsconfig.build.json"],
        copy,
    )
    types = (copy / "bindings-node/ts/types/runs.ts").read_text(encoding="utf-8")
    assert "export interface NoteCreate extends RequestOptions" in types


def _check_list_of_operations(copy: pathlib.Path) -> None:
    listed = json.loads((copy / "tests/vectors/operations.json").read_text(encoding="utf-8"))
    names = [row["operation"] for row in listed]
    assert {"runs.add_note", "runs.list_notes"} <= set(names)
