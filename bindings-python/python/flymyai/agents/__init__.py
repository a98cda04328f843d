"""The agents half of the package: clients, errors and models."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List

    from .._artifact_files import artifact_file, artifact_files_from_directory
    from ..resources import (
        Apps,
        Artifacts,
        AsyncApps,
        AsyncArtifacts,
        AsyncProjects,
        Projects,
    )
    from ..types import (
        Agent,
        AgentDetail,
        AgentGroup,
        AgentStatus,
        AgentVersion,
        AppFile,
        AppFiles,
        AppPlan,
        AppRelease,
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
        Project,
        ProjectAgent,
        ProjectCopy,
        ProjectCreated,
        ProjectErrors,
        ProjectList,
        ProjectPlan,
        ProjectTemplates,
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
    "AppFile",
    "AppFiles",
    "AppPlan",
    "AppRelease",
    "Apps",
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
    "ArtifactStaleBaseVersionError",
    "ArtifactSummary",
    "ArtifactType",
    "ArtifactVersion",
    "ArtifactView",
    "Artifacts",
    "ArtifactsStatus",
    "AsyncAgentClient",
    "AsyncApps",
    "AsyncArtifacts",
    "AsyncProjects",
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
    "Project",
    "ProjectAgent",
    "ProjectCopy",
    "ProjectCreated",
    "ProjectErrors",
    "ProjectList",
    "ProjectPlan",
    "ProjectTemplates",
    "Projects",
    "Run",
    "RunDetail",
    "SchemaSuggestion",
    "SuggestSchemaError",
    "SyncAgentClient",
    "Tool",
    "VariablesValidationError",
    "artifact_file",
    "artifact_files_from_directory",
]

# The modules of names; every other name is a model or an enum.
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
    "Apps": ("flymyai.resources", "Apps"),
    "Artifacts": ("flymyai.resources", "Artifacts"),
    "AsyncApps": ("flymyai.resources", "AsyncApps"),
    "AsyncArtifacts": ("flymyai.resources", "AsyncArtifacts"),
    "AsyncProjects": ("flymyai.resources", "AsyncProjects"),
    "Projects": ("flymyai.resources", "Projects"),
    "artifact_file": ("flymyai._artifact_files", "artifact_file"),
    "artifact_files_from_directory": ("flymyai._artifact_files", "artifact_files_from_directory"),
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
