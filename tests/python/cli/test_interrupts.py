"""Ctrl-C: the first one detaches, the second one kills."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import Iterator, List

import pytest
from support.account import Account
from support.transcripts import environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
LAUNCHER = [sys.executable, "-m", "flymyai._cli"]
CREATE = "/api/v1/agents/tasks/agent_abc123/run-loop/"


class Commands:
    def __init__(self, account: Account, home: Path) -> None:
        self.account = account
        self.home = home
        self.started: List[subprocess.Popen[bytes]] = []

    def __call__(self, *arguments: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [*LAUNCHER, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(self.account, HOME=str(self.home)),
        )
        self.started.append(process)
        return process


@pytest.fixture
def command(account: Account, tmp_path: Path) -> Iterator[Commands]:
    commands = Commands(account, tmp_path)
    yield commands
    for process in commands.started:
        process.kill()
        process.communicate()


def test_first_interrupt_detaches(command: Commands, account: Account) -> None:
    account.runs(1, polls=1_000_000)
    process = command("watch", "1", "--poll-interval", "10ms")
    account.requests(2)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert out == b""
    assert err.decode().splitlines()[-1] == (
        "Detached: the run goes on. Continue with: flymyai watch 1"
    )
    assert b"KeyboardInterrupt" not in err


@pytest.mark.parametrize("arguments", [["watch", "1"], ["events", "1"], ["events", "1", "-f"]])
def test_interrupt_during_the_first_poll(
    command: Commands, account: Account, arguments: List[str]
) -> None:
    account.hold("poll", match={"method": "GET"})
    process = command(*arguments)
    account.requests(1)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode == 130


def test_a_deadline_cancels_a_run_whose_polls_hang(command: Commands, account: Account) -> None:
    account.runs(1, polls=1_000_000)
    account.script({"match": {"method": "GET"}, "hang": True, "times": 0})
    process = command("watch", "1", "--timeout", "0.2", "--on-timeout", "cancel", "--json")
    out, err = process.communicate(timeout=30)
    assert process.returncode == 6
    assert b'"status":null,"reason":"deadline","exit_code":6' in out
    assert b"run 1 is cancelled after 0.2s" in err
    assert "POST" in [request["method"] for request in account.requests(2)]


def test_the_command_to_continue_has_no_password(command: Commands, account: Account) -> None:
    account.runs(1, polls=1_000_000)
    url = account.url.replace("://", "://me:secret@")
    process = command("watch", "1", "--timeout", "0", "--base-url", url)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 6
    assert b"Continue with: flymyai watch 1 --base-url http://127.0.0.1" in err
    assert b"secret" not in err


def test_json_ends_with_one_line(command: Commands, account: Account) -> None:
    account.runs(1, polls=1_000_000)
    process = command("watch", "1", "--json", "--poll-interval", "10ms")
    account.requests(3)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    ends = [line for line in out.decode().splitlines() if '"run.ended"' in line]
    assert len(ends) == 1
    assert '"reason":"detached","exit_code":130' in ends[0]
    assert err == b""


def test_interrupt_while_the_run_is_started(command: Commands, account: Account) -> None:
    account.hold("start", match={"path": CREATE})
    process = command("run", "agent_abc123")
    account.requests(1)
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    assert process.stderr.readline().startswith(b"Waiting for the run's id; a second")
    assert b"--key " in process.stderr.readline()
    account.release("start")
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"flymyai watch 1" in err


def test_interrupt_while_the_run_is_started_is_no_error(
    command: Commands, account: Account
) -> None:
    account.hold("start", match={"path": CREATE})
    process = command("run", "agent_abc123", "--json")
    account.requests(1)
    process.send_signal(signal.SIGINT)
    account.release("start")
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert out.count(b'"run.ended"') == 1
    assert err == b""


def test_interrupt_while_a_start_hangs(command: Commands, account: Account) -> None:
    account.script({"hang": True, "times": 0})
    process = command("run", "agent_abc123", "--json", "--key", "k-1")
    account.requests(1)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert out == b""
    assert b"the run may have been started" in err
    assert b"--key k-1" in err


def test_second_interrupt_kills(command: Commands, account: Account) -> None:
    account.hold("start", match={"path": CREATE})
    process = command("run", "agent_abc123")
    account.requests(1)
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    process.stderr.readline()
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == -signal.SIGINT


def test_closed_output_ends_the_command(command: Commands, account: Account) -> None:
    account.runs(1, polls=3)
    process = command("events", "1", "-f", "--poll-interval", "10ms")
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    assert process.wait(timeout=30) == 141
