"""The guide to OpenTelemetry has the traced operations."""

from __future__ import annotations

import pathlib
import re

from flymyai._native import TRACED_OPERATIONS

ROOT = pathlib.Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guides" / "tracing.md").read_text(encoding="utf-8")
# It shows the events that `runs.stream_events` yields, and is no operation of core.
VIEW = "runs.watch"


def test_the_table_of_calls_has_the_traced_operations() -> None:
    table = GUIDE.split("\n## The calls\n")[1].split("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("| `")]
    named = [name for row in rows for name in re.findall(r"`(\w+\.\w+)`", row)]
    assert sorted(named) == sorted([*TRACED_OPERATIONS, VIEW])
