//! One test's account of an emulator: its own API key, and control over its responses.
#![allow(dead_code)] // Each test program uses a part of this.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use flymyai_core::{ClientOptions, Timeouts};
use flymyai_emulator::{Emulator, Options};
use serde_json::Value;

/// The account of one API key in the emulator.
pub(crate) struct Account {
    emulator: Arc<Emulator>,
    pub(crate) key: String,
}

impl Account {
    /// An account in the emulator that all tests of a program share.
    pub(crate) fn new() -> Self {
        static SHARED: OnceLock<Arc<Emulator>> = OnceLock::new();
        let emulator = SHARED.get_or_init(|| Arc::new(Emulator::start(Options::default())));
        Self::within(Arc::clone(emulator))
    }

    /// An account in an emulator of its own, for tests that count its sockets.
    pub(crate) fn alone() -> Self {
        Self::within(Arc::new(Emulator::start(Options::default())))
    }

    fn within(emulator: Arc<Emulator>) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let key = format!("fly-account-{}", NUMBER.fetch_add(1, Ordering::Relaxed));
        Self { emulator, key }
    }

    pub(crate) fn url(&self) -> String {
        self.emulator.url()
    }

    /// Options for a client in this account that never retries and has short timeouts.
    pub(crate) fn options(&self) -> ClientOptions {
        let soon = Some(std::time::Duration::from_secs(20));
        ClientOptions::new(self.key.as_str())
            .base_url(self.url())
            .timeouts(Timeouts::all(soon))
            .max_retries(0)
    }

    /// Sets the responses of the next requests.
    pub(crate) fn script(&self, steps: &Value) {
        self.control("POST", "script", &steps.to_string());
    }

    /// Sends a request to the control API, which responds in JSON.
    pub(crate) fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        serde_json::from_str(&self.control(method, path, &body)).unwrap_or_default()
    }

    /// The requests so far, once there are at least this many.
    pub(crate) fn requests(&self, at_least: usize) -> Vec<Value> {
        self.listed(&format!("requests?min={at_least}&timeout=20"))
    }

    /// The requests that their client left, once there are at least this many.
    pub(crate) fn aborted(&self, at_least: usize) -> Vec<Value> {
        self.listed(&format!("aborted?min={at_least}&timeout=20"))
    }

    fn listed(&self, path: &str) -> Vec<Value> {
        self.ask("GET", path, &Value::Null)
            .as_array()
            .cloned()
            .unwrap_or_default()
    }

    /// Sends HTTP over a socket, independently of the client under test.
    pub(crate) fn control(&self, method: &str, path: &str, body: &str) -> String {
        let mut socket = TcpStream::connect(self.emulator.address()).unwrap();
        let request = format!(
            "{method} /_emulator/{path} HTTP/1.1\r\nhost: emulator\r\nx-api-key: {}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
            self.key,
            body.len()
        );
        socket.write_all(request.as_bytes()).unwrap();
        let mut response = String::new();
        socket.read_to_string(&mut response).unwrap();
        let (head, content) = response.split_once("\r\n\r\n").unwrap();
        assert!(
            head.starts_with("HTTP/1.1 2"),
            "{method} {path}: {response}"
        );
        content.to_owned()
    }
}
