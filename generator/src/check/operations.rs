//! Operations, their arguments, checks and examples.

use std::ops::Range;

use serde_json::Value;
use toml::Spanned;

use super::Checked;
use crate::declaration::{ArgumentEntry, CheckEntry, Entries, ExampleEntry, OperationEntry};
use crate::model::{Argument, Check, Example, Flow, Operation, Place, Rule, Send};
use crate::types::Type;

const METHODS: [&str; 5] = ["DELETE", "GET", "PATCH", "POST", "PUT"];

impl Checked<'_> {
    pub(super) fn operation(&mut self, name: &Spanned<String>, entry: OperationEntry) -> Operation {
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
        arguments: &Entries<ArgumentEntry>,
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
        let plain = if has_result {
            Flow::Response
        } else {
            Flow::Done
        };
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
}
