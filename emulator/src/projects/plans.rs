//! Plans: the changes and the price of an apply, stored under a token until it is applied.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{INSTANCE, Projects, Release};
use crate::accounts::Moment;
use crate::clock::Stamp;
use crate::response::{ApiError, Fields, Outcome};
use crate::rest::ids::{new_uuid, sha256, token};
use crate::rest::money::Money;

pub(super) const CONFIG: &str = "flymy.yaml";
/// Seconds for which a plan can be applied.
const PLAN_LIFETIME: u64 = 1_800;
/// Steps of the pace that applying takes.
const APPLYING: u64 = 2;

/// The files of an app.
pub(super) type Template = BTreeMap<String, Bytes>;

#[derive(Deserialize)]
struct Sent {
    path: String,
    content: Option<String>,
    content_base64: Option<String>,
}

pub(super) struct Plan {
    pub(super) owner: String,
    pub(super) name: String,
    request: String,
    template: Template,
    instances: u64,
    /// How many releases the app had when this was planned.
    releases: usize,
    until: Stamp,
}

pub(super) fn read(fields: &Fields, name: &str) -> Outcome<Option<Template>> {
    let sent: Option<Vec<Sent>> = fields.optional(name, "Expected a list of files.")?;
    let Some(sent) = sent else {
        return Ok(None);
    };
    let mut files = Template::new();
    for file in sent {
        let path = file.path;
        let is_odd = path.is_empty()
            || path.starts_with('/')
            || path.contains('\\')
            || path.split('/').any(|part| part == "..");
        let content = match (file.content, file.content_base64) {
            (Some(text), None) => Some(Bytes::from(text)),
            (None, Some(text)) => STANDARD.decode(text).ok().map(Bytes::from),
            _ => None,
        };
        match content {
            Some(content) if !is_odd => files.insert(path, content),
            _ => return Err(ApiError::invalid(name, format!("{path:?} is not a file."))),
        };
    }
    Ok(Some(files))
}

/// A file's text, or nothing.
pub(super) fn text<'a>(template: &'a Template, path: &str) -> &'a str {
    let content = template.get(path);
    content.map_or("", |content| std::str::from_utf8(content).unwrap_or(""))
}

/// The `name` at the top of a `flymy.yaml`, or else `app`.
pub(super) fn name_in(template: &Template) -> String {
    let mut lines = text(template, CONFIG).lines();
    let name = lines.find_map(|line| line.strip_prefix("name:"));
    let name = name.unwrap_or("app").trim().trim_matches(['"', '\'']);
    name.to_lowercase()
}

/// The content of a request without its token: a plan is applied by the request that it was made for.
pub(super) fn request(fields: &Fields, names: &[&str]) -> String {
    let members: Vec<Value> = names
        .iter()
        .map(|name| {
            fields
                .optional(name, "Invalid.")
                .ok()
                .flatten()
                .unwrap_or_default()
        })
        .collect();
    sha256(json!(members).to_string().as_bytes())
}

/// The changes, file by file.
fn changes(old: Option<&Template>, new: &Template) -> Vec<Value> {
    let empty = Template::new();
    let old = old.unwrap_or(&empty);
    let written = new
        .iter()
        .filter_map(|(path, content)| match old.get(path) {
            None => Some(json!({ "action": "create", "path": path })),
            Some(before) if before != content => Some(json!({ "action": "change", "path": path })),
            Some(_) => None,
        });
    let removed = old.keys().filter(|path| !new.contains_key(*path));
    written
        .chain(removed.map(|path| json!({ "action": "remove", "path": path })))
        .collect()
}

impl Projects {
    /// Stores a plan for an account's app; returns its token, its changes and its price per hour.
    pub(super) fn plan(
        &mut self,
        owner: &str,
        name: String,
        template: Template,
        instances: u64,
        request: String,
        moment: Moment,
    ) -> (String, Vec<Value>, Money) {
        let app = self.app(owner, &name).ok();
        let applied = app.and_then(|app| app.applied(moment.wall()));
        let changes = changes(applied.map(|release| &release.template), &template);
        let plan = Plan {
            releases: app.map_or(0, |app| app.releases.len()),
            owner: owner.to_owned(),
            name,
            request,
            template,
            instances,
            until: moment.in_seconds(PLAN_LIFETIME),
        };
        let token = format!("pt_{}", token());
        self.plans.insert(token.clone(), plan);
        (token, changes, Money(INSTANCE.0 * instances))
    }

    /// Makes a release of a plan. The plan is used up.
    pub(super) fn apply(
        &mut self,
        owner: &str,
        token: &str,
        request: &str,
        moment: Moment,
    ) -> Outcome<(String, Value)> {
        let now = moment.wall();
        let plan = self.plans.get(token);
        let plan = plan.filter(|plan| plan.owner == owner && plan.until > now);
        let Some(plan) = plan else {
            let text = "The plan is unknown, was applied or has expired.";
            return Err(ApiError::coded(
                StatusCode::BAD_REQUEST,
                "unknown_plan_token",
                text,
            ));
        };
        if plan.request != request {
            let text = "The plan was made for another request.";
            return Err(ApiError::conflict("plan_mismatch", text));
        }
        let app = self.app(owner, &plan.name).ok();
        if app.is_some_and(|app| app.is_applying(now)) {
            let text = "A release of the app is being applied.";
            return Err(ApiError::conflict("release_in_progress", text));
        }
        if app.map_or(0, |app| app.releases.len()) != plan.releases {
            let text = "The app has changed: plan again.";
            return Err(ApiError::conflict("plan_stale", text));
        }
        let Some(plan) = self.plans.remove(token) else {
            return Err(ApiError::not_found());
        };
        let key = (owner.to_owned(), plan.name.clone());
        let app = self.apps.entry(key).or_default();
        app.is_stopped = false;
        app.releases.push(Release {
            id: new_uuid(),
            number: plan.releases as u64 + 1,
            template: plan.template,
            instances: plan.instances,
            applied_at: moment.in_steps(APPLYING),
        });
        let release = app.releases.last();
        let view = release.map(|release| release.view(&plan.name, now));
        Ok((plan.name, view.unwrap_or_default()))
    }
}
