//! Routes of teams.

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{delete, get, patch, post};
use http::StatusCode;
use serde_json::{Value, json};

use super::{Device, Team, connections, consent, invites, members, page, transfer};
use crate::response::{self, ApiError, CurrentAccount, Fields, Name, Outcome};
use crate::rest::pages::Order;
use crate::rest::query::Query;
use crate::rest::replay::{Need, keyed};

pub(crate) fn routes() -> Router {
    let teams = Router::new()
        .route("/capabilities/", get(capabilities))
        .route("/eligible/", get(eligible))
        .route("/{id}/", get(detail).patch(update))
        .route(
            "/{id}/connections/",
            get(connections::list).post(connections::add),
        )
        .route(
            "/{id}/connections/{connection}/",
            patch(connections::share).delete(connections::revoke),
        )
        .route("/{id}/sources/", get(connections::sources))
        .route(
            "/{id}/invites/",
            get(invites::list).merge(keyed(Need::Setting, post(invites::create))),
        )
        .route("/{id}/invites/{invite}/decision/", post(invites::decide))
        .route(
            "/{id}/devices/",
            get(devices).merge(keyed(Need::Setting, post(create_device))),
        )
        .route("/{id}/devices/{device}/", delete(revoke_device))
        .route("/{id}/activity/", get(activity))
        .route("/{id}/members/", get(members::list))
        .route(
            "/{id}/members/{member}/",
            patch(members::update).delete(members::remove),
        )
        .route("/{id}/usage/", get(members::usage))
        .route(
            "/{id}/transfer/",
            post(transfer::propose).delete(transfer::cancel),
        )
        .route("/{id}/transfer/accept/", post(transfer::accept));
    Router::new()
        .route("/api/v1/mcp-teams/", get(list).post(enable))
        .nest("/api/v1/mcp-teams", teams)
        .route(
            "/api/v1/mcp-team-invitations/preview/",
            post(invites::preview),
        )
        .route("/api/v1/mcp-team-invitations/claim/", post(invites::claim))
}

async fn capabilities() -> Response {
    let capabilities = json!({
        "enabled": true,
        "roles": ["owner", "admin", "member"],
        "max_actions": 16,
        "page_size": super::PAGE,
    });
    response::json(StatusCode::OK, &capabilities)
}

async fn list(CurrentAccount(account): CurrentAccount, query: Query) -> Outcome {
    let teams = account.common.teams();
    let rows = teams
        .teams
        .iter()
        .filter_map(|team| Some((team.number, team.view(&account).ok()?)));
    Ok(response::json(
        StatusCode::OK,
        &page(&query, rows, Order::OldestFirst)?,
    ))
}

/// The names under which the account can enable a team without making one.
async fn eligible(CurrentAccount(account): CurrentAccount, query: Query) -> Outcome {
    let username = format!("{}-team", account.person().username);
    let teams = account.common.teams();
    let is_free = teams.teams.iter().all(|team| team.username != username);
    let rows = is_free.then(|| (1, json!({ "username": username })));
    Ok(response::json(
        StatusCode::OK,
        &page(&query, rows.into_iter(), Order::OldestFirst)?,
    ))
}

async fn enable(CurrentAccount(account): CurrentAccount, fields: Fields) -> Outcome {
    let username = fields.required_short_text("username", 40)?;
    let create = fields.flag("create")?.unwrap_or(false);
    let mut teams = account.common.teams();
    if let Some(team) = teams.teams.iter().find(|team| team.username == username) {
        if team.owner == account.handle && !create {
            return Ok(response::json(StatusCode::OK, &team.view(&account)?));
        }
        let text = "There is a team of this name.";
        return Err(ApiError::conflict("username_taken", text));
    }
    if !create && username != format!("{}-team", account.person().username) {
        let text = "You have no such account.";
        return Err(ApiError::coded(StatusCode::NOT_FOUND, "not_eligible", text));
    }
    consent(&fields, "accept_billing", "billing_consent_required")?;
    let number = teams.number();
    let team = Team::create(&account, username, number);
    let view = team.view(&account)?;
    teams.teams.push(team);
    Ok(response::json(StatusCode::CREATED, &view))
}

async fn detail(CurrentAccount(account): CurrentAccount, Name(id): Name) -> Outcome {
    let mut teams = account.common.teams();
    let view = teams.of(&id, &account)?.view(&account)?;
    Ok(response::json(StatusCode::OK, &view))
}

async fn update(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    fields: Fields,
) -> Outcome {
    let mut teams = account.common.teams();
    let team = teams.of(&id, &account)?;
    team.managed_by(&account)?;
    team.set(&fields)?;
    team.note(
        "team_updated",
        &account,
        json!({ "revision": team.revision }),
    );
    Ok(response::json(StatusCode::OK, &team.view(&account)?))
}

async fn activity(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    query: Query,
) -> Outcome {
    let mut teams = account.common.teams();
    let events = teams.of(&id, &account)?.activity.iter().enumerate();
    let rows = events.map(|(place, event): (usize, &Value)| (place as u64, event));
    Ok(response::json(
        StatusCode::OK,
        &page(&query, rows, Order::NewestFirst)?,
    ))
}

/// The devices of the member; owners and admins see all.
async fn devices(CurrentAccount(account): CurrentAccount, Name(id): Name, query: Query) -> Outcome {
    let now = account.moment().wall();
    let mut teams = account.common.teams();
    let team = teams.of(&id, &account)?;
    let manages = team.managed_by(&account).is_ok();
    let me = team.member(&account.handle, now).map(|me| me.id.clone());
    let rows = team
        .devices
        .iter()
        .filter(|one| manages || Some(&one.member_id) == me.as_ref())
        .map(|one| (one.number, one.without_token()));
    Ok(response::json(
        StatusCode::OK,
        &page(&query, rows, Order::OldestFirst)?,
    ))
}

async fn create_device(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let mut teams = account.common.teams();
    let number = teams.number();
    let team = teams.of(&id, &account)?;
    let me = team.member(&account.handle, moment.wall());
    let me = me.map(|me| me.id.clone()).ok_or_else(ApiError::not_found)?;
    let device = Device::create(&fields, number, me, moment)?;
    team.note("device_created", &account, json!({ "device": device.id }));
    team.devices.push(device.without_token());
    Ok(response::json(StatusCode::CREATED, &device))
}

async fn revoke_device(
    CurrentAccount(account): CurrentAccount,
    Path((id, device)): Path<(String, String)>,
) -> Outcome {
    let now = account.moment().wall();
    let mut teams = account.common.teams();
    let team = teams.of(&id, &account)?;
    let manages = team.managed_by(&account).is_ok();
    let me = team.member(&account.handle, now).map(|me| me.id.clone());
    let mut devices = team.devices.iter_mut();
    let found =
        devices.find(|one| one.id == device && (manages || Some(&one.member_id) == me.as_ref()));
    let found = found.ok_or_else(ApiError::not_found)?;
    found.revoke(now);
    let revoked = found.without_token();
    team.note("device_revoked", &account, json!({ "device": device }));
    Ok(response::json(StatusCode::OK, &revoked))
}
