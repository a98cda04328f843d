//! The emulators of this process. Its clients use them without a proxy, and in virtual time if it is set.

use std::collections::HashMap;
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, OnceLock, Weak};
use std::time::Duration;

use flymyai_core::Instant;
use url::{Host, Url};

use crate::accounts::{Accounts, lock};
use crate::clock::Micros;

/// The process of the emulators in `RUNNING`. A forked child reads it before it takes the lock, which a thread of the
/// parent may have held during the fork.
static PROCESS: AtomicU32 = AtomicU32::new(0);
static RUNNING: Mutex<Vec<Arc<Running>>> = Mutex::new(Vec::new());

/// An emulator of this process, also after its end.
pub(crate) struct Running {
    address: SocketAddr,
    process: u32,
    /// A client that is left open does not keep the accounts.
    accounts: Weak<Accounts>,
    ended: OnceLock<Ended>,
    pub(crate) is_time_virtual: bool,
    /// The moment at which the time of its accounts was 0.
    pub(crate) origin: Instant,
}

/// The end of an emulator, and the time that its accounts had reached by then.
struct Ended {
    at: Instant,
    reached: HashMap<String, Micros>,
}

impl Running {
    /// Its accounts; `None` if it has ended.
    pub(crate) fn accounts(&self) -> Option<Arc<Accounts>> {
        match self.ended.get() {
            Some(_) => None,
            None => self.accounts.upgrade(),
        }
    }

    /// The time of an account after the end: the time that it had reached, and the real time since then.
    pub(crate) fn since_end(&self, key: &str) -> Duration {
        let ended = self.end();
        let reached = ended.reached.get(key).copied().unwrap_or_default();
        Duration::from_micros(reached).saturating_add(ended.at.elapsed())
    }

    fn end(&self) -> &Ended {
        self.ended.get_or_init(|| Ended {
            at: Instant::now(),
            reached: self
                .accounts
                .upgrade()
                .map(|accounts| accounts.times())
                .unwrap_or_default(),
        })
    }
}

/// Makes an emulator findable for the clients of this process until this is dropped.
pub(crate) struct Registration(Arc<Running>);

impl Registration {
    pub(crate) fn new(
        address: SocketAddr,
        accounts: &Arc<Accounts>,
        is_time_virtual: bool,
    ) -> Self {
        let process = process::id();
        let emulator = Arc::new(Running {
            address,
            process,
            accounts: Arc::downgrade(accounts),
            ended: OnceLock::new(),
            is_time_virtual,
            origin: Instant::now(),
        });
        let mut running = lock(&RUNNING);
        // A forked child has entries of its parent, whose accounts are copies that no thread serves.
        running.retain(|each| each.process == process && each.address != address);
        running.push(Arc::clone(&emulator));
        PROCESS.store(process, Ordering::Release);
        Self(emulator)
    }
}

impl Drop for Registration {
    fn drop(&mut self) {
        if self.0.process == process::id() {
            lock(&RUNNING).retain(|each| !Arc::ptr_eq(each, &self.0));
            self.0.end();
        }
    }
}

impl fmt::Debug for Registration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Registration")
            .field(&self.0.address)
            .finish()
    }
}

/// The emulator of this process at this address.
pub(crate) fn find(base_url: &str) -> Option<Arc<Running>> {
    if PROCESS.load(Ordering::Acquire) != process::id() {
        return None;
    }
    let url = Url::parse(base_url).ok()?;
    let running = lock(&RUNNING);
    let found = running.iter().find(|each| is_at(each.address, &url));
    found.map(Arc::clone)
}

/// Whether an emulator of this process listens at this address, however it is written.
///
/// ```
/// use flymyai_emulator::{Emulator, Options, is_emulator};
///
/// let emulator = Emulator::start(Options::default());
/// let port = emulator.address().port();
/// assert!(is_emulator(&format!("http://localhost:{port}/")));
/// drop(emulator);
/// assert!(!is_emulator(&format!("http://localhost:{port}/")));
/// ```
#[must_use]
pub fn is_emulator(base_url: &str) -> bool {
    find(base_url).is_some()
}

/// Whether requests to this URL reach a server that listens on this address.
fn is_at(address: SocketAddr, url: &Url) -> bool {
    let own = address.ip();
    let is_own = |host: IpAddr| {
        own == host
            || (own.is_unspecified()
                && (host.is_loopback() || host.is_unspecified())
                && (own.is_ipv6() || host.is_ipv4()))
    };
    let is_same_host = match url.host() {
        Some(Host::Ipv4(host)) => is_own(host.into()),
        Some(Host::Ipv6(host)) => is_own(host.to_canonical()),
        Some(Host::Domain(name)) => {
            name.trim_end_matches('.') == "localhost" && (own.is_loopback() || own.is_unspecified())
        }
        None => false,
    };
    url.scheme() == "http" && url.port_or_known_default() == Some(address.port()) && is_same_host
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_address_may_be_written_differently() {
        for (address, host, is_same) in [
            ("127.0.0.1:80", "http://127.0.0.1", true),
            ("127.0.0.1:8787", "http://127.0.0.1:8787/", true),
            ("127.0.0.1:8787", "http://127.0.0.1:8787/api/v1", true),
            ("127.0.0.1:8787", "http://127.1:8787", true),
            ("127.0.0.1:8787", "http://localhost:8787", true),
            ("127.0.0.1:8787", "HTTP://LocalHost.:8787", true),
            ("127.0.0.1:8787", "http://[::ffff:127.0.0.1]:8787", true),
            ("127.0.0.1:8787", "http://localhost:8788", false),
            ("127.0.0.1:8787", "https://localhost:8787", false),
            ("127.0.0.1:8787", "http://[::1]:8787", false),
            ("127.0.0.1:8787", "http://127.0.0.2:8787", false),
            ("127.0.0.1:8787", "http://localhost.example:8787", false),
            ("[::1]:8787", "http://[::1]:8787", true),
            ("[::1]:8787", "http://localhost:8787", true),
            ("[::1]:8787", "http://127.0.0.1:8787", false),
            ("0.0.0.0:8787", "http://localhost:8787", true),
            ("0.0.0.0:8787", "http://127.0.0.1:8787", true),
            ("0.0.0.0:8787", "http://0.0.0.0:8787", true),
            ("0.0.0.0:8787", "http://[::1]:8787", false),
            ("[::]:8787", "http://[::1]:8787", true),
            ("[::]:8787", "http://127.0.0.1:8787", true),
            ("192.0.2.1:8787", "http://192.0.2.1:8787", true),
            ("192.0.2.1:8787", "http://localhost:8787", false),
        ] {
            let found = is_at(address.parse().unwrap(), &Url::parse(host).unwrap());
            assert_eq!(found, is_same, "{address} {host}");
        }
    }
}
