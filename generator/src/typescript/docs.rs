//! The TSDoc of a method.

use std::fmt::Write as _;

use super::{WIDTH, name_of, tag};
use crate::model::{Api, Flow, Operation};
use crate::text::{Language, REFUSED, details, localized, paragraphs, prefixed, summary};

pub(super) fn docs(api: &Api, operation: &Operation) -> String {
    let local = |text: &str| localized(text, Language::TypeScript);
    let about = local(&operation.doc);
    let mut text = format!("/**\n{}\n", paragraphs(summary(&about), WIDTH, "   * "));
    if let Some(more) = details(&about) {
        let _ = write!(text, " *\n{}\n", paragraphs(more, WIDTH, "   * "));
    }
    text += " *\n";
    for each in operation.positional() {
        text += &tag(&format!("@param {} - {}", name_of(each), each.doc), "  ");
    }
    if operation.is_change() {
        text += &tag(
            "@param fields - The fields to change: `null` is sent as null, fields that are left out keep their values.",
            "  ",
        );
    }
    text += &tag(
        &format!("@param options - {}", option_list(api, operation)),
        "  ",
    );
    if let Some((_, about)) = &operation.returns {
        text += &tag(&format!("@returns {about}"), "  ");
    } else {
        text += &tag("@returns Nothing.", "  ");
    }
    for (name, about) in &operation.raises {
        text += &tag(&format!("@throws {name} if {about}."), "  ");
    }
    if operation.is_checked {
        text += &tag(
            &format!("@throws TypeError or RangeError if {REFUSED}."),
            "  ",
        );
    }
    for (name, about) in &api.common.errors {
        let missing = if operation.name == "get" {
            " (status 404 if there is none)"
        } else {
            ""
        };
        let about = about.replacen(',', &format!("{missing},"), 1);
        text += &tag(&format!("@throws {name} if {about}."), "  ");
    }
    text += &tag("@throws The signal's reason if it is aborted.", "  ");
    let _ = write!(
        text,
        " * @example\n * ```ts\n{}\n * ```\n */\n",
        prefixed(&operation.example.typescript, "   * ")
    );
    text
}

/// The options in words.
fn option_list(api: &Api, operation: &Operation) -> String {
    let mut required = Vec::new();
    let mut optional = Vec::new();
    for each in operation.named() {
        let list = if each.is_optional() {
            &mut optional
        } else {
            &mut required
        };
        list.push(format!("`{}`", name_of(each)));
    }
    for each in operation.fields.iter().filter(|_| !operation.is_change()) {
        optional.push(format!("`{}`", name_of(each)));
    }
    if operation.flow.polls() {
        let waits = &api.common.waits;
        let interval = waits.interval(operation.flow);
        optional.push(format!("`timeout` (seconds, {})", waits.timeout));
        optional.push(format!("`pollInterval` (seconds, {interval})"));
    }
    if operation.flow == Flow::Events {
        optional.push("`throwOnTimeout` (false)".to_owned());
    }
    if operation.is_idempotent {
        optional.push("`idempotencyKey`".to_owned());
    }
    if operation.takes_events {
        optional.push("`onEvent`".to_owned());
    }
    optional.push("`signal`".to_owned());
    let optional = joined(&optional);
    if required.is_empty() {
        format!("Optional: {optional}.")
    } else {
        format!("{}; optional: {optional}.", joined(&required))
    }
}

fn joined(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
