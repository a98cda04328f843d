//! The name of an account, and its settings in the service.

use axum::extract::State;
use axum::response::Response;
use bytes::Bytes;
use http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::{Control, CurrentAccount, read};
use crate::accounts::Account;
use crate::response::{self, ApiError, Outcome};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    username: Option<String>,
    email: Option<String>,
    require_keys: Option<bool>,
    /// Zero ends it.
    list_page_size: Option<usize>,
}

pub(super) async fn show(CurrentAccount(account): CurrentAccount) -> Response {
    view(&account)
}

pub(super) async fn set(CurrentAccount(account): CurrentAccount, body: Bytes) -> Outcome {
    let change: Change = read(&body)?;
    let is_name = |name: &String| {
        let mut letters = name.bytes();
        (1..=40).contains(&name.len())
            && letters.next().is_some_and(|first| first != b'-')
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    if change.username.as_ref().is_some_and(|name| !is_name(name)) {
        return Err(ApiError::bad(
            "a user name has 1 to 40 lower-case letters, digits and hyphens",
        ));
    }
    if change.list_page_size.is_some_and(|size| size > 100) {
        return Err(ApiError::bad("list_page_size is at most 100"));
    }
    account
        .common
        .rename(&account.handle, change.username, change.email)?;
    let mut settings = account.settings();
    if let Some(require) = change.require_keys {
        settings.require_keys = require;
    }
    if let Some(size) = change.list_page_size {
        settings.list_page_size = (size > 0).then_some(size);
    }
    drop(settings);
    Ok(view(&account))
}

fn view(account: &Account) -> Response {
    let settings = *account.settings();
    let person = account.person();
    response::json(
        StatusCode::OK,
        &json!({
            "id": person.id,
            "username": person.username,
            "email": person.email,
            "require_keys": settings.require_keys,
            "list_page_size": settings.list_page_size.unwrap_or(0),
        }),
    )
}

pub(super) async fn reset(
    State(control): State<Control>,
    parts: http::request::Parts,
) -> StatusCode {
    control.accounts.reset(&parts.headers);
    StatusCode::NO_CONTENT
}
