//! Runs commands.

use std::fmt;
use std::sync::Arc;

use flymyai_core::{
    API_KEY_ENV, BASE_URL_ENV, BoxFuture, Client, Error, ErrorKind, HttpRequest, HttpResponse,
    Inference, NO_FILES, Transport,
};
use flymyai_javascript::{
    AgentsClient, BodySize, EventDecoder, Form, InferenceClient, ModelRequest,
};
use serde::Serialize;
use tokio_util::sync::CancellationToken;

use crate::command::{Command, Format, RequestKind};
use crate::form_layout::{Layout, form};
use crate::objects::{self, Object, UnknownObject};
use crate::outcomes::queue;
use crate::{executor, memory};

/// Runs a command, given as JSON, and the calls that can continue.
///
/// Returns the result as JSON, packed; 0 if there is none.
#[unsafe(no_mangle)]
extern "C" fn command(
    pointer: *mut u8,
    length: usize,
    bytes_pointer: *mut u8,
    bytes_length: usize,
) -> u64 {
    let text = memory::take(pointer, length);
    let bytes = memory::take(bytes_pointer, bytes_length);
    let executed = serde_json::from_slice(&text)
        .map_err(Malformed::from)
        .and_then(|command| execute(command, &bytes));
    // TypeScript writes the commands: a malformed one is an internal error.
    let result = executed.unwrap_or_else(|malformed| json(&malformed));
    executor::run();
    result.map_or(0, memory::into_packed)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct VariableNames {
    api_key: &'static str,
    base_url: &'static str,
}

/// The error of a command that can't be read, or names no object that it can use.
#[derive(Serialize)]
struct Malformed {
    malformed: String,
}

impl From<serde_json::Error> for Malformed {
    fn from(error: serde_json::Error) -> Self {
        Self {
            malformed: error.to_string(),
        }
    }
}

impl From<UnknownObject> for Malformed {
    fn from(UnknownObject(id): UnknownObject) -> Self {
        Self {
            malformed: format!("the object {id} does not exist, or has another type"),
        }
    }
}

/// The transport of the clients. It sends nothing: each call replaces it by a `fetch`.
struct NoTransport;

impl Transport for NoTransport {
    fn send(&self, _: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, Error>> {
        let error = Error::new(ErrorKind::Internal, "WebAssembly sends with `fetch` only");
        Box::pin(async move { Err(error) })
    }
}

impl fmt::Debug for NoTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NoTransport")
    }
}

fn json(value: &impl Serialize) -> Option<Vec<u8>> {
    serde_json::to_vec(value).ok()
}

fn optional(value: Option<impl Serialize>) -> Option<Vec<u8>> {
    value.and_then(|value| json(&value))
}

fn added(object: Object) -> Option<Vec<u8>> {
    json(&objects::add(object))
}

/// Uses an object, whose type is one of those listed.
macro_rules! with {
    ($id:expr, $($kind:ident($object:ident) => $work:expr),+ $(,)?) => {
        objects::with($id, |object| match object {
            $(Object::$kind($object) => Some($work),)+
            _ => None,
        })
    };
}

fn execute(command: Command, bytes: &[u8]) -> Result<Option<Vec<u8>>, Malformed> {
    Ok(match command {
        Command::Free(id) => {
            objects::remove(id)?;
            None
        }
        Command::VariableNames => json(&VariableNames {
            api_key: API_KEY_ENV,
            base_url: BASE_URL_ENV,
        }),
        Command::NewCancelToken => added(Object::CancelToken(CancellationToken::new())),
        Command::Cancel(id) => {
            with!(id, CancelToken(token) => token.cancel())?;
            None
        }
        Command::NewClient(options) => {
            added(Object::Client(AgentsClient::new(options, |config| {
                Client::with_own_transport(config, Arc::new(NoTransport))
            })))
        }
        Command::Failure(id) => optional(with!(
            id,
            Client(client) => client.failure(),
            Inference(client) => client.failure(),
            Stepper(stepper) => stepper.failure(),
        )?),
        Command::BaseUrl(id) => with!(id, Client(client) => json(&client.base_url()))?,
        Command::WithOptions { id, given } => added(with!(
            id,
            Client(client) => Object::Client(client.with_options(given)),
            Inference(client) => Object::Inference(client.with_options(given)),
        )?),
        Command::Call {
            id,
            call_id,
            operation,
            args,
            cancel,
            trace,
        } => {
            let cancel = objects::cancel_token(cancel)?;
            let trace = objects::trace(trace)?;
            let trace = trace.as_ref();
            optional(with!(
                id,
                Client(client) => {
                    client.call(queue(), call_id, operation, args, cancel, true, trace)
                },
            )?)
        }
        Command::Trace {
            id,
            operation,
            subject,
        } => {
            let subject = subject.as_deref();
            let trace = with!(id, Client(client) => client.trace(&operation, subject))?;
            trace.and_then(|trace| added(Object::Trace(trace)))
        }
        Command::TraceHeaders { id, headers } => {
            with!(id, Trace(trace) => trace.set_headers(headers))?;
            None
        }
        Command::DiscardEvents(id) => {
            with!(id, Trace(trace) => trace.discard_events())?;
            None
        }
        Command::FailTrace { id, failure } => {
            with!(id, Trace(trace) => trace.fail(&failure.of_call()))?;
            None
        }
        Command::TakeTrace(id) => with!(id, Trace(trace) => json(&trace.take()))?,
        Command::DirectoryFailure => json(&NO_FILES),
        Command::UnreadableFailure(operation) => {
            optional(AgentsClient::unreadable_failure(&operation))
        }
        Command::EventStream {
            id,
            run_id,
            timeout,
            poll_interval,
            trace,
        } => {
            let trace = objects::trace(trace)?;
            let trace = trace.as_ref();
            let queue = Some(queue());
            added(Object::Events(with!(
                id,
                Client(client) => {
                    client.event_stream(run_id, timeout, poll_interval, queue, trace)
                },
            )?))
        }
        Command::RunStream {
            id,
            operation,
            args,
            trace,
        } => {
            let trace = objects::trace(trace)?;
            added(Object::Events(with!(
                id,
                Client(client) => {
                    client.run_stream(&operation, args, Some(queue()), trace.as_ref())
                },
            )?))
        }
        Command::PageStream {
            id,
            operation,
            args,
        } => added(Object::Rows(with!(
            id,
            Client(client) => client.page_stream(&operation, args, Some(queue())),
        )?)),
        Command::NextBatch {
            id,
            call_id,
            cancel,
        } => {
            let cancel = objects::cancel_token(cancel)?;
            with!(
                id,
                Events(events) => events.next(queue(), call_id, cancel),
                Rows(rows) => rows.next(queue(), call_id, cancel),
            )?;
            None
        }
        Command::TimeoutFailure(id) => {
            optional(with!(id, Events(events) => events.timeout_failure())?)
        }
        Command::Record(id) => optional(with!(id, Events(events) => events.record())?),
        Command::RecordHeaders(id) => {
            optional(with!(id, Events(events) => events.record_headers())?)
        }
        Command::Close(id) => {
            with!(id, Client(client) => client.close())?;
            None
        }
        Command::LimitsFailure(limits) => optional(InferenceClient::limits_failure(limits)),
        Command::NewInference {
            api_key,
            base_url,
            limits,
        } => added(Object::Inference(InferenceClient::new(
            api_key,
            base_url,
            limits,
            |config| Inference::with_own_transport(config, Arc::new(NoTransport)),
        ))),
        Command::NewRequest { kind, model, name } => {
            added(Object::Request(Some(request(&kind, model, name))))
        }
        Command::FormLayout { fields, consumed } => match form(fields).into_layout(&consumed) {
            Ok(layout) => json(&Layout::from(layout)),
            Err(failure) => json(&failure),
        },
        Command::StreamFailure(reason) => json(&Form::stream_failure(reason.as_deref())),
        Command::IsRetryableStatus(status) => json(&ModelRequest::is_retryable_status(status)),
        Command::StatusCode(status) => json(&ModelRequest::status_code(status)),
        Command::RunFailure { id, status, why } => {
            optional(AgentsClient::run_failure(&id, &status, why.as_deref()))
        }
        Command::OutputFailure {
            id,
            status,
            problems,
        } => json(&AgentsClient::output_failure(&id, &status, &problems)),
        Command::PollDelay { status, failures } => {
            optional(ModelRequest::poll_delay(status, failures))
        }
        Command::Open {
            id,
            call_id,
            request,
            cancel,
        } => {
            let mut request = objects::take_request(request)?;
            let cancel = objects::cancel_token(cancel)?;
            added(Object::Response(with!(
                id,
                Inference(client) => client.open(queue(), call_id, &mut request, cancel, true),
            )?))
        }
        Command::Read {
            id,
            call_id,
            format,
        } => {
            with!(id, Response(response) => match format {
                Format::Chunk => response.chunk(queue(), call_id),
                Format::Events => response.events(queue(), call_id),
                Format::Text => response.text(queue(), call_id),
            })?;
            None
        }
        Command::Incomplete { id, status, reason } => optional(with!(
            id,
            Response(response) => response.failure(status, reason),
            Decoder(decoder) => decoder.failure(status, &reason),
        )?),
        Command::Stepper { id, request } => {
            let mut request = objects::take_request(request)?;
            added(Object::Stepper(with!(
                id,
                Inference(client) => client.stepper(&mut request),
            )?))
        }
        Command::Request(id) => optional(with!(
            id,
            Exchange(exchange) => exchange.request(),
            Stepper(stepper) => stepper.next(),
        )?),
        Command::Respond {
            id,
            status,
            reason,
            headers,
        } => {
            with!(
                id,
                Exchange(exchange) => exchange.respond(status, reason, headers),
                Stepper(stepper) => stepper.resume(status, reason),
            )?;
            None
        }
        Command::NextCallback { id, call_id } => {
            with!(id, Exchange(exchange) => exchange.next_callback(queue(), call_id))?;
            None
        }
        Command::Provide(id) => {
            with!(id, Exchange(exchange) => exchange.provide(bytes))?;
            None
        }
        Command::End(id) => {
            with!(id, Exchange(exchange) => exchange.end())?;
            None
        }
        Command::Fail { id, details } => {
            with!(
                id,
                Exchange(exchange) => exchange.fail(details),
                Stepper(stepper) => stepper.throw(details),
            )?;
            None
        }
        Command::NewDecoder(limits) => added(Object::Decoder(EventDecoder::with_limits(limits))),
        Command::Push(id) => match with!(id, Decoder(decoder) => decoder.decode(bytes))? {
            Ok(events) => json(&events),
            Err(error) => json(&error),
        },
        Command::NewBodySize(limits) => added(Object::BodySize(BodySize::new(limits))),
        Command::AddSize { id, bytes } => optional(with!(id, BodySize(size) => size.add(bytes))?),
    })
}

/// A request without its form, which JavaScript sends as a `FormData`.
fn request(kind: &RequestKind, model: String, name: String) -> ModelRequest {
    let mut form = Form::default();
    match kind {
        RequestKind::Predict => ModelRequest::predict(model, &mut form),
        RequestKind::Stream => ModelRequest::stream(model, &mut form),
        RequestKind::StartTask => ModelRequest::start_task(model, &mut form),
        RequestKind::TaskResult => ModelRequest::task_result(model, name),
        RequestKind::Document => ModelRequest::document(model, name),
    }
}
