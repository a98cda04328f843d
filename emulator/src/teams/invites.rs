//! Invitations to teams: pending, claimed by whoever has the token, then approved or rejected.

use axum::extract::Path;
use http::StatusCode;
use serde_json::{Value, json};

use super::members::{Member, ROLES};
use super::{DAY, Team, Teams, consent, page};
use crate::accounts::Account;
use crate::clock::Stamp;
use crate::response::{self, ApiError, CurrentAccount, Fields, Name, Outcome};
use crate::rest::fields::required;
use crate::rest::ids::{new_uuid, token};
use crate::rest::money::Money;
use crate::rest::pages::Order;
use crate::rest::query::Query;

/// Days for which an invitation can be claimed.
const CLAIMABLE: u64 = 7;

pub(super) struct Invite {
    number: u64,
    id: String,
    token: String,
    email: String,
    role: &'static str,
    state: &'static str,
    claimant: Option<String>,
    access_days: u64,
    call_limit: u64,
    spend_limit: Money,
    expires: Stamp,
}

impl Invite {
    fn state(&self, now: Stamp) -> &'static str {
        if self.state == "pending" && self.expires <= now {
            "expired"
        } else {
            self.state
        }
    }

    fn view(&self, account: &Account) -> Value {
        let claimant = self.claimant.as_ref();
        json!({
            "id": self.id,
            "role": self.role,
            "state": self.state(account.moment().wall()),
            "email": self.email,
            "claimant": claimant.map(|handle| account.common.username(handle)),
            "access_days": self.access_days,
            "call_limit": self.call_limit,
            "spend_limit": self.spend_limit,
            "expires_at": self.expires,
        })
    }
}

pub(super) async fn create(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let mut teams = account.common.teams();
    let number = teams.number();
    let team = teams.of(&id, &account)?;
    team.managed_by(&account)?;
    let invite = Invite {
        number,
        id: new_uuid(),
        token: format!("fmi_{}", token()),
        email: fields.short_text("email", 254)?.unwrap_or_default(),
        role: fields.choice("role", &ROLES)?.unwrap_or("member"),
        state: "pending",
        claimant: None,
        access_days: fields.whole("access_days", 1, 90)?.unwrap_or(7),
        call_limit: fields.whole("call_limit", 0, 1_000_000)?.unwrap_or(500),
        spend_limit: fields.money("spend_limit")?.unwrap_or(Money::cents(500)),
        expires: moment.in_seconds(CLAIMABLE * DAY),
    };
    if invite.call_limit > team.call_limit || invite.spend_limit > team.spend_limit {
        let text = "The limits are above those of the team.";
        return Err(ApiError::coded(
            StatusCode::BAD_REQUEST,
            "over_team_limit",
            text,
        ));
    }
    let mut view = invite.view(&account);
    view["token"] = json!(invite.token);
    team.note("member_invited", &account, json!({ "invite": invite.id }));
    team.invites.push(invite);
    Ok(response::json(StatusCode::CREATED, &view))
}

pub(super) async fn list(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    query: Query,
) -> Outcome {
    let mut teams = account.common.teams();
    let team = teams.of(&id, &account)?;
    team.managed_by(&account)?;
    let invites = team.invites.iter();
    let rows = invites.map(|one| (one.number, one.view(&account)));
    Ok(response::json(
        StatusCode::OK,
        &page(&query, rows, Order::NewestFirst)?,
    ))
}

impl Teams {
    /// The team and the invitation that a token belongs to.
    fn invited(&mut self, fields: &Fields) -> Outcome<(&mut Team, usize)> {
        let token = fields.required_text("token")?;
        let found = self.teams.iter_mut().find_map(|team| {
            let place = team.invites.iter().position(|one| one.token == token)?;
            Some((team, place))
        });
        let text = "There is no such invitation.";
        found.ok_or_else(|| ApiError::coded(StatusCode::NOT_FOUND, "invite_not_found", text))
    }
}

pub(super) async fn preview(CurrentAccount(account): CurrentAccount, fields: Fields) -> Outcome {
    let mut teams = account.common.teams();
    let (team, place) = teams.invited(&fields)?;
    let mut view = team.invites[place].view(&account);
    view["team"] = json!(team.username);
    Ok(response::json(StatusCode::OK, &view))
}

pub(super) async fn claim(CurrentAccount(account): CurrentAccount, fields: Fields) -> Outcome {
    let now = account.moment().wall();
    let mut teams = account.common.teams();
    let (team, place) = teams.invited(&fields)?;
    consent(&fields, "accept_team_scope", "scope_consent_required")?;
    if team.member(&account.handle, now).is_some() {
        return Err(ApiError::conflict("already_member", "You are a member."));
    }
    let invite = &mut team.invites[place];
    if !invite.email.is_empty() && !account.person().is_called(&invite.email) {
        let text = "The invitation is for somebody else.";
        return Err(ApiError::coded(
            StatusCode::FORBIDDEN,
            "wrong_recipient",
            text,
        ));
    }
    match invite.state(now) {
        "pending" => {}
        "claimed" if invite.claimant.as_ref() == Some(&account.handle) => {}
        state => {
            let text = format!("The invitation is {state}.");
            return Err(ApiError::conflict("invite_not_pending", text));
        }
    }
    invite.state = "claimed";
    invite.claimant = Some(account.handle.clone());
    let claimed = json!({ "id": invite.id, "state": "claimed", "team": team.username });
    team.note(
        "invite_claimed",
        &account,
        json!({ "invite": claimed["id"] }),
    );
    Ok(response::json(StatusCode::OK, &claimed))
}

pub(super) async fn decide(
    CurrentAccount(account): CurrentAccount,
    Path((id, invite)): Path<(String, String)>,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let approve = fields.flag("approve")?.ok_or_else(|| required("approve"))?;
    let mut teams = account.common.teams();
    let number = teams.number();
    let team = teams.of(&id, &account)?;
    team.managed_by(&account)?;
    let found = team.invites.iter_mut().find(|one| one.id == invite);
    let found = found.ok_or_else(ApiError::not_found)?;
    match found.state(moment.wall()) {
        "claimed" => {}
        "pending" if !approve => {}
        "pending" => {
            let text = "Nobody has claimed the invitation.";
            return Err(ApiError::conflict("invite_not_claimed", text));
        }
        state => {
            let text = format!("The invitation is {state}.");
            return Err(ApiError::conflict("invite_decided", text));
        }
    }
    found.state = if approve { "approved" } else { "rejected" };
    let claimant = found.claimant.as_deref().filter(|_| approve);
    let joins = claimant.and_then(|handle| account.common.account(handle));
    let joined = joins.map(|joins| {
        let expires = moment.in_seconds(found.access_days * DAY);
        let mut member = Member::new(&joins, found.role, number, expires);
        member.call_limit = found.call_limit;
        member.spend_limit = found.spend_limit;
        member
    });
    let view = found.view(&account);
    team.members.extend(joined);
    team.note(
        "invite_decided",
        &account,
        json!({ "invite": invite, "approved": approve }),
    );
    Ok(response::json(StatusCode::OK, &view))
}
