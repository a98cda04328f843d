//! The emulator, in threads of this process.

use std::mem;
use std::sync::Mutex;

use pyo3::prelude::*;

use crate::runtime::process::Process;
use crate::runtime::sync::lock;

/// A running emulator. It stops when it is dropped.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct Emulator {
    url: String,
    /// The process whose threads serve it.
    process: Process,
    running: Mutex<Option<flymyai_emulator::Emulator>>,
}

#[pymethods]
impl Emulator {
    /// Starts an emulator on a free port of this machine, in which waits take no time.
    #[new]
    fn new(py: Python<'_>) -> PyResult<Self> {
        let options = flymyai_emulator::Options {
            virtual_time: true,
            ..flymyai_emulator::Options::default()
        };
        let emulator = py.detach(|| flymyai_emulator::Emulator::try_start(options))?;
        Ok(Self {
            url: emulator.url(),
            process: Process::current(),
            running: Mutex::new(Some(emulator)),
        })
    }

    /// The base URL, also after the end.
    #[getter]
    fn url(&self) -> &str {
        &self.url
    }

    /// Whether it runs; false in a forked child, which has none of its threads.
    #[getter]
    fn running(&self) -> bool {
        self.process.is_current() && lock(&self.running).is_some()
    }

    /// Ends the emulator and its connections.
    fn stop(&self, py: Python<'_>) {
        py.detach(|| self.end());
    }
}

impl Emulator {
    fn end(&self) {
        if self.process.is_current() {
            let running = lock(&self.running).take();
            drop(running);
        }
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        if !self.process.is_current() {
            // To end it here would wait for a thread that only the parent has.
            let running = self.running.get_mut().map(Option::take);
            mem::forget(running);
        }
    }
}
