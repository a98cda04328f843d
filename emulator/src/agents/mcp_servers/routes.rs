//! Routes of MCP servers.

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use http::StatusCode;
use serde_json::{Value, json};

use super::Server;
use super::oauth::Grant;
use crate::response::{self, ApiError, CurrentAccount, Fields, Id, Outcome, no_content};
use crate::rest::origin::Origin;
use crate::rest::pages::{Order, array_or_links};
use crate::rest::query::Query;
use crate::rest::replay::{Need, keyed};

pub(in crate::agents) fn routes() -> Router {
    Router::new()
        .route("/mcp-servers/", get(list).post(create))
        .route(
            "/mcp-servers/{id}/",
            get(detail).patch(update).delete(delete),
        )
        .route("/mcp-servers/{id}/authorize/", post(authorize))
        .route("/mcp-servers/{id}/connect/", post(connect))
        .route("/mcp-servers/{id}/disconnect/", post(disconnect))
        .route("/mcp-servers/{id}/call/", keyed(Need::Key, post(call)))
}

/// The page of the approval.
pub(in crate::agents) fn visits() -> Router {
    Router::new().route("/visit/{handle}/oauth/{token}/", get(approve))
}

/// The address to which providers redirect.
fn redirect_uri(origin: &Origin) -> String {
    format!("{}/oauth/callback/", origin.0)
}

fn not_connected(status: &str) -> ApiError {
    ApiError::conflict(
        "server_not_connected",
        format!("The server's status is {status}."),
    )
}

async fn list(
    CurrentAccount(account): CurrentAccount,
    origin: Origin,
    query: Query,
) -> Outcome<Response> {
    let moment = account.moment();
    let standard = account.settings().list_page_size;
    let agents = account.agents();
    let back = redirect_uri(&origin);
    let servers = agents.servers.servers.iter();
    let rows = servers.map(|server| (server.id, server.view(moment, &back)));
    let list = array_or_links(&query, &origin, standard, Order::OldestFirst, rows)?;
    Ok(response::json(StatusCode::OK, &list))
}

async fn create(
    CurrentAccount(account): CurrentAccount,
    origin: Origin,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let server = Server::create(&fields, agents.servers.made + 1, moment)?;
    agents.servers.made += 1;
    let view = server.view(moment, &redirect_uri(&origin));
    let created = response::json(StatusCode::CREATED, &view);
    agents.servers.servers.push(server);
    Ok(created)
}

async fn detail(CurrentAccount(account): CurrentAccount, Id(id): Id, origin: Origin) -> Outcome {
    let moment = account.moment();
    let agents = account.agents();
    let view = agents.servers.get(id)?;
    let view = view.view(moment, &redirect_uri(&origin));
    Ok(response::json(StatusCode::OK, &view))
}

async fn update(
    CurrentAccount(account): CurrentAccount,
    Id(id): Id,
    origin: Origin,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let mut changed = agents.servers.get(id)?.clone();
    changed.set(&fields, moment)?;
    let server = agents.servers.get_mut(id)?;
    *server = changed;
    let view = server.view(moment, &redirect_uri(&origin));
    Ok(response::json(StatusCode::OK, &view))
}

async fn delete(CurrentAccount(account): CurrentAccount, Id(id): Id) -> Outcome {
    let mut agents = account.agents();
    agents.servers.get(id)?;
    agents.servers.servers.retain(|server| server.id != id);
    Ok(no_content())
}

async fn authorize(CurrentAccount(account): CurrentAccount, Id(id): Id, origin: Origin) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let back = redirect_uri(&origin);
    let server = agents.servers.get_mut(id)?;
    let (token, expires_at) = server.ask(moment, &back)?;
    let authorization = json!({
        "authorize_url": format!("{}/visit/{}/oauth/{token}/", origin.0, account.handle),
        "redirect_uri": back,
        "expires_at": expires_at,
        "server": server.view(moment, &back),
    });
    Ok(response::json(StatusCode::OK, &authorization))
}

async fn approve(
    CurrentAccount(account): CurrentAccount,
    Path((_, token)): Path<(String, String)>,
) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let mut servers = agents.servers.servers.iter_mut();
    if servers.any(|server| server.approve(&token, moment)) {
        return Ok(response::json(StatusCode::OK, &json!({ "approved": true })));
    }
    let text = "The link was used or has expired.";
    Err(ApiError::coded(StatusCode::GONE, "link_used", text))
}

async fn connect(CurrentAccount(account): CurrentAccount, Id(id): Id, origin: Origin) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let back = redirect_uri(&origin);
    let server = agents.servers.get_mut(id)?;
    server.granted(moment.wall(), &back)?;
    server.is_off = false;
    server.updated = moment.wall();
    Ok(response::json(StatusCode::OK, &server.view(moment, &back)))
}

/// Forgets the grant, too.
async fn disconnect(
    CurrentAccount(account): CurrentAccount,
    Id(id): Id,
    origin: Origin,
) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let server = agents.servers.get_mut(id)?;
    server.is_off = true;
    server.grant = Grant::Missing;
    server.updated = moment.wall();
    let view = server.view(moment, &redirect_uri(&origin));
    Ok(response::json(StatusCode::OK, &view))
}

async fn call(
    CurrentAccount(account): CurrentAccount,
    Id(id): Id,
    origin: Origin,
    fields: Fields,
) -> Outcome {
    let now = account.moment().wall();
    let agents = account.agents();
    let server = agents.servers.get(id)?;
    let action = fields.required_text("action")?;
    let arguments: Value = fields
        .optional("arguments", "Invalid.")?
        .unwrap_or_default();
    server.granted(now, &redirect_uri(&origin))?;
    match server.status(now) {
        ("connected", _) => {}
        (status, _) => return Err(not_connected(status)),
    }
    let result = match (action.as_str(), &arguments) {
        ("nothing", _) => return Ok(no_content()),
        ("echo", Value::Object(members)) if members.contains_key("value") => {
            members["value"].clone()
        }
        _ => json!({ "action": action, "arguments": arguments, "server": server.name }),
    };
    Ok(response::json(StatusCode::OK, &result))
}
