//! Ends the threads that no call needs before the process forks.
//!
//! Python 3.12 and newer warn of a fork in a process with several threads. So a process
//! without calls under way has no thread of this module when it forks: they end, and start
//! again on demand.

use std::thread;
use std::time::{Duration, Instant};

use pyo3::prelude::*;
use pyo3::types::{PyCFunction, PyDict, PyTuple};

use crate::runtime::state::{forget_state, state};
use crate::runtime::threads::CHECK_PAUSE;
use crate::runtime::workers::is_finalizing;

/// The time that a fork waits for threads that are about to end.
const THREADS_TIMEOUT: Duration = Duration::from_millis(200);
/// The time that a fork waits for a runtime that current calls may need.
const RUNTIME_TIMEOUT: Duration = Duration::from_millis(5);

/// Registers the functions that run before and after each fork.
pub(crate) fn prepare_for_forks(module: &Bound<'_, PyModule>) -> PyResult<()> {
    type Arguments<'a, 'py> = &'a Bound<'py, PyTuple>;
    type Named<'a, 'py> = Option<&'a Bound<'py, PyDict>>;

    let py = module.py();
    // Systems without fork have no such function.
    if let Ok(register) = py.import("os")?.getattr("register_at_fork") {
        let before = |given: Arguments<'_, '_>, _: Named<'_, '_>| before(given.py());
        let after = |given: Arguments<'_, '_>, _: Named<'_, '_>| after(given.py());
        let in_child = |_: Arguments<'_, '_>, _: Named<'_, '_>| forget_state();
        let functions = PyDict::new(py);
        functions.set_item("before", PyCFunction::new_closure(py, None, None, before)?)?;
        functions.set_item(
            "after_in_parent",
            PyCFunction::new_closure(py, None, None, after)?,
        )?;
        functions.set_item(
            "after_in_child",
            PyCFunction::new_closure(py, None, None, in_child)?,
        )?;
        register.call((), Some(&functions))?;
    }
    Ok(())
}

/// Ends the threads that have nothing to do.
fn before(py: Python<'_>) -> PyResult<()> {
    if is_finalizing(py)? {
        return Ok(());
    }
    let state = state();
    py.detach(|| {
        let deadline = Instant::now() + THREADS_TIMEOUT;
        // Calls that were just cancelled release it within a moment.
        let soon = Instant::now() + RUNTIME_TIMEOUT;
        while !state.end_idle_runtime(deadline) && Instant::now() < soon {
            thread::sleep(CHECK_PAUSE);
        }
        state.workers.before_fork(deadline);
        state.blocking.wait(deadline);
    });
    Ok(())
}

/// Starts the threads again that calls under way need, in the parent.
fn after(py: Python<'_>) -> PyResult<()> {
    if is_finalizing(py)? {
        return Ok(());
    }
    state().workers.after_fork(py)
}
