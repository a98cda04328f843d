// Generated from api/agents.toml by `make generate`; do not edit.
//! Agents: a goal, the tools for it, and the schemas of input and output.

use serde_json::Value;

use crate::agents::call::TypedCall;
use crate::agents::client::Client;
use crate::agents::models::{
    Agent, AgentCreate, AgentDetail, AgentRun, AgentRunWait, AgentSchemaRequest, Compilation, Id,
    RunDetail, SchemaSuggestion,
};
use crate::agents::operation::Arguments;
use crate::agents::operations::agents as table;
use crate::agents::page_stream::{PageStream, TypedRows};
use crate::error::Error;

/// The agents of this account.
///
/// See [`Client::agents`].
#[derive(Clone, Copy, Debug)]
pub struct Agents<'a>(pub(super) &'a Client);

impl Client {
    /// The agents of this account.
    #[must_use]
    pub fn agents(&self) -> Agents<'_> {
        Agents(self)
    }
}

impl Agents<'_> {
    /// Creates an agent and returns it.
    pub fn create(&self, options: &AgentCreate) -> TypedCall<Agent> {
        TypedCall::with_fields(self.0, &table::CREATE, None, options)
    }

    /// Yields the rows of `list` one by one.
    ///
    /// A page is requested when its first row is needed, so that the memory for a list of any
    /// length is that of one page.
    ///
    /// # Errors
    ///
    /// Arguments that can't be used.
    pub fn iter(&self, page_size: Option<i64>) -> Result<TypedRows<Agent>, Error> {
        let call: TypedCall<()> = {
            let fields = serde_json::json!({ "page_size": page_size });
            TypedCall::with_fields(self.0, &table::LIST, None, &fields)
        };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }

    /// Returns one agent with its tools.
    pub fn get(&self, agent_id: impl Into<Id>) -> TypedCall<AgentDetail> {
        TypedCall::new(self.0, &table::GET, Arguments::of(agent_id))
    }

    /// Changes an agent and returns it.
    pub fn update(&self, agent_id: impl Into<Id>, fields: &Value) -> TypedCall<Agent> {
        TypedCall::with_fields(self.0, &table::UPDATE, Some(agent_id.into()), fields)
    }

    /// Deletes an agent.
    pub fn delete(&self, agent_id: impl Into<Id>) -> TypedCall<()> {
        TypedCall::new(self.0, &table::DELETE, Arguments::of(agent_id))
    }

    /// Starts a run of an agent and returns it; the same as `runs.create`.
    ///
    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.
    pub fn run(&self, agent_id: impl Into<Id>, options: &AgentRun) -> TypedCall<RunDetail> {
        TypedCall::with_fields(self.0, &table::RUN, Some(agent_id.into()), options)
    }

    /// Starts a run of an agent, and returns it once it has ended: completed, failed or
    /// cancelled.
    ///
    /// The timeout covers the start and the wait. All attempts to start the run send the same
    /// idempotency key, so there is one run. If the wait ends earlier, the run goes on.
    ///
    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.
    ///
    /// See [`TypedCall::wait_options`] for the timeout and the poll interval.
    pub fn run_and_wait(
        &self,
        agent_id: impl Into<Id>,
        options: &AgentRunWait,
    ) -> TypedCall<RunDetail> {
        TypedCall::with_fields(self.0, &table::RUN_AND_WAIT, Some(agent_id.into()), options)
    }

    /// Starts to freeze a run into an instruction, and returns the compilation at once;
    /// `agents.compile_from_run` also waits for it.
    pub fn freeze(&self, run_id: impl Into<Id>) -> TypedCall<Compilation> {
        TypedCall::new(self.0, &table::FREEZE, Arguments::of(run_id))
    }

    /// Returns input and output schemas that fit a goal.
    pub fn suggest_schema(&self, options: &AgentSchemaRequest) -> TypedCall<SchemaSuggestion> {
        TypedCall::with_fields(self.0, &table::SUGGEST_SCHEMA, None, options)
    }

    /// Freezes a run into an instruction, and returns the compilation once it is ready.
    ///
    /// See [`TypedCall::wait_options`] for the timeout and the poll interval.
    pub fn compile_from_run(&self, run_id: impl Into<Id>) -> TypedCall<Compilation> {
        TypedCall::new(self.0, &table::COMPILE_FROM_RUN, Arguments::of(run_id))
    }
}
