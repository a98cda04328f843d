// Generated from api/runs.toml by `make generate`; do not edit.
//! Runs: single executions of agents, their events and results.

use serde_json::Value;

use crate::agents::call::TypedCall;
use crate::agents::client::Client;
use crate::agents::models::{
    ContinuedRun, Id, Run, RunDetail, RunMessage, RunPrice, SchemaSuggestion,
};
use crate::agents::operation::Arguments;
use crate::agents::operations::runs as table;
use crate::agents::page_stream::{PageStream, TypedRows};
use crate::error::Error;

/// The runs of this account.
///
/// See [`Client::runs`].
#[derive(Clone, Copy, Debug)]
pub struct Runs<'a>(pub(super) &'a Client);

impl Client {
    /// The runs of this account.
    #[must_use]
    pub fn runs(&self) -> Runs<'_> {
        Runs(self)
    }
}

impl Runs<'_> {
    /// Yields the rows of `list` one by one.
    ///
    /// A page is requested when its first row is needed, so that the memory for a list of any
    /// length is that of one page.
    ///
    /// # Errors
    ///
    /// Arguments that can't be used.
    pub fn iter(&self) -> Result<TypedRows<Run>, Error> {
        let call: TypedCall<()> = { TypedCall::new(self.0, &table::LIST, Arguments::default()) };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }

    /// Returns a run as it is now, with its events so far.
    pub fn get(&self, run_id: impl Into<Id>) -> TypedCall<RunDetail> {
        TypedCall::new(self.0, &table::GET, Arguments::of(run_id))
    }

    /// Cancels a run that has not ended.
    pub fn cancel(&self, run_id: impl Into<Id>) -> TypedCall<()> {
        TypedCall::new(self.0, &table::CANCEL, Arguments::of(run_id))
    }

    /// Returns the prices of a run: each tool call, the use of models, and the sums.
    pub fn prices(&self, run_id: impl Into<Id>) -> TypedCall<RunPrice> {
        TypedCall::new(self.0, &table::PRICES, Arguments::of(run_id))
    }

    /// Returns the prices of several runs: the runs of `ids`, or else the newest runs.
    pub fn list_prices(&self, ids: Option<&Value>, limit: Option<i64>) -> TypedCall<Vec<RunPrice>> {
        let fields = serde_json::json!({ "ids": ids, "limit": limit });
        TypedCall::with_fields(self.0, &table::LIST_PRICES, None, &fields)
    }

    /// Yields the rows of `list_prices` one by one.
    ///
    /// A page is requested when its first row is needed, so that the memory for a list of any
    /// length is that of one page.
    ///
    /// # Errors
    ///
    /// Arguments that can't be used.
    pub fn iter_prices(
        &self,
        ids: Option<&Value>,
        limit: Option<i64>,
    ) -> Result<TypedRows<RunPrice>, Error> {
        let call: TypedCall<()> = {
            let fields = serde_json::json!({ "ids": ids, "limit": limit });
            TypedCall::with_fields(self.0, &table::LIST_PRICES, None, &fields)
        };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }

    /// Adds a follow-up message to a run, and returns the run.
    ///
    /// Fields that are missing in the response are empty; `runs.get` returns the complete run.
    pub fn append_message(
        &self,
        run_id: impl Into<Id>,
        options: &RunMessage,
    ) -> TypedCall<ContinuedRun> {
        TypedCall::with_fields(self.0, &table::APPEND_MESSAGE, Some(run_id.into()), options)
    }

    /// Returns input and output schemas that fit a run; the service also stores them with the
    /// agent.
    pub fn suggest_schema(
        &self,
        run_id: impl Into<Id>,
        inputs_prompt: Option<&str>,
        outputs_prompt: Option<&str>,
    ) -> TypedCall<SchemaSuggestion> {
        let fields =
            serde_json::json!({ "inputs_prompt": inputs_prompt, "outputs_prompt": outputs_prompt });
        TypedCall::with_fields(self.0, &table::SUGGEST_SCHEMA, Some(run_id.into()), &fields)
    }

    /// Waits until a run has ended, and returns it: completed, failed or cancelled.
    ///
    /// Once the service has responded to this client, the wait continues through transient
    /// failures.
    ///
    /// See [`TypedCall::wait_options`] for the timeout and the poll interval.
    pub fn wait(&self, run_id: impl Into<Id>) -> TypedCall<RunDetail> {
        TypedCall::new(self.0, &table::WAIT, Arguments::of(run_id))
    }
}
