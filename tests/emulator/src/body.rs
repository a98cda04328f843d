//! Reply bodies that know whether the client took all of them.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::Body as AnyBody;
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

use crate::recording::Recorded;
use crate::reply::Content;
use crate::worlds::World;

/// Follows one recorded request to its end. Dropped before anything is said about it, it means that the client left.
pub(crate) struct Ticket {
    world: Arc<World>,
    request: Option<Arc<Recorded>>,
}

impl Ticket {
    pub(crate) fn new(world: Arc<World>, request: Option<Arc<Recorded>>) -> Self {
        Self { world, request }
    }

    /// The reply went out completely.
    pub(crate) fn replied(mut self) {
        if let Some(request) = self.request.take() {
            self.world.recording.replied(&request);
        }
    }

    /// The emulator itself broke the reply off, as it was told to.
    pub(crate) fn sabotaged(mut self) {
        self.request = None;
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        if let Some(request) = self.request.take() {
            self.world.recording.aborted(&request);
        }
    }
}

/// The body of every reply.
pub(crate) struct Tracked {
    content: Inner,
    ticket: Option<Ticket>,
}

enum Inner {
    Normal(AnyBody),
    Whole(Option<Bytes>),
    Pieces {
        left: VecDeque<Bytes>,
        pause: Duration,
        resting: Option<Rest>,
    },
}

/// What lies between two pieces: a time, or just a return to the loop, so that each piece is written by itself.
enum Rest {
    Yield,
    Sleep(Pin<Box<Sleep>>),
}

impl Tracked {
    /// A reply of the control API, which nobody follows.
    pub(crate) fn untracked(body: AnyBody) -> Self {
        Self {
            content: Inner::Normal(body),
            ticket: None,
        }
    }

    pub(crate) fn normal(body: AnyBody, ticket: Ticket) -> Self {
        Self {
            content: Inner::Normal(body),
            ticket: Some(ticket),
        }
    }

    pub(crate) fn scripted(content: Content, ticket: Ticket) -> Self {
        let content = match content {
            Content::Whole(bytes) => Inner::Whole(Some(bytes).filter(|bytes| !bytes.is_empty())),
            Content::Chunks { pieces, pause } => Inner::Pieces {
                left: pieces.into(),
                pause,
                resting: None,
            },
        };
        Self {
            content,
            ticket: Some(ticket),
        }
    }
}

impl Drop for Tracked {
    fn drop(&mut self) {
        if let Some(ticket) = self.ticket.take_if(|_| self.content.is_end()) {
            ticket.replied();
        }
    }
}

impl Inner {
    fn is_end(&self) -> bool {
        match self {
            Inner::Normal(body) => body.is_end_stream(),
            Inner::Whole(bytes) => bytes.is_none(),
            Inner::Pieces { left, .. } => left.is_empty(),
        }
    }
}

impl Body for Tracked {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        match &mut self.content {
            Inner::Normal(body) => Pin::new(body).poll_frame(context),
            Inner::Whole(bytes) => Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes)))),
            Inner::Pieces {
                left,
                pause,
                resting,
            } => {
                match resting {
                    None => {}
                    Some(Rest::Yield) => {
                        *resting = None;
                        context.waker().wake_by_ref();
                        return Poll::Pending;
                    }
                    Some(Rest::Sleep(timer)) => {
                        ready!(timer.as_mut().poll(context));
                        *resting = None;
                    }
                }
                let piece = left.pop_front();
                *resting = match pause.is_zero() {
                    _ if left.is_empty() => None,
                    true => Some(Rest::Yield),
                    false => Some(Rest::Sleep(Box::pin(sleep(*pause)))),
                };
                Poll::Ready(piece.map(|piece| Ok(Frame::data(piece))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.content.is_end()
    }

    fn size_hint(&self) -> SizeHint {
        match &self.content {
            Inner::Normal(body) => body.size_hint(),
            Inner::Whole(bytes) => {
                SizeHint::with_exact(bytes.as_ref().map_or(0, Bytes::len) as u64)
            }
            // Unknown, even when it is known: pieces go out with chunked encoding.
            Inner::Pieces { .. } => SizeHint::new(),
        }
    }
}
