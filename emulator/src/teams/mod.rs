//! Teams: people who use connections together, within limits and for the account of an owner.

mod connections;
mod invites;
mod members;
mod routes;
mod transfer;

use http::StatusCode;
use serde::Serialize;
use serde_json::{Value, json};

use crate::accounts::{Account, Moment};
use crate::clock::Stamp;
use crate::response::{ApiError, Fields, Outcome};
use crate::rest::fields::required;
use crate::rest::ids::{new_uuid, token};
use crate::rest::money::Money;
use crate::rest::pages::{Items, Order, PageRequest};
use crate::rest::query::Query;
use connections::Connection;
use invites::Invite;
use members::Member;
pub(crate) use routes::routes;

const PAGE: usize = 25;
/// Seconds of a day.
const DAY: u64 = 86_400;
/// Days for which a team is enabled.
const TERM: u64 = 365;

#[derive(Default)]
pub(crate) struct Teams {
    teams: Vec<Team>,
    made: u64,
}

struct Team {
    number: u64,
    id: String,
    username: String,
    owner: String,
    active: bool,
    revision: u64,
    expires: Stamp,
    call_limit: u64,
    spend_limit: Money,
    /// To whom the owner has offered the team.
    offered_to: Option<String>,
    members: Vec<Member>,
    connections: Vec<Connection>,
    invites: Vec<Invite>,
    devices: Vec<Device>,
    activity: Vec<Value>,
}

/// A device of a member, of a team or of a share. Its token is shown once.
#[derive(Clone, Serialize)]
pub(crate) struct Device {
    #[serde(skip)]
    pub(crate) number: u64,
    pub(crate) id: String,
    pub(crate) member_id: String,
    label: String,
    prefix: String,
    expires_at: Stamp,
    revoked_at: Option<Stamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<String>,
}

impl Device {
    /// A new device, with its token.
    pub(crate) fn create(
        fields: &Fields,
        number: u64,
        member_id: String,
        moment: Moment,
    ) -> Outcome<Self> {
        let days = fields.whole("access_days", 1, 90)?.unwrap_or(7);
        let token = format!("fmd_{}", token());
        Ok(Self {
            number,
            id: new_uuid(),
            member_id,
            label: fields.required_short_text("label", 100)?,
            prefix: token.chars().take(8).collect(),
            expires_at: moment.in_seconds(days * DAY),
            revoked_at: None,
            token: Some(token),
        })
    }

    /// The device without its token.
    pub(crate) fn without_token(&self) -> Self {
        Self {
            token: None,
            ..self.clone()
        }
    }

    pub(crate) fn revoke(&mut self, now: Stamp) {
        self.revoked_at = self.revoked_at.or(Some(now));
    }
}

/// The page of a list that a request names.
pub(crate) fn page<T>(
    query: &Query,
    rows: impl Iterator<Item = (u64, T)>,
    order: Order,
) -> Outcome<Items<T>> {
    Ok(PageRequest::read(query, PAGE, PAGE)?
        .cut(rows, order)
        .items())
}

/// An error unless the caller agrees.
pub(crate) fn consent(fields: &Fields, name: &str, code: &str) -> Outcome<()> {
    match fields.flag(name)? {
        Some(true) => Ok(()),
        _ => {
            let text = format!("{name} must be true.");
            Err(ApiError::coded(StatusCode::BAD_REQUEST, code, text))
        }
    }
}

impl Team {
    fn create(account: &Account, username: String, number: u64) -> Self {
        let moment = account.moment();
        let owner = Member::new(account, "owner", number, moment.in_seconds(TERM * DAY));
        Self {
            number,
            id: new_uuid(),
            username,
            owner: account.handle.clone(),
            active: true,
            revision: 1,
            expires: moment.in_seconds(TERM * DAY),
            call_limit: 10_000,
            spend_limit: Money::cents(10_000),
            offered_to: None,
            members: vec![owner],
            connections: Vec::new(),
            invites: Vec::new(),
            devices: Vec::new(),
            activity: Vec::new(),
        }
    }

    /// The membership of an account that has one now.
    fn member(&self, handle: &str, now: Stamp) -> Option<&Member> {
        let mut members = self.members.iter();
        members.find(|one| one.handle == handle && one.is_active(now))
    }

    /// Refuses members who may not manage the team.
    fn managed_by(&self, account: &Account) -> Outcome<()> {
        let member = self.member(&account.handle, account.moment().wall());
        match member.map(|member| member.role) {
            Some("owner" | "admin") => Ok(()),
            Some(_) => Err(ApiError::forbidden("Only owners and admins may do this.")),
            None => Err(ApiError::not_found()),
        }
    }

    fn owned_by(&self, account: &Account) -> Outcome<()> {
        if self.owner == account.handle {
            return Ok(());
        }
        Err(ApiError::forbidden("Only the owner may do this."))
    }

    fn note(&mut self, kind: &str, account: &Account, details: Value) {
        let event = json!({
            "id": new_uuid(),
            "kind": kind,
            "actor": account.person().username,
            "details": details,
            "at": account.moment().wall(),
        });
        self.activity.push(event);
    }

    fn view(&self, account: &Account) -> Outcome<Value> {
        let now = account.moment().wall();
        let me = self.member(&account.handle, now);
        let me = me.ok_or_else(ApiError::not_found)?;
        let owner = account.common.person(&self.owner);
        let offered = self.offered_to.as_ref().map(|member| {
            let mine = *member == me.id;
            json!({ "recipient_id": member, "recipient_is_you": mine, "state": "pending" })
        });
        Ok(json!({
            "id": self.id,
            "username": self.username,
            "owner": owner.as_ref().map(|owner| owner.id),
            "payer": owner.map_or_else(|| self.owner.clone(), |owner| owner.username),
            "role": me.role,
            "member_id": me.id,
            "active": self.active,
            "revision": self.revision,
            "expires_at": self.expires,
            "call_limit": self.call_limit,
            "spend_limit": self.spend_limit,
            "calls": 0,
            "spent": Money::default(),
            "reserved": Money::default(),
            "team_user_id": self.number,
            "pending_transfer": offered,
        }))
    }

    /// Changes the members of a request's fields.
    fn set(&mut self, fields: &Fields) -> Outcome<()> {
        let expected = fields.whole("revision", 1, u64::MAX)?;
        if expected.ok_or_else(|| required("revision"))? != self.revision {
            return Err(ApiError::stale_revision(self.revision));
        }
        let active = fields.flag("active")?;
        let calls = fields.whole("call_limit", 0, 1_000_000)?;
        let spend = fields.money("spend_limit")?;
        self.active = active.unwrap_or(self.active);
        self.call_limit = calls.unwrap_or(self.call_limit);
        self.spend_limit = spend.unwrap_or(self.spend_limit);
        self.revision += 1;
        Ok(())
    }
}

impl Teams {
    /// The team, if the account is a member of it now.
    fn of(&mut self, id: &str, account: &Account) -> Outcome<&mut Team> {
        let now = account.moment().wall();
        let mut teams = self.teams.iter_mut();
        let found = teams.find(|team| team.id == id);
        let found = found.filter(|team| team.member(&account.handle, now).is_some());
        found.ok_or_else(ApiError::not_found)
    }

    fn number(&mut self) -> u64 {
        self.made += 1;
        self.made
    }

    pub(crate) fn forget(&mut self, handle: &str) {
        self.teams.retain(|team| team.owner != handle);
        for team in &mut self.teams {
            team.members.retain(|member| member.handle != handle);
        }
    }
}
