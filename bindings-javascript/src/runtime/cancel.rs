//! Cancellation of calls by JavaScript.

use tokio_util::sync::CancellationToken;

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
