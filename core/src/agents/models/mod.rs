// Generated from api/ by `make generate`; do not edit.
//! The records of the service, for Rust programs.
//!
//! Unknown fields are ignored, null stands for the default, and a status or type
//! that this version does not know is kept.

#[macro_use]
mod open_enum;

mod agent_groups;
mod agents;
mod apps;
mod artifacts;
mod compilations;
mod deployments;
mod handwritten;
mod mcp_resource_sets;
mod mcp_servers;
mod projects;
mod runs;
mod shares;
mod teams;
mod tools;
mod triggers_v1;
mod values;
mod versions;

pub use agent_groups::{AgentGroup, AgentGroupCreate, AgentGroupUpdate};
pub use agents::{
    Agent, AgentCreate, AgentRun, AgentRunWait, AgentSchemaRequest, AgentStatus, McpAccessMode,
    SchemaSuggestion,
};
pub use apps::{AppApply, AppFile, AppFiles, AppFilesFilter, AppPlan, AppPlanRequest, AppRelease};
pub use artifacts::{
    Artifact, ArtifactAuthor, ArtifactClone, ArtifactCloneRequest, ArtifactCreate, ArtifactDryRun,
    ArtifactEvent, ArtifactFile, ArtifactFileSelection, ArtifactFileText, ArtifactFiles,
    ArtifactFilter, ArtifactForkedFrom, ArtifactFrame, ArtifactFromDirectory, ArtifactInvitation,
    ArtifactInvitationAccepted, ArtifactInvitationDeclined, ArtifactInvitedTo, ArtifactLineage,
    ArtifactLiveVersion, ArtifactMember, ArtifactMemberReceipt, ArtifactMembers, ArtifactPage,
    ArtifactPlan, ArtifactPublish, ArtifactPublishDirectory, ArtifactReceipt, ArtifactShare,
    ArtifactShareUpdate, ArtifactSummary, ArtifactType, ArtifactUpdate, ArtifactVersion,
    ArtifactView, ArtifactsStatus,
};
pub use compilations::{
    Compilation, CompilationFilter, CompilationStatus, CompilationUpdate, InstructionRun,
    InstructionSave, InstructionWait,
};
pub use deployments::{
    AgentAccessRequirement, AgentConnectionSession, AgentDeployment, AgentDeploymentAccess,
    AgentDeploymentPreflight, ConnectionBinding, ConnectionLinkCreate, DeploymentCreate,
    DeploymentRun, DeploymentWait, ExternalPrincipal, ExternalPrincipalStatus,
    IntegrationConnection, IntegrationConnectionStatus,
};
pub use handwritten::*;
pub use mcp_resource_sets::{
    McpResourceSet, McpResourceSetAuthorityType, McpResourceSetCreate, McpResourceSetFilter,
    McpResourceSetManagementMode, McpResourceSetMember, McpResourceSetMemberInput,
    McpResourceSetReplace, McpResourceSetStatus, McpResourceSetSummary, McpResourceSetUpdate,
    McpResourceType,
};
pub use mcp_servers::{
    McpServer, McpServerAuthorization, McpServerCreate, McpServerOAuth, McpServerUpdate,
};
pub use projects::{
    Project, ProjectAgent, ProjectCopy, ProjectCreate, ProjectCreated, ProjectErrors, ProjectList,
    ProjectPlan, ProjectPlanRequest, ProjectTemplates,
};
pub use runs::{
    AppendMessageResponse, ContinuedRun, ExecutionLog, ExecutionLogType, Run, RunCreate,
    RunCreateWait, RunDetail, RunInferencePrice, RunLLMUsagePrice, RunMessage, RunPrice, RunStatus,
    RunToolCallPrice,
};
pub use shares::{McpPersonalInvitation, McpPersonalInvitationCreate, McpShare, McpSharePerson};
pub use teams::{
    McpTeam, McpTeamConnection, McpTeamConnectionCreate, McpTeamConnectionShare, McpTeamDevice,
    McpTeamEnable, McpTeamInvite, McpTeamInviteCreate, McpTeamPage,
};
pub use tools::{
    AvailableTool, BrowserUseProfile, BrowserUseProfileBinding, BrowserUseProfileStatus,
    ConfigurationStep, Tool, ToolCall, ToolFilter,
};
pub use triggers_v1::{TriggerEventV1, TriggerV1, TriggerV1Create, TriggerV1Update};
pub use values::{Id, Secret};
pub use versions::AgentVersion;
