//! The client of the FlyMy.AI agent cloud, for Rust and for language bindings.
//!
//! A [`Client`] starts runs of agents, follows their events, waits for their
//! results through network failures, and freezes good runs into instructions
//! that can be run again:
//!
//! ```no_run
//! use flymyai_core::{Client, ClientOptions};
//!
//! # async fn example() -> Result<(), flymyai_core::Error> {
//! let client = Client::new(ClientOptions::from_env().resolve()?);
//! let run = client.runs().create("agent_abc123").await?;
//!
//! let mut events = client.runs().stream_events(&run.id)?;
//! while let Some(event) = events.next().await {
//!     let event = event?;
//!     println!("[{}] {}", event.r#type, event.message);
//! }
//! let result = client.runs().wait(&run.id).await?;
//! println!("{:?}", result.agent_result);
//! # Ok(())
//! # }
//! ```
//!
//! The crate creates no runtime, leaves no task behind when a call ends, and reads the environment only where a [`ClientOptions`] is resolved. Dropping a
//! future or a stream stops its request.
#![forbid(unsafe_code)]

mod agents;
mod clock;
mod config;
mod deadline;
#[cfg(feature = "files")]
mod directory;
mod error;
mod form;
#[cfg(test)]
mod fuzz;
mod host;
mod inference;
mod json;
mod lines;
mod log;
mod path;
mod poll;
mod retry;
mod scan;
mod sse;
mod status;
mod timestamps;
#[cfg(feature = "network")]
mod tls;
mod trace;
mod transport;
mod wait_defaults;

pub use agents::call::{Call, CallResponse, TypedCall};
pub use agents::checks::named::MAX_RESOURCE_SET_MEMBERS;
pub use agents::client::Client;
pub use agents::events::{EventStream, StreamEnd, TypedEvents};
#[cfg(not(feature = "files"))]
pub use agents::flows::NO_FILES;
pub use agents::models;
pub use agents::operation::{Arguments, Operation};
pub use agents::operations::operations;
pub use agents::page_stream::{PageStream, TypedRows};
pub use agents::resources::*;
pub use agents::traces::traced_operations;
pub use clock::{Clock, SystemClock, reseed_after_fork};
#[cfg(feature = "network")]
pub use config::route_from_env;
pub use config::{
    API_KEY_ENV, BASE_URL_ENV, CallOptions, ClientOptions, ClientProfile, Config, DEFAULT_BASE_URL,
    InferenceConfig, InferenceSettings, KeyRules, LOG_ENV, MAX_CONNECTIONS, ModelPath,
    ResponseLimits, Timeouts, TrustEnv, dsn_from_env, log_from_env,
};
#[cfg(feature = "files")]
pub use directory::{
    DirectoryError, DirectoryErrorKind, DirectoryFile, FileContent, walk_directory,
};
pub use error::{
    Error, ErrorCode, ErrorKind, Problem, Subject, Text, code_of_status, error_codes, redact_url,
    status_text, variables_text,
};
pub use form::{
    EncodedForm, FieldValue, FilePart, FileSource, FormLayout, FormPart, FormStyle, Payload,
    ReadAt, empty_stream,
};
pub use futures_util::future::BoxFuture;
pub use host::Instant;
#[cfg(not(feature = "system"))]
pub use host::{Host, install_host};
pub use inference::{
    Head, IncomingResponse, Inference, InferenceRequest, Model, ModelResponse, PredictError,
    Prediction, PredictionStream, StreamContent, StreamFailure, TASK_POLL_INTERVAL, TaskEnd,
    task_poll_delay,
};
pub use json::{json_elements, json_member, json_members, json_text};
pub use log::{Log, LogEvent, LogKinds, LogLevel, LogRecord, MAX_LOG_RECORDS};
pub use poll::WaitOptions;
pub use sse::{EventTooLarge, SseDecoder, SseEvent};
pub use status::{is_retryable_http_status, is_retryable_status};
pub use timestamps::parse_timestamp;
#[cfg(feature = "network")]
pub use tls::{PemRoots, TrustRoots};
pub use trace::{CallFailure, CallTrace};
#[cfg(feature = "network")]
pub use transport::HttpTransport;
pub use transport::{HttpRequest, HttpResponse, RequestBody, ResponseBody, Transport};
