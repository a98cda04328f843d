//! A server that responds to one request with given bytes, chunk by chunk.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::Duration;

use bytes::Bytes;
use flymyai_core::{
    ClientOptions, Error, HttpRequest, HttpResponse, HttpTransport, RequestBody, Timeouts,
    Transport,
};
use http::{HeaderMap, Method};

/// How a response leaves.
#[derive(Clone, Debug)]
pub(crate) struct Script {
    /// The status line and the headers but those of the framing.
    pub(crate) head: String,
    /// The body: each is one chunk, and so one chunk for the client, however TCP cuts it.
    pub(crate) chunks: Vec<Bytes>,
    pub(crate) framing: Framing,
    /// Whether the end of the body is sent, or the connection just ends.
    pub(crate) whole: bool,
}

/// How a response marks the end of its body.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Framing {
    Chunked,
    /// With this `Content-Length`, true or not.
    Length(usize),
    /// By the status.
    None,
}

impl Script {
    pub(crate) fn new(encoding: &str, chunks: impl IntoIterator<Item = impl Into<Bytes>>) -> Self {
        Self {
            head: format!("HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nX-Kept: yes\r\n"),
            chunks: chunks.into_iter().map(Into::into).collect(),
            framing: Framing::Chunked,
            whole: true,
        }
    }

    /// Serves one request; each chunk after the first waits for its turn.
    pub(crate) fn serve(self, turns: Option<mpsc::Receiver<()>>) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let thread = std::thread::spawn(move || {
            let (mut socket, _) = listener.accept().unwrap();
            socket.set_nodelay(true).unwrap();
            let request = head_of(&mut socket);
            self.write(&mut socket, turns.as_ref());
            request
        });
        Server {
            url,
            silence: Duration::from_secs(20),
            thread,
        }
    }

    fn write(&self, socket: &mut TcpStream, turns: Option<&mpsc::Receiver<()>>) {
        for (number, chunk) in self.chunks().iter().enumerate() {
            // A test that needs no further chunks drops its turns.
            if number > 1 && turns.is_some_and(|turns| turns.recv().is_err()) {
                break;
            }
            // A client that has met an error leaves before the end.
            if socket.write_all(chunk).is_err() {
                break;
            }
        }
    }

    fn chunks(&self) -> Vec<Vec<u8>> {
        let framing = match self.framing {
            Framing::Chunked => "Transfer-Encoding: chunked\r\n".to_owned(),
            Framing::Length(length) => format!("Content-Length: {length}\r\n"),
            Framing::None => String::new(),
        };
        let mut chunks = vec![format!("{}{framing}\r\n", self.head).into_bytes()];
        let is_chunked = matches!(self.framing, Framing::Chunked);
        for chunk in self.chunks.iter().filter(|chunk| !chunk.is_empty()) {
            chunks.push(if is_chunked {
                let size = format!("{:x}\r\n", chunk.len());
                [size.as_bytes(), chunk, b"\r\n"].concat()
            } else {
                chunk.to_vec()
            });
        }
        if is_chunked && self.whole {
            chunks.push(b"0\r\n\r\n".to_vec());
        }
        chunks
    }
}

fn head_of(socket: &mut TcpStream) -> String {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        assert_eq!(socket.read(&mut byte).unwrap(), 1);
        head.push(byte[0]);
    }
    String::from_utf8(head).unwrap()
}

/// A server that waits for its one request.
pub(crate) struct Server {
    pub(crate) url: String,
    /// How long the client bears with it.
    pub(crate) silence: Duration,
    thread: JoinHandle<String>,
}

impl Server {
    /// The head of the response, and its body as it arrives.
    pub(crate) async fn response(&self) -> Result<HttpResponse, Error> {
        self.asked(Method::GET, HeaderMap::new()).await
    }

    /// The same for a request with this method and these headers.
    pub(crate) async fn asked(
        &self,
        method: Method,
        headers: HeaderMap,
    ) -> Result<HttpResponse, Error> {
        let options = ClientOptions::new("k").base_url(self.url.as_str());
        let transport = HttpTransport::new(&options.resolve().unwrap());
        let request = HttpRequest {
            method,
            url: self.url.clone(),
            headers,
            body: RequestBody::Empty,
            timeouts: Timeouts::all(Some(self.silence)),
            attempt: 1,
        };
        transport.send(request).await
    }

    /// The bytes that the client sent.
    pub(crate) fn request(self) -> String {
        self.thread.join().unwrap()
    }
}

/// The whole body that the client makes of a response.
pub(crate) async fn body(script: Script) -> Result<Bytes, Error> {
    let server = script.serve(None);
    server.response().await?.body.collect().await
}
