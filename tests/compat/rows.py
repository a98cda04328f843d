"""Reads `differences.toml`: the deliberate differences from the published packages."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, List

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

from published import VERSIONS

JAVASCRIPT = "JS 0.2.4"
FILE = Path(__file__).resolve().parent / "differences.toml"


@lru_cache(maxsize=None)
def _load() -> Dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def load_head() -> str:
    """The beginning of the page."""
    return str(_load()["head"])


def load_sections() -> List[Dict[str, Any]]:
    """The page's sections in their order, each with its rows."""
    return list(_load()["section"])


def load_rows() -> List[Dict[str, Any]]:
    """All rows; each has an `id` that no other has."""
    rows = [row for section in load_sections() for row in section["row"]]
    seen = set()
    for row in rows:
        if row["id"] in seen:
            raise SystemExit(f"{FILE.name}: two rows are called {row['id']}")
        seen.add(row["id"])
    return rows


def versions(row: Dict[str, Any]) -> List[str]:
    """The versions of `flymyai` that a row compares."""
    return list(row.get("against", VERSIONS)) if "python" in row["languages"] else []


def packages(row: Dict[str, Any]) -> List[str]:
    """The same, with the published JavaScript package."""
    return versions(row) + [JAVASCRIPT] * ("javascript" in row["languages"])
