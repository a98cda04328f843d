//! A resource's class.

use std::fmt::Write as _;

use super::{Options, annotation, name_of, opened, reader, tag};
use crate::model::{Api, Argument, Flow, Operation, Resource, When};
use crate::output::{header, imports};
use crate::text::{
    Language, REFUSED, camel, details, has_word, localized, paragraphs, prefixed, screaming,
    summary,
};
use crate::types::Type;

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
    conversions.sort();
    conversions.dedup();
    let arguments: Vec<&str> = ["given", "identifier", "optionalIdentifier"]
        .into_iter()
        .filter(|word| has_word(&methods, word))
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
            // A variable of the same name stands on a line of its own.
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
    // Types stand behind a colon or in angle brackets.
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
            format!("{}: {mark}{}", name_of(each), annotation(&each.r#type))
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
    parameters.push(format!("options{mark}: {}{narrowed}", options.name));
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

/// How the type of a method says which of two records its result is, where an option decides it.
struct Chosen {
    /// The type parameter: the type of the option that decides it.
    generic: String,
    /// What is added to the type of the options.
    narrowed: String,
    returned: String,
}

fn chosen(operation: &Operation) -> Option<Chosen> {
    let other = operation.other.as_ref()?;
    let (plain, _) = operation.returns.as_ref()?;
    let (argument, generic, yes) = match &other.when {
        When::Truthy(name) => (name, "extends boolean = false", "true"),
        When::Given(name) => (
            name,
            "extends string | null | undefined = undefined",
            "string",
        ),
    };
    if !operation.named().any(|each| each.name == *argument) {
        return None;
    }
    Some(Chosen {
        generic: format!("<Chosen {generic}>"),
        narrowed: format!(" & {{ {}?: Chosen | undefined }}", camel(argument)),
        returned: format!(
            "Chosen extends {yes} ? {} : {}",
            other.model,
            annotation(plain)
        ),
    })
}

fn body(api: &Api, resource: &Resource, operation: &Operation) -> String {
    let mut text = String::new();
    let mut request: Vec<String> = Vec::new();
    let is_wait = operation.flow.is_wait();
    let named: Vec<&Argument> = operation.named().collect();
    let id = operation.id();
    let is_first = |each: &Argument| operation.positional().any(|first| first.name == each.name);
    if let Some(id) = id.filter(|id| is_first(id)) {
        let read = if id.is_optional() {
            "optionalIdentifier"
        } else {
            "identifier"
        };
        let _ = writeln!(text, "const id = {read}({0}, \"{0}\");", name_of(id));
        request.push("id".into());
    }
    let names_map = operation.is_open.then(|| {
        opened(api, operation).map_or("noNames".to_owned(), |model| {
            format!("{}_NAMES", screaming(&model.name))
        })
    });
    let more: Vec<String> = operation
        .as_fields()
        .filter(|each| is_first(each))
        .map(member)
        .collect();
    if let Some(names) = &names_map {
        if operation.is_change() {
            let _ = writeln!(
                text,
                "const changes = outgoing(given(fields, \"fields\"), {names});\n\
                 const {{ signal }} = given(options);"
            );
            request.push(match more.is_empty() {
                true => "fields: changes".into(),
                false => format!("fields: {{ {}, ...changes }}", more.join(", ")),
            });
        } else {
            let key = if operation.is_idempotent {
                "idempotencyKey, "
            } else {
                ""
            };
            let _ = writeln!(
                text,
                "const {{ {key}signal, ...rest }} = given(options);\n\
                 const fields = outgoing(rest, {names});"
            );
            request.push(match more.is_empty() {
                true => "fields".into(),
                false => format!("fields: {{ {}, ...fields }}", more.join(", ")),
            });
        }
    } else {
        let source = if is_wait {
            text += "const wait = given(options);\n";
            "wait"
        } else {
            "given(options)"
        };
        let mut parts: Vec<String> = named
            .iter()
            .map(|each| match local(each) {
                name if name == name_of(each) => name,
                name => format!("{}: {name}", name_of(each)),
            })
            .collect();
        if operation.is_idempotent {
            parts.push("idempotencyKey".into());
        }
        parts.push("signal".into());
        let _ = writeln!(text, "const {{ {} }} = {source};", parts.join(", "));
        let mut members = more;
        for each in &named {
            if id.is_some_and(|id| id.name == each.name) {
                let _ = writeln!(text, "const id = identifier({0}, \"{0}\");", name_of(each));
                request.push("id".into());
            } else {
                members.push(member(each));
            }
        }
        if !members.is_empty() {
            let _ = writeln!(text, "const fields = {{ {} }};", members.join(", "));
            request.push("fields".into());
        }
    }
    if operation.is_idempotent {
        request.push("idempotencyKey".into());
    }
    request.push("signal".into());
    if operation.flow == Flow::Iter {
        let _ = writeln!(text, "return {{ {} }};", request.join(", "));
        return text;
    }
    let read = read_by(operation);
    let (how, wait) = match operation.flow {
        Flow::Page => ("page", ""),
        _ if is_wait => ("wait", ", wait"),
        _ => ("call", ""),
    };
    let sent = format!(
        "await this.#connection.{how}(\"{}.{}\", {{ {} }}{wait}, {read})",
        resource.name,
        operation.name,
        request.join(", ")
    );
    let _ = match chosen(operation) {
        Some(Chosen { returned, .. }) => writeln!(text, "return ({sent}) as {returned};"),
        None => writeln!(text, "return {sent};"),
    };
    text
}

/// What reads the result of an operation.
fn read_by(operation: &Operation) -> String {
    let plain = plain_reader(operation);
    let Some(other) = &operation.other else {
        return plain;
    };
    let model = reader(&other.model);
    match &other.when {
        When::Truthy(member) => format!("either({plain}, {model}, \"{member}\")"),
        When::Given(name) => {
            let argument = operation.arguments.iter().find(|each| each.name == *name);
            let local = argument.map(local).unwrap_or_default();
            format!("choose({local}, {plain}, {model})")
        }
    }
}

fn plain_reader(operation: &Operation) -> String {
    match operation.returns.as_ref().map(|(found, _)| found) {
        None => "nothing".to_owned(),
        Some(Type::Page(name, of)) => {
            let rows = operation
                .paging
                .as_ref()
                .map_or("results", |paging| &paging.rows);
            let one = of.named().map_or("untouched".to_owned(), reader);
            format!("pageOf({}, \"{rows}\", {one})", screaming(name))
        }
        Some(Type::Named(name)) => reader(name),
        Some(Type::Nullable(inner)) if inner.named().is_some() => {
            format!("orNull({})", reader(inner.named().unwrap_or_default()))
        }
        Some(Type::List(inner)) if inner.named().is_some() => {
            reader(inner.named().unwrap_or_default()) + "List"
        }
        Some(_) => "untouched".to_owned(),
    }
}

/// The variable that an argument is read into: some names can't be variables.
fn local(argument: &Argument) -> String {
    match name_of(argument).as_str() {
        "arguments" => "args".to_owned(),
        name @ ("id" | "fields" | "wait" | "options" | "default" | "delete" | "function"
        | "public") => {
            format!("{name}Value")
        }
        name => name.to_owned(),
    }
}

fn member(argument: &Argument) -> String {
    let local = local(argument);
    if let Some(convert) = &argument.convert {
        // The one conversion that may read files.
        let wait = if convert == "file_entries" {
            "await "
        } else {
            ""
        };
        return format!("{}: {wait}{}({local})", argument.name, camel(convert));
    }
    let value = match (argument.r#type.is_id(), argument.is_optional()) {
        (true, true) => format!("optionalIdentifier({local}, \"{}\")", name_of(argument)),
        (true, false) => format!("identifier({local}, \"{}\")", name_of(argument)),
        (false, _) => local.clone(),
    };
    if value == argument.name {
        value
    } else {
        format!("{}: {value}", argument.name)
    }
}

fn docs(api: &Api, operation: &Operation) -> String {
    let local = |text: &str| localized(text, Language::TypeScript);
    let about = local(&operation.doc);
    let mut text = format!(
        "/**\n{}\n",
        paragraphs(summary(&about), super::WIDTH, "   * ")
    );
    if let Some(more) = details(&about) {
        let _ = write!(text, " *\n{}\n", paragraphs(more, super::WIDTH, "   * "));
    }
    text += " *\n";
    for each in operation.positional() {
        text += &tag(&format!("@param {} - {}", name_of(each), each.doc), "  ");
    }
    if operation.is_change() {
        text += &tag(
            "@param fields - The fields to change: `null` is sent as null, fields that are left out keep their values.",
            "  ",
        );
    }
    text += &tag(
        &format!("@param options - {}", option_list(api, operation)),
        "  ",
    );
    if let Some((_, about)) = &operation.returns {
        text += &tag(&format!("@returns {about}"), "  ");
    } else {
        text += &tag("@returns Nothing.", "  ");
    }
    for (name, about) in &operation.raises {
        text += &tag(&format!("@throws {name} if {about}."), "  ");
    }
    if operation.is_checked {
        text += &tag(
            &format!("@throws TypeError or RangeError if {REFUSED}."),
            "  ",
        );
    }
    for (name, about) in &api.common.errors {
        let missing = if operation.name == "get" {
            " (status 404 if there is none)"
        } else {
            ""
        };
        let about = about.replacen(',', &format!("{missing},"), 1);
        text += &tag(&format!("@throws {name} if {about}."), "  ");
    }
    text += &tag("@throws The signal's reason if it is aborted.", "  ");
    let _ = write!(
        text,
        " * @example\n * ```ts\n{}\n * ```\n */\n",
        prefixed(&operation.example.typescript, "   * ")
    );
    text
}

/// The options in words.
fn option_list(api: &Api, operation: &Operation) -> String {
    let mut required = Vec::new();
    let mut optional = Vec::new();
    for each in operation.named() {
        let list = if each.is_optional() {
            &mut optional
        } else {
            &mut required
        };
        list.push(format!("`{}`", name_of(each)));
    }
    for each in operation.fields.iter().filter(|_| !operation.is_change()) {
        optional.push(format!("`{}`", name_of(each)));
    }
    if operation.flow.polls() {
        let waits = &api.common.waits;
        let interval = waits.interval(operation.flow);
        optional.push(format!("`timeout` (seconds, {})", waits.timeout));
        optional.push(format!("`pollInterval` (seconds, {interval})"));
    }
    if operation.flow == Flow::Events {
        optional.push("`throwOnTimeout` (false)".to_owned());
    }
    if operation.is_idempotent {
        optional.push("`idempotencyKey`".to_owned());
    }
    optional.push("`signal`".to_owned());
    let optional = joined(&optional);
    if required.is_empty() {
        format!("Optional: {optional}.")
    } else {
        format!("{}; optional: {optional}.", joined(&required))
    }
}

fn joined(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
