//! Accounts: one per API key, with nothing shared between them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http::HeaderMap;
use tokio_util::sync::CancellationToken;

use crate::agents::Agents;
use crate::chaos::Chaos;
use crate::clock::{Clock, Micros, Stamp};
use crate::gates::Gates;
use crate::inference::Predictions;
use crate::m1::Chats;
use crate::recording::Recording;
use crate::script::Script;

/// Everything one API key can see, and everything its tests have arranged.
pub(crate) struct Account {
    access: Access,
    clock: Mutex<Clock>,
    agents: Mutex<Agents>,
    predictions: Mutex<Predictions>,
    chats: Mutex<Chats>,
    script: Mutex<Script>,
    chaos: Mutex<Option<Chaos>>,
    pub(crate) recording: Recording,
    pub(crate) gates: Gates,
    /// Cancelled when the account is reset; connections that wait in it are closed.
    pub(crate) retired: CancellationToken,
}

/// Whether the service accepts a key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Access {
    Granted,
    Missing,
    Invalid,
}

/// An account's clock read once, so that one response tells of one moment.
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
}

impl Account {
    fn new(key: &str, pace: Duration) -> Self {
        let access = match key {
            "" => Access::Missing,
            key if key.starts_with("fly-") => Access::Granted,
            _ => Access::Invalid,
        };
        let clock = Clock::new(pace);
        Self {
            access,
            agents: Mutex::new(Agents::seeded()),
            predictions: Mutex::default(),
            chats: Mutex::default(),
            clock: Mutex::new(clock),
            script: Mutex::default(),
            chaos: Mutex::default(),
            recording: Recording::new(),
            gates: Gates::default(),
            retired: CancellationToken::new(),
        }
    }

    pub(crate) fn access(&self) -> Access {
        self.access
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
    by_key: Mutex<HashMap<String, Arc<Account>>>,
}

impl Accounts {
    pub(crate) fn new(pace: Duration) -> Self {
        Self {
            pace,
            by_key: Mutex::default(),
        }
    }

    /// The account of the request's `X-API-KEY`. A missing or refused key has an account too, so that tests can read
    /// what was sent with it.
    pub(crate) fn of(&self, headers: &HeaderMap) -> Arc<Account> {
        let key = key(headers);
        let mut by_key = lock(&self.by_key);
        if let Some(account) = by_key.get(key) {
            return Arc::clone(account);
        }
        let account = Arc::new(Account::new(key, self.pace));
        by_key.insert(key.to_owned(), Arc::clone(&account));
        account
    }

    /// Forgets the account of this key; the next request finds a fresh one.
    pub(crate) fn reset(&self, headers: &HeaderMap) {
        if let Some(account) = lock(&self.by_key).remove(key(headers)) {
            account.retired.cancel();
        }
    }
}

fn key(headers: &HeaderMap) -> &str {
    headers
        .get("x-api-key")
        .and_then(|key| key.to_str().ok())
        .unwrap_or("")
}

/// A panic of another request must not take the whole server down, so poisoning is ignored.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
