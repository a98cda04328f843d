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
//! The crate creates no runtime, spawns nothing that outlives its caller and
//! reads the environment only where a [`ClientOptions`] is resolved. Dropping a
//! future or a stream stops its request.
#![forbid(unsafe_code)]

mod call;
mod client;
mod clock;
mod config;
mod connection;
mod connection_limit;
mod connection_state;
mod connector;
mod cookies;
mod deadline;
mod decompression;
mod error;
mod event_watch;
mod events;
mod exchange;
mod failure;
mod fields;
mod flows;
mod form;
#[cfg(test)]
mod fuzz;
#[cfg(test)]
mod http2_tests;
mod http_transport;
mod inference;
pub mod models;
mod named_calls;
mod operation;
mod path;
mod poll;
mod read_timeout;
mod request;
mod requester;
mod resources;
mod response;
mod response_limits;
mod retry;
mod run_lists;
mod scan;
mod session;
mod sse;
mod tls;
mod transport;
mod upload;
mod wait;

pub use call::{Call, Reply, TypedCall};
pub use client::Client;
pub use clock::{Clock, SystemClock, reseed_after_fork};
pub use config::{
    API_KEY_ENV, BASE_URL_ENV, ClientOptions, Config, DEFAULT_ATTEMPTS, DEFAULT_BASE_URL,
    DEFAULT_DSN, DEFAULT_MAX_PREDICTION_BYTES, DEFAULT_MAX_RESPONSE_BYTES, DEFAULT_MAX_RETRIES,
    DEFAULT_PREDICTION_TIMEOUT, DEFAULT_RESPONSE_TIMEOUT, DEFAULT_TIMEOUT, DSN_ENV,
    InferenceConfig, InferenceSettings, MAX_CONNECTIONS, MAX_RESPONSE_BYTES_ENV, Product,
    RESPONSE_TIMEOUT_ENV, ResponseLimits, Timeouts, dsn_from_env, route_from_env,
};
pub use error::{Error, ErrorKind, Problem, Text};
pub use events::{EventStream, StreamEnd, TypedEvents};
pub use form::{Dialect, EncodedForm, FieldValue, FilePart, FileSource, Payload, ReadAt};
pub use futures_util::future::BoxFuture;
pub use http_transport::HttpTransport;
pub use inference::{
    Head, Inference, InferenceRequest, Model, ModelResponse, PredictError, Prediction,
    PredictionStream, Reply as InferenceReply, StreamContent, StreamFailure, TaskEnd,
    is_retryable_http_status, is_retryable_status, task_poll_delay,
};
pub use operation::{Arguments, Operation};
pub use poll::WaitOptions;
pub use resources::{Agents, Compilations, Runs, Tools, operations};
pub use retry::RetryClass;
pub use sse::{EventTooLarge, SseDecoder, SseEvent};
pub use tls::{PemRoots, TrustRoots};
pub use transport::{HttpRequest, HttpResponse, RequestBody, ResponseBody, Transport};
