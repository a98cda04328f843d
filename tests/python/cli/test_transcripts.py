"""The command `flymyai` of the Python package has the output of the transcripts."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any, Dict

import pytest
from support.account import Account
from support.transcripts import expected, prepare, run, transcripts

LAUNCHER = [sys.executable, "-m", "flymyai._cli"]


@pytest.mark.parametrize("entry", transcripts(), ids=lambda entry: entry["name"])
def test_transcript(entry: Dict[str, Any], account: Account, tmp_path: Path) -> None:
    prepare(entry, account)
    for step in entry["steps"]:
        found = run(LAUNCHER, step, account, tmp_path)
        known = expected(step)
        assert {name: found[name] for name in known} == known, step["args"]


def test_script_is_installed(account: Account, tmp_path: Path) -> None:
    script = shutil.which("flymyai", path=str(Path(sys.executable).parent))
    assert script is not None
    found = run([script], {"args": ["--version"], "exit": 0}, account, tmp_path)
    assert found["exit"] == 0
    assert found["stdout"][0].startswith("flymyai ")
