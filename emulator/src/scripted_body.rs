//! Responses that are sent chunk by chunk, each in a segment of its own, and that may end before their end.

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
use crate::body::Ticket;
use crate::connection::Link;
use crate::scripted_response::Pacing;

/// Where a response is played: the account whose gates it waits at, and the connection it goes out through.
#[derive(Clone)]
pub(crate) struct Stage {
    pub(crate) account: Arc<Account>,
    pub(crate) link: Arc<Link>,
}

/// How a response ends that does not end well.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Break {
    Close,
    Reset,
    Hang,
}

/// What the chunks come from.
pub(crate) enum Source {
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
    source: Source,
    stage: Stage,
    pacing: Pacing,
    /// The length that the head promises, if it does.
    promised: Option<u64>,
    /// What happens behind the last chunk, which settles the request's ticket.
    finale: Option<(Break, Ticket)>,
    waiting: Option<Waiting>,
}

impl ScriptedBody {
    /// Plays a response to its end.
    pub(crate) fn complete(chunks: Vec<Bytes>, pacing: Pacing, stage: Stage) -> Self {
        Self {
            source: Source::Chunks(chunks.into()),
            stage,
            pacing,
            promised: None,
            finale: None,
            waiting: None,
        }
    }

    /// Plays what the source has, and then breaks off.
    pub(crate) fn broken(
        source: Source,
        pacing: Pacing,
        promised: Option<u64>,
        stage: Stage,
        finale: (Break, Ticket),
    ) -> Self {
        // The head must be on its way before anything breaks.
        let waiting: Option<Waiting> = Some(Box::pin(stage.link.flushed()));
        Self {
            source,
            stage,
            pacing,
            promised,
            finale: Some(finale),
            waiting,
        }
    }

    /// Whether all has been sent that was to be sent.
    pub(crate) fn is_end(&self) -> bool {
        match &self.source {
            Source::Chunks(chunks) => {
                chunks.is_empty() && self.finale.is_none() && self.waiting.is_none()
            }
            Source::Live { .. } => false,
        }
    }

    /// What has to happen before the next chunk. The place at the gate is taken before this chunk is sent: a test that
    /// receives it can release the next one.
    fn interval(&self, is_last: bool) -> Waiting {
        let flushed = self.stage.link.flushed();
        if is_last {
            return Box::pin(flushed);
        }
        let stage = self.stage.clone();
        let held = self.pacing.hold.as_deref();
        let held = held.map(|name| stage.account.gates.enter(name));
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
            stage.unless_retired(rest).await;
        })
    }
}

impl Stage {
    /// Waits, but hangs up as soon as the account is reset.
    pub(crate) async fn unless_retired(&self, wait: impl Future<Output = ()>) {
        tokio::select! {
            () = wait => {}
            () = self.account.retired.cancelled() => self.link.close().await,
        }
    }

    /// Waits for nothing but the reset of the account.
    pub(crate) async fn never<T>(&self) -> T {
        self.account.retired.cancelled().await;
        self.link.close().await
    }

    async fn end(self, (how, ticket): (Break, Ticket)) {
        match how {
            Break::Close => {
                ticket.sabotaged();
                self.link.close().await
            }
            Break::Reset => {
                ticket.sabotaged();
                self.link.reset().await
            }
            Break::Hang => {
                // The ticket stays open: a client that closes is recorded as such.
                let _ticket = ticket;
                self.never().await
            }
        }
    }
}

impl Source {
    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Bytes>> {
        match self {
            Source::Chunks(chunks) => Poll::Ready(chunks.pop_front()),
            Source::Live { left: 0, .. } => Poll::Ready(None),
            Source::Live { body, left, halved } => loop {
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
            Source::Chunks(chunks) => chunks.is_empty(),
            Source::Live { left, .. } => *left == 0,
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
                if !is_last || self.finale.is_some() {
                    self.waiting = Some(self.interval(is_last));
                }
                return Poll::Ready(Some(Ok(Frame::data(chunk))));
            }
            let Some(finale) = self.finale.take() else {
                return Poll::Ready(None);
            };
            self.waiting = Some(Box::pin(self.stage.clone().end(finale)));
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
