//! The native inference client: a configuration, and its link to this process.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use flymyai_core::{
    Error, Inference, InferenceConfig, InferenceRequest, InferenceSettings, Model, Product,
    dsn_from_env, route_from_env,
};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use crate::callback::context::Desk;
use crate::error;
use crate::inference::call::{InferenceCall, Job};
use crate::inference::payload::payload;
use crate::inference::stream::{AsyncPredictionStream, PredictionStream};
use crate::runtime::state::{InferenceLink, Place, state};
use crate::trust;

static NEXT_ID: AtomicU64 = AtomicU64::new(0);

/// What the environment said when it was first asked for.
fn settings() -> &'static InferenceSettings {
    static SETTINGS: OnceLock<InferenceSettings> = OnceLock::new();
    SETTINGS.get_or_init(|| InferenceSettings::of(Product::Python))
}

/// The settings of all inference clients of this process.
#[pyfunction]
pub(crate) fn inference_settings(py: Python<'_>) -> PyResult<Bound<'_, PyDict>> {
    let settings = settings();
    let seconds = |limit: Option<Duration>| limit.map(|limit| limit.as_secs_f64());
    let limits = &settings.timeouts;
    let shown = PyDict::new(py);
    shown.set_item("attempts", settings.attempts)?;
    shown.set_item("reconnects", settings.reconnects)?;
    shown.set_item("connect_timeout", seconds(limits.connect))?;
    shown.set_item("read_timeout", seconds(limits.read))?;
    shown.set_item("write_timeout", seconds(limits.write))?;
    shown.set_item("pool_timeout", seconds(limits.pool))?;
    shown.set_item("max_connections", settings.max_connections)?;
    shown.set_item("max_idle", settings.max_idle)?;
    shown.set_item("idle_limit", settings.idle_limit.as_secs_f64())?;
    shown.set_item("http2", settings.http2)?;
    Ok(shown)
}

/// Whether another attempt may fare better than one that ended with this status.
#[pyfunction]
pub(crate) fn is_retryable_status(status: i64) -> bool {
    u16::try_from(status).is_ok_and(flymyai_core::is_retryable_status)
}

/// A client of the inference API.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct InferenceClient {
    id: u64,
    place: Place,
    config: InferenceConfig,
    /// Whether the roots are not resolved yet, and the pool key and configuration
    /// with them.
    lacks_roots: bool,
    trusting: OnceLock<(Place, InferenceConfig)>,
    closed: AtomicBool,
}

impl InferenceClient {
    fn over(place: Place, config: InferenceConfig, lacks_roots: bool) -> Self {
        let id = NEXT_ID.fetch_add(1, Ordering::Relaxed);
        Self {
            id,
            place,
            config,
            lacks_roots,
            trusting: OnceLock::new(),
            closed: AtomicBool::new(false),
        }
    }

    fn link(&self) -> Arc<InferenceLink> {
        let (place, config) = match self.trusting.get() {
            Some((place, config)) => (place, config),
            None => (&self.place, &self.config),
        };
        let link = state().inference_link(self.id, place, config);
        if self.closed.load(Ordering::Acquire) {
            // Closed before a fork: the child's link does not know yet.
            link.client.close();
        }
        link
    }

    /// The link for a call, which may be the first.
    fn connected(&self, py: Python<'_>) -> PyResult<Arc<InferenceLink>> {
        if self.lacks_roots && self.trusting.get().is_none() {
            let mut place = self.place.clone();
            place.trust = trust::find(py)?;
            let config = self.config.clone().with_roots(place.trust.roots.clone());
            let _ = self.trusting.set((place, config));
        }
        Ok(self.link())
    }

    fn call(&self, py: Python<'_>, job: Job) -> PyResult<InferenceCall> {
        Ok(InferenceCall::new(job, self.connected(py)?))
    }

    fn exchange(&self, py: Python<'_>, request: InferenceRequest) -> PyResult<InferenceCall> {
        self.call(py, Job::Exchange(Box::new(request)))
    }
}

fn parse(py: Python<'_>, model: &str) -> PyResult<Model> {
    Model::parse(model, Product::Python).map_err(|error| error::raise(py, &error, None))
}

#[pymethods]
impl InferenceClient {
    #[new]
    #[pyo3(signature = (api_key, base_url=None))]
    fn new(py: Python<'_>, api_key: String, base_url: Option<String>) -> PyResult<Self> {
        let base_url = base_url.unwrap_or_else(dsn_from_env);
        let config: Result<_, Error> =
            InferenceConfig::new(&api_key, &base_url, settings().clone(), Product::Python);
        let config = config.map_err(|error| error::raise(py, &error, None))?;
        let (source, lacks_roots) = trust::early(py, config.needs_roots())?;
        let place = Place {
            base_url,
            api_key,
            route: route_from_env(),
            trust: source,
        };
        let config = config.with_roots(place.trust.roots.clone());
        Ok(Self::over(place, config, lacks_roots))
    }

    /// The base URL: as given, from the environment, or the cloud's.
    #[getter]
    fn base_url(&self) -> &str {
        &self.place.base_url
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
            self.link().client.close();
        }
    }

    /// A client with the same configuration that is open.
    fn reopened(&self) -> Self {
        let reopened = Self::over(self.place.clone(), self.config.clone(), self.lacks_roots);
        if let Some(trusting) = self.trusting.get() {
            let _ = reopened.trusting.set(trusting.clone());
        }
        reopened
    }

    /// A prediction, checked but not started.
    fn predict(
        &self,
        py: Python<'_>,
        model: &str,
        fields: Vec<Bound<'_, PyTuple>>,
        attempts: u32,
    ) -> PyResult<InferenceCall> {
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
    ) -> PyResult<InferenceCall> {
        let (model, payload) = (parse(py, model)?, payload(&fields)?);
        self.exchange(py, InferenceRequest::start_task(&model, &payload))
    }

    /// The wait for a task, for at most so many seconds; none for no limit.
    fn await_task(
        &self,
        py: Python<'_>,
        model: &str,
        prediction_id: String,
        timeout: Option<f64>,
    ) -> PyResult<InferenceCall> {
        let model = parse(py, model)?;
        if timeout.is_some_and(f64::is_nan) {
            return Err(PyValueError::new_err(
                "timeout must be a number of seconds, not NaN",
            ));
        }
        // Longer than a Duration can hold is for ever.
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

    /// The cancelling of a stream, checked but not started.
    fn cancel(&self, py: Python<'_>, model: &str, prediction_id: &str) -> PyResult<InferenceCall> {
        let request = InferenceRequest::cancel(&parse(py, model)?, prediction_id);
        self.exchange(py, request)
    }

    /// The fetching of a model's document, checked but not started.
    fn document(&self, py: Python<'_>, model: &str, name: &str) -> PyResult<InferenceCall> {
        let request = InferenceRequest::document(&parse(py, model)?, name);
        self.exchange(py, request)
    }

    /// A prediction in pieces, for threads; nothing is sent yet.
    fn stream(
        &self,
        py: Python<'_>,
        model: &str,
        fields: Vec<Bound<'_, PyTuple>>,
    ) -> PyResult<PredictionStream> {
        let (model, payload) = (parse(py, model)?, payload(&fields)?);
        let open = |client: Inference| client.stream(&model, &payload);
        let link = self.connected(py)?;
        let opened = PredictionStream::new(&link, open);
        opened.map_err(|error| error::raise(py, &error, None))
    }

    /// The same for event loops, or at a desk.
    #[pyo3(signature = (model, fields, desk=None))]
    fn stream_async(
        &self,
        py: Python<'_>,
        model: &str,
        fields: Vec<Bound<'_, PyTuple>>,
        desk: Option<&Desk>,
    ) -> PyResult<AsyncPredictionStream> {
        let (model, payload) = (parse(py, model)?, payload(&fields)?);
        let link = self.connected(py)?;
        let stream = match desk {
            Some(desk) => desk.inference(&link.client).stream(&model, &payload),
            None => link.client.stream(&model, &payload),
        };
        Ok(AsyncPredictionStream::new(stream))
    }
}

impl Drop for InferenceClient {
    fn drop(&mut self) {
        state().unlink_inference(self.id);
    }
}
