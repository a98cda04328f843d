"""Makes docs/compatibility.md of `differences.toml`, and checks the rows.

    python page.py [--check] [--report FILE]

With `--check` nothing is written: a stale page, and a row whose proof does not exist, are
failures.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any, Dict, List

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PAGE = ROOT / "docs" / "compatibility.md"
sys.path.insert(0, str(HERE))

from published import PUBLISHED, VERSIONS  # noqa: E402  (found through the line above)
from rows import load_head, load_rows, load_sections, packages, versions  # noqa: E402

KEYS = ("what", "before", "now", "why", "who")
# The column that says from which published packages a row differs. A section without
# `before` compares our two packages with each other.
AGAINST = "differs from"


def page() -> str:
    """The whole page."""
    parts = [load_head().strip()]
    for section in load_sections():
        parts.append(f"## {section['title']}")
        if "text" in section:
            parts.append(section["text"].strip())
        columns = section["columns"]
        marked = "before" in columns
        heads = [*columns, AGAINST] if marked else columns
        lines = [_line(heads), "|" + "---|" * len(heads)]
        for row in section["row"]:
            cells = [row[key] for key in KEYS if key in row]
            lines.append(_line([*cells, ", ".join(packages(row))] if marked else cells))
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _line(cells: List[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def python_programs(version: str) -> Dict[str, List[str]]:
    """The rows that each Python program names, read from the source without running it."""
    found: Dict[str, List[str]] = {}
    for path in sorted(PUBLISHED[version].programs.glob("*.py")):
        text = path.read_text(encoding="utf-8")
        for block in re.split(r"^(?=@program\()", text, flags=re.M)[1:]:
            name = re.search(r"^(?:async )?def (\w+)\(", block, flags=re.M)
            rows = re.search(r"rows=\[(.*?)\]", block[: name.start()] if name else "", flags=re.S)
            if name:
                found[name[1]] = re.findall(r'"([^"]+)"', rows[1]) if rows else []
    return found


def javascript_programs() -> Dict[str, List[str]]:
    """The row that each JavaScript program names."""
    found: Dict[str, List[str]] = {}
    for path in sorted((HERE / "javascript" / "facts").glob("*.json")):
        for name, facts in json.loads(path.read_text(encoding="utf-8")).items():
            found[f"{path.stem}: {name}"] = [facts["row"]] if "row" in facts else []
    return found


def misplaced(rows: Dict[str, Dict[str, Any]]) -> List[str]:
    """Programs that have one name, or show a row that is not about their published version."""
    wrong = []
    seen: Dict[str, str] = {}
    for version in VERSIONS:
        for name, named in python_programs(version).items():
            if name in seen:
                wrong.append(f"{name}: is a program of {seen[name]} and of {version}")
            seen[name] = version
            wrong += [
                f"{row}: is not about {version}, but the python program {name!r} names it"
                for row in named
                if row in rows and version not in versions(rows[row])
            ]
    return wrong


def flaws() -> List[str]:
    """The errors in the rows."""
    python = {name: rows for each in VERSIONS for name, rows in python_programs(each).items()}
    programs = {"python": python, "javascript": javascript_programs()}
    wrong = misplaced({row["id"]: row for row in load_rows()})
    for section in load_sections():
        for row in section["row"]:
            missing = [key for key in KEYS[: len(section["columns"])] if not row.get(key)]
            if missing:
                wrong.append(f"{row['id']}: has no {', '.join(missing)}")
            unknown = [each for each in row.get("against", ()) if each not in VERSIONS]
            if unknown:
                wrong.append(f"{row['id']}: no published version is called {', '.join(unknown)}")
            if not row["proof"]:
                wrong.append(f"{row['id']}: has no proof")
            wrong += [
                f"{row['id']}: {flaw}" for p in row["proof"] for flaw in _flaw(p, row, programs)
            ]
    return wrong


def _flaw(proof: str, row: Dict[str, Any], programs: Dict[str, Dict[str, List[str]]]) -> List[str]:
    """The error of one proof: a program of a suite, or `FILE::TEXT` in a test."""
    kind, _, name = proof.partition(":")
    if kind in programs:
        rows = programs[kind].get(name)
        if rows is None:
            return [f"there is no {kind} program {name!r}"]
        return [] if row["id"] in rows else [f"the {kind} program {name!r} does not name it"]
    file, _, text = proof.partition("::")
    path = ROOT / file
    if not text or not path.is_file():
        return [f"{proof!r} is no test"]
    return [] if text in path.read_text(encoding="utf-8") else [f"{file} has no test {text!r}"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if stale")
    parser.add_argument("--report", type=Path, help="where to write the figures")
    arguments = parser.parse_args()
    wrong = flaws()
    text = page()
    if not arguments.check:
        PAGE.write_text(text, encoding="utf-8")
    elif not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != text:
        wrong.append(f"{PAGE.relative_to(ROOT)} is stale: run tests/compat/page.py")
    count = len(load_rows())
    print(*(f"FAILED {flaw}" for flaw in wrong), sep="\n", end="\n" if wrong else "")
    print(f"{count} documented differences, {len(wrong)} flaws")
    if arguments.report:
        report = {
            "part": "documented differences",
            "checked": count,
            "failed": len(wrong),
            "unit": "rows",
            "details": wrong,
        }
        arguments.report.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
