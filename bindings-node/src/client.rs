//! The client as JavaScript holds it.

use std::sync::Arc;

use flymyai_core::{Arguments, Client, ClientOptions, Error, Timeouts, Transport, WaitOptions};
use napi_derive::napi;

use crate::call::{self, Switches};
use crate::cancel::Cancellation;
use crate::completions::Completions;
use crate::error::Failure;
use crate::fetch::FetchTransport;
use crate::roots::NativeRoots;
use crate::stream::NativeEventStream;

/// How the client is set up; what is missing is for core to fill in.
#[napi(object, object_to_js = false)]
pub struct NativeOptions {
    /// The API key.
    pub api_key: Option<String>,
    /// The service's address.
    pub base_url: Option<String>,
    /// Seconds per phase of a request; infinity is without a limit.
    pub timeout: Option<f64>,
    /// How often a failed request is repeated.
    pub max_retries: Option<u32>,
}

/// One call's arguments.
#[napi(object, object_to_js = false)]
pub struct NativeArguments {
    /// The id in the path.
    pub id: Option<String>,
    /// The other arguments: one JSON object, by core's names.
    pub fields: Option<String>,
    /// Seconds until a wait gives up; missing is never.
    pub timeout: Option<f64>,
    /// Seconds between the polls of a wait.
    pub poll_interval: Option<f64>,
    /// Makes a request that does work safe to send again.
    pub idempotency_key: Option<String>,
}

/// A client of core's, or the reason why there is none.
#[napi]
pub struct NativeClient(Result<Client, Error>);

#[napi]
impl NativeClient {
    /// Sets a client up; see [`failure`](Self::failure).
    #[napi(constructor)]
    #[must_use]
    pub fn new(options: NativeOptions, roots: Option<&NativeRoots>) -> Self {
        Self(open(options, roots))
    }

    /// Why the client can't be used, if it can't.
    #[napi]
    #[must_use]
    pub fn failure(&self) -> Option<Failure> {
        self.0.as_ref().err().map(Failure::from)
    }

    /// Whether any certificate is trusted.
    #[napi(getter)]
    #[must_use]
    pub fn trusts_all(&self) -> bool {
        let client = self.0.as_ref();
        client.is_ok_and(|client| client.config().accept_invalid_certs())
    }

    /// The service's address, as given or found.
    #[napi(getter)]
    #[must_use]
    pub fn base_url(&self) -> &str {
        self.0
            .as_ref()
            .map_or("", |client| client.config().base_url())
    }

    /// Starts a call. Its outcome, which may be that it could not be started,
    /// arrives under the ticket. Its requests do so before, where they go through
    /// `fetch`.
    #[napi(catch_unwind)]
    pub fn call(
        &self,
        completions: &Completions,
        ticket: u32,
        operation: String,
        arguments: NativeArguments,
        cancellation: Option<&Cancellation>,
        through_fetch: bool,
    ) {
        let queue = completions.queue();
        let call = self
            .client()
            .and_then(|client| client.call(&operation, arguments.into()));
        match call {
            Ok(mut call) => {
                if through_fetch {
                    let fetch = FetchTransport::new(Arc::clone(&queue), ticket);
                    call = call.with_transport(Arc::new(fetch));
                }
                let signal = cancellation.map(Cancellation::token);
                call::start(
                    queue,
                    ticket,
                    Switches {
                        signal,
                        owner: None,
                    },
                    call.run(),
                );
            }
            Err(error) => call::settle(&queue, ticket, Err(error)),
        }
    }

    /// A run's events; a refused argument shows at its first `next`. With
    /// `completions`, its requests go through `fetch`, under the ticket of the
    /// `next` that makes them.
    #[napi]
    #[must_use]
    pub fn event_stream(
        &self,
        run_id: String,
        timeout: Option<f64>,
        poll_interval: f64,
        completions: Option<&Completions>,
    ) -> NativeEventStream {
        let wait = WaitOptions {
            timeout,
            poll_interval,
        };
        let fetch = completions.map(|completions| {
            let queue = completions.queue();
            Arc::new(FetchTransport::new(queue, 0))
        });
        let stream = self.client().and_then(|client| match &fetch {
            Some(fetch) => client
                .with_transport(Arc::clone(fetch) as Arc<dyn Transport>)
                .event_stream(run_id, wait),
            None => client.event_stream(run_id, wait),
        });
        NativeEventStream::new(stream, fetch)
    }

    /// Ends the client.
    #[napi]
    pub fn close(&self) {
        if let Ok(client) = &self.0 {
            client.close();
        }
    }

    fn client(&self) -> Result<&Client, Error> {
        self.0.as_ref().map_err(Clone::clone)
    }
}

fn open(options: NativeOptions, roots: Option<&NativeRoots>) -> Result<Client, Error> {
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
    let config = known.resolve()?.with_roots(NativeRoots::given(roots));
    Ok(Client::new(config))
}

impl From<NativeArguments> for Arguments {
    fn from(arguments: NativeArguments) -> Self {
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
        }
    }
}
