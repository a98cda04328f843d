//! Runs one future and reports its outcome.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use flymyai_core::Error;
use futures_util::FutureExt;

use crate::error::Failure;
use crate::runtime::cancel::CancelTokens;
use crate::runtime::completions::CompletionQueue;
use crate::runtime::outcome::Outcome;

/// Starts the future, and adds its outcome to the queue under the call's id. The future is
/// dropped, and its requests with it, when it is cancelled or JavaScript has disconnected.
pub(crate) fn start<F, T>(
    queue: Arc<CompletionQueue>,
    call_id: u32,
    cancel_tokens: CancelTokens,
    future: F,
) where
    F: Future<Output = Result<T, Error>> + Send + 'static,
    T: Into<Outcome> + 'static,
{
    // Boxed first: each wrapper below would move its whole state.
    let future = Box::pin(future);
    let spawn = queue.spawner();
    spawn(Box::pin(async move {
        let outcome = AssertUnwindSafe(until_cancelled(cancel_tokens, future)).catch_unwind();
        if let Some(outcome) = queue.disconnected().run_until_cancelled(outcome).await {
            queue.push(
                call_id,
                outcome.unwrap_or_else(|panic| {
                    Outcome::Failed(Box::new(Failure::of_panic(panic.as_ref())))
                }),
            );
        }
    }));
}

async fn until_cancelled<F, T>(cancel_tokens: CancelTokens, future: F) -> Outcome
where
    F: Future<Output = Result<T, Error>>,
    T: Into<Outcome>,
{
    tokio::select! {
        biased;
        () = cancel_tokens.cancelled() => Outcome::Empty,
        result = future => result.into(),
    }
}
