//! One emulator for a file of vectors, and in it one world per vector.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use flymyai_core::{Client, ClientOptions};
use flymyai_emulator::{Emulator, Options};
use serde::Deserialize;

use crate::vector::{Reply, Step};

#[derive(Clone)]
pub(crate) struct Emulation {
    emulator: Arc<Emulator>,
    worlds: Arc<AtomicU32>,
}

/// What the emulator keeps under one API key.
pub(crate) struct World {
    emulator: Arc<Emulator>,
    pub(crate) key: String,
}

/// A request as the emulator saw it.
#[derive(Debug, Deserialize)]
pub(crate) struct Seen {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: Option<String>,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Option<String>,
}

impl Emulation {
    pub(crate) fn start() -> Self {
        Self {
            emulator: Arc::new(Emulator::start(Options::default())),
            worlds: Arc::default(),
        }
    }

    /// A world of its own that answers as the replies say.
    pub(crate) fn world<'a>(
        &self,
        replies: impl IntoIterator<Item = &'a Reply>,
        for_ever: bool,
    ) -> World {
        let number = self.worlds.fetch_add(1, Ordering::Relaxed);
        let world = World {
            emulator: Arc::clone(&self.emulator),
            key: format!("fly-vector-{number}"),
        };
        let steps: Vec<Step<'_>> = replies
            .into_iter()
            .map(|reply| reply.step(for_ever))
            .collect();
        let steps = serde_json::to_string(&steps).unwrap();
        world.control("POST", "script", &steps);
        world
    }
}

impl World {
    pub(crate) fn client(&self, max_retries: Option<u32>) -> Client {
        let mut options = ClientOptions::new(self.key.as_str()).base_url(self.emulator.url());
        if let Some(max_retries) = max_retries {
            options = options.max_retries(max_retries);
        }
        Client::new(options.resolve().unwrap())
    }

    /// What was sent so far, in order of arrival.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        serde_json::from_str(&self.control("GET", "requests", "")).unwrap()
    }

    /// Speaks HTTP by hand: the client under test must not be its own witness.
    fn control(&self, method: &str, path: &str, body: &str) -> String {
        let mut socket = TcpStream::connect(self.emulator.address()).unwrap();
        let request = format!(
            "{method} /_emulator/{path} HTTP/1.1\r\nhost: emulator\r\nx-api-key: {}\r\ncontent-type: application/json\r\n\
             content-length: {}\r\nconnection: close\r\n\r\n{body}",
            self.key,
            body.len()
        );
        socket.write_all(request.as_bytes()).unwrap();
        let mut reply = String::new();
        socket.read_to_string(&mut reply).unwrap();
        let (head, content) = reply.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 2"), "{method} {path}: {reply}");
        content.to_owned()
    }
}
