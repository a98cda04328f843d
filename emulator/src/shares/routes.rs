//! Routes of shares and their invitations.

use axum::Router;
use axum::routing::{delete, get, post};
use http::StatusCode;
use serde_json::{Value, json};

use super::{Invitation, devices};
use crate::response::{self, ApiError, CurrentAccount, Fields, Name, Outcome};
use crate::rest::pages::Order;
use crate::rest::query::Query;
use crate::rest::replay::{Need, keyed};
use crate::teams::{consent, page};

pub(crate) fn routes() -> Router {
    Router::new()
        .route("/api/v1/mcp-shares/", get(list))
        .route("/api/v1/mcp-shares/{id}/", delete(revoke))
        .route("/api/v1/mcp-shares/{id}/tools/", get(tools))
        .route(
            "/api/v1/mcp-shares/{id}/call/",
            keyed(Need::Setting, post(call)),
        )
        .route(
            "/api/v1/mcp-shares/{id}/devices/",
            get(devices::list).merge(keyed(Need::Setting, post(devices::create))),
        )
        .route(
            "/api/v1/mcp-shares/{id}/devices/{device}/",
            delete(devices::revoke),
        )
        .route("/api/v1/mcp-shares/{id}/activity/", get(devices::activity))
        .route(
            "/api/v1/mcp-share-invitations/",
            get(invitations).merge(keyed(Need::Setting, post(invite))),
        )
        .route("/api/v1/mcp-share-invitations/{id}/", delete(cancel))
        .route("/api/v1/mcp-share-invitations/{id}/accept/", post(accept))
}

/// Whether the list is of the shares that the account has sent.
fn is_sent(query: &Query) -> Outcome<bool> {
    let scope = query.choice("scope", &["sent", "received"])?;
    Ok(scope == Some("sent"))
}

async fn list(CurrentAccount(account): CurrentAccount, query: Query) -> Outcome {
    let sent = is_sent(&query)?;
    let shares = account.common.shares();
    let rows = shares
        .shares
        .iter()
        .filter(|one| *(if sent { &one.owner } else { &one.recipient }) == account.handle)
        .map(|one| (one.number, one.view(&account)));
    Ok(response::json(
        StatusCode::OK,
        &page(&query, rows, Order::NewestFirst)?,
    ))
}

async fn invitations(CurrentAccount(account): CurrentAccount, query: Query) -> Outcome {
    let sent = is_sent(&query)?;
    let shares = account.common.shares();
    let is_listed = |one: &&Invitation| match sent {
        true => one.owner == account.handle,
        false => one.is_for(&account),
    };
    let listed = shares.invitations.iter().filter(is_listed);
    let rows = listed.map(|one| (one.number, one.view(&account)));
    Ok(response::json(
        StatusCode::OK,
        &page(&query, rows, Order::NewestFirst)?,
    ))
}

async fn invite(CurrentAccount(account): CurrentAccount, fields: Fields) -> Outcome {
    let mut shares = account.common.shares();
    let number = shares.number();
    let invitation = Invitation::create(&account, &fields, number)?;
    consent(&fields, "accept_sharing", "sharing_consent_required")?;
    let view = invitation.view(&account);
    shares.invitations.push(invitation);
    Ok(response::json(StatusCode::CREATED, &view))
}

async fn accept(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let mut shares = account.common.shares();
    let number = shares.number();
    let mut invitations = shares.invitations.iter_mut();
    let found = invitations.find(|one| one.id == id && one.is_for(&account));
    let found = found.ok_or_else(ApiError::not_found)?;
    found.is_open(moment.wall())?;
    consent(&fields, "accept_billing", "billing_consent_required")?;
    let mut share = found.accept(&account, number, moment);
    share.note("accepted", &account, json!({}));
    let view = share.view(&account);
    shares.shares.push(share);
    Ok(response::json(StatusCode::OK, &view))
}

/// The owner takes an invitation back, or the recipient declines it.
async fn cancel(CurrentAccount(account): CurrentAccount, Name(id): Name) -> Outcome {
    let now = account.moment().wall();
    let mut shares = account.common.shares();
    let mut invitations = shares.invitations.iter_mut();
    let found = invitations
        .find(|one| one.id == id && (one.owner == account.handle || one.is_for(&account)));
    let found = found.ok_or_else(ApiError::not_found)?;
    found.is_open(now)?;
    found.state = if found.owner == account.handle {
        "cancelled"
    } else {
        "declined"
    };
    Ok(response::json(StatusCode::OK, &found.view(&account)))
}

/// Either side ends a share, and its devices with it.
async fn revoke(CurrentAccount(account): CurrentAccount, Name(id): Name) -> Outcome {
    let now = account.moment().wall();
    let mut shares = account.common.shares();
    let share = shares.of(&id, &account)?;
    if !share.revoked {
        share.revoked = true;
        share
            .devices
            .iter_mut()
            .for_each(|device| device.revoke(now));
        share.note("revoked", &account, json!({}));
    }
    Ok(response::json(StatusCode::OK, &share.view(&account)))
}

async fn tools(CurrentAccount(account): CurrentAccount, Name(id): Name, query: Query) -> Outcome {
    let now = account.moment().wall();
    let mut shares = account.common.shares();
    let share = shares.of(&id, &account)?;
    share.is_active(now)?;
    let owner = account.common.account(&share.owner);
    let source = owner.and_then(|owner| owner.agents().source(&share.source_id));
    let actions = source.map(|source| source.actions).unwrap_or_default();
    let rows = actions.iter().enumerate().map(|(place, name)| {
        let tool = json!({
            "name": name,
            "description": format!("{name} of {}", share.label),
            "inputSchema": { "type": "object" },
        });
        (place as u64, tool)
    });
    let page = page(&query, rows, Order::OldestFirst)?;
    let page = json!(page);
    let list = json!({ "tools": page["items"], "next_cursor": page["next_cursor"] });
    Ok(response::json(StatusCode::OK, &list))
}

/// Calls a tool of the owner for the recipient, and returns the result in the form of MCP.
async fn call(CurrentAccount(account): CurrentAccount, Name(id): Name, fields: Fields) -> Outcome {
    let now = account.moment().wall();
    let mut shares = account.common.shares();
    let share = shares.of(&id, &account)?;
    share.check_recipient(&account)?;
    share.is_active(now)?;
    let name = fields.required_text("name")?;
    let arguments: Option<Value> = fields.optional("arguments", "Invalid.")?;
    let arguments = arguments.unwrap_or_else(|| json!({}));
    let owner = account.common.account(&share.owner);
    let result = owner.and_then(|owner| {
        let agents = owner.agents();
        let source = agents.source(&share.source_id)?;
        let known = source.is_ready && source.actions.contains(&name);
        known.then(|| agents.call_source(&share.source_id, &name, arguments))?
    });
    let result = result.ok_or_else(|| {
        let text = "The share has no such tool, or it is not connected.";
        ApiError::coded(StatusCode::NOT_FOUND, "tool_not_found", text)
    })?;
    share.note("call", &account, json!({ "tool": name }));
    let result = json!({
        "content": [{ "type": "text", "text": result.to_string() }],
        "structuredContent": { "result": result },
        "isError": false,
    });
    Ok(response::json(StatusCode::OK, &result))
}
