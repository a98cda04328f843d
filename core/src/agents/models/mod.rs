// Generated from api/ by `make generate`; do not edit.
//! The records of the service, for Rust programs.
//!
//! Unknown fields are ignored, null stands for the default, and a status or type
//! that this version does not know is kept.

#[macro_use]
mod open_enum;

mod agent_groups;
mod agents;
mod compilations;
mod handwritten;
mod mcp_resource_sets;
mod mcp_servers;
mod runs;
mod tools;
mod triggers_v1;
mod values;
mod versions;

pub use agent_groups::{AgentGroup, AgentGroupCreate, AgentGroupUpdate};
pub use agents::{Agent, AgentCreate, AgentSchemaRequest, AgentStatus, SchemaSuggestion};
pub use compilations::{Compilation, CompilationStatus, CompilationUpdate};
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
pub use runs::{ExecutionLog, ExecutionLogType, Run, RunDetail, RunStatus};
pub use tools::{AvailableTool, ConfigurationStep, Tool, ToolFilter};
pub use triggers_v1::{TriggerEventV1, TriggerV1, TriggerV1Create, TriggerV1Update};
pub use values::{Id, Secret};
pub use versions::AgentVersion;
