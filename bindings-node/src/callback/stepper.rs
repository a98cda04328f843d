//! One request of the inference API that JavaScript sends while core waits.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use flymyai_core::{
    BoxFuture, Error, ErrorKind, HttpRequest, HttpResponse, Inference, InferenceReply,
    InferenceRequest, ResponseBody, Transport,
};
use futures_util::FutureExt;
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use napi_derive::napi;
use tokio::sync::oneshot;

use super::fetch_exchange::FetchRequest;
use super::thrown::{ThrownFacts, error as error_of_thrown};
use crate::error::Failure;

/// The head of a reply, or what the `fetch` has thrown.
type Answer = Result<HttpResponse, Error>;

/// What JavaScript is to send, and who waits for the answer.
#[derive(Default)]
struct Question {
    request: Option<FetchRequest>,
    waiting: Option<oneshot::Sender<Answer>>,
}

/// Core's work on one request. It goes on in JavaScript's own thread, whenever
/// JavaScript has something to tell: a program's `fetch` is called, and its answer
/// looked at, without a turn of the event loop in between, as tests with a clock
/// of their own need it.
#[napi]
pub struct NativeSending {
    work: Option<BoxFuture<'static, Result<InferenceReply, Error>>>,
    door: Arc<Door>,
    failure: Option<Failure>,
}

#[napi]
impl NativeSending {
    /// The request to send; missing when there is none, or none any more.
    #[napi]
    pub fn request(&self) -> Option<FetchRequest> {
        self.door.question().request.take()
    }

    /// Hands over the head of the reply. Its body stays with JavaScript, and so do
    /// its headers: a `fetch` has followed the redirects that it follows.
    #[napi(catch_unwind)]
    pub fn answer(&mut self, status: u16, reason: String) {
        self.tell(Ok(HttpResponse {
            status,
            reason,
            headers: HeaderMap::new(),
            body: ResponseBody::whole(bytes::Bytes::new()),
        }));
    }

    /// Says why there is no reply.
    #[napi(catch_unwind)]
    pub fn fail(&mut self, facts: ThrownFacts) {
        self.tell(Err(error_of_thrown(facts)));
    }

    /// Why the request has failed, or can't be sent at all, if it is so.
    #[napi]
    pub fn failure(&mut self) -> Option<Failure> {
        self.failure.take()
    }

    fn tell(&mut self, answer: Answer) {
        if let Some(waiting) = self.door.question().waiting.take() {
            // Core waits as long as its work is there.
            let _ = waiting.send(answer);
        }
        self.advance();
    }

    /// Goes on as far as the next question to JavaScript.
    fn advance(&mut self) {
        let Some(mut work) = self.work.take() else {
            return;
        };
        match (&mut work).now_or_never() {
            None => self.work = Some(work),
            Some(Ok(_)) => {}
            Some(Err(error)) => self.failure = Some(Failure::from(&error)),
        }
    }
}

impl NativeSending {
    /// Goes as far as the request. A form's fields stay with JavaScript, which makes
    /// a form of its own of them, so core's is to be empty.
    pub(crate) fn start(
        client: Result<Inference, Error>,
        request: Result<InferenceRequest, Error>,
    ) -> Self {
        let door = Arc::new(Door::default());
        let way = Arc::clone(&door);
        let mut sending = Self {
            work: Some(Box::pin(async move {
                client?.with_transport(way).open(&request?).await
            })),
            door,
            failure: None,
        };
        sending.advance();
        sending
    }
}

/// The door to the network, as seen by core: a request waits there for JavaScript.
#[derive(Default)]
struct Door(Mutex<Question>);

impl Door {
    fn question(&self) -> MutexGuard<'_, Question> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for Door {
    fn send(&self, mut request: HttpRequest) -> BoxFuture<'_, Answer> {
        let (waiting, answer) = oneshot::channel();
        // What the form is, is for whoever makes it to say.
        request.headers.remove(CONTENT_TYPE);
        *self.question() = Question {
            request: Some(FetchRequest::of(&request)),
            waiting: Some(waiting),
        };
        Box::pin(async {
            let left = || Error::new(ErrorKind::Internal, "JavaScript has left a request");
            answer.await.map_err(|_| left())?
        })
    }
}

impl fmt::Debug for Door {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Door(..)")
    }
}
