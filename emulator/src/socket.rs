//! A connection's socket for the HTTP layer, shared with the handlers that break it.

use std::future::{self, Future};
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

pub(crate) struct Socket {
    pub(crate) stream: TcpStream,
    flushes: Mutex<Flushes>,
}

/// The number of complete flushes to the system, and the tasks that wait for the next one.
#[derive(Default)]
struct Flushes {
    count: u64,
    waiting: Vec<Waker>,
}

impl Socket {
    pub(crate) fn new(stream: TcpStream) -> Arc<Self> {
        Arc::new(Self {
            stream,
            flushes: Mutex::default(),
        })
    }

    fn flushes(&self) -> MutexGuard<'_, Flushes> {
        self.flushes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns once what the HTTP layer holds now and gets next has been written out.
    pub(crate) fn flushed(self: &Arc<Self>) -> impl Future<Output = ()> + Send + use<> {
        let socket = Arc::clone(self);
        let before = socket.flushes().count;
        future::poll_fn(move |context| {
            let mut flushes = socket.flushes();
            if flushes.count > before {
                return Poll::Ready(());
            }
            flushes.waiting.push(context.waker().clone());
            Poll::Pending
        })
    }
}

/// The socket in the hands of the HTTP layer, or of TLS below it.
pub(crate) struct Wire(pub(crate) Arc<Socket>);

impl Wire {
    fn poll_try(
        &self,
        context: &mut Context<'_>,
        attempt: impl Fn(&TcpStream) -> io::Result<usize>,
    ) -> Poll<io::Result<usize>> {
        loop {
            ready!(self.0.stream.poll_write_ready(context))?;
            match attempt(&self.0.stream) {
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
            ready!(self.0.stream.poll_read_ready(context))?;
            match self.0.stream.try_read_buf(buffer) {
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
        // Both layers above write all they have before they flush.
        let mut flushes = self.0.flushes();
        flushes.count += 1;
        let waiting = std::mem::take(&mut flushes.waiting);
        drop(flushes);
        waiting.into_iter().for_each(Waker::wake);
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        // The socket is closed when the last handle goes, right after the HTTP layer is done with it.
        Poll::Ready(Ok(()))
    }
}
