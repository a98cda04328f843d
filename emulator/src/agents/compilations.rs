//! Routes of compilations.

use axum::Extension;
use axum::response::Response;
use http::{StatusCode, Uri};

use super::compilation::{Compilation, Compiled};
use super::plan::Plan;
use super::{Agents, IdempotencyKey, instruction};
use crate::accounts::{Account, Moment};
use crate::response::{CurrentAccount, Fields, Id, Outcome, json};

pub(super) async fn list(CurrentAccount(account): CurrentAccount) -> Response {
    let moment = account.moment();
    let agents = account.agents();
    let newest_first: Vec<_> = agents
        .compilations
        .iter()
        .rev()
        .map(|compilation| compilation.view(moment))
        .collect();
    json(StatusCode::OK, &newest_first)
}

pub(super) async fn detail(CurrentAccount(account): CurrentAccount, Id(id): Id) -> Outcome {
    let moment = account.moment();
    Ok(json(
        StatusCode::OK,
        &account.agents().compilation(id)?.view(moment),
    ))
}

pub(super) async fn update(
    CurrentAccount(account): CurrentAccount,
    Id(id): Id,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let compilation = agents.compilation_mut(id)?;
    compilation.update(&fields, moment.now)?;
    Ok(json(StatusCode::OK, &compilation.view(moment)))
}

/// Compiles a run into a script.
pub(super) async fn compile(CurrentAccount(account): CurrentAccount, Id(execution): Id) -> Outcome {
    begin(&account, execution, true)
}

/// Freezes a run into an instruction.
pub(super) async fn freeze(CurrentAccount(account): CurrentAccount, Id(execution): Id) -> Outcome {
    begin(&account, execution, false)
}

fn begin(account: &Account, execution: u64, with_script: bool) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let outcome = agents.distill(execution, with_script, moment)?;
    let task = agents.run(execution)?.task.clone();
    let id = agents.compilations.len() as u64 + 1;
    let compilation = Compilation::new(id, execution, task, outcome, moment);
    let response = json(StatusCode::CREATED, &compilation.view(moment));
    agents.compilations.push(compilation);
    Ok(response)
}

impl Agents {
    /// The result of compiling a run: only one that has completed holds a pipeline.
    fn distill(
        &self,
        execution: u64,
        with_script: bool,
        moment: Moment,
    ) -> Outcome<Result<Compiled, String>> {
        let run = self.run(execution)?;
        let Some(result) = run.result(moment.now) else {
            let status = run.status(moment.now);
            return Ok(Err(format!(
                "Run {execution} cannot be frozen: its status is {status}, not completed."
            )));
        };
        let Ok(task) = self.task(&run.task) else {
            return Ok(Err(format!(
                "Run {execution} cannot be frozen: its agent was deleted."
            )));
        };
        Ok(Ok(Compiled {
            instruction: instruction::markdown(task, &run.plan),
            script: if with_script {
                instruction::script(task, &run.plan)
            } else {
                String::new()
            },
            result: result.clone(),
        }))
    }
}

/// Runs the compiled script; the response is the compilation, not a run.
pub(super) async fn run(CurrentAccount(account): CurrentAccount, Id(id): Id) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let compilation = agents.compilation_mut(id)?;
    compilation.launch(moment.now)?;
    Ok(json(StatusCode::OK, &compilation.view(moment)))
}

/// Starts a run that follows the frozen instruction.
pub(super) async fn run_instruction(
    CurrentAccount(account): CurrentAccount,
    Id(id): Id,
    uri: Uri,
    key: Option<Extension<IdempotencyKey>>,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let compilation = agents.compilation(id)?;
    compilation.ready(moment.now)?;
    let (task, execution) = (compilation.task.clone(), compilation.execution);
    let variables = agents.task(&task)?.variables(&fields)?;
    let run = agents.start_once(&uri, key.map(|Extension(key)| key), |agents| {
        let plan = {
            let task = agents.task(&task)?;
            Plan::follow(task, &agents.tools_of(task), &variables)
        };
        agents.start_by_clock(&task, variables, plan, Some(execution), moment)
    })?;
    Ok(json(StatusCode::CREATED, &agents.run(run)?.detail(moment)))
}
