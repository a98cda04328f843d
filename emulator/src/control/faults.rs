//! Faults by name, for the next requests of an account.

use bytes::Bytes;
use serde::Deserialize;

use super::{CurrentAccount, read};
use crate::chaos;
use crate::clock::micros;
use crate::duration::Span;
use crate::response::{ApiError, Outcome, no_content};
use crate::script::Match;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fault {
    fault: String,
    times: Option<u64>,
    method: Option<String>,
    path: Option<String>,
    duration: Option<Span>,
    retry_after: Option<u64>,
}

pub(super) async fn set(CurrentAccount(account): CurrentAccount, body: Bytes) -> Outcome {
    let given: Fault = read(&body)?;
    if given.fault == "outage" {
        if given.times.is_some()
            || given.method.is_some()
            || given.path.is_some()
            || given.retry_after.is_some()
        {
            let text = "an outage concerns all requests: it takes only duration";
            return Err(ApiError::bad(text));
        }
        let Some(Span(duration)) = given.duration else {
            let text = "an outage needs a duration, such as \"30s\"";
            return Err(ApiError::bad(text));
        };
        let mut clock = account.clock();
        let end = clock.now().saturating_add(micros(duration.as_secs_f64()));
        clock.set_outage(end);
        return Ok(no_content());
    }
    let step = chaos::step_of_fault(&given.fault, given.retry_after).map_err(ApiError::bad)?;
    if given.duration.is_some() {
        let text = format!("{:?} takes times, not duration", given.fault);
        return Err(ApiError::bad(text));
    }
    if given.times == Some(0) {
        return Err(ApiError::bad("times must be 1 or more"));
    }
    let only = Match {
        method: given.method,
        path: given.path,
    };
    account.script().push(only, given.times.unwrap_or(1), step);
    Ok(no_content())
}
