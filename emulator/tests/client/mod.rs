//! A client that keeps all received bytes: one connection per request, closed by the server.
#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::OnceLock;

use flymyai_emulator::{Emulator, Options};
use serde_json::{Value, json};

/// The API's prefix.
pub(crate) const API: &str = "/api/v1/agents";

/// The header of a multipart form whose boundary is `B`.
pub(crate) const PARTS: &str = "Content-Type: multipart/form-data; boundary=B\r\n";

/// One emulator serves all tests of a file; each test has an account of its own by its key.
pub(crate) fn emulator() -> SocketAddr {
    static EMULATOR: OnceLock<Emulator> = OnceLock::new();
    EMULATOR
        .get_or_init(|| Emulator::start(Options::default()))
        .address()
}

pub(crate) struct Client {
    address: SocketAddr,
    key: String,
}

/// A request on its way, whose response has not been read yet.
pub(crate) struct Sent(TcpStream);

#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) head: String,
    /// All bytes after the head, undecoded.
    pub(crate) body: Vec<u8>,
}

/// The bytes of a connection until its end.
#[derive(Debug)]
pub(crate) struct Received {
    pub(crate) bytes: Vec<u8>,
    /// Whether the connection was reset instead of closed.
    pub(crate) reset: bool,
}

impl Client {
    pub(crate) fn new(name: &str) -> Self {
        Self::with_key(&format!("fly-{name}"))
    }

    /// A client that sends this key, or none if it is empty.
    pub(crate) fn with_key(key: &str) -> Self {
        Self {
            address: emulator(),
            key: key.to_owned(),
        }
    }

    /// The same client, pointed at another emulator.
    pub(crate) fn at(mut self, address: SocketAddr) -> Self {
        self.address = address;
        self
    }

    pub(crate) fn send(&self, method: &str, target: &str, body: Option<&Value>) -> Sent {
        self.send_with(method, target, "", body.map(Value::to_string).as_deref())
    }

    /// Sends a request with more header lines, each ending in CRLF.
    pub(crate) fn send_with(
        &self,
        method: &str,
        target: &str,
        headers: &str,
        body: Option<&str>,
    ) -> Sent {
        self.send_bytes(method, target, headers, body.unwrap_or("").as_bytes())
    }

    pub(crate) fn send_bytes(
        &self,
        method: &str,
        target: &str,
        headers: &str,
        body: &[u8],
    ) -> Sent {
        let mut request = self.head(method, target, headers, body.len() as u64);
        // In one go: responses may be quicker than a second write.
        request.extend_from_slice(body);
        self.connect(&request)
    }

    /// Sends the head of a request and promises so many bytes of a body.
    pub(crate) fn begin(&self, method: &str, target: &str, headers: &str, length: u64) -> Sent {
        self.connect(&self.head(method, target, headers, length))
    }

    fn head(&self, method: &str, target: &str, headers: &str, length: u64) -> Vec<u8> {
        let mut head = format!(
            "{method} {target} HTTP/1.1\r\nHost: emulator\r\nConnection: close\r\n{headers}"
        );
        if !self.key.is_empty() {
            head.push_str(&format!("X-API-KEY: {}\r\n", self.key));
        }
        head.push_str(&format!("Content-Length: {length}\r\n\r\n"));
        head.into_bytes()
    }

    fn connect(&self, request: &[u8]) -> Sent {
        let mut sent = Sent(TcpStream::connect(self.address).unwrap());
        sent.write(request);
        sent
    }

    pub(crate) fn get(&self, path: &str) -> Response {
        self.send("GET", path, None).response()
    }

    pub(crate) fn post(&self, path: &str, body: Value) -> Response {
        self.send("POST", path, Some(&body)).response()
    }

    /// Sends a form without files.
    pub(crate) fn submit(&self, path: &str, form: &str) -> Sent {
        let kind = "Content-Type: application/x-www-form-urlencoded\r\n";
        self.send_with("POST", path, kind, Some(form))
    }

    /// Sends a form of parts, each a header and a content; the boundary is `B`.
    pub(crate) fn submit_parts(&self, path: &str, parts: &[(&str, &[u8])]) -> Sent {
        let mut body = Vec::new();
        for (disposition, content) in parts {
            let head = format!("--B\r\nContent-Disposition: form-data; {disposition}\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--B--\r\n");
        self.send_bytes("POST", path, PARTS, &body)
    }

    /// A control request, which must succeed.
    pub(crate) fn control(&self, method: &str, path: &str, body: Value) -> Value {
        let response = self
            .send(method, &format!("/_emulator/{path}"), Some(&body))
            .response();
        assert!(response.status < 300, "{response:?}");
        if response.body.is_empty() {
            Value::Null
        } else {
            response.json()
        }
    }

    pub(crate) fn script(&self, steps: Value) {
        self.control("POST", "script", steps);
    }

    /// Stops the clock; from here on it moves by [`Client::advance`] only.
    pub(crate) fn stop_clock(&self) {
        self.control("POST", "clock", json!({ "mode": "manual", "pace": 1 }));
    }

    /// Moves the clock by so many steps of a run.
    pub(crate) fn advance(&self, steps: u32) {
        self.control("POST", "clock", json!({ "advance": steps }));
    }

    /// Waits until so many requests were recorded and returns them.
    pub(crate) fn requests(&self, min: u32) -> Vec<Value> {
        list(self.control(
            "GET",
            &format!("requests?min={min}&timeout=30"),
            Value::Null,
        ))
    }

    /// Waits until so many requests were left by their client and returns them.
    pub(crate) fn aborted(&self, min: u32) -> Vec<Value> {
        list(self.control("GET", &format!("aborted?min={min}&timeout=30"), Value::Null))
    }

    /// Starts a run of this agent and returns its id.
    pub(crate) fn run(&self, agent: &str) -> u64 {
        let response = self.post(
            &format!("{API}/tasks/{agent}/run-loop/"),
            json!({ "variables": {} }),
        );
        assert_eq!(response.status, 201, "{response:?}");
        response.json()["id"].as_u64().unwrap()
    }

    /// The run's detail.
    pub(crate) fn poll(&self, run: u64) -> Value {
        self.get(&format!("{API}/executions/{run}/")).json()
    }

    /// Makes an agent and returns its id.
    pub(crate) fn agent(&self, goal: &str) -> String {
        let agent = self
            .post(
                &format!("{API}/tasks/"),
                json!({ "name": "test", "user_prompt": goal }),
            )
            .json();
        agent["uuid"].as_str().unwrap().to_owned()
    }
}

impl Sent {
    /// Reads until the connection ends.
    pub(crate) fn received(mut self) -> Received {
        let mut bytes = Vec::new();
        let reset = match self.0.read_to_end(&mut bytes) {
            Ok(_) => false,
            Err(error) if error.kind() == ErrorKind::ConnectionReset => true,
            Err(error) => panic!("{error}"),
        };
        Received { bytes, reset }
    }

    pub(crate) fn response(self) -> Response {
        let received = self.received();
        assert!(!received.reset, "reset");
        received.response()
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) {
        self.0.write_all(bytes).unwrap();
    }

    /// Reads until the received bytes end with this.
    pub(crate) fn read_until(&mut self, end: &[u8]) -> Vec<u8> {
        let (mut read, mut byte) = (Vec::new(), [0]);
        while !read.ends_with(end) {
            let text = String::from_utf8_lossy(&read);
            assert_eq!(self.0.read(&mut byte).unwrap(), 1, "the end after {text:?}");
            read.push(byte[0]);
        }
        read
    }

    /// Reads until the connection ends, and returns the number of bytes.
    pub(crate) fn skim(&mut self) -> u64 {
        std::io::copy(&mut self.0, &mut std::io::sink()).unwrap()
    }

    /// Leaves without waiting for the response.
    pub(crate) fn leave(self) {}
}

impl Received {
    pub(crate) fn response(&self) -> Response {
        let end = self
            .bytes
            .windows(4)
            .position(|window| window == b"\r\n\r\n");
        let end =
            end.unwrap_or_else(|| panic!("no head in {:?}", String::from_utf8_lossy(&self.bytes)));
        let head = String::from_utf8(self.bytes[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Response {
            status,
            head,
            body: self.bytes[end + 4..].to_vec(),
        }
    }
}

impl Response {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {:?}", String::from_utf8_lossy(&self.body)))
    }
}

impl Response {
    /// The body without the marks of chunked encoding; it may end anywhere.
    pub(crate) fn content(&self) -> Vec<u8> {
        if !self
            .head
            .to_lowercase()
            .contains("transfer-encoding: chunked")
        {
            return self.body.clone();
        }
        let (mut content, mut rest) = (Vec::new(), self.body.as_slice());
        while let Some(line) = rest.windows(2).position(|window| window == b"\r\n") {
            let size = std::str::from_utf8(&rest[..line]).unwrap();
            let size = usize::from_str_radix(size, 16).unwrap();
            rest = &rest[line + 2..];
            let size = size.min(rest.len());
            content.extend_from_slice(&rest[..size]);
            rest = rest.get(size + 2..).unwrap_or_default();
        }
        content
    }

    /// The events of the body: which field each has, and the JSON in it.
    pub(crate) fn events(&self) -> Vec<(String, Value)> {
        let text = String::from_utf8(self.content()).unwrap();
        let blocks = text.split_terminator("\n\n");
        let event = |block: &str| {
            let (field, json) = block.split_once(": ").unwrap();
            (field.to_owned(), serde_json::from_str(json).unwrap())
        };
        blocks.map(event).collect()
    }

    /// The only event of the body, which is data.
    pub(crate) fn data(&self) -> Value {
        assert!(self.head.contains("text/event-stream"), "{}", self.head);
        match self.events().as_slice() {
            [(field, json)] if field == "data" => json.clone(),
            events => panic!("{events:?}"),
        }
    }
}

fn list(value: Value) -> Vec<Value> {
    value.as_array().unwrap().clone()
}
