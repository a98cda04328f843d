"""The page of error codes has the codes, hints and outcomes of core."""

from __future__ import annotations

import builtins
import re
from pathlib import Path
from typing import List

import httpx

import flymyai.agents
from flymyai._native import error_codes

PAGE = Path(__file__).parents[2] / "docs" / "guides" / "error-codes.md"


def listed_rows() -> List[List[str]]:
    _, _, section = PAGE.read_text("utf-8").partition("## All codes")
    return [line.strip("| ").split(" | ") for line in section.splitlines() if line[:3] == "| `"]


def test_the_page_lists_all_codes() -> None:
    listed = [(row[0].strip("`"), row[1], row[-1] == "possible") for row in listed_rows()]
    assert listed == error_codes()


def test_the_classes_of_the_page_exist() -> None:
    exported = (PAGE.parents[2] / "bindings-node/ts/library.ts").read_text("utf-8")
    javascript = {*re.findall(r"\b\w+Error\b", exported), "Error", "TypeError", "RangeError"}
    for code, _, in_python, in_javascript, _ in listed_rows():
        for name in re.findall(r"`([\w.]+)`", in_python):
            spaces = [httpx] if name.startswith("httpx.") else [flymyai, flymyai.agents, builtins]
            found = [getattr(space, name.rpartition(".")[2], None) for space in spaces]
            assert any(found), (code, name)
            assert all(issubclass(each, Exception) for each in found if each), (code, name)
        assert set(re.findall(r"`(\w+)`", in_javascript)) <= javascript, code
