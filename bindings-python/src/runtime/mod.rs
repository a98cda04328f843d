//! Runs futures of core in this process: on the calling thread or on the shared
//! runtime, and how their results reach Python's event loops.

pub(crate) mod connections;
pub(crate) mod event_loop;
pub(crate) mod fork;
pub(crate) mod interrupts;
pub(crate) mod local_runtime;
pub(crate) mod logs;
pub(crate) mod pool;
pub(crate) mod process;
mod sentinel;
pub(crate) mod shared;
pub(crate) mod state;
pub(crate) mod sync;
pub(crate) mod threads;
pub(crate) mod waker;
pub(crate) mod workers;
