//! The names of agents, for the names of spans: the record of a run has only the agent's id.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use crate::scan;

/// The number of names that a client keeps: more than accounts have.
const MAX_AGENT_NAMES: usize = 10_000;
/// The bytes of a name, and of an id, that is kept.
const MAX_NAME_BYTES: usize = 1_000;

/// The names of the agents whose records a client has read. Cloning is cheap; clones are the same
/// names.
#[derive(Clone, Default)]
pub(crate) struct AgentNames(Arc<Mutex<HashMap<String, String>>>);

impl AgentNames {
    /// Keeps the name of the agent in a record; the last record counts. Other JSON is ignored.
    pub(crate) fn read(&self, record: &[u8]) {
        let (mut id, mut name) = (None, None);
        for (key, value) in scan::members(scan::document_start(record)).flatten() {
            match &*key {
                "uuid" => id = scan::string(value),
                // A name that is no text is none.
                "name" => name = Some(scan::string(value).unwrap_or_default()),
                _ => continue,
            }
            // The rest of the record may be large.
            if let (Some(id), Some(name)) = (&id, &name) {
                return self.insert(id, name);
            }
        }
    }

    fn insert(&self, id: &str, name: &str) {
        let mut names = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if name.is_empty() || id.len().max(name.len()) > MAX_NAME_BYTES {
            names.remove(id);
            return;
        }
        if names.len() >= MAX_AGENT_NAMES && !names.contains_key(id) {
            names.clear();
        }
        names.insert(id.to_owned(), name.to_owned());
    }

    /// The name of an agent, if it is known.
    pub(super) fn get(&self, id: &str) -> Option<String> {
        let names = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        names.get(id).cloned()
    }
}

impl fmt::Debug for AgentNames {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AgentNames(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_record_of_an_agent_counts() {
        let names = AgentNames::default();
        names.read(br#"{"uuid": "a1", "name": "Scout"}"#);
        names
            .read("\u{feff} {\"goal\": \"\", \"name\": \"S\\u00e9\", \"uuid\": \"a2\"}".as_bytes());
        assert_eq!(names.get("a1").as_deref(), Some("Scout"));
        assert_eq!(names.get("a2").as_deref(), Some("Sé"));
        names.read(br#"{"uuid": "a1", "name": "Finder"}"#);
        assert_eq!(names.get("a1").as_deref(), Some("Finder"));
        for name in ["\"\"", "null", "\"\\ud800\""] {
            names.insert("a1", "Scout");
            names.read(format!("{{\"uuid\": \"a1\", \"name\": {name}}}").as_bytes());
            assert_eq!(names.get("a1"), None, "{name}");
        }
    }

    #[test]
    fn other_json_is_ignored() {
        let names = AgentNames::default();
        for record in [
            "",
            "null",
            "[]",
            "{",
            "{\"uuid\": 7, \"name\": \"x\"}",
            "{\"uuid\": \"a1\"}",
            "{\"uuid\": \"a1\", \"name\": null}",
        ] {
            names.read(record.as_bytes());
        }
        assert!(names.0.lock().unwrap().is_empty());
    }

    #[test]
    fn a_long_name_is_not_kept() {
        let names = AgentNames::default();
        let longest = "x".repeat(MAX_NAME_BYTES);
        names.insert("a1", &longest);
        names.insert("a2", &format!("{longest}x"));
        assert_eq!(names.get("a1"), Some(longest));
        assert_eq!(names.get("a2"), None);
    }

    #[test]
    fn the_number_of_names_is_limited() {
        let names = AgentNames::default();
        for id in 0..MAX_AGENT_NAMES {
            names.insert(&id.to_string(), "x");
        }
        names.insert("0", "y");
        assert_eq!(names.0.lock().unwrap().len(), MAX_AGENT_NAMES);
        names.insert(&MAX_AGENT_NAMES.to_string(), "x");
        assert_eq!(
            names.get(&MAX_AGENT_NAMES.to_string()).as_deref(),
            Some("x")
        );
        assert_eq!(names.0.lock().unwrap().len(), 1);
    }
}
