//! The facilities of the process's host: time, random numbers, environment variables and URLs.
//!
//! With the feature `system` these are tokio's timers, the operating system's functions and a crate.
//! Without it, as in WebAssembly, a binding installs a [`Host`](installed::Host).

#[cfg(not(feature = "system"))]
mod installed;
#[cfg(feature = "system")]
mod system;
#[cfg(test)]
pub(crate) mod test_host;
#[cfg(not(feature = "system"))]
mod url;

#[cfg(not(feature = "system"))]
pub(crate) use self::url::Url;
#[cfg(not(feature = "system"))]
pub use installed::{Host, Instant, install_host};
#[cfg(not(feature = "system"))]
pub(crate) use installed::{
    consume_budget, fill_random, sleep_until, system_time, timeout, timeout_at, variable, yield_now,
};
#[cfg(feature = "system")]
pub use system::Instant;
#[cfg(feature = "system")]
pub(crate) use system::{
    Url, consume_budget, fill_random, sleep_until, system_time, timeout, timeout_at, variable,
    yield_now,
};
