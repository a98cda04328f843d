"""The code blocks of the README and of the pages, as type checkers see them in a user's project."""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
import sys
import uuid
from typing import Iterator, List

import pytest
from pages import ROOT, pages, program

BIN = ROOT / "node_modules" / ".bin"
# As in a project of its own: no settings of this one.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("MYPY")}


def complaints(command: List[str], folder: pathlib.Path) -> str:
    """The output of a checker; empty if it succeeds."""
    done = subprocess.run(
        command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, timeout=55
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.fixture(scope="module")
def python_programs(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """A folder with each page's program, outside of the sources."""
    folder = tmp_path_factory.mktemp("pages")
    for page in pages("python"):
        code = program(page, "python")
        (folder / f"{pathlib.Path(page).stem.lower()}.py").write_text(code, encoding="utf-8")
    return folder


@pytest.fixture
def javascript_programs() -> Iterator[pathlib.Path]:
    """The same in JavaScript; beside the package, which finds itself by its own name."""
    folder = ROOT / "target" / f"pages-{uuid.uuid4().hex}"
    folder.mkdir(parents=True)
    for page in pages("js"):
        name = f"{pathlib.Path(page).stem.lower()}.mts"
        (folder / name).write_text(program(page, "js"), encoding="utf-8")
    yield folder
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()


@pytest.mark.parametrize("more", [[], ["--strict"]], ids=["mypy", "mypy --strict"])
def test_mypy_accepts_the_pages(python_programs: pathlib.Path, more: List[str]) -> None:
    files = sorted(file.name for file in python_programs.glob("*.py"))
    command = [sys.executable, "-m", "mypy", "--config-file", os.devnull, *more, *files]
    assert complaints(command, python_programs) == ""


@pytest.mark.parametrize("mode", ["basic", "strict"])
def test_pyright_accepts_the_pages(python_programs: pathlib.Path, mode: str) -> None:
    settings = json.dumps({"typeCheckingMode": mode, "include": ["*.py"]})
    (python_programs / "pyrightconfig.json").write_text(settings, encoding="utf-8")
    command = [str(BIN / "pyright"), "--pythonpath", sys.executable, "--project", "."]
    assert complaints(command, python_programs) == ""


def test_typescript_accepts_the_pages(javascript_programs: pathlib.Path) -> None:
    options = {
        "target": "ES2022",
        "lib": ["ES2022", "ESNext.Disposable"],
        "types": ["node"],
        "module": "nodenext",
        "strict": True,
        "exactOptionalPropertyTypes": True,
        "noEmit": True,
    }
    settings = json.dumps({"compilerOptions": options, "include": ["*.mts"]})
    (javascript_programs / "tsconfig.json").write_text(settings, encoding="utf-8")
    assert complaints([str(BIN / "tsc"), "--project", "."], javascript_programs) == ""


def test_checkers_see_a_mistake(tmp_path: pathlib.Path) -> None:
    """A checker that finds no types in the package would be content with anything."""
    code = "from flymyai import AgentClient\n\nAgentClient().runs.nothing()\n"
    (tmp_path / "mistake.py").write_text(code, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--config-file", os.devnull, "mistake.py"]
    assert "nothing" in complaints(command, tmp_path)
    assert "nothing" in complaints(
        [str(BIN / "pyright"), "--pythonpath", sys.executable, "mistake.py"], tmp_path
    )
