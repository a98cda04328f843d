//! Parts that the agents client and the inference client share.

pub(crate) mod call;
pub(crate) mod handle;
pub(crate) mod options;
pub(crate) mod stream;
