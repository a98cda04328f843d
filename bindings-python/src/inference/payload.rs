//! Conversion of a model's payload from Python to core.

use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use flymyai_core::{
    BoxFuture, Error, ErrorKind, FieldValue, FilePart, FileSource, Payload, ReadAt,
};
use pyo3::exceptions::PyBlockingIOError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyBytes, PyString, PyTuple};
use tokio::sync::oneshot;

use crate::profile::PROFILE;
use crate::runtime::state::state;
use crate::runtime::workers::Lease;

/// The payload for a list of `(name, text)` and `(name, filename, type, source, streamed)`,
/// where a source is bytes, a path, or an object with `read`; one that is not
/// streamed has `seek` and `tell`, too.
pub(crate) fn payload(fields: &[Bound<'_, PyTuple>]) -> PyResult<Payload> {
    let fields = fields.iter().map(field).collect::<PyResult<Vec<_>>>()?;
    Ok(Payload::new(PROFILE.form, fields))
}

fn field(field: &Bound<'_, PyTuple>) -> PyResult<(String, FieldValue)> {
    if field.len() == 2 {
        let (name, text): (String, String) = field.extract()?;
        return Ok((name, FieldValue::Text(text)));
    }
    let (name, filename, content_type, object, streamed): (_, _, _, Bound<'_, PyAny>, bool) =
        field.extract()?;
    let source = if object.is_instance_of::<PyBytes>() {
        let kept: PyBackedBytes = object.extract()?;
        FileSource::Bytes(Bytes::from_owner(kept))
    } else if object.is_instance_of::<PyString>() || object.hasattr("__fspath__")? {
        FileSource::Path(object.extract::<PathBuf>()?)
    } else {
        FileSource::Reader(Arc::new(PythonFile::new(&object, streamed)?))
    };
    Ok((
        name,
        FieldValue::File(FilePart {
            filename,
            content_type,
            source,
        }),
    ))
}

/// A Python object that can be read from any place, or is a stream.
struct PythonFile {
    object: Arc<Py<PyAny>>,
    /// `None` for a stream.
    length: Result<Option<u64>, Error>,
    lease: Lease,
}

impl PythonFile {
    fn new(object: &Bound<'_, PyAny>, streamed: bool) -> PyResult<Self> {
        let lease = state().workers.lease(object.py())?;
        Ok(Self {
            object: Arc::new(object.clone().unbind()),
            length: match streamed {
                true => Ok(None),
                false => length(object).map(Some).map_err(thrown),
            },
            lease,
        })
    }
}

fn length(file: &Bound<'_, PyAny>) -> PyResult<u64> {
    file.call_method1("seek", (0, 2))?;
    file.call_method0("tell")?.extract()
}

impl ReadAt for PythonFile {
    fn length(&self) -> Result<Option<u64>, Error> {
        self.length.clone()
    }

    fn read_at(&self, offset: u64, at_most: usize) -> BoxFuture<'static, Result<Bytes, Error>> {
        let object = Arc::clone(&self.object);
        let offset = matches!(self.length, Ok(Some(_))).then_some(offset);
        let (response, chunk) = oneshot::channel();
        // Reading may block, and the interpreter may be busy elsewhere.
        let workers = self.lease.workers;
        let submitted = self.lease.submit(move |py| {
            // Not for a request that was dropped.
            if !response.is_closed() {
                let chunk = workers.reading(|| read(object.bind(py), offset, at_most));
                drop(response.send(chunk.map_err(thrown)));
            }
        });
        Box::pin(async move {
            let shutting_down = || unreadable("the interpreter is shutting down");
            if !submitted {
                return Err(shutting_down());
            }
            chunk.await.unwrap_or_else(|_| Err(shutting_down()))
        })
    }
}

/// Reads at an offset of the file; without one, the next bytes of a stream.
fn read(file: &Bound<'_, PyAny>, offset: Option<u64>, at_most: usize) -> PyResult<Bytes> {
    if let Some(offset) = offset {
        file.call_method1("seek", (offset,))?;
    }
    let chunk = file.call_method1("read", (at_most,))?;
    if chunk.is_none() {
        let text = "a file that does not block has no data yet";
        return Err(PyBlockingIOError::new_err(text));
    }
    Ok(Bytes::from_owner(chunk.extract::<PyBackedBytes>()?))
}

fn thrown(error: PyErr) -> Error {
    unreadable(&error.to_string()).with_thrown(Arc::new(error))
}

fn unreadable(why: &str) -> Error {
    Error::new(
        ErrorKind::Argument,
        format!("a file of the payload can't be read: {why}"),
    )
}
