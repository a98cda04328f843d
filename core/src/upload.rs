//! The body of a request while it is sent.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_util::Stream;
use http_body::{Body, Frame, SizeHint};
use hyper_util::client::legacy::connect::{CaptureConnection, capture_connection};
use tokio::time::Instant;

use crate::connection::ConnectionState;
use crate::encoded_form::PIECE;
use crate::error::Error;
use crate::transport::RequestBody;

/// A body that a connection takes at once needs no watching.
const SMALL: usize = 16 * 1024;

/// A request's body, as hyper asks for it.
pub(crate) struct OutgoingBody {
    source: Source,
    /// How many bytes are still to come.
    left: u64,
    progress: Option<Arc<Progress>>,
}

enum Source {
    Bytes(Bytes),
    Pieces(Pin<Box<dyn Stream<Item = Result<Bytes, Error>> + Send>>),
}

/// How far the body is.
#[derive(Debug)]
struct Progress {
    started: Instant,
    /// When the last piece was taken, in milliseconds since the start.
    last: AtomicU64,
    /// Whether the next piece is being read from its file.
    reading: AtomicBool,
    ended: AtomicBool,
}

impl Progress {
    fn took(&self, ended: bool) {
        let elapsed = self.started.elapsed().as_millis();
        self.last
            .store(u64::try_from(elapsed).unwrap_or(u64::MAX), Ordering::Relaxed);
        self.reading.store(false, Ordering::Relaxed);
        if ended {
            self.ended.store(true, Ordering::Relaxed);
        }
    }
}

impl OutgoingBody {
    pub(crate) fn new(body: RequestBody) -> Self {
        let left = body.len();
        let (source, watched) = match body {
            RequestBody::Empty => (Source::Bytes(Bytes::new()), false),
            RequestBody::Bytes(bytes) => {
                let watched = bytes.len() > SMALL;
                (Source::Bytes(bytes), watched)
            }
            RequestBody::Form(form) => (Source::Pieces(Box::pin(form.into_stream())), true),
        };
        let progress = watched.then(|| {
            Arc::new(Progress {
                started: Instant::now(),
                last: AtomicU64::new(0),
                reading: AtomicBool::new(false),
                ended: AtomicBool::new(left == 0),
            })
        });
        Self {
            source,
            left,
            progress,
        }
    }
}

impl Body for OutgoingBody {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let this = self.get_mut();
        let piece = match &mut this.source {
            Source::Bytes(bytes) => {
                let piece = bytes.split_to(bytes.len().min(PIECE));
                (!piece.is_empty()).then_some(Ok(piece))
            }
            Source::Pieces(pieces) => {
                let piece = pieces.as_mut().poll_next(cx);
                if let (Poll::Pending, Some(progress)) = (&piece, &this.progress) {
                    progress.reading.store(true, Ordering::Relaxed);
                }
                ready!(piece)
            }
        };
        if let Some(Ok(piece)) = &piece {
            this.left = this.left.saturating_sub(piece.len() as u64);
        }
        if let Some(progress) = &this.progress {
            progress.took(piece.is_none() || this.left == 0);
        }
        Poll::Ready(piece.map(|piece| piece.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

/// What the server is waited for to do.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Phase {
    /// Nothing: the next piece is read from its file.
    Reading,
    /// To read more of the request; it last did then.
    Sending(Instant),
    /// To answer; the request was sent then.
    Sent(Instant),
}

/// A body that is large enough to be watched. An upload that is dropped before its
/// end ends its connection.
#[derive(Debug)]
pub(crate) struct Upload {
    progress: Arc<Progress>,
    connection: CaptureConnection,
    answered: bool,
}

impl Upload {
    /// Watches a request; nothing where its body is small.
    pub(crate) fn of(request: &mut http::Request<OutgoingBody>) -> Option<Self> {
        let progress = Arc::clone(request.body().progress.as_ref()?);
        Some(Self {
            progress,
            connection: capture_connection(request),
            answered: false,
        })
    }

    /// Says that the head of the response has arrived.
    pub(crate) fn answered(&mut self) {
        self.answered = true;
    }

    pub(crate) fn phase(&self) -> Phase {
        let progress = &self.progress;
        let connection = self.connection();
        let mut last = progress.started + Duration::from_millis(progress.last.load(Ordering::Relaxed));
        let mut blocked = false;
        if let Some(connection) = &connection {
            last = last.max(connection.last_progress());
            blocked = connection.is_blocked();
        }
        if blocked {
            Phase::Sending(last)
        } else if progress.ended.load(Ordering::Relaxed) {
            Phase::Sent(last)
        } else if progress.reading.load(Ordering::Relaxed) {
            Phase::Reading
        } else {
            Phase::Sending(last)
        }
    }

    fn connection(&self) -> Option<Arc<ConnectionState>> {
        let metadata = self.connection.connection_metadata();
        crate::connection::state_of(metadata.as_ref()?)
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        let sent = matches!(self.phase(), Phase::Sent(_));
        if let (false, Some(connection)) = (self.answered && sent, self.connection()) {
            connection.abort();
        }
    }
}
