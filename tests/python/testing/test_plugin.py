"""The pytest plugin, in projects of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = """
import os
import pytest
from flymyai import AgentClient
from flymyai.testing import output, pause, tool

@pytest.mark.parametrize("number", range(6))
def test_program(flymyai_cloud, number):
    agent = flymyai_cloud.agent([tool("search"), pause("1h"), output({"n": number})])
    with AgentClient() as client:
        run = client.agents.run(agent)
        assert client.runs.wait(run.id, timeout=7200).output == {"n": number}
    assert run.id == 1
    assert len(flymyai_cloud.requests(method="POST")) == 1

def test_wrong(flymyai_cloud):
    flymyai_cloud.client.agents.run("agent_abc123", variables={"n": 42})
    assert FAILS

def test_without():
    assert "FLYMYAI_DSN" not in os.environ
"""


def run(folder: Path, project: str, *options: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_project.py").write_text(project)
    environment = {key: value for key, value in os.environ.items() if "FLYMYAI" not in key}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120
    )


@pytest.mark.parametrize("options", [[], ["-n", "2"]], ids=["one process", "xdist"])
def test_the_fixture_gives_each_test_a_cloud(tmp_path: Path, options: list[str]) -> None:
    if options:
        pytest.importorskip("xdist")
    done = run(tmp_path, PROJECT.replace("FAILS", "True"), *options)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "8 passed" in done.stdout


@pytest.mark.parametrize("value", ["{0}", "None\n    {0}"], ids=["setup", "teardown"])
def test_a_fixture_that_fails_prints_the_recording(tmp_path: Path, value: str) -> None:
    call = value.format("flymyai_cloud.client.runs.get(42)")
    done = run(
        tmp_path,
        f"""
import pytest

@pytest.fixture
def run(flymyai_cloud):
    yield {call}

def test_program(run):
    pass
""",
    )
    assert "1 error" in done.stdout
    assert "Requests to the FlyMy.AI cloud of this test" in done.stdout
    assert "GET /api/v1/agents/executions/42/" in done.stdout


def test_a_failed_test_prints_the_recording(tmp_path: Path) -> None:
    done = run(tmp_path, PROJECT.replace("FAILS", "False"))
    assert "1 failed" in done.stdout
    assert "Requests to the FlyMy.AI cloud of this test" in done.stdout
    assert 'agent_abc123/run-loop/ {"variables":{"n":42}}' in done.stdout
    assert "fly-test-" not in done.stdout


def test_a_failed_test_that_has_closed_its_cloud_fails_alone(tmp_path: Path) -> None:
    done = run(
        tmp_path,
        """
def test_closed(flymyai_cloud):
    flymyai_cloud.close()
    assert False, "the reason"

def test_next(flymyai_cloud):
    assert flymyai_cloud.client.agents.list()
""",
    )
    assert "1 failed, 1 passed" in done.stdout, done.stdout + done.stderr
    assert "the reason" in done.stdout
    assert "They can't be read" in done.stdout


def test_the_recording_of_a_failed_test_needs_no_socket(tmp_path: Path) -> None:
    done = run(
        tmp_path,
        """
import socket

def test_blocked(flymyai_cloud, monkeypatch):
    flymyai_cloud.client.agents.run("agent_abc123", variables={"n": 42})

    def blocked(*args, **kwargs):
        raise RuntimeError("sockets are blocked")

    monkeypatch.setattr(socket, "socket", blocked)
    monkeypatch.setattr(socket, "create_connection", blocked)
    assert False
""",
    )
    assert "1 failed" in done.stdout
    assert 'agent_abc123/run-loop/ {"variables":{"n":42}}' in done.stdout


def test_the_plugin_costs_nothing_until_its_fixture_is_used(tmp_path: Path) -> None:
    done = run(
        tmp_path,
        """
import sys

def test_imports(pytestconfig):
    assert pytestconfig.pluginmanager.hasplugin("flymyai")
    roots = ("flymyai", "pydantic")
    loaded = [name for name in sys.modules if name.split(".")[0] in roots]
    assert sorted(loaded) == ["flymyai", "flymyai._pytest_plugin"]
""",
    )
    assert done.returncode == 0, done.stdout
