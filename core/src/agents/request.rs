//! A request as a value: building one does no I/O.

use std::num::NonZeroU16;

use bytes::Bytes;
use http::Method;

use super::idempotency::IdempotencyKey;
use crate::error::Error;
use crate::form::EncodedForm;
use crate::retry::RetryClass;

/// How a request and its response look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Channel {
    /// As most of the API.
    Common,
    /// As teams and shares: small, uncompressed, with errors of their own; see `teams.rs`.
    Team,
}

/// One request of the API, before the client adds its address and its key.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: Method,
    /// Encoded, starting with `/`.
    pub(crate) path: String,
    /// JSON; nothing means no byte and no content type.
    pub(crate) body: Option<Bytes>,
    /// Such JSON whose files are read while it is sent, in place of `body`.
    pub(crate) form: Option<Box<EncodedForm>>,
    /// The same on each sending, so that the service recognises it.
    pub(crate) idempotency_key: Option<IdempotencyKey>,
    /// How many bytes its response may have, if the client's limit is not lower.
    pub(crate) max_response_bytes: u64,
    pub(crate) channel: Channel,
    /// Seconds for each phase, for clients with the default timeout.
    pub(crate) timeout: Option<u16>,
    /// The only status that is a success.
    pub(crate) status: Option<NonZeroU16>,
    /// Whether the records in its response are agents, whose names spans have.
    pub(crate) returns_agents: bool,
}

impl Request {
    fn has_safe_key(&self) -> bool {
        let key = self.idempotency_key.as_ref();
        key.is_some_and(IdempotencyKey::makes_retries_safe)
    }

    /// An error of unknown outcome, with the key of the request.
    pub(crate) fn with_key(&self, error: Error) -> Error {
        match &self.idempotency_key {
            Some(key) => error.with_idempotency_key(key.as_str()),
            None => error,
        }
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
