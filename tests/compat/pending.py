"""Reads `pending.toml`: what is compared already and not implemented yet.

An entry names programs or names by pattern. What a pattern covers is counted instead of
failing, and fails once it is as published: then the entry has to go.
"""

from __future__ import annotations

import sys
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Iterable, List, Optional

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE = Path(__file__).resolve().parent / "pending.toml"


class Pending:
    """The entries of one kind, `programs` or `names`, for one published version."""

    def __init__(self, kind: str, version: str, file: Path = FILE) -> None:
        entries = tomllib.loads(file.read_text(encoding="utf-8")).get(kind, [])
        self.patterns: List[str] = []
        for entry in entries:
            if not entry["reason"].strip():
                raise SystemExit(f"{file.name}: {entry['patterns']} has no reason")
            if entry["against"] == version:
                self.patterns += entry["patterns"]

    def pattern(self, name: str) -> Optional[str]:
        """The pattern that covers a name."""
        return next((each for each in self.patterns if fnmatchcase(name, each)), None)

    def unused(self, names: Iterable[str]) -> List[str]:
        """The patterns that cover none of these names."""
        used = {self.pattern(name) for name in names}
        return [each for each in self.patterns if each not in used]
