"""The command ``flymyai``. It imports neither the clients nor the records."""

from __future__ import annotations

import os
import signal
import sys

from ._native import run_command


def main() -> int:
    """Runs the command with the arguments of the process, and returns its exit code."""
    _open_standard_streams()
    # The command handles Ctrl-C; the interpreter's own handler would raise an error at its end.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return run_command(sys.argv[1:])


def _open_standard_streams() -> None:
    """Opens the standard streams that are closed: the command's sockets would get their numbers."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            # It gets the lowest number that is free, which is this one.
            os.open(os.devnull, os.O_RDWR)


if __name__ == "__main__":
    sys.exit(main())
