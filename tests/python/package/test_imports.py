"""The cost of imports, and the modules of names."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
from typing import List

import httpx
import pytest

HEAVY = ("pydantic", "httpx", "asyncio", "json", "typing", "flymyai._native")


def modules_after(program: str) -> List[str]:
    code = f"import sys\nbefore = set(sys.modules)\n{program}\nprint(*set(sys.modules) - before)"
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:] = {sys.path!r}\n{code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("program", "absent"),
    [
        ("import flymyai", HEAVY),
        ("import flymyai.agents", HEAVY),
        ("from flymyai import FlyMyAIAgentError, VariablesValidationError", HEAVY),
        ("from flymyai.agents._client import SuggestSchemaError", HEAVY),
        ("from flymyai import AgentClient; AgentClient('fly-k')", ("pydantic", "httpx", "asyncio")),
        ("from flymyai import AsyncAgentClient; AsyncAgentClient('fly-k')", ("pydantic", "httpx")),
        ("from flymyai.types import RunDetail", ("httpx", "flymyai._native")),
        ("from flymyai import AgentClient; AgentClient('fly-k').runs", ("httpx", "asyncio")),
    ],
)
def test_nothing_is_imported_too_early(program: str, absent: tuple[str, ...]) -> None:
    loaded = modules_after(program)
    assert "flymyai" in loaded
    # pydantic itself imports asyncio in some versions: only further modules count.
    if "flymyai.resources" in loaded:
        absent = tuple(name for name in absent if name != "asyncio")
    assert not set(absent) & set(loaded)


def test_names_of_the_package() -> None:
    import httpx

    import flymyai
    import flymyai.agents._client as old_client
    import flymyai.agents._resources as old_resources
    import flymyai.agents._types as old_types
    from flymyai import agents

    assert flymyai.httpx is httpx
    assert flymyai.agents is agents
    assert flymyai.AgentClient is agents.AgentClient is agents.SyncAgentClient
    assert flymyai.AgentClient is old_client.SyncAgentClient
    assert flymyai.AgentClient.__name__ == "SyncAgentClient"
    assert flymyai.AsyncAgentClient is old_client.AsyncAgentClient
    assert flymyai.SchemaSuggestion is old_types.SchemaSuggestion
    assert old_client.Runs is old_resources.Runs
    assert {"completed", "failed", "cancelled"} == old_resources._TERMINAL_STATUSES
    assert old_client._DEFAULT_BASE_URL == "https://backend.flymy.ai"
    assert old_client._AGENTS_BASE_URL_ENV == "FLYMYAI_AGENTS_BASE_URL"
    assert old_client._DEFAULT_TIMEOUT == 60.0
    for module in (flymyai, agents, old_client, old_resources, old_types):
        for name in module.__all__:
            assert getattr(module, name) is not None
        with pytest.raises(AttributeError, match="nonsense"):
            module.nonsense  # noqa: B018
    assert flymyai.__version__.count(".") == 2
    assert flymyai.backend == "native"
    assert "backend" in dir(flymyai)


@pytest.mark.parametrize(
    ("module", "names"),
    [
        ("_client", ["SyncAgentClient", "AsyncAgentClient", "FlyMyAIAgentError"]),
        ("_client", ["VariablesValidationError", "SuggestSchemaError"]),
        ("_resources", ["Agents", "Runs", "Tools", "Compilations"]),
        ("_resources", ["AsyncAgents", "AsyncRuns", "AsyncTools", "AsyncCompilations"]),
        ("_types", ["Agent", "AgentDetail", "AgentStatus", "AvailableTool", "Compilation"]),
        ("_types", ["CompilationStatus", "ConfigurationStep", "ExecutionLog", "ExecutionLogType"]),
        ("_types", ["ExecutionStatus", "Run", "RunDetail", "SchemaSuggestion", "Tool"]),
    ],
)
def test_classes_have_their_public_path(module: str, names: List[str]) -> None:
    from importlib import import_module

    home = import_module(f"flymyai.agents.{module}")
    for name in names:
        cls = getattr(home, name)
        assert cls.__module__ == home.__name__
        assert cls.__qualname__ == name


def test_the_dependencies_of_the_package() -> None:
    """The libraries of 1.1.0, whose programs count on them, but for setuptools.

    certifi comes with httpx, too; it is named since it is used.
    """
    wanted = {"certifi", "httpx[http2]>=0.26", "pydantic>=2.0", "typing-extensions>=4.9"}
    found = {text.replace(" ", "") for text in importlib.metadata.requires("flymyai") or []}
    assert found == wanted


def test_programs_make_http2_clients_of_their_own() -> None:
    httpx.Client(http2=True).close()
