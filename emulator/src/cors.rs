//! Cross-origin requests of browsers: any page may use the service.

use http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_HEADERS,
    ACCESS_CONTROL_REQUEST_METHOD, ORIGIN, VARY,
};
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};

/// How long a browser may keep the response to a preflight request, in seconds.
const MAX_AGE: HeaderValue = HeaderValue::from_static("600");

/// The origin of the page that makes a request, if a browser does.
pub(crate) fn origin<B>(request: &Request<B>) -> Option<HeaderValue> {
    request.headers().get(ORIGIN).cloned()
}

/// The headers that a browser asks to send, if this is its preflight request.
pub(crate) fn preflight<B>(request: &Request<B>) -> Option<HeaderValue> {
    let headers = request.headers();
    if request.method() != Method::OPTIONS || !headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD) {
        return None;
    }
    let asked = headers.get(ACCESS_CONTROL_REQUEST_HEADERS);
    Some(asked.cloned().unwrap_or(HeaderValue::from_static("*")))
}

/// The response to a preflight request, which the service does not see.
pub(crate) fn preflight_response<B: Default>(headers: HeaderValue) -> Response<B> {
    let mut response = Response::new(B::default());
    *response.status_mut() = StatusCode::NO_CONTENT;
    let methods = HeaderValue::from_static("GET, POST, PUT, PATCH, DELETE");
    let map = response.headers_mut();
    map.insert(ACCESS_CONTROL_ALLOW_METHODS, methods);
    map.insert(ACCESS_CONTROL_ALLOW_HEADERS, headers);
    map.insert(ACCESS_CONTROL_MAX_AGE, MAX_AGE);
    response
}

/// Allows a page to read the response.
pub(crate) fn allow(headers: &mut HeaderMap, origin: HeaderValue) {
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("*"));
    headers.append(VARY, HeaderValue::from_static("Origin"));
}
