//! A raw HTTP/1.1 server: each connection is passed to a function, in a thread.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use flymyai_core::{
    ClientProfile, HttpRequest, HttpTransport, InferenceConfig, InferenceSettings, RequestBody,
    Timeouts,
};
use http::{HeaderMap, Method};

pub(crate) const DONE: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
pub(crate) const REFUSED: &[u8] =
    b"HTTP/1.1 413 Payload Too Large\r\ncontent-length: 7\r\n\r\ntoo big";

/// Serves connections, numbered from 1; returns the URL.
pub(crate) fn serve(handle: impl Fn(TcpStream, usize) + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let handle = Arc::new(handle);
    std::thread::spawn(move || {
        for (number, stream) in listener.incoming().enumerate() {
            let handle = Arc::clone(&handle);
            std::thread::spawn(move || handle(stream.unwrap(), number + 1));
        }
    });
    url
}

/// Reads up to the blank line; `None` if the client has closed the connection.
pub(crate) fn read_head(stream: &mut TcpStream) -> Option<Vec<u8>> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        if stream.read(&mut byte).ok()? == 0 {
            return None;
        }
        head.push(byte[0]);
    }
    Some(head)
}

/// Reads one request with its body; nothing when the client left.
pub(crate) fn read_request(stream: &mut TcpStream) -> Option<Vec<u8>> {
    let head = read_head(stream)?;
    let text = String::from_utf8_lossy(&head).to_ascii_lowercase();
    let length = text
        .lines()
        .find_map(|line| line.strip_prefix("content-length:"))
        .map_or(0, |value| value.trim().parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    Some(body)
}

/// Reads one request and sends the response.
pub(crate) fn respond(stream: &mut TcpStream) -> bool {
    read_request(stream).is_some() && stream.write_all(DONE).is_ok()
}

/// Ends the connection with a reset.
pub(crate) fn reset(stream: TcpStream) {
    socket2::SockRef::from(&stream)
        .set_linger(Some(Duration::ZERO))
        .unwrap();
}

/// Waits until the client has ended the connection, without reading from it.
pub(crate) fn wait_for_end(stream: &TcpStream) {
    // Only reading shows the end; bytes sent before it are read first.
    let mut stream = stream;
    let mut room = vec![0; 1 << 16];
    while matches!(stream.read(&mut room), Ok(read) if read > 0) {}
}

pub(crate) fn transport(settings: InferenceSettings) -> HttpTransport {
    let config = InferenceConfig::new(
        "fly-k",
        "http://127.0.0.1:1/",
        settings,
        &ClientProfile::default(),
    )
    .unwrap();
    HttpTransport::for_inference(&config)
}

pub(crate) fn plain_transport() -> HttpTransport {
    transport(InferenceSettings::default())
}

/// A POST that is not idempotent.
pub(crate) fn post(url: &str, body: impl Into<Bytes>) -> HttpRequest {
    HttpRequest {
        method: Method::POST,
        url: url.to_owned(),
        headers: HeaderMap::new(),
        body: RequestBody::Bytes(body.into()),
        timeouts: Timeouts::all(Some(Duration::from_secs(20))),
        attempt: 1,
    }
}
