"""Retired words do not come back: one term per idea, those of `docs/architecture.md`."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
_spec = importlib.util.spec_from_file_location("words", HERE / "words.py")
assert _spec is not None
assert _spec.loader is not None
words = importlib.util.module_from_spec(_spec)
sys.modules["words"] = words  # `NamedTuple` looks its module up
_spec.loader.exec_module(words)

PAGE = (words.ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_no_file_contains_a_retired_word() -> None:
    found = list(words.occurrences())
    assert not found, "\n".join(["retired words:", *found])


@pytest.mark.parametrize(
    ("file", "line", "word"),
    [
        ("core/src/error/text.rs", 'let text = "the reply ends inside an event";', "reply"),
        ("core/src/agents/wait.rs", "/// Waits outlive outages.", "outlive"),
        ("docs/guides/runs.md", "The service did not answer.", "answer"),
        ("tests/compat/differences.toml", "what = 'a look that fails'", "a look"),
        ("bindings-python/src/lib.rs", "struct Desk;", "Desk"),
        ("bindings-python/python/flymyai/_transports/x.py", "import _seams", "_seams"),
        ("bindings-node/ts/x.ts", 'import { door } from "./door.js";', "door"),
        ("core/src/config/limits.rs", "const PATIENCE: u64 = 1;", "PATIENCE"),
        ("core/src/clock.rs", "fn chance(&self) -> f64;", "chance"),
        ("README.md", "The models client sends it.", "models client"),
        ("core/src/status.rs", "/// The inference service's statuses.", "inference service"),
        ("core/src/agents/given.rs", "pub(crate) struct Given<'a> {", "struct Given"),
        ("bindings-node/ts/x.ts", "function shown(value: unknown): string {", "function shown"),
        ("core/src/tls/x.rs", "let mut elsewhere = 1;", "let mut elsewhere"),
        ("emulator/tests/x.rs", "fn counted_runs_end_at_the_look_they_name() {", "_look_"),
    ],
)
def test_a_retired_word_is_found(file: str, line: str, word: str) -> None:
    (found, *_) = words.retired(file, f"fine\n{line}\n")
    assert found.startswith(f"2: {word!r} (")


def test_accepted_texts_are_not_found() -> None:
    line = 'account.script(&json!([{"reply": {"status": 503}}]));'
    assert list(words.retired("core/tests/behaviour/waits.rs", line)) == []
    assert list(words.retired("core/tests/behaviour/waits.rs", f"{line} // a reply")) != []


def test_a_word_that_is_refused_as_a_name_is_accepted_in_text() -> None:
    line = "// The page that is shown, told apart by its place: `When::Given`."
    assert list(words.retired("core/src/agents/fields.rs", line)) == []


def test_every_accepted_text_is_used_and_has_a_reason() -> None:
    files = words.checked_files()
    for entry in words.ACCEPTED:
        assert entry.reason
        assert any(
            entry.text in text and words.fnmatch(file, entry.files) for file, text in files
        ), f"{entry.text} occurs nowhere: remove it from ACCEPTED"


def test_terms_of_the_page_are_not_retired() -> None:
    table = PAGE.split("## Terms")[1].split("##")[0]
    rows = re.findall(r"^\| (?!term|-)(.+?) \|", table, re.MULTILINE)
    assert len(rows) > 10
    assert list(words.retired("docs/architecture.md", "\n".join(rows))) == []
