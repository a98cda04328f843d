"""`runs.watch` in a notebook: one display, which is updated."""

from __future__ import annotations

import sys
import threading
import types
from typing import Any, Dict, List, Tuple

import pytest
from support.account import LOG, RUN, Account
from support.html_page import HOSTILE, Page
from support.pickling import pickles_times

from flymyai import AgentClient, AsyncAgentClient
from flymyai.agents import _run_views

DONE = {**RUN, "status": "completed", "agent_result": {"score": 1}}


def log(number: int, message: str = "m") -> Dict[str, Any]:
    return {**LOG, "id": number, "message": message}


class Notebook:
    """IPython's functions for displays, as its documentation describes them."""

    def __init__(self) -> None:
        self.shown: List[Tuple[float, str]] = []
        self.displays = 0
        self.kernel: Any = object()
        self.changed = threading.Condition()

    def display(self, data: Any, *, raw: bool, display_id: bool) -> Notebook:
        assert display_id
        self.displays += 1
        self.update(data, raw=raw)
        return self

    def update(self, data: Dict[str, str], *, raw: bool) -> None:
        assert raw
        assert set(data) == {"text/html", "text/plain"}
        with self.changed:
            self.shown.append((_run_views.time.monotonic(), data["text/html"]))
            self.changed.notify_all()

    def wait_for(self, text: str) -> None:
        """Waits until a display has had a text."""
        with self.changed:
            found = self.changed.wait_for(
                lambda: any(text in html for _, html in self.shown), timeout=20
            )
        assert found, text

    @property
    def last(self) -> Page:
        return Page(self.shown[-1][1])


@pytest.fixture
def notebook(monkeypatch: Any) -> Notebook:
    found = Notebook()
    ipython: Any = types.ModuleType("IPython")
    ipython.get_ipython = lambda: found
    shown: Any = types.ModuleType("IPython.display")
    shown.display = found.display
    monkeypatch.setitem(sys.modules, "IPython", ipython)
    monkeypatch.setitem(sys.modules, "IPython.display", shown)
    return found


def test_one_display_that_ends_as_the_run(
    client: AgentClient, account: Account, notebook: Notebook, capsys: Any
) -> None:
    account.respond({**RUN, "logs": [log(1, "first")]})
    account.respond({**DONE, "logs": [log(1, "first"), log(2, "second")]})
    run = client.runs.watch(7, poll_interval=0.01)
    assert notebook.displays == 1
    text = notebook.last.text
    for part in ("Run 7", "completed", "first", "second", "2 events", '"score": 1'):
        assert part in text
    assert {"script", "style", "iframe"}.isdisjoint(notebook.last.tags)
    assert "<details open>" in notebook.shown[-1][1]
    assert capsys.readouterr() == ("", "")
    assert run.output == {"score": 1}


@pytest.mark.parametrize("from_the_start", [True, False])
def test_a_display_that_fails_does_not_end_the_watch(
    client: AgentClient,
    account: Account,
    notebook: Notebook,
    monkeypatch: Any,
    from_the_start: bool,
) -> None:
    def fail(*args: Any, **keywords: Any) -> Any:
        raise RuntimeError("no frontend")

    if from_the_start:
        monkeypatch.setattr(sys.modules["IPython.display"], "display", fail)
    else:
        # The first display works.
        monkeypatch.setattr(Notebook, "display", lambda *args, **keywords: notebook)
        monkeypatch.setattr(sys.modules["IPython.display"], "display", notebook.display)
        monkeypatch.setattr(notebook, "update", fail)
    account.respond({**RUN, "logs": [log(1, "first")]})
    account.respond({**DONE, "logs": [log(1, "first")]})
    assert client.runs.watch(7, poll_interval=0.01).output == {"score": 1}


async def test_asynchronous_client(
    aclient: AsyncAgentClient, account: Account, notebook: Notebook
) -> None:
    account.respond({**RUN, "logs": [log(1, "first")]})
    account.respond({**DONE, "logs": [log(1, "first")]})
    await aclient.runs.watch(7, poll_interval=0.01)
    assert notebook.displays == 1
    assert "completed" in notebook.last.text


def test_texts_are_escaped(client: AgentClient, account: Account, notebook: Notebook) -> None:
    logs = [{**log(1, HOSTILE), "type": HOSTILE}]
    account.respond({**RUN, "status": HOSTILE, "logs": logs})
    account.respond({**RUN, "status": "failed", "error": HOSTILE, "logs": logs})
    client.runs.watch(7, poll_interval=0.5)
    for _, html in notebook.shown:
        assert {"script", "img"}.isdisjoint(Page(html).tags)
    assert notebook.last.text.count(HOSTILE) == 3


def test_at_most_four_updates_per_second(
    client: AgentClient, account: Account, notebook: Notebook
) -> None:
    for count in range(1, 150):
        account.respond({**RUN, "logs": [log(number) for number in range(count)]})
    account.respond(DONE)
    client.runs.watch(7, poll_interval=0.01)
    times = [at for at, _ in notebook.shown]
    assert len(times) >= 3
    for number, start in enumerate(times):
        within = [at for at in times[number:] if at < start + 1]
        assert len(within) <= 4


def test_an_event_is_shown_before_the_next_one(
    client: AgentClient, account: Account, notebook: Notebook
) -> None:
    # The second event arrives too early for an update; the next poll hangs until it is shown.
    account.respond({**RUN, "logs": [log(1, "first")]})
    account.respond({**RUN, "logs": [log(1, "first"), log(2, "second")]})
    account.respond({**DONE, "logs": [log(1, "first"), log(2, "second")]}, hold="third")
    waiting = threading.Thread(target=lambda: client.runs.watch(7, poll_interval=0.01))
    waiting.start()
    notebook.wait_for("second")
    account.release("third")
    waiting.join(timeout=20)
    assert "completed" in notebook.last.text


def test_timeout_leaves_the_events(
    client: AgentClient, account: Account, notebook: Notebook
) -> None:
    account.respond({**RUN, "logs": [log(1, "first")]}, times=0)
    with pytest.raises(TimeoutError):
        client.runs.watch(7, timeout=0)
    assert "first" in notebook.last.text
    assert "ended before the run: TimeoutError" in notebook.last.text
    assert "flymyai-watch" not in [thread.name for thread in threading.enumerate()]


def test_ipython_without_a_kernel_is_a_terminal(
    client: AgentClient, account: Account, notebook: Notebook, capsys: Any
) -> None:
    notebook.kernel = None
    account.respond(DONE)
    client.runs.watch(7)
    assert notebook.shown == []
    assert "completed" in capsys.readouterr().err


@pickles_times
def test_lists_of_records(client: AgentClient, account: Account) -> None:
    import pickle

    account.respond([{**RUN, "original_prompt": HOSTILE * 9}, {**DONE, "id": 8}])
    runs: Any = client.runs.list()
    page = Page(runs._repr_html_())
    assert "2 records" in page.text
    for part in ("7", "8", "running", "completed", "2026-03-01 12:00:00", "Find energy news"):
        assert part in page.text
    assert {"script", "img"}.isdisjoint(page.tags)
    assert isinstance(runs, list)
    assert pickle.loads(pickle.dumps(runs)) == runs == list(runs)
    assert repr(runs) == repr(list(runs))
    account.respond([])
    empty: Any = client.runs.list()
    assert Page(empty._repr_html_()).tags == ["div", "p"]
