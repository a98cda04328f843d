//! Renames, shares and deletes artifacts.

use serde_json::json;

use super::reading::ok;
use super::writing::VISIBILITIES;
use crate::response::{ApiError, CurrentAccount, Fields, Name, Outcome};
use crate::rest::ids::token;
use crate::rest::origin::Origin;

pub(super) async fn update(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    origin: Origin,
    fields: Fields,
) -> Outcome {
    let mut artifacts = account.common.artifacts();
    let (number, role) = artifacts.seen(&id, &account.handle)?;
    role.may_write()?;
    let artifact = artifacts.get_mut(number)?;
    let name = match fields.some_raw("name") {
        Some(_) => Some(fields.required_short_text("name", 120)?),
        None => None,
    };
    let description = fields.short_text("description", 2_000)?;
    let live = fields.whole("live_version", 1, u64::MAX)?;
    if live.is_some_and(|live| artifact.version(live).is_err()) {
        return Err(ApiError::invalid(
            "live_version",
            "There is no such version.",
        ));
    }
    if let Some(name) = name {
        artifact.note("renamed", &account, None, json!({ "from": artifact.name }));
        artifact.name = name;
    }
    if let Some(description) = description {
        artifact.description = description;
    }
    if live.is_some() && live != artifact.live {
        artifact.note(
            "live_version_changed",
            &account,
            live,
            json!({ "from": artifact.live }),
        );
        artifact.live = live;
    }
    Ok(ok(&artifacts.view(number, role, &account, &origin)?))
}

pub(super) async fn share(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    origin: Origin,
    fields: Fields,
) -> Outcome {
    let mut artifacts = account.common.artifacts();
    let (number, role) = artifacts.seen(&id, &account.handle)?;
    role.is_owner()?;
    let visibility = fields.choice("visibility", &VISIBILITIES)?;
    let with_sources = fields.flag("with_sources")?;
    let reset = fields.flag("reset_link")?;
    let artifact = artifacts.get_mut(number)?;
    artifact.visibility = visibility.unwrap_or(artifact.visibility);
    artifact.with_sources = with_sources.unwrap_or(artifact.with_sources);
    if reset == Some(true) {
        artifact.link = token();
    }
    let details =
        json!({ "visibility": artifact.visibility, "with_sources": artifact.with_sources });
    artifact.note("shared", &account, None, details);
    Ok(ok(&artifacts.view(number, role, &account, &origin)?))
}

pub(super) async fn delete(CurrentAccount(account): CurrentAccount, Name(id): Name) -> Outcome {
    let mut artifacts = account.common.artifacts();
    let (number, role) = artifacts.seen(&id, &account.handle)?;
    role.is_owner()?;
    artifacts.artifacts.remove(&number);
    Ok(ok(&json!({ "id": id, "deleted": true })))
}
