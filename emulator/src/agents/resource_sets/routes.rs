//! Routes of resource sets.

use axum::Router;
use axum::routing::{get, post};
use http::StatusCode;

use super::{ResourceSet, members, status};
use crate::response::{ApiError, CurrentAccount, Fields, Name, Outcome, json, no_content};
use crate::rest::pages::{Order, PageRequest};
use crate::rest::query::Query;
use crate::rest::replay::{Need, keyed};

pub(in crate::agents) fn routes() -> Router {
    Router::new()
        .route(
            "/mcp-resource-sets/",
            get(list).merge(keyed(Need::Key, post(create))),
        )
        .route(
            "/mcp-resource-sets/{id}/",
            get(detail).patch(update).put(replace).delete(delete),
        )
        .route("/mcp-resource-sets/{id}/members/", get(list_members))
        .route(
            "/mcp-resource-sets/{id}/replace-members/",
            post(replace_members),
        )
}

async fn list(CurrentAccount(account): CurrentAccount, query: Query) -> Outcome {
    let wanted = PageRequest::read(&query, 100, 100)?;
    let authority = query.choice("authority_type", &["owner", "external_principal"])?;
    let text = query.get("query").unwrap_or("").to_lowercase();
    let agents = account.agents();
    let rows = agents.sets.sets.iter().filter(|set| {
        authority.is_none_or(|authority| set.authority_type == authority)
            && query
                .get("principal_id")
                .is_none_or(|id| set.principal_id.as_deref() == Some(id))
            && (set.name.to_lowercase().contains(&text)
                || set.description.to_lowercase().contains(&text))
    });
    let page = wanted.cut(rows.map(|set| (set.number, set)), Order::OldestFirst);
    Ok(json(StatusCode::OK, &page.envelope()))
}

async fn create(CurrentAccount(account): CurrentAccount, fields: Fields) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let set = ResourceSet::create(&fields, agents.sets.made + 1, moment)?;
    if let Some(principal) = &set.principal_id
        && !agents.deployments.has_principal(principal)
    {
        let text = "There is no such principal.";
        return Err(ApiError::invalid("principal_id", text));
    }
    agents.sets.made += 1;
    let response = json(StatusCode::CREATED, &set.whole());
    agents.sets.sets.push(set);
    Ok(response)
}

async fn detail(CurrentAccount(account): CurrentAccount, Name(id): Name) -> Outcome {
    let agents = account.agents();
    Ok(json(StatusCode::OK, &agents.sets.get(&id)?.whole()))
}

async fn update(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let set = agents.sets.get_mut(&id)?;
    set.expect(&fields)?;
    let name = match fields.some_raw("name") {
        Some(_) => Some(fields.required_short_text("name", 255)?),
        None => None,
    };
    let description = fields.short_text("description", 2_000)?;
    let status = status(&fields)?;
    set.name = name.unwrap_or_else(|| set.name.clone());
    set.description = description.unwrap_or_else(|| set.description.clone());
    set.status = status.unwrap_or(set.status);
    set.touch(moment);
    Ok(json(StatusCode::OK, &set.whole()))
}

async fn replace(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let set = agents.sets.get_mut(&id)?;
    set.expect(&fields)?;
    let name = fields.required_short_text("name", 255)?;
    let description = fields.short_text("description", 2_000)?;
    let status = status(&fields)?;
    set.name = name;
    set.description = description.unwrap_or_default();
    set.status = status.unwrap_or("active");
    set.touch(moment);
    Ok(json(StatusCode::OK, &set.whole()))
}

/// A set that an agent or a group has is not deleted.
async fn delete(CurrentAccount(account): CurrentAccount, Name(id): Name) -> Outcome {
    let mut agents = account.agents();
    agents.sets.get(&id)?;
    let mut tasks = agents.tasks.values();
    if tasks.any(|task| task.access.resource_sets.contains(&id)) || agents.groups.has_set(&id) {
        let text = "An agent or a group has the resource set.";
        return Err(ApiError::conflict("resource_set_in_use", text));
    }
    agents.sets.sets.retain(|set| set.public_id != id);
    Ok(no_content())
}

async fn list_members(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    query: Query,
) -> Outcome {
    let wanted = PageRequest::read(&query, 100, 100)?;
    let agents = account.agents();
    let members = agents.sets.get(&id)?.members.iter();
    let rows = members
        .enumerate()
        .map(|(place, member)| (place as u64, member));
    let page = wanted.cut(rows, Order::OldestFirst);
    Ok(json(StatusCode::OK, &page.envelope()))
}

async fn replace_members(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let set = agents.sets.get(&id)?;
    set.expect(&fields)?;
    let members = members::read(&agents, set, &fields, moment)?;
    let set = agents.sets.get_mut(&id)?;
    set.member_count = members.len();
    set.members = members;
    set.touch(moment);
    Ok(json(StatusCode::OK, &set.whole()))
}
