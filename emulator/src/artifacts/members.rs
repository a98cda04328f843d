//! The people of a shared artifact: first invited, members after they have accepted.

use axum::extract::Path;
use http::StatusCode;
use serde_json::{Value, json};

use super::reading::{ok, page};
use super::{Artifact, Artifacts, Role};
use crate::accounts::Account;
use crate::clock::Stamp;
use crate::people::Person;
use crate::response::{self, ApiError, CurrentAccount, Fields, Name, Outcome};
use crate::rest::ids::new_uuid;
use crate::rest::pages::Order;
use crate::rest::query::Query;

pub(super) const MOST: usize = 20;

pub(super) struct Member {
    number: u64,
    id: String,
    /// As the owner typed it. The account of the name is hidden until it accepts.
    invited_as: String,
    pub(super) role: &'static str,
    accepted: Option<(String, Stamp)>,
    added: Stamp,
}

impl Member {
    pub(super) fn accepted_by(&self, handle: &str) -> bool {
        self.accepted.as_ref().is_some_and(|(by, _)| by == handle)
    }

    fn status(&self) -> &'static str {
        if self.accepted.is_some() {
            "accepted"
        } else {
            "pending"
        }
    }

    fn view(&self, handle: &str, role: Role) -> Value {
        let you = self.accepted_by(handle);
        let named = role == Role::Owner || you;
        json!({
            "id": named.then_some(&self.id),
            "role": self.role,
            "status": self.status(),
            "added_at": self.added,
            "accepted_at": self.accepted.as_ref().map(|(_, at)| at),
            "you": you,
            "invited_as": (role == Role::Owner).then_some(&self.invited_as),
        })
    }

    fn invitation(&self, artifact: &Artifact, account: &Account) -> Value {
        json!({
            "id": self.id,
            "artifact": { "id": artifact.id, "name": artifact.name },
            "owner": { "username": account.common.username(&artifact.owner) },
            "role": self.role,
            "invited_at": self.added,
            "invited_as": self.invited_as,
            "status": self.status(),
        })
    }
}

pub(super) async fn list(CurrentAccount(account): CurrentAccount, Name(id): Name) -> Outcome {
    let artifacts = account.common.artifacts();
    let (number, role) = artifacts.seen(&id, &account.handle)?;
    if role == Role::Visitor {
        return Err(ApiError::not_found());
    }
    let artifact = artifacts.get(number)?;
    let visible = artifact
        .members
        .iter()
        .filter(|one| role == Role::Owner || one.accepted.is_some())
        .map(|one| one.view(&account.handle, role));
    Ok(ok(&json!({
        "role": role.name(),
        "owner": { "username": account.common.username(&artifact.owner) },
        "members": visible.collect::<Vec<_>>(),
        "max_members": MOST,
    })))
}

/// Invites a person, or changes the role of an invited one.
pub(super) async fn add(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let mut artifacts = account.common.artifacts();
    let (number, role) = artifacts.seen(&id, &account.handle)?;
    role.is_owner()?;
    let user = fields.required_short_text("user", 254)?.trim().to_owned();
    let wanted = fields.choice("role", &["view", "edit"])?.unwrap_or("view");
    if account.person().is_called(&user) {
        return Err(ApiError::invalid("user", "That is you."));
    }
    artifacts.made += 1;
    let serial = artifacts.made;
    let artifact = artifacts.get_mut(number)?;
    let known = artifact
        .members
        .iter_mut()
        .find(|one| one.invited_as.eq_ignore_ascii_case(&user));
    if let Some(member) = known {
        let changed = member.role != wanted;
        member.role = wanted;
        let view = member.view(&account.handle, role);
        if changed {
            artifact.note(
                "member_role_changed",
                &account,
                None,
                json!({ "role": wanted }),
            );
        }
        return Ok(ok(&json!({ "member": view, "changed": changed })));
    }
    if artifact.members.len() >= MOST {
        let text = format!("An artifact is shared with at most {MOST} people.");
        return Err(ApiError::conflict("too_many_members", text));
    }
    let member = Member {
        number: serial,
        id: new_uuid(),
        invited_as: user,
        role: wanted,
        accepted: None,
        added: moment.wall(),
    };
    let view = member.view(&account.handle, role);
    artifact.members.push(member);
    artifact.note("member_invited", &account, None, json!({ "role": wanted }));
    let receipt = json!({ "member": view, "changed": true });
    Ok(response::json(StatusCode::CREATED, &receipt))
}

/// The owner removes any member, members themselves.
pub(super) async fn remove(
    CurrentAccount(account): CurrentAccount,
    Path((id, member)): Path<(String, String)>,
) -> Outcome {
    let mut artifacts = account.common.artifacts();
    let (number, role) = artifacts.seen(&id, &account.handle)?;
    let artifact = artifacts.get_mut(number)?;
    let place = artifact
        .members
        .iter()
        .position(|one| {
            one.id == member && (role == Role::Owner || one.accepted_by(&account.handle))
        })
        .ok_or_else(ApiError::not_found)?;
    artifact.members.remove(place);
    artifact.note("member_removed", &account, None, json!({}));
    Ok(ok(&json!({ "id": member, "removed": true })))
}

fn is_for(member: &Member, person: &Person) -> bool {
    member.accepted.is_none() && person.is_called(&member.invited_as)
}

pub(super) async fn invitations(CurrentAccount(account): CurrentAccount, query: Query) -> Outcome {
    let wanted = page(&query)?;
    let me = account.person();
    let artifacts = account.common.artifacts();
    let all = artifacts
        .artifacts
        .values()
        .flat_map(|artifact| artifact.members.iter().map(move |one| (artifact, one)));
    let rows = all
        .filter(|(_, one)| is_for(one, &me))
        .map(|(artifact, one)| (one.number, one.invitation(artifact, &account)));
    Ok(ok(&wanted.cut(rows, Order::NewestFirst).envelope()))
}

impl Artifacts {
    /// The artifact of an invitation that this person can accept or decline.
    fn invited(&mut self, id: &str, person: &Person) -> Outcome<(&mut Artifact, usize)> {
        let found = self.artifacts.values_mut().find_map(|artifact| {
            let place = artifact
                .members
                .iter()
                .position(|one| one.id == id && is_for(one, person))?;
            Some((artifact, place))
        });
        found.ok_or_else(ApiError::not_found)
    }
}

pub(super) async fn accept(CurrentAccount(account): CurrentAccount, Name(id): Name) -> Outcome {
    let moment = account.moment();
    let me = account.person();
    let mut artifacts = account.common.artifacts();
    let (artifact, place) = artifacts.invited(&id, &me)?;
    artifact.members[place].accepted = Some((account.handle.clone(), moment.wall()));
    artifact.note("member_joined", &account, None, json!({}));
    let invitation = artifact.members[place].invitation(artifact, &account);
    let role = artifact.role(&account.handle).unwrap_or(Role::Viewer);
    Ok(ok(
        &json!({ "invitation": invitation, "artifact": artifact.summary(role) }),
    ))
}

pub(super) async fn decline(CurrentAccount(account): CurrentAccount, Name(id): Name) -> Outcome {
    let me = account.person();
    let mut artifacts = account.common.artifacts();
    let (artifact, place) = artifacts.invited(&id, &me)?;
    artifact.members.remove(place);
    Ok(ok(&json!({ "id": id, "declined": true })))
}
