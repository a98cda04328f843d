//! Delivers results to an event loop: a queue that wakes the loop once for many results.
//!
//! Threads of the runtime put results here. Only the thread that finds the queue empty wakes
//! the loop, through a file descriptor that the loop watches. No thread needs the interpreter
//! for that. The loop then resolves all results at once.

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex};

use flymyai_core::Error;
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::{PyTraverseError, PyVisit};
use tokio::task::AbortHandle;

use crate::convert::{Outcome, ToPython};
use crate::error::{self, ErrorContext};
use crate::runtime::local_runtime::guarded;
use crate::runtime::logs;
use crate::runtime::process::{Process, is_initialized};
use crate::runtime::state::connected_state;
use crate::runtime::sync::lock;
use crate::runtime::waker::LoopWaker;

/// The queue of one event loop.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct CompletionQueue {
    shared: Arc<Shared>,
}

struct Shared {
    /// Locked by Python threads only, and before `done` by those that need both.
    pending: Mutex<Pending>,
    done: Mutex<Done>,
    process: Process,
}

#[derive(Default)]
struct Pending {
    next: u64,
    waiting: HashMap<u64, Waiting>,
}

struct Waiting {
    future: Py<PyAny>,
    context: Option<ErrorContext>,
    abort: AbortHandle,
}

struct Done {
    results: Vec<(u64, Result<Outcome, Error>)>,
    /// A thread of the loop has started a call while the interpreter finalizes.
    runs_at_exit: bool,
    /// `None` after the loop has closed; results are dropped then.
    waker: Option<LoopWaker>,
}

/// A future that was started for an event loop.
#[pyclass(frozen, skip_from_py_object, module = "flymyai._native")]
#[derive(Clone)]
pub(crate) struct TaskHandle {
    shared: Arc<Shared>,
    number: u64,
}

#[pymethods]
impl TaskHandle {
    /// Drops the future, and with it its request. Has no effect after the end of the future.
    pub(crate) fn cancel(&self) {
        if !self.shared.process.is_current() {
            return;
        }
        let waiting = lock(&self.shared.pending).waiting.remove(&self.number);
        if let Some(waiting) = waiting {
            waiting.abort.abort();
        }
    }
}

impl CompletionQueue {
    /// Starts a future; its result will resolve the Python future.
    pub(crate) fn start<T: ToPython + Send + 'static>(
        &self,
        py: Python<'_>,
        future: Py<PyAny>,
        context: Option<ErrorContext>,
        running: impl Future<Output = Result<T, Error>> + Send + 'static,
    ) -> PyResult<TaskHandle> {
        let runtime = connected_state()
            .runtime()
            .map_err(|error| error::raise(py, &error, None))?;
        if !is_initialized() {
            self.shared.run_at_exit();
        }
        let mut pending = lock(&self.shared.pending);
        // Under the lock: a later close of the queue finds the call and drops it.
        if self.closed() {
            return Err(PyRuntimeError::new_err("Event loop is closed"));
        }
        let number = pending.next;
        pending.next += 1;
        let shared = Arc::clone(&self.shared);
        let kept = Arc::clone(&runtime);
        let task = runtime.spawn(async move {
            let result = guarded(running).await;
            // Released before Python sees the result: a fork after that ends the runtime.
            drop(kept);
            shared.finish(number, result.map(|value| -> Outcome { Box::new(value) }));
        });
        pending.waiting.insert(
            number,
            Waiting {
                future,
                context,
                abort: task.abort_handle(),
            },
        );
        Ok(TaskHandle {
            shared: Arc::clone(&self.shared),
            number,
        })
    }
}

impl Shared {
    fn finish(&self, number: u64, result: Result<Outcome, Error>) {
        let mut done = lock(&self.done);
        let Some(waker) = &done.waker else { return };
        // Locked: a loop that closes meanwhile waits, so that no descriptor of its
        // waker can exist after the loop. No waker waits for the interpreter.
        // A loop whose thread has ended with the interpreter is not woken: its own code may
        // ask for the interpreter and crash (uvloop).
        if done.results.is_empty() && (done.runs_at_exit || is_initialized()) {
            waker.wake();
        }
        done.results.push((number, result));
    }

    /// Records that the loop runs in the thread that finalizes the interpreter.
    fn run_at_exit(&self) {
        let mut done = lock(&self.done);
        done.runs_at_exit = true;
        if let (Some(waker), false) = (&done.waker, done.results.is_empty()) {
            waker.wake();
        }
    }

    fn deliver(&self, py: Python<'_>) -> PyResult<()> {
        let results = {
            let mut done = lock(&self.done);
            if let Some(waker) = &done.waker {
                waker.drain();
            }
            std::mem::take(&mut done.results)
        };
        // An exception of a signal handler is raised only after all futures have their results: the
        // loop may go on, and they would wait for ever.
        let mut interrupted = Ok(());
        for (number, result) in results {
            let waiting = lock(&self.pending).waiting.remove(&number);
            if let Some(waiting) = waiting {
                let resolved = resolve(py, &waiting, result);
                interrupted = interrupted.and(resolved);
            }
        }
        interrupted?;
        logs::deliver(py)
    }
}

fn resolve(py: Python<'_>, waiting: &Waiting, result: Result<Outcome, Error>) -> PyResult<()> {
    let future = waiting.future.bind(py);
    let resolved = match value_of(py, waiting, result) {
        Ok(value) => future.call_method1(pyo3::intern!(py, "set_result"), (value,)),
        Err(exception) => future.call_method1(pyo3::intern!(py, "set_exception"), (exception,)),
    };
    // A future that is done, as after a cancellation, refuses the result. It is not asked before:
    // few of them are.
    match resolved {
        Err(error) if is_refusal(py, &error) => Ok(()),
        resolved => resolved.map(drop),
    }
}

/// Whether a future has raised asyncio's `InvalidStateError`. Another exception, such as
/// `KeyboardInterrupt`, is that of a signal handler.
fn is_refusal(py: Python<'_>, error: &PyErr) -> bool {
    let name = error.get_type(py).name();
    name.is_ok_and(|name| name == "InvalidStateError")
}

/// The value of a result, or the exception.
fn value_of<'py>(
    py: Python<'py>,
    waiting: &Waiting,
    result: Result<Outcome, Error>,
) -> Result<Bound<'py, PyAny>, Bound<'py, PyAny>> {
    let converted = match result {
        Ok(outcome) => outcome.to_python(py),
        Err(error) => match error::exception(py, &error, waiting.context.as_ref()) {
            Ok(exception) => return Err(exception),
            Err(error) => Err(error),
        },
    };
    converted.map_err(|error| error.into_value(py).into_bound(py).into_any())
}

#[pymethods]
impl CompletionQueue {
    /// A queue and its reader, which the loop calls when it was woken, and which only the
    /// loop may hold. The queue wakes the loop through a file descriptor, or by `wake`.
    #[staticmethod]
    #[pyo3(signature = (wake=None))]
    fn open(py: Python<'_>, wake: Option<Py<PyAny>>) -> PyResult<(Self, Reader)> {
        let waker = Some(LoopWaker::new(py, wake)?);
        let done = Mutex::new(Done {
            results: Vec::new(),
            runs_at_exit: false,
            waker,
        });
        let shared = Arc::new(Shared {
            pending: Mutex::default(),
            done,
            process: Process::current(),
        });
        Ok((
            Self {
                shared: Arc::clone(&shared),
            },
            Reader { shared },
        ))
    }

    /// Whether the loop has closed or belongs to another process.
    #[getter]
    fn closed(&self) -> bool {
        !self.shared.process.is_current() || lock(&self.shared.done).waker.is_none()
    }

    /// The file descriptor that the loop watches.
    fn fileno(&self) -> PyResult<i32> {
        match lock(&self.shared.done)
            .waker
            .as_ref()
            .and_then(|waker| waker.fileno())
        {
            Some(descriptor) => Ok(descriptor),
            None => Err(PyRuntimeError::new_err("no file descriptor")),
        }
    }
}

/// Resolves the futures whose results have arrived. When the loop drops it, the queue closes.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct Reader {
    shared: Arc<Shared>,
}

#[pymethods]
impl Reader {
    fn __call__(&self, py: Python<'_>) -> PyResult<()> {
        self.shared.deliver(py)
    }

    /// A loop that is dropped unclosed is garbage together with the futures that wait on it.
    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        if let Ok(pending) = self.shared.pending.try_lock() {
            for waiting in pending.waiting.values() {
                visit.call(&waiting.future)?;
            }
        }
        Ok(())
    }

    fn __clear__(&self) {
        self.shared.close();
    }
}

impl Shared {
    fn close(&self) {
        if !self.process.is_current() {
            return;
        }
        let mut done = lock(&self.done);
        let waker = done.waker.take();
        let results = std::mem::take(&mut done.results);
        drop(done);
        let waiting = std::mem::take(&mut lock(&self.pending).waiting);
        for entry in waiting.values() {
            entry.abort.abort();
        }
        drop((waker, results, waiting));
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.shared.close();
    }
}
