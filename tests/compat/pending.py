"""Reads `pending.toml`: names that are compared already and not implemented yet.

An entry names programs or names by pattern. What a pattern covers is counted instead of
failing, and fails once it is as published: then the entry has to go.
"""

from __future__ import annotations

import json
import sys
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Collection, Dict, Iterable, List, Optional

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE = Path(__file__).resolve().parent / "pending.toml"
Entry = Dict[str, Any]
# Behind the name of a class: one of its members, its bases, the order of its fields.
_BELOW = "[.(:, ]*"


class Pending:
    """The entries of one kind, `programs` or `names`, for one published version."""

    def __init__(self, kind: str, version: str, file: Path = FILE) -> None:
        self.kind, self.version, self.file = kind, version, file
        self.patterns: List[str] = []
        for entry in self._entries().get(kind, []):
            if not entry["reason"].strip():
                raise SystemExit(f"{file.name}: {entry['patterns']} has no reason")
            if entry["against"] == version:
                self.patterns += entry["patterns"]

    def _entries(self) -> Dict[str, List[Entry]]:
        return tomllib.loads(self.file.read_text(encoding="utf-8"))

    def pattern(self, name: str) -> Optional[str]:
        """The pattern that covers a name, or its owner."""

        def covers(pattern: str) -> bool:
            return fnmatchcase(name, pattern) or fnmatchcase(name, pattern + _BELOW)

        return next(filter(covers, self.patterns), None)

    def unused(self, names: Iterable[str]) -> List[str]:
        """The patterns that cover none of these names."""
        used = {self.pattern(name) for name in names}
        return [each for each in self.patterns if each not in used]

    def shrink(self, passing: Collection[str], failing: Collection[str]) -> None:
        """Writes the file anew, without passing entries.

        A pattern that covers some of `passing` gives way to the names in `failing` that it
        covers; one that covers nothing of either goes.
        """
        kinds = self._entries()
        for entry in kinds.get(self.kind, []):
            if entry["against"] == self.version:
                patterns: List[str] = []
                for each in entry["patterns"]:
                    left = sorted(name for name in failing if self.pattern(name) == each)
                    mixed = any(self.pattern(name) == each for name in passing)
                    patterns += left if mixed else [each] if left else []
                entry["patterns"] = patterns
        self._write(kinds)

    def _write(self, kinds: Dict[str, List[Entry]]) -> None:
        lines = []
        for line in self.file.read_text(encoding="utf-8").split("\n"):
            if not line.startswith("#"):
                break
            lines.append(line)
        for kind, entries in kinds.items():
            for entry in entries:
                if entry["patterns"]:
                    lines += ["", f"[[{kind}]]"]
                    lines += [f"{key} = {json.dumps(entry[key])}" for key in ("against", "reason")]
                    names = (json.dumps(each, ensure_ascii=False) for each in entry["patterns"])
                    lines += ["patterns = [", *(f"  {name}," for name in names), "]"]
        self.file.write_text("\n".join(lines) + "\n", encoding="utf-8")
