//! One connection to the server, between the operating system and hyper.
//!
//! hyper decides when to read and to write. This layer detects whether the peer has closed
//! before a request is written, and keeps a response readable after a failed write.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use hyper_util::client::legacy::connect::{self, Connected};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::connection_state::ConnectionState;
use super::tls_stream::Stream;

/// The stream that hyper reads from and writes to.
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
        state.opened(http2);
        Self {
            stream,
            state,
            forwarded,
            write_failure: None,
            read_ended: false,
        }
    }

    /// Writes, unless an earlier write has failed. The peer may have responded
    /// before it closed, and a failed write would make hyper drop that response:
    /// the failure is kept back until the response, or its absence, has been read.
    fn write<T>(
        &mut self,
        cx: &mut Context<'_>,
        write: impl FnOnce(Pin<&mut Stream>, &mut Context<'_>) -> Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        self.state.ensure_not_aborted(cx)?;
        if self.write_failure.is_none() {
            match write(Pin::new(&mut self.stream), cx) {
                Poll::Ready(Err(error)) => {
                    self.write_failure = Some(error.kind());
                    if self.read_ended {
                        return Poll::Ready(Err(error));
                    }
                    // Reads the received bytes.
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
        self.state.close();
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        this.state.ensure_not_aborted(cx)?;
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
        self.poll_write_vectored(cx, &[IoSlice::new(bytes)])
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
        if this.write_failure.is_some() || this.state.is_aborted() {
            return Poll::Ready(Ok(()));
        }
        match Pin::new(&mut this.stream).poll_shutdown(cx) {
            // A peer that does not read can't keep the socket open.
            Poll::Pending => Poll::Ready(Ok(())),
            ended => ended,
        }
    }
}

impl connect::Connection for Connection {
    fn connected(&self) -> Connected {
        let connected = Connected::new()
            .proxy(self.forwarded)
            .extra(Arc::clone(&self.state));
        if self.state.is_http2() {
            connected.negotiated_h2()
        } else {
            connected
        }
    }
}
