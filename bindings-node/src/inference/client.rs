//! The inference client.

use flymyai_core::{Error, Inference, InferenceConfig};
use napi_derive::napi;

use super::request::NativeRequest;
use super::response::NativeResponse;
use crate::callback::NativeCallStepper;
use crate::error::Failure;
use crate::limits::NativeLimits;
use crate::runtime::cancel::CancelToken;
use crate::runtime::completions::Completions;
use crate::trust_roots::NativeTrustRoots;

/// An inference client of core, or the error of its options.
#[napi]
pub struct NativeInference(Result<Inference, Error>);

#[napi]
impl NativeInference {
    /// Makes a client. The address includes the version of the API; see
    /// [`failure`](Self::failure).
    #[napi(constructor)]
    #[must_use]
    pub fn new(
        api_key: String,
        base_url: String,
        limits: NativeLimits,
        roots: Option<&NativeTrustRoots>,
    ) -> Self {
        let resolve = || {
            let mut settings = crate::profile::inference_settings();
            settings.response = limits.applied_to(settings.response)?;
            InferenceConfig::with_root(&api_key, &base_url, settings, &crate::profile::PROFILE)
        };
        let roots = NativeTrustRoots::or_default(roots);
        Self(resolve().map(|config| Inference::new(config.with_roots(roots))))
    }

    /// The error of these limits, if there is one.
    #[napi]
    #[must_use]
    pub fn limits_failure(limits: NativeLimits) -> Option<Failure> {
        let checked = limits.applied_to(crate::profile::response_limits());
        checked.err().as_ref().map(Failure::from)
    }

    /// Why the client can't be used, if it can't.
    #[napi]
    #[must_use]
    pub fn failure(&self) -> Option<Failure> {
        self.0.as_ref().err().map(Failure::from)
    }

    /// Whether certificates are not verified.
    #[napi(getter)]
    #[must_use]
    pub fn accepts_invalid_certs(&self) -> bool {
        let client = self.0.as_ref();
        client.is_ok_and(|client| client.config().accept_invalid_certs())
    }

    /// Sends a request. The outcome is the head of its response; the returned object then
    /// provides the body.
    #[napi(catch_unwind)]
    pub fn open(
        &self,
        completions: &Completions,
        call_id: u32,
        request: &mut NativeRequest,
        cancel_token: Option<&CancelToken>,
    ) -> NativeResponse {
        let client = self.0.as_ref().map_err(Clone::clone);
        let (client, request) = (client.cloned(), request.take());
        let max_event = client.as_ref().map_or(u64::MAX, |client| {
            client.config().response_limits().max_bytes
        });
        NativeResponse::open(
            completions.queue(),
            call_id,
            max_event,
            cancel_token.map(CancelToken::token),
            async move { client?.open(&request?).await },
        )
    }

    /// Starts a call whose request JavaScript sends. The request's form is empty.
    #[napi(catch_unwind)]
    #[must_use]
    pub fn stepper(&self, request: &mut NativeRequest) -> NativeCallStepper {
        let client = self.0.as_ref().map_err(Clone::clone).cloned();
        NativeCallStepper::start(client, request.take())
    }
}
