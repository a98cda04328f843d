//! Routes of runs, which the API calls executions.

use axum::response::Response;
use http::StatusCode;

use super::tasks::{hint, suggest};
use crate::response::{ApiError, CurrentAccount, Fields, Id, Outcome, json, no_content};

pub(super) async fn list(CurrentAccount(account): CurrentAccount) -> Response {
    let moment = account.moment();
    let agents = account.agents();
    let newest_first: Vec<_> = agents
        .runs
        .iter()
        .rev()
        .map(|run| run.row(moment))
        .collect();
    json(StatusCode::OK, &newest_first)
}

pub(super) async fn detail(CurrentAccount(account): CurrentAccount, Id(id): Id) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let run = agents.run_mut(id)?;
    run.poll();
    Ok(json(StatusCode::OK, &run.detail(moment)))
}

pub(super) async fn cancel(CurrentAccount(account): CurrentAccount, Id(id): Id) -> Outcome {
    let now = account.moment().now;
    account.agents().run_mut(id)?.cancel(now);
    Ok(no_content())
}

pub(super) async fn append_message(
    CurrentAccount(account): CurrentAccount,
    Id(id): Id,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let run = agents.run_mut(id)?;
    run.append_message(fields.required_text("text")?, moment.now);
    Ok(json(StatusCode::OK, &run.detail(moment)))
}

/// Suggests schemas for the run's agent and gives them to it.
pub(super) async fn suggest_schema(
    CurrentAccount(account): CurrentAccount,
    Id(id): Id,
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
