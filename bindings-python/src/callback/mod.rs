//! Calls whose requests or pauses are carried out by Python code.

pub(crate) mod clock;
pub(crate) mod context;
pub(crate) mod queue;
pub(crate) mod stepper;
pub(crate) mod transport;
pub(crate) mod upload;
