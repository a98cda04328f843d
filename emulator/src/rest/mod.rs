//! Common parts of the API's resources: pages, keyed replays, checks of JSON bodies, ids, money and base URLs.

pub(crate) mod fields;
pub(crate) mod ids;
pub(crate) mod money;
pub(crate) mod origin;
pub(crate) mod pages;
pub(crate) mod query;
pub(crate) mod replay;

use http::StatusCode;
use serde_json::json;

use crate::response::ApiError;

impl ApiError {
    /// An error with a `code` for programs.
    pub(crate) fn coded(status: StatusCode, code: &str, text: impl Into<String>) -> Self {
        Self::new(status, json!({ "code": code, "detail": text.into() }))
    }

    /// 409 with a `code`.
    pub(crate) fn conflict(code: &str, text: impl Into<String>) -> Self {
        Self::coded(StatusCode::CONFLICT, code, text)
    }

    /// 403 with a `code`.
    pub(crate) fn forbidden(text: impl Into<String>) -> Self {
        Self::coded(StatusCode::FORBIDDEN, "forbidden", text)
    }

    /// 400 with one message about one field.
    pub(crate) fn invalid(name: &str, text: impl Into<String>) -> Self {
        Self::field(name, vec![text.into()])
    }

    /// 409 for a write that is based on an old revision.
    pub(crate) fn stale_revision(current: u64) -> Self {
        Self::new(
            StatusCode::CONFLICT,
            json!({
                "code": "stale_revision",
                "detail": format!("The revision is {current} by now; read it again."),
                "current_revision": current,
            }),
        )
    }
}
