//! The native client: a configuration, and its link to this process.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use bytes::Bytes;
use flymyai_core::{Arguments, ClientOptions, Config, Error, Product, Timeouts, WaitOptions};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::call::Call;
use crate::failure::{self, Context};
use crate::runtime::{Link, state};
use crate::stream::EventStream;

static NEXT_ID: AtomicU64 = AtomicU64::new(0);

type Phases = (Option<f64>, Option<f64>, Option<f64>, Option<f64>);

/// A client of the agents API.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct Client {
    id: u64,
    config: Config,
    closed: AtomicBool,
}

impl Client {
    fn link(&self) -> Arc<Link> {
        let link = state().link(self.id, &self.config);
        if self.closed.load(Ordering::Acquire) {
            // Closed before a fork: the child's link does not know yet.
            link.client.close();
        }
        link
    }
}

#[pymethods]
impl Client {
    #[new]
    fn new(
        py: Python<'_>,
        api_key: Option<String>,
        base_url: Option<String>,
        timeouts: Phases,
        max_retries: u32,
    ) -> PyResult<Self> {
        let (connect, read, write, pool) = timeouts;
        let resolve = || -> Result<Config, Error> {
            ClientOptions::new(api_key.unwrap_or_default())
                .base_url(base_url.unwrap_or_default())
                .timeouts(Timeouts::from_seconds([connect, read, write, pool])?)
                .max_retries(max_retries)
                .product(Product::Python)
                .resolve()
        };
        let config = resolve().map_err(|error| failure::raise(py, &error, None))?;
        let id = NEXT_ID.fetch_add(1, Ordering::Relaxed);
        Ok(Self {
            id,
            config,
            closed: AtomicBool::new(false),
        })
    }

    /// The key in use: as given, or from the environment.
    #[getter]
    fn api_key(&self) -> &str {
        self.config.api_key()
    }

    /// The base URL: as given, from the environment, or the cloud's.
    #[getter]
    fn base_url(&self) -> &str {
        self.config.base_url()
    }

    /// Whether the client was closed.
    #[getter]
    fn closed(&self) -> bool {
        self.closed.load(Ordering::Acquire)
    }

    /// Ends the client: calls under way fail, as do later ones.
    fn close(&self) {
        if !self.closed.swap(true, Ordering::AcqRel) {
            self.link().close();
        }
    }

    /// An operation of the core, checked but not started.
    #[pyo3(signature = (operation, id, fields, timeout, poll_interval, idempotency_key))]
    #[allow(clippy::too_many_arguments)]
    fn call(
        &self,
        py: Python<'_>,
        operation: &str,
        id: Option<String>,
        fields: Option<Bound<'_, PyBytes>>,
        timeout: Option<Bound<'_, PyAny>>,
        poll_interval: Bound<'_, PyAny>,
        idempotency_key: Option<String>,
    ) -> PyResult<Call> {
        let wait = wait_options(timeout.as_ref(), &poll_interval)?;
        let fields = fields.map(|fields| Bytes::copy_from_slice(fields.as_bytes()));
        let arguments = Arguments {
            id,
            fields,
            wait,
            idempotency_key,
        };
        let link = self.link();
        match link.client.call(operation, arguments) {
            Ok(call) => {
                let context = call.is_long().then(|| Context::new(operation, timeout));
                Ok(Call::new(call, link, context))
            }
            Err(error) => Err(failure::raise(py, &error, None)),
        }
    }

    /// A run's events, checked but not started.
    fn event_stream(
        &self,
        py: Python<'_>,
        run_id: String,
        timeout: Option<Bound<'_, PyAny>>,
        poll_interval: Bound<'_, PyAny>,
    ) -> PyResult<EventStream> {
        let wait = wait_options(timeout.as_ref(), &poll_interval)?;
        let stream = self.link().client.event_stream(run_id, wait);
        stream
            .map(EventStream::new)
            .map_err(|error| failure::raise(py, &error, None))
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        state().unlink(self.id);
    }
}

fn wait_options(
    timeout: Option<&Bound<'_, PyAny>>,
    poll_interval: &Bound<'_, PyAny>,
) -> PyResult<WaitOptions> {
    let timeout = timeout
        .map(|timeout| seconds("timeout", timeout))
        .transpose()?;
    Ok(WaitOptions {
        timeout,
        poll_interval: seconds("poll_interval", poll_interval)?,
    })
}

fn seconds(name: &str, value: &Bound<'_, PyAny>) -> PyResult<f64> {
    let refuse = |error: PyErr| match error.is_instance_of::<PyTypeError>(value.py()) {
        true => PyTypeError::new_err(format!("{name} {}", error.value(value.py()))),
        false => error,
    };
    value.extract().map_err(refuse)
}
