//! Members of resource sets.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::ResourceSet;
use crate::accounts::Moment;
use crate::agents::Agents;
use crate::clock::Stamp;
use crate::response::{ApiError, Fields, Outcome};
use crate::rest::fields::required;
use crate::rest::ids::{is_slug, new_uuid};

const MOST: usize = 100;
const MAX_OF_SLOT: usize = 25;

#[derive(Clone, Serialize)]
pub(super) struct Member {
    public_id: String,
    resource_type: String,
    pub(super) resource_id: String,
    toolkit_slug: String,
    alias: String,
    display_name: String,
    pub(super) slot: String,
    position: u64,
    allowed_actions: Vec<String>,
    created_at: Stamp,
    updated_at: Stamp,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    resource_type: String,
    resource_id: String,
    slot: String,
    #[serde(default)]
    allowed_actions: Vec<String>,
    position: Option<u64>,
}

/// The members of a request, which replace those that the set has.
pub(super) fn read(
    agents: &Agents,
    set: &ResourceSet,
    fields: &Fields,
    moment: Moment,
) -> Outcome<Vec<Member>> {
    let wanted: Vec<Wanted> = fields
        .optional("members", "Expected a list of members.")?
        .ok_or_else(|| required("members"))?;
    let invalid = |text: String| Err(ApiError::invalid("members", text));
    if wanted.len() > MOST {
        return invalid(format!("At most {MOST} members."));
    }
    let mut seen = BTreeSet::new();
    let mut slots: BTreeMap<&str, (usize, BTreeSet<&String>)> = BTreeMap::new();
    for member in &wanted {
        let slot = &member.slot;
        if !is_slug(slot, 128) {
            return invalid(format!("{slot:?} is not a slot."));
        }
        if !seen.insert((&member.resource_type, &member.resource_id, slot)) {
            return invalid(format!("A resource is twice in the slot {slot:?}."));
        }
        let actions: BTreeSet<&String> = member.allowed_actions.iter().collect();
        let (count, ceiling) = slots.entry(slot).or_insert((0, actions.clone()));
        *count += 1;
        if *ceiling != actions {
            return invalid(format!("The slot {slot:?} mixes allowed actions."));
        }
        if *count > MAX_OF_SLOT {
            return invalid(format!("The slot {slot:?} has over {MAX_OF_SLOT} members."));
        }
    }
    let members = wanted.into_iter().enumerate();
    members
        .map(|(place, member)| {
            let (toolkit_slug, alias, display_name) = agents
                .resource(set, &member.resource_type, &member.resource_id)
                .ok_or_else(|| {
                    let id = &member.resource_id;
                    ApiError::invalid("members", format!("The set cannot have {id:?}."))
                })?;
            Ok(Member {
                public_id: new_uuid(),
                resource_type: member.resource_type,
                resource_id: member.resource_id,
                toolkit_slug,
                alias,
                display_name,
                slot: member.slot,
                position: member.position.unwrap_or(place as u64),
                allowed_actions: member.allowed_actions,
                created_at: moment.wall(),
                updated_at: moment.wall(),
            })
        })
        .collect()
}

impl Agents {
    /// The kind, alias and name of a resource that this set may have: those of the owner, or those of its customer.
    fn resource(
        &self,
        set: &ResourceSet,
        kind: &str,
        id: &str,
    ) -> Option<(String, String, String)> {
        match (kind, &set.principal_id) {
            ("user_mcp_tool", None) => {
                let tool = self.tools.values().find(|tool| tool.public_id == id)?;
                let name = tool.mcp_tool.clone();
                Some((name.clone(), tool.alias.clone(), name))
            }
            ("custom_mcp_server", None) => {
                let name = self.servers.named(id)?.to_owned();
                Some(("custom".to_owned(), "default".to_owned(), name))
            }
            ("integration_connection", Some(principal)) => {
                let connection = self.deployments.connection(id)?;
                let name = connection.toolkit_slug.clone();
                (connection.principal == *principal)
                    .then(|| (name.clone(), connection.alias.clone(), name))
            }
            _ => None,
        }
    }
}
