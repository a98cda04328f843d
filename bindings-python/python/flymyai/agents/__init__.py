"""The agents half of the package: clients, errors and models."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List

    from ..resources import AsyncMcpServers, AsyncTriggersV1, McpServers, TriggersV1
    from ..types import (
        Agent,
        AgentDetail,
        AgentGroup,
        AgentStatus,
        AgentVersion,
        AvailableTool,
        Compilation,
        CompilationStatus,
        ConfigurationStep,
        ExecutionLog,
        ExecutionLogType,
        ExecutionStatus,
        McpResourceSet,
        McpResourceSetAuthorityType,
        McpResourceSetManagementMode,
        McpResourceSetMember,
        McpResourceSetMemberInput,
        McpResourceSetStatus,
        McpResourceSetSummary,
        McpResourceType,
        McpServer,
        McpServerAuthorization,
        McpServerOAuth,
        Run,
        RunDetail,
        SchemaSuggestion,
        Tool,
        TriggerEventV1,
        TriggerV1,
    )
    from ._async_client import AsyncAgentClient
    from ._errors import (
        ArtifactStaleBaseVersionError,
        FlyMyAIAgentError,
        McpResourceSetStaleRevisionError,
        McpServerOAuthError,
        McpTeamError,
        SuggestSchemaError,
        VariablesValidationError,
    )
    from ._sync_client import SyncAgentClient
    from ._sync_client import SyncAgentClient as AgentClient

__all__ = [
    "Agent",
    "AgentClient",
    "AgentDetail",
    "AgentGroup",
    "AgentStatus",
    "AgentVersion",
    "ArtifactStaleBaseVersionError",
    "AsyncAgentClient",
    "AsyncMcpServers",
    "AsyncTriggersV1",
    "AvailableTool",
    "Compilation",
    "CompilationStatus",
    "ConfigurationStep",
    "ExecutionLog",
    "ExecutionLogType",
    "ExecutionStatus",
    "FlyMyAIAgentError",
    "McpResourceSet",
    "McpResourceSetAuthorityType",
    "McpResourceSetManagementMode",
    "McpResourceSetMember",
    "McpResourceSetMemberInput",
    "McpResourceSetStaleRevisionError",
    "McpResourceSetStatus",
    "McpResourceSetSummary",
    "McpResourceType",
    "McpServer",
    "McpServerAuthorization",
    "McpServerOAuth",
    "McpServerOAuthError",
    "McpServers",
    "McpTeamError",
    "Run",
    "RunDetail",
    "SchemaSuggestion",
    "SuggestSchemaError",
    "SyncAgentClient",
    "Tool",
    "TriggerEventV1",
    "TriggerV1",
    "TriggersV1",
    "VariablesValidationError",
]

# Names outside of the models and enums.
_LOCATIONS = {
    "AgentClient": ("flymyai.agents._sync_client", "SyncAgentClient"),
    "AsyncAgentClient": ("flymyai.agents._async_client", "AsyncAgentClient"),
    "AsyncMcpServers": ("flymyai.resources", "AsyncMcpServers"),
    "AsyncTriggersV1": ("flymyai.resources", "AsyncTriggersV1"),
    "McpServers": ("flymyai.resources", "McpServers"),
    "TriggersV1": ("flymyai.resources", "TriggersV1"),
    "ArtifactStaleBaseVersionError": ("flymyai.agents._errors", "ArtifactStaleBaseVersionError"),
    "McpResourceSetStaleRevisionError": (
        "flymyai.agents._errors",
        "McpResourceSetStaleRevisionError",
    ),
    "McpServerOAuthError": ("flymyai.agents._errors", "McpServerOAuthError"),
    "McpTeamError": ("flymyai.agents._errors", "McpTeamError"),
    "FlyMyAIAgentError": ("flymyai.agents._errors", "FlyMyAIAgentError"),
    "SuggestSchemaError": ("flymyai.agents._errors", "SuggestSchemaError"),
    "SyncAgentClient": ("flymyai.agents._sync_client", "SyncAgentClient"),
    "VariablesValidationError": ("flymyai.agents._errors", "VariablesValidationError"),
}
_SUBMODULES = ("_client", "_resources", "_types")


def __getattr__(name: str) -> object:
    from .._internal.finalization import import_module

    if name in _SUBMODULES:
        return import_module(f"{__name__}.{name}")
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module_name, attribute = _LOCATIONS.get(name, ("flymyai.types", name))
    value = getattr(import_module(module_name), attribute)
    globals()[name] = value
    return value


def __dir__() -> List[str]:
    return sorted({*globals(), *__all__})
