//! MCP resource sets: which tools, servers and connections agents and customers may use, with a revision per change.

mod members;
mod routes;

use serde::Serialize;

use super::Agents;
use crate::accounts::Moment;
use crate::clock::Stamp;
use crate::response::{ApiError, Fields, Outcome};
use crate::rest::fields::required;
use crate::rest::ids::new_uuid;
use members::Member;
pub(super) use routes::routes;

#[derive(Default)]
pub(super) struct ResourceSets {
    sets: Vec<ResourceSet>,
    made: u64,
}

#[derive(Clone, Serialize)]
pub(super) struct ResourceSet {
    #[serde(skip)]
    number: u64,
    pub(super) public_id: String,
    name: String,
    description: String,
    status: &'static str,
    management_mode: &'static str,
    authority_type: &'static str,
    pub(super) principal_id: Option<String>,
    pub(super) revision: u64,
    member_count: usize,
    created_at: Stamp,
    updated_at: Stamp,
    #[serde(skip)]
    members: Vec<Member>,
}

/// A set with its members.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    set: &'a ResourceSet,
    members: &'a [Member],
}

impl ResourceSet {
    fn create(fields: &Fields, number: u64, moment: Moment) -> Outcome<Self> {
        let management_mode = fields
            .choice("management_mode", &["flymyai", "customer"])?
            .unwrap_or("flymyai");
        let principal_id = fields.optional_text("principal_id")?;
        let is_customers = management_mode == "customer";
        if is_customers != principal_id.is_some() {
            let text = "A customer's set needs a principal_id, another set has none.";
            return Err(ApiError::invalid("principal_id", text));
        }
        Ok(Self {
            number,
            public_id: new_uuid(),
            name: fields.required_short_text("name", 255)?,
            description: fields.short_text("description", 2_000)?.unwrap_or_default(),
            status: status(fields)?.unwrap_or("active"),
            management_mode,
            authority_type: if is_customers {
                "external_principal"
            } else {
                "owner"
            },
            principal_id,
            revision: 1,
            member_count: 0,
            created_at: moment.wall(),
            updated_at: moment.wall(),
            members: Vec::new(),
        })
    }

    /// An error for a write that is based on another revision.
    fn expect(&self, fields: &Fields) -> Outcome<()> {
        let expected = fields.whole("expected_revision", 1, u64::MAX)?;
        match expected {
            None => Err(required("expected_revision")),
            Some(expected) if expected == self.revision => Ok(()),
            Some(_) => Err(ApiError::stale_revision(self.revision)),
        }
    }

    fn touch(&mut self, moment: Moment) {
        self.revision += 1;
        self.updated_at = moment.wall();
    }

    fn whole(&self) -> Whole<'_> {
        Whole {
            set: self,
            members: &self.members,
        }
    }

    pub(super) fn is_active(&self) -> bool {
        self.status == "active"
    }

    /// The connections that the set has for a slot.
    pub(super) fn connections(&self, slot: &str) -> Vec<String> {
        let members = self.members.iter().filter(|member| member.slot == slot);
        members.map(|member| member.resource_id.clone()).collect()
    }
}

fn status(fields: &Fields) -> Outcome<Option<&'static str>> {
    fields.choice("status", &["active", "disabled"])
}

impl ResourceSets {
    pub(super) fn get(&self, id: &str) -> Outcome<&ResourceSet> {
        let found = self.sets.iter().find(|set| set.public_id == id);
        found.ok_or_else(ApiError::not_found)
    }

    fn get_mut(&mut self, id: &str) -> Outcome<&mut ResourceSet> {
        let found = self.sets.iter_mut().find(|set| set.public_id == id);
        found.ok_or_else(ApiError::not_found)
    }
}

impl Agents {
    /// An error for ids that are not of the owner's sets.
    pub(super) fn known_sets(&self, field: &str, ids: &[String]) -> Outcome<()> {
        for id in ids {
            let known = self
                .sets
                .get(id)
                .is_ok_and(|set| set.principal_id.is_none());
            if !known {
                let text = format!("{id:?} is not a resource set of the owner.");
                return Err(ApiError::invalid(field, text));
            }
        }
        Ok(())
    }
}
