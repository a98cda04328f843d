//! Time limits of the phases of a request.

use std::time::Duration;

use crate::error::Error;

/// Seconds each phase of a request may take by default.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(60);

/// The timeout of each phase of one request; `None` is no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Timeouts {
    /// Making the connection, TLS included.
    pub connect: Option<Duration>,
    /// Silence of the service, before and within the response.
    pub read: Option<Duration>,
    /// Sending the request.
    pub write: Option<Duration>,
    /// Waiting for one of the client's connections.
    pub pool: Option<Duration>,
}

impl Timeouts {
    /// The same limit for each phase.
    #[must_use]
    pub fn all(limit: Option<Duration>) -> Self {
        Self {
            connect: limit,
            read: limit,
            write: limit,
            pool: limit,
        }
    }

    /// Limits in seconds, as languages give them: connect, read, write, pool.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Argument`](crate::ErrorKind::Argument) for a negative or
    /// undefined number. Infinity is without a limit.
    ///
    /// ```
    /// use flymyai_core::Timeouts;
    ///
    /// let timeouts = Timeouts::from_seconds([Some(5.0), None, None, Some(0.5)])?;
    /// assert_eq!(timeouts.pool, Some(std::time::Duration::from_millis(500)));
    /// assert!(Timeouts::from_seconds([Some(-1.0), None, None, None]).is_err());
    /// # Ok::<(), flymyai_core::Error>(())
    /// ```
    pub fn from_seconds(seconds: [Option<f64>; 4]) -> Result<Self, Error> {
        let [connect, read, write, pool] = seconds;
        Ok(Self {
            connect: limit(connect)?,
            read: limit(read)?,
            write: limit(write)?,
            pool: limit(pool)?,
        })
    }
}

impl Default for Timeouts {
    fn default() -> Self {
        Self::all(Some(DEFAULT_TIMEOUT))
    }
}

fn limit(seconds: Option<f64>) -> Result<Option<Duration>, Error> {
    match seconds {
        Some(seconds) if seconds.is_nan() || seconds < 0.0 => Err(Error::argument(
            "timeout",
            format!("timeout must be a number of seconds, 0 or more, not {seconds}"),
        )),
        // A time beyond the range of a clock (infinity included) is no limit.
        Some(seconds) => Ok(Duration::try_from_secs_f64(seconds).ok()),
        None => Ok(None),
    }
}
