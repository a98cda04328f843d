//! Stops calls from JavaScript.

use napi_derive::napi;
use tokio_util::sync::CancellationToken;

/// One switch that stops the calls it was given to.
#[napi]
#[derive(Default)]
pub struct Cancellation(CancellationToken);

#[napi]
impl Cancellation {
    /// A switch that is still off.
    #[napi(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Stops the calls; they settle without a result. Doing it twice is fine.
    #[napi]
    pub fn cancel(&self) {
        self.0.cancel();
    }

    pub(crate) fn token(&self) -> CancellationToken {
        self.0.clone()
    }
}
