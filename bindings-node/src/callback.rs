//! Callbacks into JavaScript: requests that a `fetch` sends, and files that JavaScript reads.

use flymyai_javascript::{
    CallStepper, CallbackFile, Exchange, Failure, FetchRequest, HostCall, ThrownDetails,
};
use napi::bindgen_prelude::External;
use napi_derive::napi;

use crate::runtime::Completions;

/// See [`Exchange`].
#[napi]
pub struct NativeExchange(Exchange);

#[napi]
impl NativeExchange {
    /// Takes the exchange from the completion queue.
    ///
    /// # Errors
    ///
    /// When it was taken before.
    #[napi(factory)]
    pub fn accept(call: &mut External<HostCall>) -> napi::Result<Self> {
        let exchange = Exchange::accept(call).map_err(napi::Error::from_reason)?;
        Ok(Self(exchange))
    }

    /// The request; `null` after the first call.
    #[napi(catch_unwind)]
    pub fn request(&mut self) -> Option<FetchRequest> {
        self.0.request()
    }

    /// Provides the head of the response.
    #[napi(catch_unwind)]
    pub fn respond(&mut self, status: u16, reason: String, headers: Vec<String>) {
        self.0.respond(status, reason, headers);
    }

    /// Waits until core requests a chunk; the outcome is empty when the exchange has ended.
    #[napi(catch_unwind)]
    pub fn next_callback(&self, completions: &Completions, call_id: u32) {
        self.0.next_callback(completions.queue(), call_id);
    }

    /// Provides a chunk of the body.
    #[napi(catch_unwind)]
    pub fn provide(&self, bytes: &[u8]) {
        self.0.provide(bytes);
    }

    /// Marks the end of the body.
    #[napi(catch_unwind)]
    pub fn end(&self) {
        self.0.end();
    }

    /// Reports that the `fetch`, or the body of its response, has failed.
    #[napi(catch_unwind)]
    pub fn fail(&mut self, details: ThrownDetails) {
        self.0.fail(details);
    }
}

/// See [`CallStepper`].
#[napi]
pub struct NativeCallStepper(pub(crate) CallStepper);

#[napi]
impl NativeCallStepper {
    /// The request to send; `null` if the call sends no further one.
    #[napi]
    pub fn next(&self) -> Option<FetchRequest> {
        self.0.next()
    }

    /// Resumes the call with the head of the response.
    #[napi(catch_unwind)]
    pub fn resume(&mut self, status: u16, reason: String) {
        self.0.resume(status, reason);
    }

    /// Resumes the call with the failure of the `fetch`.
    #[napi(catch_unwind)]
    pub fn throw(&mut self, details: ThrownDetails) {
        self.0.throw(details);
    }

    /// Why the call has failed, if it has.
    #[napi]
    pub fn failure(&mut self) -> Option<Failure> {
        self.0.failure()
    }
}

/// See [`CallbackFile`].
#[napi]
pub struct NativeFile(pub(crate) CallbackFile);

#[napi]
impl NativeFile {
    /// A file of this size in bytes; a stream without one.
    #[napi(constructor)]
    #[must_use]
    pub fn new(length: Option<f64>) -> Self {
        Self(CallbackFile::new(length))
    }

    /// See [`CallbackFile::next_callback`].
    #[napi(catch_unwind)]
    pub fn next_callback(&self, completions: &Completions, call_id: u32) {
        self.0.next_callback(completions.queue(), call_id);
    }

    /// Provides the bytes of the range, or the next ones of a stream.
    #[napi]
    pub fn provide(&self, bytes: &[u8]) {
        self.0.provide(bytes);
    }

    /// Reports that the file can't be read.
    #[napi]
    pub fn fail(&self, reason: String) {
        self.0.fail(reason);
    }
}
