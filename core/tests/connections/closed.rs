//! Connections that the server closes between two requests.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};

use flymyai_core::{ErrorKind, Transport};

use crate::server::{DONE, plain_transport, post, read_request, reset, respond, serve};

/// How a server ends an idle connection.
type End = fn(TcpStream);

/// A server that ends each connection after its first response, on command, and
/// then reports it; it counts the requests.
struct Closing {
    url: String,
    close: Sender<()>,
    /// Closed after the connection: loopback delivers in order, so that the end of
    /// the connection has arrived when this end has.
    closed: TcpStream,
    requests: Receiver<()>,
}

impl Closing {
    fn start(end: End) -> Self {
        let (close, close_requests) = channel();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let closed = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let accepted = listener.accept().unwrap().0;
        let (count, requests) = channel();
        let shared = Mutex::new((close_requests, Some(accepted), count));
        let url = serve(move |mut stream, number| {
            read_request(&mut stream).unwrap();
            let mut shared = shared.lock().unwrap();
            shared.2.send(()).unwrap();
            stream.write_all(DONE).unwrap();
            if number == 1 {
                shared.0.recv().unwrap();
                end(stream);
                drop(shared.1.take());
            }
        });
        Self {
            url,
            close,
            closed,
            requests,
        }
    }

    /// Ends the idle connection while nothing runs the client's runtime, as when its
    /// process is suspended.
    fn close_now(&self) {
        self.close.send(()).unwrap();
        let mut closed = &self.closed;
        assert_eq!(closed.read(&mut [0]).unwrap(), 0);
    }
}

async fn survives(end: End) {
    let server = Closing::start(end);
    let transport = plain_transport();
    let sent = transport.send(post(&server.url, "1")).await.unwrap();
    assert_eq!(sent.body.collect().await.unwrap(), "ok");
    server.close_now();
    let sent = transport.send(post(&server.url, "2")).await.unwrap();
    assert_eq!(sent.status, 200);
    assert_eq!(server.requests.try_iter().count(), 2);
}

#[tokio::test]
async fn request_after_fin_is_sent_over_a_new_connection() {
    survives(drop).await;
}

#[tokio::test]
async fn request_after_reset_is_sent_over_a_new_connection() {
    survives(reset).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn request_after_fin_is_sent_over_a_new_connection_in_any_runtime() {
    for _ in 0..50 {
        survives(drop).await;
        survives(reset).await;
    }
}

#[tokio::test]
async fn request_that_was_read_is_not_sent_again() {
    let (count, requests) = channel();
    let count = Mutex::new(count);
    let url = serve(move |mut stream, number| {
        if number == 1 {
            assert!(respond(&mut stream));
        }
        read_request(&mut stream).unwrap();
        count.lock().unwrap().send(()).unwrap();
    });
    let transport = plain_transport();
    let sent = transport.send(post(&url, "1")).await.unwrap();
    sent.body.collect().await.unwrap();
    let error = transport.send(post(&url, "2")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Protocol, "{error:?}");
    assert_eq!(requests.try_iter().count(), 1);
}
