"""Checks the code blocks of READMEs with mypy and pyright, with a package installed.

The README of this repository and the pages of docs/ must have no errors. The README of the
published package, which has no type declarations, must have no errors with this package that it
does not have with the published one.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Callable, Dict, Iterator, List, Optional, Set, Tuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tests" / "docs"))
from pages import blocks, pages, program  # noqa: E402

Finding = Tuple[str, Optional[str]]
Run = Callable[[List[str], Path], Optional[str]]
TELL = """
import importlib.metadata
about = importlib.metadata.metadata("flymyai")
print(about.get_payload() or about["Description"])
"""
# Messages about a package without types; they are not errors of the program.
UNTYPED = re.compile(r"\[import-untyped\]|: note: ")


def our_pages(python: str, pyright: str, run: Run, folder: Path) -> Iterator[Finding]:
    """The pages of this repository under the installed package."""
    folder.mkdir()
    for page in pages("python"):
        name = f"{Path(page).stem.lower()}.py"
        (folder / name).write_text(program(page, "python"), encoding="utf-8")
    files = sorted(file.name for file in folder.glob("*.py"))
    for more in ([], ["--strict"]):
        yield f"mypy {' '.join(more)}, our pages", run(mypy(python, python, files, more), folder)
    for mode in ("basic", "strict"):
        settings = json.dumps({"typeCheckingMode": mode})
        (folder / "pyrightconfig.json").write_text(settings, encoding="utf-8")
        command = [pyright, "--pythonpath", python, "--project", "."]
        yield f"pyright {mode}, our pages", run(command, folder)


def published_readme(
    python: str, incumbent: str, environment: Dict[str, str], folder: Path
) -> Iterator[Finding]:
    """The published package's README under both packages; it comes with the package."""
    printed = subprocess.run([incumbent, "-c", TELL], capture_output=True, text=True, check=True)
    programs = blocks(printed.stdout, "python")
    if not programs:
        raise SystemExit("the published package's README has no examples")
    folder.mkdir()
    for number, code in enumerate(programs, 1):
        (folder / f"example_{number}.py").write_text(code, encoding="utf-8")
    for file in sorted(folder.glob("*.py")):
        for more in ([], ["--strict"]):

            def complaints(target: str) -> Set[str]:
                done = subprocess.run(
                    mypy(python, target, [file.name], more),  # noqa: B023 - called at once
                    cwd=folder,
                    env=environment,
                    capture_output=True,
                    text=True,
                )
                lines = (done.stdout + done.stderr).splitlines()
                found = [line for line in lines if line.startswith(file.name)]  # noqa: B023
                if not found and done.returncode != 0:
                    raise SystemExit(f"mypy broke down:\n{done.stdout}{done.stderr}")
                return {line for line in found if not UNTYPED.search(line)}

            new = sorted(complaints(python) - complaints(incumbent))
            title = f"mypy {' '.join(more)}, published README, {file.stem}"
            yield title, "\n".join(new) or None


def mypy(python: str, target: str, files: List[str], more: List[str]) -> List[str]:
    """The command that checks files against what `target` has installed."""
    command = [python, "-m", "mypy", "--config-file", "/dev/null", "--no-incremental"]
    return [*command, "--python-executable", target, *more, *files]
