//! Limits for the agents that a run may start.

use serde_json::{Map, Value};

use super::Raw;
use crate::response::{ApiError, Fields, Outcome};
use crate::rest::money::Money;

const FIELD: &str = "subagent_limits";

/// The limits of a request, kept as they were sent.
pub(super) fn read(fields: &Fields) -> Outcome<Option<Raw>> {
    let Some(raw) = fields.object(FIELD)? else {
        return Ok(None);
    };
    let limits: Map<String, Value> = serde_json::from_str(raw.get()).unwrap_or_default();
    for (name, limit) in &limits {
        let is_valid = match name.as_str() {
            "cap_usd" => match limit {
                Value::String(text) => Money::parse(text).is_some(),
                Value::Number(number) => Money::parse(&number.to_string()).is_some(),
                _ => false,
            },
            "max_children" | "max_parallel" | "max_depth" => {
                limit.as_u64().is_some_and(|limit| limit <= 100)
            }
            _ => return Err(ApiError::invalid(FIELD, format!("Unknown limit: {name}."))),
        };
        if !is_valid {
            return Err(ApiError::invalid(FIELD, format!("Invalid limit: {name}.")));
        }
    }
    Ok(Some(raw))
}

/// An error for limits in a request for a customer.
pub(super) fn forbid(fields: &Fields) -> Outcome<()> {
    match fields.some_raw(FIELD) {
        None => Ok(()),
        Some(_) => Err(ApiError::invalid(
            FIELD,
            "A run for a customer has the limits of its owner.",
        )),
    }
}
