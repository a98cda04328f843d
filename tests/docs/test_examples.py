"""The code blocks of the README and of the pages, and the examples folder, run as they stand."""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
import sys
import urllib.request
import uuid

import pytest
from pages import ROOT, pages, program


@pytest.fixture(scope="module")
def service_url():
    """A local FlyMy.AI on a free port, stopped at the end."""
    binary = os.environ["FLYMYAI_EMULATOR_BIN"]
    with subprocess.Popen([binary, "--port", "0"], stdout=subprocess.PIPE, text=True) as emulator:
        try:
            url = emulator.stdout.readline().strip().partition("=")[2]
            name_bob(url)
            yield url
        finally:
            emulator.kill()


def name_bob(url: str) -> None:
    """Gives the second account of the examples its address."""
    headers = {"X-API-KEY": "fly-bob-***", "Content-Type": "application/json"}
    body = json.dumps({"email": "bob@example.com"}).encode()
    request = urllib.request.Request(f"{url}/_emulator/account", body, headers)
    with urllib.request.urlopen(request, timeout=60) as response:
        assert response.status == 200


@pytest.fixture
def environment(service_url):
    return {
        **os.environ,
        "FLYMYAI_AGENTS_BASE_URL": service_url,
        "FLYMYAI_DSN": service_url,
        "FLYMYAI_M1_DSN": service_url,
        "FLYMYAI_API_KEY": f"fly-{uuid.uuid4().hex}",
    }


def run(command: list[str], environment: dict[str, str], watches: int = 0) -> str:
    """The output; standard error has the timelines of so many watched runs, and nothing else."""
    done = subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    ends = [line for line in done.stderr.splitlines() if "s  completed" in line]
    assert len(ends) == watches, done.stderr
    assert watches or done.stderr == ""
    return done.stdout


# The number of runs that the programs of a page watch.
WATCHES = {"docs/guides/watching.md": 2}
# Lines in the output of a page's programs.
PYTHON = {
    "README.md": ["Functions: ", "Tool called: ", "Output: ", "'score'"],
    "docs/guides/artifacts.md": [
        "Made version 1\n",
        "Added: ['site.css']\n",
        "The latest version is 2\n",
        "Made version 3\n",
        "Shared: <h1>Solar report, second edition</h1>\n",
        "Mine: Solar report\n",
    ],
    "docs/guides/deployments.md": ["Status: active\n", "Result: completed\n"],
    "docs/guides/emulator.md": ["Run: completed\n", "Failed: ", "Survived: completed\n"],
    "docs/guides/error-codes.md": [
        "not_found GET /api/v1/agents/executions/404404/ 1\n",
        "run_cancelled cancelled\n",
    ],
    "docs/guides/errors.md": [
        "Refused: ",
        "Failed: 404",
        "Started: ",
        "Not yet: ",
        "Now: completed\n",
        "Stopped: ",
    ],
    "docs/guides/follow-ups.md": ["First: ", "[tool_called]", "Second: "],
    "docs/guides/freezing.md": [
        "Score: ",
        "0 9 * * 1\n",
        "Live run: completed\n",
        "Live: Second\n",
    ],
    "docs/guides/logs.md": [
        "DEBUG flymyai.connection connection to http",
        "Took: True POST 201\n",
        "DEBUG flymyai.request POST http",
        "INFO flymyai.run run ",
    ],
    "docs/guides/mcp-servers.md": [
        "Status: connected\n",
        "Found: solar\n",
        "Run: completed\n",
        "Authorized: connected\n",
        "Register this address: ",
        "Then open ",
        "Members: 1\n",
        "The revision is 2\n",
    ],
    "docs/guides/options.md": [
        "Started: pending\n",
        "Retried at most once: True\n",
        "Predicted: 200\n",
        "Status: 201 application/json\n",
        "Ended: completed\n",
    ],
    "docs/guides/prices.md": ["Total: 0.", "Sum: 0.", "Limited: 0.50\n"],
    "docs/guides/projects.md": ["Made: shop\n", "US dollars an hour: ", "Release: "],
    "docs/guides/runs.md": [
        "True\n",
        "[tool_called]",
        "Output: ",
        "Score: ",
        "Score: ",
        "cancelled\n",
    ],
    "docs/guides/start.md": ["Agent: ", "[tool_called]", "Score: "],
    "docs/guides/teams.md": [
        "Role: owner\n",
        "member may spend 2.50\n",
        "Actions: ",
        "Refused: 409 stale_revision\n",
        "Result: ",
        "Share: revoked\n",
    ],
    "docs/guides/testing.md": [
        "Output: {'score': 7}\n",
        "Sent: {'variables': {'site': 'example.com'}}\n",
        "Played: {'score': 7}\n",
        "Now: running\n",
        "Survived: completed\n",
    ],
    "docs/guides/tools.md": [
        "tavily - ",
        "Configured: False\n",
        "Configured: True\n",
        "Found: solar\n",
        "pending\n",
        "Profile: bound Shop\n",
    ],
    "docs/guides/tracing.md": [
        "Span: invoke_agent Renewable energy researcher ['",
        "Span: report []\n",
    ],
    "docs/guides/triggers.md": [
        "Trigger: active\n",
        "Delivered: 202\n",
        "Delivery: dispatched",
        "Run: completed\n",
        "Trigger: paused\n",
        "Trigger: active\n",
        "Left: 0\n",
    ],
    "docs/guides/watching.md": ["Ended: completed\n", "Output: "],
    "docs/index.md": ["[tool_called]", "Output: "],
    "docs/limits.md": ["pending\n", "\n"],
    # A run's id and its status, which may have changed.
    "docs/migrating.md": ["True\n", " ", "\n", "True\n"],
    "docs/test-doubles.md": ["[]\n"],
}
JAVASCRIPT = {
    "README.md": ["[declared_functions]", "[tool_called]"],
    "docs/guides/artifacts.md": [
        "Made version 1\n",
        "Added: [ 'site.css' ]\n",
        "The latest version is 2\n",
        "Made version 3\n",
        "Shared: <h1>Solar report, second edition</h1>\n",
        "Mine: Solar report\n",
    ],
    "docs/guides/deployments.md": ["Status: active\n", "Result: completed\n"],
    "docs/guides/emulator.md": ["Run: completed\n", "Failed: ", "Survived: completed\n"],
    "docs/guides/error-codes.md": [
        "not_found GET /api/v1/agents/executions/404404/ 1\n",
        "run_cancelled cancelled\n",
    ],
    "docs/guides/errors.md": [
        "Refused: ",
        "Failed: 404",
        "Started: ",
        "Not yet: ",
        "Now: completed\n",
        "Stopped: ",
    ],
    "docs/guides/follow-ups.md": ["First: ", "[tool_called]", "Second: "],
    "docs/guides/freezing.md": [
        "Score: ",
        "0 9 * * 1\n",
        "Live run: completed\n",
        "Live: Second\n",
    ],
    "docs/guides/logs.md": [
        "DEBUG flymyai.connection connection to http",
        "DEBUG flymyai.request POST http",
        "Ended: POST 201\n",
        "INFO flymyai.run run ",
    ],
    "docs/guides/mcp-servers.md": [
        "Status: connected\n",
        "Found: solar\n",
        "Run: completed\n",
        "Authorized: connected\n",
        "Register this address: ",
        "Then open ",
        "Members: 1\n",
        "The revision is 2\n",
    ],
    "docs/guides/options.md": [
        "Started: pending\n",
        "Same class: true\n",
        "Status: 201 application/json\n",
        "Ended: completed\n",
    ],
    "docs/guides/prices.md": ["Total: 0.", "Run ", "Limited: 0.50\n"],
    "docs/guides/projects.md": ["Made: store\n", "US dollars an hour: ", "Release: "],
    "docs/guides/runs.md": [
        "true\n",
        "[tool_called]",
        "Output: ",
        "Score: ",
        "Score: ",
        "cancelled\n",
    ],
    "docs/guides/start.md": ["Agent: ", "[tool_called]", "Score: "],
    "docs/guides/teams.md": [
        "Role: owner\n",
        "member may spend 2.50\n",
        "Actions: ",
        "Refused: 409 stale_revision\n",
        "Result: ",
        "Share: revoked\n",
    ],
    "docs/guides/testing.md": [
        "Output: { score: 7 }\n",
        'Sent: {"variables":{"site":"example.com"}}\n',
        "Played: { score: 7 }\n",
        "Now: running\n",
        "Survived: completed\n",
    ],
    "docs/guides/tools.md": [
        "tavily - ",
        "Configured: false\n",
        "Configured: true\n",
        "Found: solar\n",
        "pending\n",
        "Profile: bound Shop\n",
    ],
    "docs/guides/tracing.md": [
        "Span: invoke_agent Renewable energy researcher [",
        "Span: report []\n",
    ],
    "docs/guides/triggers.md": [
        "Trigger: active\n",
        "Delivered: 202\n",
        "Delivery: dispatched",
        "Run: completed\n",
        "Trigger: paused\n",
        "Trigger: active\n",
        "Left: 0\n",
    ],
    "docs/guides/watching.md": ["Ended: completed\n", "Output: "],
    "docs/index.md": ["[tool_called]", "Output: "],
    "docs/limits.md": ["pending\n"],
    "docs/migrating.md": ["true\n", "true\n"],
}


def assert_all_printed(wanted: list[str], printed: str) -> None:
    """Each of the texts is there, one behind the other."""
    for text in wanted:
        _, found, printed = printed.partition(text)
        assert found, f"{text!r} is missing"


def test_every_page_with_examples_is_run():
    assert pages("python") == list(PYTHON)
    assert pages("js") == list(JAVASCRIPT)


@pytest.mark.parametrize("page", PYTHON)
def test_a_page_runs_in_python(page, environment):
    command = [sys.executable, "-c", program(page, "python")]
    printed = run(command, environment, WATCHES.get(page, 0))
    assert_all_printed(PYTHON[page], printed)


@pytest.mark.parametrize("page", JAVASCRIPT)
def test_a_page_runs_in_javascript(page, environment):
    # Beside the examples, so that the package finds itself by its own name.
    file = ROOT / "examples" / f".page-{uuid.uuid4().hex}.mjs"
    file.write_text(program(page, "js"), encoding="utf-8")
    try:
        printed = run(["node", str(file)], environment, WATCHES.get(page, 0))
    finally:
        file.unlink()
    assert_all_printed(JAVASCRIPT[page], printed)


@pytest.mark.parametrize(
    "command",
    [
        [sys.executable, "examples/quickstart.py"],
        ["node", "examples/quickstart.mjs"],
        [sys.executable, "examples/demo.py"],
        ["node", "examples/demo.mjs"],
        [sys.executable, "examples/models.py"],
        ["node", "examples/models.mjs"],
        [sys.executable, "examples/images.py"],
        ["node", "examples/images.mjs"],
        [sys.executable, "examples/files.py"],
        [sys.executable, "examples/agents.py"],
        [sys.executable, "examples/m1.py"],
    ],
    ids=lambda command: pathlib.Path(command[1]).name,
)
def test_an_example_runs(command, environment):
    assert run(command, environment).strip()
