//! Responses that are sent chunk by chunk, each in a segment of its own, and that may be cut.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use axum::body::Body as AnyBody;
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::time::sleep;

use crate::accounts::Account;
use crate::body::OutcomeRecorder;
use crate::connection::ConnectionHandle;
use crate::scripted_response::Pacing;

/// The path of a response: the gates of its account, and its connection.
#[derive(Clone)]
pub(crate) struct ResponseChannel {
    pub(crate) account: Arc<Account>,
    pub(crate) handle: Arc<ConnectionHandle>,
}

/// How a response is interrupted.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Interruption {
    Close,
    Reset,
    Hang,
}

/// The source of the chunks.
pub(crate) enum ChunkSource {
    Chunks(VecDeque<Bytes>),
    /// A body that is still written, of which this many chunks are sent, the last one optionally halved.
    Live {
        body: AnyBody,
        left: usize,
        halved: bool,
    },
}

type Waiting = Pin<Box<dyn Future<Output = ()> + Send>>;

/// The body of such a response.
pub(crate) struct ScriptedBody {
    source: ChunkSource,
    channel: ResponseChannel,
    pacing: Pacing,
    /// The length that the head promises, if it does.
    promised: Option<u64>,
    /// The end after the last chunk, which settles the recorder.
    interruption: Option<(Interruption, OutcomeRecorder)>,
    waiting: Option<Waiting>,
}

impl ScriptedBody {
    /// Sends a response to its end.
    pub(crate) fn complete(chunks: Vec<Bytes>, pacing: Pacing, channel: ResponseChannel) -> Self {
        Self {
            source: ChunkSource::Chunks(chunks.into()),
            channel,
            pacing,
            promised: None,
            interruption: None,
            waiting: None,
        }
    }

    /// Sends the chunks of the source, and then interrupts the response.
    pub(crate) fn interrupted(
        source: ChunkSource,
        pacing: Pacing,
        promised: Option<u64>,
        channel: ResponseChannel,
        interruption: (Interruption, OutcomeRecorder),
    ) -> Self {
        // The head must be sent before the response breaks.
        let waiting: Option<Waiting> = Some(Box::pin(channel.handle.flushed()));
        Self {
            source,
            channel,
            pacing,
            promised,
            interruption: Some(interruption),
            waiting,
        }
    }

    /// Whether all has been sent that was to be sent.
    pub(crate) fn is_end(&self) -> bool {
        match &self.source {
            ChunkSource::Chunks(chunks) => {
                chunks.is_empty() && self.interruption.is_none() && self.waiting.is_none()
            }
            ChunkSource::Live { .. } => false,
        }
    }

    /// The condition of the next chunk. The response enters the gate before this chunk is sent, so that a test that
    /// receives it can release the next one.
    fn interval(&self, is_last: bool) -> Waiting {
        let flushed = self.channel.handle.flushed();
        if is_last {
            return Box::pin(flushed);
        }
        let channel = self.channel.clone();
        let held = self.pacing.hold.as_deref();
        let held = held.map(|name| channel.account.gates.enter(name));
        let pause = self.pacing.pause;
        Box::pin(async move {
            flushed.await;
            let rest = async {
                if !pause.is_zero() {
                    sleep(pause).await;
                }
                if let Some(held) = held {
                    held.released().await;
                }
            };
            channel.unless_reset(rest).await;
        })
    }
}

impl ResponseChannel {
    /// Waits, but closes the connection as soon as the account is reset.
    pub(crate) async fn unless_reset(&self, wait: impl Future<Output = ()>) {
        tokio::select! {
            () = wait => {}
            () = self.account.was_reset.cancelled() => self.handle.close().await,
        }
    }

    /// Waits for the reset of the account only.
    pub(crate) async fn never<T>(&self) -> T {
        self.account.was_reset.cancelled().await;
        self.handle.close().await
    }

    async fn end(self, (how, recorder): (Interruption, OutcomeRecorder)) {
        match how {
            Interruption::Close => {
                recorder.interrupted();
                self.handle.close().await
            }
            Interruption::Reset => {
                recorder.interrupted();
                self.handle.reset().await
            }
            Interruption::Hang => {
                // The recorder stays open: a client that closes is recorded as such.
                let _recorder = recorder;
                self.never().await
            }
        }
    }
}

impl ChunkSource {
    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Bytes>> {
        match self {
            ChunkSource::Chunks(chunks) => Poll::Ready(chunks.pop_front()),
            ChunkSource::Live { left: 0, .. } => Poll::Ready(None),
            ChunkSource::Live { body, left, halved } => loop {
                match ready!(Pin::new(&mut *body).poll_frame(context)) {
                    Some(Ok(frame)) => {
                        let Ok(chunk) = frame.into_data() else {
                            continue;
                        };
                        *left -= 1;
                        let length = if *left == 0 && *halved {
                            chunk.len() / 2
                        } else {
                            chunk.len()
                        };
                        return Poll::Ready(Some(chunk.slice(..length)));
                    }
                    Some(Err(_)) | None => return Poll::Ready(None),
                }
            },
        }
    }

    fn is_empty(&self) -> bool {
        match self {
            ChunkSource::Chunks(chunks) => chunks.is_empty(),
            ChunkSource::Live { left, .. } => *left == 0,
        }
    }
}

impl Body for ScriptedBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        loop {
            if let Some(waiting) = &mut self.waiting {
                ready!(waiting.as_mut().poll(context));
                self.waiting = None;
            }
            if let Some(chunk) = ready!(self.source.poll_next(context)) {
                let is_last = self.source.is_empty();
                if !is_last || self.interruption.is_some() {
                    self.waiting = Some(self.interval(is_last));
                }
                return Poll::Ready(Some(Ok(Frame::data(chunk))));
            }
            let Some(interruption) = self.interruption.take() else {
                return Poll::Ready(None);
            };
            self.waiting = Some(Box::pin(self.channel.clone().end(interruption)));
        }
    }

    fn is_end_stream(&self) -> bool {
        self.is_end()
    }

    fn size_hint(&self) -> SizeHint {
        // Chunks go out with chunked encoding, even where the length is known.
        self.promised
            .map_or_else(SizeHint::new, SizeHint::with_exact)
    }
}
