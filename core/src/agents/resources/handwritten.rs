//! Typed methods that the generator can't write.

use serde::Serialize;
use serde_json::Value;

use crate::agents::call::TypedCall;
use crate::agents::events::TypedEvents;
use crate::agents::models::{
    Agent, ArtifactFromDirectory, ArtifactPublishDirectory, Compilation, CompilationFilter, Id,
    Run, RunCreate, RunCreateWait, RunDetail, Tool, ToolFilter,
};
use crate::agents::operation::Arguments;
use crate::agents::operations::{agents, artifacts, compilations, runs as table, tools};
use crate::agents::resources::{Agents, Artifacts, Compilations, Runs, Tools};
use crate::agents::wait::WaitOptions;
use crate::error::Error;

/// Options together with the directory that is sent.
#[derive(Serialize)]
struct WithDirectory<'a, T> {
    directory: &'a str,
    #[serde(flatten)]
    options: &'a T,
}

impl Artifacts<'_> {
    /// Makes an artifact of the files of a directory, which are read while they are sent.
    ///
    /// [`walk_directory`](crate::walk_directory) has the rules of directories. A directory that
    /// can't be sent, and a file that changes while it is sent, are errors that name it; nothing
    /// is made then.
    pub fn create_from_directory(
        &self,
        directory: &str,
        options: &ArtifactFromDirectory,
    ) -> TypedCall<Value> {
        let fields = WithDirectory { directory, options };
        TypedCall::with_fields(self.0, &artifacts::CREATE_FROM_DIRECTORY, None, &fields)
    }

    /// Adds a version with the files of a directory, of which only those are sent that differ
    /// from the version that it is based on. Files that are not in the directory are taken away.
    ///
    /// The rules are those of [`create_from_directory`](Self::create_from_directory).
    pub fn publish_directory(
        &self,
        artifact_id: impl Into<Id>,
        directory: &str,
        options: &ArtifactPublishDirectory,
    ) -> TypedCall<Value> {
        let fields = WithDirectory { directory, options };
        let id = Some(artifact_id.into());
        TypedCall::with_fields(self.0, &artifacts::PUBLISH_DIRECTORY, id, &fields)
    }
}

impl Agents<'_> {
    /// Returns the agents of this account.
    pub fn list(&self) -> TypedCall<Vec<Agent>> {
        TypedCall::new(self.0, &agents::LIST, Arguments::default())
    }
}

impl Tools<'_> {
    /// Returns the tools of this account.
    pub fn list(&self) -> TypedCall<Vec<Tool>> {
        TypedCall::new(self.0, &tools::LIST, Arguments::default())
    }

    /// Returns the tools that the filter names.
    pub fn list_with(&self, filter: &ToolFilter) -> TypedCall<Vec<Tool>> {
        TypedCall::with_fields(self.0, &tools::LIST, None, filter)
    }
}

impl Compilations<'_> {
    /// Returns all compilations of this account.
    pub fn list(&self) -> TypedCall<Vec<Compilation>> {
        TypedCall::new(self.0, &compilations::LIST, Arguments::default())
    }

    /// Returns the compilations that the filter names.
    pub fn list_with(&self, filter: &CompilationFilter) -> TypedCall<Vec<Compilation>> {
        TypedCall::with_fields(self.0, &compilations::LIST, None, filter)
    }
}

impl Runs<'_> {
    /// Starts a run of an agent that needs no variables.
    ///
    /// With an idempotency key it may be sent again after a failure.
    pub fn create(&self, agent_id: impl Into<Id>) -> TypedCall<RunDetail> {
        TypedCall::new(self.0, &table::CREATE, Arguments::of(agent_id))
    }

    /// Starts a run of an agent with these variables.
    pub fn create_with(
        &self,
        agent_id: impl Into<Id>,
        variables: serde_json::Value,
    ) -> TypedCall<RunDetail> {
        let fields = serde_json::json!({ "variables": variables });
        TypedCall::with_fields(self.0, &table::CREATE, Some(agent_id.into()), &fields)
    }

    /// Starts a run of an agent with a message, variables or limits.
    pub fn create_from(&self, options: &RunCreate) -> TypedCall<RunDetail> {
        let agent_id = Some(options.agent_id.clone());
        let RunCreate {
            variables,
            message,
            subagent_limits,
            ..
        } = options;
        let fields = serde_json::json!({
            "variables": variables,
            "message": message,
            "subagent_limits": subagent_limits,
        });
        TypedCall::with_fields(self.0, &table::CREATE, agent_id, &fields)
    }

    /// Starts a run of an agent, and returns it once it has ended; the same as
    /// [`Agents::run_and_wait`].
    pub fn create_and_wait(&self, options: &RunCreateWait) -> TypedCall<RunDetail> {
        let agent_id = Some(options.agent_id.clone());
        let RunCreateWait {
            variables,
            message,
            subagent_limits,
            ..
        } = options;
        let fields = serde_json::json!({
            "variables": variables,
            "message": message,
            "subagent_limits": subagent_limits,
        });
        TypedCall::with_fields(self.0, &table::CREATE_AND_WAIT, agent_id, &fields)
    }

    /// All runs, newest first.
    pub fn list(&self) -> TypedCall<Vec<Run>> {
        TypedCall::new(self.0, &table::LIST, Arguments::default())
    }

    /// One agent's runs, newest first.
    pub fn list_of_agent(&self, agent_id: &str) -> TypedCall<Vec<Run>> {
        let fields = serde_json::json!({ "agent_id": agent_id });
        TypedCall::with_fields(self.0, &table::LIST, None, &fields)
    }

    /// Follows a run's events, polling each second for up to 300 seconds.
    ///
    /// # Errors
    ///
    /// An id that can't be used. Nothing is sent before the first event is requested.
    pub fn stream_events(&self, run_id: impl Into<Id>) -> Result<TypedEvents, Error> {
        self.stream_events_with(run_id, WaitOptions::of_events())
    }

    /// Follows a run's events with these options.
    ///
    /// # Errors
    ///
    /// An id or an option that can't be used.
    pub fn stream_events_with(
        &self,
        run_id: impl Into<Id>,
        wait: WaitOptions,
    ) -> Result<TypedEvents, Error> {
        self.0
            .event_stream(run_id.into().to_string(), wait)
            .map(TypedEvents::new)
    }
}
