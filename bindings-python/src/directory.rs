//! The files of directories, in the form in which artifacts hold them.

use std::path::{Path, PathBuf};

use flymyai_core::{DirectoryError, DirectoryErrorKind, FileContent, walk_directory};
use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

/// Reads the files below a directory: their paths, and their contents as text or as base64. The
/// last member says whether it is text.
#[pyfunction]
#[allow(clippy::needless_pass_by_value)]
pub(crate) fn directory_files(
    py: Python<'_>,
    root: PathBuf,
) -> PyResult<Vec<(String, String, bool)>> {
    py.detach(|| read(&root)).map_err(|error| raise(py, &error))
}

fn read(root: &Path) -> Result<Vec<(String, String, bool)>, DirectoryError> {
    let mut entries = Vec::new();
    for file in walk_directory(root)? {
        let (text, is_text) = match file.read()? {
            FileContent::Text(text) => (text, true),
            FileContent::Base64(text) => (text, false),
        };
        entries.push((file.path().to_owned(), text, is_text));
    }
    Ok(entries)
}

/// The exception for it: for a failure of the system, the one that Python itself raises.
fn raise(py: Python<'_>, error: &DirectoryError) -> PyErr {
    let text = error.message().to_owned();
    match error.kind() {
        DirectoryErrorKind::System(cause) => match cause.raw_os_error() {
            Some(number) => system_error(py, number, error).unwrap_or_else(|error| error),
            None => PyOSError::new_err(text),
        },
        DirectoryErrorKind::Changed => PyOSError::new_err(text),
        _ => PyValueError::new_err(text),
    }
}

/// `OSError` selects its subclass by the number, such as `FileNotFoundError`.
fn system_error(py: Python<'_>, number: i32, error: &DirectoryError) -> PyResult<PyErr> {
    let path = PyBytes::new(py, error.file().as_os_str().as_encoded_bytes());
    let file = py.import("os")?.call_method1("fsdecode", (path,))?.unbind();
    if cfg!(windows) {
        let text = py
            .import("ctypes")?
            .call_method1("FormatError", (number,))?;
        return Ok(PyOSError::new_err((0, text.unbind(), file, number)));
    }
    let text = py.import("os")?.call_method1("strerror", (number,))?;
    Ok(PyOSError::new_err((number, text.unbind(), file)))
}
