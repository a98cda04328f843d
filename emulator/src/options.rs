//! The options of an emulator.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use crate::scenario::Scenario;

/// The address of the emulator and the pace of its runs.
///
/// ```
/// use flymyai_emulator::Options;
/// use std::time::Duration;
///
/// let options = Options { pace: Duration::from_millis(10), ..Options::default() };
/// assert_eq!(options.port, 0);
/// ```
#[derive(Clone, Debug)]
pub struct Options {
    /// Address to listen on; the loopback address by default.
    pub host: IpAddr,
    /// Port to listen on; 0 (the default) takes any free one.
    pub port: u16,
    /// Time between two steps of a run or a compilation, for accounts that don't set their own; 0.2 s by default.
    pub pace: Duration,
    /// Whether time stands still except in waits of clients in this process (`virtual_clock`) and when a test
    /// advances it; not by default.
    pub virtual_time: bool,
    /// The agents and faults of each new account; none by default.
    pub scenario: Option<Scenario>,
    /// Whether to listen on a second port too, for HTTPS with HTTP/2 and HTTP/1.1; not by default.
    #[cfg(feature = "tls")]
    pub tls: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 0,
            pace: Duration::from_millis(200),
            virtual_time: false,
            scenario: None,
            #[cfg(feature = "tls")]
            tls: false,
        }
    }
}
