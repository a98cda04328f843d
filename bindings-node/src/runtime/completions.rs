//! The way back to JavaScript: one queue, emptied in one go.
//!
//! A promise that is settled from another thread costs Node a wake-up of its
//! event loop and a callback. Under load many calls end at nearly the same
//! moment, so they are collected: the first to arrive wakes the loop, and
//! JavaScript takes all that are there by then.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use napi::Status;
use napi::bindgen_prelude::{Either7, FnArgs, Function, Result, Uint8Array, Undefined};
use napi::threadsafe_function::{ThreadsafeFunction, ThreadsafeFunctionCallMode};
use napi_derive::napi;
use tokio_util::sync::CancellationToken;

use crate::callback::NativeExchange;
use crate::error::Failure;
use crate::inference::{Events, Head, ReadAhead};

/// The status of a request that a call wants sent: not its end.
const ASKED: u16 = 1;

/// How a call ended, or what it wants on its way.
pub(crate) enum Outcome {
    /// With a successful reply: its status, and its body if it has one.
    Reply(u16, Option<String>),
    /// With the head of a reply whose body is still to come, and its status.
    Head(u16, Box<Head>),
    /// With a piece of a body.
    Piece(Uint8Array),
    /// With events of a body.
    Events(Events),
    /// With the part of a body that has arrived when JavaScript takes it.
    Arrived(Arc<ReadAhead>),
    /// Not yet: it wants a request sent.
    Exchange(Box<NativeExchange>),
    /// With nothing to say about it.
    Nothing,
    /// With an error. Boxed, because most calls don't.
    Failed(Box<Failure>),
}

/// A body, a failure, neither, a head, a piece, a request, or events.
type Content = Either7<String, Failure, Undefined, Head, Uint8Array, NativeExchange, Events>;
/// What JavaScript's callback gets: tickets, status and content of each, and
/// whether more are ready.
type Batch = FnArgs<(Vec<u32>, Vec<u16>, Vec<Content>, bool)>;
/// Wakes the event loop, and keeps it alive.
type Wake = ThreadsafeFunction<(), (), Batch, Status, false>;

/// How many outcomes JavaScript takes at once. Each is parsed before the next
/// ones come, so that ten thousand waits that end together don't all hold their
/// reply three times over: as bytes, as text and as objects.
const BATCH: usize = 256;

#[derive(Default)]
struct Ready {
    arrived: VecDeque<(u32, Outcome)>,
    /// Whether the loop has been woken for what is here.
    woken: bool,
}

impl Ready {
    /// Takes outcomes for one batch; says whether more are left.
    fn drain(&mut self) -> (Vec<(u32, Outcome)>, bool) {
        let count = self.arrived.len().min(BATCH);
        let outcomes = self.arrived.drain(..count).collect();
        self.woken = !self.arrived.is_empty();
        (outcomes, self.woken)
    }
}

/// Outcomes as JavaScript gets them.
fn batch((outcomes, more): (Vec<(u32, Outcome)>, bool)) -> Batch {
    let (mut tickets, mut statuses, mut contents) = (
        Vec::with_capacity(outcomes.len()),
        Vec::with_capacity(outcomes.len()),
        Vec::with_capacity(outcomes.len()),
    );
    for (ticket, outcome) in outcomes {
        let outcome = match outcome {
            Outcome::Arrived(body) => body.take(),
            other => other,
        };
        let (status, content) = match outcome {
            Outcome::Reply(status, Some(body)) => (status, Content::A(body)),
            Outcome::Reply(status, None) => (status, Content::C(())),
            Outcome::Head(status, head) => (status, Content::D(*head)),
            Outcome::Piece(piece) => (0, Content::E(piece)),
            Outcome::Events(events) => (0, Content::G(events)),
            Outcome::Exchange(exchange) => (ASKED, Content::F(*exchange)),
            Outcome::Nothing | Outcome::Arrived(_) => (0, Content::C(())),
            Outcome::Failed(failure) => (0, Content::B(*failure)),
        };
        tickets.push(ticket);
        statuses.push(status);
        contents.push(content);
    }
    FnArgs::from((tickets, statuses, contents, more))
}

/// Where calls leave their outcomes, from any thread.
pub(crate) struct Queue {
    ready: Arc<Mutex<Ready>>,
    /// Present while a call is pending: it is a handle of the event loop, which
    /// must not exist in an idle process or test.
    wake: Mutex<Option<Wake>>,
    /// Ends what is still running when its JavaScript is gone.
    gone: CancellationToken,
}

impl Queue {
    /// Hands an outcome over, under the ticket that JavaScript knows it by.
    pub(crate) fn push(&self, ticket: u32, outcome: Outcome) {
        let mut ready = lock(&self.ready);
        ready.arrived.push_back((ticket, outcome));
        let first = !std::mem::replace(&mut ready.woken, true);
        drop(ready);
        if first {
            self.wake();
        }
    }

    fn wake(&self) {
        if let Some(wake) = &*lock(&self.wake) {
            // It fails only where the JavaScript environment is going down.
            wake.call((), ThreadsafeFunctionCallMode::NonBlocking);
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
    /// A queue without pending calls.
    #[napi(constructor)]
    #[must_use]
    #[allow(clippy::new_without_default, reason = "made by JavaScript only")]
    pub fn new() -> Self {
        Self(Arc::new(Queue {
            ready: Arc::default(),
            wake: Mutex::default(),
            gone: CancellationToken::new(),
        }))
    }

    /// Has `settle` called with what arrives, and with what is there already, and
    /// keeps the process alive.
    ///
    /// # Errors
    ///
    /// Where Node has no room for a further function.
    #[napi]
    pub fn hold(&self, settle: Function<'_, Batch, ()>) -> Result<()> {
        let arrived = Arc::clone(&self.0.ready);
        let wake = settle
            .build_threadsafe_function::<()>()
            .build_callback(move |_| {
                // `batch` runs without this lock: a body takes it under its own lock.
                let taken = lock(&arrived).drain();
                Ok(batch(taken))
            })?;
        // An outcome that was queued before this is set has not woken the event
        // loop.
        *lock(&self.0.wake) = Some(wake);
        if !lock(&self.0.ready).arrived.is_empty() {
            self.0.wake();
        }
        Ok(())
    }

    /// Has `settle` called again, for the outcomes that it was told are left.
    #[napi]
    pub fn resume(&self) {
        self.0.wake();
    }

    /// Lets the process end: nobody waits any more.
    #[napi]
    pub fn release(&self) {
        lock(&self.0.wake).take();
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
