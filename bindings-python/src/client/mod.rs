//! What the agents client and the inference client have in common.

pub(crate) mod call;
pub(crate) mod handle;
pub(crate) mod stream;
