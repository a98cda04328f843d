//! The clock of clients in the emulator's own process: that of their account.
//!
//! A client of such an emulator does not sleep. A pause advances the account's clock to its end, and polls that
//! cannot find anything new are skipped, so a run of one hour ends as soon as a client waits for it. When the emulator
//! has ended, the clock goes on in real time from the moment that the account had reached.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use flymyai_core::{BoxFuture, Clock, Instant, SystemClock};

use crate::accounts::Account;
use crate::clock::Micros;
use crate::running::{self, Running};

/// A real pause of a wait for which nothing is scheduled, such as for a run that never ends.
const IDLE: Duration = Duration::from_millis(1);
/// How long a wait lets waits that are due earlier, and requests in progress, go first: their program may have stopped.
const TURN: Duration = Duration::from_millis(100);

/// The clock for a client with this address and key, if an emulator with virtual time runs there in this process.
///
/// ```
/// use flymyai_emulator::{Emulator, Options, virtual_clock};
///
/// let emulator = Emulator::start(Options { virtual_time: true, ..Options::default() });
/// let clock = virtual_clock(&emulator.url(), "fly-doc").unwrap();
/// assert_eq!(clock.now(), clock.now());
/// assert!(virtual_clock("http://127.0.0.1:1", "fly-doc").is_none());
/// drop(emulator);
/// let ended = clock.now();
/// while clock.now() == ended {}
/// ```
#[must_use]
pub fn virtual_clock(base_url: &str, key: &str) -> Option<Arc<dyn Clock>> {
    let emulator = running::find(base_url).filter(|emulator| emulator.is_time_virtual)?;
    let key = key.to_owned();
    Some(Arc::new(VirtualClock { emulator, key }))
}

struct VirtualClock {
    emulator: Arc<Running>,
    key: String,
}

impl fmt::Debug for VirtualClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VirtualClock(..)")
    }
}

impl VirtualClock {
    /// The account of now, as a test may have reset it; `None` if the emulator has ended.
    fn account(&self) -> Option<Arc<Account>> {
        Some(self.emulator.accounts()?.of_key(&self.key))
    }

    fn instant(&self, at: Duration) -> Instant {
        let origin = self.emulator.origin;
        origin.checked_add(at).unwrap_or(origin)
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> Instant {
        self.instant(match self.account() {
            Some(account) => Duration::from_micros(account.moment().now),
            None => self.emulator.since_end(&self.key),
        })
    }

    fn sleep_until(&self, moment: Instant) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            if let Some(account) = self.account() {
                let due = moment.saturating_duration_since(self.emulator.origin);
                let due = Micros::try_from(due.as_micros()).unwrap_or(Micros::MAX);
                let sleeper = account.sleepers.enter(due);
                let _ = tokio::time::timeout(TURN, sleeper.turn()).await;
                if account.next_change().is_none() {
                    tokio::time::sleep(IDLE).await;
                }
                if self.account().is_some() {
                    account.clock().advance_to(due);
                    return;
                }
            }
            tokio::time::sleep(moment.saturating_duration_since(self.now())).await;
        })
    }

    fn jitter(&self) -> f64 {
        SystemClock.jitter()
    }

    fn next_poll(&self, due: Instant) -> Instant {
        let next = self.account().and_then(|account| account.next_change());
        next.map_or(due, |next| {
            due.max(self.instant(Duration::from_micros(next)))
        })
    }
}
