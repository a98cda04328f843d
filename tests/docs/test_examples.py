"""The README's code blocks and the examples folder, run as they stand."""

from __future__ import annotations

import os
import pathlib
import re
import subprocess
import sys
import uuid

import pytest

ROOT = pathlib.Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def service_url():
    """A local FlyMy.AI on a free port, stopped at the end."""
    binary = os.environ["FLYMYAI_EMULATOR_BIN"]
    with subprocess.Popen([binary, "--port", "0"], stdout=subprocess.PIPE, text=True) as emulator:
        try:
            yield emulator.stdout.readline().strip().partition("=")[2]
        finally:
            emulator.kill()


@pytest.fixture
def environment(service_url):
    return {
        **os.environ,
        "FLYMYAI_AGENTS_BASE_URL": service_url,
        "FLYMYAI_DSN": service_url,
        "FLYMYAI_API_KEY": f"fly-{uuid.uuid4().hex}",
    }


def blocks(language: str) -> str:
    """A language's blocks, in order, as the one program that they are."""
    found = re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert len(found) >= 3, f"the README has no {language} examples"
    return "\n".join(found)


def run(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    return done.stdout


def test_the_readme_runs_in_python(environment):
    printed = run([sys.executable, "-c", blocks("python")], environment)
    assert "Functions: " in printed
    assert "Tool called: " in printed
    assert "Output: " in printed
    assert "'score'" in printed


def test_the_readme_runs_in_javascript(environment, tmp_path):
    # Beside the examples, so that the package finds itself by its own name.
    program = ROOT / "examples" / f".readme-{uuid.uuid4().hex}.mjs"
    program.write_text(blocks("js"), encoding="utf-8")
    try:
        printed = run(["node", str(program)], environment)
    finally:
        program.unlink()
    assert "[declared_functions]" in printed
    assert "[tool_called]" in printed


@pytest.mark.parametrize(
    "command",
    [
        [sys.executable, "examples/quickstart.py"],
        ["node", "examples/quickstart.mjs"],
        [sys.executable, "examples/demo.py"],
        ["node", "examples/demo.mjs"],
        [sys.executable, "examples/models.py"],
        ["node", "examples/models.mjs"],
    ],
    ids=lambda command: pathlib.Path(command[1]).name,
)
def test_an_example_runs(command, environment):
    assert run(command, environment).strip()
