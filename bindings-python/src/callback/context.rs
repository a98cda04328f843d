//! The transport and the clock of a call that runs Python code.

use std::sync::Arc;

use flymyai_core::{Clock, Transport};
use pyo3::prelude::*;

use crate::callback::clock::PythonClock;
use crate::callback::queue::HostCallQueue;
use crate::callback::transport::CallbackTransport;
use crate::runtime::connections::CoreClient;

/// The parts of one call that run Python code: its transport, its clock, or both.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct CallbackContext {
    pub(crate) host_calls: Arc<HostCallQueue>,
    sends: bool,
    pub(crate) generates_keys: bool,
    clock: Option<Arc<PythonClock>>,
}

#[pymethods]
impl CallbackContext {
    /// `sends`: requests are host calls. `monotonic`: the clock; pauses are host calls, too.
    /// `cuts_pauses`: the last pause ends at the wait's deadline. `generates_keys`: a call
    /// without an idempotency key gets a generated one.
    #[new]
    fn new(
        sends: bool,
        monotonic: Option<Py<PyAny>>,
        cuts_pauses: bool,
        generates_keys: bool,
    ) -> Self {
        let host_calls = Arc::<HostCallQueue>::default();
        let clock = monotonic.map(|monotonic| {
            let host_calls = Arc::clone(&host_calls);
            Arc::new(PythonClock::new(host_calls, monotonic, cuts_pauses))
        });
        Self {
            host_calls,
            sends,
            generates_keys,
            clock,
        }
    }
}

impl CallbackContext {
    fn transport(&self) -> Option<Arc<dyn Transport>> {
        let make = || -> Arc<dyn Transport> {
            Arc::new(CallbackTransport {
                host_calls: Arc::clone(&self.host_calls),
            })
        };
        self.sends.then(make)
    }

    fn clock(&self) -> Option<Arc<dyn Clock>> {
        self.clock.clone().map(|clock| -> Arc<dyn Clock> { clock })
    }

    /// The client as a call with these callbacks uses it.
    pub(crate) fn apply<C: CoreClient>(&self, client: &C) -> C {
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
