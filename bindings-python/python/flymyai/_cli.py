"""The command ``flymyai``. It imports neither the clients nor the records."""

from __future__ import annotations

import signal
import sys

from ._native import run_command


def main() -> int:
    """Runs the command with the arguments of the process, and returns its exit code."""
    # The command handles Ctrl-C; the interpreter's own handler would raise an error at its end.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return run_command(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
