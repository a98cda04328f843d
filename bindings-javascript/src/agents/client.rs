//! The agents client.

use std::sync::Arc;

use flymyai_core::{
    CallTrace, Client, ClientOptions, Config, Error, ResponseLimits, Timeouts, Transport,
    WaitOptions,
};

use tokio_util::sync::CancellationToken;

use super::batch_stream::{BatchSource, BatchStream, ListRows, RunEvents};
use crate::call_options::CallOptions;
use crate::callback::fetch_transport::FetchTransport;
use crate::error::Failure;
use crate::limits::Limits;
use crate::runtime::cancel::CancelTokens;
use crate::runtime::completions::CompletionQueue;
use crate::runtime::outcome::Outcome;
use crate::runtime::task;

/// The options of a client; core has the defaults.
#[cfg_attr(feature = "napi", napi_derive::napi(object, object_to_js = false))]
#[cfg_attr(
    feature = "serde",
    derive(serde::Deserialize),
    serde(rename_all = "camelCase", default)
)]
#[derive(Default)]
pub struct Options {
    /// The API key.
    pub api_key: Option<String>,
    /// The service's address.
    pub base_url: Option<String>,
    /// Seconds for each phase of a request; infinity sets no limit.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "crate::convert::number"))]
    pub timeout: Option<f64>,
    /// The maximum number of retries of a request.
    pub max_retries: Option<u32>,
    /// The limits on responses.
    pub limits: Option<Limits>,
}

/// The arguments of one call.
#[cfg_attr(feature = "napi", napi_derive::napi(object, object_to_js = false))]
#[cfg_attr(
    feature = "serde",
    derive(serde::Deserialize),
    serde(rename_all = "camelCase", default)
)]
#[derive(Default)]
pub struct Arguments {
    /// The id in the path.
    pub id: Option<String>,
    /// The other arguments: one JSON object with core's names.
    pub fields: Option<String>,
    /// The timeout of a wait in seconds; no limit if missing.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "crate::convert::number"))]
    pub timeout: Option<f64>,
    /// Seconds between the polls of a wait.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "crate::convert::number"))]
    pub poll_interval: Option<f64>,
    /// Makes a request with effects safe to retry.
    pub idempotency_key: Option<String>,
}

/// A client of core, or the error of its options.
pub struct AgentsClient(Result<Client, Error>);

impl AgentsClient {
    /// Makes a client; see [`failure`](Self::failure).
    ///
    /// # Arguments
    ///
    /// * `options` - the options.
    /// * `make_client` - makes core's client, with its transport.
    pub fn new(options: Options, make_client: impl FnOnce(Config) -> Client) -> Self {
        Self(configure(options).map(make_client))
    }

    /// The same client with these options in place of its own.
    #[must_use]
    pub fn with_options(&self, given: CallOptions) -> Self {
        let keeps_headers = given.keeps_headers;
        let derive = || {
            let client = self.client()?.with_options(&given.checked()?);
            Ok(match keeps_headers {
                true => client.keeping_headers(),
                false => client,
            })
        };
        Self(derive())
    }

    /// Why the client can't be used, if it can't.
    #[must_use]
    pub fn failure(&self) -> Option<Failure> {
        self.0.as_ref().err().map(Failure::from)
    }

    /// Whether certificates are not verified.
    #[cfg(feature = "network")]
    #[must_use]
    pub fn accepts_invalid_certs(&self) -> bool {
        let client = self.0.as_ref();
        client.is_ok_and(|client| client.config().accept_invalid_certs())
    }

    /// The service's address, from the options or the environment.
    #[must_use]
    pub fn base_url(&self) -> &str {
        self.0
            .as_ref()
            .map_or("", |client| client.config().base_url())
    }

    /// Starts a call. Its outcome arrives under the call's id, also if an argument is invalid.
    /// With `uses_fetch`, its requests arrive before, for a `fetch`. A trace is that of this call.
    /// Returns the idempotency key that the call sends.
    #[allow(clippy::too_many_arguments)]
    pub fn call(
        &self,
        completions: &Arc<CompletionQueue>,
        call_id: u32,
        operation: String,
        arguments: Arguments,
        cancel_token: Option<CancellationToken>,
        uses_fetch: bool,
        trace: Option<&CallTrace>,
    ) -> Option<String> {
        let queue = Arc::clone(completions);
        let call = self.client().and_then(|client| match trace {
            Some(trace) => client.with_trace(trace).call(&operation, arguments.into()),
            None => client.call(&operation, arguments.into()),
        });
        match call {
            Ok(mut call) => {
                let key = call.idempotency_key().map(str::to_owned);
                if uses_fetch {
                    let fetch = FetchTransport::new(Arc::clone(&queue), call_id);
                    call = call.with_transport(Arc::new(fetch));
                }
                task::start(
                    queue,
                    call_id,
                    CancelTokens {
                        signal: cancel_token,
                        owner: None,
                    },
                    call.run(),
                );
                key
            }
            Err(error) => {
                queue.push(call_id, Outcome::Failed(Box::new(Failure::from(&error))));
                None
            }
        }
    }

    /// Why a response that is not JSON for JavaScript can't be used, if the operation has an error
    /// of its own.
    #[must_use]
    pub fn unreadable_failure(operation: &str) -> Option<Failure> {
        let error = Client::unreadable_error(operation);
        error.as_ref().map(Failure::from)
    }

    /// The failure of a run that has failed or was cancelled; none for any other status.
    #[must_use]
    pub fn run_failure(id: &str, status: &str, why: Option<&str>) -> Option<Failure> {
        let error = flymyai_core::Error::of_run(id, status, why);
        error.as_ref().map(Failure::from)
    }

    /// The failure of a run whose output does not fit a schema of the program: the paths of the
    /// values that do not fit, and what is wrong there.
    #[must_use]
    pub fn output_failure(id: &str, status: &str, problems: &[(String, String)]) -> Failure {
        Failure::from(&flymyai_core::Error::of_output(
            id,
            status,
            "the schema",
            problems,
        ))
    }

    /// The events of a run; its first `next` reports an invalid argument. With `completions`,
    /// a `fetch` sends the requests, which arrive under the id of the `next` that makes them.
    #[must_use]
    pub fn event_stream(
        &self,
        run_id: String,
        timeout: Option<f64>,
        poll_interval: f64,
        completions: Option<&Arc<CompletionQueue>>,
        trace: Option<&CallTrace>,
    ) -> RunEvents {
        let wait = WaitOptions {
            timeout,
            poll_interval,
        };
        self.stream(completions, trace, |client| {
            client.event_stream(run_id, wait)
        })
    }

    /// The events of the run that an operation starts and waits for; its first `next` reports an
    /// invalid argument, or starts the run. With `completions`, a `fetch` sends the requests.
    #[must_use]
    pub fn run_stream(
        &self,
        operation: &str,
        arguments: Arguments,
        completions: Option<&Arc<CompletionQueue>>,
        trace: Option<&CallTrace>,
    ) -> RunEvents {
        self.stream(completions, trace, |client| {
            client.run_stream(operation, arguments.into())
        })
    }

    /// The rows of a list, page by page; its first `next` reports an invalid argument. With
    /// `completions`, a `fetch` sends the requests, as for events.
    #[must_use]
    pub fn page_stream(
        &self,
        operation: &str,
        arguments: Arguments,
        completions: Option<&Arc<CompletionQueue>>,
    ) -> ListRows {
        self.stream(completions, None, |client| {
            client.page_stream(operation, arguments.into())
        })
    }

    fn stream<S: BatchSource>(
        &self,
        completions: Option<&Arc<CompletionQueue>>,
        trace: Option<&CallTrace>,
        open: impl FnOnce(&Client) -> Result<S, Error>,
    ) -> BatchStream<S> {
        let fetch = completions.map(|completions| {
            let queue = Arc::clone(completions);
            Arc::new(FetchTransport::new(queue, 0))
        });
        let stream = self.client().and_then(|client| {
            let mut client = client.clone();
            if let Some(fetch) = &fetch {
                client = client.with_transport(Arc::clone(fetch) as Arc<dyn Transport>);
            }
            if let Some(trace) = trace {
                client = client.with_trace(trace);
            }
            open(&client)
        });
        BatchStream::new(stream, fetch)
    }

    /// The trace of a call of an operation; `None` if it is not traced, and for a client that
    /// can't be used.
    #[must_use]
    pub fn trace(&self, operation: &str, id: Option<&str>) -> Option<CallTrace> {
        let client = self.client().ok()?;
        client.trace(operation, id.unwrap_or_default())
    }

    /// Closes the client.
    pub fn close(&self) {
        if let Ok(client) = &self.0 {
            client.close();
        }
    }

    fn client(&self) -> Result<&Client, Error> {
        self.0.as_ref().map_err(Clone::clone)
    }
}

fn configure(options: Options) -> Result<Config, Error> {
    let mut known = match options.api_key {
        Some(key) => ClientOptions::new(key),
        None => ClientOptions::from_env(),
    };
    known = known.profile(crate::profile::PROFILE);
    if let Some(base_url) = options.base_url {
        known = known.base_url(base_url);
    }
    if let Some(timeout) = options.timeout {
        known = known.timeouts(Timeouts::from_seconds([Some(timeout); 4])?);
    }
    if let Some(max_retries) = options.max_retries {
        known = known.max_retries(max_retries);
    }
    let given = options.limits.unwrap_or_default();
    let limits = given.applied_to(ResponseLimits::agents())?;
    known.response_limits(limits).resolve()
}

impl From<Arguments> for flymyai_core::Arguments {
    fn from(arguments: Arguments) -> Self {
        let mut wait = WaitOptions {
            timeout: arguments.timeout,
            ..WaitOptions::default()
        };
        if let Some(poll_interval) = arguments.poll_interval {
            wait.poll_interval = poll_interval;
        }
        Self {
            id: arguments.id,
            fields: arguments.fields.map(Into::into),
            wait,
            idempotency_key: arguments.idempotency_key,
            has_invalid_key: false,
        }
    }
}
