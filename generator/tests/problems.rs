//! Wrong declarations are errors that name the file and the line.

#![allow(clippy::unwrap_used)]

use std::path::PathBuf;

use flymyai_generator::load;

/// A declaration without problems; each test changes one line of it.
const PLAIN: &str = r#"[resource]
name = "teams"
class = "Teams"
item = "team"
module = "Teams."
doc = "The teams of this account."

[operations.get]
doc = "Returns one team."
request = "GET teams/{team_id}/"
arguments.team_id = { type = "id", doc = "The team's id." }
arguments.size = { type = "int", default = 5, in = "query", send = "default 5", doc = "The size." }
checks = [{ argument = "size", rule = "integer", min = 1, max = 9, text = "size is 1 to 9" }]
returns = { type = "Team", doc = "The team." }
example.python = ">>> client.teams.get(1)"
example.typescript = "await client.teams.get(1);"

[enums.TeamStatus]
doc = "The status of a team."
default = "new"
values.new = "New."

[models.Team]
doc = "A team."
fields.id = { type = "id", doc = "The team's id." }
fields.status = { type = "TeamStatus", default = "new", doc = "Its status." }
"#;

/// Common declarations without problems.
const COMMON: &str = r#"[waits]
timeout = 300
poll_interval = 2.0
event_poll_interval = 1.0

[arguments]

[errors]
FlyMyAIAgentError = "the service refuses"
"#;

fn problems(text: &str) -> Vec<String> {
    problems_with(COMMON, text)
}

fn problems_with(common: &str, text: &str) -> Vec<String> {
    let name = std::thread::current().name().unwrap_or("plain").to_owned();
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name.replace(':', "-"));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("common.toml"), common).unwrap();
    std::fs::write(folder.join("teams.toml"), text).unwrap();
    match load(&folder) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(ToString::to_string).collect(),
    }
}

/// The problem of the declaration after one replacement.
fn problem(from: &str, to: &str) -> String {
    assert!(PLAIN.contains(from), "{from}");
    let found = problems(&PLAIN.replacen(from, to, 1));
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].clone()
}

#[test]
fn a_plain_declaration_has_no_problems() {
    assert_eq!(problems(PLAIN), Vec::<String>::new());
}

#[test]
fn the_defaults_of_waits_are_numbers_of_seconds() {
    for (from, to, expected) in [
        (
            "timeout = 300",
            "timeout = \"300 s\"",
            "api/common.toml:2: invalid type: string",
        ),
        (
            "poll_interval = 2.0\n",
            "\n",
            "api/common.toml:1: missing field `poll_interval`",
        ),
        (
            "timeout = 300",
            "timeout = 300\nretries = 2",
            "api/common.toml:3: unknown field `retries`",
        ),
    ] {
        let found = problems_with(&COMMON.replacen(from, to, 1), PLAIN);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with(expected), "{found:?}");
    }
}

#[test]
fn an_unknown_type_is_named() {
    let found = problem("type = \"int\"", "type = \"number\"");
    assert!(
        found.starts_with("api/teams.toml:12: unknown type `number`"),
        "{found}"
    );
    let found = problem("type = \"Team\"", "type = \"[Tem]\"");
    assert!(
        found.starts_with("api/teams.toml:14: unknown type `[Tem]`"),
        "{found}"
    );
}

#[test]
fn an_argument_of_the_path_must_be_declared() {
    let found = problem("{team_id}/\"", "{team_id}/{member_id}/\"");
    let expected = "api/teams.toml:8: the path names `{member_id}`, which is no argument";
    assert_eq!(found, expected);
}

#[test]
fn the_order_of_a_body_names_each_argument_in_it() {
    let found = problem("checks = [{", "body_order = [\"size\"]\nchecks = [{");
    let expected = "api/teams.toml:13: `body_order` names each argument in the body once";
    assert_eq!(found, expected);
}

#[test]
fn an_operation_is_declared_once() {
    let twice = PLAIN.replace(
        "[enums.TeamStatus]",
        "[operations.get]\n\n[enums.TeamStatus]",
    );
    let found = problems(&twice);
    assert_eq!(found.len(), 1);
    assert!(
        found[0].starts_with("api/teams.toml:18: duplicate key"),
        "{found:?}"
    );
}

#[test]
fn a_name_is_declared_once() {
    let found = problems(&PLAIN.replace(
        "[models.Team]",
        "[models.TeamStatus]\ndoc = \"No.\"\n\n[models.Team]",
    ));
    assert_eq!(found, ["api/teams.toml:18: `TeamStatus` is declared twice"]);
}

#[test]
fn docs_and_examples_are_required() {
    for (from, to, expected) in [
        (
            "doc = \"Returns one team.\"",
            "",
            "api/teams.toml:8: operation `get` has no doc",
        ),
        (
            ", doc = \"The size.\"",
            "",
            "api/teams.toml:12: argument `size` has no doc",
        ),
        (
            ", doc = \"The team.\"",
            "",
            "api/teams.toml:14: the result has no doc",
        ),
        (
            ", doc = \"Its status.\"",
            "",
            "api/teams.toml:26: field `status` has no doc",
        ),
        (
            "doc = \"A team.\"",
            "",
            "api/teams.toml:23: model `Team` has no doc",
        ),
        (
            "Returns one team.",
            "Returns one team",
            "api/teams.toml:8: the doc of operation `get` does not end with a full stop",
        ),
        (
            "example.typescript = \"await client.teams.get(1);\"",
            "",
            "api/teams.toml:8: operation `get` has no example.typescript",
        ),
    ] {
        assert_eq!(problem(from, to), expected);
    }
}

#[test]
fn an_unknown_key_is_named() {
    let found = problem("request =", "reqest =");
    assert!(
        found.starts_with("api/teams.toml:10: unknown field `reqest`"),
        "{found}"
    );
}

#[test]
fn rejects_unknown_rules() {
    for (from, to, expected) in [
        (
            "send = \"default 5\"",
            "send = \"sometimes\"",
            "api/teams.toml:12: unknown send rule `sometimes`",
        ),
        (
            "in = \"query\"",
            "in = \"header\"",
            "api/teams.toml:12: unknown location `header`",
        ),
        (
            "rule = \"integer\"",
            "rule = \"size\"",
            "api/teams.toml:13: unknown check `size`",
        ),
        (
            "argument = \"size\"",
            "argument = \"siez\"",
            "api/teams.toml:13: the check names `siez`, which is no argument",
        ),
        (
            "request = \"GET teams/{team_id}/\"",
            "request = \"FETCH teams/{team_id}/\"",
            "api/teams.toml:10: a request is a method and a path",
        ),
        (
            "default = \"new\"\nvalues",
            "default = \"old\"\nvalues",
            "api/teams.toml:20: `old` is no value of `TeamStatus`",
        ),
        (
            "returns =",
            "flow = \"swim\"\nreturns =",
            "api/teams.toml:14: unknown flow `swim`",
        ),
        (
            "returns =",
            "pages = { kind = \"cursor\", name = \"Teams\", example.python = \"a\", example.typescript = \"a\" }\nreturns =",
            "api/teams.toml:14: an operation that collects pages returns a list",
        ),
        (
            "returns =",
            "pages = { kind = \"number\", name = \"Teams\", example.python = \"a\", example.typescript = \"a\" }\nreturns =",
            "api/teams.toml:14: unknown kind of pages `number`",
        ),
        (
            "returns =",
            "pages = { kind = \"single\", name = \"Teams\", example.python = \"a\", example.typescript = \"a\" }\nreturns =",
            "api/teams.toml:14: single pages need `of`",
        ),
        (
            "returns =",
            "pages = { kind = \"single\", name = \"Teams\", of = \"Team\", position = \"before\", example.python = \"a\", example.typescript = \"a\" }\nreturns =",
            "api/teams.toml:14: single pages need the argument `before`",
        ),
        (
            "returns =",
            "idempotency = \"required\"\nreturns =",
            "api/teams.toml:14: unknown idempotency `required`",
        ),
        (
            "returns =",
            "idempotency = \"with token\"\nreturns =",
            "api/teams.toml:14: `token` is no argument",
        ),
        (
            "rule = \"integer\", min = 1, max = 9, text = \"size is 1 to 9\"",
            "rule = \"slug\", max = 9, text = \"size\"",
            "api/teams.toml:13: the check `slug` has its own text",
        ),
        (
            ", text = \"size is 1 to 9\"",
            "",
            "api/teams.toml:13: the check `integer` needs the text of its error",
        ),
        (
            "in = \"query\"",
            "in = \"query\", positional = \"rust\"",
            "api/teams.toml:12: unknown position `rust`",
        ),
        (
            "in = \"query\"",
            "in = \"query\", with = \"team_id\"",
            "api/teams.toml:12: `with` is for constants",
        ),
        (
            "doc = \"The teams of this account.\"",
            "doc = \"The teams of this account.\"\nchannel = \"post\"",
            "api/teams.toml:7: unknown channel `post`",
        ),
        (
            "doc = \"A team.\"",
            "doc = \"A team.\"\nextra = \"keep\"",
            "api/teams.toml:25: unknown rule for unknown fields `keep`",
        ),
        (
            "doc = \"Its status.\"",
            "required = true, doc = \"Its status.\"",
            "api/teams.toml:26: `required` is for a field that may be null",
        ),
        (
            "type = \"Team\", doc",
            "type = \"TeamPage<Team>\", doc",
            "api/teams.toml:14: unknown type `TeamPage<Team>`",
        ),
        (
            "name = \"teams\"",
            "name = \"team\"",
            "api/teams.toml:2: resource `team` belongs in a file of its name",
        ),
    ] {
        let found = problem(from, to);
        assert!(found.starts_with(expected), "{found}");
    }
}

#[test]
fn named_checks_are_functions_of_core() {
    let checks = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../api");
    assert!(load(&checks).is_ok());
    let found = problem(
        "rule = \"integer\", min = 1, max = 9, text = \"size is 1 to 9\"",
        "rule = \"search_query\"",
    );
    assert!(
        found.starts_with("api/teams.toml:13: unknown check `search_query`"),
        "{found}"
    );
}

#[test]
fn an_operation_that_starts_a_run_says_so() {
    let run = PLAIN
        .replace("\"Team\"", "\"RunDetail\"")
        .replace("models.Team]", "models.RunDetail]")
        .replace("GET teams", "POST teams");
    let starts = |text: &str, kind: &str| {
        let line = format!("starts = \"{kind}\"\nreturns = ");
        problems(&text.replacen("returns = ", &line, 1))
    };
    assert_eq!(starts(&run, "run"), Vec::<String>::new());
    let missing = "operation `get` starts a run: it needs `starts = \"run\"`";
    assert_eq!(problems(&run), [format!("api/teams.toml:8: {missing}")]);
    let text = "operation `get` starts no such work: it is no POST that returns `Compilation`";
    assert_eq!(
        starts(&run, "compilation"),
        [format!("api/teams.toml:14: {text}")]
    );
    let unknown = starts(PLAIN, "team");
    assert!(
        unknown[0].starts_with("api/teams.toml:14: unknown kind of work `team`"),
        "{unknown:?}"
    );
    let text = "operation `get` starts no such work: it is no POST that returns `RunDetail`";
    assert_eq!(starts(PLAIN, "run"), [format!("api/teams.toml:14: {text}")]);
}
