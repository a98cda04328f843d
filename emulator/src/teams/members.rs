//! Members of teams.

use axum::extract::Path;
use http::StatusCode;
use serde_json::{Value, json};

use super::{Team, consent, page};
use crate::accounts::Account;
use crate::clock::Stamp;
use crate::response::{self, ApiError, CurrentAccount, Fields, Name, Outcome};
use crate::rest::fields::required;
use crate::rest::ids::new_uuid;
use crate::rest::money::Money;
use crate::rest::pages::Order;
use crate::rest::query::Query;

pub(super) const ROLES: [&str; 2] = ["member", "admin"];

pub(super) struct Member {
    pub(super) number: u64,
    pub(super) id: String,
    pub(super) handle: String,
    pub(super) role: &'static str,
    /// Grows with each change, so that no change is lost.
    pub(super) epoch: u64,
    pub(super) expires: Stamp,
    pub(super) call_limit: u64,
    pub(super) spend_limit: Money,
    pub(super) is_removed: bool,
}

impl Member {
    pub(super) fn new(account: &Account, role: &'static str, number: u64, expires: Stamp) -> Self {
        Self {
            number,
            id: new_uuid(),
            handle: account.handle.clone(),
            role,
            epoch: 1,
            expires,
            call_limit: 10_000,
            spend_limit: Money::cents(10_000),
            is_removed: false,
        }
    }

    pub(super) fn is_active(&self, now: Stamp) -> bool {
        !self.is_removed && self.expires > now
    }

    fn view(&self, account: &Account) -> Value {
        json!({
            "id": self.id,
            "username": account.common.username(&self.handle),
            "role": self.role,
            "epoch": self.epoch,
            "active": self.is_active(account.moment().wall()),
            "expires_at": self.expires,
            "call_limit": self.call_limit,
            "spend_limit": self.spend_limit,
        })
    }
}

impl Team {
    fn member_mut(&mut self, id: &str) -> Outcome<&mut Member> {
        let mut members = self.members.iter_mut();
        let found = members.find(|member| member.id == id && !member.is_removed);
        found.ok_or_else(ApiError::not_found)
    }
}

pub(super) async fn list(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    query: Query,
) -> Outcome {
    let mut teams = account.common.teams();
    let members = teams.of(&id, &account)?.members.iter();
    let rows = members
        .filter(|member| !member.is_removed)
        .map(|member| (member.number, member.view(&account)));
    Ok(response::json(
        StatusCode::OK,
        &page(&query, rows, Order::OldestFirst)?,
    ))
}

pub(super) async fn update(
    CurrentAccount(account): CurrentAccount,
    Path((id, member)): Path<(String, String)>,
    fields: Fields,
) -> Outcome {
    let mut teams = account.common.teams();
    let team = teams.of(&id, &account)?;
    team.managed_by(&account)?;
    let epoch = fields.whole("epoch", 1, u64::MAX)?;
    let epoch = epoch.ok_or_else(|| required("epoch"))?;
    let role = fields.choice("role", &ROLES)?;
    let calls = fields.whole("call_limit", 0, 1_000_000)?;
    let spend = fields.money("spend_limit")?;
    let member = team.member_mut(&member)?;
    if member.role == "owner" {
        return Err(ApiError::conflict(
            "owner_is_fixed",
            "The owner stays as it is.",
        ));
    }
    if member.epoch != epoch {
        return Err(ApiError::conflict("stale_epoch", "The member has changed."));
    }
    member.role = role.unwrap_or(member.role);
    member.call_limit = calls.unwrap_or(member.call_limit);
    member.spend_limit = spend.unwrap_or(member.spend_limit);
    member.epoch += 1;
    let view = member.view(&account);
    team.note("member_updated", &account, json!({ "member": view["id"] }));
    Ok(response::json(StatusCode::OK, &view))
}

/// Owners and admins remove others, members themselves. The connections of a removed member are revoked.
pub(super) async fn remove(
    CurrentAccount(account): CurrentAccount,
    Path((id, member)): Path<(String, String)>,
    fields: Fields,
) -> Outcome {
    let now = account.moment().wall();
    let mut teams = account.common.teams();
    let team = teams.of(&id, &account)?;
    let found = team.member_mut(&member)?;
    let (is_owner, handle) = (found.role == "owner", found.handle.clone());
    if handle != account.handle {
        team.managed_by(&account)?;
    }
    consent(&fields, "accept_team_scope", "scope_consent_required")?;
    if is_owner {
        return Err(ApiError::conflict("owner_is_fixed", "The owner stays."));
    }
    team.member_mut(&member)?.is_removed = true;
    for device in team
        .devices
        .iter_mut()
        .filter(|one| one.member_id == member)
    {
        device.revoke(now);
    }
    for connection in &mut team.connections {
        if connection.owner == handle {
            connection.active = false;
        }
    }
    if team.offered_to.as_deref() == Some(&*member) {
        team.offered_to = None;
    }
    team.note("member_removed", &account, json!({ "member": member }));
    Ok(response::json(
        StatusCode::OK,
        &json!({ "id": member, "removed": true }),
    ))
}

/// The usage by members or actions. Calls of teams use devices, which the emulator does not serve.
pub(super) async fn usage(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    query: Query,
) -> Outcome {
    let group = query.choice("group", &["actor", "action"])?;
    let mut teams = account.common.teams();
    let team = teams.of(&id, &account)?;
    let names: Vec<Value> = if group == Some("action") {
        let connections = team.connections.iter().filter(|one| one.active);
        connections
            .flat_map(|one| one.actions.iter().map(|action| json!({ "action": action })))
            .collect()
    } else {
        let members = team.members.iter().filter(|one| !one.is_removed);
        members
            .map(|one| json!({ "actor": account.common.username(&one.handle) }))
            .collect()
    };
    let rows = names.into_iter().enumerate().map(|(place, mut row)| {
        row["calls"] = json!(0);
        row["spent"] = json!(Money::default());
        (place as u64, row)
    });
    Ok(response::json(
        StatusCode::OK,
        &page(&query, rows, Order::OldestFirst)?,
    ))
}
