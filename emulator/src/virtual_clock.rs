//! The clock of clients in the emulator's own process: that of their account.
//!
//! A client of such an emulator does not sleep. A pause advances the account's clock to its end, and polls that
//! cannot find anything new are skipped, so a run of one hour ends as soon as a client waits for it.

use std::fmt;
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;

use flymyai_core::{BoxFuture, Clock, Instant, SystemClock};

use crate::accounts::{Account, Accounts, lock};
use crate::clock::Micros;

/// A real pause of a wait for which nothing is scheduled, such as for a run that never ends.
const IDLE: Duration = Duration::from_millis(1);
/// How long a wait lets waits that are due earlier, and requests in progress, go first: their program may have stopped.
const TURN: Duration = Duration::from_millis(100);

/// The process that the emulators run in; a forked child has only copies of their accounts.
static HOME: AtomicU32 = AtomicU32::new(0);
static RUNNING: Mutex<Vec<Running>> = Mutex::new(Vec::new());

struct Running {
    url: String,
    accounts: Weak<Accounts>,
    origin: Instant,
}

/// Makes the clocks of an emulator available to the clients of this process.
pub(crate) fn register(url: String, accounts: &Arc<Accounts>) {
    HOME.store(process::id(), Ordering::Release);
    let mut running = lock(&RUNNING);
    running.retain(|each| each.accounts.strong_count() > 0);
    running.push(Running {
        url,
        accounts: Arc::downgrade(accounts),
        origin: Instant::now(),
    });
}

/// The clock for a client with this address and key, if an emulator with virtual time runs there in this process.
///
/// ```
/// use flymyai_emulator::{Emulator, Options, virtual_clock};
///
/// let emulator = Emulator::start(Options { virtual_time: true, ..Options::default() });
/// let clock = virtual_clock(&emulator.url(), "fly-doc").unwrap();
/// assert_eq!(clock.now(), clock.now());
/// assert!(virtual_clock("http://127.0.0.1:1", "fly-doc").is_none());
/// ```
#[must_use]
pub fn virtual_clock(base_url: &str, key: &str) -> Option<Arc<dyn Clock>> {
    if HOME.load(Ordering::Acquire) != process::id() {
        return None;
    }
    let url = base_url.trim_end_matches('/');
    let running = lock(&RUNNING);
    let emulator = running.iter().find(|each| each.url == url)?;
    Some(Arc::new(VirtualClock {
        accounts: emulator.accounts.upgrade()?,
        key: key.to_owned(),
        origin: emulator.origin,
    }))
}

struct VirtualClock {
    accounts: Arc<Accounts>,
    key: String,
    origin: Instant,
}

impl fmt::Debug for VirtualClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VirtualClock(..)")
    }
}

impl VirtualClock {
    /// The account of now: a test may have reset it.
    fn account(&self) -> Arc<Account> {
        self.accounts.of_key(&self.key)
    }

    fn instant(&self, at: Micros) -> Instant {
        let distance = Duration::from_micros(at);
        self.origin.checked_add(distance).unwrap_or(self.origin)
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> Instant {
        self.instant(self.account().moment().now)
    }

    fn sleep_until(&self, moment: Instant) -> BoxFuture<'_, ()> {
        let due = moment.saturating_duration_since(self.origin).as_micros();
        let due = Micros::try_from(due).unwrap_or(Micros::MAX);
        Box::pin(async move {
            let account = self.account();
            let sleeper = account.sleepers.enter(due);
            let _ = tokio::time::timeout(TURN, sleeper.turn()).await;
            if account.next_change().is_none() {
                tokio::time::sleep(IDLE).await;
            }
            account.clock().advance_to(due);
        })
    }

    fn jitter(&self) -> f64 {
        SystemClock.jitter()
    }

    fn next_poll(&self, due: Instant) -> Instant {
        let next = self.account().next_change();
        next.map_or(due, |next| due.max(self.instant(next)))
    }
}
