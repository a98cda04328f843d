// Generated from api/ by `make generate`; do not edit.
//! The typed methods, one file per resource; `handwritten.rs` has those with a
//! behaviour of their own.

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
mod versions;

pub use agent_groups::AgentGroups;
pub use agents::Agents;
pub use apps::Apps;
pub use artifacts::Artifacts;
pub use compilations::Compilations;
pub use deployments::Deployments;
pub use mcp_resource_sets::McpResourceSets;
pub use mcp_servers::McpServers;
pub use projects::Projects;
pub use runs::Runs;
pub use shares::McpShares;
pub use teams::McpTeams;
pub use tools::Tools;
pub use triggers_v1::TriggersV1;
pub use versions::Versions;
