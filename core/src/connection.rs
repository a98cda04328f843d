//! One connection to the server, between the operating system and hyper.
//!
//! hyper decides when to read and to write. This layer adds what only the owner of
//! the socket can know: whether the peer has closed before a request is written,
//! whether a response can still be read after a failed write, and when bytes were
//! last accepted by the operating system.

use std::io::{self, IoSlice, Read};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use futures_util::task::AtomicWaker;
use hyper_util::client::legacy::connect::{self, Connected};
use socket2::SockRef;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::Instant;
use tokio_rustls::client::TlsStream;
use tokio_util::sync::CancellationToken;

/// The usage of a connection that may not be written to any more.
const CLOSING: u64 = u64::MAX;

/// How long a connection must have rested before it is closed to make room.
pub(crate) const REST: Duration = Duration::from_millis(100);

/// Orders writes and the starts of requests across all connections.
static TICKS: AtomicU64 = AtomicU64::new(1);

/// The next tick: greater than that of every write before it.
pub(crate) fn tick() -> u64 {
    TICKS.fetch_add(1, Ordering::SeqCst)
}

/// What is known about a connection outside of the task that drives it.
#[derive(Debug)]
pub(crate) struct ConnectionState {
    opened: Instant,
    http2: AtomicBool,
    /// The tick of the last write; 0 before the first request.
    last_write: AtomicU64,
    /// The tick of the last attempt to write; [`CLOSING`] once none may be made.
    usage: AtomicU64,
    /// How many requests use it.
    users: AtomicUsize,
    /// When bytes were last accepted, in milliseconds since `opened`.
    progress: AtomicU64,
    /// Whether the operating system accepts no bytes at the moment.
    blocked: AtomicBool,
    aborted: AtomicBool,
    task: AtomicWaker,
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
            ended: CancellationToken::new(),
        }
    }

    /// Whether nothing was written since that tick: a request that started then
    /// and failed has not reached the server.
    pub(crate) fn is_unwritten_since(&self, tick: u64) -> bool {
        self.last_write.load(Ordering::SeqCst) < tick
    }

    /// Counts a request that uses the connection.
    pub(crate) fn join(&self) {
        self.users.fetch_add(1, Ordering::SeqCst);
    }

    /// Says that a request is over.
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
            && self.last_progress().elapsed() >= REST
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
    fn uses(&self) -> io::Result<()> {
        let now = tick();
        self.usage
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |usage| {
                (usage != CLOSING).then_some(now)
            })
            .map(drop)
            .map_err(|_| io::ErrorKind::ConnectionAborted.into())
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

    fn wrote(&self) {
        self.last_write.store(tick(), Ordering::SeqCst);
        self.blocked.store(false, Ordering::Relaxed);
        let elapsed = self.opened.elapsed().as_millis();
        self.progress.store(
            u64::try_from(elapsed).unwrap_or(u64::MAX),
            Ordering::Relaxed,
        );
    }
}

/// A TCP connection, and with it one of the connections the transport may have open.
#[derive(Debug)]
pub(crate) struct Socket {
    tcp: TcpStream,
    state: Arc<ConnectionState>,
    /// The last read took all there was.
    drained: bool,
    _permit: OwnedSemaphorePermit,
}

impl Socket {
    pub(crate) fn new(
        tcp: TcpStream,
        state: Arc<ConnectionState>,
        permit: OwnedSemaphorePermit,
    ) -> Self {
        Self {
            tcp,
            state,
            drained: false,
            _permit: permit,
        }
    }

    /// Reads from the operating system itself. The runtime knows only what it has
    /// polled: a close that arrived while the process was suspended, or while
    /// nothing ran the runtime, is not among it.
    fn read_now(&self, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let mut socket = &*SockRef::from(&self.tcp);
        loop {
            match socket.read(buf.initialize_unfilled()) {
                Ok(read) => {
                    buf.advance(read);
                    return Poll::Ready(Ok(()));
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Poll::Pending,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Poll::Ready(Err(error)),
            }
        }
    }

    /// Acknowledges what was read at once. A server whose system holds back small
    /// segments (Nagle's algorithm) sends its next frame only then, and a GOAWAY that
    /// was held back is lost when the server closes.
    fn acknowledge(&self) {
        #[cfg(any(target_os = "android", target_os = "linux"))]
        let _ = SockRef::from(&self.tcp).set_tcp_quickack(true);
    }

    fn note(&self, written: &Poll<io::Result<usize>>) {
        match written {
            Poll::Ready(Ok(0) | Err(_)) => {}
            Poll::Ready(Ok(_)) => self.state.wrote(),
            Poll::Pending => self.state.blocked.store(true, Ordering::Relaxed),
        }
    }
}

impl AsyncRead for Socket {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let room = buf.remaining();
        let mut read = Pin::new(&mut this.tcp).poll_read(cx, buf);
        if read.is_pending() && !std::mem::take(&mut this.drained) {
            read = this.read_now(buf);
        }
        if let Poll::Ready(Ok(())) = read {
            this.drained = buf.remaining() > 0 && buf.remaining() < room;
            if buf.remaining() < room && this.state.http2.load(Ordering::Relaxed) {
                this.acknowledge();
            }
        }
        read
    }
}

impl AsyncWrite for Socket {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        this.state.uses()?;
        let written = Pin::new(&mut this.tcp).poll_write(cx, bytes);
        this.note(&written);
        written
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        this.state.uses()?;
        let written = Pin::new(&mut this.tcp).poll_write_vectored(cx, slices);
        this.note(&written);
        written
    }

    fn is_write_vectored(&self) -> bool {
        self.tcp.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().tcp).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().tcp).poll_shutdown(cx)
    }
}

/// A TCP connection with the TLS sessions over it: none, one, or a second one to
/// a server behind an `https:` proxy.
#[derive(Debug)]
pub(crate) enum Stream {
    Plain(Socket),
    Tls(Box<TlsStream<Stream>>),
}

macro_rules! delegate {
    ($self:ident, $stream:ident => $call:expr) => {
        match $self.get_mut() {
            Stream::Plain(socket) => {
                let $stream = Pin::new(socket);
                $call
            }
            Stream::Tls(session) => {
                let $stream = Pin::new(session.as_mut());
                $call
            }
        }
    };
}

impl AsyncRead for Stream {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        delegate!(self, stream => stream.poll_read(cx, buf))
    }
}

impl AsyncWrite for Stream {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        delegate!(self, stream => stream.poll_write(cx, bytes))
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        delegate!(self, stream => stream.poll_write_vectored(cx, slices))
    }

    fn is_write_vectored(&self) -> bool {
        match self {
            Self::Plain(socket) => socket.is_write_vectored(),
            Self::Tls(session) => session.is_write_vectored(),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        delegate!(self, stream => stream.poll_flush(cx))
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        delegate!(self, stream => stream.poll_shutdown(cx))
    }
}

/// What hyper reads from and writes to.
#[derive(Debug)]
pub(crate) struct Connection {
    stream: Stream,
    state: Arc<ConnectionState>,
    /// Whether the peer is a proxy that requests are sent to with their whole URL.
    forwarded: bool,
    /// Why nothing more can be written.
    write_failure: Option<io::ErrorKind>,
    /// Whether nothing more can be read.
    read_ended: bool,
}

impl Connection {
    pub(crate) fn new(stream: Stream, state: Arc<ConnectionState>, forwarded: bool) -> Self {
        let http2 = match &stream {
            Stream::Plain(_) => false,
            Stream::Tls(session) => session.get_ref().1.alpn_protocol() == Some(b"h2"),
        };
        state.http2.store(http2, Ordering::Relaxed);
        // The handshake is no part of any request.
        state.last_write.store(0, Ordering::SeqCst);

        Self {
            stream,
            state,
            forwarded,
            write_failure: None,
            read_ended: false,
        }
    }

    fn ensure_not_aborted(&self) -> io::Result<()> {
        if self.state.aborted.load(Ordering::SeqCst) {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        Ok(())
    }

    /// Writes, unless an earlier write has failed. The peer may have answered
    /// before it closed, and a failed write would make hyper drop that response:
    /// the failure is kept back until the response, or its absence, has been read.
    fn write<T>(
        &mut self,
        cx: &mut Context<'_>,
        write: impl FnOnce(Pin<&mut Stream>, &mut Context<'_>) -> Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        // Registered first: an abort after the check wakes the task.
        self.state.task.register(cx.waker());
        self.ensure_not_aborted()?;
        if self.write_failure.is_none() {
            match write(Pin::new(&mut self.stream), cx) {
                Poll::Ready(Err(error)) => {
                    self.write_failure = Some(error.kind());
                    if self.read_ended {
                        return Poll::Ready(Err(error));
                    }
                    // Reads what has arrived.
                    cx.waker().wake_by_ref();
                }
                written => return written,
            }
        }
        match self.write_failure {
            Some(kind) if self.read_ended => Poll::Ready(Err(kind.into())),
            _ => Poll::Pending,
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.state.ended.cancel();
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        this.ensure_not_aborted()?;
        let room = buf.remaining();
        let read = Pin::new(&mut this.stream).poll_read(cx, buf);
        this.read_ended |= match &read {
            Poll::Ready(Ok(())) => buf.remaining() == room && room > 0,
            Poll::Ready(Err(_)) => true,
            Poll::Pending => false,
        };
        read
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.get_mut()
            .write(cx, |stream, cx| stream.poll_write(cx, bytes))
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.get_mut()
            .write(cx, |stream, cx| stream.poll_write_vectored(cx, slices))
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.get_mut().write(cx, AsyncWrite::poll_flush)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if this.write_failure.is_some() || this.ensure_not_aborted().is_err() {
            return Poll::Ready(Ok(()));
        }
        match Pin::new(&mut this.stream).poll_shutdown(cx) {
            // A peer that does not read must not keep the socket open.
            Poll::Pending => Poll::Ready(Ok(())),
            ended => ended,
        }
    }
}

/// What is known about the connection that hyper says so much of.
pub(crate) fn state_of(connected: &Connected) -> Option<Arc<ConnectionState>> {
    let mut extras = http::Extensions::new();
    connected.get_extras(&mut extras);
    extras.remove()
}

impl connect::Connection for Connection {
    fn connected(&self) -> Connected {
        let connected = Connected::new()
            .proxy(self.forwarded)
            .extra(Arc::clone(&self.state));
        if self.state.http2.load(Ordering::Relaxed) {
            connected.negotiated_h2()
        } else {
            connected
        }
    }
}
