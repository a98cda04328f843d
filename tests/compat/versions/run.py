"""One wheel on every Python it is for, with the oldest and the newest libraries.

    python run.py --wheel FILE --emulator BIN --report FILE [--only 3.8]

`matrix.json` names, per Python, the lowest and the newest pydantic and httpx which
that Python can install as wheels. Each combination has an environment of its own in
`.venvs/versions/`, kept between runs, and plays the tests of tests/python there: the
oldest combination and the newest one all of them, the others those that libraries and
language versions can touch. The tests run from a copy, so that only the wheel can
be what they import.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Dict, List, NamedTuple, Optional

from environments import ROOT, Failure, clean_environment, prepare
from interpreters import Unreachable, find_python, last_line

MATRIX = json.loads((Path(__file__).resolve().parent / "matrix.json").read_text(encoding="utf-8"))
# The tests that depend on pydantic, httpx and the language's version; of the vectors those
# that are quick, waited for by one client: waits are the core's, asyncio has the predictions.
QUICK = "not (test_vectors and (async or test_polls))"
TOUCHED = [
    "agents/test_models.py",
    "agents/test_responses.py",
    "agents/test_vectors.py",
    "inference/test_predictions.py",
    "inference/test_streams.py",
    "inference/test_surface.py",
    "inference/test_tasks.py",
    "package/test_imports.py",
    "transports/test_detection.py",
]
AT_ONCE = 3
COLUMNS = "{:<12} {:<7} {:<9} {:<7} {:<5} {:>5} passed {:>3} skipped {:>6}  {}"


class Combination(NamedTuple):
    python: str
    end: str
    pins: Dict[str, str]
    complete: bool


class Result(NamedTuple):
    combination: Combination
    passed: int
    skipped: int
    seconds: float
    failure: Optional[str]
    # Why the combination was not run: a mirror of Debian is not this project's fault.
    absence: Optional[str] = None


def combinations() -> List[Combination]:
    """All of them; those with all tests first, since they take longest."""
    pythons = list(MATRIX)
    whole = {(pythons[0], "lowest"), (pythons[-1], "newest")}
    found = [
        Combination(python, end, pins, (python, end) in whole)
        for python, ends in MATRIX.items()
        for end, pins in ends.items()
    ]
    return sorted(found, key=lambda one: not one.complete)


def untrue_floors(wheel: Path) -> List[str]:
    """Where what the wheel says it needs is not the lowest that is tested here."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [one for one in archive.namelist() if one.endswith(".dist-info/METADATA")]
        metadata = archive.read(name).decode()
    lowest = MATRIX[next(iter(MATRIX))]["lowest"]
    wanted = {"Requires-Python": next(iter(MATRIX)), **lowest}
    wrong = []
    for what, version in wanted.items():
        line = re.search(rf"^(?:Requires-Dist: )?{what}(?:\[.*?\])?\W*>=([\d.]+)", metadata, re.M)
        floor = line.group(1) if line else "nothing"
        if _numbers(floor) != _numbers(version):
            wrong.append(f"the wheel asks for {what} {floor}, the lowest tested is {version}")
    return wrong


def _numbers(version: str) -> List[int]:
    parts = [int(part) for part in re.findall(r"\d+", version)]
    return parts + [0] * (3 - len(parts))


def play(one: Combination, wheel: Path, emulator: Path, tests: Path) -> Result:
    """Runs the tests in one combination."""
    begin = time.monotonic()
    passed = skipped = 0
    failure = None
    try:
        python = find_python(one.python)
        if python is None:
            raise Failure(
                f"there is no Python {one.python}: neither python{one.python} on PATH "
                f"nor one of pyenv (pyenv install {one.python}) nor a package of Debian"
            )
        inside = prepare(
            ROOT / ".venvs" / "versions" / f"{one.python}-{one.end}", python, one.pins, wheel
        )
        begin = time.monotonic()
        names = [""] if one.complete else TOUCHED
        names = [str(tests / name) for name in names]
        # All tests take long, and wait more than they work.
        names += ["-n", "2", "--dist", "worksteal"] if one.complete else ["-k", QUICK]
        command = [inside, "-m", "pytest", "-q", "-c", str(tests.parents[1] / "pyproject.toml")]
        command += [
            "-p",
            "no:cacheprovider",
            "--rootdir",
            str(tests),
            *names,
        ]
        environment = {**clean_environment(), "FLYMYAI_EMULATOR_BIN": str(emulator)}
        done = subprocess.run(
            command,
            cwd=tests.parents[1],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        counts = {
            word: int(count) for count, word in re.findall(r"(\d+) (\w+)", last_line(done.stdout))
        }
        passed, skipped = counts.get("passed", 0), counts.get("skipped", 0)
        if done.returncode != 0 or passed == 0:
            failure = f"{done.stdout[-6000:]}{done.stderr[-2000:]}"
    except Unreachable as error:
        return Result(one, 0, 0, 0, None, f"not run, Debian has no Python {one.python}: {error}")
    except Failure as error:
        failure = str(error)
    return Result(one, passed, skipped, time.monotonic() - begin, failure)


def copy_tests(folder: Path) -> Path:
    """The tests away from the sources; returns their folder."""
    ignore = shutil.ignore_patterns("__pycache__")
    for name in ("python", "vectors", "certificates"):
        shutil.copytree(ROOT / "tests" / name, folder / "tests" / name, ignore=ignore)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder / "tests" / "python"


def show(result: Result) -> None:
    one = result.combination
    cells = [one.end, one.pins["pydantic"], one.pins["httpx"], "all" if one.complete else "some"]
    end = result.absence or ("FAILED" if result.failure else "ok")
    row = [f"Python {one.python}", *cells, result.passed, result.skipped, f"{result.seconds:.0f} s"]
    print(COLUMNS.format(row[0], f"{row[1]}", *row[2:], end), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="one wheel on every Python it is for")
    parser.add_argument("--wheel", required=True, type=Path)
    parser.add_argument("--emulator", required=True, type=Path)
    parser.add_argument("--report", type=Path, help="where to write the result as JSON")
    parser.add_argument("--only", help="one Python, as in 3.8")
    arguments = parser.parse_args()
    wheel, emulator = arguments.wheel.resolve(), arguments.emulator.resolve()
    chosen = [one for one in combinations() if arguments.only in (None, one.python)]
    problems = untrue_floors(wheel)
    with tempfile.TemporaryDirectory() as folder:
        tests = copy_tests(Path(folder))

        def work(one: Combination) -> Result:
            result = play(one, wheel, emulator, tests)
            show(result)
            return result

        with ThreadPoolExecutor(AT_ONCE) as pool:
            results = list(pool.map(work, chosen))
    for result in results:
        if result.failure:
            name = f"Python {result.combination.python}, {result.combination.end} libraries"
            problems.append(f"{name}:\n{result.failure}")
    for problem in problems:
        print(problem)
    failed = len(problems)
    if arguments.report:
        report = {
            "part": "python versions",
            "checked": sum(result.absence is None for result in results),
            "same": sum(result.absence is None and not result.failure for result in results),
            "failed": failed,
            "unit": "environments",
            "details": problems,
        }
        arguments.report.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
