//! Routes of tools and their catalogue.

use axum::response::Response;
use http::StatusCode;
use serde_json::Value;

use super::catalogue;
use super::tool::Tool;
use crate::response::{ApiError, CurrentAccount, Fields, Id, Outcome, json, no_content};

pub(super) async fn available() -> Response {
    json(StatusCode::OK, &catalogue::entries())
}

pub(super) async fn list(CurrentAccount(account): CurrentAccount) -> Response {
    let moment = account.moment();
    let agents = account.agents();
    let rows: Vec<_> = agents
        .tools
        .values()
        .map(|tool| tool.view(moment))
        .collect();
    json(StatusCode::OK, &rows)
}

pub(super) async fn create(CurrentAccount(account): CurrentAccount, fields: Fields) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let id = agents.add_tool(Tool::create(&fields, moment.now)?);
    let tool = agents.tools.get(&id).ok_or_else(ApiError::not_found)?;
    Ok(json(StatusCode::CREATED, &tool.view(moment)))
}

pub(super) async fn detail(CurrentAccount(account): CurrentAccount, Id(id): Id) -> Outcome {
    let moment = account.moment();
    let agents = account.agents();
    let tool = agents.tools.get(&id).ok_or_else(ApiError::not_found)?;
    Ok(json(StatusCode::OK, &tool.view(moment)))
}

pub(super) async fn update(
    CurrentAccount(account): CurrentAccount,
    Id(id): Id,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let tool = agents.tools.get_mut(&id).ok_or_else(ApiError::not_found)?;
    tool.update(&fields, moment.now)?;
    Ok(json(StatusCode::OK, &tool.view(moment)))
}

/// Agents that had the tool lose it.
pub(super) async fn delete(CurrentAccount(account): CurrentAccount, Id(id): Id) -> Outcome {
    let mut agents = account.agents();
    agents.tools.remove(&id).ok_or_else(ApiError::not_found)?;
    for task in agents.tasks.values_mut() {
        task.available_tools.retain(|tool| *tool != id);
    }
    Ok(no_content())
}

pub(super) async fn provide_config(
    CurrentAccount(account): CurrentAccount,
    Id(id): Id,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let response: Value = fields
        .read::<Option<Value>>("user_response", "Invalid.")?
        .flatten()
        .unwrap_or_default();
    let mut agents = account.agents();
    let tool = agents.tools.get_mut(&id).ok_or_else(ApiError::not_found)?;
    if fields.raw("user_response").is_none() {
        return Err(ApiError::field(
            "user_response",
            vec!["This field is required.".to_owned()],
        ));
    }
    tool.provide(response, moment.now)?;
    Ok(json(StatusCode::OK, &tool.view(moment)))
}

/// A call's response is the tool's result: any JSON, or nothing for the action `nothing`.
pub(super) async fn call(
    CurrentAccount(account): CurrentAccount,
    Id(id): Id,
    fields: Fields,
) -> Outcome {
    let agents = account.agents();
    let tool = agents.tools.get(&id).ok_or_else(ApiError::not_found)?;
    let action = fields.required_text("action")?;
    let arguments: Value = fields
        .read::<Option<Value>>("arguments", "Invalid.")?
        .flatten()
        .unwrap_or_default();
    if !tool.is_configured() {
        return Err(ApiError::bad("The tool is not configured."));
    }
    if action == "nothing" {
        return Ok(no_content());
    }
    Ok(json(StatusCode::OK, &tool.call(&action, arguments)))
}
