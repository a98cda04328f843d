//! Runs: their inputs and prices.

use crate::agents::argument_map::{ArgumentMap, json_text};
use crate::agents::checks::slug_text;
use crate::agents::checks::values::{
    Checked, integer, invalid, is_blank, length, not_in_range, repr, uuid,
};
use crate::error::Error;
use crate::scan;

/// An agent has a goal or a prompt source, and not both.
pub(crate) fn goal_or_source(argument: &'static str, arguments: &mut ArgumentMap<'_>) -> Checked {
    if arguments.has("goal") == arguments.has("user_prompt_source") {
        return invalid(
            argument,
            "Provide exactly one of goal or user_prompt_source",
        );
    }
    Ok(())
}

/// The id of a run, as text.
pub(crate) fn execution_id(argument: &'static str, arguments: &mut ArgumentMap<'_>) -> Checked {
    if arguments.has(argument) && arguments.filled(argument).is_none() {
        let text = format!("{argument} must be a non-empty public execution ID.");
        return invalid(argument, text);
    }
    Ok(())
}

/// An external user and a deployment go together.
pub(crate) fn user_and_deployment(
    argument: &'static str,
    arguments: &mut ArgumentMap<'_>,
) -> Checked {
    if arguments.has("external_user_id") != arguments.has("deployment_id") {
        let text = "external_user_id and deployment_id must be supplied together.";
        return invalid(argument, text);
    }
    Ok(())
}

/// Connections or a resource set; a revision needs its set.
pub(crate) fn run_selection(_: &'static str, arguments: &mut ArgumentMap<'_>) -> Checked {
    let revision = "resource_set_revision";
    let has_set = arguments.has("resource_set_id");
    if arguments.has("connections") && has_set {
        let text = "Supply either resource_set_id or connections, not both.";
        return invalid("connections", text);
    }
    let Some(value) = arguments.non_null(revision) else {
        return Ok(());
    };
    if !has_set {
        return invalid(revision, "resource_set_revision requires resource_set_id.");
    }
    if integer(&value).is_none_or(|number| number < 1) {
        let text = "resource_set_revision must be an integer of at least 1.";
        return not_in_range(revision, &value, text);
    }
    Ok(())
}

/// Connections by slot: one id, or up to 25.
pub(crate) fn connections(argument: &'static str, arguments: &mut ArgumentMap<'_>) -> Checked {
    let Some(value) = arguments.non_null(argument) else {
        return Ok(());
    };
    if !value.starts_with(b"{") {
        let text = "connections must be a mapping from slot to connection IDs.";
        return invalid(argument, text);
    }
    let malformed = |_| Error::argument(argument, "connections is not JSON");
    let slots: Vec<_> = scan::members(&value)
        .collect::<Result<_, _>>()
        .map_err(malformed)?;
    if slots.len() > 100 {
        return invalid(argument, "connections must contain at most 100 slots.");
    }
    for (slot, ids) in slots {
        slug_text(argument, "slot", &slot, 128)?;
        let name = format!("connections[{}]", repr(&slot));
        if let Some(id) = scan::string(ids) {
            connection_id(argument, &name, &id)?;
            continue;
        }
        if !ids.starts_with(b"[") {
            let text = format!("{name} must be one connection ID or a sequence of connection IDs.");
            return invalid(argument, text);
        }
        let ids: Vec<_> = scan::elements(ids)
            .collect::<Result<_, _>>()
            .map_err(malformed)?;
        if !(1..=25).contains(&ids.len()) {
            return invalid(
                argument,
                format!("{name} must contain between 1 and 25 IDs."),
            );
        }
        let item = format!("{name} item");
        for id in &ids {
            // Only text is an id.
            connection_id(argument, &item, &scan::string(id).unwrap_or_default())?;
        }
        let mut sorted = ids.clone();
        sorted.sort_unstable();
        sorted.dedup();
        if sorted.len() < ids.len() {
            return invalid(argument, format!("{name} must not contain duplicate IDs."));
        }
    }
    Ok(())
}

fn connection_id(argument: &'static str, name: &str, id: &str) -> Checked {
    if is_blank(id) {
        return invalid(argument, format!("{name} must be a non-blank UUID string."));
    }
    if uuid(id).is_none() {
        return invalid(argument, format!("{name} must be a valid UUID string."));
    }
    Ok(())
}

/// The runs whose prices are listed, 1 to 200 of them, or how many of the newest. The ids are
/// sent as one text; a limit beside them is not sent.
pub(crate) fn priced_runs(_: &'static str, arguments: &mut ArgumentMap<'_>) -> Checked {
    if let Some(value) = arguments.non_null("ids") {
        if !value.starts_with(b"[") {
            let text = "ids must be a sequence of run ids, not one string.";
            return invalid("ids", text);
        }
        let ids: Vec<String> = scan::elements(&value)
            .filter_map(|id| scan::text(id.ok()?).map(std::borrow::Cow::into_owned))
            .collect();
        if ids.is_empty() || ids.len() > 200 || ids.iter().any(String::is_empty) {
            return invalid("ids", "ids must name 1 to 200 runs.");
        }
        arguments.set("ids", json_text(&ids.join(",")));
        arguments.set("limit", b"null".to_vec());
        return Ok(());
    }
    if let Some(value) = arguments.non_null("limit")
        && integer(&value).is_none_or(|limit| !(1..=200).contains(&limit))
    {
        let text = "limit must be an integer from 1 to 200.";
        return not_in_range("limit", &value, text);
    }
    Ok(())
}

/// A list with a filter has pages of 100 rows; one without arguments is a single array.
pub(crate) fn filtered_page_size(
    argument: &'static str,
    arguments: &mut ArgumentMap<'_>,
) -> Checked {
    let is_filtered = arguments.has("mcp_tool") || arguments.has("alias");
    if is_filtered && !arguments.has(argument) {
        arguments.set(argument, b"100".to_vec());
    }
    Ok(())
}

/// A filter that is sent as `true` or `false`, by Python's rules of truth.
pub(crate) fn truth(argument: &'static str, arguments: &mut ArgumentMap<'_>) -> Checked {
    if arguments.has(argument) {
        let word: &[u8] = if arguments.is_truthy(argument) {
            b"true"
        } else {
            b"false"
        };
        arguments.set(argument, word.to_vec());
    }
    Ok(())
}

/// The id of a tool, a number.
pub(crate) fn tool_id(argument: &'static str, arguments: &mut ArgumentMap<'_>) -> Checked {
    let value = arguments.value(argument).unwrap_or_default();
    if integer(&value).is_none_or(|id| id < 1) {
        let text = format!("{argument} must be a positive integer.");
        return not_in_range(argument, &value, &text);
    }
    Ok(())
}

/// A name of 1 to 100 characters; it is sent without the white space around it.
pub(crate) fn profile_name(argument: &'static str, arguments: &mut ArgumentMap<'_>) -> Checked {
    let text = arguments.text(argument).unwrap_or_default();
    let text = text.trim();
    if !(1..=100).contains(&length(text)) {
        return invalid(
            argument,
            format!("{argument} must contain 1 to 100 characters."),
        );
    }
    arguments.set_text(argument, text);
    Ok(())
}
