//! The names and addresses of accounts, for shared resources.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, Weak};

use http::StatusCode;
use serde::Serialize;

use crate::accounts::{Account, lock};
use crate::artifacts::Artifacts;
use crate::projects::Projects;
use crate::response::{ApiError, Outcome};
use crate::rest::ids::sha256;
use crate::shares::Shares;
use crate::teams::Teams;

/// The common state of accounts: all that more than one of them can read.
#[derive(Default)]
pub(crate) struct Common {
    people: Mutex<HashMap<String, Entry>>,
    artifacts: Mutex<Artifacts>,
    projects: Mutex<Projects>,
    teams: Mutex<Teams>,
    shares: Mutex<Shares>,
}

/// The owner of an account, for other accounts.
#[derive(Clone, Serialize)]
pub(crate) struct Person {
    /// The reference that other accounts store; constant, and independent of the key.
    #[serde(skip)]
    pub(crate) handle: String,
    pub(crate) id: u64,
    pub(crate) username: String,
    pub(crate) email: String,
}

struct Entry {
    person: Person,
    account: Weak<Account>,
}

impl Person {
    /// The person that belongs to a key, the same at every start.
    pub(crate) fn of_key(key: &str) -> Self {
        let hash = sha256(key.as_bytes());
        let username = format!("user-{}", &hash[..8]);
        Self {
            id: u64::from(u32::from_str_radix(&hash[..7], 16).unwrap_or_default()) + 1,
            email: format!("{username}@example.com"),
            handle: hash[..16].to_owned(),
            username,
        }
    }

    /// Whether this names them: by user name or address, in any case.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        let name = name.trim();
        self.username.eq_ignore_ascii_case(name) || self.email.eq_ignore_ascii_case(name)
    }
}

impl Common {
    pub(crate) fn artifacts(&self) -> MutexGuard<'_, Artifacts> {
        lock(&self.artifacts)
    }

    pub(crate) fn projects(&self) -> MutexGuard<'_, Projects> {
        lock(&self.projects)
    }

    pub(crate) fn teams(&self) -> MutexGuard<'_, Teams> {
        lock(&self.teams)
    }

    pub(crate) fn shares(&self) -> MutexGuard<'_, Shares> {
        lock(&self.shares)
    }

    pub(crate) fn join(&self, person: Person, account: Weak<Account>) {
        let handle = person.handle.clone();
        lock(&self.people).insert(handle, Entry { person, account });
    }

    pub(crate) fn person(&self, handle: &str) -> Option<Person> {
        lock(&self.people)
            .get(handle)
            .map(|entry| entry.person.clone())
    }

    /// The user name of an account, also of a removed one.
    pub(crate) fn username(&self, handle: &str) -> String {
        self.person(handle)
            .map_or_else(|| handle.to_owned(), |person| person.username)
    }

    pub(crate) fn account(&self, handle: &str) -> Option<Arc<Account>> {
        lock(&self.people).get(handle)?.account.upgrade()
    }

    /// The owner of a user name or an address.
    pub(crate) fn find(&self, name: &str) -> Option<Person> {
        lock(&self.people)
            .values()
            .map(|entry| &entry.person)
            .find(|person| person.is_called(name))
            .cloned()
    }

    /// Gives an account another user name, and the address that goes with it unless one is given.
    pub(crate) fn rename(
        &self,
        handle: &str,
        username: Option<String>,
        email: Option<String>,
    ) -> Outcome<()> {
        let mut people = lock(&self.people);
        let is_taken = |name: &Option<String>| {
            name.as_deref().is_some_and(|name| {
                people
                    .values()
                    .any(|entry| entry.person.handle != handle && entry.person.is_called(name))
            })
        };
        if is_taken(&username) || is_taken(&email) {
            let text = "Another account has this name or address.";
            return Err(ApiError::coded(StatusCode::CONFLICT, "name_taken", text));
        }
        if let Some(entry) = people.get_mut(handle) {
            if let Some(username) = username {
                entry.person.email = format!("{username}@example.com");
                entry.person.username = username;
            }
            if let Some(email) = email {
                entry.person.email = email;
            }
        }
        Ok(())
    }

    /// Removes an account and its own resources, but not those of others that it took part in.
    pub(crate) fn forget(&self, handle: &str) {
        lock(&self.people).remove(handle);
        self.artifacts().forget(handle);
        self.projects().forget(handle);
        self.teams().forget(handle);
        self.shares().forget(handle);
    }
}
