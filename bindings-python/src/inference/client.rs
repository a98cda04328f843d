//! The native inference client.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use flymyai_core::{
    CallOptions, Error, Inference, InferenceConfig, InferenceRequest, InferenceSettings, Model,
    dsn_from_env, route_from_env,
};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use crate::callback::context::CallbackContext;
use crate::client::call::PyCall;
use crate::client::handle::{ClientConfig, ClientHandle, LimitOptions};
use crate::client::options::{Headers, call_options};
use crate::convert::{PhaseTimeouts, seconds};
use crate::error;
use crate::inference::call::{InferenceOperation, Job};
use crate::inference::payload::payload;
use crate::inference::stream::{AsyncPredictionStream, PredictionStream};
use crate::profile::PROFILE;
use crate::runtime::connections::{ConnectedClient, Connections, PoolKey};
use crate::trust;

/// The settings of the environment, read once.
fn settings() -> &'static InferenceSettings {
    static SETTINGS: OnceLock<InferenceSettings> = OnceLock::new();
    SETTINGS.get_or_init(InferenceSettings::from_env)
}

/// The settings of all inference clients of this process.
#[pyfunction]
pub(crate) fn inference_settings(py: Python<'_>) -> PyResult<Bound<'_, PyDict>> {
    let settings = settings();
    let limits = &settings.timeouts;
    let values = PyDict::new(py);
    values.set_item("attempts", settings.attempts)?;
    values.set_item("reconnects", settings.reconnects)?;
    values.set_item("connect_timeout", seconds(limits.connect))?;
    values.set_item("read_timeout", seconds(limits.read))?;
    values.set_item("write_timeout", seconds(limits.write))?;
    values.set_item("pool_timeout", seconds(limits.pool))?;
    values.set_item("max_connections", settings.max_connections)?;
    values.set_item("max_idle", settings.max_idle)?;
    values.set_item("idle_limit", settings.idle_limit.as_secs_f64())?;
    values.set_item("http2", settings.http2)?;
    Ok(values)
}

/// Whether a prediction that ended with this status is attempted again.
#[pyfunction]
pub(crate) fn is_retryable_status(status: i64) -> bool {
    u16::try_from(status).is_ok_and(flymyai_core::is_retryable_status)
}

/// The configuration of a client, and the connections that it shares.
#[derive(Clone)]
struct PooledConfig {
    key: PoolKey,
    config: InferenceConfig,
}

impl ClientConfig for PooledConfig {
    type Client = Inference;

    fn with_trust(self, source: trust::TrustSource) -> Self {
        let config = self.config.with_roots(source.roots.clone());
        let key = PoolKey {
            trust: source,
            ..self.key
        };
        Self { key, config }
    }

    fn connect(&self, connections: &Connections, id: u64) -> Arc<ConnectedClient<Inference>> {
        connections.inference(id, &self.key, &self.config)
    }

    fn disconnect(connections: &Connections, id: u64) {
        connections.disconnect_inference(id);
    }
}

/// A client of the inference API.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct InferenceClient {
    /// Shared with the clients that were derived from this one.
    handle: Arc<ClientHandle<PooledConfig>>,
    options: CallOptions,
}

impl InferenceClient {
    /// The client with the options of this one.
    fn with_own_options(&self, client: &Inference) -> Inference {
        match self.options.is_empty() {
            true => client.clone(),
            false => client.with_options(&self.options),
        }
    }

    fn call(&self, py: Python<'_>, job: Job) -> PyResult<PyCall> {
        let connected = self.handle.connected(py)?;
        let client = self.with_own_options(&connected.client);
        Ok(PyCall::new(
            InferenceOperation { client, job },
            connected,
            None,
        ))
    }

    fn exchange(&self, py: Python<'_>, request: InferenceRequest) -> PyResult<PyCall> {
        self.call(py, Job::Exchange(Box::new(request)))
    }
}

fn parse(py: Python<'_>, model: &str) -> PyResult<Model> {
    Model::parse(model, PROFILE.model_path).map_err(|error| error::raise(py, &error, None))
}

#[pymethods]
impl InferenceClient {
    #[new]
    #[pyo3(signature = (api_key, limits, base_url=None))]
    fn new(
        py: Python<'_>,
        api_key: String,
        limits: LimitOptions,
        base_url: Option<String>,
    ) -> PyResult<Self> {
        let base_url = base_url.unwrap_or_else(dsn_from_env);
        let resolve = || -> Result<InferenceConfig, Error> {
            let mut settings = settings().clone();
            settings.response = settings.response.with_options(limits.0, limits.1)?;
            InferenceConfig::new(&api_key, &base_url, settings, &PROFILE)
        };
        let config = resolve().map_err(|error| error::raise(py, &error, None))?;
        let (source, lacks_roots) = trust::early(py, config.needs_roots())?;
        let config = config.with_roots(source.roots.clone());
        let key = PoolKey {
            base_url,
            api_key,
            route: route_from_env(),
            trust: source,
        };
        Ok(Self {
            handle: Arc::new(ClientHandle::new(PooledConfig { key, config }, lacks_roots)),
            options: CallOptions::default(),
        })
    }

    /// The base URL: as given, from the environment, or the cloud's.
    #[getter]
    fn base_url(&self) -> &str {
        &self.handle.config().key.base_url
    }

    /// The URL that request paths are appended to.
    #[getter]
    fn root(&self) -> &str {
        self.handle.config().config.root()
    }

    /// Whether the client was closed.
    #[getter]
    fn closed(&self) -> bool {
        self.handle.is_closed()
    }

    /// Ends the client: calls under way fail, as do later ones.
    fn close(&self) {
        self.handle.close();
    }

    /// The same client with these options in place of its own.
    fn with_options(
        &self,
        py: Python<'_>,
        timeouts: Option<PhaseTimeouts>,
        headers: Headers,
    ) -> PyResult<Self> {
        let options = call_options(timeouts, None, headers);
        let options = options.map_err(|error| error::raise(py, &error, None))?;
        Ok(Self {
            handle: Arc::clone(&self.handle),
            options: self.options.with(&options),
        })
    }

    /// A client with the same configuration that is open.
    fn reopened(&self) -> Self {
        Self {
            handle: Arc::new(self.handle.reopened()),
            options: self.options.clone(),
        }
    }

    /// A prediction, checked but not started.
    fn predict(
        &self,
        py: Python<'_>,
        model: &str,
        fields: Vec<Bound<'_, PyTuple>>,
        attempts: u32,
    ) -> PyResult<PyCall> {
        let (model, payload) = (parse(py, model)?, payload(&fields)?);
        self.call(
            py,
            Job::Predict {
                model,
                payload,
                attempts,
            },
        )
    }

    /// The start of a task, checked but not started.
    fn start_task(
        &self,
        py: Python<'_>,
        model: &str,
        fields: Vec<Bound<'_, PyTuple>>,
    ) -> PyResult<PyCall> {
        let (model, payload) = (parse(py, model)?, payload(&fields)?);
        self.exchange(py, InferenceRequest::start_task(&model, &payload))
    }

    /// The wait for a task's result; `timeout` is in seconds, `None` is no limit.
    fn await_task(
        &self,
        py: Python<'_>,
        model: &str,
        prediction_id: String,
        timeout: Option<f64>,
    ) -> PyResult<PyCall> {
        let model = parse(py, model)?;
        if timeout.is_some_and(f64::is_nan) {
            return Err(PyValueError::new_err(
                "timeout must be a number of seconds, not NaN",
            ));
        }
        // A number too large for a Duration is no limit.
        let timeout = timeout.and_then(|limit| Duration::try_from_secs_f64(limit.max(0.0)).ok());
        self.call(
            py,
            Job::AwaitTask {
                model,
                prediction_id,
                timeout,
            },
        )
    }

    /// The cancellation of a stream, checked but not started.
    fn cancel(&self, py: Python<'_>, model: &str, prediction_id: &str) -> PyResult<PyCall> {
        let request = InferenceRequest::cancel(&parse(py, model)?, prediction_id);
        self.exchange(py, request)
    }

    /// The request of a model's document, checked but not started.
    fn document(&self, py: Python<'_>, model: &str, name: &str) -> PyResult<PyCall> {
        let request = InferenceRequest::document(&parse(py, model)?, name);
        self.exchange(py, request)
    }

    /// A prediction in chunks, for threads; nothing is sent yet.
    fn stream(
        &self,
        py: Python<'_>,
        model: &str,
        fields: Vec<Bound<'_, PyTuple>>,
    ) -> PyResult<PredictionStream> {
        let (model, payload) = (parse(py, model)?, payload(&fields)?);
        let open = |client: Inference| self.with_own_options(&client).stream(&model, &payload);
        let connected = self.handle.connected(py)?;
        let opened = PredictionStream::new(&connected, open);
        opened.map_err(|error| error::raise(py, &error, None))
    }

    /// The same for event loops, or with the callbacks of Python code.
    #[pyo3(signature = (model, fields, callbacks=None))]
    fn stream_async(
        &self,
        py: Python<'_>,
        model: &str,
        fields: Vec<Bound<'_, PyTuple>>,
        callbacks: Option<&CallbackContext>,
    ) -> PyResult<AsyncPredictionStream> {
        let (model, payload) = (parse(py, model)?, payload(&fields)?);
        let client = self.with_own_options(&self.handle.connected(py)?.client);
        let stream = match callbacks {
            Some(callbacks) => callbacks.apply(&client).stream(&model, &payload),
            None => client.stream(&model, &payload),
        };
        Ok(AsyncPredictionStream::new(stream))
    }
}
