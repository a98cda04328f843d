//! The native agents client.

use std::borrow::Cow;
use std::sync::Arc;

use bytes::Bytes;
use flymyai_core::{
    Arguments, CallOptions, ClientOptions, Config, Error, ResponseLimits, Timeouts, WaitOptions,
};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::agents::pages::PageStream;
use crate::agents::stream::EventStream;
use crate::agents::trace::PyCallTrace;
use crate::callback::context::CallbackContext;
use crate::client::call::PyCall;
use crate::client::handle::{ClientConfig, ClientHandle, LimitOptions};
use crate::client::options::{Headers, call_options};
use crate::convert::{PhaseTimeouts, argument};
use crate::error::{self, ErrorContext};
use crate::profile::PROFILE;
use crate::runtime::connections::{ConnectedClient, Connections};
use crate::trust;

impl ClientConfig for Config {
    type Client = flymyai_core::Client;

    fn with_trust(self, source: trust::TrustSource) -> Self {
        self.with_roots(source.roots)
    }

    fn connect(&self, connections: &Connections, id: u64) -> Arc<ConnectedClient<Self::Client>> {
        connections.agents(id, self)
    }

    fn disconnect(connections: &Connections, id: u64) {
        connections.disconnect_agents(id);
    }
}

/// A client of the agents API.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct Client {
    /// Shared with the clients that were derived from this one.
    handle: Arc<ClientHandle<Config>>,
    derived: Option<Derived>,
}

/// The differences of a client from the one that it was derived from.
#[derive(Clone, Default)]
struct Derived {
    options: CallOptions,
    keeps_headers: bool,
}

impl Derived {
    fn of(&self, client: &flymyai_core::Client) -> flymyai_core::Client {
        let client = client.with_options(&self.options);
        match self.keeps_headers {
            true => client.keeping_headers(),
            false => client,
        }
    }
}

impl Client {
    /// Makes a call or a stream with the callbacks of Python code, if any.
    fn open<T>(
        &self,
        py: Python<'_>,
        callbacks: Option<&CallbackContext>,
        make: impl FnOnce(&flymyai_core::Client) -> Result<T, Error>,
    ) -> PyResult<(T, Arc<ConnectedClient<flymyai_core::Client>>)> {
        let connected = self.handle.connected(py)?;
        let open = || {
            let mut client = Cow::Borrowed(&connected.client);
            if let Some(derived) = &self.derived {
                client = Cow::Owned(derived.of(&client));
            }
            if let Some(callbacks) = callbacks {
                client = Cow::Owned(keyed(callbacks, &client));
            }
            make(&client)
        };
        let opened = open();
        match opened {
            Ok(opened) => Ok((opened, connected)),
            Err(error) => Err(error::raise(py, &error, None)),
        }
    }
}

#[pymethods]
impl Client {
    #[new]
    fn new(
        py: Python<'_>,
        api_key: Option<Bound<'_, PyAny>>,
        base_url: Option<Bound<'_, PyAny>>,
        timeouts: PhaseTimeouts,
        max_retries: u32,
        limits: LimitOptions,
    ) -> PyResult<Self> {
        let api_key: Option<String> = api_key.map(|key| argument("api_key", &key)).transpose()?;
        let base_url: Option<String> =
            base_url.map(|url| argument("base_url", &url)).transpose()?;
        let (connect, silence, write, pool) = timeouts;
        let resolve = || -> Result<Config, Error> {
            ClientOptions::new(api_key.unwrap_or_default())
                .base_url(base_url.unwrap_or_default())
                .timeouts(Timeouts::from_seconds([connect, silence, write, pool])?)
                .max_retries(max_retries)
                .response_limits(ResponseLimits::agents().with_options(limits.0, limits.1)?)
                .profile(PROFILE)
                .resolve()
        };
        let config = resolve().map_err(|error| error::raise(py, &error, None))?;
        let (source, lacks_roots) = trust::early(py, config.needs_roots())?;
        Ok(Self {
            handle: Arc::new(ClientHandle::new(config.with_trust(source), lacks_roots)),
            derived: None,
        })
    }

    /// The same client with these options in place of its own; with `keeps_headers`, results of
    /// calls contain the headers of responses.
    fn with_options(
        &self,
        py: Python<'_>,
        timeouts: Option<PhaseTimeouts>,
        max_retries: Option<u32>,
        headers: Headers,
        keeps_headers: bool,
    ) -> PyResult<Self> {
        let mut derived = self.derived.clone().unwrap_or_default();
        derived.keeps_headers |= keeps_headers;
        let options = call_options(timeouts, max_retries, headers);
        let options = options.map_err(|error| error::raise(py, &error, None))?;
        derived.options = derived.options.with(&options);
        Ok(Self {
            handle: Arc::clone(&self.handle),
            derived: Some(derived),
        })
    }

    /// The key in use: as given, or from the environment.
    #[getter]
    fn api_key(&self) -> &str {
        self.handle.config().api_key()
    }

    /// The base URL: as given, from the environment, or the cloud's.
    #[getter]
    fn base_url(&self) -> &str {
        self.handle.config().base_url()
    }

    /// The URL that request paths are appended to.
    #[getter]
    fn root(&self) -> &str {
        self.handle.config().root()
    }

    /// Whether the client was closed.
    #[getter]
    fn closed(&self) -> bool {
        self.handle.is_closed()
    }

    /// Whether requests of the operation have a timeout of their own.
    #[staticmethod]
    fn has_own_timeout(operation: &str) -> bool {
        flymyai_core::operations()
            .find(|known| known.name() == operation)
            .is_some_and(|known| known.own_timeout().is_some())
    }

    /// Ends the client: calls under way fail, as do later ones.
    fn close(&self) {
        self.handle.close();
    }

    /// The trace of a call of an operation; `None` if it is not traced.
    fn trace(
        &self,
        py: Python<'_>,
        operation: &str,
        id: Option<&str>,
    ) -> PyResult<Option<PyCallTrace>> {
        let connected = self.handle.connected(py)?;
        let trace = connected.client.trace(operation, id.unwrap_or_default());
        Ok(trace.map(PyCallTrace))
    }

    /// An operation of the core, checked but not started; with the callbacks of Python
    /// code, if any.
    #[pyo3(signature = (
        operation, id, fields, timeout, poll_interval, idempotency_key, callbacks=None,
        trace=None
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
        callbacks: Option<&CallbackContext>,
        trace: Option<&PyCallTrace>,
    ) -> PyResult<PyCall> {
        let wait = wait_options(timeout.as_ref(), &poll_interval)?;
        let arguments = arguments(id, fields, wait, idempotency_key);
        let (call, connected) = self.open(py, callbacks, |client| match trace {
            Some(trace) => client.with_trace(&trace.0).call(operation, arguments),
            None => client.call(operation, arguments),
        })?;
        let context = call.is_long().then(|| ErrorContext::new(timeout));
        Ok(PyCall::new(call, connected, context))
    }

    /// The events of the run that an operation starts; checked but not started.
    #[pyo3(signature = (
        operation, id, fields, timeout, poll_interval, idempotency_key, callbacks=None,
        trace=None
    ))]
    #[allow(clippy::too_many_arguments)]
    fn run_stream(
        &self,
        py: Python<'_>,
        operation: &str,
        id: Option<String>,
        fields: Option<Bound<'_, PyBytes>>,
        timeout: Option<Bound<'_, PyAny>>,
        poll_interval: Bound<'_, PyAny>,
        idempotency_key: Option<Bound<'_, PyAny>>,
        callbacks: Option<&CallbackContext>,
        trace: Option<&PyCallTrace>,
    ) -> PyResult<EventStream> {
        let wait = wait_options(timeout.as_ref(), &poll_interval)?;
        let arguments = arguments(id, fields, wait, idempotency_key);
        let (stream, _) = self.open(py, callbacks, |client| match trace {
            Some(trace) => client.with_trace(&trace.0).run_stream(operation, arguments),
            None => client.run_stream(operation, arguments),
        })?;
        Ok(EventStream::new(py, stream, ErrorContext::new(timeout)))
    }

    /// The rows of a list, page by page; checked but not started.
    #[pyo3(signature = (operation, id, fields, callbacks=None))]
    fn page_stream(
        &self,
        py: Python<'_>,
        operation: &str,
        id: Option<String>,
        fields: Option<Bound<'_, PyBytes>>,
        callbacks: Option<&CallbackContext>,
    ) -> PyResult<PageStream> {
        let arguments = Arguments {
            id,
            fields: fields.map(|fields| Bytes::copy_from_slice(fields.as_bytes())),
            ..Arguments::default()
        };
        let (stream, _) = self.open(py, callbacks, |client| {
            client.page_stream(operation, arguments)
        })?;
        Ok(PageStream::new(stream))
    }

    /// A run's events, checked but not started.
    #[pyo3(signature = (run_id, timeout, poll_interval, callbacks=None, trace=None))]
    #[allow(clippy::too_many_arguments)]
    fn event_stream(
        &self,
        py: Python<'_>,
        run_id: String,
        timeout: Option<Bound<'_, PyAny>>,
        poll_interval: Bound<'_, PyAny>,
        callbacks: Option<&CallbackContext>,
        trace: Option<&PyCallTrace>,
    ) -> PyResult<EventStream> {
        let wait = wait_options(timeout.as_ref(), &poll_interval)?;
        let (stream, _) = self.open(py, callbacks, |client| match trace {
            Some(trace) => client.with_trace(&trace.0).event_stream(run_id, wait),
            None => client.event_stream(run_id, wait),
        })?;
        Ok(EventStream::new(py, stream, ErrorContext::new(timeout)))
    }
}

fn arguments(
    id: Option<String>,
    fields: Option<Bound<'_, PyBytes>>,
    wait: WaitOptions,
    idempotency_key: Option<Bound<'_, PyAny>>,
) -> Arguments {
    let has_key = idempotency_key.is_some();
    let idempotency_key = idempotency_key.and_then(|key| key.extract().ok());
    Arguments {
        id,
        fields: fields.map(|fields| Bytes::copy_from_slice(fields.as_bytes())),
        wait,
        // Core rejects another value in the order of its checks.
        has_invalid_key: has_key && idempotency_key.is_none(),
        idempotency_key,
    }
}

/// The client with callbacks, for requests that may start work.
fn keyed(callbacks: &CallbackContext, client: &flymyai_core::Client) -> flymyai_core::Client {
    let client = callbacks.apply(client);
    match callbacks.generates_keys {
        true => client,
        false => client.without_generated_keys(),
    }
}

fn wait_options(
    timeout: Option<&Bound<'_, PyAny>>,
    poll_interval: &Bound<'_, PyAny>,
) -> PyResult<WaitOptions> {
    let timeout = timeout
        .map(|timeout| argument("timeout", timeout))
        .transpose()?;
    Ok(WaitOptions {
        timeout,
        poll_interval: argument("poll_interval", poll_interval)?,
    })
}
