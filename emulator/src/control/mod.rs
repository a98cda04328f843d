//! The control API under `/_emulator`: how a test prepares and inspects an account.

mod account;
mod agents;
mod chaos;
mod clock;
mod faults;
mod in_process;
mod recording;
mod runs;
mod scenario;
mod script;
mod stats;
mod wait;

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRequestParts};
use axum::routing::{get, post};
use http::request::Parts;

use crate::accounts::{Account, Accounts};
use crate::response::{ApiError, Outcome};
use crate::stats::Stats;

pub(crate) use in_process::{control, report};

/// The state of control requests.
#[derive(Clone)]
struct Control {
    accounts: Arc<Accounts>,
    stats: Arc<Stats>,
}

/// The account of the control request's key. Any key is valid here, also none.
struct CurrentAccount(Arc<Account>);

impl FromRequestParts<Control> for CurrentAccount {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, control: &Control) -> Outcome<Self> {
        Ok(Self(control.accounts.of(&parts.headers)))
    }
}

pub(crate) fn routes(accounts: Arc<Accounts>, stats: Arc<Stats>) -> Router {
    Router::new()
        .route(
            "/_emulator/account",
            get(account::show).post(account::set).delete(account::reset),
        )
        .route(
            "/_emulator/script",
            get(script::show).post(script::append).delete(script::clear),
        )
        .route("/_emulator/release", post(script::release))
        .route(
            "/_emulator/requests",
            get(recording::requests).delete(recording::clear),
        )
        .route("/_emulator/aborted", get(recording::aborted))
        .route(
            "/_emulator/recording",
            get(recording::show).post(recording::switch),
        )
        .route("/_emulator/clock", get(clock::show).post(clock::set))
        .route("/_emulator/chaos", post(chaos::set).delete(chaos::clear))
        .route("/_emulator/agents", post(agents::create))
        .route("/_emulator/faults", post(faults::set))
        .route("/_emulator/scenario", post(scenario::load))
        .route("/_emulator/runs", post(runs::create))
        .route("/_emulator/stats", get(stats::show))
        .route("/_emulator/stats/reset", post(stats::reset))
        .fallback(|| async { ApiError::not_found() })
        .layer(DefaultBodyLimit::disable())
        .with_state(Control { accounts, stats })
}

/// Reads a control request's body; an empty one is `null`.
fn read<T: serde::de::DeserializeOwned>(body: &[u8]) -> Outcome<T> {
    let body = if body.is_empty() {
        b"null".as_slice()
    } else {
        body
    };
    serde_json::from_slice(body).map_err(|error| ApiError::bad(format!("{error}")))
}
