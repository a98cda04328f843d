# Generated from api/ by `make generate`; do not edit.
"""The models that responses become."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List

    from .agent_groups import AgentGroup
    from .agents import Agent, AgentDetail, AgentStatus, McpAccessMode, SchemaSuggestion
    from .compilations import Compilation, CompilationStatus
    from .deployments import (
        AgentAccessRequirement,
        AgentConnectionSession,
        AgentDeployment,
        AgentDeploymentAccess,
        AgentDeploymentPreflight,
        ConnectionBinding,
        ExternalPrincipal,
        ExternalPrincipalStatus,
        IntegrationConnection,
        IntegrationConnectionStatus,
    )
    from .identifiers import ResourceID, RuntimeConnections
    from .mcp_resource_sets import (
        McpResourceSet,
        McpResourceSetAuthorityType,
        McpResourceSetManagementMode,
        McpResourceSetMember,
        McpResourceSetMemberInput,
        McpResourceSetStatus,
        McpResourceSetSummary,
        McpResourceType,
    )
    from .runs import (
        AppendMessageResponse,
        ContinuedRun,
        ExecutionLog,
        ExecutionLogType,
        ExecutionStatus,
        Run,
        RunDetail,
        RunInferencePrice,
        RunLLMUsagePrice,
        RunPrice,
        RunToolCallPrice,
    )
    from .tools import (
        AvailableTool,
        BrowserUseProfile,
        BrowserUseProfileBinding,
        BrowserUseProfileStatus,
        ConfigurationStep,
        Tool,
    )
    from .versions import AgentVersion

__all__ = [
    "Agent",
    "AgentAccessRequirement",
    "AgentConnectionSession",
    "AgentDeployment",
    "AgentDeploymentAccess",
    "AgentDeploymentPreflight",
    "AgentDetail",
    "AgentGroup",
    "AgentStatus",
    "AgentVersion",
    "AppendMessageResponse",
    "AvailableTool",
    "BrowserUseProfile",
    "BrowserUseProfileBinding",
    "BrowserUseProfileStatus",
    "Compilation",
    "CompilationStatus",
    "ConfigurationStep",
    "ConnectionBinding",
    "ContinuedRun",
    "ExecutionLog",
    "ExecutionLogType",
    "ExecutionStatus",
    "ExternalPrincipal",
    "ExternalPrincipalStatus",
    "IntegrationConnection",
    "IntegrationConnectionStatus",
    "McpAccessMode",
    "McpResourceSet",
    "McpResourceSetAuthorityType",
    "McpResourceSetManagementMode",
    "McpResourceSetMember",
    "McpResourceSetMemberInput",
    "McpResourceSetStatus",
    "McpResourceSetSummary",
    "McpResourceType",
    "ResourceID",
    "Run",
    "RunDetail",
    "RunInferencePrice",
    "RunLLMUsagePrice",
    "RunPrice",
    "RunToolCallPrice",
    "RuntimeConnections",
    "SchemaSuggestion",
    "Tool",
]

_MODULES = {
    "Agent": "agents",
    "AgentAccessRequirement": "deployments",
    "AgentConnectionSession": "deployments",
    "AgentDeployment": "deployments",
    "AgentDeploymentAccess": "deployments",
    "AgentDeploymentPreflight": "deployments",
    "AgentDetail": "agents",
    "AgentGroup": "agent_groups",
    "AgentStatus": "agents",
    "AgentVersion": "versions",
    "AppendMessageResponse": "runs",
    "AvailableTool": "tools",
    "BrowserUseProfile": "tools",
    "BrowserUseProfileBinding": "tools",
    "BrowserUseProfileStatus": "tools",
    "Compilation": "compilations",
    "CompilationStatus": "compilations",
    "ConfigurationStep": "tools",
    "ConnectionBinding": "deployments",
    "ContinuedRun": "runs",
    "ExecutionLog": "runs",
    "ExecutionLogType": "runs",
    "ExecutionStatus": "runs",
    "ExternalPrincipal": "deployments",
    "ExternalPrincipalStatus": "deployments",
    "IntegrationConnection": "deployments",
    "IntegrationConnectionStatus": "deployments",
    "McpAccessMode": "agents",
    "McpResourceSet": "mcp_resource_sets",
    "McpResourceSetAuthorityType": "mcp_resource_sets",
    "McpResourceSetManagementMode": "mcp_resource_sets",
    "McpResourceSetMember": "mcp_resource_sets",
    "McpResourceSetMemberInput": "mcp_resource_sets",
    "McpResourceSetStatus": "mcp_resource_sets",
    "McpResourceSetSummary": "mcp_resource_sets",
    "McpResourceType": "mcp_resource_sets",
    "ResourceID": "identifiers",
    "Run": "runs",
    "RunDetail": "runs",
    "RunInferencePrice": "runs",
    "RunLLMUsagePrice": "runs",
    "RunPrice": "runs",
    "RunToolCallPrice": "runs",
    "RuntimeConnections": "identifiers",
    "SchemaSuggestion": "agents",
    "Tool": "tools",
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
