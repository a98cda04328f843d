//! Environment variables. An empty one counts as absent.

use crate::host;

pub(super) fn non_empty(value: Option<String>) -> Option<String> {
    value.filter(|value| !value.is_empty())
}

pub(super) fn from_env(name: &str) -> Option<String> {
    non_empty(host::variable(name))
}
