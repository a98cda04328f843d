//! OAuth of MCP servers: a person opens a link and approves it, or not.

use http::StatusCode;
use serde_json::{Value, json};

use super::Server;
use crate::accounts::Moment;
use crate::clock::Stamp;
use crate::response::{ApiError, Outcome};
use crate::rest::ids::token;

/// Seconds for which a link works.
const LINK: u64 = 900;
/// Seconds for which a grant lasts.
const GRANT: u64 = 3_600;
/// Steps of the pace after which the person has approved, unless they opened the link before.
const APPROVING: u64 = 2;

#[derive(Clone, Default)]
pub(super) enum Grant {
    #[default]
    Missing,
    /// There is a link.
    Asked {
        token: String,
        ends: Stamp,
        /// When it is approved without a visit of the link, and when that ends.
        approved: Option<(Stamp, Stamp)>,
    },
    Approved {
        until: Stamp,
    },
}

impl Grant {
    /// The grant as it is at this moment.
    pub(super) fn at(&self, now: Stamp) -> Self {
        match self {
            Self::Asked {
                approved: Some((at, until)),
                ..
            } if *at <= now => Self::Approved { until: *until },
            Self::Asked { ends, .. } if *ends <= now => Self::Missing,
            other => other.clone(),
        }
    }
}

fn conflict(code: &str, text: &str, redirect_uri: &str) -> ApiError {
    ApiError::new(
        StatusCode::CONFLICT,
        json!({ "code": code, "detail": text, "redirect_uri": redirect_uri }),
    )
}

impl Server {
    fn has_client(&self) -> bool {
        self.client_id.is_some() && self.has_client_secret
    }

    pub(super) fn oauth_view(&self, now: Stamp, redirect_uri: &str) -> Value {
        let grant = self.grant.at(now);
        let until = match grant {
            Grant::Approved { until } => Some(until),
            _ => None,
        };
        let is_expired = until.is_some_and(|until| until <= now);
        let scopes: Vec<&str> = until
            .and(self.scopes.as_deref())
            .unwrap_or("")
            .split_whitespace()
            .collect();
        json!({
            "authorized": until.is_some() && !is_expired,
            "reconnect_required": is_expired,
            "issuer": until.map(|_| "https://issuer.example"),
            "scopes": scopes,
            "expires_at": until,
            "client": if self.has_client() { "own" } else { "registered" },
            "client_id": self.client_id,
            "has_client_secret": self.has_client_secret,
            "requested_scopes": self.scopes,
            "redirect_uri": redirect_uri,
        })
    }

    /// Makes a link for the approving person; earlier links become invalid.
    pub(super) fn ask(&mut self, moment: Moment, redirect_uri: &str) -> Outcome<(String, Stamp)> {
        if !self.is_oauth() {
            return Err(ApiError::coded(
                StatusCode::BAD_REQUEST,
                "not_oauth",
                "The server does not use OAuth.",
            ));
        }
        let registers = !["slack", "no-registration"]
            .iter()
            .any(|word| self.url.contains(word));
        if !registers && !self.has_client() {
            return Err(conflict(
                "oauth_client_required",
                "The provider registers no clients: register redirect_uri in an app of your own.",
                redirect_uri,
            ));
        }
        let (token, ends) = (token(), moment.in_seconds(LINK));
        let approves = !self.name.contains("[hang]");
        self.grant = Grant::Asked {
            token: token.clone(),
            ends,
            approved: approves.then(|| (moment.in_steps(APPROVING), moment.in_seconds(GRANT))),
        };
        self.is_off = false;
        Ok((token, ends))
    }

    /// The person has opened the link, which works once.
    pub(super) fn approve(&mut self, sent: &str, moment: Moment) -> bool {
        // The link is valid after an approval without a visit.
        match &self.grant {
            Grant::Asked { token, ends, .. } if token == sent && *ends > moment.wall() => {
                self.grant = Grant::Approved {
                    until: moment.in_seconds(GRANT),
                };
                true
            }
            _ => false,
        }
    }

    /// An error unless there is a grant that has not expired.
    pub(super) fn granted(&self, now: Stamp, redirect_uri: &str) -> Outcome<()> {
        if !self.is_oauth() {
            return Ok(());
        }
        match self.grant.at(now) {
            Grant::Approved { until } if until > now => Ok(()),
            Grant::Approved { .. } => Err(conflict(
                "oauth_reconnect_required",
                "The authorization has expired: authorize again.",
                redirect_uri,
            )),
            _ => Err(conflict(
                "oauth_authorization_required",
                "Nobody has authorized the server.",
                redirect_uri,
            )),
        }
    }
}
