//! The waits of an account's clients in virtual time: the one that is due first ends first.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use tokio::sync::Notify;

use crate::accounts::lock;
use crate::clock::Micros;

/// The real time without a request after which clients have come to their next wait.
const QUIET: Duration = Duration::from_millis(1);
/// The same while several clients or threads are active, which a busy machine may run one after the other.
const QUIET_TOGETHER: Duration = Duration::from_millis(10);
/// How long a connection counts as active after a request.
const ACTIVE: Duration = Duration::from_millis(200);

pub(crate) struct Sleepers {
    state: Mutex<State>,
    left: Notify,
}

struct State {
    /// When each wait is due, and its number.
    due: BTreeSet<(Micros, u64)>,
    entered: u64,
    in_progress: u32,
    last: Instant,
    /// The connections of recent requests.
    connections: Vec<(u64, Instant)>,
}

/// A wait in the queue; it leaves the queue when it is dropped.
pub(crate) struct Sleeper<'a> {
    sleepers: &'a Sleepers,
    key: (Micros, u64),
}

/// A request in progress.
pub(crate) struct Request<'a>(&'a Sleepers);

impl Default for Sleepers {
    fn default() -> Self {
        let state = State {
            due: BTreeSet::new(),
            entered: 0,
            in_progress: 0,
            last: Instant::now(),
            connections: Vec::new(),
        };
        Self {
            state: Mutex::new(state),
            left: Notify::new(),
        }
    }
}

impl Sleepers {
    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    pub(crate) fn request(&self, connection: u64) -> Request<'_> {
        let now = Instant::now();
        let mut state = self.state();
        state.in_progress += 1;
        state
            .connections
            .retain(|(id, at)| *id != connection && now.duration_since(*at) < ACTIVE);
        state.connections.push((connection, now));
        Request(self)
    }

    pub(crate) fn enter(&self, due: Micros) -> Sleeper<'_> {
        let mut state = self.state();
        state.entered += 1;
        let key = (due, state.entered);
        state.due.insert(key);
        Sleeper {
            sleepers: self,
            key,
        }
    }
}

impl State {
    /// How much longer the account must be without a request.
    fn unquiet(&self) -> Option<Duration> {
        if self.in_progress > 0 {
            return Some(QUIET);
        }
        let is_alone = self.due.len() <= 1 && self.connections.len() <= 1;
        let needed = if is_alone { QUIET } else { QUIET_TOGETHER };
        let rest = needed.saturating_sub(self.last.elapsed());
        (!rest.is_zero()).then_some(rest)
    }
}

impl Sleeper<'_> {
    /// Returns once no wait is due earlier, and no client is between two waits.
    pub(crate) async fn turn(&self) {
        loop {
            let left = self.sleepers.left.notified();
            let (is_first, unquiet) = {
                let state = self.sleepers.state();
                (state.due.first() == Some(&self.key), state.unquiet())
            };
            match (is_first, unquiet) {
                (true, None) => return,
                (true, Some(rest)) => tokio::time::sleep(rest).await,
                (false, _) => left.await,
            }
        }
    }
}

impl Drop for Sleeper<'_> {
    fn drop(&mut self) {
        let mut state = self.sleepers.state();
        state.due.remove(&self.key);
        state.last = Instant::now();
        drop(state);
        self.sleepers.left.notify_waiters();
    }
}

impl Drop for Request<'_> {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.in_progress -= 1;
        state.last = Instant::now();
    }
}
