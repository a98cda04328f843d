//! One response in, a record or an error out.

use flymyai_core::CallResponse;
use serde_json::{Map, Value};

use crate::account::Emulation;
use crate::check::{Findings, lenient};
use crate::typed;
use crate::vector::Vector;

/// Responses that only a lenient parser reads. The bindings' languages have one; Rust's typed records are strict.
const NOT_STRICT: [&str; 1] = ["run: last of two equal keys wins"];

pub(crate) async fn run(emulation: Emulation, vector: Vector) -> Vec<String> {
    let mut findings = Findings::default();
    let account = emulation.account(&vector.reply, true);
    let client = account.client(Some(0));
    let outcome = match client.call(&vector.operation, vector.arguments()) {
        Ok(call) => call.run().await,
        Err(error) => Err(error),
    };
    match (outcome, &vector.expect.error) {
        (Err(error), Some(expected)) => findings.error(&error, expected, account.key()),
        (Err(error), None) => findings.note(format!("failed: {error:?}")),
        (Ok(response), Some(expected)) if expected.raised_by.is_none() => {
            findings.note(format!("succeeded with {response:?}"));
        }
        // The bytes pass, even those that the language's package will not be able to read.
        (Ok(response), _) => passes(&mut findings, &response, &vector),
    }
    typed_too(&mut findings, &emulation, &vector).await;
    findings.into_inner()
}

fn passes(findings: &mut Findings, response: &CallResponse, vector: &Vector) {
    let sent = vector.reply.as_ref().unwrap();
    let void = matches!(&vector.expect.model, Some(None)) && vector.operation != "tools.call";
    let expected = if void || sent.status() == 204 {
        None
    } else if vector.operation == "artifacts.types" {
        // The list is a member of the response.
        let model = vector.expect.model.as_ref().and_then(Option::as_ref);
        assert_eq!(response.body.is_some(), model.is_some());
        let read = |text: &[u8]| serde_json::from_slice::<Vec<Map<String, Value>>>(text).unwrap();
        let found = read(response.body.as_deref().unwrap_or(b"[]"));
        let wanted = read(model.map_or(b"[]", |model| model.get().as_bytes()));
        findings.equal("rows", &found.len(), &wanted.len());
        for (found, wanted) in found.iter().zip(&wanted) {
            findings.equal("key", &found.get("key"), &wanted.get("key"));
        }
        return;
    } else {
        sent.body().map(str::as_bytes)
    };
    findings.equal("status", &response.status, &sent.status());
    if response.body.as_deref() != expected {
        findings.note(format!("body is {:?}", response.body));
    }
}

async fn typed_too(findings: &mut Findings, emulation: &Emulation, vector: &Vector) {
    if NOT_STRICT.contains(&vector.name.as_str()) || vector.expect.values.is_some() {
        return;
    }
    let account = emulation.account(&vector.reply, true);
    let Some(outcome) = typed::call(&account.client(Some(0)), vector).await else {
        return;
    };
    match (outcome, &vector.expect.error) {
        (Err(error), Some(expected)) => findings.error(&error, expected, account.key()),
        (Err(error), None) => findings.note(format!("typed: failed: {error:?}")),
        (Ok(record), Some(_)) => findings.note(format!("typed: succeeded with {record}")),
        (Ok(record), None) => {
            let expected = vector
                .expect
                .model
                .as_ref()
                .and_then(|model| model.as_deref());
            let mut expected =
                expected.map_or(Value::Null, |model| lenient(model.get().as_bytes()));
            let sent = vector
                .reply
                .as_ref()
                .and_then(|response| response.body())
                .unwrap_or("null");
            as_sent(&mut expected, &lenient(sent.as_bytes()));
            if record != expected {
                findings.note(format!("typed: is {record}\n    not {expected}"));
            }
        }
    }
}

/// Rust keeps timestamps as the service wrote them, and writes secrets; the dump has Python's forms.
fn as_sent(expected: &mut Value, sent: &Value) {
    match (expected, sent) {
        (Value::Array(expected), Value::Array(sent)) => {
            expected
                .iter_mut()
                .zip(sent)
                .for_each(|(expected, sent)| as_sent(expected, sent));
        }
        (Value::Object(expected), Value::Object(sent)) => {
            for name in ["created_at", "updated_at"] {
                if let (Some(expected), Some(sent)) = (expected.get_mut(name), sent.get(name)) {
                    *expected = sent.clone();
                }
            }
            if let (Some(expected), Some(sent)) = (expected.get_mut("items"), sent.get("items")) {
                as_sent(expected, sent);
            }
            if let (Some(expected), Some(sent)) = (expected.get_mut("token"), sent.get("token"))
                && expected == "**********"
            {
                *expected = sent.clone();
            }
        }
        _ => {}
    }
}
