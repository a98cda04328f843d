//! The account's clock.

use axum::response::Response;
use bytes::Bytes;
use http::StatusCode;
use serde::{Deserialize, Serialize};

use super::{CurrentAccount, read};
use crate::clock::{Clock, Mode, micros};
use crate::duration::DurationText;
use crate::response::{self, ApiError, Outcome};
use crate::scripted_response::seconds;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    mode: Option<Mode>,
    advance: Option<DurationText>,
    pace: Option<f64>,
}

#[derive(Serialize)]
struct Reading {
    mode: Mode,
    now: f64,
    pace: f64,
}

pub(super) async fn show(CurrentAccount(account): CurrentAccount) -> Response {
    response::json(StatusCode::OK, &reading(&account.clock()))
}

/// Changes the mode first, then the pace, and moves time last.
pub(super) async fn set(CurrentAccount(account): CurrentAccount, body: Bytes) -> Outcome {
    let change: Change = read(&body)?;
    if let Some(pace) = change.pace {
        seconds(pace).map_err(ApiError::bad)?;
    }
    let mut clock = account.clock();
    if let Some(mode) = change.mode {
        clock.set_mode(mode);
    }
    if let Some(pace) = change.pace {
        clock.set_pace(micros(pace));
    }
    if let Some(DurationText(by)) = change.advance {
        clock.advance(micros(by.as_secs_f64()));
    }
    Ok(response::json(StatusCode::OK, &reading(&clock)))
}

fn reading(clock: &Clock) -> Reading {
    Reading {
        mode: clock.mode(),
        now: clock.now() as f64 / 1e6,
        pace: clock.pace() as f64 / 1e6,
    }
}
