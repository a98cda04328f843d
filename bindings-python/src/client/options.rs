//! Options of a client that was derived from another one.

use flymyai_core::{CallOptions, Error, Timeouts};

use crate::convert::PhaseTimeouts;

/// Headers of requests, by names and values.
pub(crate) type Headers = Vec<(String, String)>;

/// Checks options that replace those of a client.
pub(crate) fn call_options(
    timeouts: Option<PhaseTimeouts>,
    max_retries: Option<u32>,
    headers: Headers,
) -> Result<CallOptions, Error> {
    let mut options = CallOptions::default().headers(headers)?;
    if let Some((connect, silence, write, pool)) = timeouts {
        options = options.timeouts(Timeouts::from_seconds([connect, silence, write, pool])?);
    }
    Ok(match max_retries {
        Some(max_retries) => options.max_retries(max_retries),
        None => options,
    })
}
