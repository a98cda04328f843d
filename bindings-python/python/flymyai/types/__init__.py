# Generated from api/ by `make generate`; do not edit.
"""The models that responses become."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List

    from .agent_groups import AgentGroup
    from .agents import Agent, AgentDetail, AgentStatus, SchemaSuggestion
    from .compilations import Compilation, CompilationStatus
    from .identifiers import ResourceID
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
    from .mcp_servers import McpServer, McpServerAuthorization, McpServerOAuth
    from .runs import ExecutionLog, ExecutionLogType, ExecutionStatus, Run, RunDetail
    from .tools import AvailableTool, ConfigurationStep, Tool
    from .triggers_v1 import TriggerEventV1, TriggerV1
    from .versions import AgentVersion

__all__ = [
    "Agent",
    "AgentDetail",
    "AgentGroup",
    "AgentStatus",
    "AgentVersion",
    "AvailableTool",
    "Compilation",
    "CompilationStatus",
    "ConfigurationStep",
    "ExecutionLog",
    "ExecutionLogType",
    "ExecutionStatus",
    "McpResourceSet",
    "McpResourceSetAuthorityType",
    "McpResourceSetManagementMode",
    "McpResourceSetMember",
    "McpResourceSetMemberInput",
    "McpResourceSetStatus",
    "McpResourceSetSummary",
    "McpResourceType",
    "McpServer",
    "McpServerAuthorization",
    "McpServerOAuth",
    "ResourceID",
    "Run",
    "RunDetail",
    "SchemaSuggestion",
    "Tool",
    "TriggerEventV1",
    "TriggerV1",
]

_MODULES = {
    "Agent": "agents",
    "AgentDetail": "agents",
    "AgentGroup": "agent_groups",
    "AgentStatus": "agents",
    "AgentVersion": "versions",
    "AvailableTool": "tools",
    "Compilation": "compilations",
    "CompilationStatus": "compilations",
    "ConfigurationStep": "tools",
    "ExecutionLog": "runs",
    "ExecutionLogType": "runs",
    "ExecutionStatus": "runs",
    "McpResourceSet": "mcp_resource_sets",
    "McpResourceSetAuthorityType": "mcp_resource_sets",
    "McpResourceSetManagementMode": "mcp_resource_sets",
    "McpResourceSetMember": "mcp_resource_sets",
    "McpResourceSetMemberInput": "mcp_resource_sets",
    "McpResourceSetStatus": "mcp_resource_sets",
    "McpResourceSetSummary": "mcp_resource_sets",
    "McpResourceType": "mcp_resource_sets",
    "McpServer": "mcp_servers",
    "McpServerAuthorization": "mcp_servers",
    "McpServerOAuth": "mcp_servers",
    "ResourceID": "identifiers",
    "Run": "runs",
    "RunDetail": "runs",
    "SchemaSuggestion": "agents",
    "Tool": "tools",
    "TriggerEventV1": "triggers_v1",
    "TriggerV1": "triggers_v1",
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
