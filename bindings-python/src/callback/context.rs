//! Errands: what a call has Python do for it, such as sending a request.
//!
//! A call that is sent by Python's code, or whose pauses are Python's, leaves
//! its errands at a desk. Whoever drives the call (`steps.rs`) finds them there,
//! runs them outside of the call, and brings back what they came to.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex};
use std::task::Wake;
use std::time::Duration;

use flymyai_core::{BoxFuture, Client, Clock, Error, ErrorKind, Inference, SystemClock, Transport};
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use tokio::sync::{Notify, oneshot};
use tokio::time::Instant;

use crate::callback::transport::ForeignTransport;
use crate::runtime::state::lock;

/// What a clock of Python's is at when it starts: it may well go back from there.
const EPOCH: Duration = Duration::from_secs(86_400 * 365 * 30);

type Arguments = Box<dyn FnOnce(Python<'_>) -> PyResult<Py<PyTuple>> + Send>;
pub(crate) type Outcome = PyResult<Py<PyAny>>;

/// Something for Python to do: the method of this name, with these arguments.
pub(crate) struct Errand {
    pub(crate) name: &'static str,
    pub(crate) arguments: Arguments,
    pub(crate) reply: oneshot::Sender<Outcome>,
}

/// Where the errands of one call wait, and what wakes the call.
#[derive(Default)]
pub(crate) struct Errands {
    left: Mutex<VecDeque<Errand>>,
    /// What a pause or a look at the clock has raised: it ends the call.
    broken: Mutex<Option<PyErr>>,
    woken: Notify,
}

impl fmt::Debug for Errands {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Errands(..)")
    }
}

impl Errands {
    /// Leaves an errand, and waits for what it comes to.
    pub(crate) async fn run(
        &self,
        name: &'static str,
        arguments: impl FnOnce(Python<'_>) -> PyResult<Py<PyTuple>> + Send + 'static,
    ) -> Result<Outcome, Error> {
        let (reply, outcome) = oneshot::channel();
        lock(&self.left).push_back(Errand {
            name,
            arguments: Box::new(arguments),
            reply,
        });
        let dropped = || Error::new(ErrorKind::Internal, "an errand was dropped");
        outcome.await.map_err(|_| dropped())
    }

    /// The next errand that somebody still waits for.
    pub(crate) fn next(&self) -> Option<Errand> {
        loop {
            let errand = lock(&self.left).pop_front()?;
            if !errand.reply.is_closed() {
                return Some(errand);
            }
        }
    }

    pub(crate) fn take_broken(&self) -> Option<PyErr> {
        lock(&self.broken).take()
    }

    fn break_off(&self, error: PyErr) {
        lock(&self.broken).get_or_insert(error);
    }

    /// Ends when the call can go on.
    pub(crate) async fn woken(&self) {
        self.woken.notified().await;
    }
}

impl Wake for Errands {
    fn wake(self: Arc<Self>) {
        self.woken.notify_one();
    }
}

/// What connects one call with Python: its transport, its clock, or both.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct Desk {
    pub(crate) errands: Arc<Errands>,
    sends: bool,
    clock: Option<Arc<PythonClock>>,
}

#[pymethods]
impl Desk {
    /// `sends`: requests are errands. `monotonic`: pauses are errands, and this
    /// tells the time. `cuts_pauses`: the last one ends at the wait's deadline.
    #[new]
    fn new(sends: bool, monotonic: Option<Py<PyAny>>, cuts_pauses: bool) -> Self {
        let errands = Arc::<Errands>::default();
        let clock = monotonic.map(|monotonic| {
            let errands = Arc::clone(&errands);
            Arc::new(PythonClock::new(errands, monotonic, cuts_pauses))
        });
        Self {
            errands,
            sends,
            clock,
        }
    }
}

impl Desk {
    fn transport(&self) -> Option<Arc<dyn Transport>> {
        let make = || -> Arc<dyn Transport> {
            Arc::new(ForeignTransport {
                errands: Arc::clone(&self.errands),
            })
        };
        self.sends.then(make)
    }

    fn clock(&self) -> Option<Arc<dyn Clock>> {
        self.clock.clone().map(|clock| -> Arc<dyn Clock> { clock })
    }

    /// The client as a call at this desk uses it.
    pub(crate) fn client(&self, client: &Client) -> Client {
        let mut client = client.clone();
        if let Some(transport) = self.transport() {
            client = client.with_transport(transport);
        }
        match self.clock() {
            Some(clock) => client.with_clock(clock),
            None => client,
        }
    }

    /// The same for an inference client.
    pub(crate) fn inference(&self, client: &Inference) -> Inference {
        let mut client = client.clone();
        if let Some(transport) = self.transport() {
            client = client.with_transport(transport);
        }
        match self.clock() {
            Some(clock) => client.with_clock(clock),
            None => client,
        }
    }
}

/// Python's time, as a test may have replaced it.
struct PythonClock {
    errands: Arc<Errands>,
    monotonic: Py<PyAny>,
    start: Instant,
    /// What the clock showed last: pauses are counted from there, without
    /// another look.
    last: Mutex<Instant>,
    cuts_pauses: bool,
}

impl fmt::Debug for PythonClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PythonClock(..)")
    }
}

impl PythonClock {
    fn new(errands: Arc<Errands>, monotonic: Py<PyAny>, cuts_pauses: bool) -> Self {
        let now = Instant::now();
        let start = now.checked_add(EPOCH).unwrap_or(now);
        Self {
            errands,
            monotonic,
            start,
            last: Mutex::new(start),
            cuts_pauses,
        }
    }

    fn at(&self, seconds: f64) -> Option<Instant> {
        let distance = Duration::try_from_secs_f64(seconds.abs()).ok()?;
        if seconds < 0.0 {
            self.start.checked_sub(distance)
        } else {
            self.start.checked_add(distance)
        }
    }
}

impl Clock for PythonClock {
    fn now(&self) -> Instant {
        let look = |py: Python<'_>| self.monotonic.call0(py)?.extract::<f64>(py);
        let looked = Python::try_attach(look);
        let mut last = lock(&self.last);
        match looked {
            Some(Ok(seconds)) => *last = self.at(seconds).unwrap_or(*last),
            Some(Err(error)) => self.errands.break_off(error),
            None => {}
        }
        *last
    }

    fn sleep_until(&self, moment: Instant) -> BoxFuture<'_, ()> {
        let delay = moment.saturating_duration_since(*lock(&self.last));
        Box::pin(async move {
            let arguments = move |py: Python<'_>| {
                let arguments = (delay.as_secs_f64(),).into_pyobject(py)?;
                Ok(arguments.unbind())
            };
            if let Ok(Err(error)) = self.errands.run("sleep", arguments).await {
                self.errands.break_off(error);
                std::future::pending::<()>().await;
            }
        })
    }

    fn chance(&self) -> f64 {
        SystemClock.chance()
    }

    fn real(&self, moment: Instant) -> Instant {
        // The clock is not read again: tests count its calls.
        let rest = moment.saturating_duration_since(*lock(&self.last));
        Instant::now().checked_add(rest).unwrap_or(moment)
    }

    fn cuts_pauses(&self) -> bool {
        self.cuts_pauses
    }
}
