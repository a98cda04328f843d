//! Apps, which are applied from a `flymy.yaml`, and projects: apps, fleets and artifacts in one list.

mod apps;
mod copies;
mod plans;
mod routes;

use std::collections::{BTreeMap, HashMap};

use serde_json::{Value, json};

use crate::clock::Stamp;
use crate::response::{ApiError, Outcome};
use crate::rest::money::Money;
use plans::{Plan, Template};
pub(crate) use routes::routes;

/// The price of an instance per hour.
const INSTANCE: Money = Money::cents(2);

/// All apps, of all accounts.
#[derive(Default)]
pub(crate) struct Projects {
    /// By owner and name.
    apps: BTreeMap<(String, String), App>,
    /// By token.
    plans: HashMap<String, Plan>,
    /// Fleets that their owners have made public.
    public_fleets: std::collections::BTreeSet<String>,
    agents: HashMap<String, ProjectAgent>,
}

/// The agent in charge of a project.
#[derive(Clone)]
struct ProjectAgent {
    agent: String,
    model: String,
}

#[derive(Default)]
struct App {
    description: String,
    budget: Option<Value>,
    is_public: bool,
    /// Whether it was stopped, until its next release.
    is_stopped: bool,
    releases: Vec<Release>,
}

struct Release {
    id: String,
    number: u64,
    template: Template,
    instances: u64,
    applied_at: Stamp,
}

impl Release {
    /// A release is applied at its time. `[fail]` in the `flymy.yaml` makes it fail then, and with `[hang]`
    /// it is applied for ever.
    fn status(&self, now: Stamp) -> &'static str {
        let config = plans::text(&self.template, plans::CONFIG);
        if config.contains("[hang]") || now < self.applied_at {
            "applying"
        } else if config.contains("[fail]") {
            "failed"
        } else {
            "applied"
        }
    }

    fn view(&self, app: &str, now: Stamp) -> Value {
        json!({
            "release": self.id,
            "status": self.status(now),
            "app": app,
            "number": self.number,
        })
    }
}

impl App {
    fn status(&self, now: Stamp) -> &'static str {
        let newest = self.releases.last().map(|newest| newest.status(now));
        match newest {
            Some("applying") => "applying",
            _ if self.is_stopped => "stopped",
            Some("failed") => "failed",
            _ => "running",
        }
    }

    fn is_applying(&self, now: Stamp) -> bool {
        self.status(now) == "applying"
    }

    /// The template that was applied last.
    fn applied(&self, now: Stamp) -> Option<&Release> {
        let mut newest = self.releases.iter().rev();
        newest.find(|release| release.status(now) == "applied")
    }

    fn price(&self, now: Stamp) -> Money {
        let instances = self.applied(now).map_or(0, |release| release.instances);
        if self.is_stopped {
            Money::default()
        } else {
            Money(INSTANCE.0 * instances)
        }
    }

    /// The journal of errors, newest first.
    fn errors(&self, now: Stamp) -> Vec<Value> {
        let newest = self.releases.iter().rev();
        newest
            .filter(|release| release.status(now) == "failed")
            .map(|release| {
                json!({
                    "id": format!("e{}", release.number),
                    "kind": "release_failed",
                    "message": format!("Release {} could not be applied.", release.number),
                    "at": release.applied_at,
                })
            })
            .collect()
    }

    fn summary(&self, id: &str, name: &str, now: Stamp) -> Value {
        json!({
            "schema": "flymy.project.v1",
            "id": id,
            "kind": "app",
            "name": name,
            "status": self.status(now),
            "lifecycle": { "releases": self.releases.len(), "public": self.is_public },
            "money": { "usd_per_hour": self.price(now) },
            "errors": self.errors(now).len(),
            "budget": self.budget,
        })
    }

    fn detail(&self, id: &str, name: &str, now: Stamp) -> Value {
        let mut view = self.summary(id, name, now);
        let files = self.applied(now).map(|release| &release.template);
        let paths: Vec<&String> = files.iter().flat_map(|files| files.keys()).collect();
        let pages: Vec<_> = paths
            .iter()
            .filter(|path| path.ends_with(".html"))
            .collect();
        view["description"] = json!(self.description);
        view["public"] = json!(self.is_public);
        view["url"] = json!(format!("https://app.flymy.ai/projects/{id}"));
        view["pages"] = json!(pages);
        for empty in ["agents", "servers", "storages"] {
            view[empty] = json!([]);
        }
        view
    }
}

impl Projects {
    fn app(&self, owner: &str, name: &str) -> Outcome<&App> {
        let found = self.apps.get(&(owner.to_owned(), name.to_owned()));
        found.ok_or_else(ApiError::not_found)
    }

    fn app_mut(&mut self, owner: &str, name: &str) -> Outcome<&mut App> {
        let found = self.apps.get_mut(&(owner.to_owned(), name.to_owned()));
        found.ok_or_else(ApiError::not_found)
    }

    pub(crate) fn forget(&mut self, handle: &str) {
        self.apps.retain(|(owner, _), _| owner != handle);
        self.plans.retain(|_, plan| plan.owner != handle);
    }
}
