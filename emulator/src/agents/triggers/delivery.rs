//! Deliveries to webhooks.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use ring::hmac;
use serde_json::{Value, json};

use super::{EVENTS, Event, Trigger};
use crate::accounts::Moment;
use crate::agents::{Agents, run_id};
use crate::clock::Micros;
use crate::response::{ApiError, Fields, Outcome};
use crate::rest::ids::new_uuid;

const SIGNATURE: &str = "x-flymy-signature";
const HOUR: Micros = 3_600_000_000;

/// Accepts a delivery: checks its signature, counts it, and starts a run of the live version with the body's members as
/// variables. Returns the response to the sender.
pub(super) fn take(
    agents: &mut Agents,
    id: &str,
    headers: &HeaderMap,
    body: &Bytes,
    moment: Moment,
) -> Outcome<Value> {
    let trigger = agents.triggers.get_mut(id)?;
    if !is_signed(&trigger.secret, headers, body) {
        return Err(ApiError::coded(
            StatusCode::UNAUTHORIZED,
            "invalid_signature",
            "The delivery is not signed with the secret of the trigger.",
        ));
    }
    if trigger.status == "paused" {
        return Ok(json!({ "status": "discarded" }));
    }
    while trigger
        .hour
        .front()
        .is_some_and(|at| at + HOUR <= moment.now)
    {
        trigger.hour.pop_front();
    }
    if trigger.hour.len() as u64 >= trigger.rate_limit_per_hour {
        return Err(ApiError::coded(
            StatusCode::TOO_MANY_REQUESTS,
            "rate_limited",
            "The trigger has had as many deliveries as it takes in an hour.",
        ));
    }
    trigger.hour.push_back(moment.now);
    let agent = trigger.agent_task.clone();
    let started = start(agents, &agent, body, moment);
    let (status, detail, execution) = match started {
        Ok(run) => ("dispatched", String::new(), Some(run)),
        Err(detail) => ("failed", detail, None),
    };
    let event = Event {
        schema: "flymy.trigger-event.v1",
        uuid: new_uuid(),
        provider: "webhook",
        status,
        detail,
        execution,
        execution_public_id: execution.map(run_id::public),
        received_at: moment.wall(),
        processed_at: Some(moment.wall()),
    };
    let receipt = json!({ "status": "accepted", "event": event.uuid });
    agents.triggers.get_mut(id)?.note(event);
    Ok(receipt)
}

fn start(agents: &mut Agents, agent: &str, body: &Bytes, moment: Moment) -> Result<u64, String> {
    let live = agents
        .live(agent, moment)
        .ok_or("The agent has no live version.")?;
    let sent: Value = serde_json::from_slice(body).unwrap_or_default();
    let variables = match sent {
        Value::Object(_) => sent,
        _ => json!({}),
    };
    let fields = Fields::parse(json!({ "variables": variables }).to_string().as_bytes())
        .map_err(|_| "The body could not be read.")?;
    let refused = || "The body does not fit the agent's input schema.".to_owned();
    let task = agents.task(agent).map_err(|_| refused())?;
    let variables = task.variables(&fields).map_err(|_| refused())?;
    let compilation = agents.compilation(live).map_err(|_| refused())?;
    let (execution, limits) = (
        compilation.execution,
        agents
            .run(compilation.execution)
            .ok()
            .and_then(|run| run.limits.clone()),
    );
    let run = agents
        .follow(agent, variables, execution, moment)
        .map_err(|_| refused())?;
    if let Ok(run) = agents.run_mut(run) {
        run.limits = limits;
    }
    Ok(run)
}

/// The signature is `sha256=` and the HMAC-SHA256 of the body under the secret, in hexadecimal.
fn is_signed(secret: &str, headers: &HeaderMap, body: &Bytes) -> bool {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let sent = headers
        .get(SIGNATURE)
        .and_then(|value| value.to_str().ok()?.strip_prefix("sha256="));
    sent.and_then(unhex)
        .is_some_and(|tag| hmac::verify(&key, body, &tag).is_ok())
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let bytes = text.as_bytes().chunks(2);
    bytes
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}

impl Trigger {
    fn note(&mut self, event: Event) {
        self.event_count += 1;
        self.last_event = Some(event.received_at);
        if event.execution.is_some() {
            self.dispatch_count += 1;
            self.last_dispatch = event.processed_at;
        }
        self.events.push_front(event);
        self.events.truncate(EVENTS);
    }
}
