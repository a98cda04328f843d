//! Routes of deployments.

use axum::Router;
use axum::extract::Path;
use axum::routing::{get, post};
use http::StatusCode;
use serde_json::json;

use super::run::{Customer, published};
use super::{MODES, Missing};
use crate::agents::limits;
use crate::response::{self, ApiError, CurrentAccount, Fields, Name, Outcome};
use crate::rest::origin::Origin;
use crate::rest::pages::{Order, PageRequest};
use crate::rest::query::Query;
use crate::rest::replay::{Need, keyed};

pub(in crate::agents) fn routes() -> Router {
    Router::new()
        .route("/deployments/", get(list).post(create))
        .route("/deployments/{id}/", get(detail).patch(update))
        .route("/deployments/{id}/publish/", post(publish))
        .route("/deployments/{id}/preflight/", post(preflight))
        .route("/deployments/{id}/access/", get(access))
        .route("/deployments/{id}/connect-session/", post(connect))
        .route("/deployments/{id}/run/", keyed(Need::Key, post(run)))
}

/// The page on which customers connect their accounts.
pub(in crate::agents) fn visits() -> Router {
    Router::new().route("/visit/{handle}/connect/{token}/", get(open_link))
}

async fn list(CurrentAccount(account): CurrentAccount, origin: Origin, query: Query) -> Outcome {
    let standard = account.settings().list_page_size.unwrap_or(100);
    let wanted = PageRequest::read(&query, standard, 100)?;
    let agents = account.agents();
    let is = |name: &str, value: &str| query.get(name).is_none_or(|wanted| wanted == value);
    let deployments = agents.deployments.deployments.iter();
    let rows = deployments
        .filter(|one| is("agent_task", &one.agent_task) && is("status", one.status))
        .map(|one| (one.number, one));
    let page = wanted.cut(rows, Order::NewestFirst);
    let list = page.linked(&query, &origin, wanted.size());
    Ok(response::json(StatusCode::OK, &list))
}

async fn create(CurrentAccount(account): CurrentAccount, fields: Fields) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let deployment = agents.make_deployment(&fields, moment)?;
    let created = response::json(StatusCode::CREATED, &deployment);
    agents.deployments.deployments.push(deployment);
    Ok(created)
}

async fn detail(CurrentAccount(account): CurrentAccount, Name(id): Name) -> Outcome {
    let agents = account.agents();
    Ok(response::json(StatusCode::OK, agents.deployments.get(&id)?))
}

async fn update(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let mut deployment = agents.deployments.get(&id)?.clone();
    agents.set_deployment(&mut deployment, &fields, moment)?;
    let updated = response::json(StatusCode::OK, &deployment);
    agents.deployments.put(deployment);
    Ok(updated)
}

async fn preflight(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let agents = account.agents();
    let mut deployment = agents.deployments.get(&id)?.clone();
    agents.set_deployment(&mut deployment, &fields, moment)?;
    let missing = agents.preflight(&deployment, moment);
    let report = json!({ "ready": missing.is_empty(), "missing": missing });
    Ok(response::json(StatusCode::OK, &report))
}

async fn publish(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let mut deployment = agents.deployments.get(&id)?.clone();
    fields.choice("publish_mode", &MODES)?;
    agents.set_deployment(&mut deployment, &fields, moment)?;
    let missing = agents.preflight(&deployment, moment);
    if !missing.is_empty() {
        return Err(not_ready(&missing));
    }
    deployment.active_version = deployment.candidate_version.clone();
    deployment.status = "active";
    let published = response::json(StatusCode::OK, &deployment);
    agents.deployments.put(deployment);
    Ok(published)
}

fn not_ready(missing: &[Missing]) -> ApiError {
    ApiError::new(
        StatusCode::CONFLICT,
        json!({
            "code": "preflight_failed",
            "detail": "The deployment is not ready to be published.",
            "missing": missing,
        }),
    )
}

async fn access(CurrentAccount(account): CurrentAccount, Name(id): Name, query: Query) -> Outcome {
    let moment = account.moment();
    let agents = account.agents();
    let deployment = agents.deployments.get(&id)?;
    let access = agents.access(deployment, query.get("external_user_id"), moment);
    Ok(response::json(StatusCode::OK, &access))
}

async fn connect(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    origin: Origin,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let deployment = agents.deployments.get(&id)?;
    published(deployment)?;
    let requirement = agents.requirement(deployment, &fields, moment)?;
    let (token, expires_at) =
        agents
            .deployments
            .begin_connection(&id, &requirement, &fields, moment)?;
    let session = json!({
        "redirect_url": format!("{}/visit/{}/connect/{token}/", origin.0, account.handle),
        "expires_at": expires_at,
        "provider": "emulator",
    });
    Ok(response::json(StatusCode::CREATED, &session))
}

async fn open_link(
    CurrentAccount(account): CurrentAccount,
    Path((_, token)): Path<(String, String)>,
) -> Outcome {
    let now = account.moment().wall();
    account.agents().deployments.open_link(&token, now)?;
    Ok(response::json(
        StatusCode::OK,
        &json!({ "connected": true }),
    ))
}

async fn run(CurrentAccount(account): CurrentAccount, Name(id): Name, fields: Fields) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let deployment = agents.deployments.get(&id)?;
    published(deployment)?;
    limits::forbid(&fields)?;
    agents.check_customer(&Customer::of(&fields, id.clone())?, moment)?;
    let version = deployment.active_version.as_deref();
    let version = version.and_then(|version| agents.version(version, moment));
    let version = version.ok_or_else(ApiError::not_found)?;
    let task = version.agent_task.clone();
    let execution = agents.compilation(version.source_compilation)?.execution;
    let variables = agents.task(&task)?.variables(&fields)?;
    let run = agents.follow(&task, variables, execution, moment)?;
    let started = agents.run(run)?.detail(moment);
    Ok(response::json(StatusCode::CREATED, &started))
}
