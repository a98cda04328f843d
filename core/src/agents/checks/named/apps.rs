//! Apps: their sources, plans and files.

use super::lists::number;
use crate::agents::argument_map::ArgumentMap;
use crate::agents::checks::values::{Checked, invalid, length};

/// The source of a plan: files, or an app that was applied.
pub(crate) fn app_source(argument: &'static str, arguments: &mut ArgumentMap<'_>) -> Checked {
    if arguments.has("files") == arguments.has("app") {
        let text = "pass exactly one of files (flymy.yaml at the root and the files it names) or \
                    app (owner/name of an app you applied)";
        return invalid(argument, text);
    }
    if arguments.has("overrides") && !arguments.has("app") {
        return invalid(
            "overrides",
            "overrides change an applied app's template: pass them with app",
        );
    }
    Ok(())
}

/// An app, as `owner/name`.
pub(crate) fn app_name(argument: &'static str, arguments: &mut ArgumentMap<'_>) -> Checked {
    let is_part = |text: &str| {
        text.starts_with(|first: char| first.is_ascii_alphanumeric())
            && text
                .chars()
                .all(|each| each.is_ascii_alphanumeric() || "_.-".contains(each))
    };
    let is_app = |text: &str| {
        (3..=200).contains(&length(text))
            && text
                .split_once('/')
                .is_some_and(|(owner, name)| is_part(owner) && is_part(name))
    };
    let value = arguments.value(argument);
    let is_left_out = value.is_none_or(|value| &*value == b"null");
    // Where an app is required, `fields.rs` refuses a missing one.
    if !is_left_out && !arguments.text(argument).is_some_and(|text| is_app(&text)) {
        return invalid(
            argument,
            format!("{argument} must be an applied app as owner/name"),
        );
    }
    Ok(())
}

/// The token of a plan.
pub(crate) fn plan_token(argument: &'static str, arguments: &mut ArgumentMap<'_>) -> Checked {
    if arguments.text(argument).is_none_or(|text| text.is_empty()) {
        return invalid(
            argument,
            format!("{argument} must be the plan_token plan() returned"),
        );
    }
    Ok(())
}

/// One file of a template, and the part of it that is read.
pub(crate) fn template_file(argument: &'static str, arguments: &mut ArgumentMap<'_>) -> Checked {
    if !arguments.has(argument) {
        if arguments.has("offset") || arguments.has("limit") {
            return invalid(
                argument,
                "offset and limit read a page of one file: pass path too",
            );
        }
        return Ok(());
    }
    let is_file = |path: &str| {
        let is_plain = |each: char| each != '\\' && !each.is_control();
        !path.is_empty()
            && !path.starts_with('/')
            && path.chars().all(is_plain)
            && path.split('/').all(|part| part != "..")
    };
    if !arguments.text(argument).is_some_and(|path| is_file(&path)) {
        let text = format!("{argument} must be a file of the template, for example site/app.js");
        return invalid(argument, text);
    }
    number(
        "offset",
        arguments,
        0,
        i128::MAX,
        "offset must be 0 or more",
    )?;
    number("limit", arguments, 1, 200_000, "limit must be 1-200000")
}
