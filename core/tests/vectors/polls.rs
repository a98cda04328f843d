//! A script of responses in; requests and an outcome out.

use std::time::Instant;

use bytes::Bytes;
use flymyai_core::{Client, Error};
use serde_json::Value;

use crate::account::{Emulation, Seen};
use crate::check::{Findings, lenient};
use crate::typed;
use crate::vector::{Expect, Vector};

/// The outcome of a call.
pub(crate) struct Outcome {
    /// The record or list that was returned, or the events in order.
    pub(crate) result: Value,
    pub(crate) error: Option<Error>,
}

pub(crate) async fn run(emulation: Emulation, vector: Vector) -> Vec<String> {
    let mut findings = Findings::default();
    let account = emulation.account(&vector.script, false);
    let client = account.client(vector.client.max_retries);
    let started = Instant::now();
    let mut outcome = call(&client, &vector).await;
    for _ in 1..vector.repeat.unwrap_or(1) {
        outcome = call(&client, &vector).await;
    }
    let elapsed = started.elapsed().as_secs_f64();
    check(
        &mut findings,
        &vector.expect,
        &outcome,
        &account.seen(),
        account.key(),
    );
    if vector
        .expect
        .elapsed_min
        .is_some_and(|least| elapsed < least)
    {
        findings.note(format!("took only {elapsed} s"));
    }

    // Typed records are strict JSON, which the dialect's vectors are not.
    if vector.repeat.is_none() && !vector.name.starts_with("dialect") {
        let account = emulation.account(&vector.script, false);
        if let Some(outcome) =
            typed::polled(&account.client(vector.client.max_retries), &vector).await
        {
            check(
                &mut findings,
                &vector.expect,
                &outcome,
                &account.seen(),
                account.key(),
            );
        }
    }
    findings.into_inner()
}

async fn call(client: &Client, vector: &Vector) -> Outcome {
    if vector.operation == "runs.stream_events" {
        return events(client, vector).await;
    }
    if let Some(list) = vector.listed() {
        return rows(client, vector, &list).await;
    }
    let outcome = match client.call(&vector.operation, vector.arguments()) {
        Ok(call) => call.run().await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(response) => Outcome {
            result: response.body.map_or(Value::Null, |body| lenient(&body)),
            error: None,
        },
        Err(error) => Outcome {
            result: Value::Null,
            error: Some(error),
        },
    }
}

async fn rows(client: &Client, vector: &Vector, list: &str) -> Outcome {
    let mut rows: Vec<Bytes> = Vec::new();
    let mut error = None;
    match client.page_stream(list, vector.arguments()) {
        Ok(mut stream) => loop {
            match stream.next_batch().await {
                Ok(Some(batch)) => rows.extend(batch),
                Ok(None) => break,
                Err(failed) => {
                    error = Some(failed);
                    break;
                }
            }
        },
        Err(refused) => error = Some(refused),
    }
    Outcome {
        result: rows.iter().map(|row| lenient(row)).collect(),
        error,
    }
}

async fn events(client: &Client, vector: &Vector) -> Outcome {
    let mut events: Vec<Bytes> = Vec::new();
    let mut error = None;
    match client.event_stream(vector.id_text().unwrap_or_default(), vector.wait()) {
        Ok(mut stream) => loop {
            match stream.next_batch().await {
                Ok(Some(batch)) => events.extend(batch),
                Ok(None) => break,
                Err(failed) => {
                    error = Some(failed);
                    break;
                }
            }
        },
        Err(refused) => error = Some(refused),
    }
    Outcome {
        result: events.iter().map(|event| lenient(event)).collect(),
        error,
    }
}

fn check(findings: &mut Findings, expect: &Expect, outcome: &Outcome, seen: &[Seen], key: &str) {
    match (&expect.error, &outcome.error) {
        (Some(expected), Some(error)) => findings.error(error, expected, key),
        (Some(_), None) => findings.note(format!("succeeded with {}", outcome.result)),
        (None, Some(error)) => findings.note(format!("failed: {error:?}")),
        (None, None) => {}
    }
    if let Some(polls) = expect.polls {
        findings.equal(
            "polls",
            &seen
                .iter()
                .filter(|request| request.method == "GET")
                .count(),
            &polls,
        );
    }
    if let Some(requests) = &expect.requests {
        findings.equal("requests", &seen.len(), &requests.len());
        for (request, expected) in seen.iter().zip(requests) {
            findings.equal("method", &request.method, &expected.method);
            findings.equal("path", &request.path, &expected.path);
            if expected.query.is_some() {
                let sent = request.query.clone().unwrap_or_default();
                findings.equal("query", &Some(sent), &expected.query);
            }
            if let Some(body) = &expected.body {
                let sent = request.body.as_deref().map(|sent| lenient(sent.as_bytes()));
                findings.equal("body", &sent, body);
            }
            if let Some(headers) = &expected.headers {
                findings.headers(request, headers);
            }
        }
    }
    if let Some(status) = &expect.status {
        findings.equal(
            "status",
            &outcome.result.get("status").and_then(Value::as_str),
            &Some(status.as_str()),
        );
    }
    let columns = [
        ("id", &expect.ids),
        ("id", &expect.events),
        ("type", &expect.types),
        ("message", &expect.messages),
        ("data", &expect.data),
    ];
    for (name, expected) in columns {
        if let Some(expected) = expected {
            let rows = outcome.result.as_array().cloned().unwrap_or_default();
            let found: Vec<Value> = rows
                .iter()
                .map(|row| {
                    // Records of some resources have their id under another name.
                    let others = ["public_id", "uuid"].into_iter().filter(|_| name == "id");
                    let mut found = [name].into_iter().chain(others);
                    let found = found.find_map(|name| row.get(name));
                    found.cloned().unwrap_or_default()
                })
                .collect();
            findings.equal(name, &found, expected);
        }
    }
}
