//! One client connection, served without a framework, so that it can have each fault of a network.

use std::future::{self, Future};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
#[cfg(feature = "tls")]
use hyper::server::conn::http2;
use hyper::service::service_fn;
#[cfg(feature = "tls")]
use hyper_util::rt::TokioExecutor;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite, Interest};
use tokio::net::TcpStream;
use tokio_util::sync::CancellationToken;

use crate::body::Tracked;
use crate::exchange::exchange;
use crate::server::Shared;
use crate::socket::{Socket, Wire};
use crate::stats::Stats;

/// Secures the connections of a port.
#[cfg(feature = "tls")]
pub(crate) type Acceptor = tokio_rustls::TlsAcceptor;
#[cfg(not(feature = "tls"))]
#[derive(Clone)]
pub(crate) enum Acceptor {}

/// How much of an upload may be on its way over HTTP/2, per request and per connection; its own default is 64 KiB.
#[cfg(feature = "tls")]
const WINDOW: u32 = 1 << 20;

/// Serves a connection until either side ends it.
pub(crate) async fn serve(
    shared: Arc<Shared>,
    stream: TcpStream,
    id: u64,
    acceptor: Option<Acceptor>,
) {
    // Without this, responses on a kept-alive connection may wait for the client's acknowledgement timer.
    let _ = stream.set_nodelay(true);
    let socket = Socket::new(stream);
    let wire = Wire(Arc::clone(&socket));
    #[cfg_attr(not(feature = "tls"), allow(unused_mut))]
    let mut handle = ConnectionHandle {
        id,
        socket,
        ended: CancellationToken::new(),
        counted: AtomicBool::new(false),
        stats: Arc::clone(&shared.stats),
        tls: acceptor.is_some(),
        http2: false,
    };
    let Some(acceptor) = acceptor else {
        return run(shared, Arc::new(handle), wire).await;
    };
    #[cfg(not(feature = "tls"))]
    match acceptor {}
    #[cfg(feature = "tls")]
    {
        // A client that does not trust the certificate ends only this connection.
        let Ok(secured) = acceptor.accept(wire).await else {
            return;
        };
        handle.http2 = secured.get_ref().1.alpn_protocol() == Some(b"h2");
        run(shared, Arc::new(handle), secured).await;
    }
}

async fn run<S>(shared: Arc<Shared>, handle: Arc<ConnectionHandle>, stream: S)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let ended = handle.ended.clone();
    #[cfg(feature = "tls")]
    let is_http2 = handle.http2;
    let service =
        service_fn(move |request| respond(Arc::clone(&shared), Arc::clone(&handle), request));
    let stream = TokioIo::new(stream);
    let connection = async {
        // A client may end its connection in any way.
        #[cfg(feature = "tls")]
        if is_http2 {
            let _ = http2::Builder::new(TokioExecutor::new())
                .initial_stream_window_size(WINDOW)
                .initial_connection_window_size(WINDOW)
                .serve_connection(stream, service)
                .await;
            return;
        }
        let _ = http1::Builder::new()
            .serve_connection(stream, service)
            .await;
    };
    tokio::select! {
        biased;
        // The socket closes when the connection, with each handle to it, is dropped.
        () = ended.cancelled() => {}
        () = connection => {}
    }
}

/// Over HTTP/2 each request has its own task, which ends with the connection.
async fn respond(
    shared: Arc<Shared>,
    handle: Arc<ConnectionHandle>,
    request: Request<Incoming>,
) -> io::Result<Response<Tracked>> {
    let ended = handle.ended.clone();
    tokio::select! {
        biased;
        () = ended.cancelled() => Err(io::ErrorKind::ConnectionAborted.into()),
        response = exchange(shared, handle, request) => Ok(response),
    }
}

/// A handler's access to the connection of its request.
pub(crate) struct ConnectionHandle {
    id: u64,
    socket: Arc<Socket>,
    ended: CancellationToken,
    counted: AtomicBool,
    stats: Arc<Stats>,
    tls: bool,
    http2: bool,
}

impl ConnectionHandle {
    pub(crate) fn id(&self) -> u64 {
        self.id
    }

    pub(crate) fn is_tls(&self) -> bool {
        self.tls
    }

    /// Whether other requests may be under way on this connection.
    pub(crate) fn is_shared(&self) -> bool {
        self.http2
    }

    /// Counts the connection as one of a client under test.
    pub(crate) fn count(&self) {
        if !self.counted.swap(true, Ordering::Relaxed) {
            self.stats.connection_opened();
        }
    }

    /// Returns after the HTTP layer has flushed all earlier data.
    pub(crate) fn flushed(&self) -> impl Future<Output = ()> + Send + use<> {
        self.socket.flushed()
    }

    /// Writes bytes past the HTTP layer, until the client stops reading or disconnects. TLS does not allow
    /// this.
    pub(crate) async fn write(&self, mut bytes: &[u8]) {
        while !bytes.is_empty() && !self.tls {
            if self.socket.stream.writable().await.is_err() {
                return;
            }
            match self.socket.stream.try_write(bytes) {
                Ok(written) => bytes = &bytes[written..],
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(_) => return,
            }
        }
    }

    /// Returns once the client has closed the connection, also if unread data precedes the close.
    pub(crate) async fn left(&self) {
        while let Ok(ready) = self.socket.stream.ready(Interest::READABLE).await {
            if ready.is_read_closed() {
                return;
            }
            // The socket is ready as long as there is data, so this polls at intervals.
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Closes the connection. The handler that calls this is dropped with it and never continues.
    pub(crate) async fn close<T>(&self) -> T {
        self.ended.cancel();
        future::pending().await
    }

    /// Ends the connection with a TCP reset instead of an orderly close.
    pub(crate) async fn reset<T>(&self) -> T {
        // A linger time of zero makes the close a reset.
        let _ = self.socket.stream.set_zero_linger();
        self.close().await
    }
}

impl Drop for ConnectionHandle {
    fn drop(&mut self) {
        if *self.counted.get_mut() {
            self.stats.connection_closed();
        }
    }
}
