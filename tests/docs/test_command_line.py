"""The commands of the pages have the output that the pages show."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Iterator, List, Tuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
GUIDES = ROOT / "docs" / "guides"
PAGES = {"cli.md": 5, "start.md": 2}


def commands(page: str) -> List[Tuple[str, List[str]]]:
    """The commands of a page with the lines below them; an ellipsis stands for any text."""
    found: List[Tuple[str, List[str]]] = []
    for block in re.findall(r"```console\n(.*?)```", (GUIDES / page).read_text("utf-8"), re.S):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
    return found


@pytest.fixture(scope="module")
def service_url() -> Iterator[str]:
    binary = os.environ.get("FLYMYAI_EMULATOR_BIN") or ROOT / "target/debug/flymyai-emulator"
    process = subprocess.Popen(
        [str(binary), "--pace", "0.1", "--exit-with-stdin"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    yield process.stdout.readline().strip().partition("=")[2]
    process.stdin.close()
    process.wait(timeout=10)
    process.stdout.close()


@pytest.mark.skipif(sys.platform == "win32", reason="the page is for a POSIX shell")
@pytest.mark.parametrize("page", PAGES)
def test_the_page_shows_the_output(page: str, service_url: str, tmp_path: Path) -> None:
    folder = Path(sys.executable).parent
    env = {
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "FLYMYAI_API_KEY": f"fly-{page}",
        "FLYMYAI_AGENTS_BASE_URL": service_url,
        "FLYMYAI_DSN": service_url,
    }
    found = commands(page)
    assert len(found) >= PAGES[page]
    for command, lines in found:
        done = subprocess.run(
            ["sh", "-c", command],
            env=env,
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, (command, done.stdout)
        printed = done.stdout.splitlines()
        for number, line in enumerate(lines):
            pattern = ".*".join(map(re.escape, line.split("…")))
            assert re.fullmatch(pattern, printed[number]), (command, printed)
