//! `flymyai RESOURCE OPERATION`: every operation of the API, from core's table.

use std::fmt::Write;

use flymyai_core::{Arguments, CallResponse, Operation, WaitOptions, json_elements, operations};

use crate::context::{Context, Handler, blocking, is_json, seconds, timeout};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::help;
use crate::key_values::Members;
use crate::layout::{indented, one_line};
use crate::syntax::{Command, Flag, Input};
use crate::timeline::text_member;

/// The name of the command is that of a resource.
pub(crate) const COMMAND: Command = Command {
    name: "RESOURCE",
    arguments: "OPERATION [ID...] [NAME=VALUE...]",
    about: "Call an operation of the API",
    details: "",
    flags: &[
        Flag::value(
            "key",
            "KEY",
            "the idempotency key: the work is done at most once",
        ),
        Flag::value(
            "timeout",
            "TIME",
            "how long an operation that waits may take, 5m by default",
        ),
        Flag::value(
            "poll-interval",
            "TIME",
            "the time between two polls, 2s by default",
        ),
    ],
    count: (1, usize::MAX),
    handler: Handler::Simple(|context, input| Box::pin(call(context, input))),
};

/// The names of the resources.
pub(crate) fn resources() -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for operation in operations() {
        let (resource, _) = parts(operation);
        let resource = dashed(resource);
        if names.last() != Some(&resource) {
            names.push(resource);
        }
    }
    names
}

/// The names of the operations of a resource.
pub(crate) fn operation_names(resource: &str) -> Vec<String> {
    let found = operations().filter(|operation| parts(operation).0 == underscored(resource));
    found.map(|operation| dashed(parts(operation).1)).collect()
}

pub(crate) fn is_resource(name: &str) -> bool {
    resources().contains(&dashed(name))
}

fn parts(operation: &Operation) -> (&'static str, &'static str) {
    operation
        .name()
        .split_once('.')
        .unwrap_or((operation.name(), ""))
}

fn dashed(name: &str) -> String {
    name.replace('_', "-")
}

fn underscored(name: &str) -> String {
    name.replace('-', "_")
}

/// The operation that the first two arguments name.
fn find(resource: &str, name: &str) -> Result<&'static Operation, Failure> {
    let full = format!("{}.{}", underscored(resource), underscored(name));
    operations()
        .find(|operation| operation.name() == full)
        .ok_or_else(|| {
            Failure::usage(format!("{resource} has no operation {name:?}"))
                .with_hint(format!("`flymyai {resource} --help` lists its operations."))
        })
}

/// The help of a resource, or of one of its operations.
pub(crate) fn help(arguments: &[String]) -> Result<String, Failure> {
    let (resource, name) = (arguments.first(), arguments.get(1));
    let resource = dashed(resource.map_or("", String::as_str));
    let Some(name) = name else {
        let mut text =
            format!("Usage: flymyai {resource} OPERATION [ARGUMENTS] [OPTIONS]\n\nOperations:\n");
        for name in operation_names(&resource) {
            let _ = writeln!(text, "  {}", usage(find(&resource, &name)?));
        }
        let _ = write!(text, "\n{VALUES}");
        return Ok(text);
    };
    let operation = find(&resource, name)?;
    let mut text = format!("Usage: flymyai {resource} {}\n\n", usage(operation));
    let names: Vec<&str> = operation.other_arguments().collect();
    if !names.is_empty() {
        let _ = writeln!(text, "Names: {}", names.join(", "));
    }
    if operation.takes_other_fields() {
        text.push_str("Further fields of the service are passed on.\n");
    }
    let _ = writeln!(text, "{VALUES}\n");
    let rows = COMMAND.flags.iter().filter(|flag| match flag.name {
        "key" => operation.takes_idempotency_key(),
        _ => operation.waits(),
    });
    let rows = rows.map(|flag| {
        let value = flag.value.unwrap_or_default();
        (format!("--{} {value}", flag.name), flag.about)
    });
    help::table(&mut text, rows);
    Ok(text)
}

const VALUES: &str = "NAME=VALUE passes text, NAME:=VALUE JSON (numbers, true, lists), \
                      NAME=@FILE a file's text.";

/// The operation with its arguments.
fn usage(operation: &Operation) -> String {
    let mut text = dashed(parts(operation).1);
    for name in operation.path_arguments() {
        let _ = write!(text, " {}", name.to_uppercase());
    }
    if operation.takes_other_fields() || operation.other_arguments().next().is_some() {
        text.push_str(" [NAME=VALUE...]");
    }
    text
}

async fn call(context: &Context<'_>, input: &Input) -> Result<Exit, Failure> {
    let resource = input.argument(0);
    let Some(name) = input.arguments.get(1) else {
        if context.console.is_json() {
            return Err(input.usage("an operation is missing"));
        }
        context.console.line(help(&input.arguments)?.trim_end())?;
        return Ok(Exit::COMPLETED);
    };
    let operation = find(resource, name)?;
    let client = context.client(input)?;
    let rest = input.arguments[2..].to_vec();
    let (id, fields) = blocking(move || values(operation, &rest)).await?;
    let mut arguments = Arguments {
        id,
        fields: (!fields.is_empty()).then(|| fields.to_json().into()),
        idempotency_key: input.option("key").map(str::to_owned),
        ..Arguments::default()
    };
    let defaults = WaitOptions::default();
    arguments.wait = WaitOptions {
        timeout: timeout(input)?.or(defaults.timeout),
        poll_interval: seconds(input, "poll-interval")?.unwrap_or(defaults.poll_interval),
    };
    if operation.has_pages() && context.console.is_json() {
        return rows(context, &client, operation, arguments).await;
    }
    let call = client
        .call(operation.name(), arguments)
        .map_err(explained)?;
    let response = call.run().await?;
    print(context, &response)?;
    let body = response.body.as_deref().unwrap_or_default();
    Ok(match text_member(body, "status") {
        Some(status) if operation.waits_for_run() => Exit::of_status(&status),
        _ => Exit::COMPLETED,
    })
}

/// Prints the rows of a list as they arrive, one on each line.
async fn rows(
    context: &Context<'_>,
    client: &flymyai_core::Client,
    operation: &'static Operation,
    arguments: Arguments,
) -> Result<Exit, Failure> {
    let stream = client.page_stream(operation.name(), arguments);
    let mut stream = stream.map_err(explained)?;
    while let Some(batch) = stream.next_batch().await? {
        for row in batch {
            context.console.line(one_line(&row))?;
        }
    }
    Ok(Exit::COMPLETED)
}

fn print(context: &Context<'_>, response: &CallResponse) -> Result<(), Failure> {
    let Some(body) = response.body.as_deref().filter(|body| !body.is_empty()) else {
        return Ok(());
    };
    if !is_json(body) {
        return Err(Failure::unexpected_response());
    }
    if !context.console.is_json() {
        return context.console.line(indented(body));
    }
    match json_elements(body) {
        Some(items) => items
            .into_iter()
            .try_for_each(|item| context.console.line(one_line(item))),
        None => context.console.line(one_line(body)),
    }
}

/// The id and the other arguments: those of the path in their order, then `name=value`.
fn values(
    operation: &'static Operation,
    given: &[String],
) -> Result<(Option<String>, Members), Failure> {
    let mut id = None;
    let mut fields = Members::default();
    let mut given = given.iter();
    for (at, name) in operation.path_arguments().enumerate() {
        let value = given.next().ok_or_else(|| {
            Failure::usage(format!("{} is missing", name.to_uppercase())).with_hint(format!(
                "Usage: flymyai {} {}",
                dashed(parts(operation).0),
                usage(operation)
            ))
        })?;
        match value.parse::<u64>() {
            _ if at == 0 && !operation.id_is_field() => id = Some(value.clone()),
            // Among the fields, the id of a tool is a number; no id of a project has only digits.
            Ok(number) if at == 0 => fields.set(name, number.to_string()),
            _ => fields.set_text(name, value),
        }
    }
    for argument in given {
        fields.add(argument)?;
    }
    Ok((id, fields))
}

/// A refused argument may need to be JSON.
fn explained(error: flymyai_core::Error) -> Failure {
    Failure::from(error).with_hint("NAME:=VALUE passes JSON, such as a number, true or a list.")
}

/// The names of the arguments of an operation, for the completion.
pub(crate) fn argument_names(resource: &str, name: &str) -> Vec<String> {
    match find(resource, name) {
        Ok(operation) => operation
            .other_arguments()
            .map(|name| format!("{name}="))
            .collect(),
        Err(_) => Vec::new(),
    }
}
