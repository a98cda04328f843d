//! The meaning of HTTP statuses. `retry.rs` has the rule for requests that were not processed.

/// Whether the request has succeeded.
pub(crate) fn is_success(status: u16) -> bool {
    (200..300).contains(&status)
}

/// Whether a response with this status is a transient failure. Proxies send it, too,
/// so it does not prove that the service has responded.
pub(crate) fn is_transient(status: u16) -> bool {
    matches!(status, 408 | 429 | 500 | 502 | 503 | 504)
}

/// Whether another attempt can succeed, by the inference API's own meaning of statuses.
///
/// ```
/// assert!(flymyai_core::is_retryable_status(425));
/// assert!(!flymyai_core::is_retryable_status(429));
/// ```
#[must_use]
pub fn is_retryable_status(status: u16) -> bool {
    matches!(status, 425 | 502 | 504 | 524 | 5320)
}

/// Whether another attempt can succeed, by the meaning of statuses in HTTP: the service
/// has failed, was too slow or too busy, or was not ready yet.
///
/// ```
/// assert!(flymyai_core::is_retryable_http_status(429));
/// assert!(!flymyai_core::is_retryable_http_status(404));
/// ```
#[must_use]
pub fn is_retryable_http_status(status: u16) -> bool {
    status >= 500 || matches!(status, 408 | 409 | 425 | 429)
}

/// Whether a response to the request for a task's result says nothing about the task, so
/// that the wait continues. A 500 is the failure of the task.
pub(crate) fn is_inconclusive(status: u16) -> bool {
    matches!(status, 408 | 429 | 503)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retryable_http_statuses() {
        let retryable = |status: &u16| is_retryable_http_status(*status);
        let below_500: Vec<u16> = (0..500).filter(retryable).collect();
        assert_eq!(below_500, [408, 409, 425, 429]);
        assert!((500..=599).all(is_retryable_http_status));
        assert!(is_retryable_http_status(5320));
    }

    #[test]
    fn retryable_service_statuses() {
        let found: Vec<u16> = (0..=9999)
            .filter(|status| is_retryable_status(*status))
            .collect();
        assert_eq!(found, [425, 502, 504, 524, 5320]);
    }
}
