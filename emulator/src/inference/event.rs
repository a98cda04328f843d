//! Server-sent events, in the service's two forms: data, and control events that have only a name.

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;

use super::model::Failure;

/// An event with a JSON value as its data.
pub(super) fn data(value: &impl Serialize) -> Bytes {
    line("data: ", value)
}

/// A control event: its name is the JSON, and it has no data.
pub(super) fn control(value: &impl Serialize) -> Bytes {
    line("event: ", value)
}

fn line(field: &str, value: &impl Serialize) -> Bytes {
    let mut text = field.as_bytes().to_vec();
    // The keys are strings and the numbers finite, so this cannot fail.
    let _ = serde_json::to_writer(&mut text, value);
    text.extend_from_slice(b"\n\n");
    text.into()
}

/// The event of a failure of the model.
pub(super) fn failure(failure: Failure) -> Bytes {
    #[derive(Serialize)]
    struct Failed {
        status: u16,
        detail: String,
        details: String,
    }
    data(&Failed {
        status: failure.status,
        detail: failure.text(),
        details: failure.text(),
    })
}

/// A response made of events.
pub(super) fn response(status: StatusCode, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/event-stream; charset=utf-8"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}
