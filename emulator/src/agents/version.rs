//! Versions: immutable copies of compilations, and the requirements of their runs.

use http::StatusCode;
use serde::Serialize;
use serde_json::{Value, json};

use super::task::Task;
use super::{Agents, Raw, catalogue};
use crate::accounts::Moment;
use crate::clock::Stamp;
use crate::response::{self, ApiError, CurrentAccount, Name, Outcome};
use crate::rest::ids::new_uuid;
use crate::rest::origin::Origin;
use crate::rest::pages::{Order, PageRequest};
use crate::rest::query::Query;

#[derive(Clone, Serialize)]
pub(super) struct Version {
    pub(super) public_id: String,
    pub(super) agent_task: String,
    version_number: u64,
    pub(super) source_compilation: u64,
    instruction_md: String,
    runtime_manifest: Value,
    input_schema: Option<Raw>,
    output_schema: Option<Raw>,
    llm_model: &'static str,
    effort: &'static str,
    created_at: Stamp,
    #[serde(skip)]
    pub(super) requirements: Vec<Requirement>,
}

/// A connection that runs of a version need.
#[derive(Clone, Serialize)]
pub(super) struct Requirement {
    public_id: String,
    agent_version: String,
    pub(super) slot: String,
    pub(super) toolkit_slug: String,
    adapter_provider: &'static str,
    cardinality: &'static str,
    pub(super) connection_required: bool,
    hosted_setup_supported: bool,
    exact_actions: Vec<String>,
    inferred_actions: [(); 0],
    risk_class: &'static str,
    policy: Value,
    created_at: Stamp,
    updated_at: Stamp,
    /// The owner's tool that the run was made with.
    #[serde(skip)]
    pub(super) tool: u64,
}

impl Version {
    /// The version that a compilation with this id makes.
    pub(super) fn of(
        agents: &Agents,
        task: &str,
        compilation: u64,
        instruction: &str,
        created_at: Stamp,
    ) -> Option<Self> {
        let task = agents.task(task).ok()?;
        let public_id = new_uuid();
        let earlier = agents
            .compilations
            .iter()
            .filter_map(|compilation| compilation.version.as_ref())
            .filter(|version| *version.agent_task == *task.uuid);
        Some(Self {
            agent_task: task.uuid.to_string(),
            version_number: earlier.count() as u64 + 1,
            source_compilation: compilation,
            instruction_md: instruction.to_owned(),
            runtime_manifest: manifest(agents, task),
            input_schema: task.input_schema.clone(),
            output_schema: task.output_schema.clone(),
            llm_model: "emulated",
            effort: "medium",
            requirements: requirements(agents, task, &public_id, created_at),
            public_id,
            created_at,
        })
    }
}

fn manifest(agents: &Agents, task: &Task) -> Value {
    let tools: Vec<_> = agents
        .tools_of(task)
        .iter()
        .map(|tool| json!({ "mcp_tool": tool.mcp_tool, "alias": tool.alias }))
        .collect();
    json!({ "schema": "flymy.runtime-manifest.v1", "tools": tools })
}

/// One for each tool that has to be configured. Tools of one kind differ by their alias.
fn requirements(
    agents: &Agents,
    task: &Task,
    version: &str,
    created_at: Stamp,
) -> Vec<Requirement> {
    let needed = agents.tools_of(task);
    needed
        .into_iter()
        .filter(|tool| tool.needs_configuration())
        .map(|tool| Requirement {
            public_id: new_uuid(),
            agent_version: version.to_owned(),
            slot: if tool.alias == "default" {
                tool.mcp_tool.clone()
            } else {
                tool.alias.clone()
            },
            toolkit_slug: tool.mcp_tool.clone(),
            adapter_provider: "emulator",
            cardinality: "one",
            connection_required: true,
            hosted_setup_supported: true,
            exact_actions: vec![catalogue::function(&tool.mcp_tool)],
            inferred_actions: [],
            risk_class: "read",
            policy: json!({}),
            created_at,
            updated_at: created_at,
            tool: tool.id,
        })
        .collect()
}

impl Agents {
    /// The versions that are there by now, with the numbers they are sorted by.
    pub(super) fn versions(&self, moment: Moment) -> impl Iterator<Item = (u64, &Version)> {
        self.compilations
            .iter()
            .filter(move |compilation| compilation.ready(moment.now).is_ok())
            .filter_map(|compilation| Some((compilation.id, compilation.version.as_ref()?)))
    }

    pub(super) fn version(&self, id: &str, moment: Moment) -> Option<&Version> {
        self.versions(moment)
            .map(|(_, version)| version)
            .find(|version| version.public_id == id)
    }
}

pub(super) async fn list(
    CurrentAccount(account): CurrentAccount,
    origin: Origin,
    query: Query,
) -> Outcome {
    let moment = account.moment();
    let standard = account.settings().list_page_size.unwrap_or(100);
    let wanted = PageRequest::read(&query, standard, 100)?;
    let agents = account.agents();
    let rows = agents.versions(moment).filter(|(_, version)| {
        query
            .get("agent_task")
            .is_none_or(|task| version.agent_task == task)
    });
    let page = wanted.cut(rows, Order::NewestFirst);
    Ok(response::json(
        StatusCode::OK,
        &page.linked(&query, &origin, wanted.size()),
    ))
}

pub(super) async fn detail(CurrentAccount(account): CurrentAccount, Name(id): Name) -> Outcome {
    let moment = account.moment();
    let agents = account.agents();
    let version = agents
        .version(&id, moment)
        .ok_or_else(ApiError::not_found)?;
    Ok(response::json(StatusCode::OK, version))
}
