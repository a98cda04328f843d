//! Ids of runs: a number, and a public UUID that contains it.

use axum::extract::FromRequestParts;
use http::request::Parts;

use crate::response::{ApiError, Name, Outcome};

const PREFIX: &str = "00000000-0000-4000-8000-";

/// The run that a path names, by either id.
pub(super) struct RunId(pub(super) u64);

impl<S: Send + Sync> FromRequestParts<S> for RunId {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Outcome<Self> {
        let Name(text) = Name::from_request_parts(parts, state).await?;
        number(&text).map(Self).ok_or_else(ApiError::not_found)
    }
}

/// The public id of a run.
pub(super) fn public(number: u64) -> String {
    format!("{PREFIX}{number:012x}")
}

/// The number of the run that either id names.
pub(super) fn number(text: &str) -> Option<u64> {
    match text.strip_prefix(PREFIX) {
        Some(number) if number.len() == 12 => u64::from_str_radix(number, 16).ok(),
        Some(_) => None,
        None => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ids_name_the_run() {
        assert_eq!(public(17), "00000000-0000-4000-8000-000000000011");
        assert_eq!(number(&public(17)), Some(17));
        assert_eq!(number("17"), Some(17));
        assert_eq!(number("00000000-0000-4000-8000-1"), None);
    }
}
