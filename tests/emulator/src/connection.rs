//! One client connection, served by hand so that it can be broken in every way a network breaks.

use std::future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_util::sync::CancellationToken;

use crate::exchange::exchange;
use crate::server::Shared;
use crate::stats::Stats;

/// Serves a connection until either side ends it.
pub(crate) async fn serve(shared: Arc<Shared>, stream: TcpStream, id: u64) {
    // Without this, replies on a kept-alive connection may wait for the client's acknowledgement timer.
    let _ = stream.set_nodelay(true);
    let stream = Arc::new(stream);
    let ended = CancellationToken::new();
    let link = Arc::new(Link {
        id,
        stream: Arc::clone(&stream),
        ended: ended.clone(),
        counted: AtomicBool::new(false),
        stats: Arc::clone(&shared.stats),
    });
    let service =
        service_fn(move |request| exchange(Arc::clone(&shared), Arc::clone(&link), request));
    let connection = http1::Builder::new().serve_connection(TokioIo::new(Wire(stream)), service);
    tokio::select! {
        biased;
        // Dropping the connection, and with it every handle to the socket, is what closes it.
        () = ended.cancelled() => {}
        // How a client ends its connection is its own business.
        _ = connection => {}
    }
}

/// A handler's grip on the connection its request came through.
pub(crate) struct Link {
    id: u64,
    stream: Arc<TcpStream>,
    ended: CancellationToken,
    counted: AtomicBool,
    stats: Arc<Stats>,
}

impl Link {
    pub(crate) fn id(&self) -> u64 {
        self.id
    }

    /// Counts the connection as one of a client under test.
    pub(crate) fn count(&self) {
        if !self.counted.swap(true, Ordering::Relaxed) {
            self.stats.connection_opened();
        }
    }

    /// Writes bytes past the HTTP layer. A client that stopped reading or left ends this early.
    pub(crate) async fn write(&self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            if self.stream.writable().await.is_err() {
                return;
            }
            match self.stream.try_write(bytes) {
                Ok(written) => bytes = &bytes[written..],
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(_) => return,
            }
        }
    }

    /// Closes the connection. The handler that says so is dropped with it and never continues.
    pub(crate) async fn close<T>(&self) -> T {
        self.ended.cancel();
        future::pending().await
    }

    /// Ends the connection with a TCP reset instead of an orderly close.
    pub(crate) async fn reset<T>(&self) -> T {
        // A linger time of zero makes the close a reset.
        let _ = self.stream.set_zero_linger();
        self.close().await
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        if *self.counted.get_mut() {
            self.stats.connection_closed();
        }
    }
}

/// The socket as the HTTP layer sees it; shared, so that a handler can reach it too.
struct Wire(Arc<TcpStream>);

impl Wire {
    fn poll_try(
        &self,
        context: &mut Context<'_>,
        attempt: impl Fn(&TcpStream) -> io::Result<usize>,
    ) -> Poll<io::Result<usize>> {
        loop {
            ready!(self.0.poll_write_ready(context))?;
            match attempt(&self.0) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                outcome => return Poll::Ready(outcome),
            }
        }
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        loop {
            ready!(self.0.poll_read_ready(context))?;
            match self.0.try_read_buf(buffer) {
                Ok(_) => return Poll::Ready(Ok(())),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Poll::Ready(Err(error)),
            }
        }
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.poll_try(context, |stream| stream.try_write(bytes))
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.poll_try(context, |stream| stream.try_write_vectored(slices))
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        // The socket is closed when the last handle goes, right after the HTTP layer is done with it.
        Poll::Ready(Ok(()))
    }
}
