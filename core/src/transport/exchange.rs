//! One sending of a request, and the connection that it goes over.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use hyper_util::client::legacy::connect::{CaptureConnection, capture_connection};
use tokio::time::{Instant, Sleep, sleep};
use tokio_util::sync::WaitForCancellationFutureOwned;

use super::connection_state::{self, ConnectionState};
use super::upload::{OutgoingBody, Progress};

/// The time that hyper may take to report the end of a connection.
const REPORT_TIMEOUT: Duration = Duration::from_millis(100);

/// The action of the server that the client waits for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Phase {
    /// No cause: the next chunk of the body is read from its file.
    Reading,
    /// To read more of the request; it last did then.
    Sending(Instant),
    /// The head of the response, at this moment after the request was sent.
    Sent(Instant),
}

/// Dropped before its end, it ends a connection that is still being written to.
#[derive(Debug)]
pub(crate) struct Exchange {
    captured: CaptureConnection,
    /// The tick at the start; what was written before belongs to other requests.
    started: u64,
    /// The progress of a large body.
    progress: Option<Arc<Progress>>,
    watched: Option<Watched>,
    responded: bool,
}

/// The connection that was chosen, and its end.
#[derive(Debug)]
struct Watched {
    connection: Arc<ConnectionState>,
    ended: Pin<Box<WaitForCancellationFutureOwned>>,
    /// The time that hyper may take to report the end.
    report: Option<Pin<Box<Sleep>>>,
}

impl Watched {
    fn new(connection: Arc<ConnectionState>) -> Self {
        connection.join();
        Self {
            ended: Box::pin(connection.ended.clone().cancelled_owned()),
            connection,
            report: None,
        }
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.connection.leave();
    }
}

impl Exchange {
    /// Watches a request that is sent now.
    pub(crate) fn of(request: &mut http::Request<OutgoingBody>) -> Self {
        Self {
            progress: request.body().progress(),
            captured: capture_connection(request),
            started: connection_state::start_request(),
            watched: None,
            responded: false,
        }
    }

    pub(crate) fn started(&self) -> u64 {
        self.started
    }

    /// Marks that the head of the response has arrived.
    pub(crate) fn responded(&mut self) {
        self.responded = true;
        let watched = self.watched.as_ref().map(|watched| &watched.connection);
        if let Some(connection) = self.connection()
            && watched.is_none_or(|watched| !Arc::ptr_eq(watched, &connection))
        {
            self.watched = Some(Watched::new(connection));
        }
    }

    /// Whether the body is large enough to be watched.
    pub(crate) fn is_upload(&self) -> bool {
        self.progress.is_some()
    }

    pub(crate) fn phase(&self) -> Option<Phase> {
        let progress = self.progress.as_ref()?;
        let mut last = progress.last();
        let mut blocked = false;
        if let Some(connection) = self.connection() {
            last = last.max(connection.last_progress());
            blocked = connection.is_blocked();
        }
        Some(if blocked {
            Phase::Sending(last)
        } else if progress.ended() {
            Phase::Sent(last)
        } else if progress.reading() {
            Phase::Reading
        } else {
            Phase::Sending(last)
        })
    }

    /// Ready when the chosen connection has ended and nothing of the request was
    /// written to it.
    ///
    /// hyper reports that, with one exception: a request that is queued at the moment
    /// when its connection ends may stay in the queue forever.
    pub(crate) fn poll_lost(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        loop {
            let watched = match &mut self.watched {
                Some(watched) => watched,
                None => match self.connection() {
                    Some(connection) => self.watched.insert(Watched::new(connection)),
                    None => return Poll::Pending,
                },
            };
            if watched.ended.as_mut().poll(cx).is_pending() {
                return Poll::Pending;
            }
            let report = watched
                .report
                .get_or_insert_with(|| Box::pin(sleep(REPORT_TIMEOUT)));
            ready!(report.as_mut().poll(cx));
            let unwritten = watched.connection.is_unwritten_since(self.started);
            let chosen = self.connection();
            // hyper may have chosen another connection meanwhile.
            match (&self.watched, chosen) {
                (Some(watched), Some(chosen)) if !Arc::ptr_eq(&watched.connection, &chosen) => {
                    self.watched = None;
                }
                _ if unwritten => return Poll::Ready(()),
                _ => return Poll::Pending,
            }
        }
    }

    fn connection(&self) -> Option<Arc<ConnectionState>> {
        connection_state::state_of(self.captured.connection_metadata().as_ref()?)
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        if let Some(phase) = self.phase()
            && !(self.responded && matches!(phase, Phase::Sent(_)))
            && let Some(connection) = self.connection()
        {
            connection.abort();
        }
    }
}
