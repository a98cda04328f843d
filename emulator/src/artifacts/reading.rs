//! Reads artifacts, their versions and their files.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use serde_json::{Value, json};

use super::files::{self, content_type};
use super::{Artifacts, Role};
use crate::accounts::Account;
use crate::response::{self, ApiError, CurrentAccount, Name, Outcome};
use crate::rest::origin::Origin;
use crate::rest::pages::{Order, Page, PageRequest};
use crate::rest::query::Query;

const DEFAULT_PART: u64 = 65_536;
const MAX_PART: u64 = 200_000;

pub(super) fn page(query: &Query) -> Outcome<PageRequest> {
    PageRequest::read(query, 25, 100)
}

pub(super) fn ok<T: serde::Serialize>(value: &T) -> Response {
    response::json(StatusCode::OK, value)
}

pub(super) async fn status() -> Response {
    ok(&json!({
        "enabled": true,
        "limits": {
            "files": files::MAX_FILES,
            "file_bytes": files::MAX_FILE_BYTES,
            "total_bytes": files::MAX_BYTES,
            "request_bytes": 40_000_000,
            "members": super::members::MOST,
        },
    }))
}

pub(super) async fn types() -> Response {
    let types: Vec<Value> = super::types::TYPES.iter().map(|one| one.view()).collect();
    ok(&json!({ "types": types }))
}

pub(super) async fn list(CurrentAccount(account): CurrentAccount, query: Query) -> Outcome {
    let wanted = page(&query)?;
    let scope = query.choice("scope", &["mine", "shared"])?;
    let artifacts = account.common.artifacts();
    let is_wanted = |role: Role| match scope {
        Some("shared") => matches!(role, Role::Editor | Role::Viewer),
        _ => role == Role::Owner,
    };
    let rows = artifacts.artifacts.values().filter_map(|artifact| {
        let role = artifact
            .role(&account.handle)
            .filter(|role| is_wanted(*role))?;
        Some((artifact.number, artifact.summary(role)))
    });
    Ok(ok(&wanted.cut(rows, Order::NewestFirst).envelope()))
}

pub(super) async fn detail(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    origin: Origin,
) -> Outcome {
    let mut artifacts = account.common.artifacts();
    let (number, role) = artifacts.seen(&id, &account.handle)?;
    Ok(ok(&artifacts.view(number, role, &account, &origin)?))
}

pub(super) async fn detail_link(
    CurrentAccount(account): CurrentAccount,
    Name(link): Name,
    origin: Origin,
) -> Outcome {
    let mut artifacts = account.common.artifacts();
    let (number, role) = artifacts.seen_by_link(&link, &account.handle)?;
    Ok(ok(&artifacts.view(number, role, &account, &origin)?))
}

pub(super) async fn versions(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    query: Query,
) -> Outcome {
    let wanted = page(&query)?;
    let artifacts = account.common.artifacts();
    let (number, role) = artifacts.seen(&id, &account.handle)?;
    let artifact = artifacts.get(number)?;
    let shows_all = artifact.shows_sources(role);
    let versions = artifact.versions.iter();
    let rows = versions
        .filter(|one| shows_all || artifact.live == Some(one.number))
        .map(|one| (one.number, one.row(artifact.live)));
    Ok(ok(&wanted.cut(rows, Order::NewestFirst).envelope()))
}

pub(super) async fn files(
    CurrentAccount(account): CurrentAccount,
    Path((id, version)): Path<(String, u64)>,
    query: Query,
) -> Outcome {
    let artifacts = account.common.artifacts();
    let seen = artifacts.seen(&id, &account.handle)?;
    show_files(&artifacts, seen, version, &query)
}

pub(super) async fn files_link(
    CurrentAccount(account): CurrentAccount,
    Path((link, version)): Path<(String, u64)>,
    query: Query,
) -> Outcome {
    let artifacts = account.common.artifacts();
    let seen = artifacts.seen_by_link(&link, &account.handle)?;
    show_files(&artifacts, seen, version, &query)
}

/// The list of files, or a piece of the one that is named.
fn show_files(
    artifacts: &Artifacts,
    (number, role): (u64, Role),
    version: u64,
    query: &Query,
) -> Outcome {
    let artifact = artifacts.get(number)?;
    if !artifact.shows_sources(role) {
        let text = "The author shares only the page.";
        return Err(ApiError::coded(
            StatusCode::FORBIDDEN,
            "sources_not_shared",
            text,
        ));
    }
    let version = artifact.version(version)?;
    let Some(path) = query.get("path") else {
        let files: Vec<Value> = version
            .files
            .iter()
            .map(|(path, file)| file.view(path))
            .collect();
        let view = json!({ "version": version.number, "entry": version.entry, "files": files });
        return Ok(ok(&view));
    };
    let offset = query.whole("offset", 0, u64::from(u32::MAX))?.unwrap_or(0);
    let most = query
        .whole("max_bytes", 1, MAX_PART)?
        .unwrap_or(DEFAULT_PART);
    let file = version.files.get(path).ok_or_else(ApiError::not_found)?;
    let mut view = file.piece(path, offset as usize, most as usize)?;
    view["version"] = json!(version.number);
    Ok(ok(&view))
}

pub(super) async fn view(
    CurrentAccount(account): CurrentAccount,
    Path((id, version)): Path<(String, u64)>,
    origin: Origin,
) -> Outcome {
    let seen = account.common.artifacts().seen(&id, &account.handle)?;
    show_view(&account, seen, version, &origin)
}

pub(super) async fn view_link(
    CurrentAccount(account): CurrentAccount,
    Path((link, version)): Path<(String, u64)>,
    origin: Origin,
) -> Outcome {
    let artifacts = account.common.artifacts();
    let seen = artifacts.seen_by_link(&link, &account.handle)?;
    drop(artifacts);
    show_view(&account, seen, version, &origin)
}

fn show_view(
    account: &Account,
    (number, role): (u64, Role),
    version: u64,
    origin: &Origin,
) -> Outcome {
    let mut artifacts = account.common.artifacts();
    let artifact = artifacts.get(number)?;
    if !artifact.shows_sources(role) && artifact.live != Some(version) {
        return Err(ApiError::not_found());
    }
    let entry = artifact.version(version)?.entry.clone();
    let mut view = artifacts.frame(number, version, account, origin);
    view["version"] = json!(version);
    view["entry"] = json!(entry);
    Ok(ok(&view))
}

/// The entry of a version, at the address of a view.
pub(super) async fn frame(
    CurrentAccount(account): CurrentAccount,
    Path((_, token)): Path<(String, String)>,
) -> Outcome {
    show_frame(&account, &token, None)
}

/// Another file of it.
pub(super) async fn frame_file(
    CurrentAccount(account): CurrentAccount,
    Path((_, token, path)): Path<(String, String, String)>,
) -> Outcome {
    show_frame(&account, &token, Some(&path))
}

fn show_frame(account: &Account, token: &str, path: Option<&str>) -> Outcome {
    let artifacts = account.common.artifacts();
    let frame = artifacts.frames.get(token).copied();
    let (number, version, until) = frame.ok_or_else(ApiError::not_found)?;
    if until <= account.moment().wall() {
        let text = "The address has expired.";
        return Err(ApiError::coded(StatusCode::GONE, "view_expired", text));
    }
    let version = artifacts.get(number)?.version(version)?;
    let path = path.unwrap_or(&version.entry);
    let file = version.files.get(path).ok_or_else(ApiError::not_found)?;
    let headers = [(header::CONTENT_TYPE, content_type(path))];
    Ok((headers, file.content.clone()).into_response())
}

pub(super) async fn lineage(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    query: Query,
) -> Outcome {
    let wanted = page(&query)?;
    let artifacts = account.common.artifacts();
    let (number, _) = artifacts.seen(&id, &account.handle)?;
    let artifact = artifacts.get(number)?;
    let rows = artifact.clones.iter().enumerate().map(|(place, clone)| {
        // A clone without access for this account is counted, not named.
        let named = artifacts
            .by_id(&clone.artifact)
            .filter(|one| one.role(&account.handle).is_some())
            .map(|one| json!({ "id": one.id, "name": one.name }));
        let row = json!({
            "from_version": clone.from_version,
            "cloned_at": clone.at,
            "clone": named,
        });
        (place as u64, row)
    });
    let clones: Page<Value> = wanted.cut(rows, Order::NewestFirst);
    Ok(ok(&json!({
        "clone_count": artifact.clones.len(),
        "forked_from": artifact.fork_view(),
        "clones": clones.envelope(),
    })))
}

pub(super) async fn history(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    query: Query,
) -> Outcome {
    let wanted = page(&query)?;
    let artifacts = account.common.artifacts();
    let (number, role) = artifacts.seen(&id, &account.handle)?;
    if role == Role::Visitor {
        return Err(ApiError::not_found());
    }
    let events = artifacts.get(number)?.events.iter();
    let rows = events
        .enumerate()
        .map(|(place, event)| (place as u64, event));
    Ok(ok(&wanted.cut(rows, Order::NewestFirst).envelope()))
}
