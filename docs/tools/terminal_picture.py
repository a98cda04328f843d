"""Draws the terminal session of the guides: `terminal_picture.py EMULATOR COMMAND`.

The commands run in a pseudo terminal against the emulator; rich draws the output as an SVG.
`tests/docs/test_pictures.py` compares the text of the picture with that of the command.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import Dict, Iterator, List, Sequence, Tuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tests" / "python"))

PICTURE = ROOT / "docs" / "guides" / "session.svg"
COLUMNS = 100
COMMANDS: List[List[str]] = [
    ["run", "agent_abc123"],
    ["freeze", "1", "-o", "instruction.md"],
    ["watch", "99"],
]


@contextmanager
def emulator(binary: str) -> Iterator[str]:
    """Starts the emulator with a visible pace, and stops it at the end."""
    process = subprocess.Popen(
        [binary, "--pace", "0.1", "--exit-with-stdin"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip().partition("=")[2]
    finally:
        process.stdin.close()
        process.wait(timeout=10)
        process.stdout.close()


def outputs(launcher: Sequence[str], url: str) -> List[Tuple[str, str]]:
    """Each command line with what it has written to the terminal."""
    from support import terminal

    found: List[Tuple[str, str]] = []
    with tempfile.TemporaryDirectory() as home:
        env: Dict[str, str] = {
            "PATH": os.environ["PATH"],
            "HOME": home,
            "TERM": "xterm-256color",
            "FLYMYAI_API_KEY": "fly-session",
            "FLYMYAI_AGENTS_BASE_URL": url,
        }
        for arguments in COMMANDS:
            command = [*launcher, *arguments]
            _, output = terminal.run(command, env, COLUMNS, cwd=home)
            found.append((" ".join(["flymyai", *arguments]), output.replace("\r\n", "\n")))
    return found


def svg(found: List[Tuple[str, str]]) -> str:
    """The session as an SVG that loads nothing."""
    from rich._export_format import CONSOLE_SVG_FORMAT
    from rich.console import Console
    from rich.text import Text

    console = Console(record=True, width=COLUMNS, file=io.StringIO(), highlight=False)
    for line, output in found:
        console.print(Text.assemble(("$ ", "bright_black"), (line, "bold")))
        console.print(Text.from_ansi(output.rstrip("\n")))
    # The fonts would be loaded from elsewhere.
    form = re.sub(r"@font-face \{\{.*?\}\}\n", "", CONSOLE_SVG_FORMAT, flags=re.S)
    form = re.sub(r"font-family: [^;]+;", "font-family: monospace;", form)
    return console.export_svg(title="flymyai", code_format=form, unique_id="session")


def main(binary: str, command: str) -> None:
    with emulator(binary) as url:
        picture = svg(outputs([os.path.abspath(command)], url))
    PICTURE.write_text(re.sub(r"[ \t]+$", "", picture, flags=re.M), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
