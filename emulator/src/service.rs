//! The routes of the service: the Agents API, the models and M1.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use http::{Method, StatusCode};

use crate::response::ApiError;
use crate::{agents, artifacts, inference, m1, projects, shares, teams};

pub(crate) fn routes() -> Router {
    agents::routes()
        .merge(artifacts::routes())
        .merge(projects::routes())
        .merge(teams::routes())
        .merge(shares::routes())
        .merge(inference::routes())
        .merge(m1::routes())
        .method_not_allowed_fallback(|method: Method| async move {
            ApiError::detail(
                StatusCode::METHOD_NOT_ALLOWED,
                format!("Method \"{method}\" not allowed."),
            )
        })
        .fallback(|| async { ApiError::not_found() })
        .layer(DefaultBodyLimit::disable())
}

/// The handle of the account that a request without a key is for, by its path: `/visit/HANDLE/..`.
pub(crate) fn visited(path: &str) -> Option<&str> {
    let (handle, _) = path.strip_prefix("/visit/")?.split_once('/')?;
    Some(handle)
}

/// Whether a request's body is a form, which is read while it arrives instead of being kept.
pub(crate) fn takes_form(method: &Method, path: &str) -> bool {
    method == Method::POST && (inference::takes_form(path) || m1::takes_form(path))
}
