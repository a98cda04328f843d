//! Agents, which the paths of the API call tasks.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::access::Access;
use super::plan::raw;
use super::tool::{self, Tool};
use super::{Raw, access, schema};
use crate::accounts::Moment;
use crate::clock::{Micros, Stamp};
use crate::response::{ApiError, Fields, Outcome};
use crate::rest::ids;

const STATUSES: [&str; 4] = ["draft", "initialization_required", "active", "archived"];

#[derive(Clone)]
pub(super) struct Task {
    pub(super) uuid: Arc<str>,
    /// The agent's number in runs.
    pub(super) number: u64,
    pub(super) name: String,
    pub(super) user_prompt: String,
    pub(super) available_tools: Vec<u64>,
    available_custom_mcp_servers: Vec<u64>,
    pub(super) access: Access,
    pub(super) input_schema: Option<Raw>,
    pub(super) input_description: String,
    pub(super) output_schema: Option<Raw>,
    pub(super) output_description: String,
    status: String,
    cron_schedule: String,
    webhook_url: Option<String>,
    created: Micros,
    updated: Micros,
    /// How many runs it has had.
    pub(super) runs: u64,
}

/// The agents of a new account. They have the seeded tools, whose ids are 1 and 2.
pub(super) fn seeds() -> [Task; 2] {
    let mut research = Task::new("agent_abc123".into(), 0);
    research.name = "Renewable energy researcher".to_owned();
    research.user_prompt = "renewable energy trends 2026, with sources for every figure".to_owned();
    research.available_tools = vec![1, 2];
    research.status = "active".to_owned();
    let mut scored = Task::new("agent_scored".into(), 0);
    scored.name = "Website reviewer".to_owned();
    scored.user_prompt = "Review the website and score how easy it is to use".to_owned();
    scored.available_tools = vec![2];
    scored.status = "active".to_owned();
    scored.input_schema = Some(raw(&json!({
        "type": "object",
        "properties": { "website_url": { "type": "string" } },
        "required": ["website_url"],
    })));
    scored.input_description = "The website to review".to_owned();
    scored.output_schema = Some(raw(&json!({
        "type": "object",
        "properties": { "score": { "type": "number" }, "summary": { "type": "string" } },
        "required": ["score", "summary"],
    })));
    scored.output_description = "A score and what it rests on".to_owned();
    [research, scored]
}

impl Task {
    fn new(uuid: Arc<str>, now: Micros) -> Self {
        Self {
            uuid,
            number: 0,
            name: String::new(),
            user_prompt: String::new(),
            available_tools: Vec::new(),
            available_custom_mcp_servers: Vec::new(),
            access: Access::default(),
            input_schema: None,
            input_description: String::new(),
            output_schema: None,
            output_description: String::new(),
            status: "draft".to_owned(),
            cron_schedule: String::new(),
            webhook_url: None,
            created: now,
            updated: now,
            runs: 0,
        }
    }

    /// An active agent without a goal.
    pub(super) fn named(name: &str, now: Micros) -> Self {
        Self::scripted(&ids::new_uuid(), name, now)
    }

    /// The same with a known id.
    pub(super) fn scripted(id: &str, name: &str, now: Micros) -> Self {
        let mut task = Self::new(id.into(), now);
        task.name = name.to_owned();
        task.status = "active".to_owned();
        task
    }

    pub(super) fn create(
        fields: &Fields,
        tools: &BTreeMap<u64, Tool>,
        now: Micros,
    ) -> Outcome<Self> {
        let mut task = Self::new(ids::new_uuid().into(), now);
        task.name = fields.required_text("name")?;
        task.user_prompt = match access::prompt_of_source(fields)? {
            Some(prompt) => prompt,
            None => fields.required_text("user_prompt")?,
        };
        task.set(fields, tools)?;
        Ok(task)
    }

    /// Changes the members of `fields`; if one is invalid, none.
    pub(super) fn update(
        &mut self,
        fields: &Fields,
        tools: &BTreeMap<u64, Tool>,
        now: Micros,
    ) -> Outcome<()> {
        let mut changed = self.clone();
        if fields.raw("name").is_some() {
            changed.name = fields.required_text("name")?;
        }
        if fields.raw("user_prompt").is_some() {
            changed.user_prompt = fields.required_text("user_prompt")?;
            changed.access.user_prompt_source = None;
        }
        if let Some(prompt) = access::prompt_of_source(fields)? {
            changed.user_prompt = prompt;
        }
        changed.set(fields, tools)?;
        changed.updated = now;
        *self = changed;
        Ok(())
    }

    fn set(&mut self, fields: &Fields, tools: &BTreeMap<u64, Tool>) -> Outcome<()> {
        const LIST: &str = "Expected a list of items.";
        if let Some(ids) = fields.read::<Vec<u64>>("available_tools", LIST)? {
            if let Some(unknown) = ids.iter().find(|id| !tools.contains_key(id)) {
                let text = format!("Invalid pk \"{unknown}\" - object does not exist.");
                return Err(ApiError::field("available_tools", vec![text]));
            }
            self.available_tools = ids;
        }
        if let Some(ids) = fields.read("available_custom_mcp_servers", LIST)? {
            self.available_custom_mcp_servers = ids;
        }
        set_schema(&mut self.input_schema, fields, "input_schema")?;
        set_schema(&mut self.output_schema, fields, "output_schema")?;
        set_text(&mut self.input_description, fields, "input_description")?;
        set_text(&mut self.output_description, fields, "output_description")?;
        set_text(&mut self.cron_schedule, fields, "cron_schedule")?;
        if let Some(url) = fields.read::<Option<String>>("webhook_url", "Enter a valid URL.")? {
            self.webhook_url = url;
        }
        if let Some(status) = fields.text("status")? {
            if !STATUSES.contains(&status.as_str()) {
                return Err(ApiError::field(
                    "status",
                    vec![format!("{status:?} is not a valid choice.")],
                ));
            }
            self.status = status;
        }
        Ok(())
    }

    /// Stores suggested schemas.
    pub(super) fn set_schemas(&mut self, input: &Value, output: &Value, now: Micros) {
        self.input_schema = Some(raw(input));
        self.output_schema = Some(raw(output));
        self.updated = now;
    }

    /// The variables of a request for a run, if they fit the input schema.
    pub(super) fn variables(&self, fields: &Fields) -> Outcome<Raw> {
        let sent = fields.some_raw("variables");
        if sent.is_some_and(|raw| !raw.get().starts_with('{')) {
            let text = "Expected a dictionary of items.".to_owned();
            return Err(ApiError::field("variables", vec![text]));
        }
        // JSON that serde_json cannot read (half a surrogate pair, 1e999) is not checked and is kept as sent.
        let values = sent.map_or(Ok(serde_json::Map::new()), |raw| {
            serde_json::from_str(raw.get())
        });
        if let (Some(schema), Ok(values)) = (&self.input_schema, values) {
            let schema: Value = serde_json::from_str(schema.get()).unwrap_or_default();
            let problems = schema::problems(&schema, &values);
            if !problems.is_empty() {
                return Err(ApiError::field("variables", problems));
            }
        }
        Ok(sent.map_or_else(super::run::no_variables, |raw| Arc::from(raw.to_owned())))
    }

    /// The agent outside its detail: tools by id.
    pub(super) fn row(&self, tools: &BTreeMap<u64, Tool>, moment: Moment) -> View<'_, &[u64]> {
        self.view(&self.available_tools, tools, moment)
    }

    /// The agent in pages of lists: a row without its goal.
    pub(super) fn compact_row(
        &self,
        tools: &BTreeMap<u64, Tool>,
        moment: Moment,
    ) -> View<'_, &[u64]> {
        View {
            user_prompt: None,
            ..self.row(tools, moment)
        }
    }

    /// The agent with its whole tools.
    pub(super) fn detail<'a>(
        &'a self,
        tools: &'a BTreeMap<u64, Tool>,
        moment: Moment,
    ) -> View<'a, Vec<tool::View<'a>>> {
        let nested = self
            .available_tools
            .iter()
            .filter_map(|id| tools.get(id))
            .map(|tool| tool.view(moment));
        self.view(nested.collect(), tools, moment)
    }

    fn view<'a, T: Serialize>(
        &'a self,
        available_tools: T,
        tools: &BTreeMap<u64, Tool>,
        moment: Moment,
    ) -> View<'a, T> {
        let unconfigured = self
            .available_tools
            .iter()
            .copied()
            .filter(|id| tools.get(id).is_some_and(|tool| !tool.is_configured()));
        let tools_need_to_configure: Vec<u64> = unconfigured.collect();
        View {
            uuid: &self.uuid,
            name: &self.name,
            user_prompt: Some(&self.user_prompt),
            user_prompt_source: self.access.user_prompt_source.as_deref(),
            available_tools,
            available_custom_mcp_servers: &self.available_custom_mcp_servers,
            mcp_resource_set_ids: &self.access.resource_sets,
            mcp_access_mode: self.access.mode,
            input_schema: self.input_schema.as_deref(),
            input_description: &self.input_description,
            output_schema: self.output_schema.as_deref(),
            output_description: &self.output_description,
            all_tools_configured: tools_need_to_configure.is_empty(),
            tools_need_to_configure,
            generated_pipeline: json!({}),
            status: &self.status,
            cron_schedule: &self.cron_schedule,
            webhook_url: self.webhook_url.as_deref(),
            preview: &self.access.preview,
            preview_pinned: self.access.preview_pinned,
            created_at: moment.stamp(self.created),
            updated_at: moment.stamp(self.updated),
        }
    }
}

#[derive(Serialize)]
pub(super) struct View<'a, T> {
    uuid: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_prompt: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_prompt_source: Option<&'a RawValue>,
    available_tools: T,
    available_custom_mcp_servers: &'a [u64],
    mcp_resource_set_ids: &'a [String],
    mcp_access_mode: &'static str,
    input_schema: Option<&'a RawValue>,
    input_description: &'a str,
    output_schema: Option<&'a RawValue>,
    output_description: &'a str,
    all_tools_configured: bool,
    tools_need_to_configure: Vec<u64>,
    generated_pipeline: Value,
    status: &'a str,
    cron_schedule: &'a str,
    webhook_url: Option<&'a str>,
    preview: &'a str,
    preview_pinned: bool,
    created_at: Stamp,
    updated_at: Stamp,
}

fn set_text(target: &mut String, fields: &Fields, name: &str) -> Outcome<()> {
    if let Some(text) = fields.text(name)? {
        *target = text;
    }
    Ok(())
}

fn set_schema(target: &mut Option<Raw>, fields: &Fields, name: &str) -> Outcome<()> {
    let Some(sent) = fields.raw(name) else {
        return Ok(());
    };
    *target = match sent.get() {
        "null" => None,
        text if text.starts_with('{') => Some(Arc::from(sent.to_owned())),
        _ => {
            return Err(ApiError::field(
                name,
                vec!["Expected a dictionary of items.".to_owned()],
            ));
        }
    };
    Ok(())
}
