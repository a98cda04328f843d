//! A body that is not whole is an error, and the error names the cause.

use std::sync::mpsc;
use std::time::Duration;

use bytes::Bytes;
use flymyai_core::{Error, ErrorKind};

use crate::coders::{CODINGS, Coding};
use crate::server::{Script, body};

/// The chunks of a body, and how it ended.
async fn ended(script: Script) -> (Vec<u8>, Option<Error>) {
    let server = script.serve(None);
    let mut body = server.response().await.unwrap().body;
    let mut plain = Vec::new();
    loop {
        match body.chunk().await {
            Ok(Some(chunk)) => plain.extend_from_slice(&chunk),
            Ok(None) => return (plain, None),
            Err(error) => return (plain, Some(error)),
        }
    }
}

#[tokio::test]
async fn truncated_encoding_is_an_error() {
    for coding in CODINGS {
        let whole = coding.encode("abc".repeat(50));
        for cut in 1..whole.len() {
            let (plain, error) = ended(Script::new(coding.name(), [whole.slice(..cut)])).await;
            assert!("abc".repeat(50).as_bytes().starts_with(&plain));
            let error = error.unwrap();
            assert_eq!(error.kind(), ErrorKind::Protocol, "{coding:?} {cut}");
            assert!(error.message().ends_with(": its encoding is cut off"));
        }
    }
}

#[tokio::test]
async fn truncated_later_member_is_an_error() {
    for coding in [Coding::Gzip, Coding::Zstd] {
        let (one, other) = (coding.encode("one"), coding.encode("other"));
        for cut in 1..other.len() {
            let members = [one.clone(), other.slice(..cut)];
            let (plain, error) = ended(Script::new(coding.name(), members)).await;
            assert!(plain.starts_with(b"one") && b"oneother".starts_with(&plain[..]));
            assert_eq!(
                error.unwrap().kind(),
                ErrorKind::Protocol,
                "{coding:?} {cut}"
            );
        }
    }
}

#[tokio::test]
async fn truncated_inner_encoding_is_an_error() {
    for coding in CODINGS {
        let inner = coding.encode("abc".repeat(50));
        let outer = Coding::Gzip.encode(inner.slice(..inner.len() - 1));
        let encoding = format!("{}, gzip", coding.name());
        let (_, error) = ended(Script::new(&encoding, [outer])).await;
        assert_eq!(error.unwrap().kind(), ErrorKind::Protocol, "{coding:?}");
    }
}

#[tokio::test]
async fn invalid_encoding_is_an_error() {
    for encoding in ["gzip", "deflate", "br", "zstd", "gzip, br", "br, gzip"] {
        for chunks in [vec!["no coding"], vec!["n", "o", " ", "c", "oding"]] {
            let error = body(Script::new(encoding, chunks)).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Decoding, "{encoding}: {error:?}");
        }
    }
}

#[tokio::test]
async fn delivers_bytes_decoded_before_the_error() {
    let mut wrong_sum = Coding::Gzip.encode("abc").to_vec();
    let sum = wrong_sum.len() - 8;
    wrong_sum[sum] ^= 1;
    // It begins as another member does.
    let no_member = [&Coding::Gzip.encode("abc")[..], b"\x1f\x8bno member"].concat();
    for bytes in [wrong_sum, no_member] {
        let (plain, error) = ended(Script::new("gzip", [bytes])).await;
        assert_eq!(plain, b"abc");
        assert_eq!(error.unwrap().kind(), ErrorKind::Decoding);
    }
}

#[tokio::test]
async fn rejects_too_many_codings() {
    let bytes = (0..6).fold(Bytes::from("abc"), |inner, _| Coding::Gzip.encode(inner));
    let error = body(Script::new("gzip,gzip,gzip,gzip,gzip,gzip", [bytes])).await;
    let error = error.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decoding);
    assert!(error.message().ends_with(": 6 codings, at most 5"));
}

#[tokio::test]
async fn lost_connection_is_not_a_decoding_error() {
    for coding in CODINGS {
        let bytes = coding.encode("abc".repeat(50));
        // The last is a whole encoding, but not a whole body.
        for length in [bytes.len() / 2, bytes.len()] {
            let mut script = Script::new(coding.name(), [bytes.slice(..length)]);
            script.whole = false;
            let (_, error) = ended(script).await;
            let error = error.unwrap();
            assert_eq!(error.kind(), ErrorKind::Protocol, "{coding:?}");
            assert!(error.message().contains("unexpected EOF"), "{error}");
        }
    }
}

#[tokio::test]
async fn read_timeout_applies_to_encoded_bodies() {
    let chunks = Coding::Gzip.stream(["abc", "def"]);
    let (turn, turns) = mpsc::channel();
    let mut server = Script::new("gzip", chunks).serve(Some(turns));
    server.silence = Duration::from_millis(200);
    let mut body = server.response().await.unwrap().body;
    assert_eq!(body.chunk().await.unwrap().unwrap(), "abc");
    let error = body.chunk().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ReadTimeout);
    drop(turn);
}
