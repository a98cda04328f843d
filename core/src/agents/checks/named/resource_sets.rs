//! MCP resource sets.

use std::collections::HashMap;

use crate::agents::argument_map::ArgumentMap;
use crate::agents::checks::slug_text;
use crate::agents::checks::values::{Checked, integer, invalid, is_blank, repr, uuid};
use crate::error::Error;
use crate::scan;

/// The most members of a set: of more, a binding need not read any.
pub const MAX_RESOURCE_SET_MEMBERS: usize = 100;
const KINDS: [&str; 3] = [
    "user_mcp_tool",
    "custom_mcp_server",
    "integration_connection",
];

/// A customer whose sets are listed.
pub(crate) fn principal(argument: &'static str, arguments: &mut ArgumentMap<'_>) -> Checked {
    if arguments.has(argument) && arguments.filled(argument).is_none() {
        return invalid(argument, format!("{argument} must be a non-blank string."));
    }
    if arguments.has(argument) && arguments.text("authority_type").as_deref() == Some("owner") {
        let text = format!("{argument} cannot be combined with authority_type='owner'.");
        return invalid(argument, text);
    }
    Ok(())
}

/// Who manages a new set: the owner, or one customer.
pub(crate) fn management_mode(argument: &'static str, arguments: &mut ArgumentMap<'_>) -> Checked {
    // A mode that is left out is the default.
    let mode = match arguments.value(argument) {
        None => Some("flymyai".to_owned()),
        Some(_) => arguments.text(argument),
    };
    let has_principal = arguments.has("principal_id");
    match mode.as_deref() {
        Some("customer") if !has_principal => invalid(
            argument,
            "management_mode='customer' requires the exact principal_id.",
        ),
        Some("flymyai") if has_principal => invalid(
            "principal_id",
            "principal_id requires management_mode='customer'; owner sets use \
             management_mode='flymyai' without a principal_id.",
        ),
        Some("customer" | "flymyai") => Ok(()),
        _ => invalid(argument, "management_mode must be 'flymyai' or 'customer'."),
    }
}

/// The members of a set: up to 100, up to 25 in a slot, all of a slot with the same actions.
pub(crate) fn members(argument: &'static str, arguments: &mut ArgumentMap<'_>) -> Checked {
    let Some(value) = arguments
        .value(argument)
        .filter(|value| value.starts_with(b"["))
    else {
        let text = "members must be a sequence of resource-set members.";
        return invalid(argument, text);
    };
    let malformed = |_| Error::argument(argument, "members is not JSON");
    let rows: Vec<&[u8]> = scan::elements(&value)
        .collect::<Result<_, _>>()
        .map_err(malformed)?;
    if rows.len() > MAX_RESOURCE_SET_MEMBERS {
        let text = format!("members must contain at most {MAX_RESOURCE_SET_MEMBERS} entries.");
        return invalid(argument, text);
    }
    let mut seen = Vec::new();
    let mut slots: HashMap<String, (Vec<String>, usize)> = HashMap::new();
    for row in rows {
        let member = Member::read(argument, row)?;
        if is_blank(&member.resource_id) {
            return invalid(argument, "resource_id must be a non-blank UUID string.");
        }
        if uuid(&member.resource_id).is_none() {
            return invalid(argument, "resource_id must be a valid UUID string.");
        }
        let resource = (member.kind, member.resource_id, member.slot.clone());
        if seen.contains(&resource) {
            let text = "members contains a duplicate (resource_type, resource_id, slot)";
            return invalid(argument, text);
        }
        seen.push(resource);
        let (actions, count) = slots
            .entry(member.slot.clone())
            .or_insert_with(|| (member.actions.clone(), 0));
        let slot = repr(&member.slot);
        if *actions != member.actions {
            let text = format!("slot {slot} cannot mix different action ceilings");
            return invalid(argument, text);
        }
        *count += 1;
        if *count > 25 {
            let text = format!("slot {slot} must contain at most 25 resources");
            return invalid(argument, text);
        }
    }
    Ok(())
}

struct Member {
    kind: String,
    resource_id: String,
    slot: String,
    /// Sorted.
    actions: Vec<String>,
}

impl Member {
    fn read(argument: &'static str, row: &[u8]) -> Result<Self, Error> {
        let invalid = |text: String| Error::argument(argument, text);
        if !row.starts_with(b"{") {
            return Err(invalid("members has an entry that is no member.".into()));
        }
        let known = [
            "resource_type",
            "resource_id",
            "slot",
            "allowed_actions",
            "position",
        ];
        for member in scan::members(row) {
            let (name, _) = member.map_err(|_| invalid("members is not JSON".into()))?;
            if !known.contains(&&*name) {
                return Err(invalid(format!(
                    "members has an entry with an unknown field: {name}."
                )));
            }
        }
        let text = |name: &str| {
            let value = scan::member(row, name).and_then(scan::string);
            value
                .map(std::borrow::Cow::into_owned)
                .ok_or_else(|| invalid(format!("{name} must be a string.")))
        };
        let kind = text("resource_type")?;
        if !KINDS.contains(&&*kind) {
            return Err(invalid(format!(
                "resource_type must be one of {}.",
                KINDS.join(", ")
            )));
        }
        let slot = text("slot")?;
        slug_text(argument, "slot", &slot, 128)?;
        let mut actions = Vec::new();
        let allowed = scan::member(row, "allowed_actions").unwrap_or(b"[]");
        for action in scan::elements(allowed) {
            let action = action.ok().and_then(scan::string);
            let action = action.filter(|_| allowed.starts_with(b"["));
            actions.push(action.ok_or_else(|| invalid("allowed_actions must be strings.".into()))?);
        }
        let mut actions: Vec<String> = actions
            .into_iter()
            .map(std::borrow::Cow::into_owned)
            .collect();
        actions.sort_unstable();
        actions.dedup();
        let position = scan::member(row, "position").filter(|value| *value != b"null");
        if position.is_some_and(|value| integer(value).is_none_or(|number| number < 0)) {
            return Err(invalid("position must be an integer of at least 0.".into()));
        }
        Ok(Self {
            kind,
            resource_id: text("resource_id")?,
            slot,
            actions,
        })
    }
}
