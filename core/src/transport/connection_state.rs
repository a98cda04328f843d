//! The state of a connection that is visible outside of the task that drives it.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::task::Context;
use std::time::Duration;

use futures_util::task::AtomicWaker;
use http::Uri;
use hyper_util::client::legacy::connect::Connected;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::log::{Log, LogEvent, LogKinds};

/// The usage of a connection that may not be written to any more.
const CLOSING: u64 = u64::MAX;

/// The time that a connection must have been idle before it is closed to make room.
pub(crate) const IDLE_GRACE: Duration = Duration::from_millis(100);

/// Orders writes and the starts of requests across all connections.
static TICKS: AtomicU64 = AtomicU64::new(1);

/// The next tick: greater than that of every write before it.
pub(crate) fn tick() -> u64 {
    TICKS.fetch_add(1, Ordering::SeqCst)
}

/// One more than the number of requests that have started on all connections.
static STARTS: AtomicU64 = AtomicU64::new(1);

/// Counts the start of a request, and returns its tick.
pub(crate) fn start_request() -> u64 {
    STARTS.fetch_add(1, Ordering::SeqCst);
    tick()
}

/// A number that grows with the start of each request.
pub(crate) fn starts() -> u64 {
    STARTS.load(Ordering::SeqCst)
}

/// The log of one connection.
#[derive(Debug)]
struct ConnectionLog {
    log: Log,
    server: String,
}

/// Scheme, host and port of a URL.
fn server_of(url: &Uri) -> String {
    let (scheme, host) = (url.scheme_str(), url.host());
    let server = format!(
        "{}://{}",
        scheme.unwrap_or("http"),
        host.unwrap_or_default()
    );
    match url.port_u16() {
        Some(port) => format!("{server}:{port}"),
        None => server,
    }
}

/// The state of a connection that is visible outside of the task that drives it.
#[derive(Debug)]
pub(crate) struct ConnectionState {
    opened: Instant,
    http2: AtomicBool,
    /// The tick of the last write; 0 before the first request.
    last_write: AtomicU64,
    /// The tick of the last attempt to write; [`CLOSING`] once none may be made.
    usage: AtomicU64,
    /// The number of requests that use it.
    users: AtomicUsize,
    /// When bytes were last accepted, in milliseconds since `opened`.
    progress: AtomicU64,
    /// Whether the operating system accepts no bytes at the moment.
    blocked: AtomicBool,
    aborted: AtomicBool,
    task: AtomicWaker,
    /// Whether a request has used it.
    used: AtomicBool,
    log: Option<ConnectionLog>,
    /// Cancelled when the connection is dropped.
    pub(crate) ended: CancellationToken,
}

impl ConnectionState {
    pub(crate) fn new() -> Self {
        Self {
            opened: Instant::now(),
            http2: AtomicBool::new(false),
            last_write: AtomicU64::new(0),
            usage: AtomicU64::new(0),
            users: AtomicUsize::new(0),
            progress: AtomicU64::new(0),
            blocked: AtomicBool::new(false),
            aborted: AtomicBool::new(false),
            task: AtomicWaker::new(),
            used: AtomicBool::new(false),
            log: None,
            ended: CancellationToken::new(),
        }
    }

    /// The state of a connection to the server of this URL, whose changes are recorded.
    pub(crate) fn logged(log: &Log, target: &Uri) -> Self {
        let log = log.wants(LogKinds::CONNECTION).then(|| ConnectionLog {
            log: log.clone(),
            server: server_of(target),
        });
        Self { log, ..Self::new() }
    }

    fn record(&self, change: &'static str) {
        if let Some(ConnectionLog { log, server }) = &self.log {
            log.record(LogKinds::CONNECTION, || LogEvent::Connection {
                change,
                server: server.clone(),
            });
        }
    }

    /// Marks the end of the connection.
    pub(crate) fn close(&self) {
        self.ended.cancel();
        self.record("closed");
    }

    /// Whether nothing was written since that tick: a request that started then
    /// and failed has not reached the server.
    pub(crate) fn is_unwritten_since(&self, tick: u64) -> bool {
        self.last_write.load(Ordering::SeqCst) < tick
    }

    /// Counts a request that uses the connection.
    pub(crate) fn join(&self) {
        self.users.fetch_add(1, Ordering::SeqCst);
        if self.log.is_some() && self.used.swap(true, Ordering::Relaxed) {
            self.record("reused");
        }
    }

    /// Counts a request that is finished.
    pub(crate) fn leave(&self) {
        self.users.fetch_sub(1, Ordering::SeqCst);
    }

    /// Closes the connection if no request uses it and none was written for a moment:
    /// a request is counted a little later than it is written. A connection that
    /// requests share is not closed.
    pub(crate) fn close_if_idle(&self) -> bool {
        let usage = self.usage.load(Ordering::SeqCst);
        let closed = usage != CLOSING
            && self.users.load(Ordering::SeqCst) == 0
            && !self.http2.load(Ordering::Relaxed)
            && self.last_progress().elapsed() >= IDLE_GRACE
            && self
                .usage
                .compare_exchange(usage, CLOSING, Ordering::SeqCst, Ordering::SeqCst)
                .is_ok();
        if closed {
            self.abort();
        }
        closed
    }

    /// Marks the connection as used before a write; fails when it is being closed.
    pub(crate) fn uses(&self) -> io::Result<()> {
        let now = tick();
        self.usage
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |usage| {
                (usage != CLOSING).then_some(now)
            })
            .map(drop)
            .map_err(|_| io::ErrorKind::ConnectionAborted.into())
    }

    /// Marks the end of the handshakes, whose bytes belong to no request.
    pub(crate) fn opened(&self, http2: bool) {
        self.http2.store(http2, Ordering::Relaxed);
        self.last_write.store(0, Ordering::SeqCst);
        self.record("opened");
    }

    pub(crate) fn is_http2(&self) -> bool {
        self.http2.load(Ordering::Relaxed)
    }

    /// Records that the operating system accepts no bytes.
    pub(crate) fn blocks(&self) {
        self.blocked.store(true, Ordering::Relaxed);
    }

    /// Fails once the connection is aborted; an abort after that wakes the task.
    pub(crate) fn ensure_not_aborted(&self, cx: &Context<'_>) -> io::Result<()> {
        self.task.register(cx.waker());
        if self.is_aborted() {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        Ok(())
    }

    pub(crate) fn is_aborted(&self) -> bool {
        self.aborted.load(Ordering::SeqCst)
    }

    /// When bytes were last accepted by the operating system.
    pub(crate) fn last_progress(&self) -> Instant {
        self.opened + Duration::from_millis(self.progress.load(Ordering::Relaxed))
    }

    /// Whether bytes wait for the peer to read.
    pub(crate) fn is_blocked(&self) -> bool {
        self.blocked.load(Ordering::Relaxed)
    }

    /// Ends a connection whose request is given up. hyper would first write the
    /// rest of the request, for as long as the peer does not read it. A
    /// connection that other requests share stays.
    pub(crate) fn abort(&self) {
        if !self.http2.load(Ordering::Relaxed) {
            self.aborted.store(true, Ordering::SeqCst);
            self.task.wake();
        }
    }

    /// Records that the operating system has accepted bytes.
    pub(crate) fn wrote(&self) {
        self.last_write.store(tick(), Ordering::SeqCst);
        self.blocked.store(false, Ordering::Relaxed);
        let elapsed = self.opened.elapsed().as_millis();
        self.progress.store(
            u64::try_from(elapsed).unwrap_or(u64::MAX),
            Ordering::Relaxed,
        );
    }
}

/// The state of the connection that belongs to this metadata of hyper.
pub(crate) fn state_of(connected: &Connected) -> Option<Arc<ConnectionState>> {
    let mut extras = http::Extensions::new();
    connected.get_extras(&mut extras);
    extras.remove()
}
