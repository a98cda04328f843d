//! The way back to JavaScript: one queue, emptied in one go.
//!
//! A promise that is settled from another thread costs Node a wake-up of its
//! event loop and a callback. Under load many calls end at nearly the same
//! moment, so they are collected: the first to arrive wakes the loop, and
//! JavaScript takes all that are there by then.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use napi::Status;
use napi::bindgen_prelude::{Either6, Env, FnArgs, Function, Result, Uint8Array, Undefined};
use napi::threadsafe_function::{ThreadsafeFunction, ThreadsafeFunctionCallMode};
use napi_derive::napi;
use tokio_util::sync::CancellationToken;

use crate::error::Failure;
use crate::fetch::NativeExchange;
use crate::inference::Head;

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
    /// Not yet: it wants a request sent.
    Exchange(Box<NativeExchange>),
    /// With nothing to say about it.
    Nothing,
    /// With an error. Boxed, because most calls don't.
    Failed(Box<Failure>),
}

/// A body, a failure, neither, a head, a piece, or a request.
type Content = Either6<String, Failure, Undefined, Head, Uint8Array, NativeExchange>;
/// What JavaScript's callback gets: tickets, status and content of each, and
/// whether more are ready.
type Batch = FnArgs<(Vec<u32>, Vec<u16>, Vec<Content>, bool)>;
/// Wakes the event loop; does not keep it alive by itself.
type Wake = ThreadsafeFunction<(), (), Batch, Status, false, true>;

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
    fn take(&mut self) -> Batch {
        let count = self.arrived.len().min(BATCH);
        let (mut tickets, mut statuses, mut contents) = (
            Vec::with_capacity(count),
            Vec::with_capacity(count),
            Vec::with_capacity(count),
        );
        for (ticket, outcome) in self.arrived.drain(..count) {
            let (status, content) = match outcome {
                Outcome::Reply(status, Some(body)) => (status, Content::A(body)),
                Outcome::Reply(status, None) => (status, Content::C(())),
                Outcome::Head(status, head) => (status, Content::D(*head)),
                Outcome::Piece(piece) => (0, Content::E(piece)),
                Outcome::Exchange(exchange) => (ASKED, Content::F(*exchange)),
                Outcome::Nothing => (0, Content::C(())),
                Outcome::Failed(failure) => (0, Content::B(*failure)),
            };
            tickets.push(ticket);
            statuses.push(status);
            contents.push(content);
        }
        self.woken = !self.arrived.is_empty();
        FnArgs::from((tickets, statuses, contents, self.woken))
    }
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
        ready.arrived.push_back((ticket, outcome));
        let first = !std::mem::replace(&mut ready.woken, true);
        drop(ready);
        if first {
            self.wake();
        }
    }

    fn wake(&self) {
        // It fails only where the JavaScript environment is going down.
        lock(&self.wake).call((), ThreadsafeFunctionCallMode::NonBlocking);
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
            .build_callback(move |_| Ok(lock(&arrived).take()))?;
        let gone = CancellationToken::new();
        Ok(Self(Arc::new(Queue {
            ready,
            wake: Mutex::new(wake),
            gone,
        })))
    }

    /// Has `settle` called again, for the outcomes that it was told are left.
    #[napi]
    pub fn resume(&self) {
        self.0.wake();
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
