"""Writes the outputs of the transcripts again: `record.py EMULATOR COMMAND...`.

The changes of the file are to be reviewed like code.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.account import Account
from support.transcripts import FILE, prepare, run, transcripts


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
        account = Account(url, f"fly-record-{number}")
        prepare(entry, account)
        with tempfile.TemporaryDirectory() as home:
            for step in entry["steps"]:
                found = run(launcher, step, account, Path(home))
                if found["exit"] != step["exit"]:
                    print(entry["name"], step["args"], "has the exit code", found["exit"])
                for name in ("stdout", "stderr"):
                    if step.get(name, ()) is None:
                        continue
                    step.pop(name, None)
                    if found[name]:
                        step[name] = found[name]
    process.terminate()
    FILE.write_text(json.dumps(entries, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1], str(Path(sys.argv[2]).resolve()), *sys.argv[3:])
