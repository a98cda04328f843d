"""The stub file matches the contents of the module."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import flymyai


def test_the_package_is_marked_as_typed() -> None:
    assert (Path(flymyai.__file__).parent / "py.typed").is_file()


@pytest.mark.timeout(300)
def test_the_stub_describes_the_native_module(tmp_path: Path) -> None:
    root = str(Path(flymyai.__file__).parents[1])
    # The stub alone is judged here; the linters judge the package.
    config = tmp_path / "mypy.ini"
    config.write_text("[mypy]\nignore_errors = true\n")
    done = subprocess.run(
        [sys.executable, "-m", "mypy.stubtest", "flymyai._native", "--mypy-config-file", config],
        cwd=tmp_path,
        env={**os.environ, "MYPYPATH": root, "PYTHONPATH": root},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
