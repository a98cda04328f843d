//! A prediction in pieces, batch by batch, for threads and event loops.

use std::sync::{Arc, Mutex};

use flymyai_core::{Error, ErrorKind};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::agents::call::Cancel;
use crate::callback::context::Desk;
use crate::callback::stepper::Steps;
use crate::error;
use crate::inference::call::raised;
use crate::inference::response::Found;
use crate::runtime::driver::{Driver, Stop};
use crate::runtime::event_loop::{LoopQueue, Outcome, Ticket};
use crate::runtime::pool::Pool;
use crate::runtime::state::{InferenceLink, State, lock, state};

fn check_process(py: Python<'_>, home: &'static State) -> PyResult<()> {
    if home.is_current() {
        return Ok(());
    }
    let text = "this stream belongs to the parent process; open one in the child";
    Err(error::raise(py, &Error::new(ErrorKind::Closed, text), None))
}

/// A prediction's pieces for threads. It runs on the thread that asks, between
/// two questions not at all: what the model sent meanwhile waits in the socket.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct PredictionStream {
    state: Mutex<Stage>,
    pool: Arc<Pool>,
    home: &'static State,
}

enum Stage {
    Idle(Box<Open>),
    /// Some thread is asking.
    Busy,
    Ended,
}

/// The stream goes before the driver that its connection runs on.
struct Open {
    stream: flymyai_core::PredictionStream,
    driver: Driver,
}

impl PredictionStream {
    pub(crate) fn new(
        link: &InferenceLink,
        open: impl FnOnce(flymyai_core::Inference) -> flymyai_core::PredictionStream,
    ) -> Result<Self, Error> {
        let driver = link.pool.driver()?;
        let stream = open(link.client.with_transport(driver.transport.clone()));
        let stage = Mutex::new(Stage::Idle(Box::new(Open { stream, driver })));
        Ok(Self {
            state: stage,
            pool: Arc::clone(&link.pool),
            home: state(),
        })
    }
}

#[pymethods]
impl PredictionStream {
    /// The next answers, at least one; nothing when there are no more.
    fn next_batch<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        check_process(py, self.home)?;
        let stage = std::mem::replace(&mut *lock(&self.state), Stage::Busy);
        let mut open = match stage {
            Stage::Idle(open) => open,
            Stage::Busy => return Err(PyValueError::new_err("stream already being read")),
            Stage::Ended => {
                *lock(&self.state) = Stage::Ended;
                return Found::Batch(None).shown(py);
            }
        };
        let Open { stream, driver } = &mut *open;
        let ended: Result<_, Stop> = driver.run(py, stream.next_batch());
        let after = match &ended {
            Ok(Some(_)) => Stage::Idle(open),
            Ok(None) => {
                // Read to its end: its connection can be used again.
                drop(open.stream);
                self.pool.put_back(open.driver);
                Stage::Ended
            }
            Err(_) => Stage::Ended,
        };
        *lock(&self.state) = after;
        match ended {
            Ok(batch) => Found::Batch(batch).shown(py),
            Err(stop) => Err(raised(py, stop)),
        }
    }

    /// Ends the stream, and its request.
    fn close(&self) {
        if !self.home.is_current() {
            return;
        }
        let mut state = lock(&self.state);
        if matches!(*state, Stage::Idle(_)) {
            let stage = std::mem::replace(&mut *state, Stage::Ended);
            drop(state);
            drop(stage);
        }
    }
}

impl Drop for PredictionStream {
    fn drop(&mut self) {
        if !self.home.is_current() {
            // A forked child shares the parent's poller: taking a socket out of
            // it here would take it from the parent.
            std::mem::forget(std::mem::replace(&mut *lock(&self.state), Stage::Ended));
        }
    }
}

type Shared = Arc<tokio::sync::Mutex<Option<flymyai_core::PredictionStream>>>;

async fn next(stream: Shared) -> Result<Outcome, Error> {
    let batch = match stream.lock().await.as_mut() {
        Some(stream) => stream.next_batch().await?,
        None => None,
    };
    Ok(Outcome::Found(Found::Batch(batch)))
}

/// A prediction's pieces for event loops, and for calls with errands.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct AsyncPredictionStream {
    stream: Shared,
    /// What runs for an event loop, to be stopped by `close`.
    pending: Mutex<Option<Ticket>>,
    home: &'static State,
}

impl AsyncPredictionStream {
    pub(crate) fn new(stream: flymyai_core::PredictionStream) -> Self {
        let stream = Arc::new(tokio::sync::Mutex::new(Some(stream)));
        Self {
            stream,
            pending: Mutex::default(),
            home: state(),
        }
    }
}

#[pymethods]
impl AsyncPredictionStream {
    /// The queue resolves the future with the next answers, or with nothing.
    fn start_next(&self, py: Python<'_>, queue: &LoopQueue, future: Py<PyAny>) -> PyResult<Cancel> {
        check_process(py, self.home)?;
        let running = next(Arc::clone(&self.stream));
        let ticket = queue.start(py, future, None, running)?;
        *lock(&self.pending) = Some(ticket.clone());
        Ok(Cancel::new(ticket))
    }

    /// The same in steps, for its errands to Python.
    fn steps(&self, py: Python<'_>, desk: &Desk) -> PyResult<Steps> {
        check_process(py, self.home)?;
        let running = next(Arc::clone(&self.stream));
        Ok(Steps::new(&desk.errands, None, running))
    }

    /// Ends the stream, and its request.
    fn close(&self) {
        if !self.home.is_current() {
            return;
        }
        if let Some(ticket) = lock(&self.pending).take() {
            ticket.cancel();
        }
        if let Ok(mut stream) = self.stream.try_lock() {
            stream.take();
        } else if let Ok(runtime) = self.home.runtime() {
            // What was just cancelled lets go of it in a moment.
            let stream = Arc::clone(&self.stream);
            runtime.spawn(async move { drop(stream.lock().await.take()) });
        }
    }
}

impl Drop for AsyncPredictionStream {
    fn drop(&mut self) {
        if !self.home.is_current() {
            // Its end would be told to a runtime whose threads are the parent's.
            std::mem::forget(Arc::clone(&self.stream));
        }
    }
}
