//! An account for each vector, with the responses of the vector.

#[path = "../account/mod.rs"]
mod emulated;

use std::collections::BTreeMap;

use flymyai_core::{Client, ClientOptions};
use serde::Deserialize;

use crate::vector::{Response, Step};

/// The emulator that all vectors share.
#[derive(Clone, Copy)]
pub(crate) struct Emulation;

/// One vector's account.
pub(crate) struct Account(emulated::Account);

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
    /// A separate account with these responses.
    pub(crate) fn account<'a>(
        self,
        responses: impl IntoIterator<Item = &'a Response>,
        for_ever: bool,
    ) -> Account {
        let account = emulated::Account::new();
        let steps: Vec<Step<'_>> = responses
            .into_iter()
            .map(|response| response.step(for_ever))
            .collect();
        account.control("POST", "script", &serde_json::to_string(&steps).unwrap());
        Account(account)
    }
}

impl Account {
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

    /// The requests so far, in order of arrival.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        serde_json::from_str(&self.0.control("GET", "requests", "")).unwrap()
    }
}
