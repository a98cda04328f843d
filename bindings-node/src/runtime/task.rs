//! Drives one future and reports how it ended.

use std::any::Any;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use flymyai_core::{Error, Reply};
use futures_util::FutureExt;
use napi::bindgen_prelude::spawn;
use tokio_util::sync::CancellationToken;

use crate::error::{Failure, text};
use crate::runtime::completions::{Outcome, Queue};

/// What a call of the agents API comes to.
pub(crate) type Ended = Result<Reply, Error>;

/// Starts the future; its outcome goes to the queue under the ticket. The
/// future is dropped, and its requests with it, when one of the switches is
/// turned or JavaScript is gone.
pub(crate) fn start<F, T>(queue: Arc<Queue>, ticket: u32, switches: Switches, future: F)
where
    F: Future<Output = Result<T, Error>> + Send + 'static,
    T: Into<Outcome> + 'static,
{
    // On the heap from the start: every wrapper below would copy its whole state.
    let future = Box::pin(future);
    spawn(async move {
        let outcome = AssertUnwindSafe(switches.guard(future)).catch_unwind();
        if let Some(outcome) = queue.gone().run_until_cancelled(outcome).await {
            queue.push(
                ticket,
                outcome.unwrap_or_else(|panic| Outcome::Failed(Box::new(defect(panic.as_ref())))),
            );
        }
    });
}

/// Reports an outcome that is known already.
pub(crate) fn settle(queue: &Queue, ticket: u32, ended: Ended) {
    queue.push(ticket, outcome(ended));
}

/// What can stop a call.
#[derive(Default)]
pub(crate) struct Switches {
    /// The caller's signal.
    pub(crate) signal: Option<CancellationToken>,
    /// The end of what the call belongs to.
    pub(crate) owner: Option<CancellationToken>,
}

impl Switches {
    async fn guard<F, T>(self, future: F) -> Outcome
    where
        F: Future<Output = Result<T, Error>>,
        T: Into<Outcome>,
    {
        let stopped = async {
            match (self.signal, self.owner) {
                (None, None) => std::future::pending().await,
                (Some(one), None) | (None, Some(one)) => one.cancelled_owned().await,
                (Some(signal), Some(owner)) => tokio::select! {
                    () = signal.cancelled() => {}
                    () = owner.cancelled() => {}
                },
            }
        };
        tokio::select! {
            biased;
            () = stopped => Outcome::Nothing,
            ended = future => outcome(ended),
        }
    }
}

fn outcome<T: Into<Outcome>>(ended: Result<T, Error>) -> Outcome {
    match ended {
        Ok(done) => done.into(),
        Err(error) => Outcome::Failed(Box::new(Failure::from(&error))),
    }
}

impl From<Reply> for Outcome {
    fn from(Reply { status, body }: Reply) -> Self {
        Self::Reply(status, body.map(text))
    }
}

/// A panic is a defect of ours; the process and all other calls go on.
pub(crate) fn defect(panic: &(dyn Any + Send)) -> Failure {
    let what = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("of unknown kind");
    Failure::internal(format!(
        "flymyai-js-client has met a defect of its own; please report it: {what}"
    ))
}
