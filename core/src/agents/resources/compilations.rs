// Generated from api/compilations.toml by `make generate`; do not edit.
//! Compilations: runs frozen into instructions that can be run again.

use serde_json::Value;

use crate::agents::call::TypedCall;
use crate::agents::client::Client;
use crate::agents::models::{
    Compilation, CompilationFilter, CompilationUpdate, Id, InstructionRun, InstructionSave,
    InstructionWait, RunDetail,
};
use crate::agents::operation::Arguments;
use crate::agents::operations::compilations as table;
use crate::agents::page_stream::{PageStream, TypedRows};
use crate::error::Error;

/// The compilations of this account.
///
/// See [`Client::compilations`].
#[derive(Clone, Copy, Debug)]
pub struct Compilations<'a>(pub(super) &'a Client);

impl Client {
    /// The compilations of this account.
    #[must_use]
    pub fn compilations(&self) -> Compilations<'_> {
        Compilations(self)
    }
}

impl Compilations<'_> {
    /// Yields the rows of `list` one by one.
    ///
    /// A page is requested when its first row is needed, so that the memory for a list of any
    /// length is that of one page.
    ///
    /// # Errors
    ///
    /// Arguments that can't be used.
    pub fn iter(&self, options: &CompilationFilter) -> Result<TypedRows<Compilation>, Error> {
        let call: TypedCall<()> = { TypedCall::with_fields(self.0, &table::LIST, None, options) };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }

    /// Returns the live compilation of an agent, `null` if it has none.
    pub fn get_live(&self, agent_id: Id) -> TypedCall<Option<Compilation>> {
        let fields = serde_json::json!({ "agent_id": agent_id });
        TypedCall::with_fields(self.0, &table::GET_LIVE, None, &fields)
    }

    /// Saves an instruction for the agent of a run, and returns the compilation that holds it.
    ///
    /// The new compilation is ready at once; `make_live` makes it the one that `run_live`
    /// follows.
    pub fn save_instruction(
        &self,
        execution_id: impl Into<Id>,
        options: &InstructionSave,
    ) -> TypedCall<Compilation> {
        TypedCall::with_fields(
            self.0,
            &table::SAVE_INSTRUCTION,
            Some(execution_id.into()),
            options,
        )
    }

    /// Makes a compilation the live one of its agent, in place of the previous one, and returns
    /// it.
    pub fn set_live(&self, compilation_id: impl Into<Id>) -> TypedCall<Compilation> {
        TypedCall::new(self.0, &table::SET_LIVE, Arguments::of(compilation_id))
    }

    /// Starts a run that follows the live compilation of an agent, and returns it.
    ///
    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.
    pub fn run_live(
        &self,
        agent_id: impl Into<Id>,
        variables: Option<&Value>,
        subagent_limits: Option<&Value>,
    ) -> TypedCall<RunDetail> {
        let fields =
            serde_json::json!({ "variables": variables, "subagent_limits": subagent_limits });
        TypedCall::with_fields(self.0, &table::RUN_LIVE, Some(agent_id.into()), &fields)
    }

    /// Returns a compilation as it is now.
    pub fn get(&self, compilation_id: impl Into<Id>) -> TypedCall<Compilation> {
        TypedCall::new(self.0, &table::GET, Arguments::of(compilation_id))
    }

    /// Changes a compilation and returns it; arguments that are `null` or left out change
    /// nothing.
    pub fn update(
        &self,
        compilation_id: impl Into<Id>,
        options: &CompilationUpdate,
    ) -> TypedCall<Compilation> {
        TypedCall::with_fields(self.0, &table::UPDATE, Some(compilation_id.into()), options)
    }

    /// Starts to compile a run into a script, and returns the compilation at once.
    pub fn compile(&self, execution_id: impl Into<Id>) -> TypedCall<Compilation> {
        TypedCall::new(self.0, &table::COMPILE, Arguments::of(execution_id))
    }

    /// Starts to freeze a run into an instruction, and returns the compilation at once; the
    /// same as `agents.freeze`.
    pub fn freeze(&self, execution_id: impl Into<Id>) -> TypedCall<Compilation> {
        TypedCall::new(self.0, &table::FREEZE, Arguments::of(execution_id))
    }

    /// Runs a compiled script, and returns the compilation at once.
    pub fn run(&self, compilation_id: impl Into<Id>) -> TypedCall<Compilation> {
        TypedCall::new(self.0, &table::RUN, Arguments::of(compilation_id))
    }

    /// Starts a run that follows a compilation's instruction, and returns it.
    ///
    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.
    pub fn run_instruction(
        &self,
        compilation_id: impl Into<Id>,
        options: &InstructionRun,
    ) -> TypedCall<RunDetail> {
        TypedCall::with_fields(
            self.0,
            &table::RUN_INSTRUCTION,
            Some(compilation_id.into()),
            options,
        )
    }

    /// Runs a compilation's instruction, and returns that run once it has ended: completed,
    /// failed or cancelled.
    ///
    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.
    ///
    /// See [`TypedCall::wait_options`] for the timeout and the poll interval.
    pub fn run_instruction_and_wait(
        &self,
        compilation_id: impl Into<Id>,
        options: &InstructionWait,
    ) -> TypedCall<RunDetail> {
        TypedCall::with_fields(
            self.0,
            &table::RUN_INSTRUCTION_AND_WAIT,
            Some(compilation_id.into()),
            options,
        )
    }

    /// Waits until a compilation is neither pending nor compiling, and returns it.
    ///
    /// A failed compilation is returned, too: see its `status`.
    ///
    /// See [`TypedCall::wait_options`] for the timeout and the poll interval.
    pub fn wait(&self, compilation_id: impl Into<Id>) -> TypedCall<Compilation> {
        TypedCall::new(self.0, &table::WAIT, Arguments::of(compilation_id))
    }
}
