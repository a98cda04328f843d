//! Checks the declarations and resolves what they leave out.

use std::collections::HashMap;
use std::ops::Range;

use serde_json::Value;
use toml::Spanned;

use crate::declaration::{
    ArgumentEntry, CheckEntry, EnumEntry, ExampleEntry, ModelEntry, OperationEntry, PropertyEntry,
    ResourceFile,
};
use crate::load::{Problem, Source};
use crate::model::{
    Argument, Check, Enum, Example, Field, Flow, Kind, Model, Operation, Place, Property,
    PropertyValue, Resource, Rule, Send, Set,
};
use crate::types::{BUILT_IN, Type};

const LANGUAGES: [&str; 3] = ["python", "rust", "typescript"];
const METHODS: [&str; 5] = ["DELETE", "GET", "PATCH", "POST", "PUT"];

/// One file while it is checked.
pub(crate) struct Checked<'a> {
    source: &'a Source,
    homes: &'a HashMap<String, (usize, Kind)>,
    pub(crate) problems: Vec<Problem>,
}

impl<'a> Checked<'a> {
    pub(crate) fn new(source: &'a Source, homes: &'a HashMap<String, (usize, Kind)>) -> Self {
        Self {
            source,
            homes,
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
        Resource {
            operations: operations
                .map(|(name, entry)| self.operation(&name, entry))
                .collect(),
            models: models
                .map(|(name, entry)| self.model(&name, entry))
                .collect(),
            enums: enums
                .map(|(name, entry)| self.enumeration(&name, entry))
                .collect(),
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
                .named()
                .is_none_or(|name| self.homes.contains_key(name))
        };
        match found {
            Some(found) if is_known(&found) => found,
            _ => {
                let text_of = format!(
                    "unknown type `{}`: a type is one of {}, a model, an enum, `[type]` or `type?`",
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

    fn operation(&mut self, name: &Spanned<String>, entry: OperationEntry) -> Operation {
        let span = name.span();
        let what = format!("operation `{}`", name.get_ref());
        let doc = self.doc(entry.doc, &span, &what);
        let (method, path) = self.request(entry.request, &span, &what);
        let in_path = self.path_arguments(&path, &entry.arguments, &span);
        let returns = entry.returns.map(|returns| {
            let found = self.type_of(&returns.r#type);
            let doc = self.doc(returns.doc, &returns.r#type.span(), "the result");
            (found, doc)
        });
        let flow = self.flow(entry.flow.as_ref(), entry.pages.as_ref(), returns.is_some());
        if flow == Flow::Pages && !matches!(returns, Some((Type::List(_), _))) {
            self.report(&span, format!("{what} has pages, but returns no list"));
        }
        if let Some(idempotency) = &entry.idempotency {
            self.one_of(idempotency, &["optional"], "idempotency");
        }
        let is_open = entry.fields.is_some();
        let arguments: Vec<Argument> = entry
            .arguments
            .into_iter()
            .map(|(name, entry)| {
                let is_in_path = in_path.contains(name.get_ref());
                self.argument(&name, entry, is_in_path, false)
            })
            .collect();
        let fields: Vec<Argument> = entry
            .fields
            .unwrap_or_default()
            .into_iter()
            .map(|(name, entry)| self.argument(&name, entry, false, true))
            .collect();
        let known: Vec<String> = arguments.iter().map(|each| each.name.clone()).collect();
        let checks = entry
            .checks
            .into_iter()
            .filter_map(|check| self.check(check, &known))
            .collect();
        let body_order = self.body_order(entry.body_order, &arguments);
        let example = self.example(entry.example, &span, &what);
        let options = entry.options.map(|options| {
            let doc = self.doc(options.doc, &options.name.span(), "the options type");
            (options.name.into_inner(), doc)
        });
        Operation {
            name: name.get_ref().clone(),
            doc,
            method,
            path,
            arguments,
            fields,
            is_open,
            body_order,
            omit_empty_body: entry.omit_empty_body,
            returns,
            flow,
            is_idempotent: entry.idempotency.is_some(),
            checks,
            raises: entry.raises.into_iter().collect(),
            options,
            handwritten: self.languages(entry.handwritten),
            example,
        }
    }

    fn request(
        &mut self,
        request: Option<Spanned<String>>,
        span: &Range<usize>,
        what: &str,
    ) -> (String, String) {
        let Some(request) = request else {
            self.report(span, format!("{what} has no request"));
            return Default::default();
        };
        match request.get_ref().split_once(' ') {
            Some((method, path)) if METHODS.contains(&method) && !path.starts_with('/') => {
                (method.to_owned(), path.to_owned())
            }
            _ => {
                let text = "a request is a method and a path below the API's own, such as \
                            `GET tools/{tool_id}/`";
                self.report(&request.span(), text);
                Default::default()
            }
        }
    }

    fn body_order(
        &mut self,
        order: Option<Spanned<Vec<String>>>,
        arguments: &[Argument],
    ) -> Vec<String> {
        let Some(order) = order else {
            return Vec::new();
        };
        let in_body = arguments.iter().filter(|each| each.place == Place::Body);
        let mut expected: Vec<&str> = in_body.map(|each| each.name.as_str()).collect();
        let mut named: Vec<&str> = order.get_ref().iter().map(String::as_str).collect();
        expected.sort_unstable();
        named.sort_unstable();
        if named != expected {
            let text = "`body_order` names each argument in the body once";
            self.report(&order.span(), text);
        }
        order.into_inner()
    }

    /// The names in the path; each must be an argument.
    fn path_arguments(
        &mut self,
        path: &str,
        arguments: &crate::declaration::Entries<ArgumentEntry>,
        span: &Range<usize>,
    ) -> Vec<String> {
        let names: Vec<String> = path
            .split('{')
            .skip(1)
            .filter_map(|part| Some(part.split_once('}')?.0.to_owned()))
            .collect();
        for name in &names {
            if !arguments.keys().any(|known| known.get_ref() == name) {
                let text = format!("the path names `{{{name}}}`, which is no argument");
                self.report(span, text);
            }
        }
        names
    }

    fn flow(
        &mut self,
        flow: Option<&Spanned<String>>,
        pages: Option<&Spanned<String>>,
        has_result: bool,
    ) -> Flow {
        if let Some(pages) = pages {
            self.one_of(pages, &["cursor"], "pages");
            return Flow::Pages;
        }
        let known = [
            ("list_runs", Flow::ListRuns),
            ("wait_for_run", Flow::WaitForRun),
            ("wait_for_compilation", Flow::WaitForCompilation),
            ("then_run", Flow::ThenRun),
            ("then_compilation", Flow::ThenCompilation),
            ("events", Flow::Events),
        ];
        let plain = if has_result { Flow::Reply } else { Flow::Done };
        let Some(flow) = flow else { return plain };
        let name = self.one_of(flow, &known.map(|(name, _)| name), "flow");
        known
            .iter()
            .find(|(known, _)| *known == name)
            .map_or(plain, |(_, flow)| *flow)
    }

    fn argument(
        &mut self,
        name: &Spanned<String>,
        entry: ArgumentEntry,
        is_in_path: bool,
        is_field: bool,
    ) -> Argument {
        let span = name.span();
        let what = format!("argument `{}`", name.get_ref());
        let doc = self.doc(entry.doc, &span, &what);
        let declared = self.type_of(&entry.r#type);
        let default = self.default_of(entry.default, &span);
        let place = match entry.r#in.as_ref() {
            _ if is_in_path => Place::Path,
            None => Place::Body,
            Some(place) => match self.one_of(place, &["query", "local"], "place") {
                "query" => Place::Query,
                _ => Place::Local,
            },
        };
        let is_optional = is_field || default.is_some() || declared.is_nullable();
        let send = match &entry.send {
            None if is_optional => Send::IfGiven,
            None => Send::Always,
            Some(send) => self.send(send),
        };
        Argument {
            wire: entry.wire.unwrap_or_else(|| name.get_ref().clone()),
            name: name.get_ref().clone(),
            r#type: declared,
            default,
            place,
            send,
            is_keyword: entry.keyword,
            doc,
        }
    }

    fn send(&mut self, send: &Spanned<String>) -> Send {
        let json = |text: &str| serde_json::from_str::<Value>(text).is_ok();
        match send.get_ref().split_once(' ') {
            None if send.get_ref() == "always" => return Send::Always,
            None if send.get_ref() == "if_given" => return Send::IfGiven,
            None if send.get_ref() == "if_truthy" => return Send::IfTruthy,
            Some(("or", text)) if json(text) => return Send::Or(text.to_owned()),
            Some(("default", text)) if json(text) => return Send::Default(text.to_owned()),
            _ => {}
        }
        let text = format!(
            "unknown send rule `{}`: known are always, if_given, if_truthy, `or JSON`, \
             `default JSON`",
            send.get_ref()
        );
        self.report(&send.span(), text);
        Send::Always
    }

    fn check(&mut self, check: Spanned<CheckEntry>, known: &[String]) -> Option<Check> {
        let span = check.span();
        let entry = check.into_inner();
        if !known.contains(&entry.argument) {
            let text = format!("the check names `{}`, which is no argument", entry.argument);
            self.report(&span, text);
        }
        let rule = match (entry.rule.as_str(), entry.min, entry.max, entry.of) {
            ("text", None, None, None) => Some(Rule::Text),
            ("not_blank", None, None, None) => Some(Rule::NotBlank),
            ("max_length", None, Some(max), None) => Some(Rule::MaxLength(max)),
            ("integer", Some(min), Some(max), None) => Some(Rule::Integer { min, max }),
            ("one_of", None, None, Some(of)) => Some(Rule::OneOf(of)),
            _ => {
                let text = format!(
                    "unknown check `{}`: known are `text`, `not_blank`, `max_length` with max, \
                     `integer` with min and max, `one_of` with of",
                    entry.rule
                );
                self.report(&span, text);
                None
            }
        };
        Some(Check {
            argument: entry.argument,
            rule: rule?,
            text: entry.text,
        })
    }

    fn example(&mut self, entry: ExampleEntry, span: &Range<usize>, what: &str) -> Example {
        for (language, text) in [("python", &entry.python), ("typescript", &entry.typescript)] {
            if text.as_ref().is_none_or(|text| text.trim().is_empty()) {
                self.report(span, format!("{what} has no example.{language}"));
            }
        }
        let trimmed = |text: Option<String>| text.unwrap_or_default().trim().to_owned();
        Example {
            python: trimmed(entry.python),
            python_async: entry.python_async.map(|text| text.trim().to_owned()),
            typescript: trimmed(entry.typescript),
        }
    }

    fn model(&mut self, name: &Spanned<String>, entry: ModelEntry) -> Model {
        let doc = self.doc(
            entry.doc,
            &name.span(),
            &format!("model `{}`", name.get_ref()),
        );
        let fields: Vec<Field> = entry
            .fields
            .into_iter()
            .map(|(name, field)| {
                let what = format!("field `{}`", name.get_ref());
                Field {
                    doc: self.doc(field.doc, &name.span(), &what),
                    r#type: self.type_of(&field.r#type),
                    default: self.default_of(field.default, &name.span()),
                    name: name.into_inner(),
                }
            })
            .collect();
        if let Some(base) = &entry.extends
            && !self.homes.contains_key(base.get_ref())
        {
            let text = format!("`{}` is no model", base.get_ref());
            self.report(&base.span(), text);
        }
        let known: Vec<String> = fields.iter().map(|each| each.name.clone()).collect();
        let properties = entry
            .properties
            .into_iter()
            .filter_map(|(name, entry)| self.property(&name, entry, &known))
            .collect();
        Model {
            name: name.get_ref().clone(),
            doc,
            extends: entry.extends.map(Spanned::into_inner),
            handwritten: self.languages(entry.handwritten),
            fields,
            properties,
        }
    }

    fn property(
        &mut self,
        name: &Spanned<String>,
        entry: PropertyEntry,
        fields: &[String],
    ) -> Option<Property> {
        let what = format!("property `{}`", name.get_ref());
        let doc = self.doc(entry.doc, &name.span(), &what);
        let value = match (entry.same_as, entry.of, entry.set) {
            (Some(field), None, None) => PropertyValue::SameAs(field.into_inner()),
            (None, Some(field), Some(set)) => PropertyValue::InSet {
                field: field.into_inner(),
                set,
            },
            _ => {
                let text = format!("{what} needs `same_as`, or `of` and `set`");
                self.report(&name.span(), text);
                return None;
            }
        };
        if !fields.iter().any(|field| field == value.field()) {
            let text = format!("{what} names `{}`, which is no field", value.field());
            self.report(&name.span(), text);
        }
        Some(Property {
            name: name.get_ref().clone(),
            doc,
            value,
        })
    }

    fn enumeration(&mut self, name: &Spanned<String>, entry: EnumEntry) -> Enum {
        let doc = self.doc(
            entry.doc,
            &name.span(),
            &format!("enum `{}`", name.get_ref()),
        );
        let is_value = |value: &Spanned<String>| entry.values.contains_key(value.get_ref());
        let sets = entry.sets.values().flat_map(|set| &set.values);
        let unknown: Vec<_> = sets
            .chain([&entry.default])
            .filter(|value| !is_value(value))
            .collect();
        for value in unknown {
            let text = format!("`{}` is no value of `{}`", value.get_ref(), name.get_ref());
            self.report(&value.span(), text);
        }
        Enum {
            name: name.get_ref().clone(),
            rust: entry.rust.unwrap_or_else(|| name.get_ref().clone()),
            doc,
            default: entry.default.into_inner(),
            is_strict: entry.strict,
            values: entry.values.into_iter().collect(),
            sets: entry
                .sets
                .into_iter()
                .map(|(name, set)| Set {
                    name,
                    doc: set.doc,
                    values: set.values.into_iter().map(Spanned::into_inner).collect(),
                })
                .collect(),
        }
    }
}
