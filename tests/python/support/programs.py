"""Reads the output of programs that tests start."""

from __future__ import annotations

import subprocess
from typing import Tuple


def line(program: subprocess.Popen[str]) -> str:
    """The next line a program prints."""
    assert program.stdout is not None
    return program.stdout.readline()


def end(program: subprocess.Popen[str], timeout: float = 30) -> Tuple[str, str]:
    """The rest of the output of a program, and its standard error.

    Unlike `communicate` this may follow `line`, which reads ahead.
    """
    assert program.stdout is not None
    assert program.stderr is not None
    with program:
        out, err = program.stdout.read(), program.stderr.read()
        program.wait(timeout)
    return out, err
