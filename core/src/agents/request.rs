//! A request as a value: building one does no I/O.

use bytes::Bytes;
use http::{HeaderValue, Method};

use crate::retry::RetryClass;

/// One request of the API, before the client adds its address and its key.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: Method,
    /// Encoded, starting with `/`.
    pub(crate) path: String,
    /// JSON; nothing means no byte and no content type.
    pub(crate) body: Option<Bytes>,
    /// The same on each sending, so that the service recognises it.
    pub(crate) idempotency_key: Option<HeaderValue>,
}

impl Request {
    pub(crate) fn retry_class(&self) -> RetryClass {
        if self.method.is_safe() {
            RetryClass::Safe
        } else if self.idempotency_key.is_some() {
            RetryClass::Keyed
        } else {
            RetryClass::Unsafe
        }
    }
}
