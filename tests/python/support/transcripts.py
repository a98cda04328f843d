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
OUTPUTS = ("stdout", "stderr")
# The width of the terminal: no line of the transcripts is longer.
COLUMNS = 200
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


def lines(text: str, account: Account, home: Path) -> List[str]:
    """The lines of an output, without the values that differ from run to run."""
    text = text.replace(account.url, "<url>").replace(str(home), "<home>")
    for pattern, name in _VARIABLES:
        text = pattern.sub(name, text)
    # Not `splitlines`, for which a carriage return ends a line, too.
    found = text.split("\n")
    return found[:-1] if not found[-1] else found


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
    output = {"stdout": done.stdout, "stderr": done.stderr}
    shown = {name: lines(text.decode("utf-8"), account, home) for name, text in output.items()}
    return {"exit": done.returncode, **shown}


def run_in_terminal(
    launcher: Sequence[str], step: Dict[str, Any], account: Account, home: Path
) -> Dict[str, Any]:
    """Runs one command in a terminal, and returns its exit code and the screen."""
    from support import terminal

    env = environment(account, HOME=str(home), TERM="xterm", **step.get("env", {}))
    arguments = [argument.replace("<home>", str(home)) for argument in step["args"]]
    given = step["stdin"].encode() if "stdin" in step else None
    command = [*launcher, *arguments]
    code, output = terminal.run(command, env, COLUMNS, given=given, cwd=str(home))
    text = "".join(f"{line}\n" for line in terminal.screen(output))
    return {"exit": code, "terminal": lines(text, account, home)}


def prepare(entry: Dict[str, Any], account: Account) -> None:
    for request in entry["setup"]:
        account.control(request["control"], request["body"])


def expected(step: Dict[str, Any], *outputs: str) -> Dict[str, Any]:
    """The exit code and the outputs that the transcript has; null is any output."""
    known = {"exit": step["exit"], **{name: step.get(name, []) for name in outputs}}
    return {name: value for name, value in known.items() if value is not None}
