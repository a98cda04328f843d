"""Finds the Pythons of this machine, and gets newer ones where Debian has them."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from pathlib import Path
from typing import Iterator, Optional

HERE = Path(__file__).resolve().parent
FETCHED = HERE.parents[2] / ".venvs" / "pythons"
_fetching = threading.Lock()


class Unreachable(Exception):
    """Debian's packages of a Python are not available; the text has the reason."""


def find_python(version: str) -> Optional[str]:
    """The path of a Python of this version ("3.8"), or None.

    One that the machine does not have is unpacked from Debian's packages, once, if the
    machine is a Debian.

    Raises:
        Unreachable: If that fails: no mirror answers, or none has this Python any more.
    """
    found = next((path for path in _candidates(version) if _version(path) == version), None)
    return found or _fetch(version)


def _fetch(version: str) -> Optional[str]:
    if not (shutil.which("apt-get") and shutil.which("dpkg")):
        return None
    folder = FETCHED / version
    python = folder / "usr" / "bin" / "python"
    with _fetching:
        if not (python.is_file() and _version(str(python)) == version):
            script = ["bash", str(HERE / "debian.sh"), str(folder), version]
            done = subprocess.run(script, capture_output=True, text=True, check=False)
            if done.returncode != 0:
                raise Unreachable(last_line(done.stderr))
    return str(python)


def last_line(text: str) -> str:
    """Returns the last line of an output, where programs say how they ended."""
    return (text.strip().splitlines() or [""])[-1]


def _candidates(version: str) -> Iterator[str]:
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        named = Path(folder) / f"python{version}"
        if named.is_file():
            yield str(named)
    for folder in _pyenv():
        # The newest one first: 3.8.18 before 3.8.2.
        found = folder.glob(f"versions/{version}.*/bin/python")
        for path in sorted(found, key=lambda one: (len(str(one)), str(one)), reverse=True):
            yield str(path)


def _pyenv() -> Iterator[Path]:
    if os.environ.get("PYENV_ROOT"):
        yield Path(os.environ["PYENV_ROOT"])
    if shutil.which("pyenv"):
        done = subprocess.run(["pyenv", "root"], capture_output=True, text=True, check=False)
        yield Path(done.stdout.strip())
    yield Path.home() / ".pyenv"


def _version(path: str) -> str:
    """The version that a Python reports: pyenv's shims may exist and not work."""
    program = "import sys; print('%d.%d' % sys.version_info[:2])"
    done = subprocess.run([path, "-c", program], capture_output=True, text=True, check=False)
    return done.stdout.strip()
