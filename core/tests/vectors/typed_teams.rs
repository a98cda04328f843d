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

/// Makes the call; `None` for arguments that the types of Rust can't express.
pub(crate) async fn teams(
    client: &Client,
    vector: &Vector,
    method: &str,
    fields: Map<String, Value>,
) -> Option<Result<Value, Error>> {
    let teams = client.teams();
    let arguments = VectorArguments::of(fields)?;
    let cursor = arguments.text("cursor");
    let cursor = cursor.as_deref();
    let team = || id(vector);
    Some(match method {
        "list" => finish(teams.list(cursor), vector).await,
        "iter" => rows(teams.iter(cursor)).await,
        "get" => finish(teams.get(team()), vector).await,
        "enable" => {
            let options = McpTeamEnable {
                username: arguments.text("username")?,
                create: arguments.flag("create"),
                accept_billing: arguments.flag("accept_billing"),
            };
            finish(teams.enable(&options), vector).await
        }
        "update" => finish(teams.update(team(), &arguments.all()), vector).await,
        "connections" => finish(teams.connections(team(), cursor), vector).await,
        "iter_connections" => rows(teams.iter_connections(team(), cursor)).await,
        "add_connection" => {
            let options = McpTeamConnectionCreate {
                source_kind: arguments.text("source_kind")?,
                source_id: arguments.id("source_id")?,
                label: arguments.text("label")?,
                actions: arguments.texts("actions")?,
                shared: arguments.flag("shared"),
                consent: arguments.flag("consent"),
            };
            finish(teams.add_connection(team(), &options), vector).await
        }
        "share_connection" => {
            let options = McpTeamConnectionShare {
                revision: arguments.whole("revision")?,
                actions: arguments.texts("actions")?,
                shared: arguments.flag("shared"),
                consent: arguments.flag("consent"),
            };
            let call = teams.share_connection(team(), arguments.id("connection_id")?, &options);
            finish(call, vector).await
        }
        "revoke_connection" => {
            let call = teams.revoke_connection(team(), arguments.id("connection_id")?);
            finish(call, vector).await
        }
        "invite" => {
            let options = McpTeamInviteCreate {
                email: arguments.text("email"),
                role: arguments.text("role"),
                access_days: arguments.whole("access_days"),
                call_limit: arguments.whole("call_limit"),
                spend_limit: arguments.text("spend_limit"),
            };
            finish(teams.invite(team(), &options), vector).await
        }
        "claim_invite" => {
            let token = arguments.text("token")?;
            let call = teams.claim_invite(&token, arguments.flag("accept_team_scope"));
            finish(call, vector).await
        }
        "decide_invite" => {
            let call = teams.decide_invite(
                team(),
                arguments.id("invite_id")?,
                arguments.flag("approve"),
            );
            finish(call, vector).await
        }
        "devices" => finish(teams.devices(team(), cursor), vector).await,
        "iter_devices" => rows(teams.iter_devices(team(), cursor)).await,
        "create_device" => {
            let label = arguments.text("label")?;
            let call = teams.create_device(team(), &label, arguments.whole("access_days"));
            finish(call, vector).await
        }
        "revoke_device" => {
            finish(
                teams.revoke_device(team(), arguments.id("device_id")?),
                vector,
            )
            .await
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
            let member = arguments.id("member_id")?;
            let call = teams.update_member(team(), member, &arguments.without("member_id"));
            finish(call, vector).await
        }
        "remove_member" => {
            let (member, accepts) = (
                arguments.id("member_id")?,
                arguments.flag("accept_team_scope"),
            );
            finish(teams.remove_member(team(), member, accepts), vector).await
        }
        "invitations" => finish(teams.invitations(team(), cursor), vector).await,
        "iter_invitations" => rows(teams.iter_invitations(team(), cursor)).await,
        "preview_invite" => finish(teams.preview_invite(&arguments.text("token")?), vector).await,
        "usage" => {
            let group = arguments.text("group");
            finish(teams.usage(team(), group.as_deref(), cursor), vector).await
        }
        "iter_usage" => {
            let group = arguments.text("group");
            rows(teams.iter_usage(team(), group.as_deref(), cursor)).await
        }
        "propose_transfer" => {
            finish(
                teams.propose_transfer(team(), arguments.id("member_id")?),
                vector,
            )
            .await
        }
        "accept_transfer" => {
            finish(
                teams.accept_transfer(team(), arguments.flag("accept_billing")),
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
    let arguments = VectorArguments::of(fields)?;
    let (scope, cursor) = (arguments.text("scope"), arguments.text("cursor"));
    let (scope, cursor) = (scope.as_deref(), cursor.as_deref());
    let share = || id(vector);
    Some(match method {
        "list" => finish(shares.list(scope, cursor), vector).await,
        "iter" => rows(shares.iter(scope, cursor)).await,
        "invitations" => finish(shares.invitations(scope, cursor), vector).await,
        "iter_invitations" => rows(shares.iter_invitations(scope, cursor)).await,
        "invite" => {
            let options = McpPersonalInvitationCreate {
                source_id: arguments.id("source_id")?,
                email: arguments.text("email")?,
                accept_sharing: arguments.flag("accept_sharing"),
                access_days: arguments.whole("access_days"),
            };
            finish(shares.invite(&options), vector).await
        }
        "accept" => {
            finish(
                shares.accept(share(), arguments.flag("accept_billing")),
                vector,
            )
            .await
        }
        "cancel" => finish(shares.cancel(share()), vector).await,
        "revoke" => finish(shares.revoke(share()), vector).await,
        "tools" => finish(shares.tools(share(), cursor), vector).await,
        "iter_tools" => rows(shares.iter_tools(share(), cursor)).await,
        "call" => {
            let (name, arguments) = (arguments.text("name")?, arguments.value("arguments")?);
            finish(shares.call(share(), &name, &arguments), vector).await
        }
        "devices" => finish(shares.devices(share(), cursor), vector).await,
        "iter_devices" => rows(shares.iter_devices(share(), cursor)).await,
        "create_device" => {
            let label = arguments.text("label")?;
            let call = shares.create_device(share(), &label, arguments.whole("access_days"));
            finish(call, vector).await
        }
        "revoke_device" => {
            finish(
                shares.revoke_device(share(), arguments.id("device_id")?),
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
struct VectorArguments(Map<String, Value>);

impl VectorArguments {
    /// `None` if an argument that Rust types as text has another JSON type.
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
