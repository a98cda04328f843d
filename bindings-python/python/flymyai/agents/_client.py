"""Old path of clients and errors; see `_sync_client`, `_async_client` and `_errors`."""

from __future__ import annotations

from ._errors import (
    ArtifactStaleBaseVersionError,
    FlyMyAIAgentError,
    McpResourceSetStaleRevisionError,
    McpServerOAuthError,
    SuggestSchemaError,
    VariablesValidationError,
)
from ._errors import raise_for_status as _raise_for_status
from ._errors import variables_error as _parse_variables_errors

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..resources import (
        AgentGroups,
        Agents,
        Apps,
        Artifacts,
        AsyncAgentGroups,
        AsyncAgents,
        AsyncApps,
        AsyncArtifacts,
        AsyncCompilations,
        AsyncDeployments,
        AsyncMcpResourceSets,
        AsyncMcpServers,
        AsyncMcpShares,
        AsyncMcpTeams,
        AsyncProjects,
        AsyncRuns,
        AsyncTools,
        AsyncTriggersV1,
        AsyncVersions,
        Compilations,
        Deployments,
        McpResourceSets,
        McpServers,
        McpShares,
        McpTeams,
        Projects,
        Runs,
        Tools,
        TriggersV1,
        Versions,
    )
    from ._async_client import AsyncAgentClient
    from ._sync_client import SyncAgentClient

__all__ = [
    "AgentGroups",
    "Agents",
    "Apps",
    "ArtifactStaleBaseVersionError",
    "Artifacts",
    "AsyncAgentClient",
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
    "FlyMyAIAgentError",
    "McpResourceSetStaleRevisionError",
    "McpResourceSets",
    "McpServerOAuthError",
    "McpServers",
    "McpShares",
    "McpTeams",
    "Projects",
    "Runs",
    "SuggestSchemaError",
    "SyncAgentClient",
    "Tools",
    "TriggersV1",
    "VariablesValidationError",
    "Versions",
    "_parse_variables_errors",
    "_raise_for_status",
]

# The clients import the native module, the resources import pydantic.
_LOCATIONS = {
    "Any": ("typing", "Any"),
    "Dict": ("typing", "Dict"),
    "Optional": ("typing", "Optional"),
    "AsyncAgentClient": ("flymyai.agents._async_client", "AsyncAgentClient"),
    "SyncAgentClient": ("flymyai.agents._sync_client", "SyncAgentClient"),
    "_AGENTS_BASE_URL_ENV": ("flymyai._native", "BASE_URL_ENV"),
    "_DEFAULT_BASE_URL": ("flymyai._native", "DEFAULT_BASE_URL"),
    "_DEFAULT_TIMEOUT": ("flymyai.agents._base_client", "DEFAULT_TIMEOUT"),
    "httpx": ("httpx", None),
    "os": ("os", None),
}


def __getattr__(name: str) -> object:
    if name not in _LOCATIONS and name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .._internal.finalization import import_module

    module_name, attribute = _LOCATIONS.get(name, ("flymyai.resources", name))
    module = import_module(module_name)
    value = module if attribute is None else getattr(module, attribute)
    globals()[name] = value
    return value
