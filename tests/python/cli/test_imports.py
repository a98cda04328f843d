"""The command imports the native module alone, so that it starts quickly."""

from __future__ import annotations

import subprocess
import sys


def test_command_imports_no_client() -> None:
    program = (
        "import sys; before = set(sys.modules); import flymyai._cli; "
        "print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {program}"],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.split())
    own = {name for name in loaded if name.partition(".")[0] == "flymyai"}
    assert own == {"flymyai", "flymyai._cli", "flymyai._native"}
    assert not loaded & {"asyncio", "httpx", "pydantic", "typing", "typing_extensions"}
