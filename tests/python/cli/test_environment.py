"""The command in other environments: closed or full streams, variables, files of other tools."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, List, Tuple

import pytest
from support.account import RUN, Account
from support.transcripts import environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX shells and modes of files")
COMMAND = [sys.executable, "-m", "flymyai._cli"]


def flymyai(
    account: Account, *arguments: str, stdin: str = "", **variables: Any
) -> subprocess.CompletedProcess[str]:
    """Runs the command; a variable may be bytes."""
    env = {os.fsencode(name): os.fsencode(value) for name, value in environment(account).items()}
    env.update({os.fsencode(name): os.fsencode(value) for name, value in variables.items()})
    return subprocess.run(
        [*COMMAND, *arguments],
        env=env,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def in_shell(account: Account, line: str) -> subprocess.CompletedProcess[str]:
    command = f'"$0" -m flymyai._cli {line}'
    return subprocess.run(
        ["sh", "-c", command, sys.executable],
        env=environment(account),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def profiles(home: Path, text: str) -> Path:
    file = home / ".config" / "flymyai" / "profiles.json"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    file.chmod(0o600)
    return file


@pytest.mark.parametrize("closed", [">&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_failure(account: Account, closed: str) -> None:
    account.respond([])
    done = in_shell(account, f"whoami {closed}")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("options", ["--detach", "--detach --json", "--json"])
def test_a_run_that_can_not_be_reported_is_in_the_error(account: Account, options: str) -> None:
    account.respond({**RUN, "id": 7})
    done = in_shell(account, f"run agent_abc123 {options} >/dev/full")
    assert done.returncode == 5
    assert "The run was started; follow it with: flymyai watch 7" in done.stderr
    if "--json" in options:
        assert json.loads(done.stderr)["run_id"] == "7"
    assert len(account.requests()) == 1


@pytest.mark.parametrize(
    "arguments", [["-v", "a=@-", "-v", "b=@-"], ["--vars", "-", "-v", "a=@-"]], ids=["two", "vars"]
)
def test_standard_input_is_one_argument(account: Account, arguments: List[str]) -> None:
    done = flymyai(account, "run", "agent_abc123", *arguments, stdin="{}")
    assert (done.returncode, done.stdout) == (2, "")
    assert "only one argument can be `-`" in done.stderr
    assert account.requests() == []


def test_a_key_that_is_no_text_is_not_replaced_by_another_one(
    account: Account, tmp_path: Path
) -> None:
    profiles(tmp_path, '{"profiles": {"default": {"api_key": "fly-other"}}}')
    done = flymyai(account, "whoami", HOME=str(tmp_path), FLYMYAI_API_KEY=b"fly-\xff")
    assert done.returncode == 3
    assert "FLYMYAI_API_KEY is not valid UTF-8" in done.stderr
    assert account.requests() == []


def test_a_profile_that_is_no_text_is_not_replaced_by_another_one(
    account: Account, tmp_path: Path
) -> None:
    profiles(tmp_path, '{"profiles": {"default": {"api_key": "fly-other"}}}')
    names = {"FLYMYAI_API_KEY": "", "FLYMYAI_PROFILE": b"a\xff"}
    for command in ("whoami", "logout"):
        done = flymyai(account, command, HOME=str(tmp_path), **names)
        assert done.returncode == 3
        assert "FLYMYAI_PROFILE is not valid UTF-8" in done.stderr
    assert account.requests() == []


def test_an_address_that_is_no_text_is_not_replaced_by_another_one(account: Account) -> None:
    done = flymyai(account, "whoami", FLYMYAI_AGENTS_BASE_URL=b"http://127.0.0.1:1/\xff")
    assert done.returncode == 5
    assert "Connection refused" in done.stderr


@pytest.mark.parametrize("profile", ['{"api_key": "fly-1", "base_url": 5}', '{"api_key": 1}'])
def test_a_profile_of_another_form(account: Account, tmp_path: Path, profile: str) -> None:
    profiles(tmp_path, f'{{"profiles": {{"default": {profile}}}}}')
    done = flymyai(account, "whoami", HOME=str(tmp_path), FLYMYAI_API_KEY="")
    assert done.returncode == 2
    assert "is not a file of profiles" in done.stderr
    assert account.requests() == []


def test_a_byte_order_mark_and_a_link(account: Account, tmp_path: Path) -> None:
    account.respond([], times=2)
    file = profiles(tmp_path, "\ufeff" + json.dumps({"profiles": {"b": {"api_key": "fly-b"}}}))
    target = file.rename(tmp_path / "linked.json")
    file.symlink_to(target)
    options = {"HOME": str(tmp_path), "FLYMYAI_API_KEY": ""}
    done = flymyai(account, "login", "--profile", "c", stdin=account.key, **options)
    assert done.returncode == 0, done.stderr
    assert file.is_symlink()
    assert list(json.loads(target.read_text())["profiles"]) == ["b", "c"]
    assert target.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("arguments", [["--json"], ["runs", "--json"], ["--json", "runs"]])
def test_json_never_prints_the_help_of_a_missing_command(
    account: Account, arguments: List[str]
) -> None:
    done = flymyai(account, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert json.loads(done.stderr)["code"] == "invalid_argument"


def test_a_key_on_standard_input_that_is_no_text(account: Account) -> None:
    done = subprocess.run(
        [*COMMAND, "login", "--json"],
        env=environment(account),
        input=b"\xff\n",
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert json.loads(done.stderr)["code"] == "invalid_argument"


def test_the_deadline_of_a_freeze_names_its_compilation(account: Account) -> None:
    account.respond({"id": 9, "status": "pending"}, times=2)
    done = flymyai(account, "freeze", "7", "--timeout", "0")
    assert done.returncode == 6
    assert "Continue with: flymyai compilations wait 9" in done.stderr


def test_the_file_of_an_instruction_is_checked_before(account: Account, tmp_path: Path) -> None:
    done = flymyai(account, "freeze", "7", "-o", str(tmp_path / "missing" / "file.md"))
    assert done.returncode == 2
    assert account.requests() == []


@pytest.mark.parametrize("text", ["", "<html>login</html>"])
@pytest.mark.parametrize(
    "arguments", [("say", "1", "hello"), ("agents", "get", "x"), ("agents", "list"), ("whoami",)]
)
def test_a_response_that_is_not_json_is_no_success(
    account: Account, text: str, arguments: Tuple[str, ...]
) -> None:
    account.script({"reply": {"status": 200, "text": text}, "times": 0})
    done = flymyai(account, *arguments, "--json")
    assert done.returncode == 5
    assert done.stdout == ""
    assert json.loads(done.stderr)["code"] == "unexpected_response"


@pytest.mark.parametrize("text", ["", "<html>login</html>", "null", "{}"])
def test_a_start_without_a_readable_response_keeps_the_key(account: Account, text: str) -> None:
    account.script({"reply": {"status": 200, "text": text}, "times": 0})
    done = flymyai(account, "run", "agent_abc123", "--key", "k-1")
    assert done.returncode == 5
    assert "--key k-1" in done.stderr
    assert len(account.requests()) == 1
