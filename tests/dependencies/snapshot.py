"""Writes advisories.json: what public advisory databases say of the locked packages.

    python snapshot.py --rustsec DIR --pypa DIR

`DIR` is a checkout of a database: of rustsec/advisory-db and of pypa/advisory-database. Only
facts are taken (identifiers, names, dates, versions), and only of packages that a lock of this
project names, so that the snapshot stays small enough to review.
"""

from __future__ import annotations

import argparse
import json
import subprocess
from pathlib import Path
from typing import Any, Dict, List

import yaml
from check import SNAPSHOT, cargo_packages, python_packages, tomllib


def newest(checkout: Path) -> str:
    """The date of the database's newest change."""
    command = ["git", "-C", str(checkout), "log", "-1", "--format=%cs"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def crates(checkout: Path) -> List[Dict[str, Any]]:
    found = []
    for name in sorted(cargo_packages()):
        for file in sorted((checkout / "crates" / name).glob("*.md")):
            _, _, rest = file.read_text(encoding="utf-8").partition("```toml")
            document = tomllib.loads(rest.partition("```")[0])
            advisory = document["advisory"]
            if advisory.get("withdrawn"):
                continue
            entry = {
                "id": advisory["id"],
                "package": name,
                "date": str(advisory["date"]),
                "patched": document["versions"]["patched"],
                "unaffected": document["versions"].get("unaffected", []),
            }
            if "informational" in advisory:
                entry["informational"] = advisory["informational"]
            found.append(entry)
    return found


def python(checkout: Path) -> List[Dict[str, Any]]:
    found = []
    for name in sorted(python_packages()):
        for file in sorted((checkout / "vulns" / name).glob("*.yaml")):
            document = yaml.safe_load(file.read_text(encoding="utf-8"))
            if document.get("withdrawn"):
                continue
            ranges = [
                event
                for affected in document["affected"]
                for span in affected.get("ranges", [])
                if span["type"] == "ECOSYSTEM"
                for event in span["events"]
            ]
            found.append({"id": document["id"], "package": name, "events": ranges})
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rustsec", type=Path, required=True)
    parser.add_argument("--pypa", type=Path, required=True)
    arguments = parser.parse_args()
    snapshot = {
        "crates": {
            "database": "rustsec/advisory-db",
            "date": newest(arguments.rustsec),
            "advisories": crates(arguments.rustsec),
        },
        "python": {
            "database": "pypa/advisory-database",
            "date": newest(arguments.pypa),
            "advisories": python(arguments.pypa),
        },
    }
    SNAPSHOT.write_text(text(snapshot), encoding="utf-8")


def text(snapshot: Dict[str, Any]) -> str:
    """JSON with one line per advisory: a change of the snapshot shows as changed lines."""
    parts = []
    for name, part in snapshot.items():
        lines = ",\n".join(f"  {json.dumps(advisory)}" for advisory in part["advisories"])
        database, date = json.dumps(part["database"]), json.dumps(part["date"])
        parts.append(
            f'"{name}": {{"database": {database}, "date": {date}, "advisories": [\n{lines}\n]}}'
        )
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    main()
