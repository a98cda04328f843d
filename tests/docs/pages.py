"""The pages for users, and the programs that their code blocks are."""

from __future__ import annotations

import pathlib
import re
import textwrap
from typing import List

ROOT = pathlib.Path(__file__).resolve().parents[2]
# A block below a content tab is indented.
_BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^\1```", re.MULTILINE | re.DOTALL)


def blocks(text: str, language: str) -> List[str]:
    """The code blocks of a Markdown text in one language, in order."""
    return [textwrap.dedent(code) for _, name, code in _BLOCK.findall(text) if name == language]


def pages(language: str) -> List[str]:
    """The pages that have code blocks in a language: the README and those of docs/."""
    found = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [
        page.relative_to(ROOT).as_posix()
        for page in found
        if blocks(page.read_text(encoding="utf-8"), language)
    ]


def program(page: str, language: str) -> str:
    """A page's blocks in one language, as the one program that they are."""
    found = blocks((ROOT / page).read_text(encoding="utf-8"), language)
    assert found, f"{page} has no {language} examples"
    return "\n".join(found)
