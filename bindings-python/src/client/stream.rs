//! A stream of either client, batch by batch, on the shared runtime.

use std::future::Future;
use std::sync::{Arc, Mutex};

use flymyai_core::{Error, ErrorKind};
use pyo3::prelude::*;

use crate::callback::context::CallbackContext;
use crate::callback::stepper::CallStepper;
use crate::convert::ToPython;
use crate::error::{self, ErrorContext};
use crate::runtime::event_loop::{CompletionQueue, TaskHandle};
use crate::runtime::logs;
use crate::runtime::process::Process;
use crate::runtime::shared::run_on_shared_runtime;
use crate::runtime::state::{RuntimeHold, state};
use crate::runtime::sync::lock;

/// A stream of the core.
pub(crate) trait BatchSource: Send + 'static {
    /// Some items, at least one; `None` at the end.
    type Batch: ToPython + Default + Send + 'static;

    /// Whether a batch is the end.
    fn is_end(batch: &Self::Batch) -> bool;

    fn next_batch(&mut self) -> impl Future<Output = Result<Self::Batch, Error>> + Send;
}

/// A stream that a thread, an event loop or Python code drives, one batch at a time.
pub(crate) struct BatchStream<S> {
    source: Arc<tokio::sync::Mutex<Option<S>>>,
    /// The task of an event loop, which `close` cancels.
    pending: Mutex<Option<TaskHandle>>,
    /// For the texts of errors.
    context: Option<ErrorContext>,
    hold: RuntimeHold,
    owner: Owner,
}

/// The process that a stream belongs to.
pub(crate) struct Owner {
    process: Process,
    /// The stream in the text of an error.
    name: &'static str,
}

impl Owner {
    pub(crate) fn current(name: &'static str) -> Self {
        Self {
            process: Process::current(),
            name,
        }
    }

    pub(crate) fn is_current(&self) -> bool {
        self.process.is_current()
    }

    /// Raises in a forked child.
    pub(crate) fn check(&self, py: Python<'_>) -> PyResult<()> {
        if self.is_current() {
            return Ok(());
        }
        let name = self.name;
        let text = format!("this {name} belongs to the parent process; open one in the child");
        let error = Error::new(ErrorKind::Closed, text);
        Err(error::raise(py, &error, None))
    }
}

async fn next<S: BatchSource>(
    source: Arc<tokio::sync::Mutex<Option<S>>>,
) -> Result<S::Batch, Error> {
    match source.lock().await.as_mut() {
        Some(source) => source.next_batch().await,
        None => Ok(S::Batch::default()),
    }
}

impl<S: BatchSource> BatchStream<S> {
    pub(crate) fn new(source: S, name: &'static str, context: Option<ErrorContext>) -> Self {
        Self {
            source: Arc::new(tokio::sync::Mutex::new(Some(source))),
            pending: Mutex::default(),
            context,
            hold: RuntimeHold::default(),
            owner: Owner::current(name),
        }
    }

    /// Raises in a forked child, and keeps the runtime running until the end of the stream.
    fn prepare(&self, py: Python<'_>) -> PyResult<()> {
        self.owner.check(py)?;
        let held = self.hold.runtime();
        held.map_err(|error| error::raise(py, &error, self.context.as_ref()))?;
        Ok(())
    }

    fn copy_context(&self, py: Python<'_>) -> Option<ErrorContext> {
        self.context.as_ref().map(|context| context.clone_ref(py))
    }

    /// The next batch, while this thread waits.
    pub(crate) fn next_batch<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.prepare(py)?;
        let ended = run_on_shared_runtime(py, next(Arc::clone(&self.source)));
        logs::deliver(py)?;
        match ended {
            Ok(batch) => {
                if S::is_end(&batch) {
                    self.hold.release();
                }
                batch.to_python(py)
            }
            Err(failure) => Err(failure.into_exception(py, self.context.as_ref())),
        }
    }

    /// The same for an event loop, whose queue will resolve the future.
    pub(crate) fn start_next(
        &self,
        py: Python<'_>,
        queue: &CompletionQueue,
        future: Py<PyAny>,
    ) -> PyResult<TaskHandle> {
        self.prepare(py)?;
        let running = next(Arc::clone(&self.source));
        let task = queue.start(py, future, self.copy_context(py), running)?;
        let ended = lock(&self.pending).replace(task.clone());
        drop(ended);
        Ok(task)
    }

    /// The same as a call that pauses at its host calls.
    pub(crate) fn stepper(
        &self,
        py: Python<'_>,
        callbacks: &CallbackContext,
    ) -> PyResult<CallStepper> {
        self.owner.check(py)?;
        let running = next(Arc::clone(&self.source));
        let context = self.copy_context(py);
        Ok(CallStepper::new(&callbacks.host_calls, context, running))
    }

    /// Reads a value from the stream; `None` while a batch is under way and after `close`.
    pub(crate) fn inspect<T>(&self, read: impl FnOnce(&S) -> Option<T>) -> Option<T> {
        self.source.try_lock().ok()?.as_ref().and_then(read)
    }

    /// Ends the stream and its request.
    pub(crate) fn close(&self) {
        if !self.owner.is_current() {
            return;
        }
        let pending = lock(&self.pending).take();
        if let Some(task) = pending {
            task.cancel();
        }
        if let Ok(mut source) = self.source.try_lock() {
            source.take();
        } else if let Ok(runtime) = state().runtime() {
            // The task that was cancelled above still holds the lock for a moment.
            let source = Arc::clone(&self.source);
            runtime.spawn(async move { drop(source.lock().await.take()) });
        }
        self.hold.release();
    }
}

impl<S> Drop for BatchStream<S> {
    fn drop(&mut self) {
        if !self.owner.is_current() {
            // Dropping the source would notify a runtime whose threads are the parent's.
            std::mem::forget(Arc::clone(&self.source));
        }
    }
}
