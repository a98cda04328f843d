//! The emulator, in threads of this process.

use std::mem;
use std::net::SocketAddr;
use std::sync::Mutex;

use flymyai_emulator::no_proxy;
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;

use crate::runtime::process::Process;
use crate::runtime::sync::lock;

/// A running emulator. It stops when it is dropped.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct Emulator {
    url: String,
    address: SocketAddr,
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
            address: emulator.address(),
            process: Process::current(),
            running: Mutex::new(Some(emulator)),
        })
    }

    /// Whether an emulator of this process listens at this address.
    #[staticmethod]
    fn is_at(url: &str) -> bool {
        flymyai_emulator::is_emulator(url)
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

    /// The environment of programs that use it with this key, given the present values of
    /// `no_proxy` and `NO_PROXY`.
    fn environment(
        &self,
        key: &str,
        lower: Option<&str>,
        upper: Option<&str>,
    ) -> Vec<(&'static str, String)> {
        let variables = flymyai_emulator::environment(&self.url, key);
        let variables = variables.map(|(name, value)| (name, value.to_owned()));
        let proxies = no_proxy(self.address, lower, upper);
        variables.into_iter().chain(proxies).collect()
    }

    /// Prepares or reads the account of a key; arguments and result are JSON.
    fn control(
        &self,
        py: Python<'_>,
        key: &str,
        operation: &str,
        arguments: &str,
    ) -> PyResult<String> {
        self.with(py, |emulator| emulator.control(key, operation, arguments))?
            .map_err(PyValueError::new_err)
    }

    /// The latest requests with a key, as text.
    fn report(&self, py: Python<'_>, key: &str) -> PyResult<String> {
        self.with(py, |emulator| emulator.report(key))
    }

    /// Ends the emulator and its connections.
    fn stop(&self, py: Python<'_>) {
        py.detach(|| self.end());
    }
}

impl Emulator {
    fn with<T: Send>(
        &self,
        py: Python<'_>,
        action: impl FnOnce(&flymyai_emulator::Emulator) -> T + Send,
    ) -> PyResult<T> {
        if !self.process.is_current() {
            return Err(PyRuntimeError::new_err(
                "the cloud runs in the parent of this process: prepare and read it there",
            ));
        }
        let done = py.detach(|| lock(&self.running).as_ref().map(action));
        done.ok_or_else(|| {
            PyRuntimeError::new_err("the cloud is closed: use it before close() or the end of with")
        })
    }

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
