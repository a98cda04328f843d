"""Runs a command in a pseudo terminal, and returns what it has written.

As a program, `terminal.py COLUMNS COMMAND...` writes that to standard output, and ends with the
command's exit code. Without arguments, it reads a JSON list of commands, with their `env`, `cwd`,
`columns` and, if standard input is no terminal, `input`, and writes the `exit` and the `screen` of
each as JSON.
"""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple

# The last byte of the terminal's output, after that of the command.
END = b"\0"
# Leads a session of this terminal, and runs the command in it. It ends when its pipe is closed,
# after the output is read: the kernel discards unread output when the leader of a session ends.
LEADER = f"""
import fcntl, os, signal, subprocess, sys, termios
os.setsid()
fcntl.ioctl(1, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGINT, lambda *_: None)  # a handler, as the command would inherit SIG_IGN
code = subprocess.call(sys.argv[2:])
os.write(1, {END!r})
os.read(int(sys.argv[1]), 1)
sys.exit(code if code >= 0 else 128 - code)
"""


def run(
    command: Sequence[str],
    env: Dict[str, str],
    columns: int = 80,
    echo: bool = False,
    on_output: Optional[Callable[[int, str], None]] = None,
    given: Optional[bytes] = None,
    cwd: Optional[str] = None,
) -> Tuple[int, str]:
    """The exit code and the output; `on_output` gets the terminal and the output so far.

    With `given`, standard input is a pipe with these bytes, and only the outputs are a terminal.
    """
    import fcntl
    import pty
    import termios

    terminal, inner = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    settings = termios.tcgetattr(inner)
    if not echo:
        settings[3] &= ~termios.ECHO
    # Ctrl-C discards no output that is not read yet.
    settings[3] |= termios.NOFLSH
    termios.tcsetattr(inner, termios.TCSANOW, settings)
    until_read, is_read = os.pipe()
    # No fork of this process, which may have several threads.
    leader = subprocess.Popen(
        [sys.executable, "-I", "-c", LEADER, str(until_read), *command],
        stdin=inner if given is None else subprocess.PIPE,
        stdout=inner,
        stderr=inner,
        env=env,
        cwd=cwd,
        pass_fds=[until_read],
    )
    os.close(inner)
    os.close(until_read)
    if leader.stdin is not None:
        leader.stdin.write(given or b"")
        leader.stdin.close()
    output = b""
    while not output.endswith(END):
        # An error if the leader was killed: part of the output may be lost.
        output += os.read(terminal, 65536)
        if on_output is not None:
            on_output(terminal, output.rstrip(END).decode("utf-8", "replace"))
    os.close(is_read)
    code = leader.wait()
    os.close(terminal)
    return code, output[: -len(END)].decode()


def screen(output: str) -> List[str]:
    """The lines that remain on a terminal, without colours. Only what the command uses is known."""
    lines = []
    for text in output.split("\n"):
        row: List[str] = []
        column = 0
        at = 0
        while at < len(text):
            each = text[at]
            at += 1
            if each == "\r":
                column = 0
            elif each == "\x1b":
                end = text.index("m", at)
                at = end + 1
            else:
                row[column : column + 1] = [each]
                column += 1
        lines.append("".join(row).rstrip())
    return lines[:-1] if lines and not lines[-1] else lines


def run_all(commands: List[Dict[str, Any]]) -> List[Dict[str, Any]]:
    results: List[Dict[str, Any]] = []
    for each in commands:
        given = each["input"].encode() if "input" in each else None
        code, output = run(
            each["command"], each["env"], each["columns"], given=given, cwd=each["cwd"]
        )
        results.append({"exit": code, "screen": screen(output)})
    return results


def main(arguments: List[str]) -> int:
    if not arguments:
        print(json.dumps(run_all(json.load(sys.stdin))))
        return 0
    code, written = run(arguments[1:], dict(os.environ), int(arguments[0]))
    sys.stdout.buffer.write(written.encode())
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
