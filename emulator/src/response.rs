//! How API handlers read requests and write responses.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::request::Parts;
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::accounts::Account;

pub(crate) type Outcome<T = Response> = Result<T, ApiError>;

/// The reason of a failure, as it is sent to the client.
#[derive(Clone, Debug)]
pub(crate) struct ApiError {
    status: StatusCode,
    body: Value,
}

impl ApiError {
    pub(crate) fn new(status: StatusCode, body: Value) -> Self {
        Self { status, body }
    }

    pub(crate) fn detail(status: StatusCode, text: impl Into<String>) -> Self {
        Self {
            status,
            body: json!({ "detail": text.into() }),
        }
    }

    pub(crate) fn bad(text: impl Into<String>) -> Self {
        Self::detail(StatusCode::BAD_REQUEST, text)
    }

    pub(crate) fn not_found() -> Self {
        Self::detail(StatusCode::NOT_FOUND, "Not found.")
    }

    pub(crate) fn unauthorized(text: &str) -> Self {
        Self::detail(StatusCode::UNAUTHORIZED, text)
    }

    /// 400 with the messages of one field.
    pub(crate) fn field(name: &str, messages: Vec<String>) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            body: json!({ name: messages }),
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        json(self.status, &self.body)
    }
}

/// A JSON response.
pub(crate) fn json(status: StatusCode, value: &impl Serialize) -> Response {
    // All values that are sent here have string keys and finite numbers, so this cannot fail; an empty response would show.
    bytes(status, serde_json::to_vec(value).unwrap_or_default())
}

/// A response whose JSON text exists already.
pub(crate) fn bytes(status: StatusCode, body: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    );
    response
}

/// The response of operations without a result.
pub(crate) fn no_content() -> Response {
    StatusCode::NO_CONTENT.into_response()
}

/// The account a request belongs to.
#[derive(Clone)]
pub(crate) struct CurrentAccount(pub(crate) Arc<Account>);

impl<S: Sync> FromRequestParts<S> for CurrentAccount {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Outcome<Self> {
        parts
            .extensions
            .remove::<CurrentAccount>()
            .ok_or_else(ApiError::not_found)
    }
}

/// The number in the path. Anything else there names nothing that exists.
pub(crate) struct Id(pub(crate) u64);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Outcome<Self> {
        let Name(text) = Name::from_request_parts(parts, state).await?;
        text.parse().map(Id).map_err(|_| ApiError::not_found())
    }
}

/// The text in the path.
pub(crate) struct Name(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for Name {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Outcome<Self> {
        let path = Path::<String>::from_request_parts(parts, state).await;
        path.map(|Path(text)| Name(text))
            .map_err(|_| ApiError::not_found())
    }
}

/// The members of a JSON object, each kept as the text that was sent.
pub(crate) struct Fields(BTreeMap<String, Box<RawValue>>);

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Outcome<Self> {
        let body = Bytes::from_request(request, state).await;
        Self::parse(&body.map_err(|_| ApiError::bad("The body could not be read."))?)
    }
}

impl Fields {
    pub(crate) fn parse(body: &[u8]) -> Outcome<Self> {
        // An absent body means an object without members.
        if body.is_empty() {
            return Ok(Self(BTreeMap::new()));
        }
        let whole: &RawValue = serde_json::from_slice(body)
            .map_err(|error| ApiError::bad(format!("JSON parse error - {error}")))?;
        serde_json::from_str(whole.get()).map(Self).map_err(|_| {
            let text = "Invalid data. Expected a dictionary.".to_owned();
            ApiError::field("non_field_errors", vec![text])
        })
    }

    pub(crate) fn raw(&self, name: &str) -> Option<&RawValue> {
        self.0.get(name).map(Box::as_ref)
    }

    /// A member's text; absent and `null` are the same.
    pub(crate) fn some_raw(&self, name: &str) -> Option<&RawValue> {
        self.raw(name).filter(|raw| raw.get() != "null")
    }

    /// A member read as `T`; `complaint` is the text for one of another type.
    pub(crate) fn read<T: DeserializeOwned>(
        &self,
        name: &str,
        complaint: &str,
    ) -> Outcome<Option<T>> {
        let Some(raw) = self.raw(name) else {
            return Ok(None);
        };
        match serde_json::from_str(raw.get()) {
            Ok(value) => Ok(Some(value)),
            Err(_) if raw.get() == "null" => Err(ApiError::field(
                name,
                vec!["This field may not be null.".to_owned()],
            )),
            Err(_) => Err(ApiError::field(name, vec![complaint.to_owned()])),
        }
    }

    pub(crate) fn text(&self, name: &str) -> Outcome<Option<String>> {
        self.read(name, "Not a valid string.")
    }

    /// A string that is required and must not be blank.
    pub(crate) fn required_text(&self, name: &str) -> Outcome<String> {
        match self.text(name)? {
            None => Err(ApiError::field(
                name,
                vec!["This field is required.".to_owned()],
            )),
            Some(text) if text.trim().is_empty() => Err(ApiError::field(
                name,
                vec!["This field may not be blank.".to_owned()],
            )),
            Some(text) => Ok(text),
        }
    }
}
