//! The encoding in the headers of requests and responses.

use http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH};
use http::{HeaderMap, HeaderValue, Method};

use crate::coders::Coding::{self, Brotli, Gzip, Raw, Zlib, Zstd};
use crate::server::{Framing, Script, body};

fn layered(codings: &[Coding]) -> bytes::Bytes {
    codings
        .iter()
        .fold("abc".into(), |inner, coding| coding.encode(inner))
}

#[tokio::test]
async fn accepts_all_spellings_of_codings() {
    for (encoding, codings) in [
        ("GZIP", &[Gzip][..]),
        ("x-gzip", &[Gzip]),
        ("X-Gzip", &[Gzip]),
        ("Deflate", &[Zlib]),
        ("gzip, gzip", &[Gzip, Gzip]),
        ("deflate,gzip", &[Zlib, Gzip]),
        (" br ,\tZSTD , deflate", &[Brotli, Zstd, Raw]),
        ("gzip\r\nContent-Encoding: br", &[Gzip, Brotli]),
        (
            "deflate, br\r\nX-Between: 1\r\ncontent-encoding: zstd",
            &[Raw, Brotli, Zstd],
        ),
        ("gzip,gzip,gzip,gzip,gzip", &[Gzip; 5]),
        ("gzip, identity", &[Gzip]),
        (", gzip,", &[Gzip]),
    ] {
        let script = Script::new(encoding, [layered(codings)]);
        assert_eq!(body(script).await.unwrap(), "abc", "{encoding}");
    }
}

#[tokio::test]
async fn leaves_unknown_codings_unchanged() {
    for encoding in [
        "identity",
        "",
        "compress",
        "gzip, compress",
        "compress, gzip",
    ] {
        let encoded = layered(&[Gzip]);
        let server = Script::new(encoding, [encoded.clone()]).serve(None);
        let response = server.response().await.unwrap();
        assert_eq!(response.headers[CONTENT_ENCODING], encoding);
        assert_eq!(
            response.body.collect().await.unwrap(),
            encoded,
            "{encoding}"
        );
    }
}

#[tokio::test]
async fn removes_encoding_headers() {
    let encoded = layered(&[Gzip, Brotli]);
    let mut script = Script::new("gzip\r\nContent-Encoding: br", [encoded.clone()]);
    script.framing = Framing::Length(encoded.len());
    let response = script.serve(None).response().await.unwrap();
    assert!(!response.headers.contains_key(CONTENT_ENCODING));
    assert!(!response.headers.contains_key(CONTENT_LENGTH));
    assert_eq!(response.headers["x-kept"], "yes");
    assert_eq!(response.body.collect().await.unwrap(), "abc");
}

#[tokio::test]
async fn accepts_empty_encoded_bodies() {
    for encoding in ["gzip", "deflate", "br", "zstd", "gzip, br"] {
        let chunked = Script::new(encoding, [""]);
        assert_eq!(body(chunked).await.unwrap(), "", "{encoding}");
        for (method, status, framing) in [
            (Method::GET, "200 OK", Framing::Length(0)),
            (Method::HEAD, "200 OK", Framing::Length(20)),
            (Method::GET, "204 No Content", Framing::None),
            (Method::GET, "304 Not Modified", Framing::Length(20)),
        ] {
            let mut script = Script::new(encoding, [""]);
            script.framing = framing;
            script.head = script.head.replace("200 OK", status);
            let server = script.serve(None);
            let response = server.asked(method, HeaderMap::new()).await.unwrap();
            assert!(status.starts_with(&response.status.to_string()));
            assert_eq!(response.body.collect().await.unwrap(), "", "{status}");
        }
    }
    // A layer that decodes to nothing gives an empty body to the next.
    let script = Script::new("br, gzip", [Gzip.encode("")]);
    assert_eq!(body(script).await.unwrap(), "");
}

#[tokio::test]
async fn requests_send_accept_encoding() {
    let server = Script::new("gzip", [Gzip.encode("")]).serve(None);
    let headers = HeaderMap::from_iter([(http::header::ACCEPT, HeaderValue::from_static("a/b"))]);
    server.asked(Method::GET, headers).await.unwrap();
    let host = server.url.replace("http://", "");
    let head = format!(
        "GET / HTTP/1.1\r\naccept: a/b\r\nuser-agent: flymyai-rust/{}\r\n\
         accept-encoding: zstd,gzip,deflate,br\r\nhost: {host}\r\n\r\n",
        env!("CARGO_PKG_VERSION")
    );
    assert_eq!(server.request(), head);
}

#[tokio::test]
async fn decodes_with_a_custom_accept_encoding() {
    let server = Script::new("br", [Brotli.encode("abc")]).serve(None);
    let headers = HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static("gzip"))]);
    let response = server.asked(Method::GET, headers).await.unwrap();
    assert_eq!(response.body.collect().await.unwrap(), "abc");
    let request = server.request();
    assert!(request.contains("\r\naccept-encoding: gzip\r\n"));
    assert!(!request.contains("zstd"));
}

#[tokio::test]
async fn bodies_requested_without_compression_are_not_decoded() {
    let encoded = Brotli.encode("abc");
    let server = Script::new("br", [encoded.clone()]).serve(None);
    let headers = HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static("identity"))]);
    let response = server.asked(Method::GET, headers).await.unwrap();
    assert_eq!(response.headers[http::header::CONTENT_ENCODING], "br");
    assert_eq!(response.body.collect().await.unwrap(), encoded);
}
