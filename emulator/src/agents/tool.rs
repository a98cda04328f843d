//! Tools of an account, and the steps of their configuration.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::catalogue::APPROVAL;
use super::{catalogue, schema};
use crate::accounts::Moment;
use crate::clock::{Micros, Stamp};
use crate::response::{ApiError, Fields, Outcome};
use crate::rest::ids::{is_slug, new_uuid};

pub(super) struct Tool {
    pub(super) id: u64,
    pub(super) public_id: String,
    pub(super) mcp_tool: String,
    /// Distinguishes tools of one kind.
    pub(super) alias: String,
    user_config: Map<String, Value>,
    is_active: bool,
    unsafe_methods: Vec<String>,
    steps: Vec<Value>,
    /// How many of `steps` are done.
    finished: usize,
    response: String,
    /// The page of its approval.
    approval_url: String,
    created: Micros,
    updated: Micros,
}

impl Tool {
    /// A tool of the catalogue, not configured yet; `None` if there is none of this name.
    pub(super) fn new(name: &str, now: Micros) -> Option<Self> {
        let entry = catalogue::entry(name)?;
        Some(Self {
            id: 0,
            public_id: new_uuid(),
            mcp_tool: entry.name.to_owned(),
            alias: "default".to_owned(),
            user_config: Map::new(),
            is_active: true,
            unsafe_methods: Vec::new(),
            steps: entry.configuration_steps,
            finished: 0,
            response: String::new(),
            approval_url: String::new(),
            created: now,
            updated: now,
        })
    }

    pub(super) fn create(fields: &Fields, now: Micros) -> Outcome<Self> {
        let name = fields.required_text("mcp_tool")?;
        let mut tool = Self::new(&name, now).ok_or_else(|| {
            ApiError::field("mcp_tool", vec![format!("{name:?} is not a valid choice.")])
        })?;
        tool.set(fields)?;
        Ok(tool)
    }

    pub(super) fn update(&mut self, fields: &Fields, now: Micros) -> Outcome<()> {
        self.set(fields)?;
        self.updated = now;
        Ok(())
    }

    fn set(&mut self, fields: &Fields) -> Outcome<()> {
        let config = fields.read::<Option<_>>("user_config", "Expected a dictionary of items.")?;
        let active = fields.read::<Option<_>>("is_active", "Must be a valid boolean.")?;
        let alias = fields.text("alias")?;
        if alias.as_ref().is_some_and(|alias| !is_slug(alias, 64)) {
            let text = "Enter 1 to 64 letters, digits, underscores or hyphens.";
            return Err(ApiError::invalid("alias", text));
        }
        let methods = fields.read::<Option<_>>("unsafe_methods", "Expected a list of items.")?;
        if let Some(alias) = alias {
            self.alias = alias;
        }
        if let Some(config) = config.flatten() {
            self.user_config = config;
        }
        if let Some(active) = active.flatten() {
            self.is_active = active;
        }
        if let Some(methods) = methods.flatten() {
            self.unsafe_methods = methods;
        }
        Ok(())
    }

    pub(super) fn is_configured(&self) -> bool {
        self.finished == self.steps.len()
    }

    /// Whether it needs configuration by a user.
    pub(super) fn needs_configuration(&self) -> bool {
        !self.steps.is_empty()
    }

    /// Marks every step as done.
    pub(super) fn configure(&mut self) {
        self.finished = self.steps.len();
    }

    /// Sets the page that completes an approval.
    pub(super) fn set_approval_url(&mut self, url: String) {
        self.approval_url = url;
    }

    fn awaits_approval(&self) -> bool {
        let next = self.steps.get(self.finished);
        next.is_some_and(|step| step["step_type"] == APPROVAL)
    }

    /// Completes the approval; `false` if none is due.
    pub(super) fn approve(&mut self, now: Micros) -> bool {
        let is_due = self.awaits_approval();
        if is_due {
            self.finished += 1;
            self.updated = now;
        }
        is_due
    }

    /// Completes the next step. An object must have the properties of the step; any other value is that of its
    /// first property.
    pub(super) fn provide(&mut self, response: Value, now: Micros) -> Outcome<()> {
        let Some(step) = self.steps.get(self.finished) else {
            return Ok(());
        };
        let expected = step
            .get("vars_from_user_schema")
            .cloned()
            .unwrap_or_default();
        match response {
            Value::Object(values) => {
                let problems = schema::problems(&expected, &values);
                if !problems.is_empty() {
                    return Err(ApiError::field("user_response", problems));
                }
                self.user_config.extend(values);
            }
            other => {
                let first = schema::properties(&expected)
                    .first()
                    .map(|property| property.name.to_owned());
                self.user_config.extend(first.map(|name| (name, other)));
            }
        }
        self.finished += 1;
        self.response = if self.is_configured() {
            "Configured.".to_owned()
        } else {
            "Step completed.".to_owned()
        };
        self.updated = now;
        Ok(())
    }

    /// The result of a call of the tool.
    pub(super) fn call(&self, action: &str, arguments: Value) -> Value {
        match action {
            // Lets a test choose the whole response.
            "echo" => match arguments {
                Value::Object(mut members) if members.contains_key("value") => {
                    members.remove("value").unwrap_or_default()
                }
                other => other,
            },
            "tavily_search" | "search" => {
                let query = arguments.get("query").cloned().unwrap_or_default();
                json!({ "query": query, "results": [
                    { "title": "First result", "url": "https://example.com/1", "content": "A passage." },
                    { "title": "Second result", "url": "https://example.com/2", "content": "Another passage." },
                ]})
            }
            _ => {
                json!({ "action": action, "arguments": arguments, "tool": self.mcp_tool, "success": true })
            }
        }
    }

    pub(super) fn view(&self, moment: Moment) -> View<'_> {
        let (finished, left) = self.steps.split_at(self.finished);
        View {
            id: self.id,
            public_id: &self.public_id,
            mcp_tool: &self.mcp_tool,
            alias: &self.alias,
            user_config: &self.user_config,
            is_configured: left.is_empty(),
            is_active: self.is_active,
            unsafe_methods: &self.unsafe_methods,
            required_configuration_steps: &self.steps,
            finished_configuration_steps: finished,
            next_configuration_step: left.first(),
            redirect_url: if self.awaits_approval() {
                &self.approval_url
            } else {
                ""
            },
            response: &self.response,
            created_at: moment.stamp(self.created),
            updated_at: moment.stamp(self.updated),
        }
    }
}

#[derive(Serialize)]
pub(super) struct View<'a> {
    id: u64,
    public_id: &'a str,
    mcp_tool: &'a str,
    alias: &'a str,
    user_config: &'a Map<String, Value>,
    is_configured: bool,
    is_active: bool,
    unsafe_methods: &'a [String],
    required_configuration_steps: &'a [Value],
    finished_configuration_steps: &'a [Value],
    next_configuration_step: Option<&'a Value>,
    redirect_url: &'a str,
    response: &'a str,
    created_at: Stamp,
    updated_at: Stamp,
}
