//! Routes of compilations.

use std::sync::Arc;

use axum::response::Response;
use http::StatusCode;

use super::compilation::{Compilation, Compiled};
use super::deployments::Customer;
use super::plan::Plan;
use super::run_id::RunId;
use super::version::Version;
use super::{Agents, Raw, instruction, limits, run_id};
use crate::accounts::{Account, Moment};
use crate::response::{CurrentAccount, Fields, Id, Outcome, json};
use crate::rest::origin::Origin;
use crate::rest::pages::{Order, array_or_links};
use crate::rest::query::Query;

/// The compilations that the filters leave, newest first; pages with links if the request asks for a page.
pub(super) async fn list(
    CurrentAccount(account): CurrentAccount,
    origin: Origin,
    query: Query,
) -> Outcome<Response> {
    let moment = account.moment();
    let standard = account.settings().list_page_size;
    let execution = query.get("execution").map(run_id::number);
    let is_live = query.flag("is_live")?;
    let agents = account.agents();
    let rows = agents
        .compilations
        .iter()
        .filter(|compilation| {
            query
                .get("task")
                .is_none_or(|task| &*compilation.task == task)
                && execution.is_none_or(|wanted| wanted == Some(compilation.execution))
                && is_live.is_none_or(|wanted| wanted == compilation.is_live)
        })
        .map(|compilation| (compilation.id, compilation.view(moment)));
    let list = array_or_links(&query, &origin, standard, Order::NewestFirst, rows)?;
    Ok(json(StatusCode::OK, &list))
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
pub(super) async fn compile(
    CurrentAccount(account): CurrentAccount,
    RunId(execution): RunId,
) -> Outcome {
    begin(&account, execution, true)
}

/// Freezes a run into an instruction.
pub(super) async fn freeze(
    CurrentAccount(account): CurrentAccount,
    RunId(execution): RunId,
) -> Outcome {
    begin(&account, execution, false)
}

fn begin(account: &Account, execution: u64, with_script: bool) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let outcome = agents.distill(execution, with_script, moment)?;
    let task = agents.run(execution)?.task.clone();
    let id = agents.compilations.len() as u64 + 1;
    // It is there when the compilation is ready, three steps from now.
    let version = outcome.as_ref().ok().and_then(|compiled| {
        Version::of(
            &agents,
            &task,
            id,
            &compiled.instruction,
            moment.in_steps(3),
        )
    });
    if version.is_some() {
        agents.write_preview(&task);
    }
    let mut compilation = Compilation::new(id, execution, task, outcome, moment);
    compilation.version = version;
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

/// Starts a run that follows the frozen instruction, for the owner or for a customer of a deployment.
pub(super) async fn run_instruction(
    CurrentAccount(account): CurrentAccount,
    Id(id): Id,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    agents.compilation(id)?.ready(moment.now)?;
    if let Some(customer) = Customer::read(&fields)? {
        limits::forbid(&fields)?;
        agents.check_customer(&customer, moment)?;
    }
    follow(&mut agents, id, &fields, moment)
}

/// Starts a run of this compilation's instruction, with the limits of its run unless the request has its own.
pub(super) fn follow(agents: &mut Agents, id: u64, fields: &Fields, moment: Moment) -> Outcome {
    let compilation = agents.compilation(id)?;
    let (task, execution) = (compilation.task.clone(), compilation.execution);
    let variables = agents.task(&task)?.variables(fields)?;
    let limits = match limits::read(fields)? {
        Some(limits) => Some(limits),
        None => agents.run(execution)?.limits.clone(),
    };
    let run = agents.follow(&task, variables, execution, moment)?;
    agents.run_mut(run)?.limits = limits;
    Ok(json(StatusCode::CREATED, &agents.run(run)?.detail(moment)))
}

impl Agents {
    /// Starts a run that follows the calls of this execution.
    pub(super) fn follow(
        &mut self,
        task: &str,
        variables: Raw,
        execution: u64,
        moment: Moment,
    ) -> Outcome<u64> {
        let plan = {
            let task = self.task(task)?;
            Arc::new(Plan::follow(task, &self.tools_of(task), &variables))
        };
        self.start_by_clock(task, variables, plan, Some(execution), moment)
    }
}
