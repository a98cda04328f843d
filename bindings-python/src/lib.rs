//! The extension module `flymyai._native`: drives futures of `flymyai-core`
//! from Python and carries bytes and failures across.
//!
//! It decides nothing: no path, no status, no field name is known here.
#![deny(unsafe_code)]

mod answer;
mod call;
mod client;
mod desk;
mod drive;
mod failure;
mod foreign;
mod fork;
mod inference;
mod inference_call;
mod inference_stream;
mod payload;
mod pool;
mod profile;
mod queue;
mod runtime;
mod steps;
mod stream;
mod tick;
mod trust;
mod wake;
mod workers;

use pyo3::prelude::*;

/// The module's contents; `_native.pyi` lists them for type checkers.
#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    runtime::prepare_for_forks(module)?;
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("API_KEY_ENV", flymyai_core::API_KEY_ENV)?;
    module.add("BASE_URL_ENV", flymyai_core::BASE_URL_ENV)?;
    module.add("DEFAULT_BASE_URL", flymyai_core::DEFAULT_BASE_URL)?;
    module.add_function(wrap_pyfunction!(failure::compilation_error, module)?)?;
    module.add_function(wrap_pyfunction!(failure::status_error, module)?)?;
    module.add_class::<client::Client>()?;
    module.add_class::<call::Call>()?;
    module.add_class::<call::Cancel>()?;
    module.add_class::<desk::Desk>()?;
    module.add_class::<steps::Steps>()?;
    module.add_class::<foreign::Upload>()?;
    module.add_class::<foreign::UploadPieces>()?;
    module.add_class::<answer::Head>()?;
    module.add_class::<inference::InferenceClient>()?;
    module.add_class::<inference_call::InferenceCall>()?;
    module.add_class::<inference_stream::PredictionStream>()?;
    module.add_class::<inference_stream::AsyncPredictionStream>()?;
    module.add_function(wrap_pyfunction!(inference::inference_settings, module)?)?;
    module.add_function(wrap_pyfunction!(inference::is_retryable_status, module)?)?;
    module.add_function(wrap_pyfunction!(trust::roots_failure, module)?)?;
    module.add_class::<failure::Failure>()?;
    module.add_class::<queue::LoopQueue>()?;
    module.add_class::<queue::Reader>()?;
    module.add_class::<stream::EventStream>()?;
    Ok(())
}
