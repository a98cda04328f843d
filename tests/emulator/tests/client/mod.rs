//! A client that shows everything: one connection per request, closed by the server, kept as the bytes that came.
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

/// One emulator serves all tests of a file; each test has a world of its own by its key.
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

/// A request on its way, whose reply has not been read yet.
pub(crate) struct Sent(TcpStream);

#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    /// Everything behind the head, as it came.
    pub(crate) body: Vec<u8>,
}

/// What came over a connection until its end.
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
        let mut socket = TcpStream::connect(self.address).unwrap();
        let mut request = format!(
            "{method} {target} HTTP/1.1\r\nHost: emulator\r\nConnection: close\r\n{headers}"
        );
        if !self.key.is_empty() {
            request.push_str(&format!("X-API-KEY: {}\r\n", self.key));
        }
        let body = body.unwrap_or("");
        request.push_str(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
        socket.write_all(request.as_bytes()).unwrap();
        Sent(socket)
    }

    pub(crate) fn get(&self, path: &str) -> Reply {
        self.send("GET", path, None).reply()
    }

    pub(crate) fn post(&self, path: &str, body: Value) -> Reply {
        self.send("POST", path, Some(&body)).reply()
    }

    /// A control request, which must succeed.
    pub(crate) fn control(&self, method: &str, path: &str, body: Value) -> Value {
        let reply = self
            .send(method, &format!("/_emulator/{path}"), Some(&body))
            .reply();
        assert!(reply.status < 300, "{reply:?}");
        if reply.body.is_empty() {
            Value::Null
        } else {
            reply.json()
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
        let reply = self.post(
            &format!("{API}/tasks/{agent}/run-loop/"),
            json!({ "variables": {} }),
        );
        assert_eq!(reply.status, 201, "{reply:?}");
        reply.json()["id"].as_u64().unwrap()
    }

    /// The run's detail.
    pub(crate) fn look(&self, run: u64) -> Value {
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

    pub(crate) fn reply(self) -> Reply {
        let received = self.received();
        assert!(!received.reset, "reset");
        received.reply()
    }

    /// Leaves without waiting for the reply.
    pub(crate) fn leave(self) {}
}

impl Received {
    pub(crate) fn reply(&self) -> Reply {
        let end = self
            .bytes
            .windows(4)
            .position(|window| window == b"\r\n\r\n");
        let end =
            end.unwrap_or_else(|| panic!("no head in {:?}", String::from_utf8_lossy(&self.bytes)));
        let head = String::from_utf8(self.bytes[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Reply {
            status,
            head,
            body: self.bytes[end + 4..].to_vec(),
        }
    }
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {:?}", String::from_utf8_lossy(&self.body)))
    }
}

fn list(value: Value) -> Vec<Value> {
    value.as_array().unwrap().clone()
}
