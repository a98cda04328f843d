// Generated from api/triggers_v1.toml by `make generate`; do not edit.
//! Triggers, version 1: webhooks whose signed deliveries start runs.

use crate::agents::call::TypedCall;
use crate::agents::client::Client;
use crate::agents::models::{Id, TriggerEventV1, TriggerV1, TriggerV1Create, TriggerV1Update};
use crate::agents::operation::Arguments;
use crate::agents::operations::triggers_v1 as table;

/// The webhook triggers of this account's agents.
///
/// See [`Client::triggers_v1`].
#[derive(Clone, Copy, Debug)]
pub struct TriggersV1<'a>(pub(super) &'a Client);

impl Client {
    /// The webhook triggers of this account's agents.
    #[must_use]
    pub fn triggers_v1(&self) -> TriggersV1<'_> {
        TriggersV1(self)
    }
}

impl TriggersV1<'_> {
    /// Returns all triggers, or those of one agent.
    pub fn list(&self, agent_id: Option<Id>) -> TypedCall<Vec<TriggerV1>> {
        let fields = serde_json::json!({ "agent_id": agent_id });
        TypedCall::with_fields(self.0, &table::LIST, None, &fields)
    }

    /// Returns one trigger.
    pub fn get(&self, trigger_id: impl Into<Id>) -> TypedCall<TriggerV1> {
        TypedCall::new(self.0, &table::GET, Arguments::of(trigger_id))
    }

    /// Creates a trigger for an agent and returns it with the address for deliveries.
    ///
    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.
    pub fn create(&self, options: &TriggerV1Create) -> TypedCall<TriggerV1> {
        TypedCall::with_fields(self.0, &table::CREATE, None, options)
    }

    /// Changes a trigger and returns it; arguments that are left out keep their values.
    ///
    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.
    pub fn update(
        &self,
        trigger_id: impl Into<Id>,
        options: &TriggerV1Update,
    ) -> TypedCall<TriggerV1> {
        TypedCall::with_fields(self.0, &table::UPDATE, Some(trigger_id.into()), options)
    }

    /// Pauses a trigger, so that its deliveries start no runs, and returns it.
    ///
    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.
    pub fn pause(&self, trigger_id: impl Into<Id>) -> TypedCall<TriggerV1> {
        TypedCall::new(self.0, &table::PAUSE, Arguments::of(trigger_id))
    }

    /// Activates a paused trigger and returns it.
    ///
    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.
    pub fn activate(&self, trigger_id: impl Into<Id>) -> TypedCall<TriggerV1> {
        TypedCall::new(self.0, &table::ACTIVATE, Arguments::of(trigger_id))
    }

    /// Deletes a trigger with its events; the runs that it has started continue.
    ///
    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.
    pub fn delete(&self, trigger_id: impl Into<Id>) -> TypedCall<()> {
        TypedCall::new(self.0, &table::DELETE, Arguments::of(trigger_id))
    }

    /// Returns the last deliveries of a trigger, the newest first.
    pub fn events(&self, trigger_id: impl Into<Id>) -> TypedCall<Vec<TriggerEventV1>> {
        TypedCall::new(self.0, &table::EVENTS, Arguments::of(trigger_id))
    }
}
