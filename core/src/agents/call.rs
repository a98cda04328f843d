//! An unstarted call: checked, bound to its client, sending nothing yet.

use std::fmt;
use std::future::IntoFuture;
use std::marker::PhantomData;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::future::BoxFuture;
use http::HeaderMap;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::decimals;
use super::flows;
use super::invocation::Invocation;
use super::request::Request;
use super::requester::Requester;
use crate::agents::idempotency::{IdempotencyKey, KeyRule};
use crate::agents::models::Id;
use crate::agents::operation::{Arguments, Flow, Operation};
use crate::error::{CallContext, Error};
use crate::host::Instant;
use crate::poll::WaitOptions;
use crate::scan;
use crate::transport::Transport;

/// The result of a call: JSON as the service wrote it.
#[derive(Clone, Debug)]
pub struct CallResponse {
    /// The status of the response, 2xx.
    pub status: u16,
    /// The JSON; nothing where the operation has no result, and for 204.
    pub body: Option<Bytes>,
    /// The headers of the last response, if the client [keeps](crate::Client::keeping_headers)
    /// them.
    pub headers: Option<Box<HeaderMap>>,
}

impl Operation {
    /// The call for its errors.
    pub(crate) fn context<'a>(&self, id: &'a str) -> CallContext<'a> {
        CallContext {
            operation: self.name,
            id,
            is_run: self.path.contains("{run_id}"),
        }
    }
}

/// One call of an operation. Dropping it, or the future it runs as, stops it.
pub struct Call {
    pub(crate) operation: &'static Operation,
    pub(crate) invocation: Invocation,
}

impl Call {
    pub(crate) fn new(
        requester: &Requester,
        operation: &'static Operation,
        arguments: Arguments,
    ) -> Result<Self, Error> {
        let request = Self::request(requester, operation, &arguments).map_err(|error| {
            let id = arguments.id.as_deref().unwrap_or_default();
            error.with_call(operation.context(id), None)
        })?;
        let invocation = Invocation {
            requester: requester.clone(),
            request,
            wait: arguments.wait,
            caller_id: arguments.id.unwrap_or_default(),
            fields: arguments.fields,
        };
        Ok(Self {
            operation,
            invocation,
        })
    }

    fn request(
        requester: &Requester,
        operation: &'static Operation,
        arguments: &Arguments,
    ) -> Result<Request, Error> {
        requester.session.ensure_open()?;
        if operation.is_long() {
            arguments.wait.check()?;
        }
        operation.request(arguments, requester.missing_key)
    }

    /// The same call through another transport.
    #[must_use]
    pub fn with_transport(mut self, transport: Arc<dyn Transport>) -> Self {
        let requester = self.invocation.requester;
        self.invocation.requester = requester.with_transport(transport);
        self
    }

    /// Whether the call may make many requests and take long, as waits do.
    #[must_use]
    pub fn is_long(&self) -> bool {
        self.operation.is_long()
    }

    /// The idempotency key that the call sends, if any. If its response can't be read, a
    /// second call with this key is safe.
    #[must_use]
    pub fn idempotency_key(&self) -> Option<&str> {
        let key = self.invocation.request.idempotency_key.as_ref();
        key.map(IdempotencyKey::as_str)
    }

    /// Runs the call.
    ///
    /// # Errors
    ///
    /// The failures of the service and of the network; see [`Error`].
    #[must_use = "a call does nothing until it is awaited"]
    pub fn run(self) -> BoxFuture<'static, Result<CallResponse, Error>> {
        // Boxed: each future that it is moved into would hold it twice.
        Box::pin(self.running())
    }

    /// The list that is the result, if it is a member of an object; an empty one without it.
    fn member(&self, body: &Bytes) -> Option<Bytes> {
        let name = self.operation.member?;
        let object = scan::document(body).filter(|value| value.starts_with(b"{"))?;
        let list = scan::member(object, name).unwrap_or(b"[]");
        Some(Bytes::copy_from_slice(list))
    }

    async fn running(self) -> Result<CallResponse, Error> {
        let flow = self.operation.flow;
        let started = Instant::now();
        let ended = flows::run(flow, &self.invocation).await;
        let of_call = |error: Error| {
            let call = self.operation.context(&self.invocation.caller_id);
            error.with_call(call, Some(started.elapsed()))
        };
        let mut response = ended.map_err(of_call)?;
        let Invocation {
            requester, request, ..
        } = &self.invocation;
        let has_body = !matches!(flow, Flow::Done) && response.status != 204;
        if has_body && scan::document(&response.body).is_none() {
            let error = requester.unreadable(request, response, "the response is not JSON");
            return Err(of_call(error));
        }
        // The rows of a list have been noted page by page.
        requester.note_agents(request, [&response.body]);
        if let Some(body) = decimals::quoted(&response.body, self.operation.decimals) {
            response.body = body;
        }
        if let Some(body) = self.member(&response.body) {
            response.body = body;
        }
        let keeps_headers = requester.keeps_headers;
        Ok(CallResponse {
            status: response.status,
            body: has_body.then_some(response.body),
            headers: keeps_headers.then(|| Box::new(response.headers)),
        })
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.operation.name)
            .field("path", &self.invocation.request.path)
            .finish_non_exhaustive()
    }
}

/// A call whose result is a `T`. Await it, or take the [`raw`](Self::raw) JSON.
///
/// An argument that can't be used is reported when the call is awaited;
/// nothing is sent then.
#[must_use = "a call does nothing until it is awaited"]
pub struct TypedCall<T> {
    call: Result<Call, Error>,
    result: PhantomData<fn() -> T>,
}

impl<T> TypedCall<T> {
    pub(crate) fn new(
        client: &impl AsRef<Requester>,
        operation: &'static Operation,
        arguments: Arguments,
    ) -> Self {
        Self {
            call: Call::new(client.as_ref(), operation, arguments),
            result: PhantomData,
        }
    }

    pub(crate) fn with_fields(
        client: &impl AsRef<Requester>,
        operation: &'static Operation,
        id: Option<Id>,
        fields: &impl Serialize,
    ) -> Self {
        let call = match serde_json::to_vec(fields) {
            Ok(json) => {
                let id = id.map(|id| id.to_string());
                let arguments = Arguments {
                    id,
                    fields: Some(json.into()),
                    ..Arguments::default()
                };
                Call::new(client.as_ref(), operation, arguments)
            }
            Err(error) => Err(Error::argument(
                "fields",
                format!("can't be written as JSON: {error}"),
            )),
        };
        Self {
            call,
            result: PhantomData,
        }
    }

    /// Makes a request that does work safe to send again: the service does the
    /// work once for all requests with this key.
    pub fn idempotency_key(mut self, key: &str) -> Self {
        self.call = self.call.and_then(|mut call| {
            let rule = call.operation.key.unwrap_or(KeyRule::Common);
            call.invocation.request.idempotency_key = Some(IdempotencyKey::parse(key, rule)?);
            Ok(call)
        });
        self
    }

    /// Timeout and poll interval of a waiting call.
    pub fn wait_options(mut self, wait: WaitOptions) -> Self {
        self.call = self.call.and_then(|mut call| {
            wait.check()?;
            call.invocation.wait = wait;
            Ok(call)
        });
        self
    }

    /// The checked call.
    pub(crate) fn into_call(self) -> Result<Call, Error> {
        self.call
    }

    /// Runs the call for its JSON as the service wrote it.
    ///
    /// # Errors
    ///
    /// As for [`Call::run`].
    pub async fn raw(self) -> Result<CallResponse, Error> {
        self.call?.run().await
    }
}

impl<T: DeserializeOwned + 'static> IntoFuture for TypedCall<T> {
    type Output = Result<T, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        // Boxed here: checking that the whole future may move between threads
        // is too much for the compiler in one step.
        let call = self.call.as_ref().ok();
        let key = call.and_then(Call::idempotency_key).map(str::to_owned);
        let running: BoxFuture<'static, Result<CallResponse, Error>> = Box::pin(self.raw());
        Box::pin(async move {
            let CallResponse { status, body, .. } = running.await?;
            let body = body.unwrap_or_else(|| Bytes::from_static(b"null"));
            serde_json::from_slice(scan::document_start(&body)).map_err(|error| {
                let error = Error::decode(&format!("the response can't be read ({error})"), body)
                    .with_status(status);
                match &key {
                    Some(key) => error.with_idempotency_key(key),
                    None => error,
                }
            })
        })
    }
}

impl<T> fmt::Debug for TypedCall<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("TypedCall").field(&self.call).finish()
    }
}

#[cfg(test)]
#[cfg(feature = "network")]
mod tests {
    use super::*;
    use crate::agents::client::Client;
    use crate::config::ClientOptions;

    #[test]
    fn idle_waits_use_little_memory() {
        // Ten thousand waits are idle most of their time; the memory of a request must be
        // allocated only while one is in flight.
        let config = ClientOptions::new("fly-k")
            .base_url("http://localhost")
            .resolve()
            .unwrap();
        let arguments = Arguments {
            id: Some("1".into()),
            ..Arguments::default()
        };
        let call = Client::new(config).call("runs.wait", arguments).unwrap();
        let size = std::mem::size_of_val(&call.running());
        assert!(size <= 1304, "{size} bytes");
    }
}
