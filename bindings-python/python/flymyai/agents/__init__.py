"""The agents half of the package: clients, errors and models."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List

    from ..types import (
        Agent,
        AgentAccessRequirement,
        AgentConnectionSession,
        AgentDeployment,
        AgentDeploymentAccess,
        AgentDeploymentPreflight,
        AgentDetail,
        AgentGroup,
        AgentStatus,
        AgentVersion,
        AppendMessageResponse,
        AvailableTool,
        BrowserUseProfile,
        BrowserUseProfileBinding,
        BrowserUseProfileStatus,
        Compilation,
        CompilationStatus,
        ConfigurationStep,
        ConnectionBinding,
        ExecutionLog,
        ExecutionLogType,
        ExecutionStatus,
        ExternalPrincipal,
        ExternalPrincipalStatus,
        IntegrationConnection,
        IntegrationConnectionStatus,
        McpAccessMode,
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
        RunInferencePrice,
        RunLLMUsagePrice,
        RunPrice,
        RuntimeConnections,
        RunToolCallPrice,
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
    "AgentAccessRequirement",
    "AgentClient",
    "AgentConnectionSession",
    "AgentDeployment",
    "AgentDeploymentAccess",
    "AgentDeploymentPreflight",
    "AgentDetail",
    "AgentGroup",
    "AgentStatus",
    "AgentVersion",
    "AppendMessageResponse",
    "ArtifactStaleBaseVersionError",
    "AsyncAgentClient",
    "AvailableTool",
    "BrowserUseProfile",
    "BrowserUseProfileBinding",
    "BrowserUseProfileStatus",
    "Compilation",
    "CompilationStatus",
    "ConfigurationStep",
    "ConnectionBinding",
    "ExecutionLog",
    "ExecutionLogType",
    "ExecutionStatus",
    "ExternalPrincipal",
    "ExternalPrincipalStatus",
    "FlyMyAIAgentError",
    "IntegrationConnection",
    "IntegrationConnectionStatus",
    "McpAccessMode",
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
    "RunInferencePrice",
    "RunLLMUsagePrice",
    "RunPrice",
    "RunToolCallPrice",
    "RuntimeConnections",
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
_SUBMODULES = ("_client", "_resources", "_types")


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
