//! Compressed responses that decompress to nothing, or to far more than their size.

use std::time::{Duration, Instant};

use flymyai_core::{ErrorKind, InferenceRequest};
use tokio::time::timeout;

use crate::server::{Server, model, payload, response, small, usual};

/// 215 million empty gzip members, compressed three times more: four gigabytes of work
/// that decompress to no byte.
const NOTHING: &[u8] = include_bytes!("../../../tests/vectors/compressed/nothing.gz4");
/// The letter x 4.6 thousand million times, compressed four times.
const GIGABYTES: &[u8] = include_bytes!("../../../tests/vectors/compressed/gigabytes.gz4");
const FOUR_TIMES: &str = "Content-Encoding: gzip, gzip, gzip, gzip\r\n";
const SOON: Duration = Duration::from_secs(20);

/// One thread has the timers and the work: work that never yields stops them all.
#[tokio::test]
async fn work_without_output_yields_to_timers() {
    let server = Server::says(response(FOUR_TIMES, NOTHING));
    let client = server.agents(usual());
    let mut turns = 0;
    let ticking = async {
        loop {
            tokio::time::sleep(Duration::from_millis(1)).await;
            turns += 1;
            if turns == 3 {
                return;
            }
        }
    };
    let call = client.runs().get(1);
    tokio::select! {
        biased;
        () = ticking => {}
        ended = call => panic!("{ended:?}"),
    }
}

#[tokio::test]
async fn work_without_output_is_bounded() {
    let server = Server::says(response(FOUR_TIMES, NOTHING));
    let error = server.agents(usual()).runs().get(1).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ResponseTooLarge, "{error:?}");
    assert!(error.message().contains("2048 times its size"), "{error}");
}

#[tokio::test]
async fn output_is_bounded_by_the_size_limit() {
    let server = Server::says(response(FOUR_TIMES, GIGABYTES));
    let error = server.agents(small()).runs().get(1).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ResponseTooLarge, "{error:?}");
    let refusal = server
        .models(small())
        .predict(&model(), &payload(), 1)
        .await;
    let refusal = refusal.unwrap_err();
    assert!(refusal.to_string().contains("100000 bytes"), "{refusal}");
}

/// A stream has no limit as a whole; its events have one, also after decompression.
#[tokio::test]
async fn streams_are_bounded_as_well() {
    let server = Server::says(response(FOUR_TIMES, GIGABYTES));
    let mut stream = server.models(small()).stream(&model(), &payload());
    let error = stream.next_batch().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ResponseTooLarge, "{error:?}");
    let server = Server::says(response(FOUR_TIMES, NOTHING));
    let mut stream = server.models(usual()).stream(&model(), &payload());
    let error = stream.next_batch().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ResponseTooLarge, "{error:?}");
}

#[tokio::test]
async fn continuous_output_yields_to_timers() {
    let server = Server::says(response(FOUR_TIMES, GIGABYTES));
    let client = server.models(usual());
    let request = InferenceRequest::document(&model(), "a");
    let started = Instant::now();
    let asked = timeout(Duration::from_millis(20), client.exchange(&request)).await;
    assert!(asked.is_err() && started.elapsed() < SOON);
}

#[tokio::test]
async fn zstd_window_is_limited() {
    // The head of a frame with a window of 2^log bytes, and one raw block of one letter.
    let frame = |log: u8| [0x28, 0xb5, 0x2f, 0xfd, 0, (log - 10) << 3, 9, 0, 0, b'7'];
    for (log, is_read) in [(20, true), (23, true), (24, false), (27, false)] {
        let server = Server::says(response("Content-Encoding: zstd\r\n", &frame(log)));
        let request = InferenceRequest::document(&model(), "a");
        let found = server.models(usual()).exchange(&request).await;
        match found {
            Ok(read) => assert!(is_read && *read.content == *b"7", "2^{log}"),
            Err(error) => {
                assert_eq!(
                    (is_read, error.kind()),
                    (false, ErrorKind::Decoding),
                    "2^{log}"
                );
            }
        }
    }
}
