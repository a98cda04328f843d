"""Records in notebooks."""

from __future__ import annotations

import json
from typing import Any

import pytest
from support.account import RUN
from support.html_page import HOSTILE, Page

from flymyai import AgentClient
from flymyai.agents import Compilation, Run, RunDetail
from flymyai.agents._types import ContinuedRun
from flymyai.types._notebook import MAX_EVENTS, MAX_TEXT


def page_of(run: Run) -> Page:
    html = run._repr_html_()
    assert isinstance(html, str)
    return Page(html)


def detail(**fields: Any) -> RunDetail:
    return RunDetail.model_validate({**RUN, **fields})


def event(number: int, message: str) -> Any:
    at = "2026-01-01T00:00:05Z"
    return {
        "id": number,
        "created_at": at,
        "updated_at": at,
        "type": "tool_called",
        "message": message,
    }


def test_a_run_of_the_service(client: AgentClient) -> None:
    run = client.runs.wait(client.agents.run("agent_scored", variables={"website_url": "u"}).id)
    text = page_of(run).text
    assert f"Run {run.id}" in text
    assert "completed" in text
    assert f"{len(run.logs)} events" in text
    assert run.logs[-1].message in text
    assert '"score"' in text


def test_texts_are_escaped() -> None:
    output = {HOSTILE: HOSTILE}
    logs = [event(1, HOSTILE)]
    page = page_of(
        detail(
            original_prompt=HOSTILE, status=HOSTILE, error=HOSTILE, agent_result=output, logs=logs
        )
    )
    assert "script" not in page.tags
    assert "img" not in page.tags
    assert page.text.count(HOSTILE) == 4


def test_the_size_is_bounded() -> None:
    logs = [event(number, f"message {number}.") for number in range(MAX_EVENTS + 1)]
    page = page_of(detail(logs=logs, error="x" * (MAX_TEXT + 1)))
    assert "message 0." not in page.text
    assert "message 1." in page.text
    assert f"({MAX_TEXT + 1} characters)" in page.text


@pytest.mark.parametrize("kind", [Run, ContinuedRun])
def test_a_run_without_events(kind: Any) -> None:
    fields = {**RUN, "created_at": None} if kind is ContinuedRun else RUN
    assert "events" not in page_of(kind.model_validate(fields)).text


def test_a_compilation_is_markdown(client: AgentClient) -> None:
    run = client.runs.wait(client.agents.run("agent_abc123").id)
    compilation = client.agents.compile_from_run(run.id)
    assert isinstance(compilation, Compilation)
    markdown = compilation._repr_markdown_()
    assert markdown.startswith(f"**Compilation {compilation.id}**")
    assert compilation.instruction_md in markdown


def test_a_compilation_has_no_html(client: AgentClient) -> None:
    run = client.runs.wait(client.agents.run("agent_abc123").id)
    record = client.agents.compile_from_run(run.id).model_dump(mode="json")
    text = f"# Title\n{HOSTILE}\n`a < b`"
    hostile = {**record, "instruction_md": text, "error": HOSTILE}
    markdown = Compilation.model_validate(hostile)._repr_markdown_()
    assert "# Title\n&lt;script>" in markdown
    assert "`a < b`" in markdown
    assert markdown.count("<") == 1


def test_a_saved_notebook_keeps_the_views(client: AgentClient) -> None:
    """The views need no script, no widget and nothing from elsewhere, and are text for JSON."""
    run = client.runs.wait(client.agents.run("agent_abc123").id)
    html, markdown = run._repr_html_(), client.agents.compile_from_run(run.id)._repr_markdown_()
    assert json.loads(json.dumps([html, markdown])) == [html, markdown]
    allowed = {"details", "div", "p", "pre", "span", "strong", "summary", "table", "tbody", "td"}
    assert set(Page(html).tags) <= {*allowed, "tr"}
    assert not hasattr(run, "_ipython_display_")
    assert not hasattr(run, "_repr_mimebundle_")
