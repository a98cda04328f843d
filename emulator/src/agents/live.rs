//! Live versions: saved instructions, which one of them is live, and runs that follow it.

use axum::response::Response;
use http::StatusCode;

use super::compilation::{Compilation, Compiled, Labels};
use super::compilations::follow;
use super::run_id::RunId;
use super::{Agents, version};
use crate::accounts::Moment;
use crate::response::{ApiError, CurrentAccount, Fields, Id, Name, Outcome, json};

/// Saves an instruction as a compilation of its own.
pub(super) async fn save_instruction(
    CurrentAccount(account): CurrentAccount,
    RunId(execution): RunId,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let task = agents.run(execution)?.task.clone();
    agents.task(&task)?;
    let instruction = fields.required_text("instruction_md")?;
    let name = fields.short_text("name", 255)?.unwrap_or_default();
    let note = fields.short_text("note", 2_000)?.unwrap_or_default();
    let live = fields.flag("make_live")?.unwrap_or(false);
    let source = fields.whole("source_compilation_id", 1, u64::MAX)?;
    if let Some(source) = source {
        let known = agents
            .compilation(source)
            .is_ok_and(|source| source.task == task);
        if !known {
            let text = "It is not a compilation of this agent.";
            return Err(ApiError::invalid("source_compilation_id", text));
        }
    }
    let result = agents.run(execution)?.result(moment.now).cloned();
    let compiled = Compiled {
        instruction,
        script: String::new(),
        result: result.unwrap_or_else(super::run::no_variables),
    };
    let id = agents.compilations.len() as u64 + 1;
    let labels = Labels { name, note, source };
    let version = version::Version::of(&agents, &task, id, &compiled.instruction, moment.wall());
    let mut compilation = Compilation::new(id, execution, task, Ok(compiled), moment);
    compilation.save_as(labels);
    compilation.version = version;
    agents.compilations.push(compilation);
    if live {
        agents.set_live(id)?;
    }
    let view = agents.compilation(id)?.view(moment);
    Ok(json(StatusCode::CREATED, &view))
}

/// Makes a compilation the live version of its agent.
pub(super) async fn set_live(CurrentAccount(account): CurrentAccount, Id(id): Id) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    agents.compilation(id)?.ready(moment.now)?;
    agents.set_live(id)?;
    let task = agents.compilation(id)?.task.clone();
    let deployments = agents.deployments.of_agent(&task);
    let mut view = agents.compilation(id)?.view(moment);
    view.deployments = Some(deployments);
    Ok(json(StatusCode::OK, &view))
}

/// Starts a run that follows the live version.
pub(super) async fn run_live(
    CurrentAccount(account): CurrentAccount,
    Name(task): Name,
    fields: Fields,
) -> Outcome<Response> {
    let moment = account.moment();
    let mut agents = account.agents();
    agents.task(&task)?;
    let live = agents.live(&task, moment).ok_or_else(|| {
        ApiError::coded(
            StatusCode::NOT_FOUND,
            "no_live_version",
            "The agent has no live version.",
        )
    })?;
    follow(&mut agents, live, &fields, moment)
}

impl Agents {
    fn set_live(&mut self, id: u64) -> Outcome<()> {
        let task = self.compilation(id)?.task.clone();
        for compilation in &mut self.compilations {
            if compilation.task == task {
                compilation.is_live = compilation.id == id;
            }
        }
        Ok(())
    }

    /// The live compilation of an agent.
    pub(super) fn live(&self, task: &str, moment: Moment) -> Option<u64> {
        self.compilations
            .iter()
            .find(|compilation| {
                compilation.is_live
                    && &*compilation.task == task
                    && compilation.ready(moment.now).is_ok()
            })
            .map(|compilation| compilation.id)
    }
}
