//! The tables that core finds operations in.

use std::fmt::Write as _;

use crate::model::{
    Api, Argument, ArgumentLocation, Check, Flow, Operation, PageKind, Resource, Rule, Send,
};
use crate::output::{common_header, header};
use crate::text::screaming;
use crate::types::Type;

/// The model of agents.
const AGENT: &str = "Agent";

pub(crate) fn file(api: &Api, resource: &Resource) -> String {
    let mut statics = String::new();
    let mut names = Vec::new();
    for operation in &resource.operations {
        if !matches!(operation.flow, Flow::Events | Flow::Iter | Flow::Watch) {
            statics += &table_entry(api, resource, operation);
            names.push(format!("&{}", screaming(&operation.name)));
        }
    }
    let mut uses = String::new();
    let of = |word: &str, name: &'static str| statics.contains(word).then_some(name);
    let fields = [
        of("Body::", "Body"),
        of("Check::", "Check"),
        of("Field::", "Field"),
        of(", Rule::", "Rule"),
        of(" named::", "named"),
        of("When::", "When"),
    ];
    let checks: Vec<_> = fields.into_iter().flatten().collect();
    let (rules, fields): (Vec<&str>, Vec<&str>) = checks
        .into_iter()
        .partition(|name| matches!(*name, "Check" | "Rule" | "named"));
    if !rules.is_empty() {
        let _ = writeln!(uses, "use crate::agents::checks::{{{}}};", rules.join(", "));
    }
    if !fields.is_empty() {
        let _ = writeln!(
            uses,
            "use crate::agents::fields::{{{}}};",
            fields.join(", ")
        );
    }
    for (word, path) in [
        ("KeyRule::", "idempotency::KeyRule"),
        ("Paging::", "pages::Paging"),
        ("Channel::", "request::Channel"),
    ] {
        if statics.contains(word) {
            let _ = writeln!(uses, "use crate::agents::{path};");
        }
    }
    let flow = if statics.contains("Flow::") {
        "Flow, "
    } else {
        ""
    };
    let _ = writeln!(uses, "use crate::agents::operation::{{{flow}Operation}};");
    format!(
        "{header}//! The operations of `{name}`.\n\nuse http::Method;\n\n{uses}\n{statics}\n\
         pub(super) static OPERATIONS: &[&Operation] = &[{names}];\n",
        header = header("//", resource),
        name = resource.name,
        names = names.join(", "),
    )
}

fn table_entry(api: &Api, resource: &Resource, operation: &Operation) -> String {
    let mut text = format!(
        "pub(crate) static {}: Operation = Operation::new(\"{}.{}\", Method::{}, {:?})",
        screaming(&operation.name),
        resource.name,
        operation.name,
        operation.method,
        operation.path,
    );
    for local in operation
        .outside_path()
        .filter(|each| each.location == ArgumentLocation::Local)
    {
        let _ = write!(text, ".local({:?})", local.name);
    }
    let mut in_query: Vec<&Argument> = operation
        .outside_path()
        .filter(|each| each.location == ArgumentLocation::Query)
        .collect();
    let order = &operation.query_order;
    in_query.sort_by_key(|each| order.iter().position(|name| *name == each.name));
    let in_query: Vec<String> = in_query.into_iter().map(field).collect();
    if !in_query.is_empty() {
        let _ = write!(text, ".query(&[{}])", in_query.join(", "));
    }
    text += &body(operation);
    if let Some(key) = &operation.key {
        let rule = if key.is_team { "Team" } else { "Common" };
        let _ = write!(text, ".keyed(KeyRule::{rule})");
        if let Some(argument) = &key.with {
            let _ = write!(text, ".keyed_with({argument:?})");
        }
    }
    if operation.id().is_none() && operation.in_path().next().is_some() {
        text += ".field_in_path()";
    }
    if operation.starts_work {
        text += ".starts_work()";
    }
    if returns_agents(api, operation) {
        text += ".returns_agents()";
    }
    if operation.is_team {
        text += ".channel(Channel::Team)";
    }
    if let Some(seconds) = operation.timeout {
        let _ = write!(text, ".timeout({seconds})");
    }
    if let Some(status) = operation.status {
        let _ = write!(text, ".status({status})");
    }
    if let Some(member) = &operation.member {
        let _ = write!(text, ".member({member:?})");
    }
    let decimals = decimals(api, operation);
    if !decimals.is_empty() {
        let _ = write!(text, ".decimals(&{decimals:?})");
    }
    if !operation.checks.is_empty() {
        let checks: Vec<String> = operation.checks.iter().map(check).collect();
        let _ = write!(text, ".checks(&[{}])", checks.join(", "));
    }
    if operation.flow != Flow::Response {
        let paging = paging(operation);
        let get = match operation.flow {
            Flow::ListRuns => format!("(&{paging}, &super::runs::GET)"),
            Flow::Pages | Flow::Page => format!("(&{paging})"),
            Flow::ThenRun => "(&super::runs::GET)".to_owned(),
            Flow::ThenCompilation => "(&super::compilations::GET)".to_owned(),
            Flow::PublishDirectory => "(&FILES)".to_owned(),
            _ => String::new(),
        };
        let _ = write!(text, ".flow(Flow::{:?}{get})", operation.flow);
    }
    text + ";\n"
}

fn paging(operation: &Operation) -> String {
    let Some(paging) = &operation.paging else {
        return String::new();
    };
    let name = &paging.name;
    let mut text = match paging.kind {
        PageKind::Cursor => format!("Paging::cursor({name:?})"),
        PageKind::Link => format!("Paging::link({name:?})"),
        PageKind::Single => format!("Paging::single({name:?}, {:?})", paging.rows),
    };
    if (&*paging.next, &*paging.position) != ("next_cursor", "cursor") {
        let _ = write!(text, ".position({:?}, {:?})", paging.next, paging.position);
    }
    if paging.takes_empty_object {
        text += ".or_empty_object()";
    }
    if !paging.iter.is_empty() {
        let defaults: Vec<(&str, String)> = paging
            .iter
            .iter()
            .map(|(name, value)| (&**name, value.to_string()))
            .collect();
        let _ = write!(text, ".stream_defaults(&{defaults:?})");
    }
    text
}

/// The places of decimal numbers in the response.
/// Whether the records in the response are agents, whose names traces have.
fn returns_agents(api: &Api, operation: &Operation) -> bool {
    let returned = operation.returns.as_ref();
    let mut next = returned.and_then(|(returned, _)| returned.named());
    while let Some(name) = next.filter(|name| *name != AGENT) {
        next = api
            .find_model(name)
            .and_then(|model| model.extends.as_deref());
    }
    next.is_some()
}

fn decimals(api: &Api, operation: &Operation) -> Vec<String> {
    let mut places = Vec::new();
    if let Some((returned, _)) = &operation.returns {
        add_decimals(api, returned, "", &mut places, &mut Vec::new());
    }
    if let Some(other) = &operation.other {
        let other = Type::Named(other.model.clone());
        add_decimals(api, &other, "", &mut places, &mut Vec::new());
    }
    places.sort();
    places.dedup();
    places
}

fn add_decimals(
    api: &Api,
    declared: &Type,
    prefix: &str,
    places: &mut Vec<String>,
    inside: &mut Vec<String>,
) {
    match declared {
        Type::Decimal => places.push(prefix.trim_end_matches('.').to_owned()),
        Type::List(inner) | Type::Nullable(inner) => {
            add_decimals(api, inner, prefix, places, inside);
        }
        Type::Page(name, of) => {
            let model = api.find_model(name);
            for field in model.iter().flat_map(|model| &model.fields) {
                if field.r#type.named() == Some("T") {
                    let prefix = format!("{prefix}{}.", field.wire);
                    add_decimals(api, of, &prefix, places, inside);
                }
            }
        }
        Type::Named(name) if !inside.contains(name) => {
            inside.push(name.clone());
            let mut next = api.find_model(name);
            while let Some(model) = next {
                for field in &model.fields {
                    let prefix = format!("{prefix}{}.", field.wire);
                    let exact = Type::Decimal;
                    let declared = if field.is_exact {
                        &exact
                    } else {
                        &field.r#type
                    };
                    add_decimals(api, declared, &prefix, places, inside);
                }
                next = model.extends.as_ref().and_then(|base| api.find_model(base));
            }
            inside.pop();
        }
        _ => {}
    }
}

fn body(operation: &Operation) -> String {
    let arguments = operation
        .outside_path()
        .filter(|each| each.location == ArgumentLocation::Body);
    let renamed = operation
        .fields
        .iter()
        .filter(|each| each.wire != each.name);
    let mut fields: Vec<&Argument> = if operation.fields_first {
        renamed.chain(arguments).collect()
    } else {
        arguments.chain(renamed).collect()
    };
    let order = &operation.body_order;
    fields.sort_by_key(|each| order.iter().position(|name| *name == each.name));
    let fields: Vec<String> = fields.into_iter().map(field).collect();
    let kind = match (operation.is_open, operation.omit_empty_body) {
        (true, _) if operation.fields_first => "OpenFirst",
        (true, _) => "Open",
        (false, true) => "OnlyOrNone",
        (false, false) if fields.is_empty() && !operation.empty_body => return String::new(),
        (false, false) => "Only",
    };
    format!(".body(Body::{kind}(&[{}]))", fields.join(", "))
}

fn field(argument: &Argument) -> String {
    let when = match &argument.send {
        Send::Always => "Always".to_owned(),
        Send::IfGiven => "Given".to_owned(),
        Send::IfTruthy => "Truthy".to_owned(),
        Send::Or(json) => format!("Or({json:?})"),
        Send::Default(json) => format!("Default({json:?})"),
        Send::DefaultUnlessNull(json) => format!("DefaultUnlessNull({json:?})"),
        Send::Unless(json) => format!("Unless({json:?})"),
        Send::Constant(json) => format!("Constant({json:?})"),
        Send::With(argument, json) => format!("With({argument:?}, {json:?})"),
    };
    let field = format!("Field::new({:?}, When::{when})", argument.name);
    if argument.wire == argument.name {
        field
    } else {
        format!("{field}.sent_as({:?})", argument.wire)
    }
}

fn check(check: &Check) -> String {
    let rule = match &check.rule {
        Rule::Text => "Text".to_owned(),
        Rule::NotBlank => "NotBlank".to_owned(),
        Rule::MaxLength(max) => format!("MaxLength({max})"),
        Rule::Integer { min, max } => format!("Integer {{ min: {min}, max: {max} }}"),
        Rule::OneOf(values) => format!("OneOf(&{values:?})"),
        Rule::Bool => "Bool".to_owned(),
        Rule::Slug(max) => format!("Slug({max})"),
        Rule::Uuid => "Uuid".to_owned(),
        Rule::Named(name) => format!("Named( named::{name})"),
    };
    let refusing = if check.refuses_null {
        ".refusing_null()"
    } else {
        ""
    };
    format!(
        "Check::new({:?}, Rule::{rule}, {:?}){refusing}",
        check.argument, check.text
    )
}

pub(crate) fn module(api: &Api) -> String {
    let names: Vec<&str> = api.resources.iter().map(|each| &*each.name).collect();
    let modules: String = names
        .iter()
        .map(|name| format!("pub(crate) mod {name};\n"))
        .collect();
    let tables: Vec<String> = names
        .iter()
        .map(|name| format!("{name}::OPERATIONS"))
        .collect();
    format!(
        "{header}//! The API's operations as data, one file per resource.\n\n{modules}\n\
         use crate::agents::operation::Operation;\n\n\
         const ALL: [&[&Operation]; {count}] = [{tables}];\n\n\
         /// All operations that [`Client::call`](crate::Client::call) knows.\n\
         ///\n\
         /// ```\n\
         /// assert!(flymyai_core::operations().any(|operation| operation.name() == \"runs.get\"));\n\
         /// ```\n\
         pub fn operations() -> impl Iterator<Item = &'static Operation> {{\n\
             ALL.into_iter().flatten().copied()\n\
         }}\n",
        header = common_header("//"),
        count = names.len(),
        tables = tables.join(", "),
    )
}
