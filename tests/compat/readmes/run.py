"""Runs the examples of the published packages' READMEs, unchanged, under both packages.

    python run.py --python OURS --incumbent THEIRS --emulator BINARY [--against VERSION]

The README comes with the published package, so that no example is copied here. Each example
runs in a process and with an emulator of its own, under the published package and under ours.
An example must end in the same way, with the same exception if there is one, and print the
same text, apart from ids, addresses, times and amounts.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Dict, List, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "python")]
from emulator import Emulator  # noqa: E402
from published import VERSIONS, check_version  # noqa: E402

WORKER = Path(__file__).resolve().parent / "worker.py"
# Longer than any example takes; one that takes longer ends as `timeout` under both packages.
LIMIT = 60
# The examples of 1.2.0rc18 that it refuses itself: the row `keys-optional`.
_KEY_IS_MISSING = "required keyword-only argument: 'idempotency_key'"
_README = """
import importlib.metadata
about = importlib.metadata.metadata("flymyai")
print(about.get_payload() or about["Description"])
"""
_CHANGING = [
    (re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{8,}"), "<id>"),
    (re.compile(r"https?://[^\s'\"]+"), "<url>"),
    (re.compile(r"\d+(\.\d+)?"), "<number>"),
]


class Ending(NamedTuple):
    """How an example has ended, and what it printed."""

    outcome: str
    printed: str


def examples(incumbent: str) -> List[str]:
    """The code blocks of the README of the installed package."""
    done = subprocess.run([incumbent, "-c", _README], capture_output=True, text=True, check=True)
    return re.findall(r"```python\n(.*?)```", done.stdout, re.DOTALL)


def play(python: str, emulator: str, code: str) -> Ending:
    """Runs one example under the package of an interpreter."""
    server = Emulator(emulator)
    try:
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(
                [python, "-W", "ignore", str(WORKER), server.url],
                input=code,
                cwd=folder,
                capture_output=True,
                text=True,
                timeout=LIMIT,
                check=False,
            )
    except subprocess.TimeoutExpired:
        return Ending("timeout", "")
    finally:
        server.close()
    outcome = _exception(done.stderr) if done.returncode else "ended"
    return Ending(_stable(outcome), _stable(done.stdout))


def _exception(printed: str) -> str:
    """The line of the exception: below the frames of the traceback, and above its notes."""
    lines = printed.strip().splitlines()
    frames = [at for at, line in enumerate(lines) if line.startswith(" ")]
    return lines[frames[-1] + 1] if frames and frames[-1] + 1 < len(lines) else lines[-1]


def _stable(text: str) -> str:
    for pattern, word in _CHANGING:
        text = pattern.sub(word, text)
    return text


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", required=True, help="an interpreter that has our package")
    parser.add_argument("--incumbent", required=True, help="one that has the published package")
    parser.add_argument("--emulator", required=True, help="the emulator's executable")
    parser.add_argument("--against", default=VERSIONS[0], choices=VERSIONS)
    parser.add_argument("--report", type=Path, help="where to write the figures")
    arguments = parser.parse_args()
    check_version(arguments.incumbent, arguments.against)
    started = time.monotonic()
    codes = examples(arguments.incumbent)
    # Absolute: each example has a working directory of its own.
    pythons = [os.path.abspath(each) for each in (arguments.incumbent, arguments.python)]
    jobs = [(python, code) for code in codes for python in pythons]
    with ThreadPoolExecutor(2) as pool:
        endings = list(pool.map(lambda job: play(job[0], arguments.emulator, job[1]), jobs))
    problems: List[str] = []
    documented = 0
    for number, (theirs, ours) in enumerate(zip(endings[::2], endings[1::2]), 1):
        print(f"example {number}: {ours.outcome}")
        if _KEY_IS_MISSING in theirs.outcome and ours.outcome == "ended":
            documented += 1
        elif theirs != ours:
            problems.append(f"example {number}: {theirs} under the published package, {ours} here")
    # The first example is the quick start.
    if not endings or endings[1].outcome != "ended":
        problems.append("the quick start does not end")
    for problem in problems:
        print(f"FAILED {problem}")
    print(
        f"{len(codes)} examples of the README of {arguments.against}: {documented} documented"
        f" differences, {len(problems)} failed"
        f" ({time.monotonic() - started:.0f} s)"
    )
    if arguments.report:
        report: Dict[str, Any] = {
            "part": "readme",
            "against": arguments.against,
            "checked": len(codes),
            "same": len(codes) - documented - len(problems),
            "documented": documented,
            "failed": len(problems),
            "unit": "examples",
            "details": problems,
        }
        arguments.report.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
