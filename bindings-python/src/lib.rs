//! The extension module `flymyai._native`: drives futures of `flymyai-core`
//! from Python and converts bytes and failures.
//!
//! It has no logic of the API: no path, no status, no field name.
#![deny(unsafe_code)]

mod agents;
mod callback;
mod client;
mod command;
mod convert;
mod directory;
mod emulator;
mod error;
mod imports;
mod inference;
mod profile;
mod runtime;
mod timeline;
mod trust;

use pyo3::prelude::*;
use pyo3::types::PyFrozenSet;

/// The module's contents; `_native.pyi` lists them for type checkers.
///
/// It does not need the GIL: shared state is behind atomics and locks (`runtime::sync`),
/// and each class is frozen.
#[pymodule(gil_used = false)]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    runtime::fork::prepare_for_forks(module)?;
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    // The JavaScript package has a second implementation.
    module.add("backend", "native")?;
    module.add("API_KEY_ENV", flymyai_core::API_KEY_ENV)?;
    module.add("BASE_URL_ENV", flymyai_core::BASE_URL_ENV)?;
    module.add("DEFAULT_BASE_URL", flymyai_core::DEFAULT_BASE_URL)?;
    module.add(
        "MAX_RESOURCE_SET_MEMBERS",
        flymyai_core::MAX_RESOURCE_SET_MEMBERS,
    )?;
    module.add_function(wrap_pyfunction!(command::run_command, module)?)?;
    module.add_function(wrap_pyfunction!(directory::directory_files, module)?)?;
    module.add_function(wrap_pyfunction!(error::compilation_error, module)?)?;
    module.add_function(wrap_pyfunction!(error::status_error, module)?)?;
    module.add_function(wrap_pyfunction!(error::unreadable_error, module)?)?;
    module.add_function(wrap_pyfunction!(error::run_error, module)?)?;
    module.add_function(wrap_pyfunction!(error::output_error, module)?)?;
    module.add_function(wrap_pyfunction!(error::status_code, module)?)?;
    module.add_function(wrap_pyfunction!(error::error_codes, module)?)?;
    module.add(
        "TRACED_OPERATIONS",
        PyFrozenSet::new(module.py(), flymyai_core::traced_operations())?,
    )?;
    module.add_class::<agents::client::Client>()?;
    module.add_class::<client::call::PyCall>()?;
    module.add_class::<callback::context::CallbackContext>()?;
    module.add_class::<callback::stepper::CallStepper>()?;
    module.add_class::<callback::upload::Upload>()?;
    module.add_class::<callback::upload::UploadChunks>()?;
    module.add_class::<inference::response::Head>()?;
    module.add_class::<inference::client::InferenceClient>()?;
    module.add_class::<inference::stream::PredictionStream>()?;
    module.add_class::<inference::stream::AsyncPredictionStream>()?;
    module.add_function(wrap_pyfunction!(
        inference::client::inference_settings,
        module
    )?)?;
    module.add_function(wrap_pyfunction!(
        inference::client::is_retryable_status,
        module
    )?)?;
    module.add_function(wrap_pyfunction!(trust::roots_failure, module)?)?;
    module.add_class::<emulator::Emulator>()?;
    module.add_class::<error::Failure>()?;
    module.add_class::<runtime::event_loop::CompletionQueue>()?;
    module.add_class::<runtime::event_loop::TaskHandle>()?;
    module.add_class::<runtime::event_loop::Reader>()?;
    module.add_class::<agents::stream::EventStream>()?;
    module.add_class::<agents::pages::PageStream>()?;
    module.add_class::<timeline::Timeline>()?;
    module.add_class::<agents::trace::PyCallTrace>()?;
    Ok(())
}
