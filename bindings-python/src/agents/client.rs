//! The native client: a configuration, and its link to this process.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use flymyai_core::{Arguments, ClientOptions, Config, Error, Product, Timeouts, WaitOptions};
use pyo3::conversion::FromPyObjectOwned;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::agents::call::Call;
use crate::agents::stream::EventStream;
use crate::callback::context::Desk;
use crate::error::{self, Context};
use crate::runtime::state::{Link, state};
use crate::trust;

static NEXT_ID: AtomicU64 = AtomicU64::new(0);

type Phases = (Option<f64>, Option<f64>, Option<f64>, Option<f64>);

/// A client of the agents API.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct Client {
    id: u64,
    config: Config,
    /// Whether the roots are not resolved yet, and the configuration with them.
    lacks_roots: bool,
    trusting: OnceLock<Config>,
    closed: AtomicBool,
}

impl Client {
    fn link(&self) -> Arc<Link> {
        let config = self.trusting.get().unwrap_or(&self.config);
        let link = state().link(self.id, config);
        if self.closed.load(Ordering::Acquire) {
            // Closed before a fork: the child's link does not know yet.
            link.client.close();
        }
        link
    }

    /// The link for a call, which may be the first.
    fn connected(&self, py: Python<'_>) -> PyResult<Arc<Link>> {
        if self.lacks_roots && self.trusting.get().is_none() {
            let config = self.config.clone().with_roots(trust::find(py)?.roots);
            let _ = self.trusting.set(config);
        }
        Ok(self.link())
    }
}

#[pymethods]
impl Client {
    #[new]
    fn new(
        py: Python<'_>,
        api_key: Option<Bound<'_, PyAny>>,
        base_url: Option<Bound<'_, PyAny>>,
        timeouts: Phases,
        max_retries: u32,
    ) -> PyResult<Self> {
        let api_key: Option<String> = api_key.map(|key| read("api_key", &key)).transpose()?;
        let base_url: Option<String> = base_url.map(|url| read("base_url", &url)).transpose()?;
        let (connect, silence, write, pool) = timeouts;
        let resolve = || -> Result<Config, Error> {
            ClientOptions::new(api_key.unwrap_or_default())
                .base_url(base_url.unwrap_or_default())
                .timeouts(Timeouts::from_seconds([connect, silence, write, pool])?)
                .max_retries(max_retries)
                .product(Product::Python)
                .resolve()
        };
        let config = resolve().map_err(|error| error::raise(py, &error, None))?;
        let (source, lacks_roots) = trust::early(py, config.needs_roots())?;
        let id = NEXT_ID.fetch_add(1, Ordering::Relaxed);
        Ok(Self {
            id,
            config: config.with_roots(source.roots),
            lacks_roots,
            trusting: OnceLock::new(),
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

    /// What the path of a request is appended to.
    #[getter]
    fn root(&self) -> &str {
        self.config.root()
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

    /// An operation of the core, checked but not started; at a desk, if it has
    /// errands to Python.
    #[pyo3(signature = (
        operation, id, fields, timeout, poll_interval, idempotency_key, desk=None
    ))]
    #[allow(clippy::too_many_arguments)]
    fn call(
        &self,
        py: Python<'_>,
        operation: &str,
        id: Option<String>,
        fields: Option<Bound<'_, PyBytes>>,
        timeout: Option<Bound<'_, PyAny>>,
        poll_interval: Bound<'_, PyAny>,
        idempotency_key: Option<Bound<'_, PyAny>>,
        desk: Option<&Desk>,
    ) -> PyResult<Call> {
        let idempotency_key = idempotency_key
            .map(|key| read("idempotency_key", &key))
            .transpose()?;
        let wait = wait_options(timeout.as_ref(), &poll_interval)?;
        let fields = fields.map(|fields| Bytes::copy_from_slice(fields.as_bytes()));
        let arguments = Arguments {
            id,
            fields,
            wait,
            idempotency_key,
        };
        let link = self.connected(py)?;
        let called = match desk {
            Some(desk) => desk.client(&link.client).call(operation, arguments),
            None => link.client.call(operation, arguments),
        };
        match called {
            Ok(call) => {
                let context = call.is_long().then(|| Context::new(operation, timeout));
                Ok(Call::new(call, link, context))
            }
            Err(error) => Err(error::raise(py, &error, None)),
        }
    }

    /// A run's events, checked but not started.
    #[pyo3(signature = (run_id, timeout, poll_interval, desk=None))]
    fn event_stream(
        &self,
        py: Python<'_>,
        run_id: String,
        timeout: Option<Bound<'_, PyAny>>,
        poll_interval: Bound<'_, PyAny>,
        desk: Option<&Desk>,
    ) -> PyResult<EventStream> {
        let wait = wait_options(timeout.as_ref(), &poll_interval)?;
        let link = self.connected(py)?;
        let stream = match desk {
            Some(desk) => desk.client(&link.client).event_stream(run_id, wait),
            None => link.client.event_stream(run_id, wait),
        };
        let context = Context::new("runs.stream_events", timeout);
        stream
            .map(|stream| EventStream::new(stream, context))
            .map_err(|error| error::raise(py, &error, None))
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
        .map(|timeout| read("timeout", timeout))
        .transpose()?;
    Ok(WaitOptions {
        timeout,
        poll_interval: read("poll_interval", poll_interval)?,
    })
}

/// Takes over an argument; a refusal of its type names it, on every Python.
fn read<'py, T: FromPyObjectOwned<'py>>(name: &str, value: &Bound<'py, PyAny>) -> PyResult<T> {
    value.extract::<T>().map_err(|refusal| {
        let refusal: PyErr = refusal.into();
        match refusal.is_instance_of::<PyTypeError>(value.py()) {
            true => PyTypeError::new_err(format!("{name}: {}", refusal.value(value.py()))),
            false => refusal,
        }
    })
}
