//! Runs core's futures on the addon's tokio runtime, and returns their outcomes to JavaScript.

pub(crate) mod cancel;
pub(crate) mod completions;
pub(crate) mod outcome;
pub(crate) mod task;
