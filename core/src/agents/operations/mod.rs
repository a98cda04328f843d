// Generated from api/ by `make generate`; do not edit.
//! The API's operations as data, one file per resource.

pub(crate) mod agent_groups;
pub(crate) mod agents;
pub(crate) mod apps;
pub(crate) mod artifacts;
pub(crate) mod compilations;
pub(crate) mod deployments;
pub(crate) mod mcp_resource_sets;
pub(crate) mod mcp_servers;
pub(crate) mod projects;
pub(crate) mod runs;
pub(crate) mod shares;
pub(crate) mod teams;
pub(crate) mod tools;
pub(crate) mod triggers_v1;
pub(crate) mod versions;

use crate::agents::operation::Operation;

const ALL: [&[&Operation]; 15] = [
    agent_groups::OPERATIONS,
    agents::OPERATIONS,
    apps::OPERATIONS,
    artifacts::OPERATIONS,
    compilations::OPERATIONS,
    deployments::OPERATIONS,
    mcp_resource_sets::OPERATIONS,
    mcp_servers::OPERATIONS,
    projects::OPERATIONS,
    runs::OPERATIONS,
    shares::OPERATIONS,
    teams::OPERATIONS,
    tools::OPERATIONS,
    triggers_v1::OPERATIONS,
    versions::OPERATIONS,
];

/// All operations that [`Client::call`](crate::Client::call) knows.
///
/// ```
/// assert!(flymyai_core::operations().any(|operation| operation.name() == "runs.get"));
/// ```
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    ALL.into_iter().flatten().copied()
}
