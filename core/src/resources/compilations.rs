//! Compilations: good runs, frozen into instructions that can be run again.

use http::Method;
use serde::Serialize;
use serde_json::Value;

use crate::call::TypedCall;
use crate::client::Client;
use crate::fields::{Body, Field, When};
use crate::models::{Compilation, Id, RunDetail};
use crate::operation::{Arguments, Flow, Operation};
use crate::resources::runs;

static LIST: Operation = Operation::new("compilations.list", Method::GET, "compilations/");
pub(crate) static GET: Operation =
    Operation::new("compilations.get", Method::GET, "compilations/{}/").id("compilation_id");
static UPDATE: Operation = Operation::new("compilations.update", Method::PATCH, "compilations/{}/")
    .id("compilation_id")
    .body(Body::Only(&[
        Field::new("instruction_md", When::Given),
        Field::new("cron_schedule", When::Given),
        Field::new("timezone", When::Given),
    ]));
static COMPILE: Operation = Operation::new(
    "compilations.compile",
    Method::POST,
    "compilations/compile/{}/",
)
.id("execution_id");
static FREEZE: Operation = Operation::new(
    "compilations.freeze",
    Method::POST,
    "compilations/freeze-instruction/{}/",
)
.id("execution_id");
static RUN: Operation =
    Operation::new("compilations.run", Method::POST, "compilations/{}/run/").id("compilation_id");
static RUN_INSTRUCTION: Operation = Operation::new(
    "compilations.run_instruction",
    Method::POST,
    "compilations/{}/run-instruction/",
)
.id("compilation_id")
.body(INSTRUCTION_BODY);
static RUN_INSTRUCTION_AND_WAIT: Operation = Operation::new(
    "compilations.run_instruction_and_wait",
    Method::POST,
    "compilations/{}/run-instruction/",
)
.id("compilation_id")
.body(INSTRUCTION_BODY)
.flow(Flow::ThenRun(&runs::GET));
static WAIT: Operation = Operation::new("compilations.wait", Method::GET, "compilations/{}/")
    .id("compilation_id")
    .flow(Flow::WaitForCompilation);

/// An instruction without variables is run without a body.
const INSTRUCTION_BODY: Body = Body::OnlyOrNone(&[Field::new("variables", When::Truthy)]);

pub(crate) static OPERATIONS: &[&Operation] = &[
    &LIST,
    &GET,
    &UPDATE,
    &COMPILE,
    &FREEZE,
    &RUN,
    &RUN_INSTRUCTION,
    &RUN_INSTRUCTION_AND_WAIT,
    &WAIT,
];

/// What is to change about a compilation.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CompilationFields {
    /// The instruction, in Markdown.
    pub instruction_md: Option<String>,
    /// When to run it, in cron's notation; empty for never.
    pub cron_schedule: Option<String>,
    /// The time zone of the schedule.
    pub timezone: Option<String>,
}

/// The compilations of an account; see [`Client::compilations`].
#[derive(Clone, Copy, Debug)]
pub struct Compilations<'a>(&'a Client);

impl Client {
    /// The account's compilations.
    #[must_use]
    pub fn compilations(&self) -> Compilations<'_> {
        Compilations(self)
    }
}

impl Compilations<'_> {
    /// All compilations.
    pub fn list(&self) -> TypedCall<Vec<Compilation>> {
        TypedCall::new(self.0, &LIST, Arguments::default())
    }

    /// One compilation as it stands.
    pub fn get(&self, compilation_id: impl Into<Id>) -> TypedCall<Compilation> {
        TypedCall::new(self.0, &GET, Arguments::of(compilation_id))
    }

    /// Changes what is given of a compilation.
    pub fn update(
        &self,
        compilation_id: impl Into<Id>,
        fields: CompilationFields,
    ) -> TypedCall<Compilation> {
        TypedCall::with_fields(self.0, &UPDATE, Some(compilation_id.into()), &fields)
    }

    /// Compiles a run into a script.
    pub fn compile(&self, execution_id: impl Into<Id>) -> TypedCall<Compilation> {
        TypedCall::new(self.0, &COMPILE, Arguments::of(execution_id))
    }

    /// Freezes a run into an instruction; the compilation comes back unfinished.
    pub fn freeze(&self, execution_id: impl Into<Id>) -> TypedCall<Compilation> {
        TypedCall::new(self.0, &FREEZE, Arguments::of(execution_id))
    }

    /// Runs a compiled script.
    pub fn run(&self, compilation_id: impl Into<Id>) -> TypedCall<Compilation> {
        TypedCall::new(self.0, &RUN, Arguments::of(compilation_id))
    }

    /// Starts a run that follows the frozen instruction.
    pub fn run_instruction(
        &self,
        compilation_id: impl Into<Id>,
        variables: &Value,
    ) -> TypedCall<RunDetail> {
        let fields = serde_json::json!({ "variables": variables });
        TypedCall::with_fields(
            self.0,
            &RUN_INSTRUCTION,
            Some(compilation_id.into()),
            &fields,
        )
    }

    /// Starts a run that follows the frozen instruction, and waits for its end.
    pub fn run_instruction_and_wait(
        &self,
        compilation_id: impl Into<Id>,
        variables: &Value,
    ) -> TypedCall<RunDetail> {
        let fields = serde_json::json!({ "variables": variables });
        let id = Some(compilation_id.into());
        TypedCall::with_fields(self.0, &RUN_INSTRUCTION_AND_WAIT, id, &fields)
    }

    /// Waits until a compilation is no longer in the making; a failed one is a
    /// result, too.
    pub fn wait(&self, compilation_id: impl Into<Id>) -> TypedCall<Compilation> {
        TypedCall::new(self.0, &WAIT, Arguments::of(compilation_id))
    }
}
