//! The completion queue: outcomes that JavaScript has not taken yet.
//!
//! Settling a promise from another thread costs Node one wake-up of its event loop and one
//! callback. Under load many calls end at nearly the same time, so their outcomes are
//! collected: the first one wakes the loop, and JavaScript takes all that have arrived by then.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use napi::Status;
use napi::bindgen_prelude::{Either7, External, FnArgs, Function, Result, Uint8Array, Undefined};
use napi::threadsafe_function::{ThreadsafeFunction, ThreadsafeFunctionCallMode};
use napi_derive::napi;
use tokio_util::sync::CancellationToken;

use super::outcome::{EventBatch, HostCall, Outcome, ResponseHead};
use crate::error::Failure;

/// The status of a request that JavaScript is to send; see [`Outcome::HostCall`].
const HOST_CALL: u16 = 1;

/// An outcome as JavaScript gets it, beside its status.
type Content =
    Either7<String, Failure, Undefined, ResponseHead, Uint8Array, External<HostCall>, EventBatch>;
/// The arguments of JavaScript's callback: id, status and content of each outcome, and whether
/// more are ready.
type Batch = FnArgs<(Vec<u32>, Vec<u16>, Vec<Content>, bool)>;
/// Wakes the event loop, and keeps it alive.
type LoopWaker = ThreadsafeFunction<(), (), Batch, Status, false>;

/// The maximum size of a batch. JavaScript parses one batch before it takes the next one, so
/// that ten thousand waits that end together do not hold each response as bytes, as text and
/// as objects at the same time.
const MAX_BATCH: usize = 256;

#[derive(Default)]
struct Ready {
    outcomes: VecDeque<(u32, Outcome)>,
    /// Whether the event loop has been woken for them.
    woken: bool,
}

impl Ready {
    /// Takes one batch; the flag says whether more outcomes are left.
    fn drain(&mut self) -> (Vec<(u32, Outcome)>, bool) {
        let count = self.outcomes.len().min(MAX_BATCH);
        let outcomes = self.outcomes.drain(..count).collect();
        self.woken = !self.outcomes.is_empty();
        (outcomes, self.woken)
    }
}

fn to_batch((outcomes, more): (Vec<(u32, Outcome)>, bool)) -> Batch {
    let (mut call_ids, mut statuses, mut contents) = (
        Vec::with_capacity(outcomes.len()),
        Vec::with_capacity(outcomes.len()),
        Vec::with_capacity(outcomes.len()),
    );
    for (call_id, outcome) in outcomes {
        let outcome = match outcome {
            Outcome::Deferred(deferred) => deferred.take(),
            other => other,
        };
        let (status, content) = match outcome {
            Outcome::Response(status, Some(body)) => (status, Content::A(body)),
            Outcome::Response(status, None) => (status, Content::C(())),
            Outcome::Head(status, head) => (status, Content::D(*head)),
            Outcome::Chunk(chunk) => (0, Content::E(chunk)),
            Outcome::Events(events) => (0, Content::G(events)),
            Outcome::HostCall(call) => (HOST_CALL, Content::F(External::new(call))),
            Outcome::Empty | Outcome::Deferred(_) => (0, Content::C(())),
            Outcome::Failed(failure) => (0, Content::B(*failure)),
        };
        call_ids.push(call_id);
        statuses.push(status);
        contents.push(content);
    }
    FnArgs::from((call_ids, statuses, contents, more))
}

/// Receives outcomes, on any thread.
pub(crate) struct CompletionQueue {
    ready: Arc<Mutex<Ready>>,
    /// Present while a call is pending: it is a handle of the event loop, which an idle process
    /// or test can't have.
    waker: Mutex<Option<LoopWaker>>,
    /// Cancelled when JavaScript's end of the queue is dropped; running calls end then.
    disconnected: CancellationToken,
}

impl CompletionQueue {
    /// Adds the outcome of the call with this id.
    pub(crate) fn push(&self, call_id: u32, outcome: Outcome) {
        let mut ready = lock(&self.ready);
        ready.outcomes.push_back((call_id, outcome));
        let first = !std::mem::replace(&mut ready.woken, true);
        drop(ready);
        if first {
            self.wake();
        }
    }

    fn wake(&self) {
        if let Some(waker) = &*lock(&self.waker) {
            // Fails only while the JavaScript environment is shutting down.
            waker.call((), ThreadsafeFunctionCallMode::NonBlocking);
        }
    }

    pub(crate) fn disconnected(&self) -> &CancellationToken {
        &self.disconnected
    }
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
        Self(Arc::new(CompletionQueue {
            ready: Arc::default(),
            waker: Mutex::default(),
            disconnected: CancellationToken::new(),
        }))
    }

    /// Calls `settle` with each batch of outcomes from now on, those that are ready included,
    /// and keeps the process alive.
    ///
    /// # Errors
    ///
    /// When Node cannot make a further thread-safe function.
    #[napi]
    pub fn hold(&self, settle: Function<'_, Batch, ()>) -> Result<()> {
        let ready = Arc::clone(&self.0.ready);
        let waker = settle
            .build_threadsafe_function::<()>()
            .build_callback(move |_| {
                // `to_batch` runs without this lock, because a deferred outcome takes its own lock.
                let drained = lock(&ready).drain();
                Ok(to_batch(drained))
            })?;
        // An outcome that was added before the waker is set has not woken the event loop.
        *lock(&self.0.waker) = Some(waker);
        if !lock(&self.0.ready).outcomes.is_empty() {
            self.0.wake();
        }
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
        lock(&self.0.waker).take();
    }

    pub(crate) fn queue(&self) -> Arc<CompletionQueue> {
        Arc::clone(&self.0)
    }
}

impl Drop for Completions {
    fn drop(&mut self) {
        self.0.disconnected.cancel();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
