"""Writes the outputs of the transcripts again: `record.py EMULATOR COMMAND...`.

The changes of the file are to be reviewed like code.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Dict

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.account import Account
from support.transcripts import FILE, OUTPUTS, prepare, run, run_in_terminal, transcripts


def main(emulator: str, *launcher: str) -> None:
    process = subprocess.Popen(
        [emulator, "--pace", "0.02", "--exit-with-stdin"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    url = process.stdout.readline().strip().partition("=")[2]
    entries = transcripts()
    for number, entry in enumerate(entries):
        for way in (run, run_in_terminal):
            account = Account(url, f"fly-record-{number}-{way.__name__}")
            prepare(entry, account)
            with tempfile.TemporaryDirectory() as home:
                for step in entry["steps"]:
                    update(step, way(launcher, step, account, Path(home)))
    process.terminate()
    FILE.write_text(json.dumps(entries, indent=1, ensure_ascii=False) + "\n", "utf-8")


def update(step: Dict[str, Any], found: Dict[str, Any]) -> None:
    """Replaces the outputs of a step, apart from those that may be any."""
    if found["exit"] != step["exit"]:
        print(step["args"], "has the exit code", found["exit"])
    for name in (*OUTPUTS, "terminal"):
        if name not in found or step.get(name, ()) is None:
            continue
        step.pop(name, None)
        if found[name]:
            step[name] = found[name]


if __name__ == "__main__":
    main(sys.argv[1], str(Path(sys.argv[2]).resolve()), *sys.argv[3:])
