//! Calls whose requests or pauses are carried out by Python code.
//!
//! This is written by hand because `pyo3-async-runtimes` 0.29 lost a trial with the same
//! extension (CPython 3.11, a coroutine that returns at once, CPU time per awaited callback):
//!
//! - Speed: 9 µs here and 26 µs there in one call, 9 and 16 µs in 50 calls at once. Its
//!   `into_future` schedules a task of the event loop and wakes a thread of the runtime for
//!   each callback; here the callback is awaited in the task that awaits the call.
//! - Context: for the same reason, callbacks there run in another task than the caller's and
//!   what they set in a context variable is lost.
//! - Fork: its runtime has no threads in a forked child, whose first call never returns.
//! - trio: it requires a running asyncio loop and raises `RuntimeError` under trio.
//!
//! Programs that end while daemon threads await callbacks did not crash with either.

pub(crate) mod clock;
pub(crate) mod context;
pub(crate) mod queue;
pub(crate) mod stepper;
pub(crate) mod transport;
pub(crate) mod upload;
