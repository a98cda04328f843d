//! Connections of teams: the tools and servers of a member, with the rights of others.

use axum::extract::Path;
use http::StatusCode;
use serde_json::{Value, json};

use super::{consent, page};
use crate::accounts::Account;
use crate::response::{self, ApiError, CurrentAccount, Fields, Name, Outcome};
use crate::rest::fields::required;
use crate::rest::ids::new_uuid;
use crate::rest::pages::Order;
use crate::rest::query::Query;

const MAX_ACTIONS: usize = 16;

pub(super) struct Connection {
    number: u64,
    id: String,
    label: String,
    pub(super) owner: String,
    source_kind: String,
    source_id: String,
    shared: bool,
    pub(super) active: bool,
    pub(super) actions: Vec<String>,
    revision: u64,
}

impl Connection {
    fn view(&self, account: &Account) -> Value {
        let owner = account.common.person(&self.owner);
        let source = account.common.account(&self.owner).and_then(|owner| {
            let agents = owner.agents();
            agents.source(&self.source_id)
        });
        let reason = match &source {
            None => Some("source_removed"),
            Some(source) if !source.is_ready => Some("source_not_connected"),
            Some(_) => None,
        };
        json!({
            "id": self.id,
            "label": self.label,
            "owner_id": owner.as_ref().map(|owner| owner.id),
            "owner_name": owner.map(|owner| owner.username),
            "source_kind": self.source_kind,
            "source_id": self.source_id,
            "shared": self.shared,
            "active": self.active,
            "actions": self.actions,
            "revision": self.revision,
            "available": reason.is_none(),
            "unavailable_reason": reason,
            "calls": 0,
            "users": 0,
            "last_used_at": null,
        })
    }
}

fn actions(fields: &Fields) -> Outcome<Vec<String>> {
    let actions = fields
        .texts("actions")?
        .ok_or_else(|| required("actions"))?;
    if actions.len() > MAX_ACTIONS {
        let text = format!("At most {MAX_ACTIONS} actions.");
        return Err(ApiError::invalid("actions", text));
    }
    Ok(actions)
}

/// Whether the connection is to be shared, which needs consent.
fn shared(fields: &Fields) -> Outcome<bool> {
    let shared = fields.flag("shared")?.unwrap_or(false);
    if shared {
        consent(fields, "consent", "consent_required")?;
    }
    Ok(shared)
}

pub(super) async fn sources(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    query: Query,
) -> Outcome {
    account.common.teams().of(&id, &account)?;
    let sources = account.agents().sources();
    let rows = sources.iter().enumerate();
    let rows = rows.map(|(place, source)| (place as u64, source.view()));
    Ok(response::json(
        StatusCode::OK,
        &page(&query, rows, Order::OldestFirst)?,
    ))
}

/// All that are shared, and those of the member.
pub(super) async fn list(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    query: Query,
) -> Outcome {
    let mut teams = account.common.teams();
    let connections = teams.of(&id, &account)?.connections.iter();
    let rows = connections
        .filter(|one| one.shared || one.owner == account.handle)
        .map(|one| (one.number, one.view(&account)));
    Ok(response::json(
        StatusCode::OK,
        &page(&query, rows, Order::OldestFirst)?,
    ))
}

pub(super) async fn add(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    fields: Fields,
) -> Outcome {
    let mut teams = account.common.teams();
    let number = teams.number();
    let team = teams.of(&id, &account)?;
    let source_id = fields.required_text("source_id")?;
    let source_kind = fields.required_text("source_kind")?;
    let source = account.agents().source(&source_id);
    if source.is_none_or(|source| source.kind != source_kind) {
        let text = "You have no such tool or server.";
        return Err(ApiError::coded(
            StatusCode::NOT_FOUND,
            "source_not_found",
            text,
        ));
    }
    let is_known = |one: &Connection| one.active && one.source_id == source_id;
    if team.connections.iter().any(is_known) {
        let text = "The team has this connection.";
        return Err(ApiError::conflict("connection_exists", text));
    }
    let connection = Connection {
        number,
        id: new_uuid(),
        label: fields.required_short_text("label", 100)?,
        owner: account.handle.clone(),
        source_kind,
        source_id,
        actions: actions(&fields)?,
        shared: shared(&fields)?,
        active: true,
        revision: 1,
    };
    let view = connection.view(&account);
    team.connections.push(connection);
    team.note(
        "connection_added",
        &account,
        json!({ "connection": view["id"] }),
    );
    Ok(response::json(StatusCode::CREATED, &view))
}

pub(super) async fn share(
    CurrentAccount(account): CurrentAccount,
    Path((id, connection)): Path<(String, String)>,
    fields: Fields,
) -> Outcome {
    let mut teams = account.common.teams();
    let team = teams.of(&id, &account)?;
    let found = team.connections.iter_mut().find(|one| one.id == connection);
    let found = found.ok_or_else(ApiError::not_found)?;
    if found.owner != account.handle {
        return Err(ApiError::forbidden("Only who brought it may share it."));
    }
    if !found.active {
        let text = "The connection was revoked.";
        return Err(ApiError::conflict("connection_revoked", text));
    }
    let revision = fields.whole("revision", 1, u64::MAX)?;
    if revision.ok_or_else(|| required("revision"))? != found.revision {
        return Err(ApiError::stale_revision(found.revision));
    }
    let (actions, shared) = (actions(&fields)?, shared(&fields)?);
    found.actions = actions;
    found.shared = shared;
    found.revision += 1;
    let view = found.view(&account);
    team.note(
        "connection_shared",
        &account,
        json!({ "connection": connection }),
    );
    Ok(response::json(StatusCode::OK, &view))
}

pub(super) async fn revoke(
    CurrentAccount(account): CurrentAccount,
    Path((id, connection)): Path<(String, String)>,
) -> Outcome {
    let mut teams = account.common.teams();
    let team = teams.of(&id, &account)?;
    let manages = team.managed_by(&account);
    let found = team.connections.iter_mut().find(|one| one.id == connection);
    let found = found.ok_or_else(ApiError::not_found)?;
    if found.owner != account.handle {
        manages?;
    }
    if found.active {
        found.active = false;
        found.revision += 1;
    }
    let view = found.view(&account);
    team.note(
        "connection_revoked",
        &account,
        json!({ "connection": connection }),
    );
    Ok(response::json(StatusCode::OK, &view))
}
