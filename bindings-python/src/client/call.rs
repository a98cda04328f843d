//! One call of either client: unstarted, to be run once by a thread or an event loop.

use std::future::Future;
use std::sync::{Arc, Mutex};

use flymyai_core::{Error, ErrorKind, HttpTransport};
use pyo3::prelude::*;

use crate::callback::context::CallbackContext;
use crate::callback::stepper::CallStepper;
use crate::convert::ToPython;
use crate::error::{self, ErrorContext};
use crate::runtime::connections::{ConnectedClient, CoreClient};
use crate::runtime::event_loop::{CompletionQueue, TaskHandle};
use crate::runtime::local_runtime::RunError;
use crate::runtime::logs;
use crate::runtime::shared::run_on_shared_runtime;
use crate::runtime::state::state;
use crate::runtime::sync::lock;

/// An operation of the core with its arguments, bound to a client.
pub(crate) trait BoundOperation: Sized + Send + 'static {
    type Client: CoreClient;
    type Output: ToPython + Send + 'static;

    /// Whether it sleeps between requests.
    fn is_long(&self) -> bool;

    /// The idempotency key that it sends, if any.
    fn idempotency_key(&self) -> Option<&str>;

    /// The same operation over another transport.
    fn with_transport(self, transport: Arc<HttpTransport>) -> Self;

    /// The same operation with the transport and the clock of Python code.
    fn with_callbacks(self, callbacks: &CallbackContext) -> Self;

    fn run(self) -> impl Future<Output = Result<Self::Output, Error>> + Send + 'static;
}

/// An operation with its arguments. It can be run once.
#[pyclass(frozen, name = "Call", module = "flymyai._native")]
pub(crate) struct PyCall {
    unstarted: Mutex<Option<Box<dyn Run + Send>>>,
    idempotency_key: Option<String>,
}

impl PyCall {
    pub(crate) fn new<O: BoundOperation>(
        operation: O,
        connected: Arc<ConnectedClient<O::Client>>,
        context: Option<ErrorContext>,
    ) -> Self {
        Self {
            idempotency_key: operation.idempotency_key().map(str::to_owned),
            unstarted: Mutex::new(Some(Box::new(Unstarted {
                operation,
                connected,
                context,
            }))),
        }
    }

    fn take(&self, py: Python<'_>) -> PyResult<Box<dyn Run + Send>> {
        let used = || Error::new(ErrorKind::Internal, "a call was started twice");
        let unstarted = lock(&self.unstarted).take();
        unstarted.ok_or_else(|| error::raise(py, &used(), None))
    }
}

#[pymethods]
impl PyCall {
    /// The idempotency key that the call sends, if any.
    #[getter]
    fn idempotency_key(&self) -> Option<&str> {
        self.idempotency_key.as_deref()
    }

    /// Runs the call while this thread waits, and returns its result.
    fn wait<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.take(py)?.wait(py)
    }

    /// The call as one that pauses at its host calls.
    fn stepper(&self, py: Python<'_>, callbacks: &CallbackContext) -> PyResult<CallStepper> {
        Ok(self.take(py)?.stepper(callbacks))
    }

    /// Starts the call; the loop's queue will resolve the future with its result.
    fn start(
        &self,
        py: Python<'_>,
        queue: &CompletionQueue,
        future: Py<PyAny>,
    ) -> PyResult<TaskHandle> {
        self.take(py)?.start(py, queue, future)
    }
}

/// The ways to run an operation of any type.
trait Run {
    fn wait<'py>(self: Box<Self>, py: Python<'py>) -> PyResult<Bound<'py, PyAny>>;

    fn stepper(self: Box<Self>, callbacks: &CallbackContext) -> CallStepper;

    fn start(
        self: Box<Self>,
        py: Python<'_>,
        queue: &CompletionQueue,
        future: Py<PyAny>,
    ) -> PyResult<TaskHandle>;
}

struct Unstarted<O: BoundOperation> {
    operation: O,
    connected: Arc<ConnectedClient<O::Client>>,
    /// For the texts of errors.
    context: Option<ErrorContext>,
}

impl<O: BoundOperation> Run for Unstarted<O> {
    fn wait<'py>(self: Box<Self>, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let ended = if self.operation.is_long() {
            run_on_shared_runtime(py, self.operation.run())
        } else {
            run_on_this_thread(py, self.operation, &self.connected)
        };
        logs::deliver(py)?;
        match ended {
            Ok(output) => output.to_python(py),
            Err(failure) => Err(failure.into_exception(py, self.context.as_ref())),
        }
    }

    fn stepper(self: Box<Self>, callbacks: &CallbackContext) -> CallStepper {
        let running = self.operation.with_callbacks(callbacks).run();
        CallStepper::new(&callbacks.host_calls, self.context, running)
    }

    fn start(
        self: Box<Self>,
        py: Python<'_>,
        queue: &CompletionQueue,
        future: Py<PyAny>,
    ) -> PyResult<TaskHandle> {
        queue.start(py, future, self.context, self.operation.run())
    }
}

fn run_on_this_thread<O: BoundOperation>(
    py: Python<'_>,
    operation: O,
    connected: &ConnectedClient<O::Client>,
) -> Result<O::Output, RunError> {
    let mut runtime = connected.local_runtime(|| &state().blocking)?;
    let operation = operation.with_transport(runtime.transport.clone());
    let ended = runtime.run(py, operation.run());
    // A request without a response ends with its connection, and nothing runs the
    // connection of an idle runtime, so the runtime is dropped. A new one is cheap.
    let is_idle = match &ended {
        Ok(_) => true,
        Err(RunError::Failed(error)) => error.status().is_some(),
        Err(RunError::Interrupted(_)) => false,
    };
    if is_idle {
        connected.put_back(runtime);
    }
    ended
}
