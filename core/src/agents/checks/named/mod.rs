//! Checks with a condition of their own, by the names that declarations use.
//!
//! Each takes the name of its argument and all arguments, and may replace an argument by the
//! form in which it is sent.

mod apps;
mod artifacts;
mod lists;
mod projects;
mod resource_sets;
mod runs;
mod servers;

pub(crate) use apps::*;
pub(crate) use artifacts::*;
pub(crate) use lists::*;
pub(crate) use projects::*;
pub use resource_sets::MAX_RESOURCE_SET_MEMBERS;
pub(crate) use resource_sets::*;
pub(crate) use runs::*;
pub(crate) use servers::*;

#[cfg(test)]
mod tests;
