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
    let fault: Fault = read(&body)?;
    if fault.fault == "outage" {
        if fault.times.is_some()
            || fault.method.is_some()
            || fault.path.is_some()
            || fault.retry_after.is_some()
        {
            let text = "an outage concerns all requests: it takes only duration";
            return Err(ApiError::bad(text));
        }
        let Some(Span(duration)) = fault.duration else {
            let text = "an outage needs a duration, such as \"30s\"";
            return Err(ApiError::bad(text));
        };
        let mut clock = account.clock();
        let end = clock.now().saturating_add(micros(duration.as_secs_f64()));
        clock.set_outage(end);
        return Ok(no_content());
    }
    let step = chaos::fault(&fault.fault, fault.retry_after).map_err(ApiError::bad)?;
    if fault.duration.is_some() {
        let text = format!("{:?} takes times, not duration", fault.fault);
        return Err(ApiError::bad(text));
    }
    if fault.times == Some(0) {
        return Err(ApiError::bad("times must be 1 or more"));
    }
    let only = Match {
        method: fault.method,
        path: fault.path,
    };
    account.script().push(only, fault.times.unwrap_or(1), step);
    Ok(no_content())
}
