//! Arguments of operations: their location, order and send rule.

use std::ops::Range;

use serde_json::Value;
use toml::Spanned;

use super::Checked;
use crate::declaration::{ArgumentEntry, Entries};
use crate::model::{Argument, ArgumentLocation, Positional, Send};

impl Checked<'_> {
    /// The declared order of the arguments in the body or the query; empty without one.
    pub(super) fn order(
        &mut self,
        order: Option<Spanned<Vec<String>>>,
        arguments: &[Argument],
        location: ArgumentLocation,
    ) -> Vec<String> {
        let Some(order) = order else {
            return Vec::new();
        };
        let there = arguments.iter().filter(|each| each.location == location);
        let mut expected: Vec<&str> = there.map(|each| each.name.as_str()).collect();
        let mut named: Vec<&str> = order.get_ref().iter().map(String::as_str).collect();
        expected.sort_unstable();
        named.sort_unstable();
        if named != expected {
            let text = if location == ArgumentLocation::Body {
                "`body_order` names each argument in the body once"
            } else {
                "`query_order` names each argument in the query once"
            };
            self.report(&order.span(), text);
        }
        order.into_inner()
    }

    /// The names in the path; each must be an argument.
    pub(super) fn path_arguments(
        &mut self,
        path: &str,
        arguments: &Entries<ArgumentEntry>,
        span: &Range<usize>,
    ) -> Vec<String> {
        let names: Vec<String> = path
            .split('{')
            .skip(1)
            .filter_map(|part| Some(part.split_once('}')?.0.trim_start_matches('+').to_owned()))
            .collect();
        for name in &names {
            if !arguments.keys().any(|known| known.get_ref() == name) {
                let text = format!("the path names `{{{name}}}`, which is no argument");
                self.report(span, text);
            }
        }
        names
    }

    /// An argument, or a further field of an open body.
    pub(super) fn argument(
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
        let location = match entry.r#in.as_ref() {
            _ if is_in_path => ArgumentLocation::Path,
            None => ArgumentLocation::Body,
            Some(location) => match self.one_of(location, &["query", "local"], "location") {
                "query" => ArgumentLocation::Query,
                _ => ArgumentLocation::Local,
            },
        };
        let is_optional = is_field || default.is_some() || declared.is_nullable();
        let constant = entry.constant.clone();
        let constant = self
            .default_of(constant, &span)
            .map(|value| value.to_string());
        if constant.is_none() && entry.with.is_some() {
            self.report(&span, "`with` is for constants");
        }
        let is_constant = constant.is_some();
        let positional = match &entry.positional {
            None => Positional::No,
            Some(location) => match self.one_of(location, &["python", "everywhere"], "position") {
                "everywhere" => Positional::Everywhere,
                _ => Positional::Python,
            },
        };
        let send = match &entry.send {
            _ if let (Some(json), Some(with)) = (&constant, &entry.with) => {
                Send::With(with.clone(), json.clone())
            }
            _ if let Some(json) = &constant => Send::Constant(json.clone()),
            None if is_optional => Send::IfGiven,
            None => Send::Always,
            Some(send) => self.send(send),
        };
        Argument {
            wire: entry.wire.unwrap_or_else(|| name.get_ref().clone()),
            name: name.get_ref().clone(),
            r#type: declared,
            default,
            location,
            send,
            is_keyword: entry.keyword,
            positional,
            is_constant,
            python_convert: entry.python_convert.or_else(|| entry.convert.clone()),
            convert: entry.convert,
            python_type: entry.python_type,
            is_any: false,
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
            Some(("default_unless_null", text)) if json(text) => {
                return Send::DefaultUnlessNull(text.to_owned());
            }
            Some(("unless", text)) if json(text) => return Send::Unless(text.to_owned()),
            _ => {}
        }
        let text = format!(
            "unknown send rule `{}`: known are always, if_given, if_truthy, `or JSON`, \
             `default JSON`, `default_unless_null JSON`, `unless JSON`",
            send.get_ref()
        );
        self.report(&send.span(), text);
        Send::Always
    }
}
