"""The agents half of the package: clients, errors and models."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List

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
        Run,
        RunDetail,
        SchemaSuggestion,
        Tool,
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
    "McpServerOAuthError",
    "McpTeamError",
    "Run",
    "RunDetail",
    "SchemaSuggestion",
    "SuggestSchemaError",
    "SyncAgentClient",
    "Tool",
    "VariablesValidationError",
]

# Names that do not need pydantic; every other one is a model or an enum.
_LIGHT = {
    "AgentClient": ("flymyai.agents._sync_client", "SyncAgentClient"),
    "AsyncAgentClient": ("flymyai.agents._async_client", "AsyncAgentClient"),
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
_SUBMODULES = ("_client", "_mcp_sharing", "_resources", "_types")


def __getattr__(name: str) -> object:
    from .._internal.finalization import import_module

    if name in _SUBMODULES:
        return import_module(f"{__name__}.{name}")
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module_name, attribute = _LIGHT.get(name, ("flymyai.types", name))
    value = getattr(import_module(module_name), attribute)
    globals()[name] = value
    return value


def __dir__() -> List[str]:
    return sorted({*globals(), *__all__})
