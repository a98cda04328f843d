//! Pages, over a transport that answers from a list.

use std::sync::{Arc, Mutex};

use http::{HeaderMap, Method};

use super::*;
use crate::agents::call::Call;
use crate::agents::client::Client;
use crate::agents::fields::{Field, When};
use crate::agents::operation::{Arguments, Flow, Operation};
use crate::config::ClientOptions;
use crate::transport::{HttpRequest, HttpResponse, ResponseBody, Transport};
use futures_util::future::BoxFuture;

static LIST: Operation = Operation::new("teams.list", Method::GET, "teams/")
    .query(&[Field::new("page_size", When::Default("100"))])
    .flow(Flow::Pages);

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
                headers: HeaderMap::new(),
                body: ResponseBody::whole(body.into()),
            })
        })
    }
}

/// The result of the call, and the queries that it sent.
async fn list(responses: &[&str]) -> (Result<String, Error>, Vec<String>) {
    let transport = Arc::new(ScriptedTransport {
        responses: Mutex::new(responses.iter().map(|each| (*each).to_owned()).collect()),
        urls: Mutex::default(),
    });
    let options = ClientOptions::new("fly-k").base_url("http://localhost");
    let client = Client::new(options.resolve().unwrap()).with_transport(transport.clone());
    let call = Call::new(client.as_ref(), &LIST, Arguments::default()).unwrap();
    let result = call.run().await.map(|response| {
        let body = response.body.unwrap();
        String::from_utf8(body.to_vec()).unwrap()
    });
    let urls = transport.urls.lock().unwrap();
    let queries = urls
        .iter()
        .map(|url| url.split_once('?').unwrap().1.to_owned())
        .collect();
    (result, queries)
}

#[tokio::test]
async fn pages_are_one_list() {
    let (result, queries) = list(&[
        r#"{"results": [{"n": 1.0}, 2], "next_cursor": "a&b", "previous_cursor": null}"#,
        r#"{"next_cursor": "c", "results": [], "count": 3}"#,
        r#"{"results": [{"b":1,"a":2}], "next_cursor": null}"#,
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
async fn an_array_is_the_only_page() {
    let (result, queries) = list(&["[1, 2]"]).await;
    assert_eq!(result.unwrap(), "[1,2]");
    assert_eq!(queries.len(), 1);
}

#[tokio::test]
async fn a_repeated_cursor_is_an_error() {
    let (result, queries) = list(&[r#"{"results": [1], "next_cursor": "a"}"#]).await;
    let error = result.unwrap_err();
    assert!(error.message().contains("repeat a cursor"), "{error}");
    assert_eq!(queries.len(), 2);
}

#[tokio::test]
async fn pages_have_a_limit() {
    let pages: Vec<String> = (0..200)
        .map(|n| format!(r#"{{"results": [{n}], "next_cursor": "{n}"}}"#))
        .collect();
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let (result, queries) = list(&pages).await;
    let error = result.unwrap_err();
    assert!(error.message().contains("more than 100 pages"), "{error}");
    assert_eq!(queries.len(), MAX_PAGES);
}

#[tokio::test]
async fn other_responses_are_no_pages() {
    for response in ["{}", "5", r#"{"results": 5}"#, r#"{"results": [1,, 2]}"#] {
        let (result, _) = list(&[response]).await;
        let error = result.unwrap_err();
        assert!(
            error.message().contains("not a page of a list"),
            "{response}: {error}"
        );
    }
}
