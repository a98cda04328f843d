"""The transcripts of the command line: commands, their output and their exit codes."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any, Dict, List, Sequence

from support.account import Account
from support.vectors import FOLDER

FILE = FOLDER / "cli" / "transcripts.json"
_VARIABLES = (
    (re.compile(r"http://127\.0\.0\.1:\d{2,}"), "<emulator>"),
    (re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z"), "<time>"),
    (re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"), "<uuid>"),
)


def transcripts() -> List[Dict[str, Any]]:
    return json.loads(FILE.read_text("utf-8"))


def environment(account: Account, **changes: str) -> Dict[str, str]:
    """The environment of a command: this account, and nothing of the machine's own settings."""
    names = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "VIRTUAL_ENV")
    return {
        **{name: os.environ[name] for name in names if name in os.environ},
        "FLYMYAI_API_KEY": account.key,
        "FLYMYAI_AGENTS_BASE_URL": account.url,
        "FLYMYAI_DSN": account.url,
        **changes,
    }


def lines(output: bytes, account: Account) -> List[str]:
    """The lines of an output, without the values that differ from run to run."""
    text = output.decode("utf-8").replace(account.url, "<url>")
    for pattern, name in _VARIABLES:
        text = pattern.sub(name, text)
    return text.splitlines()


def run(
    launcher: Sequence[str], step: Dict[str, Any], account: Account, home: Path
) -> Dict[str, Any]:
    """Runs one command, and returns its exit code and its output."""
    env = environment(account, HOME=str(home), **step.get("env", {}))
    arguments = [argument.replace("<home>", str(home)) for argument in step["args"]]
    done = subprocess.run(
        [*launcher, *arguments],
        input=step.get("stdin", "").encode(),
        capture_output=True,
        env=env,
        cwd=home,
        timeout=60,
        check=False,
    )
    output = {"stdout": lines(done.stdout, account), "stderr": lines(done.stderr, account)}
    replaced = {
        name: [line.replace(str(home), "<home>") for line in found]
        for name, found in output.items()
    }
    return {"exit": done.returncode, **replaced}


def prepare(entry: Dict[str, Any], account: Account) -> None:
    for request in entry["setup"]:
        account.control(request["control"], request["body"])


def expected(step: Dict[str, Any]) -> Dict[str, Any]:
    """The exit code and the outputs that the transcript has; null is any output."""
    known = {
        "exit": step["exit"],
        "stdout": step.get("stdout", []),
        "stderr": step.get("stderr", []),
    }
    return {name: value for name, value in known.items() if value is not None}
