"""The command reaches each operation of `tests/vectors/operations.json`.

It sends the request that the vector of the operation has.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

import pytest
from support.account import Account
from support.transcripts import environment
from support.vectors import OPERATIONS, load, step

LAUNCHER = [sys.executable, "-m", "flymyai._cli"]


def reached(row: Dict[str, Any]) -> str:
    """The operation of the command that does what an operation of the packages does."""
    space, _, method = row["operation"].partition(".")
    if not method.startswith("iter"):
        return row["operation"]
    # The rows of a list are printed as they arrive, so one operation is enough.
    method = method[len("iter") :].lstrip("_")
    names = {each["operation"] for each in OPERATIONS if "core" not in each}
    wanted = [f"{space}.list"] if not method else [f"{space}.{method}", f"{space}.list_{method}"]
    (found,) = [name for name in wanted if name in names and name != "runs.prices"]
    return found


def best_vectors() -> Dict[str, Dict[str, Any]]:
    """For each operation the vector with the most arguments; those of one request are preferred."""
    best: Dict[str, Dict[str, Any]] = {}
    for file in ("requests", "polls"):
        for vector in load(file):
            expect, name = vector["expect"], vector["operation"]
            if "error" in expect or not {"method", "requests"} & set(expect):
                continue
            known = best.get(name)
            if known is None or (file == "requests" and weight(vector) > weight(known)):
                best[name] = vector
    return best


def weight(vector: Dict[str, Any]) -> Tuple[bool, int]:
    return "id" in vector, len(vector.get("fields", {}))


ROWS = [row for row in OPERATIONS if row["operation"] != "runs.stream_events"]
BEST = best_vectors()


def run(account: Account, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*LAUNCHER, *arguments],
        env=environment(account, HOME=str(home)),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def in_path(help_text: str) -> List[str]:
    """The arguments that the help of an operation shows without a name."""
    usage = help_text.splitlines()[0].partition(" [")[0]
    return [word.lower() for word in usage.split()[4:]]


def arguments(vector: Dict[str, Any], path: List[str]) -> List[str]:
    fields = dict(vector.get("fields", {}))
    given = [str(vector["id"])] if "id" in vector else []
    given += [str(fields.pop(name)) for name in path[len(given) :]]
    for name, value in fields.items():
        given.append(
            f"{name}={value}" if isinstance(value, str) else f"{name}:={json.dumps(value)}"
        )
    options = vector.get("options", {})
    for option, name in (("--key", "idempotency_key"), ("--poll-interval", "poll_interval")):
        if name in options:
            given += [option, str(options[name])]
    return [*given, "--timeout", "30"]


def script(vector: Dict[str, Any]) -> List[Dict[str, Any]]:
    """The responses of a vector as steps of the emulator's script."""
    if "script" in vector:
        return [step(response) for response in vector["script"]]
    return [step(vector["reply"], times=0)]


def sent(request: Dict[str, Any]) -> Dict[str, Any]:
    body: Optional[str] = request["body"]
    return {
        "method": request["method"],
        "path": request["path"],
        "query": request["query"] or "",
        "body": json.loads(body) if body else None,
    }


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["operation"])
def test_operation(row: Dict[str, Any], account: Account, tmp_path: Path) -> None:
    name = reached(row)
    words = name.replace("_", "-").split(".")
    shown = run(account, tmp_path, *words, "--help")
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.startswith(f"Usage: flymyai {' '.join(words)}")
    if "core" in row:
        return
    vector = BEST[name]
    account.script(*script(vector))
    given = arguments(vector, in_path(shown.stdout))
    done = run(account, tmp_path, *words, *given, "--json")
    assert done.returncode == 0, (given, done.stderr)
    for line in done.stdout.splitlines():
        json.loads(line)
    expected = vector["expect"]
    wanted = [expected] if "method" in expected else expected["requests"]
    found = account.requests()
    assert len(found) == len(wanted)
    for request, one in zip(found, wanted):
        now = sent(request)
        known = {key: one[key] for key in now if key in one}
        assert {key: now[key] for key in known} == known


def test_events_are_a_command(account: Account, tmp_path: Path) -> None:
    """`runs.stream_events` is `flymyai events RUN -f`."""
    account.runs(1, polls=3)
    done = run(account, tmp_path, "events", "1", "-f", "--poll-interval", "10ms", "--json")
    assert done.returncode == 0
    assert re.findall(r'"type":"run\.(\w+)"', done.stdout)[-1] == "ended"
