"""The command in a terminal: a live last line, colours, widths."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Dict

import pytest
from support.account import RUN, Account
from support.transcripts import environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX terminals")
LAUNCHER = [sys.executable, "-m", "flymyai._cli"]
WATCH = [*LAUNCHER, "watch", "1", "--poll-interval", "20ms"]


@pytest.fixture
def env(account: Account, tmp_path: Path) -> Dict[str, str]:
    return environment(account, HOME=str(tmp_path), TERM="xterm")


def test_timeline_with_a_live_line(account: Account, env: Dict[str, str]) -> None:
    from support.terminal import run, screen

    account.runs(1, polls=8)
    code, output = run(WATCH, env)
    assert code == 0
    assert "running · run 1 · Ctrl-C detaches" in output
    # Nothing of the live line remains, and no line but the last one is drawn again.
    assert screen(output) == [
        "   0.0s  declared_functions   Declared: tavily_search, browser_navigate",
        '   0.0s  tool_called          Called tavily_search with query "renewable energy…',
        "   0.0s  tool_called          Called browser_navigate to extract page content",
        '   0.0s  tool_called          Called tavily_search with query "renewable energy…',
        "   0.0s  completed",
        "{",
        '  "result": "Done: renewable energy trends 2026, with sources for every figure"',
        "}",
    ]
    assert "\x1b[2K" not in output
    assert "\x1b[A" not in output
    assert "\x1b[32mcompleted" in output


def test_no_colors(account: Account, env: Dict[str, str]) -> None:
    from support.terminal import run

    for change in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        account.runs(1, polls=2)
        code, output = run(WATCH, {**env, **change})
        assert code == 0
        assert "\x1b" not in output


@pytest.mark.parametrize("columns", [1, 20, 30, 500])
def test_lines_fit_the_terminal(account: Account, env: Dict[str, str], columns: int) -> None:
    from support.terminal import run, screen

    logs = [
        {
            "id": number,
            "created_at": "2026-03-01T12:00:01Z",
            "updated_at": "2026-03-01T12:00:01Z",
            "type": "tool_called",
            "message": message,
        }
        for number, message in enumerate(
            ["日本語" * 200, "e\u0301" * 900, "tab\tline\nescape\x1b[2J"]
        )
    ]
    record = {**RUN, "status": "cancelled", "logs": logs}
    account.respond(record, times=0)
    code, output = run([*LAUNCHER, "watch", "7"], {**env, "NO_COLOR": "1"}, columns)
    assert code == 7
    rows = screen(output)
    assert len(rows) == 4
    for row in rows:
        wide = sum(
            2 if "\u2e80" < each < "\ua000" else 0 if each == "\u0301" else 1 for each in row
        )
        assert wide <= columns
    assert "\x1b" not in output


def test_json_on_a_terminal_is_json_alone(account: Account, env: Dict[str, str]) -> None:
    import json

    from support.terminal import run

    account.runs(1, polls=3)
    code, output = run([*WATCH, "--json"], env)
    assert code == 0
    records = [json.loads(line) for line in output.splitlines()]
    assert [record["type"] for record in records].count("run.ended") == 1
    assert records[-1]["type"] == "run.ended"


def test_interrupt_removes_the_live_line(account: Account, env: Dict[str, str]) -> None:
    import os

    from support.terminal import run, screen

    account.runs(1, polls=1_000_000)
    pressed = []

    def press(terminal: int, output: str) -> None:
        if "Ctrl-C detaches" in output and not pressed:
            pressed.append(True)
            os.write(terminal, b"\x03")

    code, output = run(WATCH, env, on_output=press)
    assert code == 130
    last = screen(output)[-1]
    assert last.replace("^C", "") == "Detached: the run goes on. Continue with: flymyai watch 1"


def test_login_does_not_show_the_key(account: Account, env: Dict[str, str], tmp_path: Path) -> None:
    import json
    import os

    from support.terminal import run

    typed = []

    def type_key(terminal: int, output: str) -> None:
        if "API key: " in output and not typed:
            typed.append(True)
            os.write(terminal, f"{account.key}\n".encode())

    env = {**env, "FLYMYAI_API_KEY": ""}
    code, output = run([*LAUNCHER, "login"], env, echo=True, on_output=type_key)
    assert code == 0, output
    assert account.key not in output
    file = tmp_path / ".config" / "flymyai" / "profiles.json"
    assert file.stat().st_mode & 0o777 == 0o600
    assert json.loads(file.read_text())["profiles"]["default"]["api_key"] == account.key


def test_interrupt_of_login_restores_the_echo(env: Dict[str, str]) -> None:
    import os
    import termios

    from support.terminal import run

    modes = []

    def press(terminal: int, output: str) -> None:
        if "API key: " in output and not modes:
            modes.append(termios.tcgetattr(terminal)[3] & termios.ECHO)
            os.write(terminal, b"\x03")

    # The shell shows the mode that the command has left.
    script = f"{LAUNCHER[0]} -m flymyai._cli login; echo code=$?; stty -a"
    env = {**env, "FLYMYAI_API_KEY": ""}
    _, output = run(["sh", "-c", f"trap : INT; {script}"], env, echo=True, on_output=press)
    assert modes == [0]
    assert "code=130" in output
    assert " echo " in output
