//! The way back to JavaScript: one queue, emptied in one go.
//!
//! A promise that is settled from another thread costs Node a wake-up of its
//! event loop and a callback. Under load many calls end at nearly the same
//! moment, so they are collected: the first to arrive wakes the loop, and
//! JavaScript takes all that are there by then.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use napi::Status;
use napi::bindgen_prelude::{Either5, Env, FnArgs, Function, Result, Uint8Array, Undefined};
use napi::threadsafe_function::{ThreadsafeFunction, ThreadsafeFunctionCallMode};
use napi_derive::napi;
use tokio_util::sync::CancellationToken;

use crate::error::Failure;
use crate::inference::Head;

/// A whole body, a failure, nothing, the head of a reply, or a piece of its body.
pub(crate) type Content = Either5<String, Failure, Undefined, Head, Uint8Array>;

/// How a call ended.
pub(crate) struct Outcome {
    /// The status of a successful reply.
    pub(crate) status: u16,
    pub(crate) content: Content,
}

impl Outcome {
    /// It ended, and there is nothing to say about it.
    pub(crate) fn nothing() -> Self {
        Self {
            status: 0,
            content: Content::C(()),
        }
    }
}

/// What JavaScript's callback gets: tickets, and status and content of each.
type Batch = FnArgs<(Vec<u32>, Vec<u16>, Vec<Content>)>;
/// Wakes the event loop; does not keep it alive by itself.
type Wake = ThreadsafeFunction<(), (), Batch, Status, false, true>;

#[derive(Default)]
struct Ready {
    tickets: Vec<u32>,
    statuses: Vec<u16>,
    contents: Vec<Content>,
    /// Whether the loop has been woken for what is here.
    woken: bool,
}

/// Where calls leave their outcomes, from any thread.
pub(crate) struct Queue {
    ready: Arc<Mutex<Ready>>,
    wake: Mutex<Wake>,
    /// Ends what is still running when its JavaScript is gone.
    gone: CancellationToken,
}

impl Queue {
    /// Hands an outcome over, under the ticket that JavaScript knows it by.
    pub(crate) fn push(&self, ticket: u32, outcome: Outcome) {
        let mut ready = lock(&self.ready);
        ready.tickets.push(ticket);
        ready.statuses.push(outcome.status);
        ready.contents.push(outcome.content);
        let first = !std::mem::replace(&mut ready.woken, true);
        drop(ready);
        if first {
            // It fails only where the JavaScript environment is going down.
            lock(&self.wake).call((), ThreadsafeFunctionCallMode::NonBlocking);
        }
    }

    pub(crate) fn gone(&self) -> &CancellationToken {
        &self.gone
    }
}

/// One JavaScript environment's queue.
#[napi]
pub struct Completions(Arc<Queue>);

#[napi]
impl Completions {
    /// A queue that hands what has arrived to `settle`.
    ///
    /// # Errors
    ///
    /// Where Node has no room for a further function.
    #[napi(constructor)]
    pub fn new(settle: Function<'_, Batch, ()>) -> Result<Self> {
        let ready = Arc::new(Mutex::new(Ready::default()));
        let arrived = Arc::clone(&ready);
        let wake = settle
            .build_threadsafe_function::<()>()
            .weak::<true>()
            .build_callback(move |_| {
                let Ready {
                    tickets,
                    statuses,
                    contents,
                    ..
                } = std::mem::take(&mut *lock(&arrived));
                Ok(FnArgs::from((tickets, statuses, contents)))
            })?;
        let gone = CancellationToken::new();
        Ok(Self(Arc::new(Queue {
            ready,
            wake: Mutex::new(wake),
            gone,
        })))
    }

    /// Keeps the process alive from now on: somebody waits.
    ///
    /// # Errors
    ///
    /// Where the environment is going down.
    #[napi]
    #[allow(
        deprecated,
        reason = "no other safe way to count waiting calls rather than threads"
    )]
    pub fn hold(&self, env: Env) -> Result<()> {
        lock(&self.0.wake).refer(&env)
    }

    /// Lets the process end: nobody waits any more.
    ///
    /// # Errors
    ///
    /// Where the environment is going down.
    #[napi]
    #[allow(
        deprecated,
        reason = "no other safe way to count waiting calls rather than threads"
    )]
    pub fn release(&self, env: Env) -> Result<()> {
        lock(&self.0.wake).unref(&env)
    }

    pub(crate) fn queue(&self) -> Arc<Queue> {
        Arc::clone(&self.0)
    }
}

impl Drop for Completions {
    fn drop(&mut self) {
        self.0.gone.cancel();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
