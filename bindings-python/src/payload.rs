//! A model's payload on its way from Python to the core.

use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use flymyai_core::{
    BoxFuture, Dialect, Error, ErrorKind, FieldValue, FilePart, FileSource, Payload, ReadAt,
};
use pyo3::exceptions::PyBlockingIOError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyBytes, PyString, PyTuple};

/// The payload for a list of `(name, text)` and `(name, filename, type, source, streamed)`,
/// where a source is bytes, a path, or an object with `read`; one that is not
/// streamed has `seek` and `tell`, too.
pub(crate) fn payload(fields: &[Bound<'_, PyTuple>]) -> PyResult<Payload> {
    let fields = fields.iter().map(field).collect::<PyResult<Vec<_>>>()?;
    Ok(Payload::new(Dialect::Python, fields))
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
        let object = Arc::new(object.unbind());
        FileSource::Reader(Arc::new(PythonFile { object, streamed }))
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
    streamed: bool,
}

impl ReadAt for PythonFile {
    fn length(&self) -> Result<Option<u64>, Error> {
        if self.streamed {
            return Ok(None);
        }
        with_python(|py| {
            let file = self.object.bind(py);
            file.call_method1("seek", (0, 2))?;
            file.call_method0("tell")?.extract().map(Some)
        })
    }

    fn read_at(&self, offset: u64, at_most: usize) -> BoxFuture<'static, Result<Bytes, Error>> {
        let (object, streamed) = (Arc::clone(&self.object), self.streamed);
        // Reading may block, and the interpreter may be busy elsewhere.
        let reading = tokio::task::spawn_blocking(move || {
            with_python(|py| {
                let file = object.bind(py);
                if !streamed {
                    file.call_method1("seek", (offset,))?;
                }
                let piece = file.call_method1("read", (at_most,))?;
                if piece.is_none() {
                    let text = "a file that does not block has no data yet";
                    return Err(PyBlockingIOError::new_err(text));
                }
                Ok(Bytes::from_owner(piece.extract::<PyBackedBytes>()?))
            })
        });
        Box::pin(async move {
            reading
                .await
                .unwrap_or_else(|lost| Err(unreadable(&lost.to_string())))
        })
    }
}

fn with_python<T>(read: impl FnOnce(Python<'_>) -> PyResult<T>) -> Result<T, Error> {
    let ended = Python::try_attach(|py| {
        read(py).map_err(|error| {
            let failure = unreadable(&error.to_string());
            failure.with_thrown(Arc::new(error))
        })
    });
    ended.unwrap_or_else(|| Err(unreadable("the interpreter is shutting down")))
}

fn unreadable(why: &str) -> Error {
    Error::new(
        ErrorKind::Argument,
        format!("a file of the payload can't be read: {why}"),
    )
}
