//! Each way a request can fail has its own kind.

use std::time::Duration;

use flymyai_core::{Client, Error, ErrorKind, Timeouts};
use serde_json::{Value, json};

use crate::account::Account;

async fn failure(step: Value) -> Error {
    let account = Account::new();
    account.script(&json!([step]));
    let client = Client::new(account.options().resolve().unwrap());
    let error = client.runs().get(1).await.unwrap_err();
    assert_eq!(error.attempts().max(1), 1);
    assert!(!format!("{error:?}{error}").contains(&account.key));
    error
}

#[tokio::test]
async fn early_close_is_a_protocol_error() {
    for step in [
        json!({"drop": "before"}),
        json!({"drop": "mid", "reply": {"status": 200, "json": {"id": 1, "status": "running"}}}),
        json!({"reply": {"raw_base64": "SFRUUC8xLjEgYmFuYW5hDQoNCg=="}}),
    ] {
        let error = failure(step.clone()).await;
        assert_eq!(error.kind(), ErrorKind::Protocol, "{step}: {error:?}");
        assert_eq!(error.method(), Some("GET"));
        assert!(
            error
                .url()
                .unwrap()
                .ends_with("/api/v1/agents/executions/1/")
        );
    }
}

#[tokio::test]
async fn reset_is_a_read_error() {
    let error = failure(json!({"drop": "reset"})).await;
    assert_eq!(error.kind(), ErrorKind::Read, "{error:?}");
    assert_eq!(error.system_code(), Some("ECONNRESET"));
}

#[tokio::test]
async fn corrupt_encoding_is_a_decoding_error() {
    let headers = json!({"content-encoding": "gzip"});
    let error =
        failure(json!({"reply": {"status": 200, "headers": headers, "text": "no gzip"}})).await;
    assert_eq!(error.kind(), ErrorKind::Decoding, "{error:?}");
}

#[tokio::test]
async fn closed_port_is_a_connect_error() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let account = Account::new();
    let client = Client::new(account.options().base_url(url).resolve().unwrap());
    let error = client.runs().get(1).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "{error:?}");
    assert_eq!(error.system_code(), Some("ECONNREFUSED"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn silence_is_a_read_timeout() {
    let short = Timeouts {
        read: Some(Duration::from_millis(50)),
        ..Timeouts::default()
    };
    for step in [
        json!({"hang": true}),
        json!({"hang": true, "drop": "mid", "reply": {"status": 200, "json": {"id": 1}}}),
    ] {
        let account = Account::new();
        account.script(&json!([step]));
        let client = Client::new(account.options().timeouts(short).resolve().unwrap());
        let error = client.runs().get(1).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ReadTimeout, "{step}: {error:?}");
        account.aborted(1);
    }
}

#[tokio::test]
async fn read_timeout_does_not_run_while_connecting() {
    // Accepts, and never sends a byte of TLS.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let timeouts = Timeouts {
        connect: Some(Duration::from_millis(200)),
        read: Some(Duration::from_millis(20)),
        ..Timeouts::default()
    };
    let options = Account::new().options().base_url(url).timeouts(timeouts);
    let error = Client::new(options.resolve().unwrap())
        .runs()
        .get(1)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConnectTimeout, "{error:?}");
}

#[tokio::test]
async fn pool_timeout_bounds_the_wait_for_a_connection() {
    let account = Account::new();
    account.script(&json!([{"times": 0, "hold": "all"}]));
    let timeouts = Timeouts {
        pool: Some(Duration::from_millis(50)),
        ..Timeouts::default()
    };
    let client = Client::new(account.options().timeouts(timeouts).resolve().unwrap());
    let held: Vec<_> = (0..flymyai_core::MAX_CONNECTIONS)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.runs().get(1).await })
        })
        .collect();
    let requests = tokio::task::spawn_blocking(move || {
        account.requests(flymyai_core::MAX_CONNECTIONS);
        account
    });
    let _account = requests.await.unwrap();
    let error = client.runs().get(1).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::PoolTimeout, "{error:?}");
    held.iter().for_each(tokio::task::JoinHandle::abort);
}

#[tokio::test]
async fn unsafe_requests_are_not_retried() {
    let account = Account::new();
    account.script(&json!([{"times": 0, "drop": "before"}]));
    let client = Client::new(account.options().max_retries(5).resolve().unwrap());
    let error = client.runs().create("agent_abc123").await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Protocol, 1));
    assert_eq!(account.requests(1).len(), 1);
}

#[tokio::test]
async fn untrusted_certificate_is_a_connect_error() {
    let secure = flymyai_emulator::Emulator::start(flymyai_emulator::Options {
        tls: true,
        ..flymyai_emulator::Options::default()
    });
    let account = Account::new();
    let options = account.options().base_url(secure.tls_url().unwrap());
    let client = Client::new(options.resolve().unwrap());
    let error = client.runs().get(1).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "{error:?}");
    assert!(error.message().contains("certificate"), "{error}");
}
