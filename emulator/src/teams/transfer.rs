//! A team changes its owner: offered by the one, accepted by the other.

use http::StatusCode;
use serde_json::json;

use super::consent;
use crate::response::{self, ApiError, CurrentAccount, Fields, Name, Outcome};

fn no_transfer() -> ApiError {
    let text = "Nobody has offered the team.";
    ApiError::coded(StatusCode::NOT_FOUND, "transfer_not_found", text)
}

pub(super) async fn propose(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    fields: Fields,
) -> Outcome {
    let now = account.moment().wall();
    let mut teams = account.common.teams();
    let team = teams.of(&id, &account)?;
    team.owned_by(&account)?;
    let recipient = fields.required_text("recipient_id")?;
    let mut members = team.members.iter();
    let is_other = |handle: &str| handle != account.handle;
    let known =
        members.any(|one| one.id == recipient && one.is_active(now) && is_other(&one.handle));
    if !known {
        let text = "It is not another member of the team.";
        return Err(ApiError::invalid("recipient_id", text));
    }
    team.offered_to = Some(recipient.clone());
    team.note(
        "transfer_proposed",
        &account,
        json!({ "recipient": recipient }),
    );
    let offer = json!({ "state": "pending", "recipient_id": recipient });
    Ok(response::json(StatusCode::OK, &offer))
}

pub(super) async fn accept(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    fields: Fields,
) -> Outcome {
    let mut teams = account.common.teams();
    let team = teams.of(&id, &account)?;
    let offered = team.offered_to.clone().ok_or_else(no_transfer)?;
    let is_mine = |one: &super::Member| one.id == offered && one.handle == account.handle;
    if !team.members.iter().any(is_mine) {
        return Err(ApiError::forbidden("The team is offered to somebody else."));
    }
    consent(&fields, "accept_billing", "billing_consent_required")?;
    for member in &mut team.members {
        if member.id == offered {
            member.role = "owner";
            member.expires = team.expires;
        } else if member.role == "owner" {
            member.role = "admin";
        }
        member.epoch += 1;
    }
    team.owner = account.handle.clone();
    team.offered_to = None;
    team.revision += 1;
    team.note("transfer_accepted", &account, json!({}));
    Ok(response::json(StatusCode::OK, &team.view(&account)?))
}

/// The owner takes the offer back, or who was offered the team declines.
pub(super) async fn cancel(CurrentAccount(account): CurrentAccount, Name(id): Name) -> Outcome {
    let mut teams = account.common.teams();
    let team = teams.of(&id, &account)?;
    let offered = team.offered_to.clone().ok_or_else(no_transfer)?;
    let is_mine = |one: &super::Member| one.id == offered && one.handle == account.handle;
    if !team.members.iter().any(is_mine) {
        team.owned_by(&account)?;
    }
    team.offered_to = None;
    team.note("transfer_cancelled", &account, json!({}));
    Ok(response::json(
        StatusCode::OK,
        &json!({ "state": "cancelled" }),
    ))
}
