"""Runs a command beside an emulator of its own: `emulated.py -- python smoke.py`."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAME = "flymyai-emulator.exe" if os.name == "nt" else "flymyai-emulator"


def main() -> int:
    command = sys.argv[sys.argv.index("--") + 1 :]
    emulator = os.environ.get("FLYMYAI_EMULATOR_BIN") or ROOT / "target" / "release" / NAME
    with subprocess.Popen(
        [str(emulator), "--port", "0"], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip().split("=", 1)[1]
        environment = {"FLYMYAI_AGENTS_BASE_URL": url, "FLYMYAI_API_KEY": "fly-artefact"}
        try:
            return subprocess.run(command, env={**os.environ, **environment}).returncode
        finally:
            process.terminate()


if __name__ == "__main__":
    sys.exit(main())
