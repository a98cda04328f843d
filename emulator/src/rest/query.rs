//! The query of a request.

use std::collections::BTreeMap;

use axum::extract::FromRequestParts;
use http::request::Parts;

use crate::response::{ApiError, Outcome};

/// The parameters of a query; of a repeated one, the last.
pub(crate) struct Query {
    path: String,
    parameters: BTreeMap<String, String>,
}

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Outcome<Self> {
        let query = parts.uri.query().unwrap_or("");
        // A nested router shows its handlers a shortened path.
        let path = parts
            .extensions
            .get::<axum::extract::OriginalUri>()
            .map_or(parts.uri.path(), |uri| uri.0.path());
        Ok(Self {
            path: path.to_owned(),
            parameters: form_urlencoded::parse(query.as_bytes())
                .into_owned()
                .collect(),
        })
    }
}

impl Query {
    /// The path of the request, as the client sent it.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.parameters.get(name).map(String::as_str)
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.parameters.contains_key(name)
    }

    /// All parameters except those of the page.
    pub(crate) fn filters(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parameters
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .filter(|(name, _)| !matches!(*name, "cursor" | "page_size" | "pagination"))
    }

    /// A boolean parameter.
    pub(crate) fn flag(&self, name: &str) -> Outcome<Option<bool>> {
        match self.get(name) {
            None => Ok(None),
            Some("true" | "True" | "1") => Ok(Some(true)),
            Some("false" | "False" | "0") => Ok(Some(false)),
            Some(_) => Err(ApiError::invalid(name, "Must be a valid boolean.")),
        }
    }

    /// A whole number between these two.
    pub(crate) fn whole(&self, name: &str, least: u64, most: u64) -> Outcome<Option<u64>> {
        let Some(text) = self.get(name) else {
            return Ok(None);
        };
        match text.parse() {
            Ok(number) if (least..=most).contains(&number) => Ok(Some(number)),
            _ => Err(ApiError::invalid(
                name,
                format!("Must be a whole number from {least} to {most}."),
            )),
        }
    }

    /// One of these words.
    pub(crate) fn choice(&self, name: &str, choices: &[&'static str]) -> Outcome<Option<&str>> {
        match self.get(name) {
            Some(word) if !choices.contains(&word) => Err(ApiError::invalid(
                name,
                format!("{word:?} is not a valid choice."),
            )),
            word => Ok(word),
        }
    }
}
