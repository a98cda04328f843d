//! A request as a value: building one does no I/O.

use bytes::Bytes;
use http::Method;

use super::idempotency::IdempotencyKey;
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
    pub(crate) idempotency_key: Option<IdempotencyKey>,
}

impl Request {
    fn has_safe_key(&self) -> bool {
        let key = self.idempotency_key.as_ref();
        key.is_some_and(IdempotencyKey::makes_retries_safe)
    }

    pub(crate) fn retry_class(&self) -> RetryClass {
        if self.method.is_safe() {
            RetryClass::Safe
        } else if self.has_safe_key() {
            RetryClass::Keyed
        } else {
            RetryClass::Unsafe
        }
    }
}
