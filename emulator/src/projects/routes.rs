//! Routes of projects. Ids of apps have a slash in them, so the paths are taken apart here.

use axum::Router;
use axum::extract::Path;
use axum::routing::{get, post};
use axum::{Extension, response::Response};
use bytes::Bytes;
use http::StatusCode;
use serde_json::{Value, json};

use super::plans::{self, Template};
use super::{ProjectAgent, apps, copies};
use crate::accounts::Account;
use crate::agents::IdempotencyKey;
use crate::response::{self, ApiError, CurrentAccount, Fields, Outcome};
use crate::rest::query::Query;
use crate::rest::replay::{Need, key_required, keyed};

const CREATED: [&str; 4] = ["name", "description", "template", "budget"];
const TEMPLATES: [&str; 3] = ["blank", "site", "game"];

/// The user name of the account that sends the request.
pub(super) const OWN: &str = "me";

type Key = Option<Extension<IdempotencyKey>>;

/// The project that an id names.
pub(super) enum Target {
    App { owner: String, name: String },
    Fleet(String),
    Artifact(String),
}

impl Target {
    /// The project at the beginning of a path, and the rest of the path.
    fn read(account: &Account, path: &str) -> Outcome<(Self, String)> {
        let path = path.strip_suffix('/').ok_or_else(ApiError::not_found)?;
        let (kind, rest) = path.split_once(':').ok_or_else(ApiError::not_found)?;
        let mut parts = rest.splitn(if kind == "app" { 3 } else { 2 }, '/');
        let first = parts.next().unwrap_or("").to_owned();
        let target = match kind {
            "app" => Self::App {
                owner: match account.common.find(&first) {
                    _ if first == OWN => account.handle.clone(),
                    Some(owner) => owner.handle,
                    // An unknown account has no projects.
                    None => first,
                },
                name: parts.next().unwrap_or("").to_owned(),
            },
            "fleet" => Self::Fleet(first),
            "artifact" => Self::Artifact(first),
            _ => return Err(ApiError::not_found()),
        };
        let action = parts.next().unwrap_or("").to_owned();
        Ok((target, action))
    }

    pub(super) fn id(&self, account: &Account) -> String {
        match self {
            Self::App { owner, name } => format!("app:{}/{name}", account.common.username(owner)),
            Self::Fleet(id) => format!("fleet:{id}"),
            Self::Artifact(id) => format!("artifact:{id}"),
        }
    }

    /// The app of this account; nothing else has an agent or is stopped and started.
    fn own_app(&self, account: &Account) -> Outcome<String> {
        match self {
            Self::App { owner, name } if *owner == account.handle => Ok(name.clone()),
            Self::App { .. } => Err(ApiError::not_found()),
            _ => {
                let text = "Only apps are stopped and started and have an agent.";
                Err(ApiError::coded(StatusCode::BAD_REQUEST, "not_an_app", text))
            }
        }
    }
}

pub(crate) fn routes() -> Router {
    let api = Router::new()
        .route(
            "/projects/",
            get(list).merge(keyed(Need::Nothing, post(create))),
        )
        .route("/projects/templates/", get(templates))
        .route(
            "/projects/{*rest}",
            get(read).merge(keyed(Need::Nothing, post(act))),
        )
        .route("/apps/plan/", post(apps::plan))
        .route("/apps/apply/", keyed(Need::Key, post(apps::apply)))
        .route("/apps/files/", get(apps::files))
        .route("/apps/releases/{id}/", get(apps::status));
    Router::new().nest("/api/v1/agents", api)
}

fn ok(value: &Value) -> Response {
    response::json(StatusCode::OK, value)
}

async fn list(CurrentAccount(account): CurrentAccount) -> Outcome {
    let now = account.moment().wall();
    let username = account.person().username;
    let projects = account.common.projects();
    let own = projects
        .apps
        .iter()
        .filter(|((owner, _), _)| *owner == account.handle);
    let mut all: Vec<Value> = own
        .map(|((_, name), app)| app.summary(&format!("app:{username}/{name}"), name, now))
        .collect();
    drop(projects);
    all.extend(account.agents().fleets());
    all.extend(account.common.artifacts().projects(&account.handle));
    Ok(ok(
        &json!({ "modules": ["apps", "fleets", "artifacts"], "projects": all }),
    ))
}

async fn templates() -> Response {
    let templates: Vec<Value> = TEMPLATES
        .iter()
        .map(|id| json!({ "id": id, "name": id, "summary": format!("A {id} project.") }))
        .collect();
    ok(&json!({ "schema": "flymy.project-templates.v1", "templates": templates }))
}

/// Plans a project or, with the token of a plan, creates it.
async fn create(CurrentAccount(account): CurrentAccount, key: Key, fields: Fields) -> Outcome {
    let moment = account.moment();
    let name = fields.required_short_text("name", 40)?;
    let mut letters = name.bytes();
    let is_name = name.len() >= 2
        && letters.next().is_some_and(|first| first != b'-')
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !is_name {
        let text = "A name has 2 to 40 lower-case letters, digits and hyphens.";
        return Err(ApiError::invalid("name", text));
    }
    let template = fields.choice("template", &TEMPLATES)?.unwrap_or("blank");
    let description = fields.short_text("description", 2_000)?.unwrap_or_default();
    let budget: Option<Value> = fields.optional("budget", "Expected a dictionary of items.")?;
    let id = format!("app:{}/{name}", account.person().username);
    let request = plans::request(&fields, &CREATED);
    let mut projects = account.common.projects();
    if projects.app(&account.handle, &name).is_ok() {
        let text = "You have an app of this name.";
        return Err(ApiError::conflict("project_exists", text));
    }
    if let Some(token) = fields.optional_text("plan_token")? {
        if key.is_none() {
            return Err(key_required());
        }
        let (name, release) = projects.apply(&account.handle, &token, &request, moment)?;
        let app = projects.app_mut(&account.handle, &name)?;
        app.description = description;
        app.budget = budget;
        let created = json!({ "project": id, "release": release });
        return Ok(response::json(StatusCode::CREATED, &created));
    }
    let config = format!("name: {name}\nkind: App\n# {description}\n");
    let page = format!("<!doctype html><title>{name}</title>\n");
    let files: Template = [
        (plans::CONFIG.to_owned(), Bytes::from(config)),
        ("site/index.html".to_owned(), Bytes::from(page)),
    ]
    .into();
    let handle = &account.handle;
    let (token, changes, price) = projects.plan(handle, name, files, 1, request, moment);
    let plan = json!({
        "template": template,
        "changes": changes,
        "usd_per_hour": price,
        "budgets": budget,
    });
    Ok(ok(
        &json!({ "project": id, "plan": plan, "plan_token": token }),
    ))
}

async fn read(
    CurrentAccount(account): CurrentAccount,
    Path(path): Path<String>,
    query: Query,
) -> Outcome {
    let (target, action) = Target::read(&account, &path)?;
    let now = account.moment().wall();
    let id = target.id(&account);
    let (view, errors) = match &target {
        Target::App { owner, name } => {
            let projects = account.common.projects();
            let app = projects.app(owner, name)?;
            if *owner != account.handle && !app.is_public {
                return Err(ApiError::not_found());
            }
            (app.detail(&id, name, now), app.errors(now))
        }
        Target::Fleet(agent) => {
            let fleet = account.agents().fleet(agent);
            (fleet.ok_or_else(ApiError::not_found)?, Vec::new())
        }
        Target::Artifact(_) => {
            let mut own = account.common.artifacts().projects(&account.handle);
            let place = own.iter().position(|one| one["id"] == id);
            let place = place.ok_or_else(ApiError::not_found)?;
            (own.swap_remove(place), Vec::new())
        }
    };
    match action.as_str() {
        "" => Ok(ok(&view)),
        "errors" => journal(&id, errors, &query),
        _ => Err(ApiError::not_found()),
    }
}

/// A page of the journal, after the entry `before`.
fn journal(id: &str, errors: Vec<Value>, query: &Query) -> Outcome {
    let limit = query.whole("limit", 1, 200)?.unwrap_or(50) as usize;
    let from = match query.get("before") {
        None | Some("") => 0,
        Some(before) => {
            let place = errors.iter().position(|error| error["id"] == before);
            let text = "It is not an entry of this journal.";
            place.ok_or_else(|| ApiError::invalid("before", text))? + 1
        }
    };
    let page: Vec<&Value> = errors.iter().skip(from).take(limit).collect();
    let has_more = from + page.len() < errors.len();
    let next = page.last().filter(|_| has_more).map(|last| &last["id"]);
    Ok(ok(&json!({
        "schema": "flymy.project-errors.v1",
        "project": id,
        "errors": page,
        "next_before": next,
    })))
}

async fn act(
    CurrentAccount(account): CurrentAccount,
    Path(path): Path<String>,
    key: Key,
    fields: Fields,
) -> Outcome {
    let (target, action) = Target::read(&account, &path)?;
    if matches!(action.as_str(), "stop" | "copy") && key.is_none() {
        return Err(key_required());
    }
    match action.as_str() {
        "agent" => agent(&account, &target, &fields),
        "stop" => stop(&account, &target),
        "start" => start(&account, &target, key, &fields),
        "public" => copies::share(&account, &target, &fields).map(|view| ok(&view)),
        "copy" => copies::copy(&account, &target, &fields),
        _ => Err(ApiError::not_found()),
    }
}

/// The agent of an app, which is created by the first request for it.
fn agent(account: &Account, target: &Target, fields: &Fields) -> Outcome {
    let moment = account.moment();
    let name = target.own_app(account)?;
    let model = fields.optional_text("model")?;
    let id = target.id(account);
    let mut projects = account.common.projects();
    projects.app(&account.handle, &name)?;
    let created = !projects.agents.contains_key(&id);
    if created {
        let agent = account
            .agents()
            .make_agent(&format!("Agent of {name}"), moment);
        let model = "emulated".to_owned();
        projects
            .agents
            .insert(id.clone(), ProjectAgent { agent, model });
    }
    let found = projects
        .agents
        .get_mut(&id)
        .ok_or_else(ApiError::not_found)?;
    if let Some(model) = model {
        found.model = model;
    }
    Ok(ok(&json!({
        "project": id,
        "agent": found.agent,
        "name": format!("Agent of {name}"),
        "model": found.model,
        "created": created,
    })))
}

fn stop(account: &Account, target: &Target) -> Outcome {
    let now = account.moment().wall();
    let name = target.own_app(account)?;
    let mut projects = account.common.projects();
    let app = projects.app_mut(&account.handle, &name)?;
    if app.is_applying(now) {
        let text = "A release of the app is being applied.";
        return Err(ApiError::conflict("release_in_progress", text));
    }
    app.is_stopped = true;
    Ok(ok(&app.detail(&target.id(account), &name, now)))
}

/// Plans to start an app or, with the token of a plan, starts it, which is a release.
fn start(account: &Account, target: &Target, key: Key, fields: &Fields) -> Outcome {
    let moment = account.moment();
    let now = moment.wall();
    let name = target.own_app(account)?;
    let id = target.id(account);
    let mut projects = account.common.projects();
    if let Some(token) = fields.optional_text("plan_token")? {
        if key.is_none() {
            return Err(key_required());
        }
        projects.apply(&account.handle, &token, &id, moment)?;
        let app = projects.app(&account.handle, &name)?;
        return Ok(ok(&app.detail(&id, &name, now)));
    }
    let app = projects.app(&account.handle, &name)?;
    let release = app.applied(now).ok_or_else(|| {
        ApiError::conflict("app_not_applied", "No release of the app has been applied.")
    })?;
    let (template, instances) = (release.template.clone(), release.instances);
    let handle = &account.handle;
    let (token, changes, price) =
        projects.plan(handle, name, template, instances, id.clone(), moment);
    let plan = json!({ "changes": changes, "usd_per_hour": price, "budgets": null });
    Ok(ok(
        &json!({ "project": id, "plan": plan, "plan_token": token }),
    ))
}
