"""The emulator's program."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def emulator_binary() -> Path:
    """`$FLYMYAI_EMULATOR_BIN`, or the program of a debug build."""
    given = os.environ.get("FLYMYAI_EMULATOR_BIN")
    return Path(given) if given else ROOT / "target" / "debug" / "flymyai-emulator"
