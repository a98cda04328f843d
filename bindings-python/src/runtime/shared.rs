//! Drives a core future to its end on the shared runtime while a Python thread waits for it.
//!
//! Long calls run this way: a wait or an event stream continues while the thread handles
//! signals.

use std::future::Future;

use flymyai_core::Error;
use pyo3::prelude::*;

use crate::runtime::interrupts::{CHECK_INTERVAL, check_interrupts};
use crate::runtime::local_runtime::{RunError, defect, guarded};
use crate::runtime::state::state;

/// Runs a future to its end on the shared runtime.
pub(crate) fn run_on_shared_runtime<T: Send + 'static>(
    py: Python<'_>,
    future: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> Result<T, RunError> {
    let runtime = state().runtime()?;
    let mut task = runtime.spawn(guarded(future));
    loop {
        let waited = py.detach(|| {
            runtime.block_on(async { tokio::time::timeout(CHECK_INTERVAL, &mut task).await })
        });
        match waited {
            Ok(Ok(ended)) => return Ok(ended?),
            Ok(Err(lost)) => return Err(defect(&lost.to_string()).into()),
            Err(_) => {
                if let Err(interruption) = check_interrupts(py) {
                    task.abort();
                    return Err(RunError::Interrupted(interruption));
                }
            }
        }
    }
}
