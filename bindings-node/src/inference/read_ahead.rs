//! A reply's body, read ahead of JavaScript.
//!
//! A connection hands over one chunk at a time, and a wake-up of Node's event loop
//! costs several times what a chunk costs. A separate task reads ahead while
//! JavaScript works, within a bound, and JavaScript takes everything that has
//! arrived.

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use flymyai_core::{Error, ErrorKind, ResponseBody};
use futures_util::FutureExt;
use napi::bindgen_prelude::spawn;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::sse::{EventDecoder, Events, TOO_LARGE};
use crate::error::{Failure, text};
use crate::runtime::completions::{Outcome, Queue};
use crate::runtime::task::defect;

/// How many bytes are read ahead at most, unless a single chunk brings more.
const MAX_BYTES: usize = 64 << 10;
/// How many events are read ahead at most, likewise: JavaScript goes through one
/// batch without a turn of its event loop.
const MAX_EVENTS: usize = 256;
/// The length limit of JavaScript strings.
const MAX_TEXT: usize = (1 << 29) - 24;

/// The form in which JavaScript gets a body.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(crate) enum Form {
    /// As bytes, as they come.
    Bytes,
    /// As the data of its server-sent events, as they come.
    Events,
    /// As one text, at its end.
    Text,
}

#[derive(Default)]
enum Reading {
    /// The head has not arrived.
    #[default]
    Unopened,
    /// The body was not requested yet.
    Unread(ResponseBody),
    UnderWay(Form),
    /// Reading has ended or failed; the failure is not delivered yet.
    Over(Form, Option<Box<Failure>>),
    Closed,
}

#[derive(Default)]
struct State {
    reading: Reading,
    bytes: Vec<u8>,
    events: Events,
    /// What has decoded the events of a body that was read to its end.
    decoder: Option<EventDecoder>,
    /// The ticket that waits for the next data.
    waiting: Option<(Arc<Queue>, u32)>,
}

/// A body between the task that reads it and JavaScript.
#[derive(Default)]
pub(crate) struct ReadAhead {
    state: Mutex<State>,
    /// Notified when data was taken and there is room again.
    taken: Notify,
    closed: CancellationToken,
}

impl ReadAhead {
    pub(super) fn closed(&self) -> &CancellationToken {
        &self.closed
    }

    /// Takes the body of a reply whose head has arrived.
    pub(super) fn open(&self, body: ResponseBody) {
        let mut state = self.state();
        if matches!(state.reading, Reading::Unopened) {
            state.reading = Reading::Unread(body);
        }
    }

    /// Waits for what comes next; it arrives under the ticket. The first call
    /// starts the reading.
    pub(super) fn next(self: &Arc<Self>, form: Form, queue: Arc<Queue>, ticket: u32) {
        let mut state = self.state();
        match std::mem::take(&mut state.reading) {
            Reading::Unopened => {}
            Reading::Unread(body) => {
                state.reading = Reading::UnderWay(form);
                self.start(form, body, queue.gone().clone());
            }
            other => state.reading = other,
        }
        state.dismiss();
        state.waiting = Some((queue, ticket));
        state.announce(self);
    }

    /// The data that has arrived, for the ticket that was completed.
    pub(crate) fn take(&self) -> Outcome {
        let outcome = self.state().take();
        self.taken.notify_one();
        outcome
    }

    /// Why the body, which was read to its end, was no whole prediction, if it was none.
    pub(super) fn fault(&self, status: u16, reason: &str) -> Option<String> {
        self.state().decoder.as_mut()?.fault(status, reason)
    }

    /// Stops the reading; a pending ticket completes without data.
    pub(super) fn close(&self) {
        let mut state = self.state();
        let waiting = state.waiting.take();
        // What was read is freed here, and the body by the task that reads it.
        *state = State {
            reading: Reading::Closed,
            waiting,
            ..State::default()
        };
        state.dismiss();
        drop(state);
        self.closed.cancel();
    }

    fn start(self: &Arc<Self>, form: Form, body: ResponseBody, gone: CancellationToken) {
        let this = Arc::clone(self);
        spawn(async move {
            let reading = AssertUnwindSafe(this.read(form, body)).catch_unwind();
            let reading = this.closed.run_until_cancelled(reading);
            let Some(Some(ended)) = gone.run_until_cancelled(reading).await else {
                return;
            };
            let failure = match ended {
                Ok(Ok(())) => None,
                Ok(Err(error)) => Some(Failure::from(&error)),
                Err(panic) => Some(defect(panic.as_ref())),
            };
            this.finish(form, failure);
        });
    }

    async fn read(self: &Arc<Self>, form: Form, mut body: ResponseBody) -> Result<(), Error> {
        let mut decoder = EventDecoder::new();
        while let Some(piece) = body.piece().await? {
            self.add(form, &mut decoder, piece)?;
            while self.state().is_full(form) {
                self.taken.notified().await;
            }
        }
        self.state().decoder = Some(decoder);
        Ok(())
    }

    /// Adds a piece of the body to what JavaScript can take.
    fn add(
        self: &Arc<Self>,
        form: Form,
        decoder: &mut EventDecoder,
        piece: Bytes,
    ) -> Result<(), Error> {
        let mut state = self.state();
        if form == Form::Events {
            let too_large = |_| Error::new(ErrorKind::Internal, TOO_LARGE);
            decoder.push(&piece, &mut state.events).map_err(too_large)?;
        } else if state.bytes.is_empty() {
            state.bytes = piece.into();
        } else {
            state.bytes.extend_from_slice(&piece);
        }
        if state.bytes.len() > MAX_TEXT {
            return Err(Error::new(ErrorKind::Internal, "the reply is too large"));
        }
        state.announce(self);
        Ok(())
    }

    fn finish(self: &Arc<Self>, form: Form, failure: Option<Failure>) {
        let mut state = self.state();
        if matches!(state.reading, Reading::UnderWay(_)) {
            state.reading = Reading::Over(form, failure.map(Box::new));
        }
        state.announce(self);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn is_full(&self, form: Form) -> bool {
        match form {
            Form::Bytes => self.bytes.len() >= MAX_BYTES,
            Form::Events => {
                self.events.text.len() >= MAX_BYTES || self.events.ends.len() >= MAX_EVENTS
            }
            Form::Text => false,
        }
    }

    /// Completes the pending ticket. The data is taken later, when Node's event
    /// loop has woken, together with all that has arrived meanwhile.
    fn announce(&mut self, body: &Arc<ReadAhead>) {
        if self.is_ready()
            && let Some((queue, ticket)) = self.waiting.take()
        {
            queue.push(ticket, Outcome::Arrived(Arc::clone(body)));
        }
    }

    /// Whether there is data or a failure to deliver.
    fn is_ready(&self) -> bool {
        match self.reading {
            Reading::UnderWay(Form::Text) => false,
            Reading::UnderWay(_) => !self.bytes.is_empty() || !self.events.ends.is_empty(),
            Reading::Unopened | Reading::Unread(_) | Reading::Over(..) | Reading::Closed => true,
        }
    }

    /// The data or failure to deliver.
    fn take(&mut self) -> Outcome {
        let form = match self.reading {
            Reading::UnderWay(form) | Reading::Over(form, _) => form,
            Reading::Unopened | Reading::Unread(_) | Reading::Closed => return Outcome::Nothing,
        };
        match form {
            Form::Bytes if !self.bytes.is_empty() => {
                return Outcome::Piece(std::mem::take(&mut self.bytes).into());
            }
            Form::Events if !self.events.ends.is_empty() => {
                return Outcome::Events(std::mem::take(&mut self.events));
            }
            _ => {}
        }
        let Reading::Over(_, failure) = &mut self.reading else {
            return Outcome::Nothing;
        };
        match failure.take() {
            Some(failure) => Outcome::Failed(failure),
            None if form == Form::Text => {
                Outcome::Reply(0, Some(text(std::mem::take(&mut self.bytes).into())))
            }
            None => Outcome::Nothing,
        }
    }

    /// Completes the pending ticket without data.
    fn dismiss(&mut self) {
        if let Some((queue, ticket)) = self.waiting.take() {
            queue.push(ticket, Outcome::Nothing);
        }
    }
}
