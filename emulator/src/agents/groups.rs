//! Groups of agents that use the same resource sets.

use axum::Router;
use axum::routing::{get, post};
use http::StatusCode;
use serde::Serialize;

use super::Agents;
use crate::accounts::Moment;
use crate::clock::Stamp;
use crate::response::{ApiError, CurrentAccount, Fields, Name, Outcome, json, no_content};
use crate::rest::ids::new_uuid;
use crate::rest::pages::{Order, PageRequest};
use crate::rest::query::Query;
use crate::rest::replay::{Need, keyed};

#[derive(Default)]
pub(super) struct Groups {
    groups: Vec<Group>,
    made: u64,
}

#[derive(Clone, Serialize)]
struct Group {
    #[serde(skip)]
    number: u64,
    public_id: String,
    name: String,
    description: String,
    is_active: bool,
    agent_ids: Vec<String>,
    resource_set_ids: Vec<String>,
    created_at: Stamp,
    updated_at: Stamp,
}

impl Groups {
    fn get(&self, id: &str) -> Outcome<&Group> {
        let found = self.groups.iter().find(|group| group.public_id == id);
        found.ok_or_else(ApiError::not_found)
    }

    pub(super) fn has_agent(&self, agent: &str) -> bool {
        self.groups
            .iter()
            .any(|group| group.agent_ids.iter().any(|id| id == agent))
    }

    pub(super) fn has_set(&self, set: &str) -> bool {
        self.groups
            .iter()
            .any(|group| group.resource_set_ids.iter().any(|id| id == set))
    }

    pub(super) fn forget_agent(&mut self, agent: &str) {
        for group in &mut self.groups {
            group.agent_ids.retain(|id| id != agent);
        }
    }
}

impl Group {
    fn set(&mut self, agents: &Agents, fields: &Fields, moment: Moment) -> Outcome<()> {
        if fields.some_raw("name").is_some() {
            self.name = fields.required_short_text("name", 255)?;
        }
        if let Some(description) = fields.short_text("description", 2_000)? {
            self.description = description;
        }
        if let Some(is_active) = fields.flag("is_active")? {
            self.is_active = is_active;
        }
        if let Some(mut ids) = fields.texts("agent_ids")? {
            if let Some(unknown) = ids.iter().find(|id| !agents.tasks.contains_key(*id)) {
                let text = format!("{unknown:?} is not an agent.");
                return Err(ApiError::invalid("agent_ids", text));
            }
            dedup(&mut ids);
            self.agent_ids = ids;
        }
        if let Some(mut ids) = fields.texts("resource_set_ids")? {
            agents.known_sets("resource_set_ids", &ids)?;
            dedup(&mut ids);
            self.resource_set_ids = ids;
        }
        self.updated_at = moment.wall();
        Ok(())
    }
}

/// Keeps the first of equal ids.
fn dedup(ids: &mut Vec<String>) {
    let mut seen = std::collections::HashSet::new();
    ids.retain(|id| seen.insert(id.clone()));
}

pub(super) fn routes() -> Router {
    Router::new()
        .route(
            "/agent-groups/",
            get(list).merge(keyed(Need::Key, post(create))),
        )
        .route(
            "/agent-groups/{id}/",
            get(detail).patch(update).delete(delete),
        )
}

async fn list(CurrentAccount(account): CurrentAccount, query: Query) -> Outcome {
    let wanted = PageRequest::read(&query, 100, 100)?;
    let text = query.get("query").unwrap_or("").to_lowercase();
    let agents = account.agents();
    let rows = agents.groups.groups.iter().filter(|group| {
        group.name.to_lowercase().contains(&text)
            || group.description.to_lowercase().contains(&text)
    });
    let page = wanted.cut(rows.map(|group| (group.number, group)), Order::OldestFirst);
    Ok(json(StatusCode::OK, &page.envelope()))
}

async fn create(CurrentAccount(account): CurrentAccount, fields: Fields) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let mut group = Group {
        number: agents.groups.made + 1,
        public_id: new_uuid(),
        name: fields.required_short_text("name", 255)?,
        description: String::new(),
        is_active: true,
        agent_ids: Vec::new(),
        resource_set_ids: Vec::new(),
        created_at: moment.wall(),
        updated_at: moment.wall(),
    };
    group.set(&agents, &fields, moment)?;
    agents.groups.made += 1;
    let response = json(StatusCode::CREATED, &group);
    agents.groups.groups.push(group);
    Ok(response)
}

async fn detail(CurrentAccount(account): CurrentAccount, Name(id): Name) -> Outcome {
    let agents = account.agents();
    Ok(json(StatusCode::OK, agents.groups.get(&id)?))
}

async fn update(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let mut changed = agents.groups.get(&id)?.clone();
    changed.set(&agents, &fields, moment)?;
    let response = json(StatusCode::OK, &changed);
    for group in &mut agents.groups.groups {
        if group.public_id == id {
            *group = changed.clone();
        }
    }
    Ok(response)
}

async fn delete(CurrentAccount(account): CurrentAccount, Name(id): Name) -> Outcome {
    let mut agents = account.agents();
    agents.groups.get(&id)?;
    agents.groups.groups.retain(|group| group.public_id != id);
    Ok(no_content())
}
