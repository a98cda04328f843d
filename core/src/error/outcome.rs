//! Whether the service has done the work of a request that failed.

use super::processing::Processing;
use super::{Error, ErrorKind};

impl Error {
    /// Marks that the server certainly has not processed the request, and never will.
    #[cfg(feature = "network")]
    pub(crate) fn unprocessed(mut self) -> Self {
        self.0.processing = Processing::Never;
        self
    }

    /// Whether the server certainly has not processed the request.
    pub(crate) fn is_unprocessed(&self) -> bool {
        self.0.processing == Processing::Never
    }

    /// Marks that the service may have done the work, and that the request is not sent again:
    /// its response is a success that can't be used, or the client was closed meanwhile.
    pub(crate) fn possibly_processed(mut self) -> Self {
        self.0.processing = Processing::Possible;
        self
    }

    /// Whether the error was marked in this way.
    pub(crate) fn is_possibly_processed(&self) -> bool {
        self.0.processing == Processing::Possible
    }

    /// Whether the request was refused before it was sent.
    pub(crate) fn was_not_sent(&self) -> bool {
        match self.kind() {
            ErrorKind::Argument => true,
            ErrorKind::Closed => !self.is_possibly_processed(),
            _ => false,
        }
    }

    pub(crate) fn with_idempotency_key(mut self, key: &str) -> Self {
        self.0.idempotency_key = Some(key.to_owned());
        self
    }

    /// The idempotency key of a call whose outcome is unknown: the service may have done the
    /// work. A call with this key gets the result, and the work is not done twice, if the
    /// service supports such keys.
    #[must_use]
    pub fn idempotency_key(&self) -> Option<&str> {
        self.0.idempotency_key.as_deref()
    }
}
