//! Creates artifacts and versions.

use axum::response::Response;
use http::StatusCode;
use serde_json::{Value, json};

use super::files::{self, Files};
use super::{APP, Artifact, Clone, Fork, Role, Version, stale, types};
use crate::accounts::Account;
use crate::response::{self, ApiError, CurrentAccount, Fields, Name, Outcome};
use crate::rest::fields::required;
use crate::rest::replay::NotKept;

pub(super) const VISIBILITIES: [&str; 3] = ["private", "link", "public"];

pub(super) async fn create(CurrentAccount(account): CurrentAccount, fields: Fields) -> Outcome {
    let moment = account.moment();
    let kind =
        match fields.optional_text("type")? {
            None => None,
            Some(key) => Some(types::find(&key).ok_or_else(|| {
                ApiError::invalid("type", format!("{key:?} is not a valid choice."))
            })?),
        };
    let mut all = kind.map(types::Type::files).unwrap_or_default();
    match files::read(&fields, "files")? {
        Some(sent) => all.extend(sent),
        None if kind.is_none() => return Err(required("files")),
        None => {}
    }
    files::check_all(&all)?;
    let name = match (fields.short_text("name", 120)?, &kind) {
        (None, Some(kind)) => kind.default_name.to_owned(),
        _ => fields.required_short_text("name", 120)?,
    };
    let entry = files::entry(&all, fields.optional_text("entry")?)?;
    let visibility = fields.choice("visibility", &VISIBILITIES)?;
    let description = fields.short_text("description", 2_000)?;
    let with_sources = fields.flag("with_sources")?;
    let message = fields.short_text("message", 500)?;
    let mut plan = files::plan(1, &entry, &all, None);
    if fields.flag("dry_run")? == Some(true) {
        return Ok(dry_run(&plan));
    }
    let mut artifacts = account.common.artifacts();
    let mut artifact = artifacts.start(&account.handle, name, moment);
    artifact.kind = kind.map(|kind| kind.key.to_owned());
    artifact.visibility = visibility.unwrap_or("private");
    artifact.description = description.unwrap_or_default();
    artifact.with_sources = with_sources.unwrap_or(true);
    artifact.note("created", &account, None, json!({}));
    artifact.add(entry, all, message, true, &account);
    finish(&mut plan, &artifact, 1);
    let receipt = receipt(&artifact, Role::Owner, &plan);
    let number = artifact.number;
    artifacts.artifacts.insert(number, artifact);
    Ok(response::json(StatusCode::CREATED, &receipt))
}

pub(super) async fn publish(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    fields: Fields,
) -> Outcome {
    let mut artifacts = account.common.artifacts();
    let (number, role) = artifacts.seen(&id, &account.handle)?;
    role.may_write()?;
    let artifact = artifacts.get_mut(number)?;
    let base = fields.whole("base_version", 1, u64::MAX)?;
    let base = base.ok_or_else(|| required("base_version"))?;
    if base != artifact.latest() && Some(base) != artifact.live {
        return Err(stale(artifact));
    }
    let before = artifact.version(base)?;
    let mut all = before.files.clone();
    for path in fields.texts("delete")?.unwrap_or_default() {
        if all.remove(&path).is_none() {
            let text = format!("{path:?} is not one of the files.");
            return Err(ApiError::invalid("delete", text));
        }
    }
    all.extend(files::read(&fields, "files")?.unwrap_or_default());
    files::check_all(&all)?;
    let kept = Some(before.entry.clone()).filter(|entry| all.contains_key(entry));
    let entry = files::entry(&all, fields.optional_text("entry")?.or(kept))?;
    let goes_live = fields.flag("publish")?.unwrap_or(true);
    let message = fields.short_text("message", 500)?;
    let is_dry = fields.flag("dry_run")? == Some(true);
    let is_same = |one: &&Version| one.entry == entry && same(&one.files, &all);
    if let Some(holder) = artifact.versions.iter().rev().find(is_same) {
        let holder = holder.number;
        let mut plan = files::plan(holder, &entry, &all, Some(before));
        plan["no_change"] = json!(true);
        if is_dry {
            return Ok(dry_run(&plan));
        }
        if goes_live {
            artifact.live = Some(holder);
        }
        finish(&mut plan, artifact, holder);
        return Ok(response::json(
            StatusCode::OK,
            &receipt(artifact, role, &plan),
        ));
    }
    let made = artifact.latest() + 1;
    let mut plan = files::plan(made, &entry, &all, Some(before));
    if is_dry {
        return Ok(dry_run(&plan));
    }
    artifact.add(entry, all, message, goes_live, &account);
    finish(&mut plan, artifact, made);
    let receipt = receipt(artifact, role, &plan);
    Ok(response::json(StatusCode::CREATED, &receipt))
}

pub(super) async fn clone(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    fields: Fields,
) -> Outcome {
    let seen = account.common.artifacts().seen(&id, &account.handle)?;
    copy(&account, seen, &fields)
}

pub(super) async fn clone_link(
    CurrentAccount(account): CurrentAccount,
    Name(link): Name,
    fields: Fields,
) -> Outcome {
    let artifacts = account.common.artifacts();
    let seen = artifacts.seen_by_link(&link, &account.handle)?;
    drop(artifacts);
    copy(&account, seen, &fields)
}

fn copy(account: &Account, (number, role): (u64, Role), fields: &Fields) -> Outcome {
    let moment = account.moment();
    let mut artifacts = account.common.artifacts();
    let source = artifacts.get(number)?;
    if !source.shows_sources(role) {
        return Err(ApiError::coded(
            StatusCode::FORBIDDEN,
            "sources_not_shared",
            "The author shares only the page.",
        ));
    }
    let wanted = fields.whole("version", 1, u64::MAX)?.or(source.live);
    let version = source.version(wanted.unwrap_or_else(|| source.latest()))?;
    let (from, entry, all) = (version.number, version.entry.clone(), version.files.clone());
    let name = fields.short_text("name", 120)?;
    let name = name.unwrap_or_else(|| source.name.clone());
    let mut plan = files::plan(1, &entry, &all, None);
    if fields.flag("dry_run")? == Some(true) {
        return Ok(dry_run(&plan));
    }
    let fork = Fork {
        artifact: source.id.clone(),
        name: source.name.clone(),
        version: from,
    };
    let kind = source.kind.clone();
    let mut made = artifacts.start(&account.handle, name, moment);
    made.kind = kind;
    made.note(
        "cloned_from",
        account,
        Some(from),
        json!({ "artifact": fork.artifact }),
    );
    made.forked_from = Some(fork);
    made.add(entry, all, None, true, account);
    finish(&mut plan, &made, 1);
    let receipt = receipt(&made, Role::Owner, &plan);
    let source = artifacts.get_mut(number)?;
    source.clones.push(Clone {
        from_version: from,
        artifact: made.id.clone(),
        at: moment.wall(),
    });
    source.note("cloned", account, Some(from), json!({}));
    artifacts.artifacts.insert(made.number, made);
    Ok(response::json(StatusCode::CREATED, &receipt))
}

impl Artifact {
    fn add(
        &mut self,
        entry: String,
        files: Files,
        message: Option<String>,
        goes_live: bool,
        account: &Account,
    ) {
        let number = self.latest() + 1;
        self.versions.push(Version {
            number,
            entry,
            files,
            message,
            created: account.moment().wall(),
        });
        if goes_live {
            self.live = Some(number);
        }
        self.note(
            "version_published",
            account,
            Some(number),
            json!({ "live": goes_live }),
        );
    }
}

fn same(one: &Files, other: &Files) -> bool {
    one.len() == other.len()
        && one
            .iter()
            .zip(other)
            .all(|((path, file), (other_path, other))| path == other_path && file.is_same(other))
}

fn finish(plan: &mut Value, artifact: &Artifact, version: u64) {
    plan["live"] = json!(artifact.live == Some(version));
    plan["page_url"] = json!(format!("{APP}/{}?v={version}", artifact.id));
}

fn receipt(artifact: &Artifact, role: Role, plan: &Value) -> Value {
    json!({ "artifact": artifact.summary(role), "version": plan })
}

/// Nothing is done, so the key is not used up.
fn dry_run(plan: &Value) -> Response {
    let body = json!({ "dry_run": true, "plan": plan });
    let mut response = response::json(StatusCode::OK, &body);
    response.extensions_mut().insert(NotKept);
    response
}
