//! A call that pauses at each host call.
//!
//! It makes progress only inside `next`, on the thread that calls it and outside of the
//! runtime's own threads. So host calls run in the thread or the task that waits for the
//! call, where Python code may make other calls.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use flymyai_core::{Error, ErrorKind};
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use tokio::sync::oneshot;

use crate::callback::queue::{HostCall, HostCallQueue, HostResult};
use crate::convert::{Outcome, ToPython};
use crate::error::{self, ErrorContext};
use crate::runtime::event_loop::{CompletionQueue, TaskHandle};
use crate::runtime::interrupts::{CHECK_INTERVAL, check_interrupts};
use crate::runtime::local_runtime::panicked;
use crate::runtime::logs;
use crate::runtime::process::Process;
use crate::runtime::state::RuntimeHold;
use crate::runtime::sync::lock;

type Work = Pin<Box<dyn Future<Output = Result<Outcome, Error>> + Send>>;

enum Stage {
    Running(Work),
    /// A thread is inside `next`.
    Busy,
    Ended(Result<Outcome, Error>),
    Closed,
}

/// One call, driven by Python code.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct CallStepper {
    stage: Mutex<Stage>,
    host_calls: Arc<HostCallQueue>,
    /// Takes the result of the current host call.
    sender: Mutex<Option<oneshot::Sender<HostResult>>>,
    context: Option<ErrorContext>,
    hold: RuntimeHold,
    process: Process,
}

impl CallStepper {
    pub(crate) fn new<T: ToPython + Send + 'static>(
        host_calls: &Arc<HostCallQueue>,
        context: Option<ErrorContext>,
        work: impl Future<Output = Result<T, Error>> + Send + 'static,
    ) -> Self {
        let work = async move { work.await.map(|value| -> Outcome { Box::new(value) }) };
        Self {
            stage: Mutex::new(Stage::Running(Box::pin(work))),
            host_calls: Arc::clone(host_calls),
            sender: Mutex::default(),
            context,
            hold: RuntimeHold::default(),
            process: Process::current(),
        }
    }

    /// Advances the call as far as possible without Python or the network.
    fn advance(&self, py: Python<'_>) -> PyResult<()> {
        let raise = |error: Error| error::raise(py, &error, None);
        if !self.process.is_current() {
            let text = "this call belongs to the parent process";
            return Err(raise(Error::new(ErrorKind::Closed, text)));
        }
        // Not locked: a clock in Python may let other threads run.
        let stage = std::mem::replace(&mut *lock(&self.stage), Stage::Busy);
        let Stage::Running(mut work) = stage else {
            self.put_back(stage);
            return Ok(());
        };
        let runtime = self.hold.runtime().map_err(raise)?;
        let waker = Waker::from(Arc::clone(&self.host_calls));
        let polled = {
            let _entered = runtime.enter();
            let mut task = Context::from_waker(&waker);
            catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(&mut task)))
        };
        let after = match polled {
            Ok(Poll::Pending) => Stage::Running(work),
            Ok(Poll::Ready(ended)) => Stage::Ended(ended),
            Err(panic) => Stage::Ended(Err(panicked(panic.as_ref()))),
        };
        self.put_back(after);
        match self.host_calls.take_failure() {
            Some(error) => {
                self.close();
                Err(error)
            }
            None => Ok(()),
        }
    }

    /// Ends the busy stage; unless the call was closed meanwhile, which it remains.
    fn put_back(&self, stage: Stage) {
        let mut current = lock(&self.stage);
        if matches!(*current, Stage::Busy) {
            *current = stage;
        } else {
            drop(current);
            drop(stage);
        }
    }

    fn has_ended(&self) -> bool {
        matches!(*lock(&self.stage), Stage::Ended(_) | Stage::Closed)
    }
}

#[pymethods]
impl CallStepper {
    /// The next host call, as its name and arguments; `end` and the result after the
    /// last one; `None` while the call waits for something else.
    fn next<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyTuple>>> {
        self.advance(py)?;
        if self.has_ended() {
            logs::deliver(py)?;
            let stage = std::mem::replace(&mut *lock(&self.stage), Stage::Closed);
            let Stage::Ended(ended) = stage else {
                let used = Error::new(ErrorKind::Internal, "a call has ended already");
                return Err(error::raise(py, &used, None));
            };
            let ended = ended.map_err(|error| error::raise(py, &error, self.context.as_ref()))?;
            let end = ("end", (ended.to_python(py)?,));
            return end.into_pyobject(py).map(Some);
        }
        let Some(call) = self.host_calls.next() else {
            return Ok(None);
        };
        let HostCall {
            name,
            arguments,
            sender,
        } = call;
        *lock(&self.sender) = Some(sender);
        (name, arguments(py)?).into_pyobject(py).map(Some)
    }

    /// Whether the call has ended, possibly during a host call.
    fn ended(&self, py: Python<'_>) -> PyResult<bool> {
        self.advance(py)?;
        Ok(self.has_ended())
    }

    /// Resumes the call with the result of its host call.
    fn resume(&self, value: Py<PyAny>) {
        self.settle(Ok(value));
    }

    /// Resumes the call with the exception of its host call.
    fn throw(&self, error: Bound<'_, PyAny>) {
        self.settle(Err(PyErr::from_value(error)));
    }

    /// Waits until the call can continue.
    fn wait(&self, py: Python<'_>) -> PyResult<()> {
        let runtime = self
            .hold
            .runtime()
            .map_err(|error| error::raise(py, &error, None))?;
        let ready = || {
            let waiting =
                async { tokio::time::timeout(CHECK_INTERVAL, self.host_calls.ready()).await };
            runtime.block_on(waiting).is_ok()
        };
        while !py.detach(ready) {
            check_interrupts(py)?;
        }
        Ok(())
    }

    /// The same for an event loop, whose queue will resolve the future.
    fn start_wait(
        &self,
        py: Python<'_>,
        queue: &CompletionQueue,
        future: Py<PyAny>,
    ) -> PyResult<TaskHandle> {
        let host_calls = Arc::clone(&self.host_calls);
        let ready = async move {
            host_calls.ready().await;
            Ok(())
        };
        queue.start(py, future, None, ready)
    }

    /// Ends the call.
    fn close(&self) {
        let stage = std::mem::replace(&mut *lock(&self.stage), Stage::Closed);
        drop(stage);
        lock(&self.sender).take();
        self.hold.release();
    }
}

impl CallStepper {
    fn settle(&self, result: HostResult) {
        let sender = lock(&self.sender).take();
        if let Some(sender) = sender {
            // Core may have cancelled the host call.
            drop(sender.send(result));
        }
    }
}

impl Drop for CallStepper {
    fn drop(&mut self) {
        if !self.process.is_current() {
            // A forked child shares the parent's poller and must not remove sockets from it.
            std::mem::forget(std::mem::replace(&mut *lock(&self.stage), Stage::Closed));
        }
    }
}
