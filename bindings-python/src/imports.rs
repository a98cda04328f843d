//! Functions of the Python package that native code calls, imported at their first use.

use std::sync::OnceLock;

use pyo3::prelude::*;

/// An attribute of a module, found at its first use.
///
/// The cell is not pyo3's: that one lets other threads run while it is written, and a child that
/// is forked meanwhile would wait for it forever.
pub(crate) struct Imported {
    module: &'static str,
    name: &'static str,
    value: OnceLock<Py<PyAny>>,
}

impl Imported {
    pub(crate) const fn new(module: &'static str, name: &'static str) -> Self {
        Self {
            module,
            name,
            value: OnceLock::new(),
        }
    }

    pub(crate) fn get<'a, 'py>(&'a self, py: Python<'py>) -> PyResult<&'a Bound<'py, PyAny>> {
        if let Some(value) = self.value.get() {
            return Ok(value.bind(py));
        }
        // Not within `get_or_init`: the import lets other threads run.
        let value = py
            .import("flymyai._internal.imports")?
            .call_method1("load", (self.module, self.name))?;
        Ok(self.value.get_or_init(|| value.unbind()).bind(py))
    }
}
