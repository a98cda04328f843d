//! The batches of a stream: its available responses, within bounds.

use bytes::Bytes;
use flymyai_core::{
    BoxFuture, Error, HttpRequest, HttpResponse, PredictionStream, ResponseBody, Transport,
};
use futures_util::future::FutureExt;
use futures_util::stream::{self, Stream, StreamExt};

use crate::account::Account;
use crate::{client, content, model, payload};

const EVENT: &str = "data: {\"output_data\": {}}\n\n";

/// Answers with a body that the test makes.
struct Scripted<S>(fn() -> S);

impl<S> std::fmt::Debug for Scripted<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Scripted")
    }
}

impl<S: Stream<Item = Result<Bytes, Error>> + Send + 'static> Transport for Scripted<S> {
    fn send(&self, _: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, Error>> {
        let response = HttpResponse {
            status: 200,
            reason: "OK".into(),
            version: None,
            headers: http::HeaderMap::new(),
            body: ResponseBody::chunks((self.0)()),
        };
        Box::pin(async move { Ok(response) })
    }
}

fn stream_of<S>(body: fn() -> S) -> PredictionStream
where
    S: Stream<Item = Result<Bytes, Error>> + Send + 'static,
{
    let client = client(&Account::new()).with_transport(std::sync::Arc::new(Scripted(body)));
    client.stream(&model(), &payload())
}

fn chunk() -> Result<Bytes, Error> {
    Ok(Bytes::from_static(EVENT.as_bytes()))
}

#[tokio::test]
async fn available_responses_form_one_batch() {
    let mut responses = stream_of(|| stream::iter([chunk(), chunk(), chunk()]));
    assert_eq!(responses.next_batch().await.unwrap().unwrap().len(), 3);
    assert!(responses.next_batch().await.unwrap().is_none());
}

#[tokio::test]
async fn batches_return_what_has_arrived() {
    let mut responses = stream_of(|| stream::iter([chunk()]).chain(stream::pending()));
    let batch = responses.next_batch().await.unwrap().unwrap();
    assert_eq!(content(&batch[0]), "{\"output_data\": {}}");
    assert!(responses.next_batch().now_or_never().is_none());
}

#[tokio::test]
async fn batches_are_bounded() {
    let mut responses = stream_of(|| stream::repeat_with(chunk));
    for _ in 0..3 {
        let batch = responses.next_batch().await.unwrap().unwrap();
        assert!(
            batch.len() <= 64 * 1024 / EVENT.len() + 1,
            "{}",
            batch.len()
        );
    }
}

#[tokio::test]
async fn dropping_next_batch_loses_nothing() {
    let mut responses = stream_of(|| stream::iter([chunk()]).chain(stream::pending()));
    // It polls for more, and is dropped meanwhile.
    assert!(responses.next_batch().now_or_never().is_none());
    assert_eq!(responses.next_batch().await.unwrap().unwrap().len(), 1);
}

#[tokio::test]
async fn failures_follow_the_events_received_before_them() {
    let mut responses = stream_of(|| {
        let lost = Error::new(flymyai_core::ErrorKind::Read, "lost");
        stream::iter([chunk(), Err(lost)])
    });
    assert_eq!(responses.next_batch().await.unwrap().unwrap().len(), 1);
    let error = responses.next_batch().await.unwrap_err();
    assert_eq!(error.kind(), flymyai_core::ErrorKind::Read);
    assert!(responses.next_batch().await.unwrap().is_none());
}
