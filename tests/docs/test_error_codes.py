"""The page of error codes has the codes, hints and outcomes of core."""

from __future__ import annotations

from pathlib import Path

from flymyai._native import error_codes

PAGE = Path(__file__).parents[2] / "docs" / "guides" / "error-codes.md"


def test_the_page_lists_all_codes() -> None:
    _, _, section = PAGE.read_text("utf-8").partition("## All codes")
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line[:3] == "| `"]
    listed = [(row[0].strip("`"), row[1], row[-1] == "possible") for row in rows]
    assert listed == error_codes()
