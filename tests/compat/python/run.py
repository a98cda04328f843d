"""Runs every user program under the published package and under ours, and compares.

    python run.py --python OURS --incumbent THEIRS --emulator BINARY [--report FILE]

Both sides see the same file, the same environment and the same server script, each with a
server process of its own. What is compared stands in `transcript.py`. A difference is a
failure unless the program names the rows of `differences.toml` that explain it, and unless it
is, line by line, the one in `recorded/`. `--record` writes that down again; look at what
changed before you keep it.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
import time
from pathlib import Path
from typing import Any, Dict, List

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from recorded import Recorded  # noqa: E402  (found through the line above)
from rows import load_rows  # noqa: E402
from side import Side  # noqa: E402
from transcript import difference, transcript  # noqa: E402


def outcomes(side: Side, programs: List[Dict[str, Any]], into: Dict[str, List[str]]) -> None:
    by_name = {item["name"]: item for item in programs}
    for outcome in side.run(programs):
        item = by_name[outcome["name"]]
        lines = transcript(outcome, item, side.server.url)
        into[item["name"]] = lines


def both(arguments: argparse.Namespace, wanted: List[str]) -> List[Dict[str, Any]]:
    """Every program with `theirs` and `ours`, its transcripts."""
    theirs, ours = (
        Side(python, arguments.emulator) for python in (arguments.incumbent, arguments.python)
    )
    try:
        programs = ours.programs()
        if wanted:
            programs = [p for p in programs if p["name"] in wanted or p["file"] in wanted]
        results: List[Dict[str, List[str]]] = [{}, {}]
        threads = [
            threading.Thread(target=outcomes, args=(side, programs, result))
            for side, result in zip((theirs, ours), results)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        theirs.close()
        ours.close()
    for item in programs:
        item["theirs"] = results[0].get(item["name"], ["no outcome"])
        item["ours"] = results[1].get(item["name"], ["no outcome"])
    return programs


def judge(item: Dict[str, Any], recorded: Recorded, rows: Dict[str, Any]) -> List[str]:
    """The errors in a program's two outcomes."""
    found = difference(item["theirs"], item["ours"])
    unknown = [row for row in item["rows"] if row not in rows]
    wrong = [f"names a row that does not exist: {row}" for row in unknown]
    if found is None:
        if item["rows"]:
            wrong.append(f"is the same in both packages, but names {', '.join(item['rows'])}")
        return wrong
    if not item["rows"]:
        return [*wrong, "differs, and no row says why:", *found]
    expected = recorded.of(item["file"], item["name"])
    if expected != found:
        if expected is None:
            return [*wrong, "differs as nothing in recorded/ says:", *found]
        lines = difference(expected, found) or []
        return [*wrong, "does not differ as recorded/ says (- recorded, + found):", *lines]
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", required=True, help="an interpreter that has our package")
    parser.add_argument("--incumbent", required=True, help="one that has the published package")
    parser.add_argument("--emulator", required=True, help="the local FlyMy.AI's executable")
    parser.add_argument("--report", type=Path, help="where to write the figures")
    parser.add_argument("--record", action="store_true", help="write the differences down")
    parser.add_argument("--show", action="store_true", help="print all transcripts")
    parser.add_argument("wanted", nargs="*", help="names of programs or of their files")
    arguments = parser.parse_args()

    started = time.monotonic()
    rows = {row["id"]: row for row in load_rows()}
    recorded = Recorded(HERE / "recorded")
    programs = both(arguments, arguments.wanted)
    if arguments.record:
        recorded.write(programs, whole=not arguments.wanted)
    failures: Dict[str, List[str]] = {}
    for item in programs:
        if arguments.show:
            print(f"== {item['name']}", *item["theirs"], "-- ours", *item["ours"], sep="\n  ")
        wrong = judge(item, recorded, rows)
        if wrong:
            failures[item["name"]] = wrong
            print(f"FAILED {item['file']}: {item['name']}", *wrong, sep="\n    ")
    stale = [] if arguments.wanted else recorded.stale(programs)
    for name in stale:
        failures[name] = ["is recorded as a difference, but is none"]
        print(f"FAILED {name}: is in recorded/ without being a difference")

    same = sum(item["theirs"] == item["ours"] for item in programs)
    documented = sum(
        bool(item["rows"]) and item["name"] not in failures and item["theirs"] != item["ours"]
        for item in programs
    )
    print(
        f"{len(programs)} programs: {same} the same, {documented} documented differences,"
        f" {len(failures)} failed ({time.monotonic() - started:.0f} s)"
    )
    if arguments.report:
        report = {
            "part": "python programs",
            "checked": len(programs),
            "same": same,
            "documented": documented,
            "failed": len(failures),
            "unit": "programs",
            "details": [f"{name}: {wrong[0]}" for name, wrong in failures.items()],
        }
        arguments.report.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return 1 if failures or not programs else 0


if __name__ == "__main__":
    sys.exit(main())
