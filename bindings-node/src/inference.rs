//! The inference API.

use flymyai_core::Inference;
use flymyai_emulator::is_emulator;
use flymyai_javascript::{
    BodySize, CallOptions, ErrorCode, EventBatch, EventDecoder, Failure, Form, InferenceClient,
    Limits, ModelRequest, ModelResponse,
};
use napi_derive::napi;

use crate::callback::{NativeCallStepper, NativeFile};
use crate::logs::NativeLog;
use crate::runtime::{CancelToken, Completions};
use crate::trust_roots::NativeTrustRoots;

/// An inference client of core, or the error of its options.
#[napi]
pub struct NativeInference(InferenceClient);

#[napi]
impl NativeInference {
    /// Makes a client. The address includes the version of the API; see
    /// [`failure`](Self::failure).
    #[napi(constructor)]
    #[must_use]
    pub fn new(
        api_key: String,
        base_url: String,
        limits: Limits,
        roots: Option<&NativeTrustRoots>,
        log: Option<&NativeLog>,
    ) -> Self {
        let log = NativeLog::or_default(log);
        let roots = NativeTrustRoots::or_default(roots);
        Self(InferenceClient::new(api_key, base_url, limits, |config| {
            let mut config = config.with_roots(roots).with_log(log);
            if is_emulator(config.root()) {
                config = config.without_proxies();
            }
            Inference::new(config)
        }))
    }

    /// The error of these limits, if there is one.
    #[napi]
    #[must_use]
    pub fn limits_failure(limits: Limits) -> Option<Failure> {
        InferenceClient::limits_failure(limits)
    }

    /// See [`InferenceClient::with_options`].
    #[napi]
    #[must_use]
    pub fn with_options(&self, given: CallOptions) -> Self {
        Self(self.0.with_options(given))
    }

    /// Why the client can't be used, if it can't.
    #[napi]
    #[must_use]
    pub fn failure(&self) -> Option<Failure> {
        self.0.failure()
    }

    /// Whether certificates are not verified.
    #[napi(getter)]
    #[must_use]
    pub fn accepts_invalid_certs(&self) -> bool {
        self.0.accepts_invalid_certs()
    }

    /// See [`InferenceClient::open`].
    #[napi(catch_unwind)]
    pub fn open(
        &self,
        completions: &Completions,
        call_id: u32,
        request: &mut NativeRequest,
        cancel_token: Option<&CancelToken>,
    ) -> NativeResponse {
        let (queue, cancel_token) = (completions.queue(), CancelToken::of(cancel_token));
        let response = self
            .0
            .open(queue, call_id, &mut request.0, cancel_token, false);
        NativeResponse(response)
    }

    /// Starts a call whose request JavaScript sends. The request's form is empty.
    #[napi(catch_unwind)]
    #[must_use]
    pub fn stepper(&self, request: &mut NativeRequest) -> NativeCallStepper {
        NativeCallStepper(self.0.stepper(&mut request.0))
    }
}

/// The fields of a form, in their order.
#[napi]
#[derive(Default)]
pub struct NativePayload(Form);

#[napi]
impl NativePayload {
    /// A form without fields.
    #[napi(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text field.
    #[napi]
    pub fn text(&mut self, name: String, value: String) {
        self.0.text(name, value);
    }

    /// Adds a file from memory.
    #[napi]
    pub fn bytes(&mut self, name: String, filename: String, content_type: String, bytes: &[u8]) {
        self.0.bytes(name, filename, content_type, bytes);
    }

    /// Adds a file that JavaScript reads on demand.
    #[napi]
    pub fn file(
        &mut self,
        name: String,
        filename: String,
        content_type: String,
        file: &mut NativeFile,
    ) {
        self.0.file(name, filename, content_type, &mut file.0);
    }

    /// See [`Form::clear`].
    #[napi]
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

/// A request, or the error of its arguments; it is sent once.
#[napi]
pub struct NativeRequest(ModelRequest);

#[napi]
impl NativeRequest {
    /// Runs a model.
    #[napi(factory)]
    #[must_use]
    pub fn predict(model: String, payload: &mut NativePayload) -> Self {
        Self(ModelRequest::predict(model, &mut payload.0))
    }

    /// Runs a model and streams its result.
    #[napi(factory)]
    #[must_use]
    pub fn stream(model: String, payload: &mut NativePayload) -> Self {
        Self(ModelRequest::stream(model, &mut payload.0))
    }

    /// Starts a task.
    #[napi(factory)]
    #[must_use]
    pub fn start_task(model: String, payload: &mut NativePayload) -> Self {
        Self(ModelRequest::start_task(model, &mut payload.0))
    }

    /// Polls for the result of a task.
    #[napi(factory)]
    #[must_use]
    pub fn task_result(model: String, prediction_id: String) -> Self {
        Self(ModelRequest::task_result(model, prediction_id))
    }

    /// Gets a document of a model.
    #[napi(factory)]
    #[must_use]
    pub fn document(model: String, name: String) -> Self {
        Self(ModelRequest::document(model, name))
    }

    /// See [`ModelRequest::is_retryable_status`].
    #[napi]
    #[must_use]
    pub fn is_retryable_status(status: u16) -> bool {
        ModelRequest::is_retryable_status(status)
    }

    /// See [`ModelRequest::status_code`].
    #[napi]
    #[must_use]
    pub fn status_code(status: u16) -> ErrorCode {
        ModelRequest::status_code(status)
    }

    /// See [`ModelRequest::poll_delay`].
    #[napi]
    #[must_use]
    pub fn poll_delay(status: Option<u16>, failures: u32) -> Option<f64> {
        ModelRequest::poll_delay(status, failures)
    }
}

/// A response that is arriving. The first read determines the format of its body.
#[napi]
pub struct NativeResponse(ModelResponse);

#[napi]
impl NativeResponse {
    /// See [`ModelResponse::chunk`].
    #[napi(catch_unwind)]
    pub fn chunk(&self, completions: &Completions, call_id: u32) {
        self.0.chunk(completions.queue(), call_id);
    }

    /// See [`ModelResponse::events`].
    #[napi(catch_unwind)]
    pub fn events(&self, completions: &Completions, call_id: u32) {
        self.0.events(completions.queue(), call_id);
    }

    /// Why the events, which have ended, are not a complete prediction; `null` if they are.
    #[napi(catch_unwind)]
    #[must_use]
    pub fn failure(&self, status: u16, reason: String) -> Option<String> {
        self.0.failure(status, reason)
    }

    /// See [`ModelResponse::text`].
    #[napi(catch_unwind)]
    pub fn text(&self, completions: &Completions, call_id: u32) {
        self.0.text(completions.queue(), call_id);
    }

    /// Stops the request; a pending call completes without data.
    #[napi(catch_unwind)]
    pub fn close(&self) {
        self.0.close();
    }
}

/// Decodes the events in the bytes of a response that JavaScript reads itself.
#[napi]
pub struct NativeEventDecoder(EventDecoder);

#[napi]
impl NativeEventDecoder {
    /// A decoder for one response of a client with these limits, which are valid.
    #[napi(constructor)]
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self(EventDecoder::with_limits(limits))
    }

    /// Decodes the next bytes and returns the events that they complete.
    ///
    /// # Errors
    ///
    /// When an event exceeds the size limit.
    #[napi(catch_unwind)]
    pub fn push(&mut self, bytes: &[u8]) -> napi::Result<EventBatch> {
        self.0.decode(bytes).map_err(napi::Error::from_reason)
    }

    /// Why the response, which has ended, is not a complete prediction; `null` if it is.
    #[napi(catch_unwind)]
    pub fn failure(&mut self, status: u16, reason: String) -> Option<String> {
        self.0.failure(status, &reason)
    }
}

/// Counts the bytes of a response that JavaScript reads itself.
#[napi]
pub struct NativeBodySize(BodySize);

#[napi]
impl NativeBodySize {
    /// The count of one response of a client with these limits, which are valid.
    #[napi(constructor)]
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self(BodySize::new(limits))
    }

    /// Adds the bytes of a chunk; the failure of a response that exceeds the limit.
    #[napi]
    pub fn add(&mut self, bytes: f64) -> Option<Failure> {
        self.0.add(bytes)
    }
}
