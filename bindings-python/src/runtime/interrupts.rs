//! Lets a thread that waits in native code handle signals and asynchronous
//! exceptions.

use std::sync::OnceLock;
use std::time::Duration;

use pyo3::prelude::*;

use crate::runtime::logs;

/// The longest time between two checks of a waiting thread.
pub(crate) const CHECK_INTERVAL: Duration = Duration::from_millis(50);

/// Runs the handlers of signals, if this is the main thread, raises what
/// `PyThreadState_SetAsyncExc` has set for this one, and passes waiting log records on.
pub(crate) fn check_interrupts(py: Python<'_>) -> PyResult<()> {
    static NOTHING: OnceLock<Py<PyAny>> = OnceLock::new();
    py.check_signals()?;
    logs::deliver(py)?;
    // CPython raises such an exception only while it evaluates bytecode.
    let nothing = match NOTHING.get() {
        Some(nothing) => nothing,
        None => {
            let nothing = py.eval(c"lambda: None", None, None)?;
            NOTHING.get_or_init(|| nothing.unbind())
        }
    };
    // The exception is raised where the caller waits.
    let ended = nothing.call0(py).map(drop);
    ended.inspect_err(|error| error.set_traceback(py, None))
}
