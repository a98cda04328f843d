//! A server whose test writes the response to each connection's first request.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc;
use std::time::Duration;

use flymyai_core::{
    Client, ClientOptions, ClientProfile, FormStyle, Inference, InferenceConfig, InferenceSettings,
    Model, ModelPath, Payload, ResponseLimits,
};

/// A server with the heads of the received requests.
pub(crate) struct Server {
    pub(crate) url: String,
    requests: mpsc::Receiver<String>,
}

impl Server {
    /// Serves connections, one after the other. A client that disconnects is no failure.
    pub(crate) fn start(
        mut respond: impl FnMut(&str, &mut TcpStream) -> std::io::Result<()> + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (sender, requests) = mpsc::channel();
        std::thread::spawn(move || {
            for socket in listener.incoming() {
                let mut socket = socket.unwrap();
                let head = head_of(&mut socket);
                let _ = respond(&head, &mut socket);
                let _ = sender.send(head);
            }
        });
        Self { url, requests }
    }

    /// A server of one response.
    pub(crate) fn says(response: impl Into<Vec<u8>>) -> Self {
        let response = response.into();
        Self::start(move |_, socket| socket.write_all(&response))
    }

    /// A server that repeats this for ever behind the head of a response.
    pub(crate) fn repeats(headers: &str, start: &str, chunk: impl Into<Vec<u8>>) -> Self {
        let head = format!("HTTP/1.1 200 OK\r\n{headers}\r\n{start}");
        let chunk = chunk.into();
        Self::start(move |_, socket| {
            socket.write_all(head.as_bytes())?;
            loop {
                socket.write_all(&chunk)?;
            }
        })
    }

    /// A server whose response never ends, though it is never silent for long.
    pub(crate) fn drips(headers: &str, start: &str, drop: &'static str) -> Self {
        let head = format!("HTTP/1.1 200 OK\r\n{headers}\r\n{start}");
        Self::start(move |_, socket| {
            socket.write_all(head.as_bytes())?;
            loop {
                socket.write_all(drop.as_bytes())?;
                std::thread::sleep(Duration::from_millis(50));
            }
        })
    }

    /// The head of the next request.
    pub(crate) fn request(&self) -> String {
        self.requests.recv_timeout(Duration::from_secs(20)).unwrap()
    }

    pub(crate) fn agents(&self, limits: ResponseLimits) -> Client {
        let options = ClientOptions::new("fly-k").base_url(self.url.as_str());
        let options = options.max_retries(0).response_limits(limits);
        Client::new(options.resolve().unwrap())
    }

    pub(crate) fn models(&self, limits: ResponseLimits) -> Inference {
        let settings = InferenceSettings {
            response: limits,
            ..InferenceSettings::default()
        };
        let config = InferenceConfig::new("fly-k", &self.url, settings, &ClientProfile::default());
        Inference::new(config.unwrap())
    }
}

pub(crate) fn model() -> Model {
    Model::parse("demo/echo", ModelPath::Strict).unwrap()
}

pub(crate) fn payload() -> Payload {
    Payload::new(FormStyle::default(), Vec::new())
}

/// A response with this body.
pub(crate) fn response(headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!("HTTP/1.1 200 OK\r\n{headers}Content-Length: {length}\r\n\r\n");
    [head.as_bytes(), body].concat()
}

/// Limits that tests reach soon.
pub(crate) fn small() -> ResponseLimits {
    ResponseLimits {
        max_bytes: 100_000,
        timeout: Some(Duration::from_millis(300)),
        prediction_timeout: Some(Duration::from_millis(700)),
    }
}

/// The default limits.
pub(crate) fn usual() -> ResponseLimits {
    ResponseLimits::inference(&ClientProfile::default())
}

fn head_of(socket: &mut TcpStream) -> String {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && socket.read(&mut byte).is_ok_and(|read| read == 1) {
        head.push(byte[0]);
    }
    String::from_utf8(head).unwrap()
}
