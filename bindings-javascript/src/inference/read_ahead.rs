//! Reads a response's body ahead of JavaScript.
//!
//! A connection provides one chunk at a time, and waking Node's event loop costs several times
//! as much as reading a chunk. A separate task reads ahead within a bound while JavaScript is
//! busy, and JavaScript takes everything that has arrived.

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use flymyai_core::{Error, ErrorKind, IncomingResponse};
use futures_util::FutureExt;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::sse::{EventDecoder, TOO_LARGE};
use crate::convert::body_text;
use crate::error::Failure;
use crate::profile::MAX_TEXT;
use crate::runtime::completions::CompletionQueue;
use crate::runtime::outcome::{Deferred, EventBatch, Outcome};

/// The maximum number of bytes that are read ahead, unless a single chunk is larger.
const MAX_BYTES: usize = 64 << 10;
/// The maximum number of events that are read ahead, likewise: JavaScript processes a batch
/// without returning to its event loop.
const MAX_EVENTS: usize = 256;

/// The format in which JavaScript reads a body.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(crate) enum Format {
    /// Bytes, as they arrive.
    Bytes,
    /// The data of server-sent events, as they arrive.
    Events,
    /// One text, at the end.
    Text,
}

#[derive(Default)]
enum Reading {
    /// The head has not arrived.
    #[default]
    Unopened,
    /// The head has arrived, and the body was not requested.
    Unread(IncomingResponse),
    InProgress(Format),
    /// Reading has ended; a failure is kept until it is delivered.
    Ended(Format, Option<Box<Failure>>),
    Closed,
}

#[derive(Default)]
struct State {
    reading: Reading,
    bytes: Vec<u8>,
    events: EventBatch,
    /// The decoder of a body that was read to its end.
    decoder: Option<EventDecoder>,
    /// The pending call for the next data.
    waiting: Option<(Arc<CompletionQueue>, u32)>,
}

/// A body that a task reads and JavaScript takes.
pub(crate) struct ReadAhead {
    /// The size limit of an event, in bytes.
    max_event: u64,
    state: Mutex<State>,
    /// Notified when JavaScript has taken data.
    taken: Notify,
    closed: CancellationToken,
}

impl ReadAhead {
    pub(crate) fn new(max_event: u64) -> Self {
        Self {
            max_event,
            state: Mutex::default(),
            taken: Notify::new(),
            closed: CancellationToken::new(),
        }
    }

    pub(crate) fn closed(&self) -> &CancellationToken {
        &self.closed
    }

    /// Sets the response, when the head has arrived.
    pub(crate) fn open(&self, response: IncomingResponse) {
        let mut state = self.state();
        if matches!(state.reading, Reading::Unopened) {
            state.reading = Reading::Unread(response);
        }
    }

    /// Waits for the next data, which is the outcome of the call with this id. The first call
    /// starts the reading.
    pub(crate) fn next(
        self: &Arc<Self>,
        format: Format,
        queue: Arc<CompletionQueue>,
        call_id: u32,
    ) {
        let mut state = self.state();
        match std::mem::take(&mut state.reading) {
            Reading::Unopened => {}
            Reading::Unread(response) => {
                state.reading = Reading::InProgress(format);
                self.start(format, response, &queue);
            }
            other => state.reading = other,
        }
        state.dismiss();
        state.waiting = Some((queue, call_id));
        state.announce(self);
    }

    /// The reason why the body, which was read to its end, is not a complete prediction; `None` if it is.
    pub(crate) fn failure(&self, status: u16, reason: &str) -> Option<String> {
        self.state().decoder.as_mut()?.failure(status, reason)
    }

    /// Stops the reading; a pending call completes without data.
    pub(crate) fn close(&self) {
        let mut state = self.state();
        let waiting = state.waiting.take();
        // This frees the data; the task that reads the body frees the body.
        *state = State {
            reading: Reading::Closed,
            waiting,
            ..State::default()
        };
        state.dismiss();
        drop(state);
        self.closed.cancel();
    }

    fn start(
        self: &Arc<Self>,
        format: Format,
        response: IncomingResponse,
        queue: &CompletionQueue,
    ) {
        let disconnected = queue.disconnected().clone();
        let spawn = queue.spawner();
        let this = Arc::clone(self);
        spawn(Box::pin(async move {
            let reading = AssertUnwindSafe(this.read(format, response)).catch_unwind();
            let reading = this.closed.run_until_cancelled(reading);
            let Some(Some(ended)) = disconnected.run_until_cancelled(reading).await else {
                return;
            };
            let failure = match ended {
                Ok(Ok(())) => None,
                Ok(Err(error)) => Some(Failure::from(&error)),
                Err(panic) => Some(Failure::of_panic(panic.as_ref())),
            };
            this.finish(format, failure);
        }));
    }

    async fn read(
        self: &Arc<Self>,
        format: Format,
        response: IncomingResponse,
    ) -> Result<(), Error> {
        let IncomingResponse { head, mut body } = response;
        let mut decoder = EventDecoder::new(self.max_event);
        let failed = |error| head.with_request_context(error);
        while let Some(chunk) = body.chunk().await.map_err(failed)? {
            self.add(format, &mut decoder, chunk)?;
            while self.state().is_full(format) {
                self.taken.notified().await;
            }
        }
        self.state().decoder = Some(decoder);
        Ok(())
    }

    /// Adds a chunk of the body to the data for JavaScript.
    fn add(
        self: &Arc<Self>,
        format: Format,
        decoder: &mut EventDecoder,
        chunk: Bytes,
    ) -> Result<(), Error> {
        let mut state = self.state();
        if format == Format::Events {
            let too_large = |_| Error::new(ErrorKind::Internal, TOO_LARGE);
            decoder.push(&chunk, &mut state.events).map_err(too_large)?;
        } else if state.bytes.is_empty() {
            state.bytes = chunk.into();
        } else {
            state.bytes.extend_from_slice(&chunk);
        }
        if state.bytes.len() as u64 > MAX_TEXT {
            return Err(Error::new(
                ErrorKind::Internal,
                "the response exceeds the size limit of a string",
            ));
        }
        state.announce(self);
        Ok(())
    }

    fn finish(self: &Arc<Self>, format: Format, failure: Option<Failure>) {
        let mut state = self.state();
        if matches!(state.reading, Reading::InProgress(_)) {
            state.reading = Reading::Ended(format, failure.map(Box::new));
        }
        state.announce(self);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Deferred for ReadAhead {
    fn take(&self) -> Outcome {
        let outcome = self.state().take();
        self.taken.notify_one();
        outcome
    }
}

impl State {
    fn is_full(&self, format: Format) -> bool {
        match format {
            Format::Bytes => self.bytes.len() >= MAX_BYTES,
            Format::Events => {
                self.events.text.len() >= MAX_BYTES || self.events.ends.len() >= MAX_EVENTS
            }
            Format::Text => false,
        }
    }

    /// Completes the pending call. JavaScript takes the data later, when its event loop has
    /// woken, together with all data that has arrived until then.
    fn announce(&mut self, body: &Arc<ReadAhead>) {
        if self.is_ready()
            && let Some((queue, call_id)) = self.waiting.take()
        {
            let body = Arc::clone(body) as Arc<dyn Deferred>;
            queue.push_deferred(call_id, body);
        }
    }

    /// Whether there is data or a failure to deliver.
    fn is_ready(&self) -> bool {
        match self.reading {
            Reading::InProgress(Format::Text) => false,
            Reading::InProgress(_) => !self.bytes.is_empty() || !self.events.ends.is_empty(),
            Reading::Unopened | Reading::Unread(_) | Reading::Ended(..) | Reading::Closed => true,
        }
    }

    /// The data or failure to deliver.
    fn take(&mut self) -> Outcome {
        let format = match self.reading {
            Reading::InProgress(format) | Reading::Ended(format, _) => format,
            Reading::Unopened | Reading::Unread(_) | Reading::Closed => return Outcome::Empty,
        };
        match format {
            Format::Bytes if !self.bytes.is_empty() => {
                return Outcome::Chunk(std::mem::take(&mut self.bytes));
            }
            Format::Events if !self.events.ends.is_empty() => {
                return Outcome::Events(std::mem::take(&mut self.events));
            }
            _ => {}
        }
        let Reading::Ended(_, failure) = &mut self.reading else {
            return Outcome::Empty;
        };
        match failure.take() {
            Some(failure) => Outcome::Failed(failure),
            None if format == Format::Text => {
                Outcome::Response(0, Some(body_text(std::mem::take(&mut self.bytes).into())))
            }
            None => Outcome::Empty,
        }
    }

    /// Completes the pending call without data.
    fn dismiss(&mut self) {
        if let Some((queue, call_id)) = self.waiting.take() {
            queue.push(call_id, Outcome::Empty);
        }
    }
}
