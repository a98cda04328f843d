//! Bodies that never end.

use std::io::Write;
use std::time::Duration;

use flymyai_core::{ErrorKind, InferenceRequest, PredictError, ResponseLimits};
use tokio::time::timeout;

use crate::server::{Server, model, payload, response, small, usual};

const SOON: Duration = Duration::from_secs(20);

#[tokio::test]
async fn endless_bodies_end_at_the_size_limit() {
    let server = Server::repeats("", "[", "1, ".repeat(1000));
    let error = server.agents(small()).runs().get(1).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ResponseTooLarge, "{error:?}");
    assert_eq!(
        error.message(),
        "the response has more than 100000 bytes; the option max_response_bytes or the environment \
         variable FLYMYAI_MAX_RESPONSE_BYTES sets this limit"
    );
    // It would be as large the next time, and is not requested again.
    assert_eq!(error.attempts(), 1);
    let request = InferenceRequest::document(&model(), "openapi.json");
    let error = server.models(small()).exchange(&request).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ResponseTooLarge, "{error:?}");
}

#[tokio::test]
async fn bodies_may_reach_the_limit() {
    for (length, is_read) in [(100_000, true), (100_001, false)] {
        let server = Server::says(response("", &vec![b'1'; length]));
        let request = InferenceRequest::document(&model(), "openapi.json");
        let found = server.models(small()).exchange(&request).await;
        assert_eq!(found.is_ok(), is_read, "{found:?}");
    }
}

#[tokio::test]
async fn content_length_over_the_limit_fails_early() {
    // No byte of the body arrives.
    let server = Server::start(|_, socket| {
        socket.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n")?;
        std::thread::sleep(SOON);
        Ok(())
    });
    let asked = timeout(SOON, async {
        server.agents(usual()).runs().get(1).await.unwrap_err()
    });
    assert_eq!(asked.await.unwrap().kind(), ErrorKind::ResponseTooLarge);
}

/// Its status is reported rather than its size.
#[tokio::test]
async fn error_bodies_are_truncated() {
    let server = Server::start(|_, socket| {
        let head = b"HTTP/1.1 422 No\r\nContent-Length: 10000000000\r\n\r\n";
        socket.write_all(head)?;
        loop {
            socket.write_all(&[b'x'; 100_000])?;
        }
    });
    let limits = ResponseLimits {
        max_bytes: 64 << 20,
        ..usual()
    };
    let error = server.agents(limits).runs().get(1).await.unwrap_err();
    assert_eq!(error.status(), Some(422));
    assert_eq!(error.body().unwrap().len(), 4 << 20);
    let models = server.models(limits);
    let request = InferenceRequest::document(&model(), "openapi.json");
    assert_eq!(models.exchange(&request).await.unwrap().status, 422);
    match models.predict(&model(), &payload(), 1).await {
        Err(PredictError::Responses(responses)) => {
            assert_eq!(
                (responses[0].status, responses[0].content.len()),
                (422, 4 << 20)
            );
        }
        other => panic!("{other:?}"),
    }
    let batch = models.stream(&model(), &payload()).next_batch().await;
    assert_eq!(batch.unwrap().unwrap()[0].status, 422);
}

#[tokio::test]
async fn slow_bodies_end_at_the_response_timeout() {
    let server = Server::drips("", "[", " ");
    let error = server.agents(small()).runs().get(1).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ResponseTimeout, "{error:?}");
    assert_eq!(
        error.message(),
        "the response was not complete after 0.3 s; the option response_timeout or the environment \
         variable FLYMYAI_RESPONSE_TIMEOUT sets this limit"
    );
    let request = InferenceRequest::document(&model(), "openapi.json");
    let error = server.models(small()).exchange(&request).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ResponseTimeout, "{error:?}");
}

/// The body of an error in place of a stream is read like any other.
#[tokio::test]
async fn slow_error_bodies_end_at_the_response_timeout() {
    let server = Server::start(|_, socket| {
        socket.write_all(b"HTTP/1.1 500 No\r\n\r\n")?;
        loop {
            socket.write_all(b"x")?;
            std::thread::sleep(Duration::from_millis(50));
        }
    });
    let batch = server
        .models(small())
        .stream(&model(), &payload())
        .next_batch()
        .await;
    assert_eq!(batch.unwrap_err().kind(), ErrorKind::ResponseTimeout);
}
