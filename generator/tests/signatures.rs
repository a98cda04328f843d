//! The generated signatures and classes of Python.

#![allow(clippy::unwrap_used)]

use std::path::PathBuf;

use flymyai_generator::{files, load};

const DECLARATION: &str = r#"[resource]
name = "sets"
class = "Sets"
item = "set"
module = "Sets."
doc = "The sets of this account."
python_module = "flymyai.agents._sets"

[operations.update]
doc = "Changes a set."
request = "PATCH sets/{set_id}/"
arguments.set_id = { type = "text_id", doc = "The set's id." }
arguments.kind = { type = "Kind", default = "first_kind", send = "default \"first_kind\"", doc = "Its kind." }
arguments.members = { type = "[text]?", python_type = "Sequence[str]", doc = "Its members." }
fields_first = true
fields.goal = { type = "text", wire = "user_prompt", doc = "Its goal." }
checks = [{ argument = "set_id", rule = "uuid" }]
options = { name = "SetUpdate", doc = "A change." }
returns = { type = "Set", doc = "The set." }
example.python = ">>> client.sets.update(1)"
example.typescript = "await client.sets.update(1);"

[models.Set]
doc = "A set."
extra = "ignore"
fields.form = { type = "text", literal = "set.v1", doc = "Its form." }

[enums.Kind]
doc = "A kind."
default = "first_kind"
values.first_kind = "The first."
"#;

const COMMON: &str = r#"[waits]
timeout = 300
poll_interval = 2.0
event_poll_interval = 1.0

[arguments]
changes = "The fields to change."

[errors]
FlyMyAIAgentError = "the service refuses"
"#;

fn has(path: &str, texts: &[&str]) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join("signatures")
        .join(path.replace(['/', '.'], "-"));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("common.toml"), COMMON).unwrap();
    std::fs::write(folder.join("sets.toml"), DECLARATION).unwrap();
    let api = load(&folder)
        .map_err(|problems| problems[0].clone())
        .unwrap();
    let file = files(&api).into_iter().find(|file| file.path == path);
    let found = squeezed(&file.unwrap().text);
    for text in texts {
        assert!(found.contains(&squeezed(text)), "{text}\n{found}");
    }
}

/// Without white space and commas, which the formatter changes.
fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|each| !each.is_whitespace() && *each != ',')
        .collect()
}

#[test]
fn signatures_have_the_types_of_python() {
    has(
        "bindings-python/python/flymyai/resources/sets.py",
        &[
            r#"__module__ = "flymyai.agents._sets""#,
            "set_id: Any",
            "kind: Union[Kind, str] = Kind.FIRST_KIND",
            "members: Optional[Sequence[str]] = None",
        ],
    );
}

#[test]
fn records_have_their_module_and_constants() {
    has(
        "bindings-python/python/flymyai/types/sets.py",
        &[
            r#"__module__ = "flymyai.agents._sets""#,
            r#"model_config = ConfigDict(extra="ignore")"#,
            r#"form: Literal["set.v1"]"#,
        ],
    );
}

#[test]
fn renamed_fields_stand_before_the_arguments_behind_all_fields() {
    has(
        "core/src/agents/operations/sets.rs",
        &[
            r#"Body::OpenFirst(&[Field::new("goal", When::Given).sent_as("user_prompt"), Field::new("kind""#,
        ],
    );
}
