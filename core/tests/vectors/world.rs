//! A world for each vector, answering as the vector says.

#[path = "../world/mod.rs"]
mod emulated;

use std::collections::BTreeMap;

use flymyai_core::{Client, ClientOptions};
use serde::Deserialize;

use crate::vector::{Reply, Step};

/// The emulator that all vectors share.
#[derive(Clone, Copy)]
pub(crate) struct Emulation;

/// One vector's world.
pub(crate) struct World(emulated::World);

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
    /// A world of its own that answers as the replies say.
    pub(crate) fn world<'a>(
        self,
        replies: impl IntoIterator<Item = &'a Reply>,
        for_ever: bool,
    ) -> World {
        let world = emulated::World::new();
        let steps: Vec<Step<'_>> = replies
            .into_iter()
            .map(|reply| reply.step(for_ever))
            .collect();
        world.control("POST", "script", &serde_json::to_string(&steps).unwrap());
        World(world)
    }
}

impl World {
    pub(crate) fn key(&self) -> &str {
        &self.0.key
    }

    pub(crate) fn client(&self, max_retries: Option<u32>) -> Client {
        let mut options = ClientOptions::new(self.0.key.as_str()).base_url(self.0.url());
        if let Some(max_retries) = max_retries {
            options = options.max_retries(max_retries);
        }
        Client::new(options.resolve().unwrap())
    }

    /// What was sent so far, in order of arrival.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        serde_json::from_str(&self.0.control("GET", "requests", "")).unwrap()
    }
}
