//! A TCP connection as a layer below TLS: when the operating system last accepted bytes, and
//! the received bytes that the runtime has not read yet.

use std::io::{self, IoSlice, Read};
use std::mem::MaybeUninit;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use socket2::SockRef;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::OwnedSemaphorePermit;
use tokio::task::coop;

use super::connection_state::{self, ConnectionState};

/// The bytes that count as one step of a task, of which the runtime allows 128 in a row.
/// Otherwise a peer that never stops sending could keep a task busy for seconds.
const BYTES_PER_STEP: usize = 2 << 10;
/// The most bytes of one read that bypasses the runtime. It must initialise the memory that it
/// reads into, and initialising all the memory that hyper offers takes longer than the read.
const MAX_DIRECT_READ: usize = 4 << 10;

/// What a connection did last.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Last {
    Opened,
    Wrote,
    Read,
}

/// A TCP connection, and with it one of the connections the transport may have open.
#[derive(Debug)]
pub(crate) struct Socket {
    tcp: TcpStream,
    state: Arc<ConnectionState>,
    /// The number of starts of requests at the last read that took all there was.
    drained_at: u64,
    last: Last,
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
            drained_at: 0,
            last: Last::Opened,
            _permit: permit,
        }
    }

    /// Reads from the operating system itself. The runtime has only polled
    /// events: it misses a close that arrived while the process was suspended, or while
    /// nothing ran the runtime.
    fn read_now(&self, buf: &mut ReadBuf<'_>, room: usize) -> Poll<io::Result<()>> {
        let mut socket = &*SockRef::from(&self.tcp);
        loop {
            match socket.read(buf.initialize_unfilled_to(room)) {
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

    /// Whether another request may be written to the connection: over HTTP/1 none is, while
    /// it awaits a response. The last write of a new connection may be that of a handshake.
    fn may_start(&self) -> bool {
        self.last != Last::Wrote || self.state.is_http2() || self.state.is_unwritten_since(1)
    }

    /// Fails if the peer has closed the connection between two requests. A request that
    /// starts after this task's last read must not be written to such a connection.
    fn ensure_open(&self) -> io::Result<()> {
        let mut first = [MaybeUninit::uninit()];
        match SockRef::from(&self.tcp).peek(&mut first) {
            Ok(0) => Err(io::ErrorKind::ConnectionAborted.into()),
            Err(error) if error.kind() != io::ErrorKind::WouldBlock => Err(error),
            _ => Ok(()),
        }
    }

    /// Acknowledges read bytes at once. A server whose system delays small
    /// segments (Nagle's algorithm) sends its next frame only then, and a GOAWAY that
    /// is delayed is lost when the server closes.
    fn acknowledge(&self) {
        #[cfg(any(target_os = "android", target_os = "linux"))]
        let _ = SockRef::from(&self.tcp).set_tcp_quickack(true);
    }

    fn note(&self, written: &Poll<io::Result<usize>>) {
        match written {
            Poll::Ready(Ok(0) | Err(_)) => {}
            Poll::Ready(Ok(_)) => self.state.wrote(),
            Poll::Pending => self.state.blocks(),
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
        // Before the read, so that a request that starts meanwhile is not missed.
        let now = connection_state::starts();
        let before = buf.filled().len();
        let mut room = buf.remaining();
        let mut read = Pin::new(&mut this.tcp).poll_read(cx, buf);
        // A task that has used up its budget must let others run, timeouts among them.
        let may_read = coop::has_budget_remaining();
        // Once after the start of a request: without one, events of the runtime suffice.
        if read.is_pending() && may_read && this.drained_at < now && this.may_start() {
            room = room.min(MAX_DIRECT_READ);
            read = this.read_now(buf, room);
            this.drained_at = now;
        }
        if let Poll::Ready(Ok(())) = read {
            let length = buf.filled().len() - before;
            this.drained_at = if length < room { now } else { 0 };
            consume_budget(cx, length);
            if length > 0 {
                this.last = Last::Read;
                if this.state.is_http2() {
                    this.acknowledge();
                }
            }
        }
        read
    }
}

/// Takes the steps of a read from what the task may do before others run.
fn consume_budget(cx: &mut Context<'_>, read: usize) {
    for _ in 0..read / BYTES_PER_STEP {
        match coop::poll_proceed(cx) {
            Poll::Ready(step) => step.made_progress(),
            Poll::Pending => break,
        }
    }
}

impl AsyncWrite for Socket {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.poll_write_vectored(cx, &[IoSlice::new(bytes)])
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let last = std::mem::replace(&mut this.last, Last::Wrote);
        if last == Last::Read && this.drained_at < connection_state::starts() {
            this.ensure_open()?;
        }
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

#[cfg(test)]
mod tests {
    use std::future::poll_fn;
    use std::io::Write;
    use std::net::TcpListener;

    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::sync::Semaphore;

    use super::*;

    const MEBIBYTE: usize = 1 << 20;

    /// A connection to a peer.
    async fn connected() -> (Socket, std::net::TcpStream) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let tcp = TcpStream::connect(listener.local_addr().unwrap()).await;
        let (peer, _) = listener.accept().unwrap();
        let permit = Arc::new(Semaphore::new(1)).try_acquire_owned().unwrap();
        let socket = Socket::new(tcp.unwrap(), Arc::new(ConnectionState::new()), permit);
        (socket, peer)
    }

    #[tokio::test]
    async fn a_request_after_the_last_read_is_not_written_to_a_closed_connection() {
        let (mut socket, mut peer) = connected().await;
        peer.write_all(b"response").unwrap();
        let read = socket.read(&mut [0; 64]).await.unwrap();
        assert_eq!(read, "response".len());
        connection_state::start_request();
        socket.write_all(b"request").await.unwrap();
        peer.write_all(b"response").unwrap();
        let read = socket.read(&mut [0; 64]).await.unwrap();
        assert_eq!(read, "response".len());
        peer.read_exact(&mut [0; 7]).unwrap();
        drop(peer);
        connection_state::start_request();
        let refused = socket.write_all(b"request").await.unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::ConnectionAborted);
    }

    #[tokio::test]
    async fn one_turn_of_a_task_reads_a_bounded_amount() {
        let (mut socket, mut peer) = connected().await;
        peer.set_nonblocking(true).unwrap();
        let mut written = 0;
        while let Ok(bytes) = peer.write(&[b'x'; 65536]) {
            written += bytes;
        }
        assert!(written > MEBIBYTE, "{written}");

        let mut space = vec![0; 65536];
        let (mut read, mut turns) = (0, 0);
        while read < MEBIBYTE {
            let mut turn = 0;
            // Each await of this task ends a turn.
            poll_fn(|cx| {
                loop {
                    let mut buf = ReadBuf::new(&mut space);
                    match Pin::new(&mut socket).poll_read(cx, &mut buf) {
                        Poll::Ready(read) => turn += read.map(|()| buf.filled().len()).unwrap(),
                        Poll::Pending if turn == 0 => return Poll::Pending,
                        Poll::Pending => return Poll::Ready(()),
                    }
                }
            })
            .await;
            tokio::task::yield_now().await;
            assert!(turn <= MEBIBYTE / 2, "{turn} bytes in one turn");
            read += turn;
            turns += 1;
        }
        assert!(turns > 1);
    }
}
