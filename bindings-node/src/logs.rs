//! Core's log records on their way to `ts/native/logs.ts`.

use flymyai_core::{Log, LogKinds, LogRecord};
use napi_derive::napi;

/// The log of the clients of one JavaScript environment.
#[napi]
pub struct NativeLog(Log);

#[napi]
impl NativeLog {
    /// A log that prints the records of a level to stderr; see [`Log::new`].
    #[napi(constructor)]
    #[must_use]
    #[allow(clippy::needless_pass_by_value, reason = "napi passes values")]
    pub fn new(level: Option<String>) -> Self {
        Self(Log::new(level.as_deref()))
    }

    /// Sets the kinds of records that [`take`](Self::take) returns, as bits.
    #[napi]
    pub fn subscribe(&self, kinds: u8) {
        self.0.subscribe(LogKinds::from_bits(kinds));
    }

    /// Takes the waiting records, as a JSON list, if there are any.
    #[napi]
    #[must_use]
    pub fn take(&self) -> Option<String> {
        self.0
            .has_records()
            .then(|| LogRecord::to_json(&self.0.take()))
    }
}

impl NativeLog {
    /// The log, or one that prints what the environment of the process says.
    pub(crate) fn or_default(log: Option<&Self>) -> Log {
        log.map_or_else(flymyai_core::log_from_env, |log| log.0.clone())
    }
}
