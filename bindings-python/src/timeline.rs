//! The timeline of a run, as the command `flymyai` shows it.

use std::sync::Mutex;

use pyo3::prelude::*;

use crate::runtime::sync::lock;

/// See [`flymyai_cli::Timeline`].
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct Timeline(Mutex<flymyai_cli::Timeline>);

#[pymethods]
impl Timeline {
    #[new]
    fn new(run_id: &str, is_terminal: bool) -> Self {
        Self(Mutex::new(flymyai_cli::Timeline::new(run_id, is_terminal)))
    }

    /// The seconds between two drawings of the live line of a terminal.
    #[classattr]
    #[pyo3(name = "FRAME_SECONDS")]
    fn frame_seconds() -> f64 {
        flymyai_cli::FRAME_PERIOD.as_secs_f64()
    }

    #[pyo3(signature = (created_at, status))]
    fn update(&self, created_at: Option<&str>, status: Option<&str>) {
        lock(&self.0).update(created_at, status);
    }

    #[pyo3(signature = (created_at, kind, message, columns))]
    fn event(&self, created_at: &str, kind: &str, message: &str, columns: Option<usize>) -> String {
        lock(&self.0).event(created_at, kind, message, columns)
    }

    #[pyo3(signature = (updated_at, status, error, columns))]
    fn end(
        &self,
        updated_at: Option<&str>,
        status: &str,
        error: &str,
        columns: Option<usize>,
    ) -> String {
        lock(&self.0).end(updated_at, status, error, columns)
    }

    fn frame(&self, columns: Option<usize>) -> String {
        lock(&self.0).frame(columns)
    }

    fn clear(&self) -> String {
        lock(&self.0).clear()
    }

    fn detached(&self, continuation: &str) -> String {
        lock(&self.0).detached(continuation)
    }
}
