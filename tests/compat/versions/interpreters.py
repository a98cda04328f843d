"""Finds the Pythons of this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Iterator, Optional


def find_python(version: str) -> Optional[str]:
    """The path of a Python of this version ("3.8"), or None."""
    return next((path for path in _candidates(version) if _version(path) == version), None)


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
