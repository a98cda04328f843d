//! One request of the inference API that JavaScript sends on its own thread.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use flymyai_core::{
    BoxFuture, Error, ErrorKind, HttpRequest, HttpResponse, IncomingResponse, Inference,
    InferenceRequest, ResponseBody, Transport,
};
use futures_util::FutureExt;
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use tokio::sync::oneshot;

use super::fetch_exchange::FetchRequest;
use super::thrown::{ThrownDetails, thrown_error};
use crate::error::Failure;

/// The head of a response, or the error of the `fetch`.
type Response = Result<HttpResponse, Error>;

/// The request of the call, and the sender of its response.
#[derive(Default)]
struct PendingRequest {
    request: Option<FetchRequest>,
    response: Option<oneshot::Sender<Response>>,
}

/// Runs core's call step by step on JavaScript's thread: a program's `fetch` is called, and its
/// response processed, within the same turn of the event loop, as tests with fake timers
/// require.
pub struct CallStepper {
    call: Option<BoxFuture<'static, Result<IncomingResponse, Error>>>,
    transport: Arc<SteppedTransport>,
    failure: Option<Failure>,
}

impl CallStepper {
    /// The request to send; `null` if the call sends no further one.
    pub fn next(&self) -> Option<FetchRequest> {
        self.transport.pending().request.take()
    }

    /// Resumes the call with the head of the response. Its headers and body stay with
    /// JavaScript, because a `fetch` follows redirects itself.
    pub fn resume(&mut self, status: u16, reason: String) {
        self.step(Ok(HttpResponse {
            status,
            reason,
            version: None,
            headers: HeaderMap::new(),
            body: ResponseBody::whole(bytes::Bytes::new()),
        }));
    }

    /// Resumes the call with the failure of the `fetch`.
    pub fn throw(&mut self, details: ThrownDetails) {
        self.step(Err(thrown_error(details)));
    }

    /// Why the call has failed, if it has.
    pub fn failure(&mut self) -> Option<Failure> {
        self.failure.take()
    }

    fn step(&mut self, response: Response) {
        if let Some(sender) = self.transport.pending().response.take() {
            // The receiver exists as long as the call does.
            let _ = sender.send(response);
        }
        self.poll();
    }

    /// Runs the call up to its next request, or to its end.
    fn poll(&mut self) {
        let Some(mut call) = self.call.take() else {
            return;
        };
        match (&mut call).now_or_never() {
            None => self.call = Some(call),
            Some(Ok(_)) => {}
            Some(Err(error)) => self.failure = Some(Failure::from(&error)),
        }
    }
}

impl CallStepper {
    /// Starts a call and runs it up to its request. The request's form is empty: JavaScript
    /// makes a `FormData` of the fields.
    pub(crate) fn start(
        client: Result<Inference, Error>,
        request: Result<InferenceRequest, Error>,
    ) -> Self {
        let transport = Arc::new(SteppedTransport::default());
        let call_transport = Arc::clone(&transport);
        let mut stepper = Self {
            call: Some(Box::pin(async move {
                client?.with_transport(call_transport).open(&request?).await
            })),
            transport,
            failure: None,
        };
        stepper.poll();
        stepper
    }
}

/// The transport of a stepped call: a request waits in it for JavaScript.
#[derive(Default)]
struct SteppedTransport(Mutex<PendingRequest>);

impl SteppedTransport {
    fn pending(&self) -> MutexGuard<'_, PendingRequest> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for SteppedTransport {
    fn send(&self, mut request: HttpRequest) -> BoxFuture<'_, Response> {
        let (sender, response) = oneshot::channel();
        // `fetch` sets the content type of the `FormData`.
        request.headers.remove(CONTENT_TYPE);
        *self.pending() = PendingRequest {
            request: Some(FetchRequest::without_body(&request)),
            response: Some(sender),
        };
        Box::pin(async {
            let dropped = || Error::new(ErrorKind::Internal, "JavaScript has dropped a request");
            response.await.map_err(|_| dropped())?
        })
    }
}

impl fmt::Debug for SteppedTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SteppedTransport(..)")
    }
}
