//! Runs commands.

use std::fmt;
use std::sync::Arc;

use flymyai_core::{
    API_KEY_ENV, BASE_URL_ENV, BoxFuture, Client, Error, ErrorKind, HttpRequest, HttpResponse,
    Inference, Transport,
};
use flymyai_javascript::{
    AgentsClient, BodySize, EventDecoder, Form, InferenceClient, ModelRequest,
};
use serde::Serialize;
use tokio_util::sync::CancellationToken;

use crate::command::{Command, Format, RequestKind};
use crate::objects::{self, Object};
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
    let result = match serde_json::from_slice(&text) {
        Ok(command) => execute(command, &bytes),
        // TypeScript writes the commands: this is an internal error.
        Err(error) => json(&Malformed {
            malformed: error.to_string(),
        }),
    };
    executor::run();
    result.map_or(0, memory::into_packed)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct VariableNames {
    api_key: &'static str,
    base_url: &'static str,
}

/// The error of a command that can't be read.
#[derive(Serialize)]
struct Malformed {
    malformed: String,
}

/// The sender of requests that no `fetch` sends. Every call has a `fetch`.
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

/// Uses an object of one type; other objects are ignored.
macro_rules! with {
    ($id:expr, $kind:ident, |$object:ident| $work:expr) => {
        objects::with($id, |object| match object {
            Object::$kind($object) => Some($work),
            _ => None,
        })
        .flatten()
    };
}

fn execute(command: Command, bytes: &[u8]) -> Option<Vec<u8>> {
    match command {
        Command::Drop(id) => {
            objects::remove(id);
            None
        }
        Command::VariableNames => json(&VariableNames {
            api_key: API_KEY_ENV,
            base_url: BASE_URL_ENV,
        }),
        Command::NewCancelToken => added(Object::CancelToken(CancellationToken::new())),
        Command::Cancel(id) => {
            with!(id, CancelToken, |token| token.cancel());
            None
        }
        Command::NewClient(options) => {
            added(Object::Client(AgentsClient::new(options, |config| {
                Client::over(config, Arc::new(NoTransport))
            })))
        }
        Command::Failure(id) => optional(objects::with(id, |object| match object {
            Object::Client(client) => client.failure(),
            Object::Inference(client) => client.failure(),
            Object::Stepper(stepper) => stepper.failure(),
            _ => None,
        })?),
        Command::BaseUrl(id) => with!(id, Client, |client| json(&client.base_url()))?,
        Command::Call {
            id,
            call_id,
            operation,
            args,
            cancel,
        } => {
            let cancel = objects::cancel_token(cancel);
            optional(with!(id, Client, |client| client.call(
                queue(),
                call_id,
                operation,
                args,
                cancel,
                true
            ))?)
        }
        Command::UnreadableFailure(operation) => {
            optional(AgentsClient::unreadable_failure(&operation))
        }
        Command::EventStream {
            id,
            run_id,
            timeout,
            poll_interval,
        } => {
            let interval = poll_interval.unwrap_or(f64::NAN);
            let events = with!(id, Client, |client| client.event_stream(
                run_id,
                timeout,
                interval,
                Some(queue())
            ))?;
            added(Object::Events(events))
        }
        Command::PageStream {
            id,
            operation,
            args,
        } => added(Object::Rows(with!(id, Client, |client| client
            .page_stream(&operation, args, Some(queue())))?)),
        Command::NextBatch {
            id,
            call_id,
            cancel,
        } => {
            let cancel = objects::cancel_token(cancel);
            objects::with(id, |object| match object {
                Object::Events(events) => events.next(queue(), call_id, cancel),
                Object::Rows(rows) => rows.next(queue(), call_id, cancel),
                _ => {}
            });
            None
        }
        Command::TimeoutFailure(id) => {
            optional(with!(id, Events, |events| events.timeout_failure())?)
        }
        Command::Close(id) => {
            objects::with(id, |object| match object {
                Object::Client(client) => client.close(),
                Object::Events(events) => events.close(),
                Object::Rows(rows) => rows.close(),
                Object::Response(response) => response.close(),
                _ => {}
            });
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
            |config| Inference::over(config, Arc::new(NoTransport)),
        ))),
        Command::NewRequest { kind, model, name } => {
            added(Object::Request(request(&kind, model, name)))
        }
        Command::IsRetryableStatus(status) => json(&ModelRequest::is_retryable_status(status)),
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
            let cancel = objects::cancel_token(cancel);
            let response = with!(id, Inference, |client| client.open(
                queue(),
                call_id,
                &mut request,
                cancel,
                true
            ))?;
            added(Object::Response(response))
        }
        Command::Read {
            id,
            call_id,
            format,
        } => {
            with!(id, Response, |response| match format {
                Format::Chunk => response.chunk(queue(), call_id),
                Format::Events => response.events(queue(), call_id),
                Format::Text => response.text(queue(), call_id),
            });
            None
        }
        Command::Incomplete { id, status, reason } => {
            optional(objects::with(id, |object| match object {
                Object::Response(response) => response.failure(status, reason),
                Object::Decoder(decoder) => decoder.failure(status, &reason),
                _ => None,
            })?)
        }
        Command::Stepper { id, request } => {
            let mut request = objects::take_request(request)?;
            let stepper = with!(id, Inference, |client| client.stepper(&mut request))?;
            added(Object::Stepper(stepper))
        }
        Command::Request(id) => optional(objects::with(id, |object| match object {
            Object::Exchange(exchange) => exchange.request(),
            Object::Stepper(stepper) => stepper.next(),
            _ => None,
        })?),
        Command::Respond {
            id,
            status,
            reason,
            headers,
        } => {
            objects::with(id, |object| match object {
                Object::Exchange(exchange) => exchange.respond(status, reason, headers),
                Object::Stepper(stepper) => stepper.resume(status, reason),
                _ => {}
            });
            None
        }
        Command::NextCallback { id, call_id } => {
            with!(id, Exchange, |exchange| exchange
                .next_callback(queue(), call_id));
            None
        }
        Command::Provide(id) => {
            with!(id, Exchange, |exchange| exchange.provide(bytes));
            None
        }
        Command::End(id) => {
            with!(id, Exchange, |exchange| exchange.end());
            None
        }
        Command::Fail { id, details } => {
            objects::with(id, |object| match object {
                Object::Exchange(exchange) => exchange.fail(details),
                Object::Stepper(stepper) => stepper.throw(details),
                _ => {}
            });
            None
        }
        Command::NewDecoder(limits) => added(Object::Decoder(EventDecoder::with_limits(limits))),
        Command::Push(id) => match with!(id, Decoder, |decoder| decoder.decode(bytes))? {
            Ok(events) => json(&events),
            Err(error) => json(&error),
        },
        Command::NewBodySize(limits) => added(Object::BodySize(BodySize::new(limits))),
        Command::AddSize { id, bytes } => optional(with!(id, BodySize, |size| size.add(bytes))?),
    }
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
