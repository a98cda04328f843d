//! The same for teams and shares.

use flymyai_core::models::{
    Id, McpPersonalInvitationCreate, McpTeamConnectionCreate, McpTeamConnectionShare,
    McpTeamEnable, McpTeamInviteCreate,
};
use flymyai_core::{Client, Error};
use serde_json::{Map, Value};

use crate::typed::{finish, id, take, text};
use crate::typed_groups::rows;
use crate::vector::Vector;

/// Makes the call; nothing for arguments that the types of Rust can't say.
pub(crate) async fn teams(
    client: &Client,
    vector: &Vector,
    method: &str,
    fields: Map<String, Value>,
) -> Option<Result<Value, Error>> {
    let teams = client.teams();
    let given = Given::of(fields)?;
    let cursor = given.text("cursor");
    let cursor = cursor.as_deref();
    let team = || id(vector);
    Some(match method {
        "list" => finish(teams.list(cursor), vector).await,
        "iter" => rows(teams.iter(cursor)).await,
        "get" => finish(teams.get(team()), vector).await,
        "enable" => {
            let options = McpTeamEnable {
                username: given.text("username")?,
                create: given.flag("create"),
                accept_billing: given.flag("accept_billing"),
            };
            finish(teams.enable(&options), vector).await
        }
        "update" => finish(teams.update(team(), &given.all()), vector).await,
        "connections" => finish(teams.connections(team(), cursor), vector).await,
        "iter_connections" => rows(teams.iter_connections(team(), cursor)).await,
        "add_connection" => {
            let options = McpTeamConnectionCreate {
                source_kind: given.text("source_kind")?,
                source_id: given.id("source_id")?,
                label: given.text("label")?,
                actions: given.texts("actions")?,
                shared: given.flag("shared"),
                consent: given.flag("consent"),
            };
            finish(teams.add_connection(team(), &options), vector).await
        }
        "share_connection" => {
            let options = McpTeamConnectionShare {
                revision: given.whole("revision")?,
                actions: given.texts("actions")?,
                shared: given.flag("shared"),
                consent: given.flag("consent"),
            };
            let call = teams.share_connection(team(), given.id("connection_id")?, &options);
            finish(call, vector).await
        }
        "revoke_connection" => {
            let call = teams.revoke_connection(team(), given.id("connection_id")?);
            finish(call, vector).await
        }
        "invite" => {
            let options = McpTeamInviteCreate {
                email: given.text("email"),
                role: given.text("role"),
                access_days: given.whole("access_days"),
                call_limit: given.whole("call_limit"),
                spend_limit: given.text("spend_limit"),
            };
            finish(teams.invite(team(), &options), vector).await
        }
        "claim_invite" => {
            let token = given.text("token")?;
            let call = teams.claim_invite(&token, given.flag("accept_team_scope"));
            finish(call, vector).await
        }
        "decide_invite" => {
            let call = teams.decide_invite(team(), given.id("invite_id")?, given.flag("approve"));
            finish(call, vector).await
        }
        "devices" => finish(teams.devices(team(), cursor), vector).await,
        "iter_devices" => rows(teams.iter_devices(team(), cursor)).await,
        "create_device" => {
            let label = given.text("label")?;
            let call = teams.create_device(team(), &label, given.whole("access_days"));
            finish(call, vector).await
        }
        "revoke_device" => {
            finish(teams.revoke_device(team(), given.id("device_id")?), vector).await
        }
        "activity" => finish(teams.activity(team(), cursor), vector).await,
        "iter_activity" => rows(teams.iter_activity(team(), cursor)).await,
        "capabilities" => finish(teams.capabilities(), vector).await,
        "eligible" => finish(teams.eligible(cursor), vector).await,
        "iter_eligible" => rows(teams.iter_eligible(cursor)).await,
        "sources" => finish(teams.sources(team(), cursor), vector).await,
        "iter_sources" => rows(teams.iter_sources(team(), cursor)).await,
        "members" => finish(teams.members(team(), cursor), vector).await,
        "iter_members" => rows(teams.iter_members(team(), cursor)).await,
        "update_member" => {
            let member = given.id("member_id")?;
            let call = teams.update_member(team(), member, &given.without("member_id"));
            finish(call, vector).await
        }
        "remove_member" => {
            let (member, accepts) = (given.id("member_id")?, given.flag("accept_team_scope"));
            finish(teams.remove_member(team(), member, accepts), vector).await
        }
        "invitations" => finish(teams.invitations(team(), cursor), vector).await,
        "iter_invitations" => rows(teams.iter_invitations(team(), cursor)).await,
        "preview_invite" => finish(teams.preview_invite(&given.text("token")?), vector).await,
        "usage" => {
            let group = given.text("group");
            finish(teams.usage(team(), group.as_deref(), cursor), vector).await
        }
        "iter_usage" => {
            let group = given.text("group");
            rows(teams.iter_usage(team(), group.as_deref(), cursor)).await
        }
        "propose_transfer" => {
            finish(
                teams.propose_transfer(team(), given.id("member_id")?),
                vector,
            )
            .await
        }
        "accept_transfer" => {
            finish(
                teams.accept_transfer(team(), given.flag("accept_billing")),
                vector,
            )
            .await
        }
        "cancel_transfer" => finish(teams.cancel_transfer(team()), vector).await,
        _ => return None,
    })
}

/// The same for shares.
pub(crate) async fn shares(
    client: &Client,
    vector: &Vector,
    method: &str,
    fields: Map<String, Value>,
) -> Option<Result<Value, Error>> {
    let shares = client.shares();
    let given = Given::of(fields)?;
    let (scope, cursor) = (given.text("scope"), given.text("cursor"));
    let (scope, cursor) = (scope.as_deref(), cursor.as_deref());
    let share = || id(vector);
    Some(match method {
        "list" => finish(shares.list(scope, cursor), vector).await,
        "iter" => rows(shares.iter(scope, cursor)).await,
        "invitations" => finish(shares.invitations(scope, cursor), vector).await,
        "iter_invitations" => rows(shares.iter_invitations(scope, cursor)).await,
        "invite" => {
            let options = McpPersonalInvitationCreate {
                source_id: given.id("source_id")?,
                email: given.text("email")?,
                accept_sharing: given.flag("accept_sharing"),
                access_days: given.whole("access_days"),
            };
            finish(shares.invite(&options), vector).await
        }
        "accept" => finish(shares.accept(share(), given.flag("accept_billing")), vector).await,
        "cancel" => finish(shares.cancel(share()), vector).await,
        "revoke" => finish(shares.revoke(share()), vector).await,
        "tools" => finish(shares.tools(share(), cursor), vector).await,
        "iter_tools" => rows(shares.iter_tools(share(), cursor)).await,
        "call" => {
            let (name, arguments) = (given.text("name")?, given.value("arguments")?);
            finish(shares.call(share(), &name, &arguments), vector).await
        }
        "devices" => finish(shares.devices(share(), cursor), vector).await,
        "iter_devices" => rows(shares.iter_devices(share(), cursor)).await,
        "create_device" => {
            let label = given.text("label")?;
            let call = shares.create_device(share(), &label, given.whole("access_days"));
            finish(call, vector).await
        }
        "revoke_device" => {
            finish(
                shares.revoke_device(share(), given.id("device_id")?),
                vector,
            )
            .await
        }
        "activity" => finish(shares.activity(share(), cursor), vector).await,
        "iter_activity" => rows(shares.iter_activity(share(), cursor)).await,
        _ => return None,
    })
}

/// The arguments of a vector.
struct Given(Map<String, Value>);

impl Given {
    /// Nothing for texts that are none: the types of Rust refuse them.
    fn of(fields: Map<String, Value>) -> Option<Self> {
        ["cursor", "group", "scope"]
            .iter()
            .all(|name| fields.get(*name).is_none_or(Value::is_string))
            .then_some(Self(fields))
    }

    fn text(&self, name: &str) -> Option<String> {
        text(&mut self.0.clone(), name)
    }

    fn id(&self, name: &str) -> Option<Id> {
        self.text(name).map(Into::into)
    }

    fn texts(&self, name: &str) -> Option<Vec<String>> {
        serde_json::from_value(self.value(name)?).ok()
    }

    fn whole(&self, name: &str) -> Option<i64> {
        self.0.get(name)?.as_i64()
    }

    fn flag(&self, name: &str) -> bool {
        take(&mut self.0.clone(), name) == Value::Bool(true)
    }

    fn value(&self, name: &str) -> Option<Value> {
        self.0.get(name).cloned()
    }

    fn without(&self, name: &str) -> Value {
        let mut fields = self.0.clone();
        fields.remove(name);
        fields.into()
    }

    fn all(&self) -> Value {
        self.0.clone().into()
    }
}
