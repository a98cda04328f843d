//! Artifacts: small sites with immutable versions, which are shared by link or with people, and cloned.

mod files;
mod members;
mod reading;
mod routes;
mod sharing;
mod types;
mod writing;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use http::StatusCode;
use serde::Serialize;
use serde_json::{Value, json};

use crate::accounts::{Account, Moment};
use crate::clock::Stamp;
use crate::response::{ApiError, Outcome};
use crate::rest::ids::{new_uuid, token};
use crate::rest::origin::Origin;
use files::File;
use members::Member;
pub(crate) use routes::routes;

/// The address of artifacts for people.
const APP: &str = "https://app.flymy.ai/artifacts";
/// Seconds for which the address of a view works.
const FRAME: u64 = 3_600;

/// All artifacts, of all accounts.
#[derive(Default)]
pub(crate) struct Artifacts {
    artifacts: BTreeMap<u64, Artifact>,
    made: u64,
    /// Which version an address of a view shows, and until when.
    frames: HashMap<String, (u64, u64, Stamp)>,
}

struct Artifact {
    number: u64,
    id: String,
    owner: String,
    name: String,
    description: String,
    kind: Option<String>,
    visibility: &'static str,
    with_sources: bool,
    /// The name of its share link.
    link: String,
    versions: Vec<Version>,
    live: Option<u64>,
    created: Stamp,
    updated: Stamp,
    forked_from: Option<Fork>,
    clones: Vec<Clone>,
    members: Vec<Member>,
    events: Vec<Event>,
}

struct Version {
    number: u64,
    entry: String,
    files: BTreeMap<String, Arc<File>>,
    message: Option<String>,
    created: Stamp,
}

struct Fork {
    artifact: String,
    name: String,
    version: u64,
}

struct Clone {
    from_version: u64,
    artifact: String,
    at: Stamp,
}

#[derive(Serialize)]
struct Event {
    kind: &'static str,
    actor: String,
    version: Option<u64>,
    details: Value,
    created_at: Stamp,
}

/// The rights of an account in an artifact.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Role {
    Owner,
    Editor,
    Viewer,
    /// A visitor of the link, or of a public artifact.
    Visitor,
}

impl Role {
    fn name(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Editor => "editor",
            Self::Viewer | Self::Visitor => "viewer",
        }
    }

    fn may_write(self) -> Outcome<()> {
        match self {
            Self::Owner | Self::Editor => Ok(()),
            _ => Err(ApiError::forbidden("You may not change this artifact.")),
        }
    }

    fn is_owner(self) -> Outcome<()> {
        match self {
            Self::Owner => Ok(()),
            _ => Err(ApiError::forbidden("Only the owner may do this.")),
        }
    }
}

impl Version {
    fn total(&self) -> u64 {
        self.files
            .values()
            .map(|file| file.content.len() as u64)
            .sum()
    }

    fn row(&self, live: Option<u64>) -> Value {
        json!({
            "version": self.number,
            "entry": self.entry,
            "files_count": self.files.len(),
            "total_bytes": self.total(),
            "live": live == Some(self.number),
            "message": self.message,
            "created_at": self.created,
        })
    }
}

impl Artifact {
    fn latest(&self) -> u64 {
        self.versions.len() as u64
    }

    fn version(&self, number: u64) -> Outcome<&Version> {
        let found = self.versions.iter().find(|one| one.number == number);
        found.ok_or_else(ApiError::not_found)
    }

    /// The role of an account that names the artifact by its id.
    fn role(&self, handle: &str) -> Option<Role> {
        if self.owner == handle {
            return Some(Role::Owner);
        }
        let member = self.members.iter().find(|one| one.accepted_by(handle));
        match member {
            Some(member) if member.role == "edit" => Some(Role::Editor),
            Some(_) => Some(Role::Viewer),
            None => (self.visibility == "public").then_some(Role::Visitor),
        }
    }

    /// Whether this role has access to the files and all versions.
    fn shows_sources(&self, role: Role) -> bool {
        role != Role::Visitor || self.with_sources
    }

    fn note(
        &mut self,
        kind: &'static str,
        account: &Account,
        version: Option<u64>,
        details: Value,
    ) {
        let created_at = account.moment().wall();
        self.events.push(Event {
            kind,
            actor: account.person().username,
            version,
            details,
            created_at,
        });
        self.updated = created_at;
    }

    fn fork_view(&self) -> Value {
        self.forked_from.as_ref().map_or(Value::Null, |fork| {
            json!({
                "name": fork.name,
                "version": fork.version,
                "url": format!("{APP}/{}", fork.artifact),
            })
        })
    }

    fn summary(&self, role: Role) -> Value {
        let is_shared = self.visibility != "private";
        json!({
            "id": self.id,
            "name": self.name,
            "type": self.kind,
            "role": role.name(),
            "live_version": self.live,
            "latest_version": self.latest(),
            "visibility": self.visibility,
            "with_sources": self.with_sources,
            "clone_count": self.clones.len(),
            "forked_from": self.fork_view(),
            "owner_url": (role == Role::Owner).then(|| format!("{APP}/{}", self.id)),
            "app_url": (role != Role::Visitor).then(|| format!("{APP}/{}", self.id)),
            "share_url": is_shared.then(|| format!("{APP}/s/{}", self.link)),
            "created_at": self.created,
            "updated_at": self.updated,
        })
    }
}

impl Artifacts {
    fn by_id(&self, id: &str) -> Option<&Artifact> {
        self.artifacts.values().find(|one| one.id == id)
    }

    /// The number of an artifact and the account's role in it.
    fn seen(&self, id: &str, handle: &str) -> Outcome<(u64, Role)> {
        let found = self.by_id(id).ok_or_else(ApiError::not_found)?;
        let role = found.role(handle).ok_or_else(ApiError::not_found)?;
        Ok((found.number, role))
    }

    /// The same for a share link.
    fn seen_by_link(&self, link: &str, handle: &str) -> Outcome<(u64, Role)> {
        let shared = |one: &&Artifact| one.link == link && one.visibility != "private";
        let found = self.artifacts.values().find(shared);
        let found = found.ok_or_else(ApiError::not_found)?;
        Ok((found.number, found.role(handle).unwrap_or(Role::Visitor)))
    }

    fn get(&self, number: u64) -> Outcome<&Artifact> {
        self.artifacts.get(&number).ok_or_else(ApiError::not_found)
    }

    fn get_mut(&mut self, number: u64) -> Outcome<&mut Artifact> {
        let found = self.artifacts.get_mut(&number);
        found.ok_or_else(ApiError::not_found)
    }

    /// A new artifact without a version.
    fn start(&mut self, owner: &str, name: String, moment: Moment) -> Artifact {
        self.made += 1;
        Artifact {
            number: self.made,
            id: new_uuid(),
            owner: owner.to_owned(),
            name,
            description: String::new(),
            kind: None,
            visibility: "private",
            with_sources: true,
            link: token(),
            versions: Vec::new(),
            live: None,
            created: moment.wall(),
            updated: moment.wall(),
            forked_from: None,
            clones: Vec::new(),
            members: Vec::new(),
            events: Vec::new(),
        }
    }

    /// An address of a version's view, which expires.
    fn frame(&mut self, number: u64, version: u64, account: &Account, origin: &Origin) -> Value {
        let (token, until) = (token(), account.moment().in_seconds(FRAME));
        self.frames.insert(token.clone(), (number, version, until));
        let url = format!("{}/visit/{}/frames/{token}/", origin.0, account.handle);
        json!({ "url": url, "expires_at": until })
    }

    /// The whole artifact, for one account.
    fn view(
        &mut self,
        number: u64,
        role: Role,
        account: &Account,
        origin: &Origin,
    ) -> Outcome<Value> {
        let live = self.get(number)?.live;
        let frame = live.map(|live| self.frame(number, live, account, origin));
        let artifact = self.get(number)?;
        let mut view = artifact.summary(role);
        let mut live_row = live.map(|live| artifact.version(live).map(|one| one.row(Some(live))));
        let live_row = live_row.take().transpose()?.map(|mut row| {
            row["view"] = json!(frame);
            row
        });
        let may_write = role.may_write().is_ok();
        view["schema"] = json!("flymy.artifact.v1");
        view["author"] = json!({ "username": account.common.username(&artifact.owner) });
        view["description"] = json!(artifact.description);
        view["live"] = json!(live_row);
        if artifact.shows_sources(role) {
            let newest = artifact.versions.iter().rev().take(20);
            view["versions"] = newest.map(|one| one.row(live)).collect();
        }
        view["share"] = json!({
            "visibility": artifact.visibility,
            "with_sources": artifact.with_sources,
            "url": view["share_url"],
        });
        view["next"] = json!(match (may_write, artifact.shows_sources(role)) {
            (true, _) => "Publish a version with publish=false; make it live when asked to.",
            (false, true) => "Clone it, and change the copy.",
            (false, false) => "Only the page is shared.",
        });
        Ok(view)
    }

    /// An account's artifacts as projects.
    pub(crate) fn projects(&self, handle: &str) -> Vec<Value> {
        let own = self.artifacts.values().filter(|one| one.owner == handle);
        own.map(|one| {
            json!({
                "schema": "flymy.project.v1",
                "id": format!("artifact:{}", one.id),
                "kind": "artifact",
                "name": one.name,
                "status": "running",
                "errors": 0,
            })
        })
        .collect()
    }

    /// Removes an account's artifacts and memberships.
    pub(crate) fn forget(&mut self, handle: &str) {
        self.artifacts.retain(|_, one| one.owner != handle);
        for artifact in self.artifacts.values_mut() {
            artifact.members.retain(|one| !one.accepted_by(handle));
        }
    }
}

/// 412 for a version that was made on one that is neither the latest nor the live one.
fn stale(artifact: &Artifact) -> ApiError {
    ApiError::new(
        StatusCode::PRECONDITION_FAILED,
        json!({
            "code": "stale_base_version",
            "detail": "A newer version of the artifact exists.",
            "details": { "latest_version": artifact.latest(), "live_version": artifact.live },
        }),
    )
}
