//! Checks the declarations and resolves their defaults.

mod arguments;
mod models;
mod operations;
mod pages;

use std::collections::HashMap;
use std::ops::Range;

use serde_json::Value;
use toml::Spanned;

use crate::declaration::ResourceFile;
use crate::load::{Problem, Source};
use crate::model::{Kind, Resource};
use crate::types::{BUILT_IN, Type};

const LANGUAGES: [&str; 3] = ["python", "rust", "typescript"];

/// One file while it is checked.
pub(crate) struct Checked<'a> {
    source: &'a Source,
    owners: &'a HashMap<String, (usize, Kind)>,
    /// The functions of core's `checks::named`.
    named_checks: &'a [String],
    /// Whether a generic model is checked, whose rows are of the type `T`.
    is_generic: bool,
    pub(crate) problems: Vec<Problem>,
}

impl<'a> Checked<'a> {
    pub(crate) fn new(
        source: &'a Source,
        owners: &'a HashMap<String, (usize, Kind)>,
        named_checks: &'a [String],
    ) -> Self {
        Self {
            source,
            owners,
            named_checks,
            is_generic: false,
            problems: Vec::new(),
        }
    }

    fn report(&mut self, span: &Range<usize>, text: impl Into<String>) {
        self.problems.push(self.source.problem(span, text));
    }

    pub(crate) fn resource(&mut self, file: ResourceFile) -> Resource {
        let entry = file.resource;
        let operations = file.operations.into_iter();
        let models = file.models.into_iter();
        let enums = file.enums.into_iter();
        let is_team = entry
            .channel
            .as_ref()
            .is_some_and(|channel| self.one_of(channel, &["team"], "channel") == "team");
        let timeout = entry.timeout;
        let is_newer = entry.python_module.is_some();
        Resource {
            operations: operations
                .flat_map(|(name, entry)| {
                    let mut operation = self.operation(&name, entry);
                    operation.is_team = is_team;
                    operation.timeout = operation.timeout.or(timeout);
                    let checks = operation.checks.iter();
                    let uuids = checks.filter(|check| is_newer && check.rule.takes_uuids());
                    for check in uuids {
                        let arguments = operation.arguments.iter_mut();
                        arguments
                            .filter(|each| each.name == check.argument)
                            .for_each(|each| each.is_any = true);
                    }
                    let iteration = operation.iteration();
                    [Some(operation), iteration].into_iter().flatten()
                })
                .collect(),
            models: models
                .map(|(name, entry)| self.model(&name, entry))
                .collect(),
            enums: enums
                .map(|(name, entry)| self.enumeration(&name, entry))
                .collect(),
            python_module: entry.python_module,
            name: entry.name.into_inner(),
            class: entry.class,
            item: entry.item,
            module: entry.module,
            doc: entry.doc,
        }
    }

    /// A doc; a missing one is a problem.
    fn doc(&mut self, doc: Option<String>, span: &Range<usize>, what: &str) -> String {
        let doc = doc.unwrap_or_default().trim().to_owned();
        if doc.is_empty() {
            self.report(span, format!("{what} has no doc"));
        } else if !doc.ends_with('.') {
            self.report(
                span,
                format!("the doc of {what} does not end with a full stop"),
            );
        }
        doc
    }

    fn type_of(&mut self, text: &Spanned<String>) -> Type {
        let found = Type::parse(text.get_ref());
        let is_known = |found: &Type| {
            found
                .all_named()
                .iter()
                .all(|name| self.owners.contains_key(*name) || (self.is_generic && *name == "T"))
        };
        match found {
            Some(found) if is_known(&found) => found,
            _ => {
                let text_of = format!(
                    "unknown type `{}`: a type is one of {}, a record, an enum, `[type]` or `type?`",
                    text.get_ref(),
                    BUILT_IN.join(", ")
                );
                self.report(&text.span(), text_of);
                Type::Json
            }
        }
    }

    fn default_of(&mut self, default: Option<toml::Value>, span: &Range<usize>) -> Option<Value> {
        let value = serde_json::to_value(default?);
        if value.is_err() {
            self.report(span, "the default is no JSON");
        }
        value.ok()
    }

    fn one_of<'t>(&mut self, text: &'t Spanned<String>, known: &[&str], what: &str) -> &'t str {
        if !known.contains(&text.get_ref().as_str()) {
            let message = format!(
                "unknown {what} `{}`: known are {}",
                text.get_ref(),
                known.join(", ")
            );
            self.report(&text.span(), message);
        }
        text.get_ref()
    }

    fn languages(&mut self, entries: Vec<Spanned<String>>) -> Vec<String> {
        for entry in &entries {
            self.one_of(entry, &LANGUAGES, "language");
        }
        entries.into_iter().map(Spanned::into_inner).collect()
    }
}
