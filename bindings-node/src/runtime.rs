//! The completion queue of a JavaScript environment, and the cancellation of calls.

use std::sync::Arc;

use flymyai_javascript::{
    CompletionQueue, EventBatch, Failure, HostCall, Outcome, RawResponse, ResponseHead,
};
use napi::Status;
use napi::bindgen_prelude::{
    Either8, External, FnArgs, Function, Result, Uint8Array, Undefined, spawn,
};
use napi::threadsafe_function::{ThreadsafeFunction, ThreadsafeFunctionCallMode};
use napi_derive::napi;
use tokio_util::sync::CancellationToken;

/// The status of a request that JavaScript is to send; see [`Outcome::HostCall`].
const HOST_CALL: u16 = 1;

/// An outcome as JavaScript gets it, beside its status.
type Content = Either8<
    String,
    Failure,
    Undefined,
    ResponseHead,
    Uint8Array,
    External<HostCall>,
    EventBatch,
    RawResponse,
>;
/// The arguments of JavaScript's callback: id, status and content of each outcome, and whether
/// more are ready.
type Batch = FnArgs<(Vec<u32>, Vec<u16>, Vec<Content>, bool)>;
/// Wakes the event loop, and keeps it alive.
type LoopWaker = ThreadsafeFunction<(), (), Batch, Status, false>;

fn to_batch((outcomes, more): (Vec<(u32, Outcome)>, bool)) -> Batch {
    let (mut call_ids, mut statuses, mut contents) = (
        Vec::with_capacity(outcomes.len()),
        Vec::with_capacity(outcomes.len()),
        Vec::with_capacity(outcomes.len()),
    );
    for (call_id, outcome) in outcomes {
        let (status, content) = match outcome {
            Outcome::Response(status, Some(body)) => (status, Content::A(body)),
            Outcome::Response(status, None) => (status, Content::C(())),
            Outcome::RawResponse(status, response) => (status, Content::H(*response)),
            Outcome::Head(status, head) => (status, Content::D(*head)),
            Outcome::Chunk(chunk) => (0, Content::E(chunk.into())),
            Outcome::Events(events) => (0, Content::G(events)),
            Outcome::HostCall(call) => (HOST_CALL, Content::F(External::new(call))),
            Outcome::Empty => (0, Content::C(())),
            Outcome::Failed(failure) => (0, Content::B(*failure)),
        };
        call_ids.push(call_id);
        statuses.push(status);
        contents.push(content);
    }
    FnArgs::from((call_ids, statuses, contents, more))
}

/// JavaScript's end of the completion queue, one for each JavaScript environment.
#[napi]
pub struct Completions(Arc<CompletionQueue>);

#[napi]
impl Completions {
    /// A queue without pending calls.
    #[napi(constructor)]
    #[must_use]
    #[allow(clippy::new_without_default, reason = "made by JavaScript only")]
    pub fn new() -> Self {
        Self(Arc::new(CompletionQueue::new(|future| {
            spawn(future);
        })))
    }

    /// Calls `settle` with each batch of outcomes from now on, those that are ready included,
    /// and keeps the process alive.
    ///
    /// # Errors
    ///
    /// When Node cannot make a further thread-safe function.
    #[napi]
    pub fn hold(&self, settle: Function<'_, Batch, ()>) -> Result<()> {
        let ready = self.0.ready();
        let function: LoopWaker = settle
            .build_threadsafe_function::<()>()
            .build_callback(move |_| Ok(to_batch(ready.drain())))?;
        self.0.set_waker(Box::new(move || {
            // Fails only while the JavaScript environment is shutting down.
            function.call((), ThreadsafeFunctionCallMode::NonBlocking);
        }));
        Ok(())
    }

    /// Requests the next batch after one that was not the last.
    #[napi]
    pub fn resume(&self) {
        self.0.wake();
    }

    /// Lets the process end: no call is pending.
    #[napi]
    pub fn release(&self) {
        self.0.remove_waker();
    }

    pub(crate) fn queue(&self) -> &Arc<CompletionQueue> {
        &self.0
    }
}

impl Drop for Completions {
    fn drop(&mut self) {
        self.0.disconnect();
    }
}

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

    pub(crate) fn of(token: Option<&Self>) -> Option<CancellationToken> {
        token.map(|token| token.0.clone())
    }
}
