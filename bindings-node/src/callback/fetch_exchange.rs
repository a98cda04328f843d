//! One request on its way through JavaScript, and its reply on the way back.

use bytes::Bytes;
use flymyai_core::{Error, ErrorKind, HttpRequest, RequestBody};
use futures_util::TryStreamExt;
use http::header::CONTENT_LENGTH;
use http::{HeaderMap, HeaderName, HeaderValue};
use napi::bindgen_prelude::{Either, Uint8Array};
use napi_derive::napi;
use tokio::sync::oneshot;

use super::channel::{Asking, Questions, questions};
use super::thrown::{self, ThrownFacts};
use crate::inference::latin;
use crate::runtime::completions::Completions;

/// A piece of a body, or its end.
type Piece = Result<Option<Bytes>, Error>;

/// The head of a reply.
pub(super) struct Head {
    pub(super) status: u16,
    pub(super) reason: String,
    pub(super) headers: HeaderMap,
}

/// What a `fetch` is to send.
#[napi(object, object_from_js = false)]
pub struct FetchRequest {
    /// The method.
    pub method: String,
    /// The whole address.
    pub url: String,
    /// Names and values in turn.
    pub headers: Vec<String>,
    /// The body: text, or bytes that are none.
    pub body: Option<Either<String, Uint8Array>>,
}

impl FetchRequest {
    /// A request without its body.
    pub(crate) fn of(request: &HttpRequest) -> Self {
        let headers = request.headers.iter();
        Self {
            method: request.method.to_string(),
            url: request.url.clone(),
            headers: headers
                // The length of a body is for the one to say who sends it.
                .filter(|(name, _)| **name != CONTENT_LENGTH)
                .flat_map(|(name, value)| [name.as_str().to_owned(), latin(value.as_bytes())])
                .collect(),
            body: None,
        }
    }
}

/// A request that waits for its reply. Its questions are for the pieces of the
/// reply's body; they end when nobody wants the reply any more.
#[napi]
pub struct NativeExchange {
    request: Option<FetchRequest>,
    head: Option<oneshot::Sender<Result<Head, Error>>>,
    pieces: Questions<Piece>,
}

/// The end that waits. Dropping it ends the exchange.
pub(super) struct Ours {
    head: Option<oneshot::Receiver<Result<Head, Error>>>,
    pieces: Asking<Piece>,
}

/// Both ends.
pub(super) async fn exchange(request: HttpRequest) -> Result<(NativeExchange, Ours), Error> {
    let (answer, head) = oneshot::channel();
    let (ask, pieces) = questions();
    let theirs = NativeExchange {
        request: Some(told(request).await?),
        head: Some(answer),
        pieces,
    };
    let ours = Ours {
        head: Some(head),
        pieces: ask,
    };
    Ok((theirs, ours))
}

impl Ours {
    /// The head of the reply; there is one.
    pub(super) async fn head(&mut self) -> Result<Head, Error> {
        match self.head.take() {
            Some(head) => head.await.map_err(|_| gone())?,
            None => Err(gone()),
        }
    }

    /// The next piece of the body; nothing at its end.
    pub(super) async fn piece(&self) -> Piece {
        let piece = self.pieces.ask(String::new()).await;
        piece.unwrap_or_else(|| Err(gone()))
    }
}

fn gone() -> Error {
    Error::new(ErrorKind::Internal, "JavaScript has left an exchange")
}

#[napi]
impl NativeExchange {
    /// The request; it can be had once.
    #[napi(catch_unwind)]
    pub fn request(&mut self) -> Option<FetchRequest> {
        self.request.take()
    }

    /// Hands over the head of the reply. What no header can hold is left out, and
    /// so are headers beyond the number that a map of them can hold.
    #[napi(catch_unwind)]
    pub fn answer(&mut self, status: u16, reason: String, headers: Vec<String>) {
        let headers = headers.chunks_exact(2).filter_map(|pair| {
            let name = HeaderName::from_bytes(pair[0].as_bytes()).ok()?;
            Some((name, bytes_of(&pair[1])?))
        });
        let mut known = HeaderMap::new();
        for (name, value) in headers {
            if known.try_append(name, value).is_err() {
                break;
            }
        }
        self.settle(Ok(Head {
            status,
            reason,
            headers: known,
        }));
    }

    /// Waits until a piece is wanted; nothing arrives under the ticket when the
    /// exchange is over.
    #[napi(catch_unwind)]
    pub fn wanted(&self, completions: &Completions, ticket: u32) {
        self.pieces.next(completions, ticket);
    }

    /// Hands over a piece of the body.
    #[napi(catch_unwind)]
    pub fn provide(&self, bytes: &[u8]) {
        self.pieces.answer(Ok(Some(Bytes::copy_from_slice(bytes))));
    }

    /// Says that the body has ended.
    #[napi(catch_unwind)]
    pub fn end(&self) {
        self.pieces.answer(Ok(None));
    }

    /// Says why there is no reply, or no more of it.
    #[napi(catch_unwind)]
    pub fn fail(&mut self, facts: ThrownFacts) {
        let error = thrown::error(facts);
        if self.head.is_some() {
            self.settle(Err(error));
        } else {
            self.pieces.answer(Err(error));
        }
    }

    fn settle(&mut self, head: Result<Head, Error>) {
        if let Some(waiting) = self.head.take() {
            // Whoever waited may have left.
            let _ = waiting.send(head);
        }
    }
}

async fn told(request: HttpRequest) -> Result<FetchRequest, Error> {
    let head = FetchRequest::of(&request);
    let bytes = match request.body {
        RequestBody::Empty => None,
        RequestBody::Bytes(bytes) => Some(Vec::from(bytes)),
        RequestBody::Form(form) => {
            let pieces: Vec<Bytes> = form.into_stream().try_collect().await?;
            Some(pieces.concat())
        }
    };
    let body = bytes.map(|bytes| match String::from_utf8(bytes) {
        Ok(text) => Either::A(text),
        Err(other) => Either::B(Uint8Array::from(other.into_bytes())),
    });
    Ok(FetchRequest { body, ..head })
}

/// A header's value: fetch shows each byte as one character.
fn bytes_of(text: &str) -> Option<HeaderValue> {
    let bytes: Option<Vec<u8>> = text
        .chars()
        .map(|character| u8::try_from(character).ok())
        .collect();
    HeaderValue::from_bytes(&bytes?).ok()
}
