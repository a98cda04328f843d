//! The emulator, in threads of this process.

use std::collections::HashMap;
use std::net::SocketAddr;

use flymyai_emulator::{Emulator, Options, environment, no_proxy};
use napi_derive::napi;

/// A running emulator. It stops when it is collected.
#[napi]
pub struct NativeEmulator {
    url: String,
    address: SocketAddr,
    running: Option<Emulator>,
}

#[napi]
impl NativeEmulator {
    /// Starts an emulator on a free port of this machine, in which waits take no time.
    ///
    /// # Errors
    ///
    /// If the machine gives no port or thread.
    #[napi(constructor)]
    pub fn new() -> napi::Result<Self> {
        let started = Emulator::try_start(Options {
            virtual_time: true,
            ..Options::default()
        });
        let emulator = started.map_err(|error| {
            napi::Error::from_reason(format!("the emulator could not be started: {error}"))
        })?;
        Ok(Self {
            url: emulator.url(),
            address: emulator.address(),
            running: Some(emulator),
        })
    }

    /// The base URL, also after the end.
    #[napi(getter)]
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The environment of programs that use it with this key, given the present values of
    /// `no_proxy` and `NO_PROXY`.
    #[napi]
    #[must_use]
    #[allow(clippy::needless_pass_by_value, reason = "napi passes values")]
    pub fn environment(
        &self,
        key: String,
        lower: Option<String>,
        upper: Option<String>,
    ) -> HashMap<String, String> {
        let variables = environment(&self.url, &key).map(|(name, value)| (name, value.to_owned()));
        let proxies = no_proxy(self.address, lower.as_deref(), upper.as_deref());
        let all = variables.into_iter().chain(proxies);
        all.map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// Prepares or reads the account of a key; arguments and result are JSON.
    ///
    /// # Errors
    ///
    /// If an argument is wrong, or the emulator has ended.
    #[napi]
    #[allow(clippy::needless_pass_by_value, reason = "napi passes values")]
    pub fn control(
        &self,
        key: String,
        operation: String,
        arguments: String,
    ) -> napi::Result<String> {
        let controlled = self.running()?.control(&key, &operation, &arguments);
        controlled.map_err(napi::Error::from_reason)
    }

    /// The latest requests with a key, as text.
    ///
    /// # Errors
    ///
    /// If the emulator has ended.
    #[napi]
    #[allow(clippy::needless_pass_by_value, reason = "napi passes values")]
    pub fn report(&self, key: String) -> napi::Result<String> {
        Ok(self.running()?.report(&key))
    }

    /// Ends the emulator and its connections.
    #[napi]
    pub fn stop(&mut self) {
        self.running = None;
    }
}

impl NativeEmulator {
    fn running(&self) -> napi::Result<&Emulator> {
        self.running
            .as_ref()
            .ok_or_else(|| napi::Error::from_reason("the cloud is closed: use it before close()"))
    }
}
