//! Projects: their ids, links and plans.

use crate::agents::argument_map::ArgumentMap;
use crate::agents::checks::values::{Checked, invalid, length};

/// A project by its id.
pub(crate) fn project_id(argument: &'static str, arguments: &mut ArgumentMap<'_>) -> Checked {
    let text = arguments.text(argument).unwrap_or_default();
    if kind_of(&text).is_none() {
        let text = format!(
            "{argument} must be an id from list(): app:<owner>/<name>, site:<page id>, \
             fleet:<lead agent id> or artifact:<artifact id>"
        );
        return invalid(argument, text);
    }
    Ok(())
}

/// A project that has an agent, and is stopped and started: an app or a site.
pub(crate) fn running_project_id(
    argument: &'static str,
    arguments: &mut ArgumentMap<'_>,
) -> Checked {
    project_id(argument, arguments)?;
    match kind_of(&arguments.text(argument).unwrap_or_default()) {
        Some("fleet") => invalid(
            argument,
            "a fleet has no project agent and is not stopped or started: talk to its lead",
        ),
        Some("artifact") => invalid(
            argument,
            "an artifact has no project agent and is not stopped or started: change it with \
             client.artifacts",
        ),
        _ => Ok(()),
    }
}

/// An app or a fleet by its id or by the address of its page; it is sent as its id.
pub(crate) fn shared_project(argument: &'static str, arguments: &mut ArgumentMap<'_>) -> Checked {
    let text = arguments.text(argument).unwrap_or_default();
    let link = text.strip_prefix("https://app.flymy.ai/projects/");
    let is_link = link.is_some();
    let id = match link {
        Some(rest) => {
            let rest = rest.strip_suffix('/').unwrap_or(rest);
            let unescaped = [("%3A", ":"), ("%3a", ":"), ("%2F", "/"), ("%2f", "/")];
            unescaped
                .iter()
                .fold(rest.to_owned(), |text, (escape, plain)| {
                    text.replace(escape, plain)
                })
        }
        None => text,
    };
    match kind_of(&id) {
        Some("app" | "fleet") => {
            arguments.set_text(argument, &id);
            Ok(())
        }
        Some("site") if !is_link => invalid(
            argument,
            "a page on its own is shared and copied as a site (share, remix)",
        ),
        Some("artifact") if !is_link => invalid(
            argument,
            "an artifact is shared and copied with client.artifacts",
        ),
        _ => invalid(
            argument,
            "project must be an app or a fleet - app:<owner>/<name> or fleet:<lead agent id> - or \
             its link https://app.flymy.ai/projects/<id>",
        ),
    }
}

/// The kind of project of an id.
fn kind_of(id: &str) -> Option<&str> {
    let (kind, rest) = id.split_once(':').filter(|_| id.len() <= 200)?;
    let is_valid = match kind {
        "app" => {
            let (owner, name) = rest.split_once('/')?;
            is_name(owner, "-") && is_name(name, "._-")
        }
        "site" | "fleet" | "artifact" => is_plain_uuid(rest),
        _ => false,
    };
    is_valid.then_some(kind)
}

/// Lower-case letters, digits and `more`, beginning with a letter or a digit.
fn is_name(text: &str, more: &str) -> bool {
    let is_plain = |each: char| each.is_ascii_lowercase() || each.is_ascii_digit();
    text.starts_with(is_plain)
        && text
            .chars()
            .all(|each| is_plain(each) || more.contains(each))
}

fn is_plain_uuid(text: &str) -> bool {
    text.len() == 36
        && text.char_indices().all(|(at, each)| match at {
            8 | 13 | 18 | 23 => each == '-',
            _ => each.is_ascii_digit() || ('a'..='f').contains(&each),
        })
}

/// The name of a copy.
pub(crate) fn project_name(argument: &'static str, arguments: &mut ArgumentMap<'_>) -> Checked {
    let is_valid = |text: &str| (2..=40).contains(&length(text)) && is_name(text, "-");
    if arguments.has(argument) && !arguments.text(argument).is_some_and(|text| is_valid(&text)) {
        let text = format!(
            "{argument} must be 2-40 lowercase letters, digits and dashes, starting with a letter \
             or digit"
        );
        return invalid(argument, text);
    }
    Ok(())
}

/// The model of an agent; it is sent without the white space around it.
pub(crate) fn agent_model(argument: &'static str, arguments: &mut ArgumentMap<'_>) -> Checked {
    if !arguments.has(argument) {
        return Ok(());
    }
    let Some(text) = arguments.filled(argument) else {
        return invalid(
            argument,
            format!("{argument} must be an agent model id from list_agent_models."),
        );
    };
    arguments.set_text(argument, text.trim());
    Ok(())
}

/// A start without a plan's token returns the plan, and has no key; one with it needs a token
/// that is not empty.
pub(crate) fn start_plan(argument: &'static str, arguments: &mut ArgumentMap<'_>) -> Checked {
    if !arguments.has(argument) && arguments.has("idempotency_key") {
        let text = "start() without plan_token only returns the plan: call it without an \
                    idempotency_key, then again with the plan_token and a key";
        return invalid("idempotency_key", text);
    }
    if arguments.has(argument) && !arguments.is_truthy(argument) {
        return invalid(
            argument,
            "start() with a plan_token needs an idempotency_key",
        );
    }
    Ok(())
}
