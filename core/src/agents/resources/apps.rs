// Generated from api/apps.toml by `make generate`; do not edit.
//! Apps: templates of files that are planned, applied and released.

use serde_json::Value;

use crate::agents::call::TypedCall;
use crate::agents::client::Client;
use crate::agents::models::{AppApply, AppFilesFilter, AppPlan, AppPlanRequest, AppRelease, Id};
use crate::agents::operation::Arguments;
use crate::agents::operations::apps as table;

/// The apps of this account.
///
/// See [`Client::apps`].
#[derive(Clone, Copy, Debug)]
pub struct Apps<'a>(pub(super) &'a Client);

impl Client {
    /// The apps of this account.
    #[must_use]
    pub fn apps(&self) -> Apps<'_> {
        Apps(self)
    }
}

impl Apps<'_> {
    /// Returns the changes and the cost of an `apply`; nothing is changed.
    pub fn plan(&self, options: &AppPlanRequest) -> TypedCall<AppPlan> {
        TypedCall::with_fields(self.0, &table::PLAN, None, options)
    }

    /// Applies a plan; `status` returns its progress.
    ///
    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.
    pub fn apply(&self, options: &AppApply) -> TypedCall<AppRelease> {
        TypedCall::with_fields(self.0, &table::APPLY, None, options)
    }

    /// Returns the files of an app that was applied or, with `path`, a part of one of them.
    pub fn files(&self, options: &AppFilesFilter) -> TypedCall<Value> {
        TypedCall::with_fields(self.0, &table::FILES, None, options)
    }

    /// Returns a release.
    pub fn status(&self, release_id: impl Into<Id>) -> TypedCall<AppRelease> {
        TypedCall::new(self.0, &table::STATUS, Arguments::of(release_id))
    }
}
