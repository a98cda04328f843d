//! The tables that core finds operations in.

use std::fmt::Write as _;

use crate::model::{Api, Argument, Check, Flow, Operation, Place, Resource, Rule, Send};
use crate::output::{common_header, header};
use crate::text::screaming;

pub(crate) fn file(_: &Api, resource: &Resource) -> String {
    let mut statics = String::new();
    let mut names = Vec::new();
    for operation in &resource.operations {
        if operation.flow != Flow::Events {
            statics += &table_entry(resource, operation);
            names.push(format!("&{}", screaming(&operation.name)));
        }
    }
    let mut uses = String::new();
    let of = |word: &str, name: &'static str| statics.contains(word).then_some(name);
    let fields = [
        of("Body::", "Body"),
        of("Check::", "Check"),
        of("Field::", "Field"),
        of("Rule::", "Rule"),
        of("When::", "When"),
    ];
    let checks: Vec<_> = fields.into_iter().flatten().collect();
    let (rules, fields): (Vec<&str>, Vec<&str>) = checks
        .into_iter()
        .partition(|name| matches!(*name, "Check" | "Rule"));
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

fn table_entry(resource: &Resource, operation: &Operation) -> String {
    let mut text = format!(
        "pub(crate) static {}: Operation = Operation::new(\"{}.{}\", Method::{}, {:?})",
        screaming(&operation.name),
        resource.name,
        operation.name,
        operation.method,
        operation.path,
    );
    for local in operation.named().filter(|each| each.place == Place::Local) {
        let _ = write!(text, ".local({:?})", local.name);
    }
    let in_query: Vec<String> = operation
        .named()
        .filter(|each| each.place == Place::Query)
        .map(field)
        .collect();
    if !in_query.is_empty() {
        let _ = write!(text, ".query(&[{}])", in_query.join(", "));
    }
    text += &body(operation);
    if operation.is_idempotent {
        text += ".keyed()";
    }
    if !operation.checks.is_empty() {
        let checks: Vec<String> = operation.checks.iter().map(check).collect();
        let _ = write!(text, ".checks(&[{}])", checks.join(", "));
    }
    if operation.flow != Flow::Response {
        let get = match operation.flow {
            Flow::ListRuns | Flow::ThenRun => "(&super::runs::GET)",
            Flow::ThenCompilation => "(&super::compilations::GET)",
            _ => "",
        };
        let _ = write!(text, ".flow(Flow::{:?}{get})", operation.flow);
    }
    text + ";\n"
}

fn body(operation: &Operation) -> String {
    let arguments = operation.named().filter(|each| each.place == Place::Body);
    let renamed = operation
        .fields
        .iter()
        .filter(|each| each.wire != each.name);
    let mut fields: Vec<&Argument> = arguments.chain(renamed).collect();
    let order = &operation.body_order;
    fields.sort_by_key(|each| order.iter().position(|name| *name == each.name));
    let fields: Vec<String> = fields.into_iter().map(field).collect();
    let kind = match (operation.is_open, operation.omit_empty_body) {
        (true, _) => "Open",
        (false, true) => "OnlyOrNone",
        (false, false) if fields.is_empty() => return String::new(),
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
    };
    format!(
        "Check::new({:?}, Rule::{rule}, {:?})",
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
         }}\n\n\
         pub(crate) fn find(name: &str) -> Option<&'static Operation> {{\n\
             operations().find(|operation| operation.name == name)\n\
         }}\n",
        header = common_header("//"),
        count = names.len(),
        tables = tables.join(", "),
    )
}
