//! The inference API: model calls, streams and asynchronous tasks.

mod client;
mod model;
mod predict;
mod request;
mod response;
mod send;
mod stream;
mod tasks;

pub use client::Inference;
pub use model::Model;
pub use predict::{PredictError, Prediction};
pub use request::InferenceRequest;
#[cfg(test)]
pub(crate) use response::is_data_event;
pub use response::{Head, ModelResponse, StreamContent, StreamFailure};
pub use send::IncomingResponse;
pub use stream::PredictionStream;
pub use tasks::{TASK_POLL_INTERVAL, TaskEnd, task_poll_delay};
