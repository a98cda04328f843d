"""Says what a new release of the published package has that is not covered here.

    python upstream.py VERSION [--write FOLDER]
    python upstream.py VERSION --python PYTHON

Installs `flymyai==VERSION` into a temporary environment, or looks into the one that `PYTHON`
has, and prints which public names and operations were added, removed and changed. Names are
compared with the facts in `surface/`, operations with `tests/vectors/operations.json`, which
is made of the declarations in `api/`. The exit status is 1 if anything is not covered, what
`pending.toml` names included. `--write` writes facts of what is new, as `surface/facts.py`
lays them over the others.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Tuple

HERE = Path(__file__).resolve().parent
SURFACE = HERE / "surface"
sys.path[:0] = [str(HERE), str(SURFACE)]

from facts import flat, load_facts, overlay, write  # noqa: E402  (found through the line above)
from pending import Pending  # noqa: E402
from published import VERSIONS, check_version  # noqa: E402

OPERATIONS = HERE.parent / "vectors" / "operations.json"


class Report(NamedTuple):
    """The differences of a release from the covered names; changes have both texts."""

    added: Dict[str, str]
    removed: Dict[str, str]
    changed: Dict[str, Tuple[str, str]]
    # Operations of the release that have no declaration.
    undeclared: List[str]
    # Names that are known and not implemented yet.
    pending: List[str]

    def is_covered(self) -> bool:
        return not any(self)


def compare(
    found: Dict[str, Any], known: Dict[str, Any], declared: List[str], pending: Pending
) -> Report:
    """A release, as `surface/introspect.py` prints it, beside what is covered."""
    theirs, ours = flat(found["modules"]), flat(known)
    both = theirs.keys() & ours.keys()
    return Report(
        {name: text for name, text in theirs.items() if name not in ours},
        {name: text for name, text in ours.items() if name not in theirs},
        {name: (ours[name], theirs[name]) for name in sorted(both) if ours[name] != theirs[name]},
        sorted(set(found["operations"]) - set(declared)),
        sorted(name for name in ours if pending.pattern(name) is not None),
    )


def lines(report: Report, version: str) -> List[str]:
    """The report for a reader."""
    output = [f"flymyai {version}, compared with the facts of {VERSIONS[-1]} and with api/"]
    for title, entries in (("added", report.added), ("removed", report.removed)):
        output.append(f"{title}: {len(entries)} names")
        output += [f"  {name}: {text}" for name, text in entries.items()]
    output.append(f"changed: {len(report.changed)} names")
    for name, (before, now) in report.changed.items():
        output += [f"  {name}", f"    was {before}", f"    is {now}"]
    output.append(f"not declared in api/: {len(report.undeclared)} operations")
    output += [f"  {name}" for name in report.undeclared]
    output.append(f"known, not implemented yet: {len(report.pending)} names of pending.toml")
    output.append("All of it is covered." if report.is_covered() else "Not all of it is covered.")
    return output


def declared_operations() -> List[str]:
    entries = json.loads(OPERATIONS.read_text(encoding="utf-8"))
    return [entry["operation"] for entry in entries]


def introspect(python: str, known: Dict[str, Any]) -> Dict[str, Any]:
    """The names of the release that `python` has."""
    done = subprocess.run(
        [python, "-W", "ignore", str(SURFACE / "introspect.py")],
        input=json.dumps(known),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise SystemExit(f"looking into the package failed:\n{done.stderr}")
    return json.loads(done.stdout)


def install(version: str, folder: Path) -> str:
    """An environment with that release, and the libraries that programs are compared with."""
    venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    # Without `--pre`, which would take pre-releases of its dependencies, too.
    command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["-r", str(HERE / "requirements.txt"), f"flymyai=={version}"]
    if subprocess.run(command, check=False).returncode != 0:
        raise SystemExit(f"flymyai=={version} can't be installed")
    return python


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("version", help="a version of flymyai, such as 1.2.0rc19")
    parser.add_argument("--python", help="an interpreter that has it already")
    parser.add_argument("--write", type=Path, help="where to write facts of what is new")
    arguments = parser.parse_args()
    known = load_facts(VERSIONS[-1])
    with tempfile.TemporaryDirectory() as folder:
        python = arguments.python or install(arguments.version, Path(folder) / "environment")
        check_version(python, arguments.version)
        found = introspect(python, known)
    report = compare(found, known, declared_operations(), Pending("names", VERSIONS[-1]))
    print(*lines(report, arguments.version), sep="\n")
    if arguments.write:
        arguments.write.mkdir(parents=True, exist_ok=True)
        for module, facts in overlay(known, found["modules"]).items():
            write({module: facts}, arguments.write / f"{module.rpartition('.')[2]}.json")
    return 0 if report.is_covered() else 1


if __name__ == "__main__":
    sys.exit(main())
