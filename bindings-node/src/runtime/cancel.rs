//! Cancellation of calls by JavaScript.

use napi_derive::napi;
use tokio_util::sync::CancellationToken;

/// Cancels the calls that it was passed to.
#[napi]
#[derive(Default)]
pub struct CancelToken(CancellationToken);

#[napi]
impl CancelToken {
    /// A token that is not cancelled.
    #[napi(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Cancels the calls, which settle without a result. Cancelling twice has no effect.
    #[napi]
    pub fn cancel(&self) {
        self.0.cancel();
    }

    pub(crate) fn token(&self) -> CancellationToken {
        self.0.clone()
    }
}

/// The events that cancel a call.
#[derive(Default)]
pub(crate) struct CancelTokens {
    /// The caller's signal is aborted.
    pub(crate) signal: Option<CancellationToken>,
    /// The stream or response that the call reads is closed.
    pub(crate) owner: Option<CancellationToken>,
}

impl CancelTokens {
    /// Completes when one of the tokens is cancelled.
    pub(crate) async fn cancelled(self) {
        match (self.signal, self.owner) {
            (None, None) => std::future::pending().await,
            (Some(one), None) | (None, Some(one)) => one.cancelled_owned().await,
            (Some(signal), Some(owner)) => tokio::select! {
                () = signal.cancelled() => {}
                () = owner.cancelled() => {}
            },
        }
    }
}
