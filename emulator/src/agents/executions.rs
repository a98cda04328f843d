//! Routes of runs, which the API calls executions.

use axum::response::Response;
use http::StatusCode;

use super::run_id::RunId;
use super::tasks::{hint, suggest};
use crate::response::{ApiError, CurrentAccount, Fields, Outcome, json, no_content};
use crate::rest::origin::Origin;
use crate::rest::pages::{Order, array_or_links};
use crate::rest::query::Query;

/// All runs, newest first; pages with links if the request asks for a page.
pub(super) async fn list(
    CurrentAccount(account): CurrentAccount,
    origin: Origin,
    query: Query,
) -> Outcome<Response> {
    let moment = account.moment();
    let standard = account.settings().list_page_size;
    let agents = account.agents();
    let rows = agents.runs.iter().map(|run| (run.id, run.row(moment)));
    let list = array_or_links(&query, &origin, standard, Order::NewestFirst, rows)?;
    Ok(json(StatusCode::OK, &list))
}

pub(super) async fn detail(CurrentAccount(account): CurrentAccount, RunId(id): RunId) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let run = agents.run_mut(id)?;
    run.poll();
    Ok(json(StatusCode::OK, &run.detail(moment)))
}

pub(super) async fn cancel(CurrentAccount(account): CurrentAccount, RunId(id): RunId) -> Outcome {
    let now = account.moment().now;
    account.agents().run_mut(id)?.cancel(now);
    Ok(no_content())
}

pub(super) async fn append_message(
    CurrentAccount(account): CurrentAccount,
    RunId(id): RunId,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let run = agents.run_mut(id)?;
    let text = fields.required_text("text")?;
    let effort = fields.choice("effort", &["low", "medium", "high"])?;
    let model = fields.optional_text("model")?;
    run.append_message(text, moment.now);
    // Clients of 1.1 read a whole run here, those of 1.2 only its declared members.
    let mut view = run.detail(moment);
    view.effort = effort.map(str::to_owned);
    view.model = model;
    Ok(json(StatusCode::OK, &view))
}

/// Suggests schemas for the run's agent and gives them to it.
pub(super) async fn suggest_schema(
    CurrentAccount(account): CurrentAccount,
    RunId(id): RunId,
    fields: Fields,
) -> Outcome {
    let now = account.moment().now;
    let (input, output) = (
        hint(&fields, "inputs_prompt")?,
        hint(&fields, "outputs_prompt")?,
    );
    let mut agents = account.agents();
    let task = agents.run(id)?.task.clone();
    let task = agents
        .tasks
        .get_mut(&*task)
        .ok_or_else(ApiError::not_found)?;
    let suggestion = suggest(&task.user_prompt, input.as_deref(), output.as_deref(), true)?;
    task.set_schemas(&suggestion.input_schema, &suggestion.output_schema, now);
    Ok(json(StatusCode::OK, &suggestion))
}
