//! The trusted roots of a client, chosen by `flymyai._internal.trust`.

use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use flymyai_core::{Error, ErrorKind, TrustRoots};
use pyo3::prelude::*;

use crate::imports::Imported;

/// The path of the roots and its modification time. A new client does not share connections that
/// were made before the last change.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct TrustSource {
    pub(crate) roots: TrustRoots,
    state: Option<(SystemTime, u64)>,
}

impl TrustSource {
    fn new(kind: &str, path: PathBuf) -> Self {
        let state = fs::metadata(&path)
            .and_then(|about| Ok((about.modified()?, about.len())))
            .ok();
        let roots = of_kind(kind, path);
        Self { roots, state }
    }
}

/// The roots of a client, and whether they are to be found again with its first call.
///
/// An `http:` address needs no roots: only a redirect can lead from there to an `https:`
/// one, and the roots are found then.
pub(crate) fn early(py: Python<'_>, needs_roots: bool) -> PyResult<(TrustSource, bool)> {
    static EARLY_ROOTS: Imported = Imported::new("flymyai._internal.trust", "early_roots");
    let found = EARLY_ROOTS.get(py)?.call1((needs_roots,))?;
    match found.is_none() {
        true => {
            let roots = TrustRoots::Provider(provide);
            Ok((TrustSource { roots, state: None }, needs_roots))
        }
        false => Ok((source(&found)?, false)),
    }
}

/// The roots for the first call.
pub(crate) fn find(py: Python<'_>) -> PyResult<TrustSource> {
    static ROOTS: Imported = Imported::new("flymyai._internal.trust", "roots");
    source(&ROOTS.get(py)?.call0()?)
}

/// Why no roots can be read from there, if none can.
#[pyfunction]
pub(crate) fn roots_failure(kind: &str, path: PathBuf) -> Option<String> {
    let error = of_kind(kind, path).check().err()?;
    Some(error.message().to_owned())
}

fn source(found: &Bound<'_, PyAny>) -> PyResult<TrustSource> {
    let (kind, path): (String, PathBuf) = found.extract()?;
    Ok(TrustSource::new(&kind, path))
}

fn of_kind(kind: &str, path: PathBuf) -> TrustRoots {
    match kind {
        "directory" => TrustRoots::Directory(path),
        _ => TrustRoots::File(path),
    }
}

/// Called by core on the thread that follows the redirect.
fn provide() -> Result<TrustRoots, Error> {
    let failed = |why: &str| Error::transport(ErrorKind::Connect, Some(why));
    // A finalizing interpreter runs no Python code.
    Python::try_attach(|py| match find(py) {
        Ok(source) => Ok(source.roots),
        Err(error) => Err(failed(&error.to_string())),
    })
    .unwrap_or_else(|| Err(failed("the interpreter is shutting down")))
}
