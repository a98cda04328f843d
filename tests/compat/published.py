"""The published packages that Python programs and names are compared with."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Dict, List, NamedTuple

PYTHON = Path(__file__).resolve().parent / "python"


class Published(NamedTuple):
    """One release of the incumbent, and where its comparison stands."""

    version: str
    # The programs that are run under it and under our package.
    programs: Path
    # The documented differences of these programs, line by line.
    recorded: Path
    # The folders of `surface/` whose facts make up its names, the oldest first.
    facts: List[str]


PUBLISHED: Dict[str, Published] = {
    "1.1.0": Published("1.1.0", PYTHON / "programs", PYTHON / "recorded", ["python"]),
    "1.2.0rc18": Published(
        "1.2.0rc18",
        PYTHON / "programs_1_2",
        PYTHON / "recorded_1_2",
        ["python", "python_1_2"],
    ),
}
VERSIONS: List[str] = list(PUBLISHED)

_ASK = "from importlib.metadata import version; print(version('flymyai'))"


def check_version(python: str, version: str) -> None:
    """Ends the process if `python` does not have that release."""
    done = subprocess.run(
        [python, "-W", "ignore", "-c", _ASK], stdout=subprocess.PIPE, text=True, check=True
    )
    found = done.stdout.strip()
    if found != version:
        raise SystemExit(f"{python} has flymyai {found}, not {version}")
