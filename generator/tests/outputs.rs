//! The generated lines of each language, for one declaration each.

#![allow(clippy::unwrap_used)]

use std::path::PathBuf;

use flymyai_generator::{files, load};

const DECLARATION: &str = r#"[resource]
name = "teams"
class = "Teams"
item = "team"
module = "Teams."
doc = "The teams of this account."
python_module = "flymyai.agents._mcp_sharing"
channel = "team"
timeout = 35

[operations.invite]
doc = "Invites to a team."
request = "POST /mcp-teams/{team_id}/invites/"
arguments.team_id = { type = "text_id", doc = "The team's id." }
arguments.email = { type = "text", default = "", send = "default \"\"", positional = "python", doc = "The address." }
arguments.kind = { type = "text", constant = "mail", doc = "The kind." }
arguments.spend_limit = { type = "decimal", default = "5", send = "default \"5\"", convert = "decimal_text", doc = "The limit." }
checks = [{ argument = "team_id", rule = "uuid" }]
idempotency = "team"
options = { name = "TeamInvitation", doc = "An invitation." }
returns = { type = "Invite", or = "Plan", truthy = "dry_run", doc = "The invitation." }
example.python = ">>> client.teams.invite(1)"
example.typescript = "await client.teams.invite(1);"

[operations.start]
doc = "Starts."
request = "POST /mcp-teams/{team_id}/start/"
arguments.team_id = { type = "text_id", doc = "The team's id." }
arguments.token = { type = "text?", doc = "The token." }
idempotency = "with token"
options = { name = "TeamStart", doc = "A start." }
returns = { type = "Plan", or = "Invite", given = "token", doc = "The plan." }
example.python = ">>> client.teams.start(1)"
example.typescript = "await client.teams.start(1);"

[operations.members]
doc = "Returns a page of the members."
request = "GET /mcp-teams/{team_id}/members/"
arguments.team_id = { type = "text_id", doc = "The team's id." }
arguments.cursor = { type = "text?", in = "query", send = "if_truthy", python_convert = "query_text", doc = "The place of the page." }
options = { name = "TeamMemberFilter", doc = "The members." }
returns = { type = "TeamPage<Invite>", doc = "The page." }
pages = { kind = "single", name = "Members", rows = "items", of = "Invite", example.python = "a", example.typescript = "a" }
example.python = ">>> client.teams.members(1)"
example.typescript = "await client.teams.members(1);"

[operations.live]
doc = "Returns the first invitation of an agent."
request = "GET /mcp-teams/live/"
arguments.agent_id = { type = "text_id", in = "query", positional = "everywhere", doc = "The agent's id." }
flow = "first"
returns = { type = "Invite?", doc = "The invitation." }
example.python = ">>> client.teams.live(1)"
example.typescript = "await client.teams.live(1);"

[operations.assign]
doc = "Assigns an agent."
request = "POST /mcp-teams/{team_id}/assign/"
arguments.team_id = { type = "text_id", doc = "The team's id." }
arguments.agent_id = { type = "text_id", doc = "The agent's id." }
options = { name = "TeamAssignment", doc = "An assignment." }
example.python = ">>> client.teams.assign(1, agent_id=2)"
example.typescript = "await client.teams.assign(1, { agentId: 2 });"

[operations.delete]
doc = "Deletes a team."
request = "DELETE /mcp-teams/{+team_id}/"
arguments.team_id = { type = "json", doc = "The team's id." }
status = 204
empty_body = true
example.python = ">>> client.teams.delete(1)"
example.typescript = "await client.teams.delete(1);"

[operations.update]
doc = "Changes a team."
request = "PATCH /mcp-teams/{team_id}/"
arguments.team_id = { type = "text_id", doc = "The team's id." }
arguments.revision = { type = "int", doc = "The revision." }
checks = [{ argument = "team_id", rule = "uuid" }]
fields = {}
fields_first = true
options = { name = "TeamUpdate", doc = "The changes." }
example.python = ">>> client.teams.update(1, revision=1)"
example.typescript = "await client.teams.update(1, { revision: 1 });"

[models.TeamPage]
doc = "A page."
generic = true
extra = "allow"
fields.items = { type = "[T]", max_length = 25, doc = "The rows." }
fields.next_cursor = { type = "text?", doc = "The place of the next page." }

[models.Plan]
doc = "A plan."
fields.steps = { type = "[text]", default = [], doc = "Its steps." }

[models.Invite]
doc = "An invitation."
hide_input = true
fields.id = { type = "uuid", doc = "Its id." }
fields.owner = { type = "int?", required = true, doc = "Its owner." }
fields.schema_ = { type = "text", wire = "schema", doc = "Its schema." }
fields.spend_limit = { type = "decimal", doc = "Its limit." }
fields.token = { type = "secret?", hidden = true, doc = "Its token." }
fields.revision = { type = "int", min = 1, strict = true, doc = "Its revision." }
"#;

const COMMON: &str = r#"[waits]
timeout = 300
poll_interval = 2.0
event_poll_interval = 1.0

[arguments]

[errors]
FlyMyAIAgentError = "the service refuses"
"#;

/// A generated file without white space and commas, which the formatter changes.
fn generated(path: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(path.replace(['/', '.'], "-"));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("common.toml"), COMMON).unwrap();
    std::fs::write(folder.join("teams.toml"), DECLARATION).unwrap();
    let api = load(&folder)
        .map_err(|problems| problems[0].clone())
        .unwrap();
    let file = files(&api).into_iter().find(|file| file.path == path);
    squeezed(&file.unwrap().text)
}

fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|each| !each.is_whitespace() && *each != ',')
        .collect()
}

fn has(path: &str, texts: &[&str]) {
    let found = generated(path);
    for text in texts {
        assert!(found.contains(&squeezed(text)), "{text}\n{found}");
    }
}

#[test]
fn the_table_of_core_has_channel_key_and_status() {
    has(
        "core/src/agents/operations/teams.rs",
        &[
            r#""/mcp-teams/{team_id}/invites/").body(Body::Only(&[Field::new("email", When::Default("\"\"")),
               Field::new("kind", When::Constant("\"mail\"")), Field::new("spend_limit", When::Default("\"5\""))]))
               .keyed(KeyRule::Team).channel(Channel::Team).timeout(35).decimals(&["spend_limit"])
               .checks(&[Check::new("team_id", Rule::Uuid, "")])"#,
            r#".keyed(KeyRule::Common).keyed_with("token")"#,
            r#".decimals(&["items.spend_limit"]).flow(Flow::Page(&Paging::single("Members", "items")))"#,
            r#""/mcp-teams/{+team_id}/").body(Body::Only(&[])).field_in_path().channel(Channel::Team)
               .timeout(35).status(204).flow(Flow::Done)"#,
        ],
    );
}

#[test]
fn python_has_positions_conversions_and_iterators() {
    has(
        "bindings-python/python/flymyai/resources/teams.py",
        &[
            r#"def invite(self, team_id: Any, email: str = "", *,
               spend_limit: Union[Decimal, str, int] = "5", idempotency_key: Optional[str] = None)"#,
            r#"json_bytes({"email": email, "spend_limit": decimal_text(spend_limit, "spend_limit")})"#,
            r#"_TEAM_PAGE_OF_INVITE = Single(TeamPage[Invite])"#,
            r#"def iter_members(self, team_id: Union[ResourceID, UUID], *, cursor: Optional[str] = None) -> Iterator[Invite]"#,
            r#"self._c._pages("teams.members", id_text(team_id, "team_id"), json_bytes({"cursor": query_text(cursor, "cursor")}))"#,
            r#"json_bytes({"agent_id": id_text(agent_id, "agent_id")}), subject=agent_id)"#,
            r#"json_bytes({"agent_id": id_value(agent_id, "agent_id")})"#,
            r#"fields=json_bytes({"team_id": team_id})"#,
            r#") -> Union[Invite, Plan]:"#,
            r#"@overload def start(self, team_id: Union[ResourceID, UUID], *, token: None = None,
               idempotency_key: Optional[str] = None) -> Plan: ..."#,
            r#"@overload def start(self, team_id: Union[ResourceID, UUID], *, token: str,
               idempotency_key: Optional[str] = None) -> Invite: ..."#,
            r#"_INVITE_OR_PLAN = Either(Invite, Plan, "dry_run")"#,
            r#"return self._c._send(choose(token, _PLAN, _INVITE), "teams.start""#,
            r#"_INVITE = Single(Invite)"#,
            r#"_PLAN = Single(Plan)"#,
            r#"__module__ = "flymyai.agents._mcp_sharing" def __init__(self, client: Any)"#,
            r#"def update(self, team_id: Any, *, revision: int, **changes: Any) -> None"#,
            r#"json_bytes({"revision": revision, **changes})"#,
        ],
    );
}

#[test]
fn models_have_exact_types_and_constraints() {
    has(
        "bindings-python/python/flymyai/types/teams.py",
        &[
            r#"class TeamPage(BaseModel, Generic[T])"#,
            r#"model_config = ConfigDict(extra="allow")"#,
            r#"items: List[T] = Field(max_length=25)"#,
            r#"model_config = ConfigDict(hide_input_in_errors=True)"#,
            r#"__module__ = "flymyai.agents._mcp_sharing""#,
            r#"id: UUID"#,
            r#"owner: Optional[int] """Its owner.""""#,
            r#"schema_: str = Field(alias="schema")"#,
            r#"spend_limit: Decimal"#,
            r#"token: Optional[SecretStr] = Field(default=None, repr=False)"#,
            r#"revision: int = Field(ge=1, strict=True)"#,
        ],
    );
    has(
        "core/src/agents/models/teams.rs",
        &[
            "pub struct TeamPage<T>",
            "pub items: Vec<T>",
            r#"#[serde(deserialize_with = "Option::deserialize")] pub owner: Option<i64>"#,
            "pub extra: Map<String, Value>",
            r#"#[serde(rename = "schema")]"#,
            "pub spend_limit: String",
            "pub token: Option<Secret>",
        ],
    );
    has(
        "bindings-node/ts/types/teams.ts",
        &[
            "export interface TeamPage<T> extends AsyncIterable<T>",
            "spendLimit: string",
            "schema: string",
        ],
    );
}

#[test]
fn rust_takes_the_fields_of_an_open_body() {
    has(
        "core/src/agents/resources/teams.rs",
        &["pub fn update(&self team_id: impl Into<Id> fields: &Value) -> TypedCall<()>"],
    );
}

#[test]
fn typescript_has_pages_and_hidden_secrets() {
    has(
        "bindings-node/ts/resources/teams.ts",
        &[
            "async invite(teamId: string, options?: TeamInvitation)",
            "spend_limit: decimalText(spendLimit)",
            r#"either(invite, plan, "dry_run"))"#,
            "Promise<Invite | Plan>",
            "choose(token, plan, invite))",
            "async start<Chosen extends string | null | undefined = undefined>(teamId: string,
             options?: TeamStart & { token?: Chosen | undefined }): Promise<Chosen extends string ? Invite : Plan>",
            r#"await this.#connection.page("teams.members", { id, fields, signal }, pageOf(TEAM_PAGE, "items", invite))"#,
            "iterMembers(teamId: string, options?: TeamMemberFilter): AsyncGenerator<Invite, void, undefined>",
            r#"this.#connection.rows("teams.members", () =>"#,
        ],
    );
    has(
        "bindings-node/ts/records/teams.ts",
        &[r#"hidden("token", none)"#, r#"field("schema")"#],
    );
}
