//! Calls whose requests or pauses are carried out by Python code.

pub(crate) mod context;
pub(crate) mod stepper;
pub(crate) mod transport;
