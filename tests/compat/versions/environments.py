"""One virtual environment per Python and set of requirements, kept between runs."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Dict, List

ROOT = Path(__file__).resolve().parents[3]
SUITE = ROOT / "tests" / "python" / "suite.txt"


class Failure(Exception):
    """An environment that could not be made, or holds the wrong things."""


def clean_environment() -> Dict[str, str]:
    """This process's environment without variables that change a Python."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "FLYMYAI_", "FMA_")) and name != "VIRTUAL_ENV"
    }
    return {**kept, "PYTHONNOUSERSITE": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def run(command: List[str], where: str) -> str:
    """The output of a command."""
    done = subprocess.run(
        command, capture_output=True, text=True, env=clean_environment(), check=False
    )
    if done.returncode != 0:
        raise Failure(f"{where} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def prepare(folder: Path, python: str, pins: Dict[str, str], wheel: Path) -> str:
    """Sees to it that `folder` holds the pinned libraries and this very wheel.

    Returns the path of its Python. What is there already is left as it is.
    """
    inside = str(folder / "bin" / "python")
    extras = {"httpx": "[http2]"}  # as the package asks for it
    wanted = [f"{name}{extras.get(name, '')}=={pin}" for name, pin in sorted(pins.items())]
    contents = [python, *wanted, SUITE.read_text(encoding="utf-8")]
    _once(folder / "libraries", contents, lambda: _libraries(folder, python, wanted))
    # By content: two builds have one name.
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    _once(folder / "wheel", [digest], lambda: _wheel(inside, wheel))
    return inside


def _libraries(folder: Path, python: str, wanted: List[str]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    inside = str(folder / "bin" / "python")
    if _has_pip(python):
        run([python, "-m", "venv", str(folder)], "python -m venv")
    else:
        run([python, "-m", "venv", "--without-pip", str(folder)], "python -m venv")
        # This interpreter's pip may be older than the Python; the newest one installs itself.
        fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--only-binary", ":all:"]
        run([*fetch, "--dest", str(folder), "pip"], "pip download")
        (pip,) = folder.glob("pip-*.whl")
        run([inside, str(pip / "pip"), "install", "--quiet", str(pip)], "pip")
    # Wheels only: nobody's pip builds pydantic's core from source by choice.
    install = ["-m", "pip", "install", "--quiet", "--only-binary", ":all:"]
    run([inside, *install, *wanted, "-r", str(SUITE)], "pip install")


def _has_pip(python: str) -> bool:
    """Whether new environments of this Python have pip; Debian packages it separately."""
    asked = [python, "-c", "import ensurepip"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def _wheel(python: str, wheel: Path) -> None:
    install = ["-m", "pip", "install", "--quiet", "--no-deps", "--force-reinstall"]
    run([python, *install, str(wheel)], "pip install of the wheel")
    # The libraries are those of the table: do they satisfy the wheel's requirements?
    run([python, "-m", "pip", "check"], "pip check")
    # -I: neither this folder nor PYTHONPATH takes part.
    home = run([python, "-I", "-c", "import flymyai; print(flymyai.__file__)"], "import flymyai")
    if "site-packages" not in home:
        raise Failure(f"flymyai came from {home.strip()}, not from the wheel")


def _once(stamp: Path, contents: List[str], work) -> None:  # type: ignore[no-untyped-def]
    """Does the work unless the stamp says that it was done for the same contents."""
    text = "\n".join(contents)
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == text:
        return
    work()
    stamp.write_text(text, encoding="utf-8")
