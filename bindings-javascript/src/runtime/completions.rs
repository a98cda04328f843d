//! The completion queue: outcomes that JavaScript has not taken yet.
//!
//! Settling a promise from another thread costs Node one wake-up of its event loop and one
//! callback. Under load many calls end at nearly the same time, so their outcomes are
//! collected: the first one wakes the loop, and JavaScript takes all that have arrived by then.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use flymyai_core::BoxFuture;
use tokio_util::sync::CancellationToken;

use super::outcome::{Deferred, Outcome, QueuedOutcome};

/// Runs a future to its end.
type Spawn = fn(BoxFuture<'static, ()>);
/// Wakes the event loop, which then takes the outcomes.
type Waker = Box<dyn Fn() + Send>;

/// The maximum size of a batch. JavaScript parses one batch before it takes the next one, so
/// that ten thousand waits that end together do not hold each response as bytes, as text and
/// as objects at the same time.
const MAX_BATCH: usize = 256;

/// The outcomes that JavaScript has not taken.
#[derive(Default)]
pub struct ReadyOutcomes(Mutex<Ready>);

#[derive(Default)]
struct Ready {
    outcomes: VecDeque<(u32, QueuedOutcome)>,
    /// Whether the event loop has been woken for them.
    woken: bool,
}

impl ReadyOutcomes {
    /// Takes one batch: outcomes by their calls' ids, and whether more are left.
    pub fn drain(&self) -> (Vec<(u32, Outcome)>, bool) {
        let (outcomes, more) = {
            let mut ready = lock(&self.0);
            let count = ready.outcomes.len().min(MAX_BATCH);
            let outcomes: Vec<_> = ready.outcomes.drain(..count).collect();
            ready.woken = !ready.outcomes.is_empty();
            (outcomes, ready.woken)
        };
        // Outside of the lock, because a deferred outcome takes its own.
        let determined = outcomes
            .into_iter()
            .map(|(call_id, outcome)| (call_id, outcome.take()));
        (determined.collect(), more)
    }
}

/// Receives outcomes, on any thread.
pub struct CompletionQueue {
    ready: Arc<ReadyOutcomes>,
    /// Present while a call is pending: it may be a handle of the event loop, which an idle process
    /// or test can't have.
    waker: Mutex<Option<Waker>>,
    /// Cancelled when JavaScript's end of the queue is dropped; running calls end then.
    disconnected: CancellationToken,
    spawn: Spawn,
}

impl CompletionQueue {
    /// An empty queue.
    ///
    /// # Arguments
    ///
    /// * `spawn` - starts the calls.
    #[must_use]
    pub fn new(spawn: Spawn) -> Self {
        Self {
            ready: Arc::default(),
            waker: Mutex::default(),
            disconnected: CancellationToken::new(),
            spawn,
        }
    }

    /// The outcomes that are ready.
    #[must_use]
    pub fn ready(&self) -> Arc<ReadyOutcomes> {
        Arc::clone(&self.ready)
    }

    /// Sets what wakes the event loop, and wakes it if outcomes are ready.
    pub fn set_waker(&self, waker: Waker) {
        // An outcome that was added before the waker is set has not woken the event loop.
        *lock(&self.waker) = Some(waker);
        if !lock(&self.ready.0).outcomes.is_empty() {
            self.wake();
        }
    }

    /// Removes what wakes the event loop.
    pub fn remove_waker(&self) {
        lock(&self.waker).take();
    }

    /// Wakes the event loop.
    pub fn wake(&self) {
        if let Some(waker) = &*lock(&self.waker) {
            waker();
        }
    }

    /// Ends all calls: JavaScript takes no outcome any more.
    pub fn disconnect(&self) {
        self.disconnected.cancel();
    }

    /// Adds the outcome of the call with this id.
    pub(crate) fn push(&self, call_id: u32, outcome: Outcome) {
        self.add(call_id, QueuedOutcome::Known(outcome));
    }

    /// Adds an outcome that is determined when JavaScript takes it.
    pub(crate) fn push_deferred(&self, call_id: u32, outcome: Arc<dyn Deferred>) {
        self.add(call_id, QueuedOutcome::Deferred(outcome));
    }

    fn add(&self, call_id: u32, outcome: QueuedOutcome) {
        let mut ready = lock(&self.ready.0);
        ready.outcomes.push_back((call_id, outcome));
        let first = !std::mem::replace(&mut ready.woken, true);
        drop(ready);
        if first {
            self.wake();
        }
    }

    pub(crate) fn disconnected(&self) -> &CancellationToken {
        &self.disconnected
    }

    pub(crate) fn spawner(&self) -> Spawn {
        self.spawn
    }
}

impl fmt::Debug for CompletionQueue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CompletionQueue(..)")
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
