//! Routes of apps.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::StatusCode;
use serde_json::{Value, json};

use super::plans::{self, CONFIG, Template};
use super::routes::OWN;
use crate::accounts::{Account, Moment};
use crate::response::{self, ApiError, CurrentAccount, Fields, Name, Outcome};
use crate::rest::ids::sha256;
use crate::rest::query::Query;

const MEMBERS: [&str; 4] = ["files", "app", "overrides", "instances"];
const DEFAULT_PART: u64 = 65_536;
const MAX_PART: u64 = 200_000;

/// The applied template of an account's own app, `owner/name`.
fn applied(account: &Account, app: &str, moment: Moment) -> Outcome<Template> {
    let (owner, name) = app.split_once('/').ok_or_else(ApiError::not_found)?;
    if owner != OWN && owner != account.person().username {
        return Err(ApiError::not_found());
    }
    let projects = account.common.projects();
    let app = projects.app(&account.handle, name)?;
    let release = app.applied(moment.wall()).ok_or_else(|| {
        let text = "No release of the app has been applied.";
        ApiError::coded(StatusCode::NOT_FOUND, "app_not_applied", text)
    })?;
    Ok(release.template.clone())
}

/// The template and the number of instances of a request.
fn wanted(account: &Account, fields: &Fields, moment: Moment) -> Outcome<(Template, u64)> {
    let template = match (plans::read(fields, "files")?, fields.optional_text("app")?) {
        (Some(files), None) => files,
        (None, Some(app)) => {
            let mut template = applied(account, &app, moment)?;
            template.extend(plans::read(fields, "overrides")?.unwrap_or_default());
            template
        }
        _ => return Err(ApiError::invalid("files", "Give either files or app.")),
    };
    if !template.contains_key(CONFIG) {
        return Err(ApiError::invalid(
            "files",
            "There is no flymy.yaml at the root.",
        ));
    }
    let instances: Option<std::collections::BTreeMap<String, u64>> =
        fields.optional("instances", "Expected counts by name.")?;
    let instances = instances.map_or(1, |counts| counts.values().sum());
    Ok((template, instances))
}

pub(super) async fn plan(CurrentAccount(account): CurrentAccount, fields: Fields) -> Outcome {
    let moment = account.moment();
    let (template, instances) = wanted(&account, &fields, moment)?;
    let name = plans::name_in(&template);
    let request = plans::request(&fields, &MEMBERS);
    let app = format!("{}/{name}", account.person().username);
    let (token, changes, price) =
        account
            .common
            .projects()
            .plan(&account.handle, name, template, instances, request, moment);
    let plan = json!({
        "plan_token": token,
        "app": app,
        "changes": changes,
        "usd_per_hour": price,
    });
    Ok(response::json(StatusCode::OK, &plan))
}

pub(super) async fn apply(CurrentAccount(account): CurrentAccount, fields: Fields) -> Outcome {
    let moment = account.moment();
    let token = fields.required_text("plan_token")?;
    let request = plans::request(&fields, &MEMBERS);
    let mut projects = account.common.projects();
    let (name, mut release) = projects.apply(&account.handle, &token, &request, moment)?;
    release["app"] = json!(format!("{}/{name}", account.person().username));
    Ok(response::json(StatusCode::CREATED, &release))
}

/// The applied files, or a piece of the one that is named.
pub(super) async fn files(CurrentAccount(account): CurrentAccount, query: Query) -> Outcome {
    let moment = account.moment();
    let app = query.get("app").unwrap_or("");
    let template = applied(&account, app, moment)?;
    let Some(path) = query.get("path") else {
        let files: Vec<Value> = template
            .iter()
            .map(|(path, content)| {
                json!({ "path": path, "bytes": content.len(), "sha256": sha256(content) })
            })
            .collect();
        let list = json!({ "app": app, "files": files });
        return Ok(response::json(StatusCode::OK, &list));
    };
    let offset = query.whole("offset", 0, u64::from(u32::MAX))?.unwrap_or(0) as usize;
    let most = query.whole("limit", 1, MAX_PART)?.unwrap_or(DEFAULT_PART) as usize;
    let content = template.get(path).ok_or_else(ApiError::not_found)?;
    let mut file = json!({ "path": path, "next_offset": null });
    match std::str::from_utf8(content) {
        // A piece of a text is so many characters.
        Ok(text) => {
            let piece: String = text.chars().skip(offset).take(most).collect();
            let end = offset + piece.chars().count();
            file["content"] = json!(piece);
            if end < text.chars().count() {
                file["next_offset"] = json!(end);
            }
        }
        Err(_) => {
            let from = offset.min(content.len());
            let to = (from + most).min(content.len());
            file["content_base64"] = json!(STANDARD.encode(&content[from..to]));
            if to < content.len() {
                file["next_offset"] = json!(to);
            }
        }
    }
    Ok(response::json(StatusCode::OK, &file))
}

pub(super) async fn status(CurrentAccount(account): CurrentAccount, Name(id): Name) -> Outcome {
    let now = account.moment().wall();
    let username = account.person().username;
    let projects = account.common.projects();
    let own = projects
        .apps
        .iter()
        .filter(|((owner, _), _)| *owner == account.handle);
    for ((_, name), app) in own {
        if let Some(release) = app.releases.iter().find(|release| release.id == id) {
            let view = release.view(&format!("{username}/{name}"), now);
            return Ok(response::json(StatusCode::OK, &view));
        }
    }
    Err(ApiError::not_found())
}
