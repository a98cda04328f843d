"""Shows records in notebooks: HTML without scripts, which a saved notebook keeps.

Texts of agents, tools and users are escaped.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any, List, Optional, Sequence, Tuple

from pydantic import BaseModel, TypeAdapter, ValidationError

from .._internal.text import without_lone_surrogates

if TYPE_CHECKING:
    from .compilations import Compilation
    from .identifiers import ResourceID
    from .runs import ExecutionLog, Run

MAX_EVENTS = 200
"""The most events that are shown, the newest ones."""
MAX_TEXT = 20000
"""The most characters of one text that are shown."""
MAX_ROWS = 200
"""The most records of a list that are shown."""
MAX_CELL = 200
"""The most characters of a text in a list."""

_COLOURS = {"completed": "#1a7f37", "failed": "#cf222e", "cancelled": "#9a6700"}
_CELL = 'style="text-align:left;vertical-align:top"'
_DATETIME = TypeAdapter(datetime)
_HTML_START = re.compile(r"<(?=[a-zA-Z/!?])")
# None of them is secret.
_COLUMNS = (
    "id",
    "public_id",
    "uuid",
    "name",
    "alias",
    "title",
    "mcp_tool",
    "status",
    "created_at",
    "original_prompt",
    "total_price",
)


def run_html(run: Run, *, is_open: bool = False) -> str:
    """Returns a run as HTML: its status, its events, and its output or error.

    Args:
        run: The run; one without events, as lists have it, is shown without them.
        is_open: Whether the events are visible at first.

    Example:
        >>> f"Run {run.id}" in run_html(run)
        True
    """
    parts = [_head(run.id, run.status.value), f"<p>{_text(run.original_prompt)}</p>"]
    logs: List[ExecutionLog] = getattr(run, "logs", [])
    if logs:
        parts.append(_events(logs, run.created_at, is_open))
    if run.error:
        parts.append(f"<p><strong>Error:</strong> {_text(run.error)}</p>")
    if run.output is not None:
        parts.append(f"<pre>{_text(_json(run.output))}</pre>")
    return f"<div>{''.join(parts)}</div>"


def live_run_html(
    run_id: ResourceID,
    status: str,
    logs: List[ExecutionLog],
    created_at: Optional[str],
    note: str,
) -> str:
    """Returns a run that goes on as HTML.

    Args:
        run_id: The run's id.
        status: Its status.
        logs: Its events so far.
        created_at: The time of its start, if it is known.
        note: A text below the events; empty for none.

    Example:
        >>> "Run 7" in live_run_html(7, "running", [], None, "")
        True
    """
    parts = [_head(run_id, status)]
    if logs:
        parts.append(_events(logs, _time(created_at), True))
    if note:
        parts.append(f"<p>{_text(note)}</p>")
    return f"<div>{''.join(parts)}</div>"


def records_html(records: Sequence[BaseModel]) -> str:
    """Returns a list of records as an HTML table of their names, states and times.

    Args:
        records: The records.

    Example:
        >>> run = client.runs.create(agent_id="agent_abc123")
        >>> "<table>" in records_html([run])
        True
    """
    fields = {name for record in records[:1] for name in type(record).model_fields}
    names = [name for name in _COLUMNS if name in fields]
    rows = [
        tuple(_cell(name, getattr(record, name, None)) for name in names)
        for record in records[:MAX_ROWS]
    ]
    count = f"{len(records)} records"
    count += f", the first {MAX_ROWS}" if len(records) > MAX_ROWS else ""
    head = "".join(f"<th {_CELL}>{name}</th>" for name in names)
    table = f"<table><thead><tr>{head}</tr></thead>{_table_body(rows)}</table>"
    return f"<div><p>{count}</p>{table if names else ''}</div>"


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
    # Markdown may contain HTML, and not every renderer removes scripts from it. Other uses of `<`
    # stay: code shows `&lt;` as it is written.
    text = without_lone_surrogates("\n\n".join(part for part in parts if part))
    return _HTML_START.sub("&lt;", text)


def _head(run_id: ResourceID, status: str) -> str:
    return f"<p><strong>Run {escape(str(run_id))}</strong> {_status(status)}</p>"


def _status(status: str) -> str:
    colour = _COLOURS.get(status, "#0969da")
    return f'<span style="color:{colour}">{escape(status)}</span>'


def _events(logs: List[ExecutionLog], start: Optional[datetime], is_open: bool) -> str:
    rows = [
        (_elapsed(start, log.created_at), escape(log.type.value), _text(log.message))
        for log in logs[-MAX_EVENTS:]
    ]
    count = f"{len(logs)} events" + (f", the last {MAX_EVENTS}" if len(logs) > MAX_EVENTS else "")
    return (
        f"<details{' open' if is_open else ''}><summary>{count}</summary>"
        f"<table>{_table_body(rows)}</table></details>"
    )


def _table_body(rows: Sequence[Tuple[str, ...]]) -> str:
    texts = ["".join(f"<td {_CELL}>{cell}</td>" for cell in row) for row in rows]
    return f"<tbody>{''.join(f'<tr>{text}</tr>' for text in texts)}</tbody>"


def _elapsed(start: Optional[datetime], end: datetime) -> str:
    try:
        return "" if start is None else f"{(end - start).total_seconds():.1f} s"
    except TypeError:
        # One of two times has no time zone.
        return ""


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return escape(f"{value:%Y-%m-%d %H:%M:%S}")
    text = str(getattr(value, "value", value))
    return _status(text) if name == "status" else _text(text, MAX_CELL)


def _time(text: Optional[str]) -> Optional[datetime]:
    try:
        return None if text is None else _DATETIME.validate_python(text)
    except ValidationError:
        return None


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)


def _text(text: str, limit: int = MAX_TEXT) -> str:
    cut = text if len(text) <= limit else f"{text[:limit]}… ({len(text)} characters)"
    # Notebooks can't send others to the browser.
    return escape(without_lone_surrogates(cut))
