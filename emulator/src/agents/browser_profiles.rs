//! Profiles of the browser tool: its sessions of sites.
//!
//! The creation of a name with `[lost]` is unconfirmed until the profile is reconciled.

use http::StatusCode;
use serde_json::{Value, json};

use super::Agents;
use super::tool::Tool;
use crate::accounts::Moment;
use crate::clock::Stamp;
use crate::response::{self, ApiError, CurrentAccount, Fields, Id, Outcome};
use crate::rest::ids::new_uuid;

pub(super) struct Profile {
    id: String,
    name: String,
    created: Stamp,
    updated: Stamp,
    /// The intent that finds the profile while its creation is unconfirmed.
    unknown: Option<String>,
}

pub(super) async fn show(CurrentAccount(account): CurrentAccount, Id(id): Id) -> Outcome {
    let agents = account.agents();
    let binding = agents.binding(id)?;
    Ok(response::json(StatusCode::OK, &binding))
}

pub(super) async fn create(
    CurrentAccount(account): CurrentAccount,
    Id(id): Id,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    agents.browser(id)?;
    let name = fields.required_short_text("name", 100)?;
    if agents.profiles.contains_key(&id) {
        return Err(ApiError::conflict(
            "browser_profile_exists",
            "The tool has a browser profile, or may have one: reconcile it first.",
        ));
    }
    let profile = Profile::new(name.trim().to_owned(), moment);
    agents.profiles.insert(id, profile);
    Ok(response::json(StatusCode::CREATED, &agents.binding(id)?))
}

pub(super) async fn reconcile(CurrentAccount(account): CurrentAccount, Id(id): Id) -> Outcome {
    let wall = account.moment().wall();
    let mut agents = account.agents();
    agents.browser(id)?;
    if let Some(profile) = agents.profiles.get_mut(&id)
        && profile.unknown.take().is_some()
    {
        profile.updated = wall;
    }
    Ok(response::json(StatusCode::OK, &agents.binding(id)?))
}

impl Profile {
    fn new(name: String, moment: Moment) -> Self {
        Self {
            id: format!("profile-{}", new_uuid()),
            unknown: name.contains("[lost]").then(new_uuid),
            name,
            created: moment.wall(),
            updated: moment.wall(),
        }
    }
}

impl Agents {
    fn browser(&self, id: u64) -> Outcome<&Tool> {
        let tool = self.tools.get(&id).ok_or_else(ApiError::not_found)?;
        if tool.mcp_tool == "browser" {
            Ok(tool)
        } else {
            Err(ApiError::coded(
                StatusCode::BAD_REQUEST,
                "not_a_browser_tool",
                "The tool has no browser profiles.",
            ))
        }
    }

    fn binding(&self, id: u64) -> Outcome<Value> {
        let connection = &self.browser(id)?.public_id;
        Ok(match self.profiles.get(&id) {
            None => json!({ "connection_id": connection, "status": "unbound", "profile": null }),
            Some(Profile {
                unknown: Some(intent),
                ..
            }) => json!({
                "connection_id": connection,
                "status": "unknown",
                "profile": null,
                "code": "outcome_unknown",
                "detail": "The browser service did not say whether the profile was created.",
                "recovery_intent_id": intent,
            }),
            Some(profile) => json!({
                "connection_id": connection,
                "status": "bound",
                "profile": {
                    "profile_id": profile.id,
                    "name": profile.name,
                    "cookie_domains": [],
                    "created_at": profile.created,
                    "updated_at": profile.updated,
                    "last_used_at": null,
                    "note": "",
                },
            }),
        })
    }
}
