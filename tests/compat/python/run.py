"""Runs every user program under a published package and under ours, and compares.

    python run.py --python OURS --incumbent THEIRS --emulator BINARY [--against VERSION]
                  [--report FILE]

Each published version has programs of its own, see `../published.py`. Both sides see the same
file, the same environment and the same server script, each with a server process of its own.
What is compared stands in `transcript.py`. A difference is a failure unless the program names
the rows of `differences.toml` that explain it, and unless it is, line by line, the one in the
version's folder of records. `--record` writes that down again; look at what changed before you
keep it. Programs in `../pending.toml` are counted, and fail only when they pass.
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

from pending import Pending  # noqa: E402  (found through the line above)
from published import PUBLISHED, VERSIONS, Published, check_version  # noqa: E402
from recorded import Recorded  # noqa: E402
from rows import load_rows  # noqa: E402
from side import Side  # noqa: E402
from transcript import difference, transcript  # noqa: E402


def outcomes(side: Side, programs: List[Dict[str, Any]], into: Dict[str, List[str]]) -> None:
    by_name = {item["name"]: item for item in programs}
    for outcome in side.run(programs):
        item = by_name[outcome["name"]]
        lines = transcript(outcome, item, side.server.url)
        into[item["name"]] = lines


def both(arguments: argparse.Namespace, published: Published) -> List[Dict[str, Any]]:
    """Every program with `theirs` and `ours`, its transcripts."""
    wanted = arguments.wanted
    theirs, ours = (
        Side(python, arguments.emulator, published.programs)
        for python in (arguments.incumbent, arguments.python)
    )
    try:
        programs = theirs.programs()
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
            return [*wrong, f"differs as nothing in {recorded.folder.name}/ says:", *found]
        lines = difference(expected, found) or []
        heading = f"does not differ as {recorded.folder.name}/ says (- recorded, + found):"
        return [*wrong, heading, *lines]
    return wrong


class Comparison:
    """All programs judged, each the same, documented, pending or failed."""

    def __init__(
        self, programs: List[Dict[str, Any]], recorded: Recorded, pending: Pending, whole: bool
    ) -> None:
        rows = {row["id"]: row for row in load_rows()}
        self.checked = len(programs)
        self.same = self.documented = 0
        # Covered by pending.toml: those that still fail, and those that pass by now.
        self.pending: List[str] = []
        self.landed: List[str] = []
        self.failures: Dict[str, List[str]] = {}
        for item in programs:
            wrong = judge(item, recorded, rows)
            if pending.pattern(named(item)) is not None:
                if wrong:
                    self.pending.append(named(item))
                    continue
                self.landed.append(named(item))
                wrong = ["passes: its entry in pending.toml has to go"]
            if wrong:
                self.failures[named(item)] = wrong
            elif item["rows"]:
                self.documented += 1
            else:
                self.same += 1
        if whole:
            for name in recorded.stale(programs):
                self.failures[name] = ["is recorded as a difference, but is none"]
            for pattern in pending.unused(map(named, programs)):
                self.failures[pattern] = ["is in pending.toml, but no program is called so"]

    def report(self, version: str) -> Dict[str, Any]:
        return {
            "part": "python programs",
            "against": version,
            "checked": self.checked,
            "same": self.same,
            "documented": self.documented,
            "pending": len(self.pending),
            "failed": len(self.failures),
            "unit": "programs",
            "details": [f"{name}: {wrong[0]}" for name, wrong in self.failures.items()],
        }


def named(item: Dict[str, Any]) -> str:
    """A program as pending.toml and the output name it."""
    return f"{Path(item['file']).stem}: {item['name']}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", required=True, help="an interpreter that has our package")
    parser.add_argument("--incumbent", required=True, help="one that has the published package")
    parser.add_argument("--emulator", required=True, help="the local FlyMy.AI's executable")
    parser.add_argument(
        "--against", default=VERSIONS[0], choices=VERSIONS, help="the published version (1.1.0)"
    )
    parser.add_argument("--report", type=Path, help="where to write the figures")
    parser.add_argument("--record", action="store_true", help="write the differences down")
    parser.add_argument(
        "--shrink", action="store_true", help="take what passes out of pending.toml"
    )
    parser.add_argument("--show", action="store_true", help="print all transcripts")
    parser.add_argument("wanted", nargs="*", help="names of programs or of their files")
    arguments = parser.parse_args()

    started = time.monotonic()
    published = PUBLISHED[arguments.against]
    check_version(arguments.incumbent, published.version)
    recorded = Recorded(published.recorded)
    pending = Pending("programs", published.version)
    programs = both(arguments, published)
    if arguments.record:
        finished = [item for item in programs if pending.pattern(named(item)) is None]
        recorded.write(finished, whole=not arguments.wanted)
    if arguments.show:
        for item in programs:
            print(f"== {item['name']}", *item["theirs"], "-- ours", *item["ours"], sep="\n  ")
    comparison = Comparison(programs, recorded, pending, whole=not arguments.wanted)
    if arguments.shrink:
        pending.shrink(comparison.landed, comparison.pending)
    for name, wrong in comparison.failures.items():
        print(f"FAILED {name}", *wrong, sep="\n    ")
    print(
        f"{comparison.checked} programs of {published.version}: {comparison.same} the same,"
        f" {comparison.documented} documented differences, {len(comparison.pending)} pending,"
        f" {len(comparison.failures)} failed ({time.monotonic() - started:.0f} s)"
    )
    if arguments.report:
        report = comparison.report(published.version)
        arguments.report.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return 1 if comparison.failures or not programs else 0


if __name__ == "__main__":
    sys.exit(main())
