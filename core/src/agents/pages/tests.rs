//! Pages, over a transport with a list of responses.

use std::sync::{Arc, Mutex};

use http::{HeaderMap, Method};

use super::*;
use crate::agents::call::Call;
use crate::agents::client::Client;
use crate::agents::fields::{Field, When};
use crate::agents::operation::{Arguments, Flow, Operation};
use crate::config::{ClientOptions, ResponseLimits};
use crate::host::test_host;
use crate::transport::{HttpRequest, HttpResponse, ResponseBody, Transport};
use futures_util::future::BoxFuture;

static LIST: Operation = Operation::new("teams.list", Method::GET, "teams/")
    .query(&[Field::new("page_size", When::Default("100"))])
    .flow(Flow::Pages(&Paging::cursor("Teams")));
static RUNS: Operation = Operation::new("runs.list", Method::GET, "executions/")
    .query(&[Field::new("status", When::Default("\"new\""))])
    .flow(Flow::Pages(&Paging::link("Agent runs").or_empty_object()));
static SINGLE: Operation = Operation::new("shares.list", Method::GET, "shares/")
    .query(&[Field::new("scope", When::Default("\"all\""))])
    .decimals(&["items.price"])
    .flow(Flow::Page(&Paging::single("Shares", "items")));

/// Returns the next response to each request, the last one without an end.
#[derive(Debug)]
struct ScriptedTransport {
    responses: Mutex<Vec<String>>,
    urls: Mutex<Vec<String>>,
}

impl Transport for ScriptedTransport {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, Error>> {
        self.urls.lock().unwrap().push(request.url);
        let mut responses = self.responses.lock().unwrap();
        let body = match responses.len() {
            1 => responses[0].clone(),
            _ => responses.remove(0),
        };
        Box::pin(async move {
            Ok(HttpResponse {
                status: 200,
                reason: String::new(),
                version: None,
                headers: HeaderMap::new(),
                body: ResponseBody::whole(body.into()),
            })
        })
    }
}

fn client(responses: &[&str]) -> (Client, Arc<ScriptedTransport>) {
    client_within(responses, ResponseLimits::agents())
}

fn client_within(responses: &[&str], limits: ResponseLimits) -> (Client, Arc<ScriptedTransport>) {
    let transport = Arc::new(ScriptedTransport {
        responses: Mutex::new(responses.iter().map(|each| (*each).to_owned()).collect()),
        urls: Mutex::default(),
    });
    test_host::install();
    let options = ClientOptions::new("fly-k")
        .base_url("http://localhost")
        .response_limits(limits);
    let client = Client::with_own_transport(options.resolve().unwrap(), transport.clone());
    (client, transport)
}

fn queries(transport: &ScriptedTransport) -> Vec<String> {
    let urls = transport.urls.lock().unwrap();
    let queries = urls.iter().map(|url| url.split_once('?').unwrap().1);
    queries.map(str::to_owned).collect()
}

/// The result of the call, and the queries that it sent.
async fn collect(
    operation: &'static Operation,
    responses: &[&str],
) -> (Result<String, Error>, Vec<String>) {
    let (client, transport) = client(responses);
    let call = Call::new(client.as_ref(), operation, Arguments::default()).unwrap();
    let result = call.run().await.map(|response| {
        let body = response.body.unwrap();
        String::from_utf8(body.to_vec()).unwrap()
    });
    (result, queries(&transport))
}

async fn list(responses: &[&str]) -> (Result<String, Error>, Vec<String>) {
    collect(&LIST, responses).await
}

#[tokio::test]
async fn pages_form_one_list() {
    let (result, queries) = list(&[
        r#"{"results": [{"n": 1.0}, 2], "next_cursor": "a&b", "previous_cursor": null}"#,
        r#"{"next_cursor": "c", "results": [], "count": 3, "previous_cursor": null}"#,
        r#"[{"b":1,"a":2}]"#,
    ])
    .await;
    assert_eq!(result.unwrap(), r#"[{"n": 1.0},2,{"b":1,"a":2}]"#);
    assert_eq!(
        queries,
        [
            "page_size=100",
            "page_size=100&cursor=a%26b",
            "page_size=100&cursor=c"
        ]
    );
}

#[tokio::test]
async fn an_array_is_the_only_page_however_long() {
    let long = format!("[{}]", vec!["1"; 500].join(", "));
    let (result, queries) = list(&[&long]).await;
    assert_eq!(result.unwrap(), long);
    assert_eq!(queries.len(), 1);
}

#[tokio::test]
async fn pages_have_a_limit() {
    let pages: Vec<String> = (0..200)
        .map(|n| format!(r#"{{"results": [{n}], "next_cursor": "{n}", "previous_cursor": null}}"#))
        .collect();
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let (result, queries) = list(&pages).await;
    let expected = "Teams pagination exceeded 100 pages; refusing to continue.";
    assert_eq!(result.unwrap_err().message(), expected);
    assert_eq!(queries.len(), MAX_PAGES);
}

#[tokio::test]
async fn pages_together_have_the_limit_of_one_response() {
    let pages = [
        r#"{"results": [1], "next_cursor": "a", "previous_cursor": null}"#,
        r#"{"results": [2], "next_cursor": "b", "previous_cursor": null}"#,
        r#"{"results": [3], "next_cursor": null, "previous_cursor": null}"#,
    ];
    let list_within = |bytes: usize| async move {
        let usual = ResponseLimits::agents();
        let limits = usual.with_options(Some(bytes as f64), None).unwrap();
        let (client, transport) = client_within(&pages, limits);
        let call = Call::new(client.as_ref(), &LIST, Arguments::default()).unwrap();
        (call.run().await, queries(&transport))
    };
    let total: usize = pages.iter().map(|page| page.len()).sum();
    let (result, _) = list_within(total).await;
    assert_eq!(result.unwrap().body.unwrap(), "[1,2,3]");
    let (result, queries) = list_within(total - 1).await;
    let error = result.unwrap_err();
    let text = format!(
        "the pages of the list have more than {} bytes together; the option max_response_bytes \
         or the environment variable FLYMYAI_MAX_RESPONSE_BYTES sets this limit",
        total - 1
    );
    assert_eq!(error.message(), text);
    assert_eq!(error.kind(), ErrorKind::ResponseTooLarge);
    assert_eq!(error.argument_name(), Some("max_response_bytes"));
    assert!(error.url().unwrap().contains("cursor=b"), "{error:?}");
    assert_eq!(error.attempts(), 1);
    assert_eq!(queries.len(), 3);
    let (result, queries) = list_within(pages[0].len() - 1).await;
    let text = result.unwrap_err().message().to_owned();
    assert!(!text.starts_with("the pages"), "{text}");
    assert_eq!(queries.len(), 1);
}

#[tokio::test]
async fn pages_that_are_not_valid_are_errors() {
    let envelope = |next: &str| {
        format!(r#"{{"results": [], "next_cursor": {next}, "previous_cursor": null}}"#)
    };
    let rows = vec!["1"; 101].join(",");
    let cursor = "next_cursor must be null or a non-blank printable string of at most 1024 \
                  characters.";
    for (response, expected) in [
        ("5".to_owned(), "returned a malformed list response."),
        ("null".to_owned(), "returned a malformed list response."),
        (
            "{}".to_owned(),
            "cursor envelope is missing: next_cursor, previous_cursor, results.",
        ),
        (
            r#"{"results": []}"#.to_owned(),
            "cursor envelope is missing: next_cursor, previous_cursor.",
        ),
        (
            envelope("null").replace("[]", "5"),
            "cursor results must be a list.",
        ),
        (
            envelope("null").replace("[]", &format!("[{rows}]")),
            "cursor page exceeded 100 rows.",
        ),
        (envelope("5"), cursor),
        (envelope("\" \""), cursor),
        (envelope("\"a\\n\""), cursor),
        (envelope(&format!("\"{}\"", "c".repeat(1025))), cursor),
        (
            envelope("\"a\""),
            "pagination repeated a cursor; refusing to continue.",
        ),
    ] {
        let (result, _) = list(&[&response]).await;
        let error = result.unwrap_err();
        assert_eq!(error.message(), format!("Teams {expected}"), "{response}");
        assert_eq!(error.kind(), ErrorKind::Pages);
    }
    let page = envelope("\"a\"");
    for responses in [&["<html>"][..], &[&page, "<html>"]] {
        let (result, _) = list(responses).await;
        assert_eq!(result.unwrap_err().kind(), ErrorKind::Decode);
    }
}

#[tokio::test]
async fn links_are_followed_by_their_query_alone() {
    let (result, queries) = collect(
        &RUNS,
        &[
            r#"{"count": 3, "next": "https://other/x?page=2&status=old&a=&a=b+c#x", "results": [1]}"#,
            r#"{"next": "?cursor=z", "results": [2]}"#,
            r#"{"next": null, "results": [3]}"#,
        ],
    )
    .await;
    assert_eq!(result.unwrap(), "[1,2,3]");
    assert_eq!(
        queries,
        [
            "status=new",
            "page=2&status=new&a=b+c",
            "cursor=z&status=new"
        ]
    );
}

#[tokio::test]
async fn links_that_repeat_are_errors() {
    for (pages, count) in [
        (&[r#"{"next": "https://other/x", "results": [1]}"#][..], 1),
        (&[r#"{"next": "?page=2", "results": [1]}"#], 2),
        (
            &[
                r#"{"next": "?a=1&cursor=c", "results": [1]}"#,
                r#"{"next": "?a=2&cursor=c", "results": []}"#,
            ],
            2,
        ),
    ] {
        let (result, queries) = collect(&RUNS, pages).await;
        let expected = "Agent runs pagination repeated a cursor; refusing to continue.";
        assert_eq!(result.unwrap_err().message(), expected, "{pages:?}");
        assert_eq!(queries.len(), count, "{pages:?}");
    }
}

#[tokio::test]
async fn an_account_is_not_empty_because_of_a_fault() {
    let (result, _) = collect(&RUNS, &["{}"]).await;
    assert_eq!(result.unwrap(), "[]");
    for response in ["null", "5", r#"{"next": null}"#, r#"{"results": {}}"#] {
        let (result, _) = collect(&RUNS, &[response]).await;
        assert_eq!(result.unwrap_err().kind(), ErrorKind::Pages, "{response}");
    }
}

#[tokio::test]
async fn a_stream_has_no_limit_and_keeps_one_page() {
    let pages: Vec<String> = (0..150)
        .map(|n| format!(r#"{{"items": [{{"price": 0.{n:03}}}], "next_cursor": "{n}"}}"#))
        .chain([
            r#"{"items": [], "next_cursor": "e"}"#.to_owned(),
            r#"{"items": [7]}"#.to_owned(),
        ])
        .collect();
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let (client, transport) = client(&pages);
    let call = Call::new(client.as_ref(), &SINGLE, Arguments::default()).unwrap();
    let mut stream = crate::PageStream::new(call).unwrap();
    assert!(transport.urls.lock().unwrap().is_empty());
    let first = stream.next_batch().await.unwrap().unwrap();
    assert_eq!(first, [r#"{"price": "0.000"}"#]);
    let mut last = Vec::new();
    let mut count = 1;
    while let Some(rows) = stream.next_batch().await.unwrap() {
        count += 1;
        last = rows;
    }
    assert_eq!((count, last), (151, vec![Bytes::from_static(b"7")]));
    let queries = queries(&transport);
    assert_eq!(queries.len(), 152);
    assert_eq!(queries[1], "scope=all&cursor=0");
    assert!(stream.next_batch().await.unwrap().is_none());
}

#[tokio::test]
async fn page_without_iteration_is_one_response() {
    let page = r#"{"items": [{"price": 1.50}], "next_cursor": "x"}"#;
    let (result, queries) = collect(&SINGLE, &[page]).await;
    assert_eq!(result.unwrap(), page.replace("1.50", "\"1.50\""));
    assert_eq!(queries, ["scope=all"]);
}
