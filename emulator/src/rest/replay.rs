//! Keyed replays: a repeated request with the same `Idempotency-Key` gets the response of the first one.

use std::collections::HashMap;

use axum::body::{Body, to_bytes};
use axum::extract::{OriginalUri, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::MethodRouter;
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, StatusCode};

use super::ids::sha256;
use crate::agents::IdempotencyKey;
use crate::response::{ApiError, CurrentAccount, Outcome};

/// Whether requests without a key are refused.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Need {
    /// They always are.
    Key,
    /// Only if the account requires keys everywhere: for the routes of 1.1, whose clients send none.
    Setting,
    /// They are not, or the handler decides.
    Nothing,
}

/// The responses of an account's keyed requests.
#[derive(Default)]
pub(crate) struct Replays(HashMap<(Method, String, HeaderValue), Kept>);

struct Kept {
    request: String,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

/// Marks a response that is not stored, because nothing was done.
#[derive(Clone)]
pub(crate) struct NotKept;

/// Makes these methods keyed.
pub(crate) fn keyed(need: Need, methods: MethodRouter) -> MethodRouter {
    methods.route_layer(from_fn_with_state(need, replay))
}

/// The error of a request that needs a key.
pub(crate) fn key_required() -> ApiError {
    ApiError::coded(
        StatusCode::BAD_REQUEST,
        "idempotency_key_required",
        "This request needs an Idempotency-Key.",
    )
}

async fn replay(State(need): State<Need>, request: Request, next: Next) -> Outcome {
    let extensions = request.extensions();
    let Some(CurrentAccount(account)) = extensions.get().cloned() else {
        return Err(ApiError::not_found());
    };
    let Some(IdempotencyKey(key)) = extensions.get().cloned() else {
        let is_needed = match need {
            Need::Key => true,
            Need::Setting => account.settings().require_keys,
            Need::Nothing => false,
        };
        if is_needed {
            return Err(key_required());
        }
        return Ok(next.run(request).await);
    };
    let is_printable = key
        .as_bytes()
        .iter()
        .all(|byte| (0x20..=0x7e).contains(byte));
    if !(1..=255).contains(&key.len()) || !is_printable {
        return Err(ApiError::coded(
            StatusCode::BAD_REQUEST,
            "invalid_idempotency_key",
            "An Idempotency-Key has 1 to 255 printable ASCII characters.",
        ));
    }
    let path = extensions
        .get::<OriginalUri>()
        .map_or(request.uri().path(), |uri| uri.0.path())
        .to_owned();
    let place = (request.method().clone(), path, key);
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let fingerprint = fingerprint(&body);
    if let Some(kept) = account.replays().0.get(&place) {
        return kept.response(&fingerprint);
    }
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    if !response.status().is_success() || response.extensions().get::<NotKept>().is_some() {
        return Ok(response);
    }
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let kept = Kept {
        request: fingerprint,
        status: parts.status,
        headers: parts.headers.clone(),
        body: body.clone(),
    };
    account.replays().0.insert(place, kept);
    Ok(Response::from_parts(parts, Body::from(body)))
}

impl Kept {
    fn response(&self, request: &str) -> Outcome {
        if self.request != request {
            return Err(ApiError::conflict(
                "idempotency_key_reused",
                "The Idempotency-Key was used for another request.",
            ));
        }
        let mut response = Response::new(Body::from(self.body.clone()));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers.clone();
        let replayed = HeaderValue::from_static("true");
        response
            .headers_mut()
            .insert("idempotency-replayed", replayed);
        Ok(response)
    }
}

/// The same for equal bodies: the order of members and blanks do not count.
fn fingerprint(body: &[u8]) -> String {
    match serde_json::from_slice::<serde_json::Value>(body) {
        Ok(value) => sha256(value.to_string().as_bytes()),
        Err(_) => sha256(body),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_compared_by_content() {
        assert_eq!(
            fingerprint(br#"{"a": 1, "b": 2}"#),
            fingerprint(br#"{"b":2,"a":1}"#)
        );
        assert_ne!(fingerprint(br#"{"a": 1}"#), fingerprint(br#"{"a": "1"}"#));
        assert_ne!(fingerprint(b""), fingerprint(b"{}"));
    }
}
