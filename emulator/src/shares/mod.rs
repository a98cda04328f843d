//! Personal shares: one connection of an account, shared with a person who is invited by address.

mod devices;
mod routes;

use http::StatusCode;
use serde_json::{Value, json};

use crate::accounts::{Account, Moment};
use crate::clock::Stamp;
use crate::people::Person;
use crate::response::{ApiError, Fields, Outcome};
use crate::rest::ids::new_uuid;
use crate::teams::Device;
pub(crate) use routes::routes;

/// Seconds of a day.
const DAY: u64 = 86_400;
/// Days for which an invitation can be accepted.
const OPEN: u64 = 7;

#[derive(Default)]
pub(crate) struct Shares {
    invitations: Vec<Invitation>,
    shares: Vec<Share>,
    made: u64,
}

struct Invitation {
    number: u64,
    id: String,
    email: String,
    state: &'static str,
    label: String,
    source_id: String,
    source_kind: &'static str,
    owner: String,
    recipient: Option<String>,
    access_days: u64,
    expires: Stamp,
    /// The share that it has become, and until when that lasts.
    grant: Option<(String, Stamp)>,
}

struct Share {
    number: u64,
    id: String,
    connection_id: String,
    workspace_id: String,
    label: String,
    source_id: String,
    source_kind: &'static str,
    owner: String,
    recipient: String,
    revoked: bool,
    expires: Stamp,
    member_id: String,
    devices: Vec<Device>,
    activity: Vec<Value>,
}

fn person(account: &Account, handle: &str) -> Value {
    let person: Option<Person> = account.common.person(handle);
    person.map_or_else(
        || json!({ "id": 0, "username": handle }),
        |person| json!({ "id": person.id, "username": person.username }),
    )
}

impl Invitation {
    fn create(account: &Account, fields: &Fields, number: u64) -> Outcome<Self> {
        let moment = account.moment();
        let source_id = fields.required_text("source_id")?;
        let source = account.agents().source(&source_id).ok_or_else(|| {
            let text = "You have no such tool or server.";
            ApiError::coded(StatusCode::NOT_FOUND, "source_not_found", text)
        })?;
        let email = fields.required_short_text("email", 254)?.trim().to_owned();
        if !email.contains('@') {
            return Err(ApiError::invalid("email", "Enter a valid email address."));
        }
        if account.person().is_called(&email) {
            let text = "That is your own address.";
            return Err(ApiError::coded(
                StatusCode::BAD_REQUEST,
                "cannot_share_with_self",
                text,
            ));
        }
        Ok(Self {
            number,
            id: new_uuid(),
            email,
            state: "pending",
            label: source.label,
            source_id,
            source_kind: source.kind,
            owner: account.handle.clone(),
            recipient: None,
            access_days: fields.whole("access_days", 1, 90)?.unwrap_or(7),
            expires: moment.in_seconds(OPEN * DAY),
            grant: None,
        })
    }

    fn state(&self, now: Stamp) -> &'static str {
        if self.state == "pending" && self.expires <= now {
            "expired"
        } else {
            self.state
        }
    }

    /// An error unless the invitation is undecided.
    fn is_open(&self, now: Stamp) -> Outcome<()> {
        match self.state(now) {
            "pending" => Ok(()),
            state => Err(ApiError::conflict(
                "invitation_not_pending",
                format!("The invitation is {state}."),
            )),
        }
    }

    fn is_for(&self, account: &Account) -> bool {
        match &self.recipient {
            Some(recipient) => *recipient == account.handle,
            None => account.person().is_called(&self.email),
        }
    }

    /// Makes the share of the invitation.
    fn accept(&mut self, account: &Account, number: u64, moment: Moment) -> Share {
        let expires = moment.in_seconds(self.access_days * DAY);
        let share = Share {
            number,
            id: new_uuid(),
            connection_id: new_uuid(),
            workspace_id: new_uuid(),
            label: self.label.clone(),
            source_id: self.source_id.clone(),
            source_kind: self.source_kind,
            owner: self.owner.clone(),
            recipient: account.handle.clone(),
            revoked: false,
            expires,
            member_id: new_uuid(),
            devices: Vec::new(),
            activity: Vec::new(),
        };
        self.state = "accepted";
        self.recipient = Some(account.handle.clone());
        self.grant = Some((share.id.clone(), expires));
        share
    }

    fn view(&self, account: &Account) -> Value {
        json!({
            "id": self.id,
            "email": self.email,
            "state": self.state(account.moment().wall()),
            "label": self.label,
            "owner": person(account, &self.owner),
            "recipient": self.recipient.as_ref().map(|handle| person(account, handle)),
            "access_days": self.access_days,
            "expires_at": self.expires,
            "grant_id": self.grant.as_ref().map(|(id, _)| id),
            "access_expires_at": self.grant.as_ref().map(|(_, until)| until),
        })
    }
}

impl Share {
    fn state(&self, now: Stamp) -> &'static str {
        match (self.revoked, self.expires <= now) {
            (true, _) => "revoked",
            (_, true) => "expired",
            _ => "active",
        }
    }

    /// An error unless the share is active.
    fn is_active(&self, now: Stamp) -> Outcome<()> {
        match self.state(now) {
            "active" => Ok(()),
            state => Err(ApiError::conflict(
                "share_not_active",
                format!("The share is {state}."),
            )),
        }
    }

    fn is_with(&self, handle: &str) -> bool {
        self.owner == handle || self.recipient == handle
    }

    /// An error for the owner: only the recipient may do this.
    fn check_recipient(&self, account: &Account) -> Outcome<()> {
        if self.recipient == account.handle {
            return Ok(());
        }
        Err(ApiError::forbidden("Only the recipient may do this."))
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

    fn view(&self, account: &Account) -> Value {
        json!({
            "id": self.id,
            "connection_id": self.connection_id,
            "workspace_id": self.workspace_id,
            "label": self.label,
            "source_id": self.source_id,
            "source_kind": self.source_kind,
            "owner": person(account, &self.owner),
            "recipient": person(account, &self.recipient),
            "state": self.state(account.moment().wall()),
            "expires_at": self.expires,
            "payer": account.common.username(&self.recipient),
            "billing_mode": "recipient_pays",
            "provider_billing": "credential_owner",
        })
    }
}

impl Shares {
    fn number(&mut self) -> u64 {
        self.made += 1;
        self.made
    }

    /// The share, if the account has a part in it.
    fn of(&mut self, id: &str, account: &Account) -> Outcome<&mut Share> {
        let mut shares = self.shares.iter_mut();
        let found = shares.find(|share| share.id == id && share.is_with(&account.handle));
        found.ok_or_else(ApiError::not_found)
    }

    pub(crate) fn forget(&mut self, handle: &str) {
        self.invitations.retain(|one| one.owner != handle);
        self.shares.retain(|one| !one.is_with(handle));
    }
}
