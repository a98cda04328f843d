//! Runs core's futures and collects their outcomes for JavaScript.

pub(crate) mod cancel;
pub(crate) mod completions;
pub(crate) mod outcome;
pub(crate) mod task;
