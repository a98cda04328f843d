"""The command `flymyai` of the Python package has the output of the transcripts."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict

import pytest
from support.account import Account
from support.transcripts import (
    OUTPUTS,
    environment,
    expected,
    prepare,
    run,
    run_in_terminal,
    transcripts,
)

LAUNCHER = [sys.executable, "-m", "flymyai._cli"]


@pytest.mark.parametrize("entry", transcripts(), ids=lambda entry: entry["name"])
def test_transcript(entry: Dict[str, Any], account: Account, tmp_path: Path) -> None:
    prepare(entry, account)
    for step in entry["steps"]:
        found = run(LAUNCHER, step, account, tmp_path)
        known = expected(step, *OUTPUTS)
        assert {name: found[name] for name in known} == known, step["args"]
        written = [*found["stdout"], *found["stderr"]]
        # Without a terminal, nothing is drawn again or coloured.
        assert not {"\r", "\x1b"} & set("".join(written)), step["args"]
        if "--json" in step["args"]:
            for line in written:
                json.loads(line)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX terminals")
@pytest.mark.parametrize("entry", transcripts(), ids=lambda entry: entry["name"])
def test_transcript_in_a_terminal(entry: Dict[str, Any], account: Account, tmp_path: Path) -> None:
    prepare(entry, account)
    for step in entry["steps"]:
        found = run_in_terminal(LAUNCHER, step, account, tmp_path)
        known = expected(step, "terminal")
        assert {name: found[name] for name in known} == known, step["args"]


def test_every_command_and_resource_has_a_transcript(account: Account) -> None:
    done = subprocess.run(
        [*LAUNCHER, "completion", "words", "--"],
        env=environment(account),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    words = set(done.stdout.split())
    steps = [step for entry in transcripts() for step in entry["steps"]]
    assert len(words) > 20
    assert words <= {step["args"][0] for step in steps if step["args"] and step["exit"] == 0}


def test_script_is_installed(account: Account, tmp_path: Path) -> None:
    script = shutil.which("flymyai", path=str(Path(sys.executable).parent))
    assert script is not None
    found = run([script], {"args": ["--version"], "exit": 0}, account, tmp_path)
    assert found["exit"] == 0
    assert found["stdout"][0].startswith("flymyai ")
