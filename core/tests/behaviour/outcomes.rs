//! Errors after which the service may have done the work of a call contain its key.

use std::future::IntoFuture;

use flymyai_core::models::InstructionWait;
use flymyai_core::{Client, ErrorKind, WaitOptions};
use serde_json::{Value, json};

use crate::account::Account;
use crate::clocks::sent_keys;
use crate::stops::seen;

fn client(account: &Account) -> Client {
    Client::new(account.options().max_retries(0).resolve().unwrap())
}

fn account_with(response: &Value) -> Account {
    let account = Account::new();
    account.script(&json!([{"reply": response}]));
    account
}

#[tokio::test]
async fn errors_of_unreadable_responses_have_the_key() {
    for text in ["", "<html>", "null", "[]", "{\"a\":1,}", "{\"x\":1}"] {
        let account = account_with(&json!({"status": 200, "text": text}));
        let error = client(&account).runs().create("agent_1").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{text}");
        assert_eq!(
            error.idempotency_key(),
            sent_keys(&account)[0].as_deref(),
            "{text}"
        );
        let account = account_with(&json!({"status": 200, "text": text}));
        let call = client(&account)
            .compilations()
            .run_instruction_and_wait(9, &InstructionWait::default())
            .wait_options(WaitOptions::default());
        let error = call.raw().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{text}");
        assert_eq!(
            error.idempotency_key(),
            sent_keys(&account)[0].as_deref(),
            "{text}"
        );
    }
}

#[tokio::test]
async fn errors_of_statuses_that_leave_the_outcome_open_have_the_key() {
    for (status, is_unknown) in [
        (408, true),
        (499, true),
        (524, true),
        (409, false),
        (429, false),
    ] {
        let account = account_with(&json!({"status": status, "text": ""}));
        let error = client(&account)
            .runs()
            .create("agent_1")
            .raw()
            .await
            .unwrap_err();
        assert_eq!(error.idempotency_key().is_some(), is_unknown, "{status}");
    }
}

#[tokio::test]
async fn errors_of_closed_clients_have_the_key_of_a_request_under_way() {
    let account = Account::new();
    account.script(&json!([{"hold": "reply"}]));
    let client = client(&account);
    let call = tokio::spawn(client.runs().create("agent_1").into_future());
    let (account, _) = seen(account, |account| account.requests(1)).await;
    client.close();
    let error = call.await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Closed);
    assert_eq!(
        error.message(),
        "The response has not arrived, as the client has been closed."
    );
    assert_eq!(error.idempotency_key(), sent_keys(&account)[0].as_deref());
    let later = client.runs().create("agent_1").await.unwrap_err();
    assert_eq!(later.kind(), ErrorKind::Closed);
    assert_eq!(later.idempotency_key(), None);
}
