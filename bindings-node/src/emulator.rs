//! The emulator, in threads of this process.

use flymyai_emulator::{Emulator, Options};
use napi_derive::napi;

/// A running emulator. It stops when it is collected.
#[napi]
pub struct NativeEmulator {
    url: String,
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
            running: Some(emulator),
        })
    }

    /// The base URL, also after the end.
    #[napi(getter)]
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Ends the emulator and its connections.
    #[napi]
    pub fn stop(&mut self) {
        self.running = None;
    }
}
