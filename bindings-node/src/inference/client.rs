//! The inference client as JavaScript holds it.

use flymyai_core::{Error, Inference, InferenceConfig};
use napi_derive::napi;

use super::reply::NativeReply;
use super::request::NativeRequest;
use super::sending::NativeSending;
use crate::cancel::Cancellation;
use crate::completions::Completions;
use crate::error::Failure;
use crate::roots::NativeRoots;

/// An inference client of core's, or the reason why there is none.
#[napi]
pub struct NativeInference(Result<Inference, Error>);

#[napi]
impl NativeInference {
    /// Sets a client up for an address that names the API's version; see
    /// [`failure`](Self::failure).
    #[napi(constructor)]
    #[must_use]
    pub fn new(api_key: String, base_url: String, roots: Option<&NativeRoots>) -> Self {
        let settings = crate::profile::inference_settings();
        let config =
            InferenceConfig::with_root(&api_key, &base_url, settings, &crate::profile::PROFILE);
        let roots = NativeRoots::given(roots);
        Self(config.map(|config| Inference::new(config.with_roots(roots))))
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

    /// Sends a request. The head of its reply arrives under the ticket; the
    /// returned object has the body, once the head is there.
    #[napi(catch_unwind)]
    pub fn open(
        &self,
        completions: &Completions,
        ticket: u32,
        request: &mut NativeRequest,
        cancellation: Option<&Cancellation>,
    ) -> NativeReply {
        let client = self.0.as_ref().map_err(Clone::clone);
        let (client, request) = (client.cloned(), request.take());
        NativeReply::open(
            completions.queue(),
            ticket,
            cancellation.map(Cancellation::token),
            async move { client?.open(&request?).await },
        )
    }

    /// Has JavaScript send a request, whose form is empty here.
    #[napi(catch_unwind)]
    #[must_use]
    pub fn through(&self, request: &mut NativeRequest) -> NativeSending {
        let client = self.0.as_ref().map_err(Clone::clone).cloned();
        NativeSending::start(client, request.take())
    }
}
