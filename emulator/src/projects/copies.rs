//! Public projects, and copies of projects.

use http::StatusCode;
use serde_json::{Value, json};

use super::routes::Target;
use super::{App, Release};
use crate::accounts::Account;
use crate::response::{self, ApiError, Fields, Outcome};
use crate::rest::fields::required;
use crate::rest::ids::new_uuid;

pub(super) fn share(account: &Account, target: &Target, fields: &Fields) -> Outcome<Value> {
    let public = fields.flag("public")?.ok_or_else(|| required("public"))?;
    let now = account.moment().wall();
    match target {
        Target::App { owner, name } if *owner == account.handle => {
            let mut projects = account.common.projects();
            let app = projects.app_mut(owner, name)?;
            app.is_public = public;
            Ok(app.detail(&target.id(account), name, now))
        }
        Target::Fleet(agent) => {
            let mut view = account
                .agents()
                .fleet(agent)
                .ok_or_else(ApiError::not_found)?;
            let mut projects = account.common.projects();
            if public {
                projects.public_fleets.insert(agent.clone());
            } else {
                projects.public_fleets.remove(agent);
            }
            view["public"] = json!(public);
            Ok(view)
        }
        Target::App { .. } | Target::Artifact(_) => Err(ApiError::not_found()),
    }
}

/// Copies an app, of one's own or a public one, into the account.
pub(super) fn copy(account: &Account, target: &Target, fields: &Fields) -> Outcome {
    let moment = account.moment();
    let name = fields.short_text("name", 40)?;
    let mut agents = Vec::new();
    let project = match target {
        Target::App { owner, name: from } => {
            let mut projects = account.common.projects();
            let source = projects.app(owner, from)?;
            // Releases are applied by the clock of their owner.
            let owner_account = account.common.account(owner);
            let now = owner_account.map_or(moment.wall(), |account| account.moment().wall());
            let release = source.applied(now);
            if *owner != account.handle && !source.is_public {
                return Err(ApiError::not_found());
            }
            let release = release.ok_or_else(ApiError::not_found)?;
            let copied = Release {
                id: new_uuid(),
                number: 1,
                template: release.template.clone(),
                instances: release.instances,
                applied_at: moment.in_steps(2),
            };
            let name = name.unwrap_or_else(|| from.clone());
            let key = (account.handle.clone(), name.clone());
            if projects.apps.contains_key(&key) {
                let text = "You have an app of this name.";
                return Err(ApiError::conflict("project_exists", text));
            }
            let app = App {
                releases: vec![copied],
                ..App::default()
            };
            projects.apps.insert(key, app);
            let id = format!("app:{}/{name}", account.person().username);
            json!({ "id": id, "name": name, "url": format!("https://app.flymy.ai/projects/{id}") })
        }
        Target::Fleet(agent) => {
            let mut own = account.agents();
            own.fleet(agent).ok_or_else(ApiError::not_found)?;
            let (id, made) = own.copy_agent(agent, name, moment)?;
            agents.push(json!({ "id": id, "name": made }));
            json!({ "id": format!("fleet:{id}"), "name": made })
        }
        Target::Artifact(_) => return Err(ApiError::not_found()),
    };
    let copied = json!({
        "project": project,
        "agents": agents,
        "setup": { "needs": [], "chat": null },
    });
    Ok(response::json(StatusCode::CREATED, &copied))
}
