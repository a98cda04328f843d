//! One request and its response: redirects, and sending again after a broken connection.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use http::header::{ACCEPT, CONTENT_TYPE, LOCATION};
use http::{HeaderMap, HeaderName, HeaderValue, Method};

use super::client::Inference;
use super::request::{Content, InferenceRequest};
use super::response::{Head, ModelResponse};
use crate::config::Timeouts;
use crate::error::{Error, ErrorKind, redact_url};
use crate::host::Url;
use crate::retry::{retrying, was_not_processed};
use crate::transport::{HttpRequest, MAX_ERROR_BODY, RequestBody, ResponseBody};

const API_KEY: HeaderName = HeaderName::from_static("x-api-key");
/// The largest number of redirects, as browsers count them.
const REDIRECTS: usize = 20;
/// The number of times that a request is sent again after a connection failure.
const RECONNECTS: u32 = 3;

/// A response whose head has arrived.
#[derive(Debug)]
pub struct IncomingResponse {
    /// The head.
    pub head: Arc<Head>,
    /// The body, as it arrives.
    pub body: ResponseBody,
}

impl Inference {
    /// Sends a request for its whole response, whatever its status.
    ///
    /// # Errors
    ///
    /// The failure of the request.
    pub async fn exchange(&self, request: &InferenceRequest) -> Result<ModelResponse, Error> {
        self.exchange_with(request, self.config.settings.timeouts)
            .await
    }

    pub(super) async fn exchange_with(
        &self,
        request: &InferenceRequest,
        timeouts: Timeouts,
    ) -> Result<ModelResponse, Error> {
        self.reconnecting(request, || async {
            let IncomingResponse { head, body } = self.open_with(request, timeouts).await?;
            let body = match head.status {
                400.. => body.excerpt(MAX_ERROR_BODY).await,
                _ => body.collect().await,
            };
            let body = body.map_err(|error| head.with_request_context(error))?;
            Ok(ModelResponse::of_response(head, body))
        })
        .await
    }

    /// Sends a request once and follows its redirects. The key never leaves the
    /// origin that it is for.
    ///
    /// # Errors
    ///
    /// The failure of the request; a payload that can't be read.
    pub async fn open(&self, request: &InferenceRequest) -> Result<IncomingResponse, Error> {
        let opened = self.open_with(request, self.config.settings.timeouts).await;
        opened.map_err(|error| request.with_context(error))
    }

    pub(super) async fn open_with(
        &self,
        request: &InferenceRequest,
        timeouts: Timeouts,
    ) -> Result<IncomingResponse, Error> {
        let text = format!("{}{}", self.config.root, request.path);
        let mut url = Url::parse(&text)
            .map_err(|error| Error::transport(ErrorKind::InvalidUrl, Some(&error.to_string())))?;
        let origin = url.origin();
        let mut has_left = false;
        let mut method = request.method.clone();
        let mut content = &request.body;
        let attempt = request.attempts.start();
        for _ in 0..=REDIRECTS {
            // Each server of a redirect chain chooses the next address, so a
            // request that has left the origin never carries the key again, nor the
            // program's own headers, which may be secrets, too.
            has_left |= url.origin() != origin;
            let mut headers = match has_left || self.config.headers.is_empty() {
                true => HeaderMap::with_capacity(4),
                false => self.config.headers.clone(),
            };
            headers.insert(ACCEPT, HeaderValue::from_static(request.accept));
            if !has_left {
                headers.insert(API_KEY, self.config.api_key.clone());
            }
            let body = encode(content, &mut headers).await?;
            let sending = HttpRequest {
                method: method.clone(),
                url: url.to_string(),
                headers,
                body,
                timeouts,
                attempt,
            };
            let response = self
                .session
                .send(sending, request.response, self.config.settings.response)
                .await
                .map_err(|error| error.with_request(&method, &redact_url(url.as_str())))?;
            if let Some(next) = redirect(response.status, &response.headers, &url) {
                // As browsers do: only 307 and 308 repeat the request as it was.
                if !matches!(response.status, 307 | 308) && method != Method::GET {
                    method = Method::GET;
                    content = &Content::None;
                }
                url = next;
                continue;
            }
            self.session.note_status(response.status);
            let head = Head {
                status: response.status,
                reason: response.reason,
                headers: response.headers,
                method,
                url: redact_url(url.as_str()),
                operation: request.operation,
                started: request.started,
            };
            return Ok(IncomingResponse {
                head: Arc::new(head),
                body: response.body,
            });
        }
        Err(
            Error::new(ErrorKind::TooManyRedirects, "too many redirects")
                .with_request(&method, &redact_url(url.as_str())),
        )
    }

    /// Makes an attempt that begins with a request, again after a broken connection.
    ///
    /// A request with effects is sent again only if nothing of it can have
    /// been processed, unless `FMA_RECONNECT_RETRIES` is set.
    pub(super) async fn reconnecting<T, F>(
        &self,
        request: &InferenceRequest,
        mut attempt: impl FnMut() -> F,
    ) -> Result<T, Error>
    where
        F: Future<Output = Result<T, Error>>,
    {
        let asked = self.config.settings.reconnects;
        let delay = |error: &Error, failures| {
            let broken = matches!(
                error.kind(),
                ErrorKind::Connect | ErrorKind::Protocol | ErrorKind::Read | ErrorKind::Write
            );
            let is_safe = request.method == Method::GET || was_not_processed(error);
            // The original failure is more useful than the error for a stream that
            // was already sent.
            let may = (is_safe || asked.is_some()) && !request.is_consumed();
            (broken && may && failures <= asked.unwrap_or(RECONNECTS)).then_some(Duration::ZERO)
        };
        // On the heap, as it is large: each caller's future would hold and copy it.
        let done = retrying(&self.session, |_| Box::pin(attempt()), delay).await;
        done.map_err(|error| request.with_context(error))
    }
}

async fn encode(content: &Content, headers: &mut HeaderMap) -> Result<RequestBody, Error> {
    match content {
        Content::None => Ok(RequestBody::Empty),
        Content::Json(bytes) => {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
            Ok(RequestBody::Bytes(bytes.clone()))
        }
        Content::Form(payload) => {
            let form = payload.encode().await?;
            if let Some(kind) = form.content_type() {
                let kind = HeaderValue::from_str(kind)
                    .map_err(|_| Error::new(ErrorKind::Internal, "a form without a type"))?;
                headers.insert(CONTENT_TYPE, kind);
            }
            Ok(RequestBody::Form(form))
        }
    }
}

fn redirect(status: u16, headers: &HeaderMap, from: &Url) -> Option<Url> {
    if !matches!(status, 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let target = from.join(&text_of(headers.get(LOCATION)?)).ok()?;
    matches!(target.scheme(), "http" | "https").then_some(target)
}

/// A header's text: UTF-8, or else one character for each byte.
fn text_of(value: &HeaderValue) -> Cow<'_, str> {
    match std::str::from_utf8(value.as_bytes()) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => value.as_bytes().iter().copied().map(char::from).collect(),
    }
}
