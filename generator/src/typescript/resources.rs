//! A resource's class.

use std::fmt::Write as _;

use super::bodies::{body, chosen, read_by, takes_options_first};
use super::docs::docs;
use super::{Options, annotation, name_of, reader};
use crate::model::{Api, Flow, Operation, Resource};
use crate::output::{header, imports};
use crate::text::{camel, has_word, screaming};

pub(crate) fn file(api: &Api, resource: &Resource) -> String {
    let (name, class) = (&resource.name, &resource.class);
    let mut methods = String::new();
    for operation in &resource.operations {
        methods += "\n";
        methods += &method(api, resource, operation);
    }
    let mut text = header("//", resource);
    let mut conversions: Vec<String> = resource
        .operations
        .iter()
        .flat_map(|operation| &operation.arguments)
        .filter_map(|argument| Some(camel(argument.convert.as_ref()?)))
        .filter(|name| has_word(&methods, name))
        .collect();
    if has_word(&methods, "decimalTexts") {
        conversions.push("decimalTexts".into());
    }
    if has_word(&methods, "jsonSchemas") {
        conversions.push("jsonSchemas".into());
    }
    conversions.sort();
    conversions.dedup();
    let arguments: Vec<&str> = [
        "given",
        "idAndOptions",
        "identifier",
        "integer",
        "optionalIdentifier",
        "required",
        "withoutFilter",
    ]
    .into_iter()
    .filter(|word| methods.contains(&format!("{word}(")))
    .collect();
    let _ = writeln!(
        text,
        "import {{ {} }} from \"{}\";\nimport type {{ Connection }} from \"{}\";",
        arguments.join(", "),
        imports::TYPESCRIPT_ARGUMENTS,
        imports::TYPESCRIPT_CONNECTION
    );
    if !conversions.is_empty() {
        let _ = writeln!(
            text,
            "import {{ {} }} from \"{}\";",
            conversions.join(", "),
            imports::TYPESCRIPT_CONVERSIONS
        );
    }
    text += &record_imports(api, &methods);
    if methods.contains("handwritten.") {
        text += "import * as handwritten from \"./handwritten.js\";\n";
    }
    let types = types(api, &methods);
    let _ = write!(
        text,
        "import type {{ {} }} from \"{}\";\n\n/** {} */\nexport class {class} {{\n\
         readonly #connection: Connection;\n\n/** @internal */\n\
         constructor(connection: Connection) {{\nthis.#connection = connection;\n}}\n{methods}}}\n",
        types.join(", "),
        imports::TYPESCRIPT_TYPES,
        resource.doc.trim_end_matches('.').to_owned() + &format!(": `client.{}`.", camel(name)),
    );
    text
}

fn record_imports(api: &Api, code: &str) -> String {
    let mut text = String::new();
    let shared: Vec<&str> = [
        "choose",
        "either",
        "noNames",
        "nothing",
        "orNull",
        "outgoing",
        "pageOf",
        "untouched",
    ]
    .into_iter()
    .filter(|word| {
        code.contains(&format!(", {word})"))
            || code.contains(&format!("= {word}("))
            || code.contains(&format!(" {word}("))
            || code.contains(&format!("({word}("))
    })
    .collect();
    if !shared.is_empty() {
        let _ = writeln!(
            text,
            "import {{ {} }} from \"{}\";",
            shared.join(", "),
            imports::TYPESCRIPT_RECORD_READER
        );
    }
    for resource in &api.resources {
        let mut names = Vec::new();
        for model in &resource.models {
            let one = reader(&model.name);
            names.push(format!("{one}List"));
            names.push(format!("{}_NAMES", screaming(&model.name)));
            names.push(one);
            if model.is_generic {
                names.push(screaming(&model.name));
            }
        }
        // Readers are the last arguments of calls.
        names.retain(|name| {
            // A variable of the same name is on a line of its own.
            let mut calls = code
                .lines()
                .filter(|line| line.contains("this.#connection"));
            code.contains(&format!(", {name})"))
                || calls.any(|line| {
                    line.contains(&format!(", {name},")) || line.contains(&format!("({name},"))
                })
        });
        names.sort();
        names.dedup();
        if !names.is_empty() {
            let _ = writeln!(
                text,
                "import {{ {} }} from \"{}/{}.js\";",
                names.join(", "),
                imports::TYPESCRIPT_RECORDS,
                resource.name
            );
        }
    }
    text
}

fn types(api: &Api, code: &str) -> Vec<String> {
    let mut names: Vec<String> = [
        "EventStreamOptions",
        "Json",
        "JsonObject",
        "RequestOptions",
        "ResourceID",
        "StartOptions",
        "WaitOptions",
    ]
    .map(str::to_owned)
    .into();
    for resource in &api.resources {
        names.extend(resource.models.iter().map(|each| each.name.clone()));
        let options = resource.operations.iter();
        names.extend(options.filter_map(|each| Some(each.options.clone()?.0)));
    }
    // Types follow a colon or are in angle brackets.
    names.retain(|name| {
        [
            format!(": {name},"),
            format!(": {name})"),
            format!("<{name}>"),
            format!("<{name}["),
            format!("<{name},"),
            format!("<{name}<"),
            format!(": {name} |"),
            format!("<{name} |"),
            format!("| {name}>"),
            format!(": {name} &"),
            format!("? {name} :"),
            format!(": {name}>"),
        ]
        .iter()
        .any(|form| code.contains(form))
    });
    names.sort();
    names.dedup();
    names
}

fn method(api: &Api, resource: &Resource, operation: &Operation) -> String {
    let options = Options::of(operation);
    let mut parameters: Vec<String> = operation
        .positional()
        .map(|each| {
            let mark = if each.is_optional() {
                "undefined | "
            } else {
                ""
            };
            let declared = annotation(&each.r#type);
            // A call needs no second argument then.
            if takes_options_first(each) && !options.is_required {
                return format!("{}: {mark}{declared} | {}", name_of(each), options.name);
            }
            format!("{}: {mark}{declared}", name_of(each))
        })
        .collect();
    if operation.is_change()
        && let Some((name, _)) = &operation.options
    {
        parameters.push(format!("fields: {name}"));
    }
    let mark = if options.is_required { "" } else { "?" };
    let chosen = chosen(operation);
    let narrowed = chosen.as_ref().map_or("", |chosen| &chosen.narrowed);
    let more: Vec<String> = operation
        .named()
        .filter(|_| operation.is_change())
        .map(|each| format!("\"{}\"", name_of(each)))
        .collect();
    let changed = match (&operation.options, more.is_empty()) {
        (Some((name, _)), false) => format!(" & Pick<{name}, {}>", more.join(" | ")),
        _ => String::new(),
    };
    parameters.push(format!(
        "options{mark}: {}{changed}{narrowed}",
        options.name
    ));
    let returned = operation
        .returns
        .as_ref()
        .map_or("void".to_owned(), |(found, _)| annotation(found));
    let (generic, returned) = match (chosen, &operation.other) {
        (Some(chosen), _) => (chosen.generic, chosen.returned),
        (None, Some(other)) => (String::new(), format!("{returned} | {}", other.model)),
        (None, None) => (String::new(), returned),
    };
    let name = camel(&operation.name);
    let docs = docs(api, operation);
    if operation.is_handwritten("typescript") {
        let given: Vec<String> = operation
            .positional()
            .map(name_of)
            .chain(["options".into()])
            .collect();
        let result = if operation.flow == Flow::Events {
            format!("AsyncGenerator<{returned}, void, undefined>")
        } else {
            format!("Promise<{returned}>")
        };
        return format!(
            "{docs}{name}({}): {result} {{\nreturn handwritten.{}(this.#connection, {});\n}}\n",
            parameters.join(", "),
            camel(&format!("{}_{}", resource.name, operation.name)),
            given.join(", ")
        );
    }
    if operation.flow == Flow::Iter {
        return format!(
            "{docs}{name}({}): AsyncGenerator<{returned}, void, undefined> {{\n\
             return this.#connection.rows(\"{}.{}\", () => {{\n{}}}, {});\n}}\n",
            parameters.join(", "),
            resource.name,
            crate::python::methods::listed(resource, operation),
            body(api, resource, operation),
            read_by(operation),
        );
    }
    format!(
        "{docs}async {name}{generic}({}): Promise<{returned}> {{\n{}}}\n",
        parameters.join(", "),
        body(api, resource, operation)
    )
}
