//! Requests that HTTP/2 declares unprocessed, against a server of raw frames.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::http::{HttpTransport, REPEATS};
use super::{HttpRequest, RequestBody, Transport};
use crate::config::{ClientProfile, InferenceConfig, InferenceSettings, Timeouts};
use crate::error::{Error, ErrorKind};
use crate::retry::{RetryClass, decide};

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const PING: u8 = 6;
const GOAWAY: u8 = 7;
const END_STREAM: u8 = 1;
const END_HEADERS: u8 = 4;
const ACK: u8 = 1;
const NO_ERROR: u32 = 0;
const INTERNAL_ERROR: u32 = 2;
const REFUSED_STREAM: u32 = 7;

/// The server's end of a connection.
struct Peer(StreamOwned<ServerConnection, TcpStream>);

impl Peer {
    fn write(&mut self, kind: u8, flags: u8, stream: u32, payload: &[u8]) -> io::Result<()> {
        let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
        let mut frame = length[1..].to_vec();
        frame.extend([kind, flags]);
        frame.extend(stream.to_be_bytes());
        frame.extend(payload);
        self.0.write_all(&frame)?;
        self.0.flush()
    }

    /// The next frame's kind, flags and stream.
    fn read(&mut self) -> io::Result<(u8, u8, u32)> {
        let mut head = [0; 9];
        self.0.read_exact(&mut head)?;
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        let mut payload = vec![0; length as usize];
        self.0.read_exact(&mut payload)?;
        let (kind, flags) = (head[3], head[4]);
        if matches!(kind, SETTINGS | PING) && flags & ACK == 0 {
            let payload = if kind == PING { payload } else { Vec::new() };
            self.write(kind, ACK, 0, &payload)?;
        }
        let stream = u32::from_be_bytes([head[5], head[6], head[7], head[8]]);
        Ok((kind, flags, stream))
    }

    /// The stream of the next request, once it has been read.
    fn request(&mut self) -> io::Result<u32> {
        loop {
            let (kind, flags, stream) = self.read()?;
            if matches!(kind, HEADERS | DATA) && flags & END_STREAM != 0 {
                return Ok(stream);
            }
        }
    }

    fn respond(&mut self, stream: u32) -> io::Result<()> {
        // `:status: 200`, from the static table.
        self.write(HEADERS, END_HEADERS, stream, &[0x88])?;
        self.write(DATA, END_STREAM, stream, b"ok")
    }

    fn reset(&mut self, stream: u32, reason: u32) -> io::Result<()> {
        self.write(RST_STREAM, 0, stream, &reason.to_be_bytes())
    }

    fn go_away(&mut self, last: u32, reason: u32) -> io::Result<()> {
        let payload = [last.to_be_bytes(), reason.to_be_bytes()].concat();
        self.write(GOAWAY, 0, 0, &payload)
    }
}

/// A server that passes each connection, numbered from 1, to a function.
fn serve(handle: fn(&mut Peer, usize) -> io::Result<()>) -> (String, Arc<AtomicUsize>) {
    let issued = rcgen::generate_simple_self_signed(vec!["localhost".into()]).unwrap();
    let key = PrivateKeyDer::Pkcs8(issued.signing_key.serialize_der().into());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![issued.cert.der().clone()], key)
        .unwrap();
    config.alpn_protocols.push(b"h2".to_vec());
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!(
        "https://localhost:{}/",
        listener.local_addr().unwrap().port()
    );
    let connections = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&connections);
    std::thread::spawn(move || {
        for tcp in listener.incoming() {
            let number = counted.fetch_add(1, Ordering::SeqCst) + 1;
            let session = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut peer = Peer(StreamOwned::new(session, tcp.unwrap()));
            std::thread::spawn(move || {
                let mut preface = [0; PREFACE.len()];
                if peer.0.read_exact(&mut preface).is_ok() {
                    assert_eq!(preface, PREFACE);
                    let _ = peer.write(SETTINGS, 0, 0, &[]);
                    let _ = handle(&mut peer, number);
                }
            });
        }
    });
    (url, connections)
}

fn transport() -> HttpTransport {
    let settings = InferenceSettings::default();
    let mut config = InferenceConfig::new(
        "fly-k",
        "https://localhost/",
        settings,
        &ClientProfile::default(),
    )
    .unwrap();
    config.network.accept_invalid_certs = true;
    HttpTransport::for_inference(&config)
}

async fn post(transport: &HttpTransport, url: &str) -> Result<Bytes, Error> {
    let request = HttpRequest {
        method: Method::POST,
        url: url.to_owned(),
        headers: HeaderMap::new(),
        body: RequestBody::Bytes(Bytes::from_static(b"work")),
        timeouts: Timeouts::all(Some(Duration::from_secs(20))),
        attempt: 1,
    };
    transport.send(request).await?.body.collect().await
}

#[tokio::test]
async fn refused_stream_is_sent_again() {
    let (url, _) = serve(|peer, _| {
        for number in 1.. {
            let stream = peer.request()?;
            if number % 3 == 0 {
                peer.reset(stream, REFUSED_STREAM)?;
            } else {
                peer.respond(stream)?;
            }
        }
        Ok(())
    });
    let transport = transport();
    for _ in 0..10 {
        assert_eq!(post(&transport, &url).await.unwrap(), "ok");
    }
}

#[tokio::test]
async fn streams_above_the_last_id_of_goaway_are_sent_again() {
    for reason in [NO_ERROR, INTERNAL_ERROR] {
        let (url, connections) = serve(if reason == NO_ERROR {
            |peer, _| leave(peer, NO_ERROR)
        } else {
            |peer, _| leave(peer, INTERNAL_ERROR)
        });
        let transport = transport();
        for _ in 0..10 {
            assert_eq!(post(&transport, &url).await.unwrap(), "ok");
        }
        assert!(connections.load(Ordering::SeqCst) >= 5);
    }
}

/// Responds to two requests, and not to the third.
fn leave(peer: &mut Peer, reason: u32) -> io::Result<()> {
    for _ in 0..2 {
        let stream = peer.request()?;
        peer.respond(stream)?;
    }
    let stream = peer.request()?;
    peer.go_away(stream - 2, reason)
}

#[tokio::test]
async fn parallel_streams_that_goaway_leaves_are_sent_again() {
    let (url, _) = serve(|peer, number| {
        if number == 1 {
            // Closes with unread data, which resets the connection.
            peer.request()?;
            return peer.go_away(0, NO_ERROR);
        }
        loop {
            let stream = peer.request()?;
            peer.respond(stream)?;
        }
    });
    let transport = transport();
    let sent = (0..8).map(|_| post(&transport, &url));
    for sent in futures_util::future::join_all(sent).await {
        assert_eq!(sent.unwrap(), "ok");
    }
}

#[tokio::test]
async fn request_after_a_graceful_shutdown_is_sent_over_a_new_connection() {
    let (url, connections) = serve(|peer, _| {
        let stream = peer.request()?;
        peer.respond(stream)?;
        peer.go_away(stream, NO_ERROR)?;
        // Until the client closes: a close with unread data would reset the connection.
        peer.request().map(drop)
    });
    let transport = transport();
    for _ in 0..10 {
        assert_eq!(post(&transport, &url).await.unwrap(), "ok");
    }
    assert_eq!(connections.load(Ordering::SeqCst), 10);
}

#[tokio::test]
async fn stream_within_the_last_id_of_goaway_is_not_sent_again() {
    let (url, connections) = serve(|peer, _| {
        let stream = peer.request()?;
        peer.go_away(stream, NO_ERROR)
    });
    let error = post(&transport(), &url).await.unwrap_err();
    assert!(!error.is_unprocessed(), "{error:?}");
    assert_eq!(connections.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn stream_that_is_reset_for_another_reason_is_not_sent_again() {
    let (url, connections) = serve(|peer, _| {
        let stream = peer.request()?;
        peer.reset(stream, INTERNAL_ERROR)?;
        peer.request().map(drop)
    });
    let error = post(&transport(), &url).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Protocol, "{error:?}");
    assert!(!error.is_unprocessed(), "{error:?}");
    assert_eq!(connections.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn resends_are_bounded_and_then_become_retries() {
    static REQUESTS: AtomicUsize = AtomicUsize::new(0);
    let (url, _) = serve(|peer, _| {
        loop {
            let stream = peer.request()?;
            REQUESTS.fetch_add(1, Ordering::SeqCst);
            peer.reset(stream, REFUSED_STREAM)?;
        }
    });
    let error = post(&transport(), &url).await.unwrap_err();
    assert!(error.is_unprocessed(), "{error:?}");
    let sent = u32::try_from(REQUESTS.load(Ordering::SeqCst)).unwrap();
    assert_eq!(sent, REPEATS + 1);
    assert!(decide(RetryClass::Unsafe, 1, 1, &error, 0.5).is_some());
}
