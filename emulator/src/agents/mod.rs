//! The Agents API: agents (its paths call them tasks), their runs (executions), tools and compilations.

mod access;
mod browser_profiles;
mod catalogue;
mod compilation;
mod compilations;
mod deployments;
mod executions;
mod fleets;
mod goal;
mod groups;
mod instruction;
mod limits;
mod live;
mod mcp_servers;
mod plan;
mod prices;
mod report;
mod resource_sets;
mod run;
mod run_id;
mod sample;
mod schema;
mod sources;
mod suggestion;
mod task;
mod tasks;
mod timeline;
mod tool;
mod tools;
mod triggers;
mod version;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use http::HeaderValue;
use serde_json::value::RawValue;

use crate::accounts::Moment;
use crate::clock::Micros;
use crate::response::{ApiError, Outcome};
use crate::rest::ids;
use crate::rest::replay::{Need, keyed};
use browser_profiles::Profile;
use compilation::Compilation;
use deployments::Deployments;
use groups::Groups;
use mcp_servers::Servers;
use plan::Plan;
use resource_sets::ResourceSets;
use run::{Progress, Run};
use task::Task;
pub(crate) use timeline::RunStep;
use tool::Tool;
use triggers::Triggers;

/// JSON as the text that was sent or generated.
type Raw = Arc<RawValue>;

/// The value of a request's `Idempotency-Key`.
#[derive(Clone)]
pub(crate) struct IdempotencyKey(pub(crate) HeaderValue);

/// The state of the Agents API for one account.
pub(crate) struct Agents {
    tasks: BTreeMap<String, Task>,
    tools: BTreeMap<u64, Tool>,
    /// A run's id is its position here, counted from 1; runs are never deleted.
    runs: Vec<Run>,
    compilations: Vec<Compilation>,
    /// The actions of tool calls that were made for a run.
    calls: HashMap<u64, Vec<String>>,
    /// The plans of scripted agents.
    scripts: HashMap<String, Arc<Plan>>,
    /// Of the tools that have one.
    profiles: HashMap<u64, Profile>,
    sets: ResourceSets,
    groups: Groups,
    deployments: Deployments,
    servers: Servers,
    triggers: Triggers,
    tools_made: u64,
    tasks_made: u64,
}

impl Agents {
    /// The content of a new account: two configured tools and two agents with known ids.
    pub(crate) fn seeded() -> Self {
        let mut agents = Self {
            tasks: BTreeMap::new(),
            tools: BTreeMap::new(),
            runs: Vec::new(),
            compilations: Vec::new(),
            calls: HashMap::new(),
            scripts: HashMap::new(),
            profiles: HashMap::new(),
            sets: ResourceSets::default(),
            groups: Groups::default(),
            deployments: Deployments::default(),
            servers: Servers::default(),
            triggers: Triggers::default(),
            tools_made: 0,
            tasks_made: 0,
        };
        for entry in ["tavily", "browser"] {
            if let Some(mut tool) = Tool::new(entry, 0) {
                tool.configure();
                agents.add_tool(tool);
            }
        }
        for task in task::seeds() {
            agents.add_task(task);
        }
        agents
    }

    fn add_tool(&mut self, mut tool: Tool) -> u64 {
        self.tools_made += 1;
        tool.id = self.tools_made;
        self.tools.insert(tool.id, tool);
        self.tools_made
    }

    fn add_task(&mut self, mut task: Task) {
        self.tasks_made += 1;
        task.number = self.tasks_made;
        self.tasks.insert(task.uuid.to_string(), task);
    }

    fn task(&self, id: &str) -> Outcome<&Task> {
        self.tasks.get(id).ok_or_else(ApiError::not_found)
    }

    fn run(&self, id: u64) -> Outcome<&Run> {
        place(id)
            .and_then(|place| self.runs.get(place))
            .ok_or_else(ApiError::not_found)
    }

    fn run_mut(&mut self, id: u64) -> Outcome<&mut Run> {
        place(id)
            .and_then(|place| self.runs.get_mut(place))
            .ok_or_else(ApiError::not_found)
    }

    fn compilation(&self, id: u64) -> Outcome<&Compilation> {
        place(id)
            .and_then(|place| self.compilations.get(place))
            .ok_or_else(ApiError::not_found)
    }

    fn compilation_mut(&mut self, id: u64) -> Outcome<&mut Compilation> {
        place(id)
            .and_then(|place| self.compilations.get_mut(place))
            .ok_or_else(ApiError::not_found)
    }

    /// Adds a run of this agent and returns its id.
    fn start(&mut self, task: &str, make: impl FnOnce(&Task, u64, u64) -> Run) -> Outcome<u64> {
        let id = self.runs.len() as u64 + 1;
        let task = self.tasks.get_mut(task).ok_or_else(ApiError::not_found)?;
        task.runs += 1;
        let sequence = task.runs;
        self.runs.push(make(task, id, sequence));
        Ok(id)
    }

    /// Adds runs that end after `polls` polls of their detail, independent of the clock, and returns their ids.
    pub(crate) fn start_counted(
        &mut self,
        task: &str,
        count: u64,
        polls: u64,
        moment: Moment,
    ) -> Outcome<Vec<u64>> {
        let plan = self.plan(self.task(task)?, &run::no_variables());
        let variables = run::no_variables();
        (0..count)
            .map(|_| {
                self.start(task, |task, id, sequence| {
                    let progress = Progress::Counted {
                        needed: polls.max(1),
                        seen: 0,
                    };
                    Run::new(
                        task,
                        id,
                        sequence,
                        Arc::clone(&variables),
                        Arc::clone(&plan),
                        progress,
                        moment.now,
                    )
                })
            })
            .collect()
    }

    /// The plan of a run without an instruction: the agent's script, if it has one.
    fn plan(&self, task: &Task, variables: &Raw) -> Arc<Plan> {
        match self.scripts.get(&*task.uuid) {
            Some(plan) => Arc::clone(plan),
            None => Arc::new(Plan::explore(task, &self.tools_of(task), variables)),
        }
    }

    /// Makes the runs of an agent follow a script, whose pauses are divided by `speed`. Without an
    /// id, the agent is new.
    pub(crate) fn script_agent(
        &mut self,
        id: Option<String>,
        name: Option<String>,
        script: Vec<RunStep>,
        speed: f64,
        now: Micros,
    ) -> Result<String, String> {
        let plan = Arc::new(timeline::plan(script, speed)?);
        if let Some(id) = id.as_deref().filter(|id| id.is_empty() || id.contains('/')) {
            return Err(format!("agent_id {id:?} must be a text without a slash"));
        }
        let id = id.unwrap_or_else(ids::new_uuid);
        if let Some(task) = self.tasks.get_mut(&id) {
            task.name = name.unwrap_or(std::mem::take(&mut task.name));
        } else {
            let name = name.as_deref().unwrap_or("Scripted agent");
            self.add_task(Task::scripted(&id, name, now));
        }
        self.scripts.insert(id.clone(), plan);
        Ok(id)
    }

    /// When the next run or compilation changes.
    pub(crate) fn next_change(&self, now: Micros) -> Option<Micros> {
        let runs = self.runs.iter().filter_map(|run| run.next_change(now));
        let compilations = self.compilations.iter();
        let compilations = compilations.filter_map(|one| one.next_change(now));
        runs.chain(compilations).min()
    }

    fn tools_of(&self, task: &Task) -> Vec<&Tool> {
        task.available_tools
            .iter()
            .filter_map(|id| self.tools.get(id))
            .collect()
    }
}

fn place(id: u64) -> Option<usize> {
    usize::try_from(id.checked_sub(1)?).ok()
}

/// The routes of the API. Every path ends in a slash.
pub(crate) fn routes() -> Router {
    let api = Router::new()
        .route("/tasks/", get(tasks::list).post(tasks::create))
        .route("/tasks/suggest-schema/", post(tasks::suggest_schema))
        .route(
            "/tasks/{id}/",
            get(tasks::detail)
                .patch(tasks::update)
                .delete(tasks::delete),
        )
        .route(
            "/tasks/{id}/run-loop/",
            keyed(Need::Setting, post(tasks::run_loop)),
        )
        .route("/executions/", get(executions::list))
        .route("/executions/prices/", get(prices::list))
        .route("/executions/{id}/prices/", get(prices::detail))
        .route("/executions/{id}/", get(executions::detail))
        .route("/executions/{id}/cancel/", post(executions::cancel))
        .route(
            "/executions/{id}/append-message/",
            post(executions::append_message),
        )
        .route(
            "/executions/{id}/suggest-schema/",
            post(executions::suggest_schema),
        )
        .route("/tools/", get(tools::list).post(tools::create))
        .route("/tools/available/", get(tools::available))
        .route(
            "/tools/{id}/",
            get(tools::detail)
                .patch(tools::update)
                .delete(tools::delete),
        )
        .route("/tools/{id}/provide-config/", post(tools::provide_config))
        .route("/tools/{id}/call/", keyed(Need::Setting, post(tools::call)))
        .route(
            "/tools/{id}/browser-profile/",
            get(browser_profiles::show).post(browser_profiles::create),
        )
        .route(
            "/tools/{id}/browser-profile-reconcile/",
            post(browser_profiles::reconcile),
        )
        .route("/compilations/", get(compilations::list))
        .route(
            "/compilations/{id}/",
            get(compilations::detail).patch(compilations::update),
        )
        .route("/compilations/compile/{id}/", post(compilations::compile))
        .route(
            "/compilations/freeze-instruction/{id}/",
            post(compilations::freeze),
        )
        .route("/compilations/{id}/run/", post(compilations::run))
        .route(
            "/compilations/{id}/run-instruction/",
            keyed(Need::Setting, post(compilations::run_instruction)),
        )
        .route(
            "/compilations/save-instruction/{id}/",
            post(live::save_instruction),
        )
        .route("/compilations/{id}/set-live/", post(live::set_live))
        .route(
            "/compilations/live/{id}/run-instruction/",
            keyed(Need::Key, post(live::run_live)),
        )
        .route("/versions/", get(version::list))
        .route("/versions/{id}/", get(version::detail))
        .merge(resource_sets::routes())
        .merge(groups::routes())
        .merge(deployments::routes())
        .merge(mcp_servers::routes())
        .merge(triggers::routes());
    Router::new()
        .nest("/api/v1/agents", api)
        .route("/visit/{handle}/tool/{public_id}/", get(tools::approve))
        .merge(deployments::visits())
        .merge(mcp_servers::visits())
        .merge(triggers::visits())
}
