//! Long polls: control requests whose response is sent when an event has happened.

use std::future::Future;
use std::time::Duration;

use http::StatusCode;

use crate::response::{ApiError, Outcome};
use crate::scripted_response::seconds;

/// The default timeout of a long poll, in seconds.
const DEFAULT: f64 = 10.0;

/// Waits for `event`, at most for the timeout of the request; 408 if it does not happen.
pub(super) async fn within<T>(timeout: Option<f64>, event: impl Future<Output = T>) -> Outcome<T> {
    let limit: Duration = seconds(timeout.unwrap_or(DEFAULT)).map_err(ApiError::bad)?;
    let late = |_| {
        ApiError::detail(
            StatusCode::REQUEST_TIMEOUT,
            format!("Not within {} s.", limit.as_secs_f64()),
        )
    };
    tokio::time::timeout(limit, event).await.map_err(late)
}
