# Generated from api/ by `make generate`; do not edit.
"""The methods of a client, by resource."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List

    from .agent_groups import AgentGroups, AsyncAgentGroups
    from .agents import Agents, AsyncAgents
    from .apps import Apps, AsyncApps
    from .artifacts import Artifacts, AsyncArtifacts
    from .compilations import AsyncCompilations, Compilations
    from .deployments import AsyncDeployments, Deployments
    from .mcp_resource_sets import AsyncMcpResourceSets, McpResourceSets
    from .mcp_servers import AsyncMcpServers, McpServers
    from .projects import AsyncProjects, Projects
    from .runs import AsyncRuns, Runs
    from .shares import AsyncMcpShares, McpShares
    from .teams import AsyncMcpTeams, McpTeams
    from .tools import AsyncTools, Tools
    from .triggers_v1 import AsyncTriggersV1, TriggersV1
    from .versions import AsyncVersions, Versions

__all__ = [
    "AgentGroups",
    "Agents",
    "Apps",
    "Artifacts",
    "AsyncAgentGroups",
    "AsyncAgents",
    "AsyncApps",
    "AsyncArtifacts",
    "AsyncCompilations",
    "AsyncDeployments",
    "AsyncMcpResourceSets",
    "AsyncMcpServers",
    "AsyncMcpShares",
    "AsyncMcpTeams",
    "AsyncProjects",
    "AsyncRuns",
    "AsyncTools",
    "AsyncTriggersV1",
    "AsyncVersions",
    "Compilations",
    "Deployments",
    "McpResourceSets",
    "McpServers",
    "McpShares",
    "McpTeams",
    "Projects",
    "Runs",
    "Tools",
    "TriggersV1",
    "Versions",
]

_MODULES = {
    "AgentGroups": "agent_groups",
    "Agents": "agents",
    "Apps": "apps",
    "Artifacts": "artifacts",
    "AsyncAgentGroups": "agent_groups",
    "AsyncAgents": "agents",
    "AsyncApps": "apps",
    "AsyncArtifacts": "artifacts",
    "AsyncCompilations": "compilations",
    "AsyncDeployments": "deployments",
    "AsyncMcpResourceSets": "mcp_resource_sets",
    "AsyncMcpServers": "mcp_servers",
    "AsyncMcpShares": "shares",
    "AsyncMcpTeams": "teams",
    "AsyncProjects": "projects",
    "AsyncRuns": "runs",
    "AsyncTools": "tools",
    "AsyncTriggersV1": "triggers_v1",
    "AsyncVersions": "versions",
    "Compilations": "compilations",
    "Deployments": "deployments",
    "McpResourceSets": "mcp_resource_sets",
    "McpServers": "mcp_servers",
    "McpShares": "shares",
    "McpTeams": "teams",
    "Projects": "projects",
    "Runs": "runs",
    "Tools": "tools",
    "TriggersV1": "triggers_v1",
    "Versions": "versions",
}


def __getattr__(name: str) -> object:
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .._internal.finalization import import_module

    value: object = getattr(import_module(f"{__name__}.{module}"), name)
    globals()[name] = value
    return value


def __dir__() -> List[str]:
    return sorted({*globals(), *__all__})
