"""Core knows no language: what differs between them is data in a `ClientProfile`."""

from __future__ import annotations

import re
from pathlib import Path

CORE = Path(__file__).resolve().parents[2] / "core" / "src"
LANGUAGES = re.compile(
    r"(?i)python|javascript|typescript|httpx|pydantic|asyncio|(?<![a-z])node(?![a-z])"
)


def test_the_code_of_core_names_no_language() -> None:
    found = []
    files = [path for path in CORE.rglob("*.rs") if not path.stem.endswith("tests")]
    assert len(files) > 80
    for path in files:
        # Comments may say why; tests compare with programs of both languages.
        code, _, _ = path.read_text(encoding="utf-8").partition("#[cfg(test)]\nmod ")
        code = re.sub(r"(?m)//.*$", "", code)
        found += [f"{path.relative_to(CORE)}: {one}" for one in LANGUAGES.findall(code)]
    assert found == []
