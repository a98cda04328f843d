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

from rows import load_head, load_rows, load_sections  # noqa: E402  (found through the line above)

KEYS = ("what", "before", "now", "why", "who")


def page() -> str:
    """The whole page."""
    parts = [load_head().strip()]
    for section in load_sections():
        parts.append(f"## {section['title']}")
        if "text" in section:
            parts.append(section["text"].strip())
        columns = section["columns"]
        lines = [_line(columns), "|" + "---|" * len(columns)]
        lines += [_line([row[key] for key in KEYS if key in row]) for row in section["row"]]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _line(cells: List[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def python_programs() -> Dict[str, List[str]]:
    """The rows that each Python program names, read from the source without running it."""
    found: Dict[str, List[str]] = {}
    for path in sorted((HERE / "python" / "programs").glob("*.py")):
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


def flaws() -> List[str]:
    """The errors in the rows."""
    programs = {"python": python_programs(), "javascript": javascript_programs()}
    wrong = []
    for section in load_sections():
        for row in section["row"]:
            missing = [key for key in KEYS[: len(section["columns"])] if not row.get(key)]
            if missing:
                wrong.append(f"{row['id']}: has no {', '.join(missing)}")
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
