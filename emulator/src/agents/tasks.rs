//! Routes of agents.

use std::sync::Arc;

use axum::response::Response;
use http::StatusCode;

use super::plan::Plan;
use super::run::{Progress, Run};
use super::suggestion::Suggestion;
use super::task::Task;
use super::{Agents, Raw, limits};
use crate::accounts::Moment;
use crate::response::{ApiError, CurrentAccount, Fields, Name, Outcome, json, no_content};
use crate::rest::pages::{Order, PageRequest};
use crate::rest::query::Query;

/// All agents, oldest first; with `pagination=cursor` a page of them without their goals.
pub(super) async fn list(
    CurrentAccount(account): CurrentAccount,
    query: Query,
) -> Outcome<Response> {
    let moment = account.moment();
    let agents = account.agents();
    if query.get("pagination") == Some("cursor") || query.has("cursor") {
        let wanted = PageRequest::read(&query, 100, 100)?;
        let rows = agents
            .tasks
            .values()
            .map(|task| (task.number, task.compact_row(&agents.tools, moment)));
        let page = wanted.cut(rows, Order::OldestFirst);
        return Ok(json(StatusCode::OK, &page.envelope()));
    }
    let mut tasks: Vec<&Task> = agents.tasks.values().collect();
    tasks.sort_by_key(|task| task.number);
    let rows: Vec<_> = tasks
        .iter()
        .map(|task| task.row(&agents.tools, moment))
        .collect();
    Ok(json(StatusCode::OK, &rows))
}

pub(super) async fn create(CurrentAccount(account): CurrentAccount, fields: Fields) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let mut task = Task::create(&fields, &agents.tools, moment.now)?;
    agents.set_access(&mut task, &fields)?;
    let response = json(StatusCode::CREATED, &task.row(&agents.tools, moment));
    agents.add_task(task);
    Ok(response)
}

pub(super) async fn detail(CurrentAccount(account): CurrentAccount, Name(id): Name) -> Outcome {
    let moment = account.moment();
    let agents = account.agents();
    Ok(json(
        StatusCode::OK,
        &agents.task(&id)?.detail(&agents.tools, moment),
    ))
}

pub(super) async fn update(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let mut task = agents.task(&id)?.clone();
    task.update(&fields, &agents.tools, moment.now)?;
    agents.set_access(&mut task, &fields)?;
    let response = json(StatusCode::OK, &task.row(&agents.tools, moment));
    agents.tasks.insert(id, task);
    Ok(response)
}

pub(super) async fn delete(CurrentAccount(account): CurrentAccount, Name(id): Name) -> Outcome {
    let mut agents = account.agents();
    agents.tasks.remove(&id).ok_or_else(ApiError::not_found)?;
    agents.groups.forget_agent(&id);
    agents.triggers.forget_agent(&id);
    Ok(no_content())
}

pub(super) async fn suggest_schema(fields: Fields) -> Outcome {
    let prompt = fields.required_text("user_prompt")?;
    let describe = fields
        .read("generate_descriptions", "Must be a valid boolean.")?
        .unwrap_or(false);
    let (input, output) = (hint(&fields, "input_hint")?, hint(&fields, "output_hint")?);
    suggest(&prompt, input.as_deref(), output.as_deref(), describe)
        .map(|found| json(StatusCode::OK, &found))
}

pub(super) fn hint(fields: &Fields, name: &str) -> Outcome<Option<String>> {
    Ok(fields
        .read::<Option<String>>(name, "Not a valid string.")?
        .flatten())
}

/// A suggestion, unless the goal demands a failure.
pub(super) fn suggest(
    prompt: &str,
    input: Option<&str>,
    output: Option<&str>,
    describe: bool,
) -> Outcome<Suggestion> {
    if super::goal::fails(prompt) {
        let text = "The model did not come up with a schema.";
        return Err(ApiError::detail(StatusCode::BAD_GATEWAY, text));
    }
    Ok(Suggestion::new(
        &super::goal::text(prompt),
        input,
        output,
        describe,
    ))
}

pub(super) async fn run_loop(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let variables = agents.task(&id)?.variables(&fields)?;
    let message = fields.optional_text("message")?;
    let limits = limits::read(&fields)?;
    let task = agents.task(&id)?;
    let plan = agents.plan(task, &variables);
    let run = agents.start_by_clock(&id, variables, plan, None, moment)?;
    let started = agents.run_mut(run)?;
    started.message = message;
    started.limits = limits;
    Ok(json(StatusCode::CREATED, &agents.run(run)?.detail(moment)))
}

impl Agents {
    pub(super) fn start_by_clock(
        &mut self,
        task: &str,
        variables: Raw,
        plan: Arc<Plan>,
        previous: Option<u64>,
        moment: Moment,
    ) -> Outcome<u64> {
        self.start(task, |task, id, sequence| {
            let progress = Progress::Clock { pace: moment.pace };
            let mut run = Run::new(task, id, sequence, variables, plan, progress, moment.now);
            run.previous = previous;
            run
        })
    }
}
