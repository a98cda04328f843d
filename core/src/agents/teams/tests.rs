//! Requests of teams, over a transport with one response.

use std::sync::{Arc, Mutex};

use futures_util::future::BoxFuture;
use http::Method;

use super::*;
use crate::agents::call::Call;
use crate::agents::client::Client;
use crate::agents::fields::{Body, Field, When};
use crate::agents::idempotency::{KeyRule, MissingKey};
use crate::agents::operation::{Arguments, Operation};
use crate::agents::request::Channel;
use crate::config::ClientOptions;
use crate::host::test_host;
use crate::transport::{HttpRequest, RequestBody, ResponseBody, Transport};

static INVITE: Operation = Operation::new("teams.invite", Method::POST, "/mcp-teams/{team_id}/")
    .body(Body::Only(&[Field::new("email", When::Default("\"\""))]))
    .keyed(KeyRule::Team)
    .channel(Channel::Team)
    .timeout(35);

#[derive(Debug)]
struct OneResponse {
    status: u16,
    headers: HeaderMap,
    body: Bytes,
    requests: Mutex<Vec<HttpRequest>>,
}

impl Transport for OneResponse {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, Error>> {
        self.requests.lock().unwrap().push(request);
        let response = HttpResponse {
            status: self.status,
            reason: String::new(),
            version: None,
            headers: self.headers.clone(),
            body: ResponseBody::whole(self.body.clone()),
        };
        Box::pin(async move { Ok(response) })
    }
}

async fn invite(
    status: u16,
    headers: &[(&'static str, &'static str)],
    body: impl Into<Bytes>,
) -> (Result<String, String>, HttpRequest) {
    let headers = headers
        .iter()
        .map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)));
    let transport = Arc::new(OneResponse {
        status,
        headers: headers.collect(),
        body: body.into(),
        requests: Mutex::default(),
    });
    test_host::install();
    let options = ClientOptions::new("fly-k")
        .base_url("http://localhost")
        .max_retries(0);
    let client = Client::with_own_transport(options.resolve().unwrap(), transport.clone());
    let arguments = Arguments {
        fields: Some("{\"email\": \"é😀\u{7f} \\\"x\\\"\"}".into()),
        ..Arguments::of("7")
    };
    let call = Call::new(client.as_ref(), &INVITE, arguments).unwrap();
    let result = call.run().await;
    let result = result.map_err(|error| {
        assert_eq!(error.kind(), ErrorKind::McpTeam);
        error.message().to_owned()
    });
    let text = result.map(|found| String::from_utf8(found.body.unwrap().to_vec()).unwrap());
    let request = transport.requests.lock().unwrap().remove(0);
    (text, request)
}

#[tokio::test]
async fn requests_are_ascii_and_ask_for_no_compression() {
    let (result, request) = invite(200, &[], "{}").await;
    assert_eq!(result.unwrap(), "{}");
    assert_eq!(request.url, "http://localhost/api/v1/mcp-teams/7/");
    for (name, value) in [
        ("accept", "application/json"),
        ("accept-encoding", "identity"),
        ("content-type", "application/json"),
    ] {
        assert_eq!(request.headers[name], value);
    }
    assert!(request.headers.contains_key("idempotency-key"));
    assert_eq!(
        request.timeouts.read,
        Some(std::time::Duration::from_secs(35))
    );
    let RequestBody::Bytes(body) = request.body else {
        unreachable!("the body is in memory");
    };
    assert_eq!(body, r#"{"email":"\u00e9\ud83d\ude00\u007f \"x\""}"#);
}

#[tokio::test]
async fn responses_are_small_plain_json() {
    for (status, headers, body, expected) in [
        (
            200,
            &[("content-encoding", "br")][..],
            "{}",
            Err("(502): unexpected_compression"),
        ),
        (200, &[("content-encoding", "identity")], "[1]", Ok("[1]")),
        (
            200,
            &[("content-length", "x")],
            "{}",
            Err("(502): response_too_large"),
        ),
        (
            200,
            &[("content-length", "262145")],
            "{}",
            Err("(502): response_too_large"),
        ),
        (200, &[], "<html>", Err("(502): invalid_response")),
        (200, &[], "{\"a\":1,}", Err("(502): invalid_response")),
        (200, &[], "[01]", Err("(502): invalid_response")),
        (200, &[], "[\"\\x\"]", Err("(502): invalid_response")),
        (200, &[], "[NaN]", Ok("[NaN]")),
        (200, &[], "", Ok("{}")),
        (204, &[], "", Ok("{}")),
        (401, &[], "<html>", Err("(401): invalid_response")),
        (
            403,
            &[],
            r#"{"code": "not_a_member"}"#,
            Err("(403): not_a_member"),
        ),
        (
            403,
            &[],
            r#"{"code": "Not a member"}"#,
            Err("(403): request_rejected"),
        ),
        (302, &[], "", Err("(302): request_rejected")),
        (
            404,
            &[],
            r#"{"detail": "no"}"#,
            Err("(404): request_rejected"),
        ),
    ] {
        let (result, _) = invite(status, headers, body).await;
        let expected = expected
            .map(str::to_owned)
            .map_err(|text| format!("MCP team request failed {text}"));
        assert_eq!(result, expected, "{status} {body}");
    }
    let (result, _) = invite(200, &[], &b"\"\xff\""[..]).await;
    let expected = "MCP team request failed (502): invalid_response";
    assert_eq!(result.unwrap_err(), expected);
    let (result, _) = invite(200, &[], &b"\xff\xfe1\0"[..]).await;
    assert_eq!(result.unwrap(), "1");
    let (result, _) = invite(200, &[], format!("\"{}\"", "x".repeat(MAX_RESPONSE))).await;
    let expected = "MCP team request failed (502): response_too_large";
    assert_eq!(result.unwrap_err(), expected);
}

#[test]
fn requests_have_a_limit() {
    let fields = format!(r#"{{"email": "{}"}}"#, "é".repeat(11_000));
    let arguments = Arguments {
        fields: Some(fields.into()),
        ..Arguments::of("7")
    };
    let error = INVITE
        .request(&arguments, MissingKey::Generate)
        .unwrap_err();
    assert_eq!(error.message(), "team request exceeds 64 KiB");
}
