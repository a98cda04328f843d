//! Ends a request whose server is inactive for too long.
//!
//! A read timeout counts the silence of the server. Neither the time a connection
//! takes is silence, nor that in which the request is being sent: a server that reads
//! is not silent. A server that does not read for longer than the write timeout is
//! given up, too.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::time::{Instant, Sleep, sleep_until};

use super::exchange::{Exchange, Phase};
use super::failure;
use crate::clock::after;
use crate::config::Timeouts;
use crate::error::{Error, ErrorKind};

/// A timeout of zero still lets other tasks run once.
const SHORTEST: Duration = Duration::from_millis(1);

tokio::task_local! {
    static ATTEMPT: Arc<Attempt>;
}

/// One sending of a request, for the connector.
#[derive(Debug)]
pub(crate) struct Attempt {
    connecting: AtomicBool,
    connect: Option<Duration>,
    pool: Option<Duration>,
}

impl Attempt {
    /// The attempt whose task runs here; nothing in other tasks.
    pub(crate) fn current() -> Option<Arc<Self>> {
        ATTEMPT.try_with(Arc::clone).ok()
    }

    /// Stops the clock until the returned mark is dropped.
    pub(crate) fn connecting(self: Arc<Self>) -> Connecting {
        self.connecting.store(true, Ordering::Relaxed);
        Connecting(self)
    }

    pub(crate) fn connect_timeout(&self) -> Option<Duration> {
        self.connect
    }

    pub(crate) fn pool_timeout(&self) -> Option<Duration> {
        self.pool
    }
}

/// While it exists, a connection is being made for the attempt.
pub(crate) struct Connecting(Arc<Attempt>);

impl Drop for Connecting {
    fn drop(&mut self) {
        self.0.connecting.store(false, Ordering::Relaxed);
    }
}

/// Runs a sending within its timeouts.
pub(crate) async fn with_read_timeout<F: Future>(
    sending: F,
    timeouts: Timeouts,
    exchange: &mut Exchange,
) -> Result<F::Output, Error> {
    let attempt = Arc::new(Attempt {
        connecting: AtomicBool::new(false),
        connect: timeouts.connect,
        pool: timeouts.pool,
    });
    let mut sending = pin!(ATTEMPT.scope(Arc::clone(&attempt), sending));
    let mut silence = Silence::new(timeouts);
    let mut sleep = pin!(sleep_until(Instant::now()));
    poll_fn(|cx| {
        // Every change of the attempt is made here.
        if let Poll::Ready(output) = sending.as_mut().poll(cx) {
            return Poll::Ready(Ok(output));
        }
        if attempt.connecting.load(Ordering::Relaxed) {
            silence.rest();
            return Poll::Pending;
        }
        if exchange.poll_lost(cx).is_ready() {
            return Poll::Ready(Err(failure::lost()));
        }
        silence
            .poll(cx, sleep.as_mut(), exchange)
            .map(|kind| Err(Error::detected(kind)))
    })
    .await
}

/// Measures how long the server has done nothing.
struct Silence {
    timeouts: Timeouts,
    /// When the connection was there; nothing while it is being made, which has a
    /// timeout of its own.
    since: Option<Instant>,
    /// Whether there is a moment to wait for.
    armed: bool,
}

impl Silence {
    fn new(timeouts: Timeouts) -> Self {
        Self {
            timeouts,
            since: None,
            armed: false,
        }
    }

    /// A connection is being made.
    fn rest(&mut self) {
        self.since = None;
    }

    /// Ready with the timeout that has passed.
    fn poll(
        &mut self,
        cx: &mut Context<'_>,
        mut sleep: Pin<&mut Sleep>,
        exchange: &Exchange,
    ) -> Poll<ErrorKind> {
        let since = match self.since {
            Some(since) => since,
            None => {
                let now = Instant::now();
                self.since = Some(now);
                self.arm(now, now, sleep.as_mut(), exchange);
                now
            }
        };
        while self.armed {
            ready!(sleep.as_mut().poll(cx));
            let now = Instant::now();
            if let Some((kind, deadline)) = self.deadline(since, exchange)
                && deadline <= now
            {
                return Poll::Ready(kind);
            }
            self.arm(now, since, sleep.as_mut(), exchange);
        }
        Poll::Pending
    }

    /// Waits for the deadline as it is now. While something is uploaded, it moves.
    fn arm(&mut self, now: Instant, since: Instant, sleep: Pin<&mut Sleep>, exchange: &Exchange) {
        let deadline = self.deadline(since, exchange).map(|(_, deadline)| deadline);
        let limits = [self.timeouts.read, self.timeouts.write];
        let shortest = limits.into_iter().flatten().min();
        let poll = shortest
            .filter(|_| exchange.is_upload())
            .and_then(|limit| after(now, limit.max(SHORTEST)));
        let next = [deadline, poll].into_iter().flatten().min();
        self.armed = next.is_some();
        if let Some(moment) = next {
            sleep.reset(moment);
        }
    }

    /// Which timeout passes next, and when.
    fn deadline(&self, since: Instant, exchange: &Exchange) -> Option<(ErrorKind, Instant)> {
        let (kind, limit, last) = match exchange.phase() {
            None => (ErrorKind::ReadTimeout, self.timeouts.read, since),
            Some(Phase::Reading) => return None,
            Some(Phase::Sending(last)) => (ErrorKind::WriteTimeout, self.timeouts.write, last),
            Some(Phase::Sent(last)) => (ErrorKind::ReadTimeout, self.timeouts.read, last),
        };
        Some((kind, after(last.max(since), limit?)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::RequestBody;
    use crate::transport::upload::OutgoingBody;

    const LIMIT: Duration = Duration::from_secs(2);

    /// Connects for so long, then responds after so long.
    async fn request(connect: Option<u64>, respond: u64) {
        if let Some(seconds) = connect {
            let _connecting = Attempt::current().map(Attempt::connecting);
            tokio::time::sleep(Duration::from_secs(seconds)).await;
        }
        tokio::time::sleep(Duration::from_secs(respond)).await;
    }

    async fn run(connect: Option<u64>, respond: u64, limit: Option<Duration>) -> Option<ErrorKind> {
        let mut sending = http::Request::new(OutgoingBody::new(RequestBody::Empty));
        let mut exchange = Exchange::of(&mut sending);
        with_read_timeout(
            request(connect, respond),
            Timeouts::all(limit),
            &mut exchange,
        )
        .await
        .err()
        .map(|error| error.kind())
    }

    #[tokio::test(start_paused = true)]
    async fn read_timeout_excludes_connecting() {
        let late = Some(ErrorKind::ReadTimeout);
        assert_eq!(run(None, 1, Some(LIMIT)).await, None);
        assert_eq!(run(None, 3, Some(LIMIT)).await, late);
        assert_eq!(run(Some(100), 1, Some(LIMIT)).await, None);
        assert_eq!(run(Some(1), 3, Some(LIMIT)).await, late);
        assert_eq!(run(None, 100, None).await, None);
    }
}
