//! Operations, their requests, results, checks and examples.

use std::ops::Range;

use toml::Spanned;

use super::Checked;
use crate::declaration::{CheckEntry, ExampleEntry, OperationEntry, ReturnsEntry};
use crate::model::{
    Argument, ArgumentLocation, Check, Example, Flow, Key, Operation, Other, PageKind, Paging,
    Rule, When,
};

const METHODS: [&str; 5] = ["DELETE", "GET", "PATCH", "POST", "PUT"];

impl Checked<'_> {
    pub(super) fn operation(&mut self, name: &Spanned<String>, entry: OperationEntry) -> Operation {
        let span = name.span();
        let what = format!("operation `{}`", name.get_ref());
        let starts_work = self.starts_work(&entry, &span, &what);
        let doc = self.doc(entry.doc, &span, &what);
        let (method, path) = self.request(entry.request, &span, &what);
        let in_path = self.path_arguments(&path, &entry.arguments, &span);
        let known: Vec<String> = entry
            .arguments
            .keys()
            .map(|name| name.get_ref().clone())
            .collect();
        let other = entry
            .returns
            .as_ref()
            .and_then(|returns| self.other(returns, &known));
        let member = entry
            .returns
            .as_ref()
            .and_then(|returns| returns.member.clone());
        let returns = entry.returns.map(|returns| {
            let found = self.type_of(&returns.r#type);
            let doc = self.doc(returns.doc, &returns.r#type.span(), "the result");
            (found, doc)
        });
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
        let returned = returns.as_ref().map(|(returned, _)| returned);
        let paging = entry
            .pages
            .and_then(|pages| self.paging(pages, returned, &arguments));
        let flow = self.flow(entry.flow.as_ref(), paging.as_ref(), returns.is_some());
        if entry.on_event && flow != Flow::ThenRun {
            self.report(
                &span,
                format!("{what} takes `on_event` without the flow `then_run`"),
            );
        }
        let of_fields = fields.iter().map(|each| each.name.clone());
        let checkable: Vec<String> = known.iter().cloned().chain(of_fields).collect();
        let checks: Vec<Check> = entry
            .checks
            .into_iter()
            .filter_map(|check| self.check(check, &checkable))
            .collect();
        let key = entry.idempotency.map(|key| self.key(&key, &known));
        let body_order = self.order(entry.body_order, &arguments, ArgumentLocation::Body);
        let query_order = self.order(entry.query_order, &arguments, ArgumentLocation::Query);
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
            query_order,
            omit_empty_body: entry.omit_empty_body,
            empty_body: entry.empty_body,
            fields_first: entry.fields_first,
            is_team: false,
            starts_work,
            takes_events: entry.on_event,
            timeout: entry.timeout,
            status: entry.status,
            member,
            paging,
            returns,
            other,
            flow,
            is_idempotent: key.is_some(),
            is_checked: key.is_some() || !checks.is_empty(),
            key,
            checks,
            raises: entry.raises.into_iter().collect(),
            options,
            handwritten: self.languages(entry.handwritten),
            list_only: Vec::new(),
            example,
        }
    }

    /// Whether the operation starts a run or a compilation. The key has to fit the result; for a
    /// new run it is required, so that no operation that starts one is missing in traces.
    fn starts_work(&mut self, entry: &OperationEntry, span: &Range<usize>, what: &str) -> bool {
        let model = entry.returns.as_ref().map(|each| each.r#type.get_ref());
        let request = entry.request.as_ref();
        let is_post = request.is_some_and(|request| request.get_ref().starts_with("POST "));
        let returns = |name: &str| {
            is_post && entry.flow.is_none() && model.is_some_and(|model| model == name)
        };
        let Some(starts) = &entry.starts else {
            if returns("RunDetail") {
                self.report(
                    span,
                    format!("{what} starts a run: it needs `starts = \"run\"`"),
                );
            }
            return false;
        };
        let model = match self.one_of(starts, &["run", "compilation"], "kind of work") {
            "run" => "RunDetail",
            _ => "Compilation",
        };
        if !returns(model) {
            let text = format!("{what} starts no such work: it is no POST that returns `{model}`");
            self.report(&starts.span(), text);
        }
        true
    }

    /// The other model that the result may be.
    fn other(&mut self, returns: &ReturnsEntry, known: &[String]) -> Option<Other> {
        let model = returns.or.as_ref()?;
        let declared = self.type_of(model);
        let when = match (&returns.truthy, &returns.given) {
            (Some(member), None) => When::Truthy(member.clone()),
            (None, Some(argument)) => {
                if !known.contains(argument.get_ref()) {
                    let text = format!("`{}` is no argument", argument.get_ref());
                    self.report(&argument.span(), text);
                }
                When::Given(argument.get_ref().clone())
            }
            _ => {
                self.report(&model.span(), "`or` needs `truthy` or `given`");
                return None;
            }
        };
        Some(Other {
            model: declared.named()?.to_owned(),
            when,
        })
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
            Some((method, path)) if METHODS.contains(&method) && !path.starts_with("//") => {
                (method.to_owned(), path.to_owned())
            }
            _ => {
                let text = "a request is a method and a path, such as `GET tools/{tool_id}/`, or \
                            `GET /artifacts/` for one outside of /api/v1/agents";
                self.report(&request.span(), text);
                Default::default()
            }
        }
    }

    fn flow(
        &mut self,
        flow: Option<&Spanned<String>>,
        paging: Option<&Paging>,
        has_result: bool,
    ) -> Flow {
        let known = [
            ("list_runs", Flow::ListRuns),
            ("first", Flow::First),
            ("wait_for_run", Flow::WaitForRun),
            ("wait_for_compilation", Flow::WaitForCompilation),
            ("then_run", Flow::ThenRun),
            ("then_compilation", Flow::ThenCompilation),
            ("create_from_directory", Flow::CreateFromDirectory),
            ("publish_directory", Flow::PublishDirectory),
            ("events", Flow::Events),
            ("watch", Flow::Watch),
        ];
        let plain = match paging {
            Some(paging) if paging.kind == PageKind::Single => Flow::Page,
            Some(_) => Flow::Pages,
            None if has_result => Flow::Response,
            None => Flow::Done,
        };
        let Some(flow) = flow else { return plain };
        let name = self.one_of(flow, &known.map(|(name, _)| name), "flow");
        known
            .iter()
            .find(|(known, _)| *known == name)
            .map_or(plain, |(_, flow)| *flow)
    }

    fn check(&mut self, check: Spanned<CheckEntry>, known: &[String]) -> Option<Check> {
        let span = check.span();
        let entry = check.into_inner();
        if !known.contains(&entry.argument) {
            let text = format!("the check names `{}`, which is no argument", entry.argument);
            self.report(&span, text);
        }
        let name = entry.rule.get_ref().clone();
        let rule = match (name.as_str(), entry.min, entry.max, entry.of) {
            ("text", None, None, None) => Some(Rule::Text),
            ("not_blank", None, None, None) => Some(Rule::NotBlank),
            ("max_length", None, Some(max), None) => Some(Rule::MaxLength(max)),
            ("integer", Some(min), max, None) => {
                let max = max.unwrap_or(i64::MAX);
                Some(Rule::Integer { min, max })
            }
            ("one_of", None, None, Some(of)) => Some(Rule::OneOf(of)),
            ("bool", None, None, None) => Some(Rule::Bool),
            ("slug", None, Some(max), None) => Some(Rule::Slug(max)),
            ("uuid", None, None, None) => Some(Rule::Uuid),
            (name, None, None, None) if self.named_checks.iter().any(|known| known == name) => {
                Some(Rule::Named(name.to_owned()))
            }
            _ => {
                let text = format!(
                    "unknown check `{name}`: known are `text`, `not_blank`, `max_length` with max, \
                     `integer` with min and max, `one_of` with of, `bool`, `slug` with max, \
                     `uuid`, and the functions in core/src/agents/checks/named"
                );
                self.report(&span, text);
                None
            }
        };
        let has_own_text = matches!(rule, Some(Rule::Slug(_) | Rule::Uuid | Rule::Named(_)));
        if rule.is_some() && has_own_text == entry.text.is_some() {
            let text = if has_own_text {
                format!("the check `{name}` has its own text")
            } else {
                format!("the check `{name}` needs the text of its error")
            };
            self.report(&span, text);
        }
        Some(Check {
            argument: entry.argument,
            rule: rule?,
            text: entry.text.unwrap_or_default(),
            refuses_null: entry.refuse_null,
        })
    }

    /// `optional`, `team`, or `with` and the name of the argument that makes the call a write.
    fn key(&mut self, key: &Spanned<String>, known: &[String]) -> Key {
        let with = key.get_ref().strip_prefix("with ");
        match with {
            Some(with) if known.iter().any(|name| name == with) => {}
            Some(with) => {
                let text = format!("`{with}` is no argument");
                self.report(&key.span(), text);
            }
            None => {
                self.one_of(key, &["optional", "team", "with ARGUMENT"], "idempotency");
            }
        }
        Key {
            is_team: key.get_ref() == "team",
            with: with.map(str::to_owned),
        }
    }

    pub(super) fn example(
        &mut self,
        entry: ExampleEntry,
        span: &Range<usize>,
        what: &str,
    ) -> Example {
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
