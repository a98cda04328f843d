"""Old module paths of 1.2.0rc18: the same objects as those of the package."""

from __future__ import annotations

import copy
import importlib
import pickle
from typing import Any

import pytest

from flymyai import agents

MODULES = {
    "_apps": ["AppFile", "AppFiles", "AppPlan", "AppRelease", "Apps", "AsyncApps"],
    "_artifacts": [
        "Artifact", "ArtifactPage", "Artifacts", "AsyncArtifacts", "artifact_file",
        "artifact_files_from_directory",
    ],
    "_mcp_servers": ["AsyncMcpServers", "McpServer", "McpServerOAuth", "McpServers"],
    "_projects": ["AsyncProjects", "Project", "ProjectErrors", "Projects"],
    "_triggers": ["AsyncTriggersV1", "TriggerEventV1", "TriggerV1", "TriggersV1"],
}  # fmt: skip


@pytest.mark.parametrize("name", MODULES)
def test_an_old_path_has_the_names_of_the_package(name: str) -> None:
    module = importlib.import_module(f"flymyai.agents.{name}")
    assert getattr(agents, name) is module
    for each in MODULES[name]:
        assert getattr(module, each) is getattr(agents, each)
        assert each in dir(module)
        assert each in module.__all__
    with pytest.raises(AttributeError, match=f"'flymyai.agents.{name}' has no attribute 'Other'"):
        _ = module.Other


@pytest.mark.parametrize("name", MODULES)
def test_classes_have_their_old_path_and_are_pickled_by_it(name: str) -> None:
    for each in MODULES[name]:
        found: Any = getattr(agents, each)
        if isinstance(found, type):
            assert found.__module__ == f"flymyai.agents.{name}"
            assert pickle.loads(pickle.dumps(found)) is found


def test_a_record_of_an_old_path_is_copied_and_pickled() -> None:
    plan = agents.AppPlan(plan_token="t")
    assert copy.deepcopy(plan) == plan == pickle.loads(pickle.dumps(plan))


def test_the_constants_of_mcp_servers_are_those_that_core_accepts() -> None:
    module = importlib.import_module("flymyai.agents._mcp_servers")
    client = agents.AgentClient(api_key="fly-k", base_url="http://127.0.0.1:1", max_retries=0)
    with pytest.raises(ValueError, match="auth_type must be one of") as raised:
        client.mcp_servers.create(name="n", url="https://u", auth_type="x")
    assert str(raised.value).endswith(", ".join(module.AUTH_TYPES))
    with pytest.raises(ValueError, match="transport_type must be one of") as raised:
        client.mcp_servers.create(name="n", url="https://u", transport_type="x")
    assert str(raised.value).endswith(", ".join(module.TRANSPORTS))
