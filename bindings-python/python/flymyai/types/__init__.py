# Generated from api/ by `make generate`; do not edit.
"""The models that responses become."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List

    from .agent_groups import AgentGroup
    from .agents import Agent, AgentDetail, AgentStatus, SchemaSuggestion
    from .apps import AppFile, AppFiles, AppPlan, AppRelease
    from .artifacts import (
        Artifact,
        ArtifactAuthor,
        ArtifactClone,
        ArtifactDryRun,
        ArtifactEvent,
        ArtifactFile,
        ArtifactFiles,
        ArtifactFileText,
        ArtifactForkedFrom,
        ArtifactFrame,
        ArtifactInvitation,
        ArtifactInvitationAccepted,
        ArtifactInvitationDeclined,
        ArtifactInvitedTo,
        ArtifactLineage,
        ArtifactLiveVersion,
        ArtifactMember,
        ArtifactMemberReceipt,
        ArtifactMembers,
        ArtifactPage,
        ArtifactPlan,
        ArtifactReceipt,
        ArtifactShare,
        ArtifactsStatus,
        ArtifactSummary,
        ArtifactType,
        ArtifactVersion,
        ArtifactView,
    )
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
    from .projects import (
        Project,
        ProjectAgent,
        ProjectCopy,
        ProjectCreated,
        ProjectErrors,
        ProjectList,
        ProjectPlan,
        ProjectTemplates,
    )
    from .runs import ExecutionLog, ExecutionLogType, ExecutionStatus, Run, RunDetail
    from .tools import AvailableTool, ConfigurationStep, Tool
    from .versions import AgentVersion

__all__ = [
    "Agent",
    "AgentDetail",
    "AgentGroup",
    "AgentStatus",
    "AgentVersion",
    "AppFile",
    "AppFiles",
    "AppPlan",
    "AppRelease",
    "Artifact",
    "ArtifactAuthor",
    "ArtifactClone",
    "ArtifactDryRun",
    "ArtifactEvent",
    "ArtifactFile",
    "ArtifactFileText",
    "ArtifactFiles",
    "ArtifactForkedFrom",
    "ArtifactFrame",
    "ArtifactInvitation",
    "ArtifactInvitationAccepted",
    "ArtifactInvitationDeclined",
    "ArtifactInvitedTo",
    "ArtifactLineage",
    "ArtifactLiveVersion",
    "ArtifactMember",
    "ArtifactMemberReceipt",
    "ArtifactMembers",
    "ArtifactPage",
    "ArtifactPlan",
    "ArtifactReceipt",
    "ArtifactShare",
    "ArtifactSummary",
    "ArtifactType",
    "ArtifactVersion",
    "ArtifactView",
    "ArtifactsStatus",
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
    "Project",
    "ProjectAgent",
    "ProjectCopy",
    "ProjectCreated",
    "ProjectErrors",
    "ProjectList",
    "ProjectPlan",
    "ProjectTemplates",
    "ResourceID",
    "Run",
    "RunDetail",
    "SchemaSuggestion",
    "Tool",
]

_MODULES = {
    "Agent": "agents",
    "AgentDetail": "agents",
    "AgentGroup": "agent_groups",
    "AgentStatus": "agents",
    "AgentVersion": "versions",
    "AppFile": "apps",
    "AppFiles": "apps",
    "AppPlan": "apps",
    "AppRelease": "apps",
    "Artifact": "artifacts",
    "ArtifactAuthor": "artifacts",
    "ArtifactClone": "artifacts",
    "ArtifactDryRun": "artifacts",
    "ArtifactEvent": "artifacts",
    "ArtifactFile": "artifacts",
    "ArtifactFileText": "artifacts",
    "ArtifactFiles": "artifacts",
    "ArtifactForkedFrom": "artifacts",
    "ArtifactFrame": "artifacts",
    "ArtifactInvitation": "artifacts",
    "ArtifactInvitationAccepted": "artifacts",
    "ArtifactInvitationDeclined": "artifacts",
    "ArtifactInvitedTo": "artifacts",
    "ArtifactLineage": "artifacts",
    "ArtifactLiveVersion": "artifacts",
    "ArtifactMember": "artifacts",
    "ArtifactMemberReceipt": "artifacts",
    "ArtifactMembers": "artifacts",
    "ArtifactPage": "artifacts",
    "ArtifactPlan": "artifacts",
    "ArtifactReceipt": "artifacts",
    "ArtifactShare": "artifacts",
    "ArtifactSummary": "artifacts",
    "ArtifactType": "artifacts",
    "ArtifactVersion": "artifacts",
    "ArtifactView": "artifacts",
    "ArtifactsStatus": "artifacts",
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
    "Project": "projects",
    "ProjectAgent": "projects",
    "ProjectCopy": "projects",
    "ProjectCreated": "projects",
    "ProjectErrors": "projects",
    "ProjectList": "projects",
    "ProjectPlan": "projects",
    "ProjectTemplates": "projects",
    "ResourceID": "identifiers",
    "Run": "runs",
    "RunDetail": "runs",
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
