"""Checks every lock of the project, offline: licences, sources, known vulnerabilities.

    python check.py [--cargo-deny PROGRAM]

The crates are judged by cargo-deny and `deny.toml`, the npm locks and the Python pins by this
program. The advisories are those of advisories.json, a snapshot whose date is printed;
`snapshot.py` renews it. Exit status 1 if anything is refused.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, Iterator, List, Set, Tuple

from packaging.requirements import Requirement
from packaging.version import Version

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SNAPSHOT = HERE / "advisories.json"
# Where deny.toml has cargo-deny look for its database.
DATABASES = ROOT / "target" / "advisories"

# The npm locks name development tools only: the package itself depends on nothing.
NPM_LICENCES = {
    "(MIT OR CC0-1.0)",
    "0BSD",
    "Apache-2.0",
    "BlueOak-1.0.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    # A table of browsers' features, which a bundler of the tests reads.
    "CC-BY-4.0",
    "ISC",
    "MIT",
    "MIT OR Apache-2.0",
    "MIT-0",
    "Python-2.0",
    # Programs that only run the tests of environments: a style sheet compiler and its data, and
    # the images of Next.js. No part of them is distributed.
    "Apache-2.0 AND LGPL-3.0-or-later",
    "Apache-2.0 AND LGPL-3.0-or-later AND MIT",
    "CC0-1.0",
    "LGPL-3.0-or-later",
    "MPL-2.0",
}


def tracked(pattern: str) -> List[Path]:
    """The files of the checkout whose names match."""
    command = ["git", "-C", str(ROOT), "ls-files", pattern, f"**/{pattern}"]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [ROOT / name for name in listed.splitlines()]


def cargo_packages() -> Set[str]:
    lock = tomllib.loads((ROOT / "Cargo.lock").read_text(encoding="utf-8"))
    return {package["name"] for package in lock["package"]}


def requirements() -> Iterator[Tuple[Path, Requirement]]:
    """Each line of the requirement files that names a package."""
    for file in tracked("*requirements*.txt") + tracked("suite.txt"):
        for line in file.read_text(encoding="utf-8").splitlines():
            text = re.sub(r"(^|\s)#.*", "", line).strip()
            if text and not text.startswith("-"):
                yield file, Requirement(text)


def python_packages() -> Set[str]:
    return {normal(requirement.name) for _, requirement in requirements()}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def is_affected(version: Version, events: List[Dict[str, str]]) -> bool:
    """Whether the events of an OSV range, in their order, leave the version affected."""
    affected = False
    for event in events:
        if "introduced" in event:
            affected = affected or version >= Version(event["introduced"])
        else:
            fixed, last = event.get("fixed"), event.get("last_affected")
            is_past_fix = fixed is not None and version >= Version(fixed)
            is_past_last = last is not None and version > Version(last)
            affected = affected and not (is_past_fix or is_past_last)
    return affected


def python_refusals(snapshot: Dict[str, Any]) -> Iterator[str]:
    for file, requirement in requirements():
        place = f"{file.relative_to(ROOT)}: {requirement}"
        if requirement.url:
            yield f"{place} comes from outside the package index"
            continue
        pins = [item for item in requirement.specifier if item.operator == "=="]
        if not pins:
            continue
        for advisory in snapshot["advisories"]:
            if advisory["package"] == normal(requirement.name) and is_affected(
                Version(pins[0].version), advisory["events"]
            ):
                yield f"{place} is affected by {advisory['id']}"


def npm_refusals() -> Iterator[str]:
    for file in tracked("package-lock.json"):
        packages = json.loads(file.read_text(encoding="utf-8"))["packages"]
        for path, package in packages.items():
            if not path or package.get("link"):
                continue
            place = f"{file.relative_to(ROOT)}: {path}"
            licence = package.get("license")
            if licence not in NPM_LICENCES:
                yield f"{place} has the licence {licence}, which is not in the list"
            if "integrity" not in package:
                yield f"{place} has no integrity hash"
            # A lock written with `omit-lockfile-registry-resolved` names no address at all.
            if "resolved" in package:
                yield f"{place} names an address of its own"


def cargo_deny(program: str, snapshot: Dict[str, Any]) -> bool:
    """Runs cargo-deny over the snapshot, laid out as its database is."""
    shutil.rmtree(DATABASES, ignore_errors=True)
    DATABASES.mkdir(parents=True)
    # cargo-deny derives the folder's name from the database's address, and says which one
    # it misses.
    folder = DATABASES / database_folder(program)
    for advisory in snapshot["advisories"]:
        write_advisory(folder, advisory)
    git = ["git", "-C", str(folder), "-c", "user.name=audit", "-c", "user.email=audit@localhost"]
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "snapshot"]):
        subprocess.run([*git, *command], check=True)
    # cargo-deny takes the time of the last fetch for the age of its database.
    (folder / ".git" / "FETCH_HEAD").touch()
    return subprocess.run([program, "--offline", "check"], cwd=ROOT).returncode == 0


def database_folder(program: str) -> str:
    command = [program, "--offline", "check", "advisories"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stderr
    found = re.search(r"advisory-db-[0-9a-f]+", said)
    if found is None:
        sys.exit(f"cargo-deny does not say where its database belongs:\n{said}")
    return found.group()


def write_advisory(folder: Path, advisory: Dict[str, Any]) -> None:
    kind = advisory.get("informational")
    lines = [
        "```toml",
        "[advisory]",
        f"id = {json.dumps(advisory['id'])}",
        f"package = {json.dumps(advisory['package'])}",
        f"date = {json.dumps(advisory['date'])}",
        *([f"informational = {json.dumps(kind)}"] if kind else []),
        "[versions]",
        f"patched = {json.dumps(advisory['patched'])}",
        f"unaffected = {json.dumps(advisory['unaffected'])}",
        "```",
        "",
        f"# {advisory['id']}",
        "",
    ]
    file = folder / "crates" / advisory["package"] / f"{advisory['id']}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(lines), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cargo-deny", default="cargo-deny")
    arguments = parser.parse_args()
    snapshot = json.loads(SNAPSHOT.read_text(encoding="utf-8"))
    for name, part in snapshot.items():
        print(f"{name}: {len(part['advisories'])} advisories as of {part['date']}")
    accepted = cargo_deny(arguments.cargo_deny, snapshot["crates"])
    refusals = [*npm_refusals(), *python_refusals(snapshot["python"])]
    print(*refusals, sep="\n", end="\n" if refusals else "")
    sys.exit(0 if accepted and not refusals else 1)


if __name__ == "__main__":
    main()
