//! Whether a failed request is sent again, and when; the loop that does so.

use std::time::Duration;

use crate::error::{Error, ErrorKind};
use crate::log::{LogEvent, LogKinds, without_query};
use crate::transport::Session;

const FIRST_DELAY: Duration = Duration::from_millis(500);
const LONGEST_DELAY: Duration = Duration::from_secs(8);
/// Longer `Retry-After` values are not applied: a call returns the error, and a
/// wait polls again after this long.
const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(60);

/// Repeats an attempt, which gets its number from 1, until it succeeds or `delay` returns
/// `None`. `delay` gets the error and the number of failures so far; after a delay of zero,
/// the next attempt is made at once.
pub(crate) async fn retrying<T, F>(
    session: &Session,
    mut attempt: impl FnMut(u32) -> F,
    mut delay: impl FnMut(&Error, u32) -> Option<Duration>,
) -> Result<T, Error>
where
    F: Future<Output = Result<T, Error>>,
{
    let mut failures = 0;
    loop {
        let error = match attempt(failures + 1).await {
            Ok(done) => return Ok(done),
            Err(error) => error,
        };
        failures += 1;
        let delay = delay(&error, failures);
        if let Some(delay) = delay {
            note_retry(session, &error, failures, delay);
        }
        match delay {
            Some(Duration::ZERO) => {}
            Some(delay) => {
                let paused = session.pause(delay).await;
                paused.map_err(|error| error.with_attempts(failures))?;
            }
            None => {
                let sent = failures - u32::from(error.was_not_sent());
                return Err(error.with_attempts(sent));
            }
        }
    }
}

/// Records that a request is sent again after this delay.
pub(crate) fn note_retry(session: &Session, error: &Error, failures: u32, delay: Duration) {
    if let Some(trace) = session.trace() {
        trace.retried();
    }
    session.log().record(LogKinds::RETRY, || LogEvent::Retry {
        method: error.method().unwrap_or_default().to_owned(),
        url: without_query(error.url().unwrap_or_default()),
        attempt: failures,
        reason: match error.status() {
            Some(status) => format!("status {status}"),
            None => error.kind().name().to_owned(),
        },
        delay: delay.as_secs_f64(),
    });
}

/// The effect that a second sending of a request could have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RetryClass {
    /// No effect: the request only reads.
    Safe,
    /// No second effect: the service recognises the request by its idempotency key.
    Keyed,
    /// The work may be done twice, unless nothing was processed the first time.
    Unsafe,
}

/// Whether the service can't have acted on the request.
pub(crate) fn was_not_processed(error: &Error) -> bool {
    match error.status() {
        Some(429) => true,
        Some(503) => error.retry_after().is_some(),
        Some(_) => false,
        None => {
            error.is_unprocessed()
                || matches!(
                    error.kind(),
                    ErrorKind::Connect
                        | ErrorKind::ConnectTimeout
                        | ErrorKind::PoolTimeout
                        | ErrorKind::Proxy
                )
        }
    }
}

/// Whether the service may have done the work of a request that failed.
pub(crate) fn is_outcome_unknown(error: &Error) -> bool {
    if was_not_processed(error) {
        return false;
    }
    // The service has responded, but the response can't be read.
    let is_unreadable = matches!(
        error.kind(),
        ErrorKind::Decode
            | ErrorKind::Decoding
            | ErrorKind::ResponseTimeout
            | ErrorKind::ResponseTooLarge
            // Code of the program, such as its HTTP client, has raised an error of its own.
            | ErrorKind::Thrown
    );
    let is_lost = match error.status() {
        // 499: a proxy reports that the connection has ended.
        Some(status) => matches!(status, 408 | 499 | 500..),
        None => error.is_transient(),
    };
    is_lost || is_unreadable || error.is_possibly_processed()
}

/// The delay before the next attempt; `None` if there is none.
///
/// `failures` counts the failed sendings so far, `jitter` is drawn from 0..1.
pub(crate) fn decide(
    class: RetryClass,
    max_retries: u32,
    failures: u32,
    error: &Error,
    jitter: f64,
) -> Option<Duration> {
    let may = match class {
        RetryClass::Safe | RetryClass::Keyed => error.is_transient(),
        RetryClass::Unsafe => was_not_processed(error),
    };
    if !may || failures > max_retries {
        return None;
    }
    // A short `Retry-After` does not replace the backoff: all of a call's attempts
    // would fall into one outage.
    let asked = error.retry_after().unwrap_or_default();
    (asked <= LONGEST_RETRY_AFTER).then(|| asked.max(backoff(failures, jitter)))
}

/// The pause of a wait after a failed poll; its own interval is the minimum.
///
/// A wait has a deadline of its own, or deliberately none, so it continues for any
/// `Retry-After`, and never pauses longer than a call would.
pub(crate) fn poll_delay(failures: u32, error: &Error, jitter: f64) -> Duration {
    let asked = error.retry_after().unwrap_or_default();
    asked
        .min(LONGEST_RETRY_AFTER)
        .max(backoff(failures, jitter))
}

/// A delay drawn evenly from the upper half of a bound that doubles with each failure.
///
/// If delays could be close to 0, all retries of a call could fall into one outage. This way
/// four of them span at least 3.75 s.
pub(crate) fn backoff(failures: u32, jitter: f64) -> Duration {
    let doublings = failures.saturating_sub(1).min(16);
    FIRST_DELAY
        .saturating_mul(1 << doublings)
        .min(LONGEST_DELAY)
        .mul_f64(0.5 + jitter.clamp(0.0, 1.0) / 2.0)
}

/// Reads `Retry-After`: seconds, or a date to count from `now`.
pub(crate) fn retry_after(
    headers: &http::HeaderMap,
    now: std::time::SystemTime,
) -> Option<Duration> {
    let text = headers
        .get(http::header::RETRY_AFTER)?
        .to_str()
        .ok()?
        .trim();
    if let Ok(seconds) = text.parse::<f64>() {
        // A value too large for a `Duration` counts as infinite.
        let delay = || Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX);
        return (seconds >= 0.0).then(delay);
    }
    let date = httpdate::parse_http_date(text).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use bytes::Bytes;

    fn status(status: u16) -> Error {
        Error::from_status(status, Bytes::new())
    }

    fn delay(class: RetryClass, error: &Error) -> Option<Duration> {
        decide(class, 2, 1, error, 1.0)
    }

    #[test]
    fn idempotent_requests_are_retried_on_transient_failures() {
        for code in [408, 429, 500, 502, 503, 504] {
            assert!(delay(RetryClass::Safe, &status(code)).is_some(), "{code}");
            assert!(delay(RetryClass::Keyed, &status(code)).is_some(), "{code}");
        }
        for code in [400, 401, 403, 404, 409, 422, 501, 505, 301] {
            assert!(delay(RetryClass::Safe, &status(code)).is_none(), "{code}");
        }
        assert!(delay(RetryClass::Safe, &Error::new(ErrorKind::Read, "")).is_some());
        assert!(delay(RetryClass::Safe, &Error::new(ErrorKind::Argument, "")).is_none());
    }

    #[test]
    fn other_requests_are_retried_only_if_unprocessed() {
        for code in [408, 500, 502, 503, 504] {
            assert!(delay(RetryClass::Unsafe, &status(code)).is_none(), "{code}");
        }
        let with_delay = status(503).with_retry_after(Some(Duration::from_secs(1)));
        assert_eq!(
            delay(RetryClass::Unsafe, &with_delay),
            Some(Duration::from_secs(1))
        );
        assert!(delay(RetryClass::Unsafe, &status(429)).is_some());
        assert!(delay(RetryClass::Unsafe, &Error::new(ErrorKind::Connect, "")).is_some());
        for kind in [
            ErrorKind::Read,
            ErrorKind::Protocol,
            ErrorKind::ReadTimeout,
            ErrorKind::Write,
        ] {
            assert!(
                delay(RetryClass::Unsafe, &Error::new(kind, "")).is_none(),
                "{kind:?}"
            );
        }
    }

    #[test]
    fn outcome_is_unknown_unless_the_service_has_refused_the_request() {
        for code in [
            408, 499, 500, 501, 502, 503, 504, 505, 507, 520, 524, 530, 599, 999,
        ] {
            assert!(is_outcome_unknown(&status(code)), "{code}");
        }
        for code in [301, 400, 401, 403, 404, 409, 422, 425, 429, 431] {
            assert!(!is_outcome_unknown(&status(code)), "{code}");
        }
        let refused = status(503).with_retry_after(Some(Duration::ZERO));
        assert!(!is_outcome_unknown(&refused));
        assert!(is_outcome_unknown(&Error::closed_meanwhile()));
        assert!(!is_outcome_unknown(&Error::closed()));
    }

    #[test]
    fn stops_after_max_retries() {
        assert!(decide(RetryClass::Safe, 2, 2, &status(500), 1.0).is_some());
        assert!(decide(RetryClass::Safe, 2, 3, &status(500), 1.0).is_none());
        assert!(decide(RetryClass::Safe, 0, 1, &status(500), 1.0).is_none());
    }

    #[test]
    fn backoff_doubles_up_to_its_maximum() {
        let bounds: Vec<u64> = (1..8).map(|n| backoff(n, 1.0).as_millis() as u64).collect();
        assert_eq!(bounds, [500, 1000, 2000, 4000, 8000, 8000, 8000]);
        let span: Duration = (1..=4).map(|n| backoff(n, 0.0)).sum();
        assert_eq!(span, Duration::from_millis(3750));
    }

    #[test]
    fn retry_after_never_shortens_the_backoff() {
        for tiny in [0, 1, 200] {
            let busy = status(429).with_retry_after(Some(Duration::from_millis(tiny)));
            for class in [RetryClass::Safe, RetryClass::Keyed, RetryClass::Unsafe] {
                let delays = (1..=4).map(|failures| decide(class, 8, failures, &busy, 0.0));
                let delays: Option<Vec<Duration>> = delays.collect();
                let backoffs: Vec<Duration> = (1..=4).map(|n| backoff(n, 0.0)).collect();
                assert_eq!(delays, Some(backoffs), "{class:?} {tiny}");
            }
        }
    }

    #[test]
    fn poll_delay_caps_retry_after() {
        let delay = |seconds, failures| {
            let busy = status(503).with_retry_after(seconds);
            poll_delay(failures, &busy, 1.0)
        };
        assert_eq!(delay(Some(Duration::from_secs(7)), 1).as_secs(), 7);
        assert_eq!(delay(Some(Duration::MAX), 1), LONGEST_RETRY_AFTER);
        assert_eq!(delay(Some(Duration::ZERO), 3).as_secs(), 2);
        assert_eq!(delay(None, 3).as_secs(), 2);
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let read = |text: &str| {
            let mut headers = http::HeaderMap::new();
            headers.insert(http::header::RETRY_AFTER, text.parse().unwrap());
            let now = httpdate::parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT").unwrap();
            retry_after(&headers, now)
        };
        assert_eq!(read("3"), Some(Duration::from_secs(3)));
        assert_eq!(read("0"), Some(Duration::ZERO));
        assert_eq!(
            read("Sun, 06 Nov 1994 08:49:47 GMT"),
            Some(Duration::from_secs(10))
        );
        assert_eq!(read("Sun, 06 Nov 1994 08:00:00 GMT"), Some(Duration::ZERO));
        assert_eq!(read("99999999999999999999"), Some(Duration::MAX));
        assert_eq!(read("-1"), None);
        assert_eq!(read("NaN"), None);
        assert_eq!(read("soon"), None);
        let long = status(429).with_retry_after(read("3600"));
        assert!(delay(RetryClass::Safe, &long).is_none());
    }
}
