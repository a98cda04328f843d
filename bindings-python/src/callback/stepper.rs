//! A call in steps, for calls that have errands for Python.
//!
//! It goes on only while somebody asks for its next step, on the thread that
//! asks and outside of any runtime's own threads. So whatever Python does for
//! it happens where the user's own call happens: in the thread or the task that
//! waits for the call, free to make calls of its own.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context as TaskContext, Poll, Waker};

use flymyai_core::{Error, ErrorKind};
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use tokio::sync::oneshot;

use crate::agents::call::Cancel;
use crate::callback::context::{Errand, Errands};
use crate::error::{self, Context};
use crate::runtime::driver::panicked;
use crate::runtime::event_loop::{LoopQueue, Outcome};
use crate::runtime::interrupts::{SLICE, tick};
use crate::runtime::state::{State, lock, state};

type Work = Pin<Box<dyn Future<Output = Result<Outcome, Error>> + Send>>;

enum Stage {
    Running(Work),
    /// Some thread is at a step.
    Busy,
    Ended(Result<Outcome, Error>),
    Over,
}

/// One call, driven by whoever asks for its next step.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct Steps {
    stage: Mutex<Stage>,
    errands: Arc<Errands>,
    /// Who waits for the errand that is under way.
    reply: Mutex<Option<oneshot::Sender<crate::callback::context::Outcome>>>,
    context: Option<Context>,
    home: &'static State,
}

impl Steps {
    pub(crate) fn new(
        errands: &Arc<Errands>,
        context: Option<Context>,
        work: impl Future<Output = Result<Outcome, Error>> + Send + 'static,
    ) -> Self {
        Self {
            stage: Mutex::new(Stage::Running(Box::pin(work))),
            errands: Arc::clone(errands),
            reply: Mutex::default(),
            context,
            home: state(),
        }
    }

    /// Goes on as far as possible without Python or the network.
    fn advance(&self, py: Python<'_>) -> PyResult<()> {
        let raise = |error: Error| error::raise(py, &error, None);
        if !self.home.is_current() {
            let text = "this call belongs to the parent process";
            return Err(raise(Error::new(ErrorKind::Closed, text)));
        }
        // Not locked meanwhile: a clock of Python's may let other threads go on.
        let stage = std::mem::replace(&mut *lock(&self.stage), Stage::Busy);
        let Stage::Running(mut work) = stage else {
            *lock(&self.stage) = stage;
            return Ok(());
        };
        let runtime = self.home.runtime().map_err(raise)?;
        let waker = Waker::from(Arc::clone(&self.errands));
        let polled = {
            let _entered = runtime.enter();
            let mut task = TaskContext::from_waker(&waker);
            catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(&mut task)))
        };
        let after = match polled {
            Ok(Poll::Pending) => Stage::Running(work),
            Ok(Poll::Ready(ended)) => Stage::Ended(ended),
            Err(panic) => Stage::Ended(Err(panicked(panic.as_ref()))),
        };
        *lock(&self.stage) = after;
        match self.errands.take_broken() {
            Some(error) => {
                self.close();
                Err(error)
            }
            None => Ok(()),
        }
    }

    fn is_over(&self) -> bool {
        matches!(*lock(&self.stage), Stage::Ended(_) | Stage::Over)
    }
}

#[pymethods]
impl Steps {
    /// The next errand, as its name and arguments; `end` and the result when
    /// there are no more; nothing while the call waits for something else.
    fn step<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyTuple>>> {
        self.advance(py)?;
        if self.is_over() {
            let stage = std::mem::replace(&mut *lock(&self.stage), Stage::Over);
            let Stage::Ended(ended) = stage else {
                let used = Error::new(ErrorKind::Internal, "a call has ended already");
                return Err(error::raise(py, &used, None));
            };
            let ended = ended.map_err(|error| error::raise(py, &error, self.context.as_ref()))?;
            let end = ("end", (ended.shown(py)?,));
            return end.into_pyobject(py).map(Some);
        }
        let Some(errand) = self.errands.next() else {
            return Ok(None);
        };
        let Errand {
            name,
            arguments,
            reply,
        } = errand;
        *lock(&self.reply) = Some(reply);
        (name, arguments(py)?).into_pyobject(py).map(Some)
    }

    /// Whether the call has ended, though an errand of it may still be under way.
    fn ended(&self, py: Python<'_>) -> PyResult<bool> {
        self.advance(py)?;
        Ok(self.is_over())
    }

    /// What the errand has come to.
    fn answer(&self, value: Py<PyAny>) {
        self.tell(Ok(value));
    }

    /// What the errand has raised.
    fn refuse(&self, error: Bound<'_, PyAny>) {
        self.tell(Err(PyErr::from_value(error)));
    }

    /// Waits until there may be another step.
    fn pause(&self, py: Python<'_>) -> PyResult<()> {
        let runtime = self
            .home
            .runtime()
            .map_err(|error| error::raise(py, &error, None))?;
        let woken = || {
            let waiting = async { tokio::time::timeout(SLICE, self.errands.woken()).await };
            runtime.block_on(waiting).is_ok()
        };
        while !py.detach(woken) {
            tick(py)?;
        }
        Ok(())
    }

    /// The same for an event loop, whose queue will resolve the future.
    fn start_pause(
        &self,
        py: Python<'_>,
        queue: &LoopQueue,
        future: Py<PyAny>,
    ) -> PyResult<Cancel> {
        let errands = Arc::clone(&self.errands);
        let woken = async move {
            errands.woken().await;
            Ok(Outcome::Piece(None))
        };
        queue.start(py, future, None, woken).map(Cancel::new)
    }

    /// Ends the call.
    fn close(&self) {
        let stage = std::mem::replace(&mut *lock(&self.stage), Stage::Over);
        drop(stage);
        lock(&self.reply).take();
    }
}

impl Steps {
    fn tell(&self, outcome: crate::callback::context::Outcome) {
        let reply = lock(&self.reply).take();
        if let Some(reply) = reply {
            // Core may have given up on it meanwhile.
            drop(reply.send(outcome));
        }
    }
}

impl Drop for Steps {
    fn drop(&mut self) {
        if !self.home.is_current() {
            // A forked child shares the parent's poller: it leaves alone what is there.
            std::mem::forget(std::mem::replace(&mut *lock(&self.stage), Stage::Over));
        }
    }
}
