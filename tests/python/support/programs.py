"""Programs of their own, as tests follow them."""

from __future__ import annotations

import subprocess
from typing import Tuple


def line(program: subprocess.Popen[str]) -> str:
    """The next line a program prints."""
    assert program.stdout is not None
    return program.stdout.readline()


def end(program: subprocess.Popen[str], timeout: float = 30) -> Tuple[str, str]:
    """The rest of what a program prints, and all that it complains about.

    Unlike `communicate` this may follow `line`, which reads ahead.
    """
    assert program.stdout is not None
    assert program.stderr is not None
    with program:
        out, err = program.stdout.read(), program.stderr.read()
        program.wait(timeout)
    return out, err
