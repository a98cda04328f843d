//! Arguments in, one request out.

use serde_json::Value;

use crate::account::{Emulation, Seen};
use crate::check::Findings;
use crate::typed;
use crate::vector::{Vector, without_space};

pub(crate) async fn run(emulation: Emulation, vector: Vector) -> Vec<String> {
    let mut findings = Findings::default();
    let account = emulation.account(&vector.reply, true);
    let client = account.client(Some(0));
    let outcome = call(&client, &vector).await;
    check(
        &mut findings,
        &vector,
        outcome,
        &account.seen(),
        account.key(),
    );

    let account = emulation.account(&vector.reply, true);
    if let Some(outcome) = typed::call(&account.client(Some(0)), &vector).await {
        check(
            &mut findings,
            &vector,
            outcome.map(|_| ()),
            &account.seen(),
            account.key(),
        );
    }
    findings.into_inner()
}

async fn call(client: &flymyai_core::Client, vector: &Vector) -> Result<(), flymyai_core::Error> {
    if vector.operation == "runs.stream_events" {
        let id = vector.id_text().unwrap_or_default();
        let mut stream = client.event_stream(id, vector.wait())?;
        while stream.next_batch().await?.is_some() {}
        return Ok(());
    }
    if let Some(list) = vector.listed() {
        let mut rows = client.page_stream(&list, vector.arguments())?;
        while rows.next_batch().await?.is_some() {}
        return Ok(());
    }
    client
        .call(&vector.operation, vector.arguments())?
        .run()
        .await
        .map(|_| ())
}

fn check(
    findings: &mut Findings,
    vector: &Vector,
    outcome: Result<(), flymyai_core::Error>,
    seen: &[Seen],
    key: &str,
) {
    let expect = &vector.expect;
    match (&expect.error, outcome) {
        (Some(expected), Err(error)) => findings.error(&error, expected, key),
        (Some(_), Ok(())) => findings.note("succeeded"),
        (None, Err(error)) => findings.note(format!("failed: {error:?}")),
        (None, Ok(())) => {}
    }
    let [request] = seen else {
        if expect.error.is_none() || !seen.is_empty() {
            findings.note(format!("{} requests", seen.len()));
        }
        return;
    };
    findings.equal("method", &Some(&request.method), &expect.method.as_ref());
    findings.equal("path", &Some(&request.path), &expect.path.as_ref());
    let query = request.query.clone().unwrap_or_default();
    findings.equal("query", &query, &expect.query.clone().unwrap_or_default());
    findings.equal(
        "x-api-key",
        &request.headers.get("x-api-key").map(String::as_str),
        &Some(key),
    );
    if !expect
        .headers
        .as_ref()
        .is_some_and(|headers| headers.contains_key("idempotency-key"))
    {
        findings.equal(
            "idempotency-key",
            &request.headers.get("idempotency-key"),
            &None,
        );
    }
    if let Some(headers) = &expect.headers {
        findings.headers(request, headers);
    }
    let length = request.headers.get("content-length").map(String::as_str);
    let kind = request.headers.get("content-type").map(String::as_str);
    match (&expect.body, &request.body) {
        (None, None) => {
            let listed = expect
                .headers
                .as_ref()
                .and_then(|headers| headers.get("content-type"));
            findings.equal(
                "content-type",
                &kind,
                &listed.and_then(|listed| listed.as_deref()),
            );
            findings.equal(
                "content-length",
                &length,
                &(request.method == "POST").then_some("0"),
            );
        }
        (Some(expected), Some(sent)) => {
            findings.equal("content-type", &kind, &Some("application/json"));
            findings.equal(
                "content-length",
                &length,
                &Some(sent.len().to_string().as_str()),
            );
            if expect.ordered.is_some() {
                findings.equal("body", &without_space(sent), &without_space(expected.get()));
            } else {
                let read = |text| serde_json::from_str::<Value>(text).unwrap();
                findings.equal("body", &read(sent), &read(expected.get()));
            }
        }
        (expected, sent) => findings.note(format!("body is {sent:?}, not {expected:?}")),
    }
}
