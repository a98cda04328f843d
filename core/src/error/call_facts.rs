//! What an error knows of its call.

use std::time::Duration;

/// The call of an error, as far as it is known.
#[derive(Clone, Debug, Default)]
pub(super) struct CallFacts {
    pub(super) operation: Option<&'static str>,
    pub(super) elapsed: Option<Duration>,
    pub(super) request_id: Option<String>,
    pub(super) resource_id: Option<String>,
    pub(super) run_id: Option<String>,
    pub(super) cursor: Option<String>,
}
