//! Webhook triggers, version 1: a signed delivery starts a run of the agent's live version.

mod delivery;
mod routes;

use std::collections::VecDeque;

use serde::Serialize;

use super::{Agents, Raw};
use crate::accounts::Moment;
use crate::clock::{Micros, Stamp};
use crate::response::{ApiError, Fields, Outcome};
use crate::rest::fields::required;
use crate::rest::ids::new_uuid;
pub(super) use routes::{routes, visits};

/// How many events are kept of a trigger.
const EVENTS: usize = 50;
const RATE: u64 = 60;

#[derive(Default)]
pub(super) struct Triggers {
    triggers: Vec<Trigger>,
}

#[derive(Clone, Serialize)]
struct Event {
    schema: &'static str,
    uuid: String,
    provider: &'static str,
    status: &'static str,
    detail: String,
    execution: Option<u64>,
    execution_public_id: Option<String>,
    received_at: Stamp,
    processed_at: Option<Stamp>,
}

#[derive(Clone)]
struct Trigger {
    uuid: String,
    agent_task: String,
    status: &'static str,
    secret: String,
    config: Option<Raw>,
    rate_limit_per_hour: u64,
    created: Stamp,
    event_count: u64,
    dispatch_count: u64,
    last_event: Option<Stamp>,
    last_dispatch: Option<Stamp>,
    /// Newest first.
    events: VecDeque<Event>,
    /// The times of the deliveries of the last hour.
    hour: VecDeque<Micros>,
}

#[derive(Serialize)]
struct View<'a> {
    schema: &'static str,
    uuid: &'a str,
    agent_task: &'a str,
    kind: &'static str,
    status: &'static str,
    config: &'a Raw,
    rate_limit_per_hour: u64,
    signature_required: bool,
    webhook_url: String,
    compilation: Option<u64>,
    event_count: u64,
    dispatch_count: u64,
    last_event_at: Option<Stamp>,
    last_dispatch_at: Option<Stamp>,
    created_at: Stamp,
}

impl Trigger {
    fn create(agents: &Agents, fields: &Fields, moment: Moment) -> Outcome<Self> {
        let agent_task = fields.required_text("agent_task")?;
        if !agents.tasks.contains_key(&agent_task) {
            return Err(ApiError::invalid("agent_task", "There is no such agent."));
        }
        fields.choice("kind", &["webhook"])?;
        let mut trigger = Self {
            uuid: new_uuid(),
            agent_task,
            status: "active",
            secret: String::new(),
            config: None,
            rate_limit_per_hour: RATE,
            created: moment.wall(),
            event_count: 0,
            dispatch_count: 0,
            last_event: None,
            last_dispatch: None,
            events: VecDeque::new(),
            hour: VecDeque::new(),
        };
        trigger.set(fields)?;
        if trigger.secret.is_empty() {
            return Err(required("secret"));
        }
        Ok(trigger)
    }

    fn set(&mut self, fields: &Fields) -> Outcome<()> {
        if fields.some_raw("secret").is_some() {
            self.secret = fields.required_short_text("secret", 255)?;
        }
        if let Some(rate) = fields.whole("rate_limit_per_hour", 1, 10_000)? {
            self.rate_limit_per_hour = rate;
        }
        if let Some(config) = fields.object("config")? {
            self.config = Some(config);
        }
        Ok(())
    }

    fn view<'a>(&'a self, agents: &Agents, none: &'a Raw, base: &str, moment: Moment) -> View<'a> {
        View {
            schema: "flymy.trigger.v1",
            uuid: &self.uuid,
            agent_task: &self.agent_task,
            kind: "webhook",
            status: self.status,
            config: self.config.as_ref().unwrap_or(none),
            rate_limit_per_hour: self.rate_limit_per_hour,
            signature_required: true,
            webhook_url: format!("{base}/webhooks/{}/", self.uuid),
            compilation: agents.live(&self.agent_task, moment),
            event_count: self.event_count,
            dispatch_count: self.dispatch_count,
            last_event_at: self.last_event,
            last_dispatch_at: self.last_dispatch,
            created_at: self.created,
        }
    }
}

impl Triggers {
    fn get(&self, id: &str) -> Outcome<&Trigger> {
        let found = self.triggers.iter().find(|trigger| trigger.uuid == id);
        found.ok_or_else(ApiError::not_found)
    }

    fn get_mut(&mut self, id: &str) -> Outcome<&mut Trigger> {
        let found = self.triggers.iter_mut().find(|trigger| trigger.uuid == id);
        found.ok_or_else(ApiError::not_found)
    }

    pub(super) fn forget_agent(&mut self, agent: &str) {
        self.triggers.retain(|trigger| trigger.agent_task != agent);
    }
}
