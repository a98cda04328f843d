//! The common part of the JavaScript bindings.
//!
//! It starts core's calls, collects their outcomes in a queue, and lets JavaScript send requests and
//! read files. The Node addon and the WebAssembly module wrap these types in classes of their
//! runtime; TypeScript drives either through the same interface, `bindings-node/ts/native`.

mod agents;
mod call_options;
mod callback;
mod convert;
mod error;
mod inference;
mod limits;
mod profile;
mod runtime;

pub use agents::batch_stream::{ListRows, RunEvents};
pub use agents::client::{AgentsClient, Arguments, Options};
pub use call_options::CallOptions;
pub use callback::fetch_exchange::{Exchange, FetchRequest};
pub use callback::file::CallbackFile;
pub use callback::stepper::CallStepper;
pub use callback::thrown::ThrownDetails;
#[cfg(feature = "serde")]
pub use convert::number;
pub use error::{ErrorCode, Failure, VariableProblem};
pub use inference::client::InferenceClient;
pub use inference::payload::Form;
pub use inference::request::ModelRequest;
pub use inference::response::ModelResponse;
pub use inference::sse::EventDecoder;
pub use limits::{BodySize, Limits};
pub use runtime::completions::{CompletionQueue, ReadyOutcomes};
pub use runtime::outcome::{EventBatch, HostCall, Outcome, RawResponse, ResponseHead};
