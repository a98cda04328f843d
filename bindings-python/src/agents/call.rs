//! One call: unstarted, to be driven once by a thread or an event loop.

use std::sync::{Arc, Mutex};

use flymyai_core::{Error, ErrorKind, Reply};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::callback::context::Desk;
use crate::callback::stepper::Steps;
use crate::error::{self, Context};
use crate::runtime::driver::{self, Stop};
use crate::runtime::event_loop::{LoopQueue, Outcome, Ticket};
use crate::runtime::state::{Link, lock};

/// An operation with its arguments. It can be driven once.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct Call {
    state: Mutex<Option<Unstarted>>,
}

struct Unstarted {
    call: flymyai_core::Call,
    link: Arc<Link>,
    context: Option<Context>,
}

impl Call {
    pub(crate) fn new(call: flymyai_core::Call, link: Arc<Link>, context: Option<Context>) -> Self {
        Self {
            state: Mutex::new(Some(Unstarted {
                call,
                link,
                context,
            })),
        }
    }

    fn take(&self, py: Python<'_>) -> PyResult<Unstarted> {
        let used = || Error::new(ErrorKind::Internal, "a call was started twice");
        lock(&self.state)
            .take()
            .ok_or_else(|| error::raise(py, &used(), None))
    }
}

#[pymethods]
impl Call {
    /// Runs the call while this thread waits; returns the reply's status and bytes.
    fn wait<'py>(&self, py: Python<'py>) -> PyResult<ShownReply<'py>> {
        let Unstarted {
            call,
            link,
            context,
        } = self.take(py)?;
        let ended = if call.is_long() {
            driver::on_shared_runtime(py, call.run())
        } else {
            inline(py, call, &link)
        };
        match ended {
            Ok(reply) => Ok(shown(py, &reply)),
            Err(Stop::Failed(error)) => Err(error::raise(py, &error, context.as_ref())),
            Err(Stop::Interrupted(error)) => Err(error),
        }
    }

    /// The call in steps, for its errands to Python.
    fn steps(&self, py: Python<'_>, desk: &Desk) -> PyResult<Steps> {
        let Unstarted { call, context, .. } = self.take(py)?;
        let running = async move { call.run().await.map(Outcome::Reply) };
        Ok(Steps::new(&desk.errands, context, running))
    }

    /// Starts the call; the loop's queue will resolve the future with the same.
    fn start(&self, py: Python<'_>, queue: &LoopQueue, future: Py<PyAny>) -> PyResult<Cancel> {
        let Unstarted { call, context, .. } = self.take(py)?;
        let running = async move { call.run().await.map(Outcome::Reply) };
        queue.start(py, future, context, running).map(Cancel::new)
    }
}

fn inline(py: Python<'_>, call: flymyai_core::Call, link: &Link) -> Result<Reply, Stop> {
    let mut driver = link.driver()?;
    let call = call.via(driver.transport.clone());
    let ended = driver.run(py, call.run());
    // A request that was left unanswered ends with its connection, and nothing
    // runs an idle driver's: that one goes altogether. Its successor is cheap.
    let answered = match &ended {
        Ok(_) => true,
        Err(Stop::Failed(error)) => error.status().is_some(),
        Err(Stop::Interrupted(_)) => false,
    };
    if answered {
        link.put_back(driver);
    }
    ended
}

/// A reply as Python sees it: its status and its bytes, where it has any.
pub(crate) type ShownReply<'py> = (u16, Option<Bound<'py, PyBytes>>);

pub(crate) fn shown<'py>(py: Python<'py>, reply: &Reply) -> ShownReply<'py> {
    (
        reply.status,
        reply.body.as_ref().map(|body| PyBytes::new(py, body)),
    )
}

/// Stops what was started for an event loop.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct Cancel {
    ticket: Ticket,
}

impl Cancel {
    pub(crate) fn new(ticket: Ticket) -> Self {
        Self { ticket }
    }
}

#[pymethods]
impl Cancel {
    /// Drops the future, and with it its request. Afterwards is too late, but harmless.
    fn cancel(&self) {
        self.ticket.cancel();
    }
}
