"""`runs.watch` in a terminal: the timeline of the command, on standard error."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Dict, List

import pytest
from support.account import RUN, Account
from support.transcripts import environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX terminals")
SYNC = """
from flymyai import AgentClient
with AgentClient() as client:
    run = client.runs.watch({run_id}, poll_interval={interval})
print("returned", run.status.value)
"""
ASYNC = """
import asyncio
from flymyai import AsyncAgentClient
async def main():
    async with AsyncAgentClient() as client:
        run = await client.runs.watch({run_id}, poll_interval={interval})
    print("returned", run.status.value)
asyncio.run(main())
"""
TRIO = ASYNC.replace("asyncio.run(main())", "trio.run(main)").replace(
    "import asyncio", "import trio"
)
SEVERAL_TASKS = """
import asyncio
from flymyai import AsyncAgentClient
async def main():
    async with AsyncAgentClient() as client:
        watches = [client.runs.watch(run_id, poll_interval=0.02) for run_id in (10, 1, 2)]
        await asyncio.gather(*watches)
asyncio.run(main())
print("returned")
"""
SEVERAL_THREADS = """
import threading
from flymyai import AgentClient
with AgentClient() as client:
    def watch(run_id):
        client.runs.watch(run_id, poll_interval=0.02)
    threads = [threading.Thread(target=watch, args=(10,))]
    threads[0].start()
    from flymyai.agents import _run_views
    while not _run_views._terminal.views:
        threads[0].join(0.01)
    threads += [threading.Thread(target=watch, args=(run_id,)) for run_id in (1, 2)]
    for thread in threads[1:]:
        thread.start()
    for thread in threads:
        thread.join()
print("returned")
"""


def program(text: str, run_id: int = 1, interval: float = 0.02) -> List[str]:
    return [sys.executable, "-c", text.format(run_id=run_id, interval=interval)]


@pytest.fixture
def env(account: Account, tmp_path: Path) -> Dict[str, str]:
    return environment(account, HOME=str(tmp_path), TERM="xterm")


@pytest.mark.parametrize("text", [SYNC, ASYNC, TRIO], ids=["sync", "asyncio", "trio"])
def test_timeline_with_a_live_line(account: Account, env: Dict[str, str], text: str) -> None:
    from support.terminal import run, screen

    # Long enough for frames of the live line, which is drawn ten times per second.
    account.runs(1, polls=40)
    code, output = run(program(text), env)
    assert code == 0, output
    assert "running · run 1 · Ctrl-C detaches" in output
    assert [row[9:30].rstrip() for row in screen(output)[:-1]] == [
        "declared_functions",
        "tool_called",
        "tool_called",
        "tool_called",
        "completed",
    ]
    assert screen(output)[-1] == "returned completed"
    assert "\x1b[2K" not in output
    assert "\x1b[A" not in output
    assert "\x1b[32mcompleted" in output


@pytest.mark.parametrize("text", [SEVERAL_TASKS, SEVERAL_THREADS], ids=["tasks", "threads"])
def test_several_watches_have_one_live_line(
    account: Account, env: Dict[str, str], text: str
) -> None:
    from support.terminal import run, screen

    account.runs(9, polls=30)
    account.runs(1, polls=80)
    code, output = run([sys.executable, "-c", text], env)
    assert code == 0, output
    *rows, last = screen(output)
    assert last == "returned"
    # The first one, which ends last, has the live line.
    assert "running · run 10 · Ctrl-C detaches" in output
    assert "· run 1 ·" not in output
    kinds = sorted(row[9:30].rstrip() for row in rows)
    assert kinds == ["completed"] * 3 + ["declared_functions"] * 3 + ["tool_called"] * 9
    # No line has a rest of the live line.
    assert {row[9:] for row in rows if "completed" in row} == {"completed"}


@pytest.mark.parametrize("change", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colors(account: Account, env: Dict[str, str], change: Dict[str, str]) -> None:
    from support.terminal import run

    account.runs(1, polls=2)
    code, output = run(program(SYNC), {**env, **change})
    assert code == 0
    assert "\x1b" not in output


@pytest.mark.parametrize("columns", [1, 20, 500])
def test_lines_fit_the_terminal(account: Account, env: Dict[str, str], columns: int) -> None:
    from support.terminal import run, screen

    logs: List[Dict[str, Any]] = [
        {
            "id": number,
            "created_at": "2026-03-01T12:00:01Z",
            "updated_at": "2026-03-01T12:00:01Z",
            "type": "tool_called",
            "message": message,
        }
        for number, message in enumerate(["x" * 900, "tab\tline\nescape\x1b[2J"])
    ]
    account.respond({**RUN, "status": "cancelled", "logs": logs}, times=0)
    code, output = run(program(SYNC, run_id=7), {**env, "NO_COLOR": "1"}, columns)
    assert code == 0
    *rows, last = screen(output)
    assert last == "returned cancelled"
    assert len(rows) == 3
    assert max(map(len, rows)) <= columns
    assert "\x1b" not in output


@pytest.mark.parametrize("text", [SYNC, ASYNC], ids=["sync", "asyncio"])
def test_interrupt_detaches(account: Account, env: Dict[str, str], text: str) -> None:
    import os

    from support.terminal import run, screen

    account.runs(1, polls=1_000_000)
    pressed = []

    def press(terminal: int, output: str) -> None:
        if "Ctrl-C detaches" in output and not pressed:
            pressed.append(True)
            os.write(terminal, b"\x03")

    code, output = run(program(text), env, on_output=press)
    assert code != 0
    rows = [row.replace("^C", "") for row in screen(output)]
    assert "Detached: the run goes on. Continue with: client.runs.watch(1)" in rows
    assert rows[-1].startswith("KeyboardInterrupt")
    assert not any("Ctrl-C detaches" in row for row in rows)
    # Nothing has cancelled the run.
    assert {request["method"] for request in account.requests()} == {"GET"}


def test_output_that_is_redirected(account: Account, env: Dict[str, str]) -> None:
    import subprocess

    account.runs(1, polls=3)
    done = subprocess.run(program(SYNC), env=env, capture_output=True, check=True)
    assert done.stdout.decode() == "returned completed\n"
    assert b"\r" not in done.stderr.replace(b"\r\n", b"\n")
    assert b"\x1b" not in done.stderr
    assert len(done.stderr.splitlines()) == 5
