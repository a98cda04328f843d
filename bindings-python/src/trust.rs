//! Whom a client trusts: found by `flymyai._trust`, by the rules of Python's programs.

use std::path::PathBuf;

use flymyai_core::{Error, ErrorKind, TrustRoots};
use pyo3::prelude::*;

/// The roots of a client, and whether they are to be found again with its first call.
///
/// An `http:` address needs no roots: only a redirect can lead from there to an `https:`
/// one, and the roots are found then.
pub(crate) fn early(py: Python<'_>, needs_roots: bool) -> PyResult<(TrustRoots, bool)> {
    let module = py.import("flymyai._trust")?;
    let found = module.call_method1("early_roots", (needs_roots,))?;
    match found.is_none() {
        true => Ok((TrustRoots::Provider(provide), needs_roots)),
        false => Ok((source(&found)?, false)),
    }
}

/// The roots for the first call.
pub(crate) fn find(py: Python<'_>) -> PyResult<TrustRoots> {
    source(&py.import("flymyai._trust")?.call_method0("roots")?)
}

/// Why no roots can be read from there, if none can.
#[pyfunction]
pub(crate) fn roots_failure(kind: &str, path: PathBuf) -> Option<String> {
    let error = of_kind(kind, path).check().err()?;
    Some(error.message().to_owned())
}

fn source(found: &Bound<'_, PyAny>) -> PyResult<TrustRoots> {
    let (kind, path): (String, PathBuf) = found.extract()?;
    Ok(of_kind(&kind, path))
}

fn of_kind(kind: &str, path: PathBuf) -> TrustRoots {
    match kind {
        "directory" => TrustRoots::Directory(path),
        _ => TrustRoots::File(path),
    }
}

/// Asked by core, on whatever thread follows the redirect.
fn provide() -> Result<TrustRoots, Error> {
    let failed = |why: &str| Error::on_the_way(ErrorKind::Connect, Some(why));
    // At the interpreter's end there is nobody left to ask.
    Python::try_attach(|py| find(py).map_err(|error| failed(&error.to_string())))
        .unwrap_or_else(|| Err(failed("the interpreter is shutting down")))
}
