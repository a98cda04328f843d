//! Routes of tools and their catalogue.

use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use serde_json::Value;

use super::catalogue;
use super::run_id;
use super::tool::Tool;
use crate::response::{ApiError, CurrentAccount, Fields, Id, Outcome, json, no_content};
use crate::rest::origin::Origin;
use crate::rest::pages::{Order, PageRequest};
use crate::rest::query::Query;

pub(super) async fn available() -> Response {
    json(StatusCode::OK, &catalogue::entries())
}

/// The tools that the filters leave, oldest first; a page of them if the request asks for one.
pub(super) async fn list(
    CurrentAccount(account): CurrentAccount,
    query: Query,
) -> Outcome<Response> {
    let moment = account.moment();
    let agents = account.agents();
    let is = |name: &str, value: &str| query.get(name).is_none_or(|wanted| wanted == value);
    let rows = agents
        .tools
        .values()
        .filter(|tool| is("mcp_tool", &tool.mcp_tool) && is("alias", &tool.alias))
        .map(|tool| (tool.id, tool.view(moment)));
    if query.has("page_size") || query.has("cursor") {
        let page = PageRequest::read(&query, 100, 100)?.cut(rows, Order::OldestFirst);
        return Ok(json(StatusCode::OK, &page.envelope()));
    }
    let rows: Vec<_> = rows.map(|(_, row)| row).collect();
    Ok(json(StatusCode::OK, &rows))
}

pub(super) async fn create(
    CurrentAccount(account): CurrentAccount,
    origin: Origin,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let mut tool = Tool::create(&fields, moment.now)?;
    tool.set_approval_url(format!(
        "{}/visit/{}/tool/{}/",
        origin.0, account.handle, tool.public_id
    ));
    let id = agents.add_tool(tool);
    let tool = agents.tools.get(&id).ok_or_else(ApiError::not_found)?;
    Ok(json(StatusCode::CREATED, &tool.view(moment)))
}

/// The page on which a user approves the access of a tool.
pub(super) async fn approve(
    CurrentAccount(account): CurrentAccount,
    Path((_, public_id)): Path<(String, String)>,
) -> Outcome {
    let now = account.moment().now;
    let mut agents = account.agents();
    let mut tools = agents.tools.values_mut();
    if tools.any(|tool| tool.public_id == public_id && tool.approve(now)) {
        return Ok(json(
            StatusCode::OK,
            &serde_json::json!({ "approved": true }),
        ));
    }
    let text = "The link was used.";
    Err(ApiError::coded(StatusCode::GONE, "link_used", text))
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
    agents.profiles.remove(&id);
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
    let mut agents = account.agents();
    let tool = agents.tools.get(&id).ok_or_else(ApiError::not_found)?;
    let action = fields.required_text("action")?;
    let arguments: Value = fields
        .read::<Option<Value>>("arguments", "Invalid.")?
        .flatten()
        .unwrap_or_default();
    if !tool.is_configured() {
        return Err(ApiError::bad("The tool is not configured."));
    }
    let result = match action.as_str() {
        "nothing" => no_content(),
        _ => json(StatusCode::OK, &tool.call(&action, arguments)),
    };
    // A call for a run counts in the prices of the run.
    if let Some(run) = fields.optional_text("execution_id")? {
        let run = run_id::number(&run)
            .filter(|run| agents.run(*run).is_ok())
            .ok_or_else(|| ApiError::invalid("execution_id", "There is no such run."))?;
        agents.calls.entry(run).or_default().push(action);
    }
    Ok(result)
}
