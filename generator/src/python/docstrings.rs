//! The docstrings of a resource's methods.

use std::fmt::Write as _;

use super::WIDTH;
use super::example::awaited;
use crate::model::{Api, Flow, Operation, Resource};
use crate::text::{Language, REFUSED, details, localized, paragraphs, prefixed, summary, wrapped};

pub(super) fn docstring(
    api: &Api,
    resource: &Resource,
    operation: &Operation,
    is_async: bool,
) -> String {
    let indent = "        ";
    let local = |text: &str| localized(text, Language::Python);
    let about = local(&operation.doc);
    if is_async {
        let twin = format!(
            "{};\u{a0}see\u{a0}`{}.{}`.",
            summary(&about).trim_end_matches('.'),
            resource.class,
            operation.name
        );
        let derived = || awaited(&operation.example.python);
        let example = operation
            .example
            .python_async
            .clone()
            .unwrap_or_else(derived);
        return format!(
            "{}\n\n{indent}Example:\n{}\n{indent}\"\"\"\n",
            wrapped(&twin, WIDTH, &format!("{indent}\"\"\""), indent),
            prefixed(&example, "            "),
        );
    }
    let mut text = wrapped(summary(&about), WIDTH, &format!("{indent}\"\"\""), indent) + "\n";
    if let Some(more) = details(&about) {
        let _ = write!(text, "\n{}\n", paragraphs(more, WIDTH, indent));
    }
    let mut section = |title: &str, rows: Vec<String>| {
        if !rows.is_empty() {
            let _ = write!(text, "\n{indent}{title}:\n{}\n", rows.join("\n"));
        }
    };
    let item = |name: &str, about: &str| {
        let about = format!("{name}: {}", local(about));
        wrapped(&about, WIDTH, "            ", "                ")
    };
    section(
        "Args",
        documented(api, operation)
            .iter()
            .map(|(name, about)| item(name, about))
            .collect(),
    );
    if let Some((_, about)) = &operation.returns
        && !matches!(operation.flow, Flow::Events | Flow::Iter)
    {
        section(
            "Returns",
            vec![wrapped(
                &local(about),
                WIDTH,
                "            ",
                "            ",
            )],
        );
    }
    section(
        "Raises",
        raised(api, resource, operation)
            .iter()
            .map(|(name, about)| item(name, about))
            .collect(),
    );
    section(
        "Example",
        vec![prefixed(&operation.example.python, "            ")],
    );
    format!("{text}{indent}\"\"\"\n")
}

/// The parameters with their docs.
fn documented(api: &Api, operation: &Operation) -> Vec<(String, String)> {
    let mut list: Vec<(String, String)> = operation
        .positional_in_python()
        .chain(operation.named_in_python())
        .map(|each| (each.name.clone(), each.doc.clone()))
        .collect();
    let mut shared = |name: &str| list.push((name.to_owned(), api.shared_doc(name).to_owned()));
    if operation.flow.polls() {
        shared("timeout");
        shared("poll_interval");
    }
    if operation.flow == Flow::Events {
        shared("raise_on_timeout");
    }
    if operation.is_idempotent {
        shared("idempotency_key");
    }
    if operation.takes_events {
        shared("on_event");
    }
    if operation.is_open {
        let shared = if operation.is_change() || operation.fields.is_empty() {
            "changes"
        } else {
            "extra"
        };
        let mut about = api.shared_doc(shared).to_owned();
        let renamed = operation
            .fields
            .iter()
            .filter(|each| each.wire != each.name);
        let names: Vec<String> = renamed.map(|each| format!("`{}`", each.name)).collect();
        if let [first @ .., last] = &names[..] {
            let _ = write!(about, " {} and {last} are accepted, too.", first.join(", "));
        }
        list.push((format!("**{}", operation.rest_in_python()), about));
    }
    list
}

/// The errors with their conditions.
fn raised(api: &Api, resource: &Resource, operation: &Operation) -> Vec<(String, String)> {
    let mut list: Vec<(String, String)> = operation
        .raises
        .iter()
        .map(|(name, about)| (name.clone(), format!("If {about}.")))
        .collect();
    if operation.is_checked && list.iter().all(|(name, _)| name != "ValueError") {
        list.push(("ValueError".to_owned(), format!("If {REFUSED}.")));
    }
    for (name, about) in &api.common.errors {
        let is_own = operation.raises.iter().any(|(own, _)| own == name);
        let missing = if operation.name == "get" {
            format!("there is no such {}, or ", resource.item)
        } else {
            String::new()
        };
        if !is_own {
            list.push((name.clone(), format!("If {missing}{about}.")));
        }
    }
    list
}
