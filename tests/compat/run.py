"""Proves the drop-in: runs every comparison with the published packages, prints their tables.

    python run.py --python OURS --incumbent THEIRS --prerelease NEWER --package DIR --wheel FILE
                  --tarball FILE --emulator BINARY [--only PART ...]

`OURS` is an interpreter with the wheel and `requirements.txt` installed, `THEIRS` one with
`requirements-incumbent.txt`, `NEWER` one with `requirements-prerelease.txt`; there is a table
for each of the two. `DIR` is where npm has installed the tarball
(`node_modules/flymyai-js-client`). Each part is a program of its own that writes its figures
to the file after `--report`. The exit status is 0 only if every part ran and nothing differs
that differences.toml does not explain.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, Dict, List, NamedTuple

from published import VERSIONS

HERE = Path(__file__).resolve().parent
TYPES = HERE.parent / "types"
TITLES = {
    VERSIONS[0]: f"flymyai {VERSIONS[0]} and flymyai-js-client 0.2.4",
    VERSIONS[1]: f"flymyai {VERSIONS[1]}",
}
# Long enough for every part on a slow machine; a part that takes longer is stuck.
LIMIT = 30 * 60


class Part(NamedTuple):
    """One comparison of this package with the published one."""

    name: str
    program: Path
    # Its arguments; a name in braces is replaced by this program's own argument.
    arguments: List[str]
    # Parts of one lane run one after the other, the lanes side by side.
    lane: int
    # The version of the published Python package, which selects the table of the part.
    against: str = VERSIONS[0]


# The programs of the first lane wait for each other's responses and are few processes, but for
# those of the types, which follow them; those of the second run tests in many environments.
PYTHON = ["--python", "{python}"]
PACKAGE = ["--package", "{package}"]
EMULATOR = ["--emulator", "{emulator}"]
INCUMBENT = ["--incumbent", "{incumbent}"]
PRERELEASE = ["--incumbent", "{prerelease}", "--against", VERSIONS[1]]
PARTS = [
    Part("python programs", HERE / "python/run.py", PYTHON + INCUMBENT + EMULATOR, 0),
    Part("readme", HERE / "readmes/run.py", PYTHON + INCUMBENT + EMULATOR, 0),
    Part("javascript programs", HERE / "javascript/run.mjs", PACKAGE + EMULATOR, 0),
    Part("python surface", HERE / "surface/python.py", PYTHON, 0),
    Part("javascript surface", HERE / "surface/javascript.mjs", PACKAGE, 0),
    Part("python versions", HERE / "versions/run.py", ["--wheel", "{wheel}", *EMULATOR], 1),
    Part("runtimes", HERE / "runtimes/run.mjs", ["--tarball", "{tarball}", *EMULATOR], 1),
    Part(
        "types",
        TYPES / "run.py",
        ["--wheel", "{wheel}", "--tarball", "{tarball}", *INCUMBENT],
        0,
    ),
    Part("documented differences", HERE / "page.py", ["--check"], 0),
    Part(
        "newer python programs",
        HERE / "python/run.py",
        PYTHON + PRERELEASE + EMULATOR,
        0,
        VERSIONS[1],
    ),
    Part("newer readme", HERE / "readmes/run.py", PYTHON + PRERELEASE + EMULATOR, 0, VERSIONS[1]),
    Part(
        "newer python surface",
        HERE / "surface/python.py",
        [*PYTHON, "--against", VERSIONS[1]],
        0,
        VERSIONS[1],
    ),
]


def run(part: Part, arguments: argparse.Namespace, folder: Path) -> Dict[str, Any]:
    """A part's figures; one that is missing, breaks down or counts nothing has failed."""
    if not part.program.is_file():
        return broken(part, f"{part.program.relative_to(HERE.parents[1])} is missing")
    report = folder / f"{part.name.replace(' ', '-')}.json"
    command = [arguments.node if part.program.suffix == ".mjs" else sys.executable]
    command.append(str(part.program))
    command += [each.format_map(vars(arguments)) for each in part.arguments]
    started = time.monotonic()
    try:
        done = subprocess.run(
            [*command, "--report", str(report)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=LIMIT,
            check=False,
        )
        code, printed = done.returncode, done.stdout
    except subprocess.TimeoutExpired as error:
        code, printed = -1, f"{error.output or ''}\nstopped after {LIMIT} s"
    found = broken(part, "wrote no report")
    if report.is_file():
        found = json.loads(report.read_text(encoding="utf-8"))
        if found["checked"] == 0:
            found = broken(part, "checked nothing")
        elif code != 0 and found["failed"] == 0:
            found = {**found, "failed": 1, "details": [f"ended with status {code}"]}
    found.update(part=part.name, seconds=time.monotonic() - started)
    if found["failed"]:
        print(f"---- {part.name}\n{printed.rstrip()}\n", flush=True)
    else:
        print(f"{part.name}: done after {found['seconds']:.0f} s", flush=True)
    return found


def broken(part: Part, why: str) -> Dict[str, Any]:
    """The figures of a part that has none of its own."""
    return {
        "part": part.name,
        "checked": 0,
        "failed": 1,
        "unit": "-",
        "details": [why],
        "seconds": 0.0,
    }


def table(results: List[Dict[str, Any]]) -> str:
    """All figures, a line for each part."""
    heads = ("part", "checked", "", "same", "documented", "pending", "failed", "seconds")
    rows = [
        (
            each["part"],
            str(each["checked"]),
            each["unit"],
            str(each.get("same", "")),
            str(each.get("documented", "")),
            str(each.get("pending", "")),
            str(each["failed"]),
            f"{each['seconds']:.0f}",
        )
        for each in results
    ]
    widths = [max(len(row[at]) for row in [heads, *rows]) for at in range(len(heads))]
    words = (0, 2)  # columns of words stand at the left, numbers at the right
    lines = [
        "  ".join(
            cell.ljust(width) if at in words else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths))
        ).rstrip()
        for row in [heads, tuple("-" * width for width in widths), *rows]
    ]
    return "\n".join(lines)


def summary(results: List[Dict[str, Any]]) -> str:
    """The table in a sentence."""
    programs = [each for each in results if each["part"].endswith(" programs")]
    surfaces = [each for each in results if each["part"].endswith(" surface")]
    failed = [each["part"] for each in results if each["failed"]]

    def total(of: List[Dict[str, Any]], figure: str) -> int:
        return sum(each.get(figure, 0) for each in of)

    ending = "All of it is true."
    if failed:
        ending = f"Not true: {', '.join(failed)}."
    elif total(programs + surfaces, "pending"):
        ending = "All of it is true, except what is pending."
    return (
        f"{total(programs, 'checked')} programs run: {total(programs, 'same')} the same,"
        f" {total(programs, 'documented')} documented differences,"
        f" {total(programs, 'pending')} pending, {total(programs, 'failed')} undocumented;"
        f" {total(surfaces, 'checked')} names checked, {total(surfaces, 'pending')} pending,"
        f" {total(surfaces, 'failed')} missing or changed. {ending}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", required=True, help="an interpreter that has our package")
    parser.add_argument("--incumbent", required=True, help="one that has the published package")
    parser.add_argument("--prerelease", required=True, help="one that has the newer one")
    parser.add_argument("--package", required=True, help="our package as npm installed it")
    parser.add_argument("--wheel", required=True, help="our wheel")
    parser.add_argument("--tarball", required=True, help="our npm tarball")
    parser.add_argument("--emulator", required=True, help="the local FlyMy.AI's executable")
    parser.add_argument("--node", default="node", help="Node (node)")
    parser.add_argument("--only", nargs="+", default=[], help="parts to run, by name")
    arguments = parser.parse_args()
    unknown = set(arguments.only) - {part.name for part in PARTS}
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    parts = [part for part in PARTS if not arguments.only or part.name in arguments.only]

    results: Dict[str, Dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as name:

        def lane(number: int) -> None:
            for part in parts:
                if part.lane == number:
                    # Taken for failed until it says otherwise, whatever happens here.
                    results[part.name] = broken(part, "did not run")
                    results[part.name] = run(part, arguments, Path(name))

        threads = [threading.Thread(target=lane, args=(number,)) for number in (0, 1)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    ordered = [results.get(part.name) or broken(part, "did not run") for part in parts]
    for version in VERSIONS:
        listed = [each for part, each in zip(parts, ordered) if part.against == version]
        if listed:
            print(f"\nAgainst {TITLES[version]}\n\n{table(listed)}")
            for each in listed:
                for detail in each.get("details", [])[:20] if each["failed"] else []:
                    print(f"{each['part']}: {detail}")
            print(f"\n{summary(listed)}")
    return 1 if any(each["failed"] for each in ordered) else 0


if __name__ == "__main__":
    sys.exit(main())
