//! Host calls: calls of Python code that core needs for a call, such as sending a request.
//!
//! Core queues them. A driver in Python takes them one by one from the call's stepper
//! (`stepper.rs`), makes them on the calling thread or task, and returns their results.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex};
use std::task::Wake;

use flymyai_core::{Error, ErrorKind};
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use tokio::sync::{Notify, oneshot};

use crate::runtime::sync::lock;

type Arguments = Box<dyn FnOnce(Python<'_>) -> PyResult<Py<PyTuple>> + Send>;
/// The result of a host call.
pub(crate) type HostResult = PyResult<Py<PyAny>>;

/// A call of Python code: the driver's method with this name and these arguments.
pub(crate) struct HostCall {
    pub(crate) name: &'static str,
    pub(crate) arguments: Arguments,
    pub(crate) sender: oneshot::Sender<HostResult>,
}

/// The host calls of one call of the core that no driver has taken yet.
#[derive(Default)]
pub(crate) struct HostCallQueue {
    queued: Mutex<VecDeque<HostCall>>,
    /// The exception of a sleep or of the clock, which ends the call.
    failure: Mutex<Option<PyErr>>,
    /// Notified when the call can continue.
    ready: Notify,
}

impl fmt::Debug for HostCallQueue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HostCallQueue(..)")
    }
}

impl HostCallQueue {
    /// Queues a host call and waits for its result.
    pub(crate) async fn call(
        &self,
        name: &'static str,
        arguments: impl FnOnce(Python<'_>) -> PyResult<Py<PyTuple>> + Send + 'static,
    ) -> Result<HostResult, Error> {
        let (sender, result) = oneshot::channel();
        lock(&self.queued).push_back(HostCall {
            name,
            arguments: Box::new(arguments),
            sender,
        });
        let dropped = || Error::new(ErrorKind::Internal, "a host call was dropped");
        result.await.map_err(|_| dropped())
    }

    /// The next host call whose result core still waits for.
    pub(crate) fn next(&self) -> Option<HostCall> {
        loop {
            let call = lock(&self.queued).pop_front()?;
            if !call.sender.is_closed() {
                return Some(call);
            }
        }
    }

    /// The exception that ends the call, once.
    pub(crate) fn take_failure(&self) -> Option<PyErr> {
        lock(&self.failure).take()
    }

    /// Ends the call with an exception.
    pub(crate) fn fail(&self, error: PyErr) {
        let mut failure = lock(&self.failure);
        match &*failure {
            None => *failure = Some(error),
            Some(_) => {
                drop(failure);
                drop(error);
            }
        }
    }

    /// Returns when the call can continue.
    pub(crate) async fn ready(&self) {
        self.ready.notified().await;
    }
}

impl Wake for HostCallQueue {
    fn wake(self: Arc<Self>) {
        self.ready.notify_one();
    }
}
