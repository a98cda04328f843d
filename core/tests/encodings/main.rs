//! Responses whose body is encoded, over real sockets.
#![allow(clippy::panic, clippy::unwrap_used)]

mod broken;
mod coders;
mod headers;
mod server;
mod splits;

use std::sync::mpsc;

use bytes::Bytes;
use flymyai_core::{
    ClientProfile, ErrorKind, FormStyle, Inference, InferenceConfig, InferenceSettings, Model,
    ModelPath, Payload,
};

use coders::{CODINGS, Coding};
use server::{Script, body};

const EVENTS: [&str; 3] = ["data: 1\n\n", "data: {\"n\": 2}\n\n", "data: 3\n\n"];

/// Each event as an encoded body of its own.
fn members(coding: Coding) -> Vec<Bytes> {
    EVENTS.map(|event| coding.encode(event)).to_vec()
}

/// The smallest members: an empty one of gzip, an empty and a skippable frame of zstd.
const EMPTY: [(Coding, &[u8]); 3] = [
    (
        Coding::Gzip,
        &[
            0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        ],
    ),
    (Coding::Zstd, &[0x28, 0xb5, 0x2f, 0xfd, 0, 0x50, 1, 0, 0]),
    (Coding::Zstd, &[0x50, 0x2a, 0x4d, 0x18, 0, 0, 0, 0]),
];

async fn text(encoding: &str, chunks: impl IntoIterator<Item = impl Into<Bytes>>) -> String {
    let body = body(Script::new(encoding, chunks)).await.unwrap();
    String::from_utf8(body.to_vec()).unwrap()
}

#[tokio::test]
async fn every_coding_is_decoded() {
    for coding in CODINGS {
        let encoded = coding.encode(EVENTS.concat());
        assert_eq!(
            text(coding.name(), [encoded]).await,
            EVENTS.concat(),
            "{coding:?}"
        );
    }
}

#[tokio::test]
async fn all_members_are_decoded() {
    for coding in [Coding::Gzip, Coding::Zstd] {
        let members = members(coding);
        let at_once: Bytes = members.iter().flatten().copied().collect();
        assert_eq!(
            text(coding.name(), [at_once]).await,
            EVENTS.concat(),
            "{coding:?}"
        );
        assert_eq!(
            text(coding.name(), members).await,
            EVENTS.concat(),
            "{coding:?}"
        );
    }
}

/// Some servers flush with empty members: no number of them exceeds the limit in one layer.
#[tokio::test]
async fn empty_members_of_one_layer_are_read() {
    for (coding, empty) in EMPTY {
        assert_eq!(
            text(coding.name(), [empty.repeat(20_000)]).await,
            "",
            "{coding:?}"
        );
    }
}

/// Each member takes work, whatever its size, and a layer above can contain many in few bytes.
#[tokio::test]
async fn compressed_empty_members_are_limited() {
    for (coding, empty) in EMPTY {
        let members = coding.encode(empty.repeat(5_000));
        let codings = format!("{0}, {0}", coding.name());
        let error = body(Script::new(&codings, [members])).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ResponseTooLarge, "{coding:?}");
    }
}

#[tokio::test]
async fn ignores_bytes_after_the_last_gzip_member() {
    let member = Coding::Gzip.encode("abc");
    for rest in [
        &b"\0\0\0"[..],
        b"no member",
        b"\r\n",
        b"\x1f\x1f\x8b",
        b"\x1fgzip",
    ] {
        let at_once = Bytes::from([&member[..], rest].concat());
        assert_eq!(text("gzip", [at_once.clone()]).await, "abc", "{rest:?}");
        // However the bytes are cut.
        for cut in member.len()..at_once.len() {
            let (one, other) = (at_once.slice(..cut), at_once.slice(cut..));
            assert_eq!(text("gzip", [one, other]).await, "abc", "{rest:?} {cut}");
        }
        let single = rest.iter().map(|byte| Bytes::from(vec![*byte]));
        let chunks = std::iter::once(member.clone()).chain(single);
        assert_eq!(text("gzip", chunks).await, "abc", "{rest:?}");
    }
    // A further member is decoded even if its first byte arrives alone.
    let chunks = [[&member[..], b"\x1f"].concat().into(), member.slice(1..)];
    assert_eq!(text("gzip", chunks).await, "abcabc");
}

#[tokio::test]
async fn streams_of_gzip_members_have_all_events() {
    let members = members(Coding::Gzip).concat();
    let server = Script::new("gzip", [members]).serve(None);
    let settings = InferenceSettings::default();
    let config =
        InferenceConfig::new("k", &server.url, settings, &ClientProfile::default()).unwrap();
    let model = Model::parse("demo/echo", ModelPath::Strict).unwrap();
    let payload = Payload::new(FormStyle::default(), Vec::new());
    let mut stream = Inference::new(config).stream(&model, &payload);
    let mut found = Vec::new();
    while let Some(batch) = stream.next_batch().await.unwrap() {
        found.extend(batch.into_iter().map(|response| response.content));
    }
    assert_eq!(found, ["1", "{\"n\": 2}", "3"]);
}

#[tokio::test]
async fn flushed_chunks_arrive_immediately() {
    for coding in CODINGS {
        arrive(coding.name(), coding.stream(EVENTS)).await;
        let twice = Coding::Gzip.stream(coding.stream(EVENTS));
        arrive(&format!("{}, gzip", coding.name()), twice).await;
    }
    arrive("gzip", members(Coding::Gzip)).await;
    arrive("zstd", members(Coding::Zstd)).await;
}

async fn arrive(encoding: &str, chunks: Vec<Bytes>) {
    let (turn, turns) = mpsc::channel();
    let count = chunks.iter().filter(|chunk| !chunk.is_empty()).count();
    let server = Script::new(encoding, chunks).serve(Some(turns));
    let mut body = server.response().await.unwrap().body;
    for event in EVENTS {
        let mut text = Vec::new();
        while text.len() < event.len() {
            text.extend_from_slice(&body.chunk().await.unwrap().unwrap());
        }
        assert_eq!(text, event.as_bytes(), "{encoding}");
        turn.send(()).unwrap();
    }
    // The encoding may have an end of its own.
    for _ in EVENTS.len()..count {
        turn.send(()).unwrap();
    }
    assert_eq!(body.chunk().await.unwrap(), None, "{encoding}");
}

#[tokio::test]
async fn highly_compressed_bodies_arrive_in_small_chunks() {
    let plain = vec![b'x'; 20_000_000];
    for coding in CODINGS {
        let encoding = format!("{}, gzip", coding.name());
        let encoded = Coding::Gzip.encode(coding.encode(&plain));
        let server = Script::new(&encoding, [encoded]).serve(None);
        let mut body = server.response().await.unwrap().body;
        let mut length = 0;
        while let Some(chunk) = body.chunk().await.unwrap() {
            assert!(chunk.len() <= 64 * 1024 && chunk.iter().all(|&byte| byte == b'x'));
            length += chunk.len();
        }
        assert_eq!(length, plain.len(), "{encoding}");
    }
}

#[tokio::test]
async fn ignores_padding_after_the_last_member() {
    let rests = [&b"\0"[..], b"\0\0\0\0", b"\0then anything"].map(|rest| (Coding::Gzip, rest));
    let ends = [Coding::Zlib, Coding::Raw, Coding::Brotli].map(|coding| (coding, &b"rest"[..]));
    for (coding, rest) in rests.into_iter().chain(ends) {
        let whole = coding.encode("abc");
        let (apart, at_once) = ([&whole[..], rest], [&whole[..], rest].concat());
        let apart = apart.map(Bytes::copy_from_slice);
        assert_eq!(text(coding.name(), apart).await, "abc", "{coding:?}");
        assert_eq!(text(coding.name(), [at_once]).await, "abc", "{coding:?}");
    }
}
