"""Runs type checkers on the installed packages.

    python run.py --wheel FILE --tarball FILE --incumbent PYTHON --report FILE

Python: mypy --strict and pyright strict over the programs of `python/`, which state
what each call is inferred as, stubtest over the whole package, and the code of READMEs
(`readmes.py`), the published package's (`PYTHON` has it) among them. JavaScript: two
TypeScripts over the programs of `javascript/`, in each way of finding modules that they know
(`javascript/configurations.json`), publint and attw.
The checkers are kept in .venvs/types and target/types between runs.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Callable, Dict, Iterator, List, Optional, Tuple

from readmes import our_pages, pages, program, published_readme

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CHECKERS = HERE / "checkers"
VENV = ROOT / ".venvs" / "types"
NPM = ROOT / "target" / "types"
PYTHON = str(VENV / "bin" / "python")
# Never mind what is installed for the sources: the wheel alone is looked at.
ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if not name.startswith(("PYTHON", "MYPY")) and name != "VIRTUAL_ENV"
}
# The name of a check, and the messages of a checker that fails.
Finding = Tuple[str, Optional[str]]


def run(command: List[str], folder: Path) -> Optional[str]:
    """The messages of a failed command, or None."""
    done = subprocess.run(
        command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    return None if done.returncode == 0 else f"{done.stdout}{done.stderr}".strip()


def must(command: List[str], folder: Path) -> None:
    complaint = run(command, folder)
    if complaint is not None:
        raise SystemExit(f"{' '.join(command)}:\n{complaint}")


def once(stamp: Path, sources: List[Path], work: Callable[[], None]) -> None:
    """Does the work unless it was done for these very sources."""
    text = "\n".join(source.read_text(encoding="utf-8") for source in sources)
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == text:
        return
    work()
    stamp.write_text(text, encoding="utf-8")


def prepare() -> None:
    """Installs the checkers."""

    def python() -> None:
        must([sys.executable, "-m", "venv", "--clear", str(VENV)], ROOT)
        pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        must([*pip, "-r", str(CHECKERS / "requirements.txt")], ROOT)

    def npm() -> None:
        shutil.rmtree(NPM, ignore_errors=True)
        NPM.mkdir(parents=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(CHECKERS / name, NPM)
        must(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], NPM)

    once(VENV / "stamp", [CHECKERS / "requirements.txt"], python)
    once(NPM / "stamp", [CHECKERS / "package.json", CHECKERS / "package-lock.json"], npm)


def tool(name: str) -> str:
    return str(NPM / "node_modules" / ".bin" / name)


def python_types(wheel: Path, incumbent: str, folder: Path) -> Iterator[Finding]:
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    must([*pip, str(wheel)], folder)
    must([*pip, "--no-deps", "--force-reinstall", str(wheel)], folder)
    # Copies: beside the sources, checkers would find those.
    shutil.copytree(HERE / "python", folder / "python")
    programs = sorted(path.name for path in (HERE / "python").glob("*.py"))
    where = folder / "python"
    mypy = [PYTHON, "-m", "mypy", "--cache-dir", str(VENV / "mypy"), "--config-file", "mypy.ini"]
    for one in programs:
        yield f"mypy --strict, {one}", run([*mypy, one], where)
    pyright = [tool("pyright"), "--pythonpath", PYTHON, "--project", "."]
    yield f"pyright strict, {' '.join(programs)}", run(pyright, where)
    allowed = str(HERE / "stubtest.txt")
    stubtest = [PYTHON, "-m", "mypy.stubtest", "flymyai", "--concise", "--allowlist", allowed]
    yield "stubtest, flymyai", run(stubtest, folder)
    yield from our_pages(PYTHON, tool("pyright"), run, folder / "pages")
    yield from published_readme(PYTHON, incumbent, ENVIRONMENT, folder / "published")


def javascript_types(tarball: Path, folder: Path) -> Iterator[Finding]:
    for name in ("commonjs", "module"):
        project = folder / name
        project.mkdir()
        manifest = {"name": "empty", "private": True, "type": name}
        (project / "package.json").write_text(json.dumps(manifest), encoding="utf-8")
        install = ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error"]
        must([*install, str(tarball)], project)
        # What its users have anyway; of the version that the checkers came with.
        types = NPM / "node_modules" / "@types"
        shutil.copytree(types, project / "node_modules" / "@types")
        for name in ("undici-types", "undici", "@opentelemetry"):
            shutil.copytree(NPM / "node_modules" / name, project / "node_modules" / name)
        for path in (HERE / "javascript").glob("*.*ts"):
            shutil.copy(path, project)
    configurations = json.loads((HERE / "javascript" / "configurations.json").read_text("utf-8"))
    for title, settings in configurations.items():
        project = folder / settings.get("type", "commonjs")
        yield f"tsc --strict, {title}", compile_(settings, project)
    files = [f"page-{number}.mts" for number, _ in enumerate(pages("js"))]
    for name, page in zip(files, pages("js")):
        (folder / "module" / name).write_text(program(page, "js"), encoding="utf-8")
    modules = {"module": "nodenext", "moduleResolution": "nodenext"}
    settings = {"compiler": "typescript", "options": modules, "files": files}
    yield "tsc --strict, our pages", compile_(settings, folder / "module")
    yield "publint", run([tool("publint"), "run", str(tarball), "--strict"], folder)
    attw = [tool("attw"), str(tarball), "--no-color", "--no-emoji"]
    # Files of 0.2.4 that some programs load by path; node10 knows no `exports`.
    old = ["dist/my-library.umd.js", "dist/my-library.emd.js"]
    others = ["inline", "file", "testing", "flymyai.wasm"]
    yield "attw", run([*attw, "--exclude-entrypoints", *old, *others], folder)
    # `file` awaits at its top level, so it is a module only.
    for entry, profile in (("inline", "node16"), ("testing", "node16"), ("file", "esm-only")):
        arguments = ["--entrypoints", entry, "--profile", profile]
        yield f"attw, {entry}", run([*attw, *arguments], folder)


def compile_(settings: Dict[str, object], project: Path) -> Optional[str]:
    """Compiles programs in one way of finding modules."""
    options = {
        "target": "ES2022",
        "lib": ["ES2022", "ESNext.Disposable"],
        "types": ["node"],
        "strict": True,
        "exactOptionalPropertyTypes": True,
        "skipLibCheck": False,
        "noEmit": True,
        **settings["options"],  # type: ignore[dict-item]
    }
    (project / "tsconfig.json").write_text(
        json.dumps({"compilerOptions": options, "files": settings["files"]}), encoding="utf-8"
    )
    compiler = NPM / "node_modules" / str(settings["compiler"]) / "bin" / "tsc"
    return run(["node", str(compiler), "-p", "."], project)


def main() -> None:
    parser = argparse.ArgumentParser(description="what type checkers say of the packages")
    parser.add_argument("--wheel", required=True, type=Path)
    parser.add_argument("--tarball", required=True, type=Path)
    parser.add_argument("--incumbent", required=True, help="a Python with the published package")
    parser.add_argument("--report", type=Path, help="where to write the result as JSON")
    arguments = parser.parse_args()
    prepare()
    problems = []
    checked = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        findings = [
            python_types(arguments.wheel.resolve(), arguments.incumbent, folder),
            javascript_types(arguments.tarball.resolve(), folder),
        ]
        for what, complaint in (finding for half in findings for finding in half):
            checked += 1
            print(f"{'ok' if complaint is None else 'FAILED':<7} {what}", flush=True)
            if complaint is not None:
                problems.append(f"{what}:\n{complaint}")
    for problem in problems:
        print(f"\n{problem}")
    if arguments.report:
        report = {
            "part": "types",
            "checked": checked,
            "same": checked - len(problems),
            "failed": len(problems),
            "unit": "checks",
            "details": problems,
        }
        arguments.report.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
