//! The same for versions, resource sets and groups, and for the rows of lists.

use flymyai_core::models::{
    AgentGroupCreate, McpResourceSetCreate, McpResourceSetFilter, McpResourceSetUpdate,
};
use flymyai_core::{Client, Error, TypedRows};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::typed::{finish, id, take, text};
use crate::vector::Vector;

/// Makes the call; `None` for arguments that the types of Rust can't express.
pub(crate) async fn call(
    client: &Client,
    vector: &Vector,
    mut fields: Map<String, Value>,
) -> Option<Result<Value, Error>> {
    let (sets, groups) = (client.mcp_resource_sets(), client.agent_groups());
    let fits = [
        "query",
        "authority_type",
        "principal_id",
        "agent_id",
        "name",
    ]
    .iter()
    .all(|name| fields.get(*name).is_none_or(Value::is_string))
        && ["page_size", "expected_revision"]
            .iter()
            .all(|name| fields.get(*name).is_none_or(Value::is_i64));
    if !fits {
        return None;
    }
    let page_size = take(&mut fields, "page_size").as_i64();
    let query = text(&mut fields, "query");
    let filter = |mut fields: Map<String, Value>| McpResourceSetFilter {
        query: query.clone(),
        authority_type: text(&mut fields, "authority_type"),
        principal_id: text(&mut fields, "principal_id"),
        page_size,
    };
    Some(match vector.operation.as_str() {
        "versions.list" => {
            let agent = text(&mut fields, "agent_id").map(Into::into);
            finish(client.versions().list(agent), vector).await
        }
        "versions.get" => finish(client.versions().get(id(vector)), vector).await,
        "versions.iter" => {
            let agent = text(&mut fields, "agent_id").map(Into::into);
            rows(client.versions().iter(agent)).await
        }
        "agent_groups.list" => finish(groups.list(query.as_deref(), page_size), vector).await,
        "agent_groups.iter" => rows(groups.iter(query.as_deref(), page_size)).await,
        "agent_groups.get" => finish(groups.get(id(vector)), vector).await,
        "agent_groups.create" if fields.len() == 1 => {
            let name = text(&mut fields, "name")?;
            let options = AgentGroupCreate {
                name,
                ..AgentGroupCreate::default()
            };
            finish(groups.create(&options), vector).await
        }
        "agent_groups.delete" => finish(groups.delete(id(vector)), vector).await,
        "mcp_resource_sets.list" => finish(sets.list(&filter(fields)), vector).await,
        "mcp_resource_sets.iter" => rows(sets.iter(&filter(fields))).await,
        "mcp_resource_sets.list_members" => {
            finish(sets.list_members(id(vector), page_size), vector).await
        }
        "mcp_resource_sets.iter_members" => rows(sets.iter_members(id(vector), page_size)).await,
        "mcp_resource_sets.get" => finish(sets.get(id(vector)), vector).await,
        "mcp_resource_sets.create" if fields.len() == 1 => {
            let name = text(&mut fields, "name")?;
            let options = McpResourceSetCreate {
                name,
                ..McpResourceSetCreate::default()
            };
            finish(sets.create(&options), vector).await
        }
        "mcp_resource_sets.update" if fields.len() == 1 => {
            let options = McpResourceSetUpdate {
                expected_revision: take(&mut fields, "expected_revision").as_i64()?,
                ..McpResourceSetUpdate::default()
            };
            finish(sets.update(id(vector), &options), vector).await
        }
        "mcp_resource_sets.delete" => finish(sets.delete(id(vector)), vector).await,
        "mcp_resource_sets.replace_members" => {
            let revision = take(&mut fields, "expected_revision").as_i64()?;
            let members = take(&mut fields, "members");
            finish(sets.replace_members(id(vector), revision, &members), vector).await
        }
        _ => return None,
    })
}

/// All rows of a list, one by one.
pub(crate) async fn rows<T>(rows: Result<TypedRows<T>, Error>) -> Result<Value, Error>
where
    T: DeserializeOwned + Serialize,
{
    let mut rows = rows?;
    let mut found = Vec::new();
    while let Some(row) = rows.next().await {
        found.push(serde_json::to_value(row?).unwrap());
    }
    Ok(found.into())
}
