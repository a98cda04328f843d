//! Accounts: one per API key, with nothing shared between them.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http::HeaderMap;
use tokio_util::sync::CancellationToken;

use crate::agents::Agents;
use crate::chaos::Chaos;
use crate::clock::{Clock, Micros, Mode, Stamp};
use crate::gates::Gates;
use crate::inference::Predictions;
use crate::m1::Chats;
use crate::people::{Common, Person};
use crate::recording::Recording;
use crate::rest::replay::Replays;
use crate::scenario::Scenario;
use crate::script::Script;
use crate::sleepers::Sleepers;

/// The state of one API key, with the scripts and settings of its tests.
pub(crate) struct Account {
    access: Access,
    /// Its name for other accounts.
    pub(crate) handle: String,
    pub(crate) common: Arc<Common>,
    settings: Mutex<Settings>,
    replays: Mutex<Replays>,
    clock: Mutex<Clock>,
    agents: Mutex<Agents>,
    predictions: Mutex<Predictions>,
    chats: Mutex<Chats>,
    script: Mutex<Script>,
    chaos: Mutex<Option<Chaos>>,
    pub(crate) recording: Recording,
    pub(crate) gates: Gates,
    pub(crate) sleepers: Sleepers,
    /// Cancelled when the account is reset; connections that wait in it are closed.
    pub(crate) was_reset: CancellationToken,
}

/// How the service treats an account.
#[derive(Clone, Copy, Default)]
pub(crate) struct Settings {
    /// Whether keyed requests without a key are refused where clients of 1.1 send none.
    pub(crate) require_keys: bool,
    /// The page size of lists with links for requests that name none.
    pub(crate) list_page_size: Option<usize>,
}

/// Whether the service accepts a key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Access {
    Granted,
    Missing,
    Invalid,
}

/// An account's clock read once, so that one response has one time.
#[derive(Clone, Copy)]
pub(crate) struct Moment {
    pub(crate) now: Micros,
    pub(crate) pace: Micros,
    epoch: Micros,
}

impl Moment {
    /// Puts a point of the account's time on the wall clock.
    pub(crate) fn stamp(&self, at: Micros) -> Stamp {
        Stamp(self.epoch + at)
    }

    /// Now, on the wall clock.
    pub(crate) fn wall(&self) -> Stamp {
        self.stamp(self.now)
    }

    /// So many steps of the pace from now, on the wall clock.
    pub(crate) fn in_steps(&self, steps: u64) -> Stamp {
        self.stamp(self.now + steps * self.pace)
    }

    /// So many seconds from now, on the wall clock.
    pub(crate) fn in_seconds(&self, seconds: u64) -> Stamp {
        self.stamp(self.now + seconds * 1_000_000)
    }
}

impl Account {
    fn new(key: &str, clock: Clock, common: Arc<Common>) -> Arc<Self> {
        let access = match key {
            "" => Access::Missing,
            key if key.starts_with("fly-") => Access::Granted,
            _ => Access::Invalid,
        };
        let person = Person::of_key(key);
        let account = Arc::new(Self {
            access,
            handle: person.handle.clone(),
            settings: Mutex::default(),
            replays: Mutex::default(),
            agents: Mutex::new(Agents::seeded()),
            predictions: Mutex::default(),
            chats: Mutex::default(),
            clock: Mutex::new(clock),
            script: Mutex::default(),
            chaos: Mutex::default(),
            recording: Recording::new(),
            gates: Gates::default(),
            sleepers: Sleepers::default(),
            was_reset: CancellationToken::new(),
            common,
        });
        account.common.join(person, Arc::downgrade(&account));
        account
    }

    /// An account that no request reaches.
    pub(crate) fn unlisted() -> Arc<Self> {
        Self::new("", Clock::new(Mode::Auto, Duration::ZERO), Arc::default())
    }

    pub(crate) fn access(&self) -> Access {
        self.access
    }

    /// The owner, for other accounts.
    pub(crate) fn person(&self) -> Person {
        // Only an account that was reset during this request is not listed.
        let listed = self.common.person(&self.handle);
        listed.unwrap_or_else(|| Person::of_key(""))
    }

    pub(crate) fn settings(&self) -> MutexGuard<'_, Settings> {
        lock(&self.settings)
    }

    pub(crate) fn replays(&self) -> MutexGuard<'_, Replays> {
        lock(&self.replays)
    }

    pub(crate) fn clock(&self) -> MutexGuard<'_, Clock> {
        lock(&self.clock)
    }

    pub(crate) fn agents(&self) -> MutexGuard<'_, Agents> {
        lock(&self.agents)
    }

    pub(crate) fn predictions(&self) -> MutexGuard<'_, Predictions> {
        lock(&self.predictions)
    }

    pub(crate) fn chats(&self) -> MutexGuard<'_, Chats> {
        lock(&self.chats)
    }

    pub(crate) fn script(&self) -> MutexGuard<'_, Script> {
        lock(&self.script)
    }

    pub(crate) fn chaos(&self) -> MutexGuard<'_, Option<Chaos>> {
        lock(&self.chaos)
    }

    /// When the next run, compilation or prediction changes, if one does without a further request.
    pub(crate) fn next_change(&self) -> Option<Micros> {
        let now = self.moment().now;
        let runs = self.agents().next_change(now);
        let predictions = self.predictions().next_change(now);
        runs.into_iter().chain(predictions).min()
    }

    pub(crate) fn moment(&self) -> Moment {
        let clock = self.clock();
        Moment {
            now: clock.now(),
            pace: clock.pace(),
            epoch: clock.epoch(),
        }
    }
}

/// The accounts of one server, made when their key is first seen.
pub(crate) struct Accounts {
    pace: Duration,
    /// Whether the clocks of new accounts stand still.
    virtual_time: bool,
    /// The agents and faults of new accounts.
    scenario: Option<Scenario>,
    common: Arc<Common>,
    by_key: Mutex<HashMap<String, Arc<Account>>>,
}

impl Accounts {
    pub(crate) fn new(pace: Duration, virtual_time: bool, scenario: Option<Scenario>) -> Self {
        Self {
            pace,
            virtual_time,
            scenario,
            common: Arc::default(),
            by_key: Mutex::default(),
        }
    }

    /// The account of the request's `X-API-KEY`. A missing or refused key has an account too, so that tests can read
    /// the requests with it.
    pub(crate) fn of(&self, headers: &HeaderMap) -> Arc<Account> {
        self.of_key(key(headers))
    }

    pub(crate) fn of_key(&self, key: &str) -> Arc<Account> {
        let mut by_key = lock(&self.by_key);
        if let Some(account) = by_key.get(key) {
            return Arc::clone(account);
        }
        let mode = match self.virtual_time {
            true => Mode::Manual,
            false => Mode::Auto,
        };
        let clock = Clock::new(mode, self.pace);
        let account = Account::new(key, clock, Arc::clone(&self.common));
        if let Some(scenario) = &self.scenario {
            // It was applied to another new account when it was parsed.
            let _ = scenario.apply(&account);
        }
        by_key.insert(key.to_owned(), Arc::clone(&account));
        account
    }

    /// The time that the account of each key has reached.
    pub(crate) fn times(&self) -> HashMap<String, Micros> {
        let by_key = lock(&self.by_key);
        let times = by_key.iter().map(|(key, account)| {
            let now = account.clock().now();
            (key.clone(), now)
        });
        times.collect()
    }

    /// The account with this handle.
    pub(crate) fn of_handle(&self, handle: &str) -> Option<Arc<Account>> {
        self.common.account(handle)
    }

    /// Removes the account of this key; the next request creates a new one.
    pub(crate) fn reset(&self, headers: &HeaderMap) {
        if let Some(account) = lock(&self.by_key).remove(key(headers)) {
            account.was_reset.cancel();
            account.common.forget(&account.handle);
        }
    }
}

impl fmt::Debug for Accounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Accounts(..)")
    }
}

fn key(headers: &HeaderMap) -> &str {
    headers
        .get("x-api-key")
        .and_then(|key| key.to_str().ok())
        .unwrap_or("")
}

/// Poisoning is ignored: a panic of another request does not stop the server.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
