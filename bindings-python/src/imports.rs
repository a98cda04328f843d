//! Functions of the Python package that native code calls, imported at their first use.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;

pub(crate) struct Imported {
    module: &'static str,
    name: &'static str,
    value: PyOnceLock<Py<PyAny>>,
}

impl Imported {
    pub(crate) const fn new(module: &'static str, name: &'static str) -> Self {
        Self {
            module,
            name,
            value: PyOnceLock::new(),
        }
    }

    pub(crate) fn get<'a, 'py>(&'a self, py: Python<'py>) -> PyResult<&'a Bound<'py, PyAny>> {
        if let Some(value) = self.value.get(py) {
            return Ok(value.bind(py));
        }
        // Not within `get_or_init`, which a child would wait for that is forked meanwhile.
        let value = py
            .import("flymyai._internal.imports")?
            .call_method1("load", (self.module, self.name))?;
        Ok(self.value.get_or_init(py, || value.unbind()).bind(py))
    }
}
