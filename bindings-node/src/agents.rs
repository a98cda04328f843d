//! The agents API.

use flymyai_core::Client;
use flymyai_emulator::{is_emulator, virtual_clock};
use flymyai_javascript::{
    AgentsClient, Arguments, CallOptions, Failure, ListRows, Options, RunEvents,
};
use napi_derive::napi;

use crate::logs::NativeLog;
use crate::runtime::{CancelToken, Completions};
use crate::trace::NativeTrace;
use crate::trust_roots::NativeTrustRoots;

/// The environment variable with the API key.
#[napi]
#[allow(dead_code, unreachable_pub, reason = "JavaScript reads it")]
pub const API_KEY_ENV: &str = flymyai_core::API_KEY_ENV;
/// The environment variable with the URL of the agents API.
#[napi]
#[allow(dead_code, unreachable_pub, reason = "JavaScript reads it")]
pub const BASE_URL_ENV: &str = flymyai_core::BASE_URL_ENV;

/// A client of core, or the error of its options.
#[napi]
pub struct NativeClient(AgentsClient);

#[napi]
impl NativeClient {
    /// Makes a client; see [`failure`](Self::failure).
    #[napi(constructor)]
    #[must_use]
    pub fn new(
        options: Options,
        roots: Option<&NativeTrustRoots>,
        log: Option<&NativeLog>,
    ) -> Self {
        let log = NativeLog::or_default(log);
        let roots = NativeTrustRoots::or_default(roots);
        Self(AgentsClient::new(options, |config| {
            let clock = virtual_clock(config.base_url(), config.api_key());
            let mut config = config.with_roots(roots).with_log(log);
            if is_emulator(config.base_url()) {
                config = config.without_proxies();
            }
            let client = Client::new(config);
            match clock {
                Some(clock) => client.with_clock(clock),
                None => client,
            }
        }))
    }

    /// See [`AgentsClient::with_options`].
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

    /// The service's address, from the options or the environment.
    #[napi(getter)]
    #[must_use]
    pub fn base_url(&self) -> &str {
        self.0.base_url()
    }

    /// See [`AgentsClient::trace`].
    #[napi]
    #[must_use]
    #[allow(clippy::needless_pass_by_value, reason = "napi passes values")]
    pub fn trace(&self, operation: String, id: Option<String>) -> Option<NativeTrace> {
        self.0.trace(&operation, id.as_deref()).map(NativeTrace)
    }

    /// See [`AgentsClient::call`].
    #[napi(catch_unwind)]
    #[allow(clippy::too_many_arguments)]
    pub fn call(
        &self,
        completions: &Completions,
        call_id: u32,
        operation: String,
        arguments: Arguments,
        cancel_token: Option<&CancelToken>,
        uses_fetch: bool,
        trace: Option<&NativeTrace>,
    ) -> Option<String> {
        let (queue, cancel_token) = (completions.queue(), CancelToken::of(cancel_token));
        self.0.call(
            queue,
            call_id,
            operation,
            arguments,
            cancel_token,
            uses_fetch,
            trace.map(|trace| &trace.0),
        )
    }

    /// See [`AgentsClient::unreadable_failure`].
    #[napi]
    #[must_use]
    #[allow(clippy::unused_self, clippy::needless_pass_by_value)]
    pub fn unreadable_failure(&self, operation: String) -> Option<Failure> {
        AgentsClient::unreadable_failure(&operation)
    }

    /// See [`AgentsClient::run_failure`].
    #[napi]
    #[must_use]
    #[allow(clippy::needless_pass_by_value)]
    pub fn run_failure(id: String, status: String, why: Option<String>) -> Option<Failure> {
        AgentsClient::run_failure(&id, &status, why.as_deref())
    }

    /// See [`AgentsClient::output_failure`]; each problem is a path and a text.
    #[napi]
    #[must_use]
    #[allow(clippy::needless_pass_by_value)]
    pub fn output_failure(id: String, status: String, problems: Vec<(String, String)>) -> Failure {
        AgentsClient::output_failure(&id, &status, &problems)
    }

    /// See [`AgentsClient::event_stream`].
    #[napi]
    #[must_use]
    pub fn event_stream(
        &self,
        run_id: String,
        timeout: Option<f64>,
        poll_interval: f64,
        completions: Option<&Completions>,
        trace: Option<&NativeTrace>,
    ) -> NativeEventStream {
        let queue = completions.map(Completions::queue);
        let trace = trace.map(|trace| &trace.0);
        let events = self
            .0
            .event_stream(run_id, timeout, poll_interval, queue, trace);
        NativeEventStream(events)
    }

    /// See [`AgentsClient::run_stream`].
    #[napi]
    #[must_use]
    pub fn run_stream(
        &self,
        operation: String,
        arguments: Arguments,
        completions: Option<&Completions>,
        trace: Option<&NativeTrace>,
    ) -> NativeEventStream {
        let queue = completions.map(Completions::queue);
        let trace = trace.map(|trace| &trace.0);
        NativeEventStream(self.0.run_stream(&operation, arguments, queue, trace))
    }

    /// See [`AgentsClient::page_stream`].
    #[napi]
    #[must_use]
    pub fn page_stream(
        &self,
        operation: String,
        arguments: Arguments,
        completions: Option<&Completions>,
    ) -> NativePageStream {
        let queue = completions.map(Completions::queue);
        NativePageStream(self.0.page_stream(&operation, arguments, queue))
    }

    /// Closes the client.
    #[napi]
    pub fn close(&self) {
        self.0.close();
    }
}

/// The events of a run, in batches.
#[napi]
pub struct NativeEventStream(RunEvents);

#[napi]
impl NativeEventStream {
    /// Polls for the next events. The outcome is a JSON array of them; it is empty at the end.
    #[napi(catch_unwind)]
    pub fn next(
        &self,
        completions: &Completions,
        call_id: u32,
        cancel_token: Option<&CancelToken>,
    ) {
        let cancel_token = CancelToken::of(cancel_token);
        self.0.next(completions.queue(), call_id, cancel_token);
    }

    /// See [`RunEvents::record`].
    #[napi]
    #[must_use]
    pub fn record(&self) -> Option<String> {
        self.0.record()
    }

    /// See [`RunEvents::state`].
    #[napi]
    #[must_use]
    pub fn state(&self) -> (Option<String>, Option<String>) {
        self.0.state()
    }

    /// See [`RunEvents::record_headers`].
    #[napi]
    #[must_use]
    pub fn record_headers(&self) -> Option<Vec<String>> {
        self.0.record_headers()
    }

    /// See [`RunEvents::timeout_failure`].
    #[napi]
    #[must_use]
    pub fn timeout_failure(&self) -> Option<Failure> {
        self.0.timeout_failure()
    }

    /// Stops the polling and frees the stream.
    #[napi]
    pub fn close(&self) {
        self.0.close();
    }
}

/// The rows of a list, in batches.
#[napi]
pub struct NativePageStream(ListRows);

#[napi]
impl NativePageStream {
    /// Requests the next page. The outcome is a JSON array of its rows; it is empty at the end.
    #[napi(catch_unwind)]
    pub fn next(
        &self,
        completions: &Completions,
        call_id: u32,
        cancel_token: Option<&CancelToken>,
    ) {
        let cancel_token = CancelToken::of(cancel_token);
        self.0.next(completions.queue(), call_id, cancel_token);
    }

    /// Stops the request and frees the stream.
    #[napi]
    pub fn close(&self) {
        self.0.close();
    }
}
