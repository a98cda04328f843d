//! A transport whose requests Python code sends.

use std::sync::Arc;

use bytes::Bytes;
use flymyai_core::{
    BoxFuture, EncodedForm, Error, ErrorKind, HttpRequest, HttpResponse, RequestBody, ResponseBody,
    Timeouts, Transport,
};
use futures_util::{TryStreamExt, stream};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyBytes, PyTuple};

use crate::callback::queue::HostCallQueue;
use crate::callback::upload::Upload;
use crate::convert::{PhaseTimeouts, seconds};
use crate::imports::Imported;

/// Forms up to this size are passed to Python as one `bytes` object.
const MAX_WHOLE_FORM: u64 = 64 * 1024;

#[derive(Debug)]
pub(crate) struct CallbackTransport {
    pub(crate) host_calls: Arc<HostCallQueue>,
}

/// Status, reason, headers, and the body: bytes, or an iterator of its chunks.
type HostResponse<'py> = (
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

impl Transport for CallbackTransport {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, Error>> {
        Box::pin(async move {
            let HttpRequest {
                method,
                url,
                mut headers,
                body,
                timeouts,
                ..
            } = request;
            let body = match body {
                RequestBody::Empty => Body::None,
                RequestBody::Bytes(bytes) => Body::Bytes(bytes),
                RequestBody::Form(form) if form.is_empty() => Body::None,
                RequestBody::Form(form)
                    if form.length().is_some_and(|length| length <= MAX_WHOLE_FORM) =>
                {
                    let chunks: Vec<Bytes> = form.into_stream().try_collect().await?;
                    Body::Bytes(chunks.concat().into())
                }
                RequestBody::Form(form) => {
                    form.set_content_length(&mut headers);
                    Body::Upload(form)
                }
            };
            let arguments = move |py: Python<'_>| -> PyResult<Py<PyTuple>> {
                let fields: Vec<(String, String)> = headers
                    .iter()
                    .map(|(name, value)| {
                        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
                        (name.as_str().to_owned(), value)
                    })
                    .collect();
                let body = match body {
                    Body::None => py.None().into_bound(py),
                    Body::Bytes(bytes) => PyBytes::new(py, &bytes).into_any(),
                    Body::Upload(form) => Bound::new(py, Upload::new(form))?.into_any(),
                };
                let limits = phases(&timeouts);
                let arguments = (method.as_str(), url, fields, body, limits);
                Ok(arguments.into_pyobject(py)?.unbind())
            };
            let outcome = self.host_calls.call("send", arguments).await?;
            Python::attach(|py| {
                let response = outcome.and_then(|response| {
                    let response = response.bind(py);
                    self.response(response.extract::<HostResponse<'_>>()?)
                });
                response.map_err(|error| callback_error(py, error))
            })
        })
    }

    fn reads_ahead(&self) -> bool {
        // Reading ahead may block the calling thread until the server sends more.
        false
    }
}

impl CallbackTransport {
    fn response(&self, response: HostResponse<'_>) -> PyResult<HttpResponse> {
        let (status, reason, given, body) = response;
        let mut headers = http::HeaderMap::new();
        for (name, value) in &given {
            // No code of this project reads a header with an invalid name.
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
            self.chunks(body.unbind())
        };
        Ok(HttpResponse {
            status,
            reason,
            // The program's own client has logged the request.
            version: None,
            headers,
            body,
        })
    }

    fn chunks(&self, body: Py<PyAny>) -> ResponseBody {
        let state = (Arc::clone(&self.host_calls), Arc::new(body));
        ResponseBody::chunks(stream::try_unfold(state, |(host_calls, body)| async move {
            let source = Arc::clone(&body);
            let arguments = move |py: Python<'_>| -> PyResult<Py<PyTuple>> {
                Ok((source.bind(py),).into_pyobject(py)?.unbind())
            };
            let outcome = host_calls.call("chunk", arguments).await?;
            let chunk = Python::attach(|py| {
                outcome
                    .and_then(|chunk| Ok(chunk.extract::<Option<PyBackedBytes>>(py)?))
                    .map_err(|error| callback_error(py, error))
            })?;
            Ok(chunk.map(|chunk| (Bytes::from_owner(chunk), (host_calls, body))))
        }))
    }
}

fn phases(limits: &Timeouts) -> PhaseTimeouts {
    (
        seconds(limits.connect),
        seconds(limits.read),
        seconds(limits.write),
        seconds(limits.pool),
    )
}

/// The core error for an exception of Python code. Its kind follows from the exception's
/// class. It carries the exception, which is raised unchanged if the call fails with it.
fn callback_error(py: Python<'_>, raised: PyErr) -> Error {
    let describe = || -> PyResult<(String, u16, Option<PyBackedBytes>)> {
        static KIND_OF: Imported = Imported::new("flymyai.agents._errors", "kind_of");
        KIND_OF.get(py)?.call1((raised.value(py),))?.extract()
    };
    let error = match describe() {
        Ok((_, status, body)) if status > 0 => {
            Error::from_status(status, body.map(Bytes::from_owner).unwrap_or_default())
        }
        Ok((name, ..)) => Error::new(kind_of(&name), raised.to_string()),
        Err(_) => Error::new(ErrorKind::Thrown, raised.to_string()),
    };
    error.with_thrown(Arc::new(raised))
}

fn kind_of(name: &str) -> ErrorKind {
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
