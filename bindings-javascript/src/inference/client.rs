//! The inference client.

use std::sync::Arc;

use flymyai_core::{Error, Inference, InferenceConfig};

use super::request::ModelRequest;
use super::response::ModelResponse;
use tokio_util::sync::CancellationToken;

use crate::call_options::CallOptions;
use crate::callback::fetch_transport::FetchTransport;
use crate::callback::stepper::CallStepper;
use crate::error::Failure;
use crate::limits::Limits;
use crate::runtime::completions::CompletionQueue;

/// An inference client of core, or the error of its options.
pub struct InferenceClient(Result<Inference, Error>);

impl InferenceClient {
    /// Makes a client. The address includes the version of the API; see
    /// [`failure`](Self::failure).
    ///
    /// # Arguments
    ///
    /// * `api_key` - the key.
    /// * `base_url` - the address.
    /// * `limits` - the limits on responses.
    /// * `make_client` - makes core's client, with its transport.
    pub fn new(
        api_key: String,
        base_url: String,
        limits: Limits,
        make_client: impl FnOnce(InferenceConfig) -> Inference,
    ) -> Self {
        let resolve = || {
            let mut settings = crate::profile::inference_settings();
            settings.response = limits.applied_to(settings.response)?;
            InferenceConfig::with_root(&api_key, &base_url, settings, &crate::profile::PROFILE)
        };
        Self(resolve().map(make_client))
    }

    /// The error of these limits, if there is one.
    #[must_use]
    pub fn limits_failure(limits: Limits) -> Option<Failure> {
        let checked = limits.applied_to(crate::profile::response_limits());
        checked.err().as_ref().map(Failure::from)
    }

    /// The same client with these options in place of its own.
    #[must_use]
    pub fn with_options(&self, given: CallOptions) -> Self {
        let client = self.0.as_ref().map_err(Clone::clone);
        Self(client.and_then(|client| Ok(client.with_options(&given.checked()?))))
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

    /// Sends a request. The outcome is the head of its response; the returned object then
    /// provides the body. With `uses_fetch`, requests for a `fetch` arrive before.
    pub fn open(
        &self,
        completions: &Arc<CompletionQueue>,
        call_id: u32,
        request: &mut ModelRequest,
        cancel_token: Option<CancellationToken>,
        uses_fetch: bool,
    ) -> ModelResponse {
        let client = self.0.as_ref().map_err(Clone::clone);
        let (mut client, request) = (client.cloned(), request.take());
        if uses_fetch {
            let fetch = FetchTransport::new(Arc::clone(completions), call_id);
            client = client.map(|client| client.with_transport(Arc::new(fetch)));
        }
        let max_event = client.as_ref().map_or(u64::MAX, |client| {
            client.config().response_limits().max_bytes
        });
        ModelResponse::open(
            Arc::clone(completions),
            call_id,
            max_event,
            cancel_token,
            async move { client?.open(&request?).await },
        )
    }

    /// Starts a call whose request JavaScript sends. The request's form is empty.
    #[must_use]
    pub fn stepper(&self, request: &mut ModelRequest) -> CallStepper {
        let client = self.0.as_ref().map_err(Clone::clone).cloned();
        CallStepper::start(client, request.take())
    }
}
