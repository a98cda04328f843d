//! The body of a request, as hyper polls it.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_util::Stream;
use http_body::{Body, Frame, SizeHint};
use tokio::time::Instant;

use super::RequestBody;
use crate::error::Error;
use crate::form::CHUNK;

/// A body that a connection takes at once needs no watching.
const SMALL: usize = 16 * 1024;

/// A request's body, as hyper polls it.
pub(crate) struct OutgoingBody {
    source: UploadSource,
    /// The number of remaining bytes, if it is known.
    left: Option<u64>,
    progress: Option<Arc<Progress>>,
}

enum UploadSource {
    Bytes(Bytes),
    Chunks(Pin<Box<dyn Stream<Item = Result<Bytes, Error>> + Send>>),
}

/// The progress of the body.
#[derive(Debug)]
pub(crate) struct Progress {
    started: Instant,
    /// When the last chunk was taken, in milliseconds since the start.
    last: AtomicU64,
    reading: AtomicBool,
    ended: AtomicBool,
}

impl Progress {
    /// When the last chunk was taken.
    pub(crate) fn last(&self) -> Instant {
        self.started + Duration::from_millis(self.last.load(Ordering::Relaxed))
    }

    /// Whether the next chunk is being read from its file.
    pub(crate) fn reading(&self) -> bool {
        self.reading.load(Ordering::Relaxed)
    }

    /// Whether the last chunk was taken.
    pub(crate) fn ended(&self) -> bool {
        self.ended.load(Ordering::Relaxed)
    }

    fn took(&self, ended: bool) {
        let elapsed = self.started.elapsed().as_millis();
        self.last.store(
            u64::try_from(elapsed).unwrap_or(u64::MAX),
            Ordering::Relaxed,
        );
        self.reading.store(false, Ordering::Relaxed);
        if ended {
            self.ended.store(true, Ordering::Relaxed);
        }
    }
}

impl OutgoingBody {
    pub(crate) fn new(body: RequestBody) -> Self {
        let left = body.length();
        let (source, watched) = match body {
            RequestBody::Empty => (UploadSource::Bytes(Bytes::new()), false),
            RequestBody::Bytes(bytes) => {
                let watched = bytes.len() > SMALL;
                (UploadSource::Bytes(bytes), watched)
            }
            RequestBody::Form(form) => (UploadSource::Chunks(Box::pin(form.into_stream())), true),
        };
        let progress = watched.then(|| {
            Arc::new(Progress {
                started: Instant::now(),
                last: AtomicU64::new(0),
                reading: AtomicBool::new(false),
                ended: AtomicBool::new(left == Some(0)),
            })
        });
        Self {
            source,
            left,
            progress,
        }
    }
}

impl OutgoingBody {
    pub(crate) fn progress(&self) -> Option<Arc<Progress>> {
        self.progress.clone()
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
        let chunk = match &mut this.source {
            UploadSource::Bytes(bytes) => {
                let chunk = bytes.split_to(bytes.len().min(CHUNK));
                (!chunk.is_empty()).then_some(Ok(chunk))
            }
            UploadSource::Chunks(chunks) => {
                let chunk = chunks.as_mut().poll_next(cx);
                if let (Poll::Pending, Some(progress)) = (&chunk, &this.progress) {
                    progress.reading.store(true, Ordering::Relaxed);
                }
                ready!(chunk)
            }
        };
        if let Some(Ok(chunk)) = &chunk {
            let sent = chunk.len() as u64;
            this.left = this.left.map(|left| left.saturating_sub(sent));
        }
        if let Some(progress) = &this.progress {
            progress.took(chunk.is_none() || this.left == Some(0));
        }
        Poll::Ready(chunk.map(|chunk| chunk.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.left == Some(0)
    }

    fn size_hint(&self) -> SizeHint {
        self.left.map_or_else(SizeHint::new, SizeHint::with_exact)
    }
}
