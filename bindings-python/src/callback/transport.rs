//! A transport that has Python send its requests.

use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use flymyai_core::{
    BoxFuture, EncodedForm, Error, ErrorKind, HttpRequest, HttpResponse, RequestBody, ResponseBody,
    Timeouts, Transport,
};
use futures_util::{Stream, StreamExt, TryStreamExt, stream};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyBytes, PyTuple};

use crate::agents::call::Cancel;
use crate::callback::context::Errands;
use crate::error;
use crate::runtime::event_loop::{LoopQueue, Outcome};
use crate::runtime::interrupts::{SLICE, tick};
use crate::runtime::state::{lock, state};

/// Forms up to this size cross over in one piece.
const SMALL: u64 = 64 * 1024;

#[derive(Debug)]
pub(crate) struct ForeignTransport {
    pub(crate) errands: Arc<Errands>,
}

/// Status, reason, headers, and the body: bytes, or what gives its pieces.
type Reply<'py> = (
    u16,
    String,
    Vec<(PyBackedBytes, PyBackedBytes)>,
    Bound<'py, PyAny>,
);

enum Body {
    None,
    Bytes(Bytes),
    Upload(EncodedForm),
}

impl Transport for ForeignTransport {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, Error>> {
        Box::pin(async move {
            let HttpRequest {
                method,
                url,
                headers,
                body,
                timeouts,
            } = request;
            let body = match body {
                RequestBody::Empty => Body::None,
                RequestBody::Bytes(bytes) => Body::Bytes(bytes),
                RequestBody::Form(form) if form.is_empty() => Body::None,
                RequestBody::Form(form) if form.length().is_some_and(|length| length <= SMALL) => {
                    let pieces: Vec<Bytes> = form.into_stream().try_collect().await?;
                    Body::Bytes(pieces.concat().into())
                }
                RequestBody::Form(form) => Body::Upload(form),
            };
            let arguments = move |py: Python<'_>| -> PyResult<Py<PyTuple>> {
                let mut shown: Vec<(String, String)> = headers
                    .iter()
                    .map(|(name, value)| {
                        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
                        (name.as_str().to_owned(), value)
                    })
                    .collect();
                let body = match body {
                    Body::None => py.None().into_bound(py),
                    Body::Bytes(bytes) => PyBytes::new(py, &bytes).into_any(),
                    Body::Upload(form) => {
                        // With its length said, the body is not sent in chunks.
                        if let Some(length) = form.length() {
                            shown.push(("content-length".to_owned(), length.to_string()));
                        }
                        Bound::new(py, Upload { form })?.into_any()
                    }
                };
                let limits = seconds(&timeouts);
                let arguments = (method.as_str(), url, shown, body, limits);
                Ok(arguments.into_pyobject(py)?.unbind())
            };
            let outcome = self.errands.run("send", arguments).await?;
            Python::attach(|py| {
                let reply = outcome.and_then(|reply| {
                    let reply = reply.bind(py);
                    self.response(reply.extract::<Reply<'_>>()?)
                });
                reply.map_err(|error| thrown(py, error))
            })
        })
    }

    fn reads_ahead(&self) -> bool {
        // Reading on may block the thread for as long as the service likes.
        false
    }
}

impl ForeignTransport {
    fn response(&self, reply: Reply<'_>) -> PyResult<HttpResponse> {
        let (status, reason, given, body) = reply;
        let mut headers = http::HeaderMap::new();
        for (name, value) in &given {
            // What no header can be called, no code of ours looks for.
            if let (Ok(name), Ok(value)) = (
                http::HeaderName::from_bytes(name),
                http::HeaderValue::from_bytes(value),
            ) {
                let added = headers.try_append(name, value);
                added.map_err(|_| PyValueError::new_err("too many response headers"))?;
            }
        }
        let body = if body.is_instance_of::<PyBytes>() {
            ResponseBody::whole(Bytes::from_owner(body.extract::<PyBackedBytes>()?))
        } else {
            self.pieces(body.unbind())
        };
        Ok(HttpResponse {
            status,
            reason,
            headers,
            body,
        })
    }

    fn pieces(&self, body: Py<PyAny>) -> ResponseBody {
        let state = (Arc::clone(&self.errands), Arc::new(body));
        ResponseBody::pieces(stream::try_unfold(state, |(errands, body)| async move {
            let source = Arc::clone(&body);
            let arguments = move |py: Python<'_>| -> PyResult<Py<PyTuple>> {
                Ok((source.bind(py),).into_pyobject(py)?.unbind())
            };
            let outcome = errands.run("piece", arguments).await?;
            let piece = Python::attach(|py| {
                outcome
                    .and_then(|piece| Ok(piece.extract::<Option<PyBackedBytes>>(py)?))
                    .map_err(|error| thrown(py, error))
            })?;
            Ok(piece.map(|piece| (Bytes::from_owner(piece), (errands, body))))
        }))
    }
}

type Seconds = (Option<f64>, Option<f64>, Option<f64>, Option<f64>);

fn seconds(limits: &Timeouts) -> Seconds {
    let seconds = |limit: Option<std::time::Duration>| limit.map(|limit| limit.as_secs_f64());
    (
        seconds(limits.connect),
        seconds(limits.read),
        seconds(limits.write),
        seconds(limits.pool),
    )
}

/// The error of what Python's code has raised. It is of the kind that its class
/// says, and carries the very object, which is raised at the end.
fn thrown(py: Python<'_>, raised: PyErr) -> Error {
    let describe = || -> PyResult<(String, u16, Option<PyBackedBytes>)> {
        let module = py.import("flymyai._errors")?;
        module
            .call_method1("kind_of", (raised.value(py),))?
            .extract()
    };
    let error = match describe() {
        Ok((_, status, body)) if status > 0 => {
            Error::from_status(status, body.map(Bytes::from_owner).unwrap_or_default())
        }
        Ok((name, ..)) => Error::new(kind(&name), raised.to_string()),
        Err(_) => Error::new(ErrorKind::Thrown, raised.to_string()),
    };
    error.with_thrown(Arc::new(raised))
}

fn kind(name: &str) -> ErrorKind {
    const KINDS: [ErrorKind; 13] = [
        ErrorKind::Connect,
        ErrorKind::ConnectTimeout,
        ErrorKind::ReadTimeout,
        ErrorKind::WriteTimeout,
        ErrorKind::PoolTimeout,
        ErrorKind::Protocol,
        ErrorKind::Read,
        ErrorKind::Write,
        ErrorKind::Proxy,
        ErrorKind::UnsupportedProtocol,
        ErrorKind::LocalProtocol,
        ErrorKind::InvalidUrl,
        ErrorKind::Decoding,
    ];
    let found = KINDS.into_iter().find(|kind| kind.name() == name);
    found.unwrap_or(ErrorKind::Thrown)
}

/// A form whose files are read while Python sends it; each iteration reads anew.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct Upload {
    form: EncodedForm,
}

#[pymethods]
impl Upload {
    fn __iter__(&self) -> UploadPieces {
        UploadPieces {
            pieces: Arc::new(tokio::sync::Mutex::new(
                self.form.clone().into_stream().boxed(),
            )),
            ended: Mutex::new(false),
        }
    }
}

type Pieces = Pin<Box<dyn Stream<Item = Result<Bytes, Error>> + Send>>;

/// The pieces of a form, for threads and event loops.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct UploadPieces {
    pieces: Arc<tokio::sync::Mutex<Pieces>>,
    ended: Mutex<bool>,
}

#[pymethods]
impl UploadPieces {
    fn __iter__(this: Bound<'_, Self>) -> Bound<'_, Self> {
        this
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyBytes>>> {
        if *lock(&self.ended) {
            return Ok(None);
        }
        let raise = |error: Error| error::raise(py, &error, None);
        let runtime = state().runtime().map_err(raise)?;
        // The files may be Python's own: they need the interpreter meanwhile.
        let mut pieces = pin!(async { self.pieces.lock().await.try_next().await });
        let piece = loop {
            let next = async { tokio::time::timeout(SLICE, pieces.as_mut()).await };
            match py.detach(|| runtime.block_on(next)) {
                Ok(piece) => break piece.map_err(raise)?,
                Err(_) => tick(py)?,
            }
        };
        *lock(&self.ended) = piece.is_none();
        Ok(piece.map(|piece| PyBytes::new(py, &piece)))
    }

    /// The queue resolves the future with the next piece, or with nothing.
    fn start_next(&self, py: Python<'_>, queue: &LoopQueue, future: Py<PyAny>) -> PyResult<Cancel> {
        let pieces = Arc::clone(&self.pieces);
        let running = async move {
            let piece = pieces.lock().await.try_next().await?;
            Ok(Outcome::Piece(piece))
        };
        queue.start(py, future, None, running).map(Cancel::new)
    }
}
