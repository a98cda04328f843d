"""`flymyai doctor` with files of profiles that other tools have written, and with a dead proxy."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path
from typing import List

import pytest
from support.account import Account
from support.transcripts import environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes of files")

GOOD = '{"profiles": {"default": {"api_key": "fly-1"}}}'


def doctor(
    account: Account, home: Path, text: str, mode: int, **changes: str
) -> subprocess.CompletedProcess[str]:
    file = home / ".config" / "flymyai" / "profiles.json"
    file.parent.mkdir(parents=True)
    file.write_text(text)
    file.chmod(mode)
    return subprocess.run(
        [sys.executable, "-m", "flymyai._cli", "doctor"],
        env=environment(account, HOME=str(home), FLYMYAI_API_KEY="", **changes),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def names(output: str) -> List[str]:
    return [line[6:18].strip() for line in output.splitlines() if not line.startswith(" ")]


def test_a_broken_file_does_not_end_the_checks(account: Account, tmp_path: Path) -> None:
    done = doctor(account, tmp_path, "{", 0o600)
    assert done.returncode == 2
    first, hint = done.stdout.splitlines()[:2]
    assert first.startswith("FAIL  key ")
    assert first.endswith("profiles.json is not a file of profiles")
    assert hint.strip() == "Remove it, and run `flymyai login`."
    assert names(done.stdout)[1:] == ["address", "proxy", "dns", "connection", "clock"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644])
def test_a_file_that_others_can_read_is_a_failure(
    account: Account, tmp_path: Path, mode: int
) -> None:
    done = doctor(account, tmp_path, GOOD, mode)
    assert done.returncode == 2
    assert "FAIL  profiles    other users can read " in done.stdout
    assert "`chmod 600 " in done.stdout
    assert names(done.stdout)[-1] == "service"
    assert "fly-1" not in done.stdout + done.stderr


def test_a_private_file_is_not_mentioned(account: Account, tmp_path: Path) -> None:
    done = doctor(account, tmp_path, GOOD, 0o600)
    assert done.returncode == 0
    assert "profiles" not in names(done.stdout)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_dead_proxy_is_named(account: Account, tmp_path: Path, scheme: str) -> None:
    with socket.socket() as unused:
        # Bound and not listening: connections are refused.
        unused.bind(("127.0.0.1", 0))
        proxy = f"http://127.0.0.1:{unused.getsockname()[1]}"
        variables = {f"{scheme.upper()}_PROXY": proxy, f"{scheme}_proxy": proxy}
        address = f"{scheme}://flymyai.invalid"
        done = doctor(account, tmp_path, GOOD, 0o600, FLYMYAI_AGENTS_BASE_URL=address, **variables)
    assert done.returncode == 5
    failure, hint = done.stdout.splitlines()[-2:]
    assert failure.startswith("FAIL  connection ")
    assert hint.strip().startswith(f"Check that the proxy {proxy} runs, ")
