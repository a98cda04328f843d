//! Artifacts: by id, by page or by share link.

use crate::agents::argument_map::ArgumentMap;
use crate::agents::checks::values::{Checked, coerced, invalid, is_slug, uuid};

/// An artifact by its id or by the address of its page; it is sent as its id.
pub(crate) fn artifact_id(argument: &'static str, arguments: &mut ArgumentMap<'_>) -> Checked {
    let text = arguments.path_text(argument).unwrap_or_default();
    let id = if text.contains('/') {
        let Some(id) = page_id(&path_of(&text)) else {
            let text = "artifact_id must be an artifact id or its page \
                        (https://app.flymy.ai/artifacts/<id>); a share link goes in share_link";
            return invalid(argument, text);
        };
        id
    } else {
        match uuid(&text) {
            Some(id) => id,
            None => {
                let text = format!("{argument}: badly formed hexadecimal UUID string");
                return invalid(argument, text);
            }
        }
    };
    arguments.set_text(argument, &id);
    Ok(())
}

/// An artifact by its id or by a share link, one of them; the path has the id, or `shared/` and
/// the link's handle.
pub(crate) fn artifact_or_link(argument: &'static str, arguments: &mut ArgumentMap<'_>) -> Checked {
    if arguments.has(argument) == arguments.has("share_link") {
        return invalid(argument, "pass exactly one of artifact_id or share_link");
    }
    if arguments.has(argument) {
        arguments.remove("share_link");
        return artifact_id(argument, arguments);
    }
    let link = arguments.text("share_link").unwrap_or_default();
    let target = share_target(link.trim());
    arguments.remove("share_link");
    match target {
        Some(target) => {
            arguments.set_text(argument, &target);
            Ok(())
        }
        None => invalid(
            "share_link",
            "share_link must be a share link (https://app.flymy.ai/artifacts/s/<handle>), its \
             handle, or the artifact's page (https://app.flymy.ai/artifacts/<id>)",
        ),
    }
}

fn share_target(link: &str) -> Option<String> {
    let is_handle = |text: &str| (8..=64).contains(&text.len()) && is_slug(text);
    if !link.contains('/') {
        return is_handle(link).then(|| format!("shared/{link}"));
    }
    let path = path_of(link);
    if let Some(id) = page_id(&path) {
        return Some(id);
    }
    let path = path.strip_suffix('/').unwrap_or(&path);
    let (before, handle) = path.rsplit_once('/')?;
    (before.ends_with("/artifacts/s") && is_handle(handle)).then(|| format!("shared/{handle}"))
}

/// The path of an address; its host, query and fragment do not count.
fn path_of(address: &str) -> String {
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let address = address.get(..end).unwrap_or_default();
    let rest = match address.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => address.trim_start_matches('/'),
    };
    format!("/{rest}")
}

/// The id in a path that ends in `/artifacts/<uuid>`, with or without a slash.
fn page_id(path: &str) -> Option<String> {
    let path = path.strip_suffix('/').unwrap_or(path);
    let (before, id) = path.rsplit_once('/')?;
    let is_plain = id.len() == 36 && is_slug(id);
    before
        .ends_with("/artifacts")
        .then_some(id)
        .filter(|_| is_plain)
        .and_then(uuid)
}

/// A new artifact has a name and files, or a type.
pub(crate) fn name_and_files_or_type(
    argument: &'static str,
    arguments: &mut ArgumentMap<'_>,
) -> Checked {
    let is_whole = arguments.has("name") && arguments.has("files");
    if !arguments.has("type") && !is_whole {
        return invalid(argument, "pass name and files, or a type (see types())");
    }
    Ok(())
}

/// The number of a version; numbers in other forms are sent as whole ones.
pub(crate) fn version_number(argument: &'static str, arguments: &mut ArgumentMap<'_>) -> Checked {
    match arguments.value(argument).and_then(|value| coerced(&value)) {
        Some(number) => {
            arguments.set(argument, number.to_string().into_bytes());
            Ok(())
        }
        None => invalid(argument, format!("{argument} must be an integer")),
    }
}
