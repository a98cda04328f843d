//! A FlyMy.AI server for one machine: in memory, deterministic where tests need it, with faults on request.
//!
//! It serves the Agents API and the inference API as the service does, and a control API under `/_emulator`, with
//! which a test scripts responses, breaks connections, drives the clock and reads the recorded requests. The whole
//! state of a client belongs to an *account*, and each API key has its own, so tests in parallel need only
//! different keys.
//!
//! ```no_run
//! use flymyai_emulator::{Emulator, Options};
//!
//! let emulator = Emulator::start(Options::default());
//! assert!(emulator.url().starts_with("http://127.0.0.1:"));
//! // Point a client at `emulator.url()` with any key that starts with "fly-"; dropping `emulator` stops it.
//! ```
#![forbid(unsafe_code)]
#![cfg_attr(
    not(feature = "client"),
    allow(
        dead_code,
        reason = "some items serve only the clock of clients in the same process"
    )
)]

mod accounts;
mod agents;
mod artifacts;
mod body;
mod chaos;
mod clock;
mod connection;
mod control;
mod cors;
mod duration;
mod environment;
mod exchange;
mod faults;
mod gates;
mod inference;
mod m1;
mod options;
mod people;
mod projects;
mod recording;
mod request_body;
mod response;
mod rest;
#[cfg(feature = "client")]
mod running;
mod scenario;
mod script;
mod scripted_body;
mod scripted_response;
mod server;
mod service;
mod shares;
mod sleepers;
mod socket;
mod stats;
mod teams;
#[cfg(feature = "tls")]
mod tls;
#[cfg(feature = "client")]
mod virtual_clock;

pub use environment::{environment, no_proxy};
pub use options::Options;
#[cfg(feature = "client")]
pub use running::is_emulator;
pub use scenario::{Scenario, Speed};
pub use server::Emulator;
#[cfg(feature = "client")]
pub use virtual_clock::virtual_clock;
