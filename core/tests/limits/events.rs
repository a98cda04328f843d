//! Events that never end, or that are none.

use std::time::Duration;

use flymyai_core::{ErrorKind, PredictError, ResponseLimits};

use crate::server::{Server, model, payload, response, small};

const EVENTS: &str = "Content-Type: text/event-stream\r\n";

/// How a prediction and a stream fail at this server.
async fn failures(server: &Server, limits: ResponseLimits) -> [(ErrorKind, String); 2] {
    let client = server.models(limits);
    let predicted = match client.predict(&model(), &payload(), 1).await {
        Err(PredictError::Failed(error)) => error,
        other => panic!("{other:?}"),
    };
    let mut stream = client.stream(&model(), &payload());
    let streamed = loop {
        match stream.next_batch().await {
            Ok(batch) => assert!(batch.is_some()),
            Err(error) => break error,
        }
    };
    [predicted, streamed].map(|error| (error.kind(), error.message().to_owned()))
}

#[tokio::test]
async fn endless_events_end_at_the_size_limit() {
    for (start, chunk) in [
        ("data: ", "x".repeat(1000)),
        (": ", "x".repeat(1000)),
        ("", "data: x\n".repeat(100)),
        ("", ": a comment\n\n".repeat(100)),
        ("", "data:\n\n".repeat(100)),
        ("", "id: 1\n\n".repeat(100)),
        ("id: ", "1".repeat(1000)),
    ] {
        let server = Server::repeats(EVENTS, start, chunk.clone());
        for (kind, text) in failures(&server, small()).await {
            assert_eq!(
                kind,
                ErrorKind::ResponseTooLarge,
                "{start}{chunk:.20}: {text}"
            );
        }
    }
}

#[tokio::test]
async fn size_limit_applies_per_event() {
    let server = Server::says(response(
        EVENTS,
        "data: 12345678\n\n".repeat(50_000).as_bytes(),
    ));
    let mut stream = server.models(small()).stream(&model(), &payload());
    let mut count = 0;
    while let Some(batch) = stream.next_batch().await.unwrap() {
        count += batch.len();
    }
    assert_eq!(count, 50_000);
}

#[tokio::test]
async fn slow_events_end_at_the_response_timeout() {
    for (start, drop) in [("data: ", "x"), ("", "data: x\n"), (":", "x")] {
        let server = Server::drips(EVENTS, start, drop);
        for (kind, text) in failures(&server, small()).await {
            assert_eq!(kind, ErrorKind::ResponseTimeout, "{start}{drop}: {text}");
            assert!(text.contains(" 0.3 s"), "{text}");
        }
    }
}

#[tokio::test]
async fn prediction_timeout_bounds_the_wait_for_an_event() {
    for (start, drop) in [("", ":\n"), ("", "data:\n\n"), ("data: [DONE]\n\n", "\n")] {
        let server = Server::drips(EVENTS, start, drop);
        for (kind, text) in failures(&server, small()).await {
            assert_eq!(kind, ErrorKind::ResponseTimeout, "{start}{drop}: {text}");
            assert!(text.contains(" 0.7 s"), "{text}");
        }
    }
}

/// Each event arrives in time; the whole stream may take any time.
#[tokio::test]
async fn slow_streams_are_allowed() {
    let server = Server::drips(EVENTS, "", "data: 1\n\n");
    let limits = ResponseLimits {
        timeout: Some(Duration::from_millis(2000)),
        prediction_timeout: Some(Duration::from_millis(2000)),
        ..small()
    };
    let mut stream = server.models(limits).stream(&model(), &payload());
    let started = std::time::Instant::now();
    while started.elapsed() < Duration::from_millis(2500) {
        assert!(stream.next_batch().await.unwrap().is_some());
    }
}
