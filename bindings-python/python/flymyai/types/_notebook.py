"""Shows records in notebooks: HTML without scripts, which a saved notebook keeps.

Texts of agents, tools and users are escaped.
"""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any, List, Optional

if TYPE_CHECKING:
    from datetime import datetime

    from .compilations import Compilation
    from .runs import ExecutionLog, Run

MAX_EVENTS = 200
"""The most events that are shown, the newest ones."""
MAX_TEXT = 20000
"""The most characters of one text that are shown."""

_COLOURS = {"completed": "#1a7f37", "failed": "#cf222e", "cancelled": "#9a6700"}
_CELL = 'style="text-align:left;vertical-align:top"'


def run_html(run: Run) -> str:
    """Returns a run as HTML: its status, its events, and its output or error.

    Args:
        run: The run; one without events, as lists have it, is shown without them.

    Example:
        >>> f"Run {run.id}" in run_html(run)
        True
    """
    status = f"{run.status.value}"
    colour = _COLOURS.get(status, "#0969da")
    parts = [
        f"<div><p><strong>Run {escape(str(run.id))}</strong> "
        f'<span style="color:{colour}">{escape(status)}</span></p>',
        f"<p>{_text(run.original_prompt)}</p>",
    ]
    logs: List[ExecutionLog] = getattr(run, "logs", [])
    if logs:
        parts.append(_events(logs, run.created_at))
    if run.error:
        parts.append(f"<p><strong>Error:</strong> {_text(run.error)}</p>")
    if run.output is not None:
        parts.append(f"<pre>{_text(_json(run.output))}</pre>")
    return "".join(parts) + "</div>"


def compilation_markdown(compilation: Compilation) -> str:
    """Returns a compilation as Markdown: its status and its instruction; notebooks render it.

    Args:
        compilation: The compilation.

    Example:
        >>> str(compilation.id) in compilation_markdown(compilation)
        True
    """
    head = f"**Compilation {compilation.id}** {compilation.status.value}"
    parts = [head, compilation.instruction_md or "", compilation.error or ""]
    # Markdown may contain HTML, and not every renderer removes scripts from it.
    return "\n\n".join(part.replace("<", "&lt;") for part in parts if part)


def _events(logs: List[ExecutionLog], start: Optional[datetime]) -> str:
    shown = logs[-MAX_EVENTS:]
    rows: List[str] = []
    for log in shown:
        cells = [_elapsed(start, log.created_at), escape(log.type.value), _text(log.message)]
        rows.append("<tr>" + "".join(f"<td {_CELL}>{cell}</td>" for cell in cells) + "</tr>")
    count = f"{len(logs)} events" + (f", the last {MAX_EVENTS}" if len(logs) > MAX_EVENTS else "")
    return (
        f"<details><summary>{count}</summary>"
        f"<table><tbody>{''.join(rows)}</tbody></table></details>"
    )


def _elapsed(start: Optional[datetime], end: datetime) -> str:
    return "" if start is None else f"{(end - start).total_seconds():.1f} s"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)


def _text(text: str) -> str:
    cut = text if len(text) <= MAX_TEXT else f"{text[:MAX_TEXT]}… ({len(text)} characters)"
    return escape(cut)
