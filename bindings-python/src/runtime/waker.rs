//! Wakes an event loop from a thread of the runtime.

use std::io::{Read, Write};
use std::sync::Arc;

use pyo3::prelude::*;

use crate::runtime::state::state;
use crate::runtime::workers::Lease;

/// Wakes an event loop from any thread.
pub(crate) enum LoopWaker {
    /// Two ends of a local connection: the loop watches one for bytes.
    #[cfg(unix)]
    Socket {
        inner: std::os::unix::net::UnixStream,
        outer: std::os::unix::net::UnixStream,
    },
    /// A Python function, for loops that watch no file descriptors.
    Function {
        wake: Arc<Py<PyAny>>,
        /// A thread calls it.
        lease: Lease,
    },
}

impl LoopWaker {
    /// A waker that calls `wake`, or one with a file descriptor.
    #[cfg(unix)]
    pub(crate) fn new(py: Python<'_>, wake: Option<Py<PyAny>>) -> PyResult<Self> {
        if let Some(wake) = wake {
            return Self::function(py, wake);
        }
        let (inner, outer) = std::os::unix::net::UnixStream::pair()?;
        inner.set_nonblocking(true)?;
        outer.set_nonblocking(true)?;
        Ok(Self::Socket { inner, outer })
    }

    /// A waker that calls `wake`.
    #[cfg(not(unix))]
    pub(crate) fn new(py: Python<'_>, wake: Option<Py<PyAny>>) -> PyResult<Self> {
        let missing = || pyo3::exceptions::PyNotImplementedError::new_err("no file descriptors");
        Self::function(py, wake.ok_or_else(missing)?)
    }

    fn function(py: Python<'_>, wake: Py<PyAny>) -> PyResult<Self> {
        let lease = state().workers.lease(py)?;
        let wake = Arc::new(wake);
        Ok(Self::Function { wake, lease })
    }

    /// Wakes the loop.
    pub(crate) fn wake(&self) {
        match self {
            // A full buffer means that the loop has been woken already.
            #[cfg(unix)]
            Self::Socket { outer, .. } => drop((&mut &*outer).write(&[1])),
            Self::Function { wake, lease } => {
                let wake = Arc::clone(wake);
                // Fails while the interpreter finalizes; then no task waits any
                // more.
                lease.submit(move |py| drop(wake.call0(py)));
            }
        }
    }

    /// Reads the bytes that woke the loop.
    pub(crate) fn drain(&self) {
        match self {
            #[cfg(unix)]
            Self::Socket { inner, .. } => drop((&mut &*inner).read(&mut [0; 16])),
            Self::Function { .. } => {}
        }
    }

    /// The file descriptor that the loop watches, if the waker has one.
    pub(crate) fn fileno(&self) -> Option<i32> {
        match self {
            #[cfg(unix)]
            Self::Socket { inner, .. } => Some(std::os::fd::AsRawFd::as_raw_fd(inner)),
            Self::Function { .. } => None,
        }
    }
}
