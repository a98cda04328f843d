//! The second port: HTTPS, with HTTP/2 for clients that offer it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod client;

use std::sync::Arc;

use bytes::Bytes;
use client::Client;
use flymyai_emulator::{Emulator, Options};
use http::{Request, Response, Version};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::client::conn::{http1, http2};
use hyper_util::rt::{TokioExecutor, TokioIo};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

/// A connection over TLS.
enum Secure {
    One(http1::SendRequest<Full<Bytes>>),
    Two(http2::SendRequest<Full<Bytes>>),
}

fn start() -> Emulator {
    Emulator::start(Options {
        tls: true,
        ..Options::default()
    })
}

async fn connect(emulator: &Emulator, protocol: &str) -> Secure {
    let mut roots = RootCertStore::empty();
    let ca = std::fs::read(emulator.ca_path().unwrap()).unwrap();
    roots
        .add(CertificateDer::from_pem_slice(&ca).unwrap())
        .unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![protocol.as_bytes().to_vec()];
    let socket = TcpStream::connect(emulator.tls_address().unwrap())
        .await
        .unwrap();
    let name = ServerName::try_from("localhost").unwrap();
    let secured = TlsConnector::from(Arc::new(config))
        .connect(name, socket)
        .await
        .unwrap();
    assert_eq!(
        secured.get_ref().1.alpn_protocol(),
        Some(protocol.as_bytes())
    );
    let io = TokioIo::new(secured);
    if protocol == "h2" {
        let (sender, connection) = http2::handshake(TokioExecutor::new(), io).await.unwrap();
        tokio::spawn(connection);
        Secure::Two(sender)
    } else {
        let (sender, connection) = http1::handshake(io).await.unwrap();
        tokio::spawn(connection);
        Secure::One(sender)
    }
}

impl Secure {
    async fn submit(&mut self, path: &str, form: &str) -> hyper::Result<Response<Incoming>> {
        let request = Request::post(format!("https://localhost{path}"))
            .header("x-api-key", "fly-tls")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Full::from(form.to_owned()))
            .unwrap();
        match self {
            Self::One(sender) => {
                sender.ready().await?;
                sender.send_request(request).await
            }
            Self::Two(sender) => {
                sender.ready().await?;
                sender.send_request(request).await
            }
        }
    }
}

async fn text(response: Response<Incoming>) -> hyper::Result<String> {
    let body = response.into_body().collect().await?.to_bytes();
    Ok(String::from_utf8(body.to_vec()).unwrap())
}

const ECHO: &str = "/api/v1/demo/echo/predict";
const ENDLESS: &str = "/api/v1/demo/endless/predict/stream/";

/// Runs blocking work while connections are served.
async fn in_thread<T: Send + 'static>(task: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(task).await.unwrap()
}

#[test]
fn second_port_is_opened_only_on_request() {
    let emulator = Emulator::start(Options::default());
    assert!(emulator.tls_url().is_none() && emulator.ca_path().is_none());
    let emulator = start();
    assert!(
        emulator
            .tls_url()
            .unwrap()
            .starts_with("https://localhost:")
    );
    let path = emulator.ca_path().unwrap().to_owned();
    assert_eq!(
        std::fs::read_to_string(&path).unwrap(),
        emulator.ca_pem().unwrap()
    );
    drop(emulator);
    assert!(!path.exists());
}

#[tokio::test]
async fn both_protocols_use_the_same_account() {
    let emulator = start();
    let client = Client::new("tls").at(emulator.address());
    for (protocol, version, number) in [
        ("h2", Version::HTTP_2, "2"),
        ("http/1.1", Version::HTTP_11, "1.1"),
    ] {
        let mut secure = connect(&emulator, protocol).await;
        for prompt in ["prompt=a", "prompt=b"] {
            let response = secure.submit(ECHO, prompt).await.unwrap();
            assert_eq!(response.version(), version);
            assert!(
                text(response)
                    .await
                    .unwrap()
                    .starts_with("data: {\"status\":200,")
            );
        }
        let recorded = client.control("GET", "requests", Value::Null);
        let last = recorded.as_array().unwrap().last().unwrap().clone();
        assert_eq!(
            (&last["http"], &last["tls"]),
            (&json!(number), &json!(true))
        );
        assert_eq!(
            (&last["path"], &last["body"]),
            (&json!(ECHO), &json!("prompt=b"))
        );
    }
    let stats = client.control("GET", "stats", Value::Null);
    assert_eq!(stats["connections_total"], 2);
}

#[tokio::test]
async fn connections_break_under_tls_too() {
    let emulator = start();
    let client = Client::new("tls").at(emulator.address());
    for protocol in ["h2", "http/1.1"] {
        for step in [json!({ "drop": "before" }), json!({ "drop": "reset" })] {
            client.script(step);
            let mut secure = connect(&emulator, protocol).await;
            assert!(secure.submit(ECHO, "").await.is_err());
        }
        for step in [
            json!({ "drop": "mid" }),
            json!({ "drop": "mid", "after": 1, "reply": { "chunks": ["YQ==", "YQ=="] } }),
        ] {
            client.script(step);
            let mut secure = connect(&emulator, protocol).await;
            let mut body = secure.submit(ECHO, "").await.unwrap().into_body();
            assert!(body.frame().await.unwrap().is_ok());
            assert!(body.collect().await.is_err());
        }
    }
    let stats = client.control("GET", "stats?max_open=0&timeout=30", Value::Null);
    assert_eq!(stats["connections_total"], 8);
}

#[tokio::test]
async fn one_request_of_a_shared_connection_can_be_cancelled() {
    let emulator = start();
    let client = Client::new("tls").at(emulator.address());
    let mut secure = connect(&emulator, "h2").await;
    let mut stream = secure
        .submit(ENDLESS, "prompt=a")
        .await
        .unwrap()
        .into_body();
    stream.frame().await.unwrap().unwrap();
    client.script(json!({ "hang": true }));
    let Secure::Two(sender) = &secure else {
        panic!()
    };
    let mut other = Secure::Two(sender.clone());
    let hanging = tokio::spawn(async move { other.submit(ECHO, "prompt=a").await });
    let client = in_thread(move || {
        client.requests(2);
        client
    })
    .await;
    hanging.abort();
    drop(stream);
    let paths = in_thread(move || {
        let requests = client.aborted(2).into_iter();
        requests
            .map(|request| request["path"].clone())
            .collect::<Vec<_>>()
    })
    .await;
    assert_eq!(paths, [json!(ENDLESS), json!(ECHO)]);
    let response = secure.submit(ECHO, "prompt=b").await.unwrap();
    assert!(text(response).await.unwrap().contains("prompt"));
}
