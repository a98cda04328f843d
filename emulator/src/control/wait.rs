//! Long polls: control requests that are answered when something has come about.

use std::future::Future;
use std::time::Duration;

use http::StatusCode;

use crate::response::{ApiError, Outcome};
use crate::scripted_response::seconds;

/// Seconds a long poll waits when it does not say how long.
const DEFAULT: f64 = 10.0;

/// Waits for `event`, at most for as long as the request said; 408 if it does not come about.
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
