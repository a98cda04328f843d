//! The inference client as JavaScript holds it.

use std::sync::{Arc, Mutex, PoisonError};

use flymyai_core::{
    BoxFuture, Error, ErrorKind, HttpRequest, HttpResponse, Inference, InferenceConfig,
    InferenceSettings, Product, Transport,
};
use futures_util::FutureExt;
use napi_derive::napi;

use super::reply::NativeReply;
use super::request::NativeRequest;
use crate::cancel::Cancellation;
use crate::completions::Completions;
use crate::error::Failure;

/// An inference client of core's, or the reason why there is none.
#[napi]
pub struct NativeInference(Result<Inference, Error>);

/// What a request would look like on the wire, without its body.
#[napi(object, object_from_js = false)]
pub struct Target {
    /// The method.
    pub method: String,
    /// The whole address.
    pub url: String,
    /// The type of reply that is wanted.
    pub accept: String,
}

#[napi]
impl NativeInference {
    /// Sets a client up for an address that names the API's version; see
    /// [`failure`](Self::failure).
    #[napi(constructor)]
    #[must_use]
    pub fn new(api_key: String, base_url: String) -> Self {
        let settings = InferenceSettings::of(Product::Node);
        let config = InferenceConfig::with_root(&api_key, &base_url, settings, Product::Node);
        Self(config.map(Inference::new))
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
        client.is_ok_and(|client| client.config().trusts_all())
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

    /// Where a request would go; nothing is sent. Missing when it can't be sent at
    /// all, for which [`open`](Self::open) has the reason.
    #[napi(catch_unwind)]
    #[must_use]
    pub fn target(&self, request: &mut NativeRequest) -> Option<Target> {
        let witness = Arc::new(Witness::default());
        let client = self.0.as_ref().ok()?.with_transport(witness.clone());
        // Nothing is awaited on the way to the transport, as the form has no files.
        let _ = client.open(&request.take().ok()?).now_or_never();
        let seen = witness.0.lock().unwrap_or_else(PoisonError::into_inner);
        seen.as_ref().map(|request| Target {
            method: request.method.to_string(),
            url: request.url.clone(),
            accept: request
                .headers
                .get("accept")
                .and_then(|accept| accept.to_str().ok())
                .unwrap_or_default()
                .to_owned(),
        })
    }
}

/// A door that leads nowhere, but remembers who wanted to pass.
#[derive(Debug, Default)]
struct Witness(Mutex<Option<HttpRequest>>);

impl Transport for Witness {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, Error>> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(request);
        Box::pin(async { Err(Error::new(ErrorKind::Internal, "nothing was to be sent")) })
    }
}
