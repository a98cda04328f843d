//! Routes of triggers, and the webhooks themselves.

use axum::extract::Path;
use axum::routing::{delete, get, patch, post};
use axum::{Extension, Router};
use bytes::Bytes;
use http::StatusCode;

use super::{Trigger, delivery};
use crate::accounts::Account;
use crate::agents::run::no_variables;
use crate::response::{self, CurrentAccount, Fields, Name, Outcome, no_content};
use crate::rest::origin::{Origin, PublicHeaders};
use crate::rest::query::Query;
use crate::rest::replay::{Need, keyed};

pub(in crate::agents) fn routes() -> Router {
    Router::new()
        .route(
            "/triggers/",
            get(list).merge(keyed(Need::Key, post(create))),
        )
        .route(
            "/triggers/{id}/",
            get(detail).merge(keyed(Need::Key, patch(update).merge(delete(remove)))),
        )
        .route("/triggers/{id}/pause/", keyed(Need::Key, post(pause)))
        .route("/triggers/{id}/activate/", keyed(Need::Key, post(activate)))
        .route("/triggers/{id}/events/", get(events))
}

/// The address of deliveries.
pub(in crate::agents) fn visits() -> Router {
    Router::new().route("/visit/{handle}/webhooks/{id}/", post(deliver))
}

fn base(account: &Account, origin: &Origin) -> String {
    format!("{}/visit/{}", origin.0, account.handle)
}

async fn list(CurrentAccount(account): CurrentAccount, origin: Origin, query: Query) -> Outcome {
    let moment = account.moment();
    let agents = account.agents();
    let (none, base) = (no_variables(), base(&account, &origin));
    let task = query.get("task");
    let triggers = agents.triggers.triggers.iter().rev();
    let views: Vec<_> = triggers
        .filter(|trigger| task.is_none_or(|task| trigger.agent_task == task))
        .map(|trigger| trigger.view(&agents, &none, &base, moment))
        .collect();
    Ok(response::json(StatusCode::OK, &views))
}

/// The response about a trigger.
fn show(account: &Account, origin: &Origin, id: &str, status: StatusCode) -> Outcome {
    let moment = account.moment();
    let agents = account.agents();
    let trigger = agents.triggers.get(id)?;
    let (none, base) = (no_variables(), base(account, origin));
    Ok(response::json(
        status,
        &trigger.view(&agents, &none, &base, moment),
    ))
}

async fn create(
    CurrentAccount(account): CurrentAccount,
    origin: Origin,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let trigger = Trigger::create(&agents, &fields, moment)?;
    let id = trigger.uuid.clone();
    agents.triggers.triggers.push(trigger);
    drop(agents);
    show(&account, &origin, &id, StatusCode::CREATED)
}

async fn detail(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    origin: Origin,
) -> Outcome {
    show(&account, &origin, &id, StatusCode::OK)
}

async fn update(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    origin: Origin,
    fields: Fields,
) -> Outcome {
    let mut agents = account.agents();
    let mut changed = agents.triggers.get(&id)?.clone();
    changed.set(&fields)?;
    *agents.triggers.get_mut(&id)? = changed;
    drop(agents);
    show(&account, &origin, &id, StatusCode::OK)
}

async fn pause(CurrentAccount(account): CurrentAccount, Name(id): Name, origin: Origin) -> Outcome {
    account.agents().triggers.get_mut(&id)?.status = "paused";
    show(&account, &origin, &id, StatusCode::OK)
}

async fn activate(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    origin: Origin,
) -> Outcome {
    account.agents().triggers.get_mut(&id)?.status = "active";
    show(&account, &origin, &id, StatusCode::OK)
}

/// Its events are deleted with it; runs that it has started continue.
async fn remove(CurrentAccount(account): CurrentAccount, Name(id): Name) -> Outcome {
    let mut agents = account.agents();
    agents.triggers.get(&id)?;
    agents
        .triggers
        .triggers
        .retain(|trigger| trigger.uuid != id);
    Ok(no_content())
}

async fn events(CurrentAccount(account): CurrentAccount, Name(id): Name) -> Outcome {
    let agents = account.agents();
    let events = &agents.triggers.get(&id)?.events;
    Ok(response::json(StatusCode::OK, events))
}

async fn deliver(
    CurrentAccount(account): CurrentAccount,
    Path((_, id)): Path<(String, String)>,
    Extension(PublicHeaders(headers)): Extension<PublicHeaders>,
    body: Bytes,
) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let receipt = delivery::take(&mut agents, &id, &headers, &body, moment)?;
    Ok(response::json(StatusCode::ACCEPTED, &receipt))
}
