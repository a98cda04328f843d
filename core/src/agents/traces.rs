//! Which operations are traced, and as what.

use super::client::Client;
use crate::agents::named_calls::find;
use crate::agents::operation::{Flow, Operation};
use crate::agents::operations::operations;
use crate::trace::{CallTrace, TraceKind};

/// The operation that event streams poll a run with.
const STREAM_EVENTS: &str = "runs.stream_events";
/// The argument of a path that names an agent.
const AGENT_ARGUMENT: &str = "{agent_id}";

/// The operations that start a run or a compilation, and return at once.
const STARTS: [&str; 7] = [
    "agents.freeze",
    "agents.run",
    "compilations.compile",
    "compilations.freeze",
    "compilations.run_instruction",
    "deployments.run",
    "runs.create",
];

impl Operation {
    fn trace_kind(&self) -> Option<TraceKind> {
        match self.flow {
            Flow::WaitForRun | Flow::ThenRun(_) => Some(TraceKind::Run),
            Flow::WaitForCompilation | Flow::ThenCompilation(_) => Some(TraceKind::Compilation),
            Flow::Response if STARTS.contains(&self.name) => Some(TraceKind::Start),
            _ => None,
        }
    }
}

/// The operations that [`Client::trace`] traces, by name.
pub fn traced_operations() -> impl Iterator<Item = &'static str> {
    let traced = operations().filter(|operation| operation.trace_kind().is_some());
    traced.map(Operation::name).chain([STREAM_EVENTS])
}

impl Client {
    /// The trace of one call of an operation, to be passed to [`with_trace`](Self::with_trace);
    /// `None` for an operation that neither starts nor follows a run or a compilation.
    ///
    /// `id` is the id that the operation is called with.
    #[must_use]
    pub fn trace(&self, operation: &str, id: &str) -> Option<CallTrace> {
        let root = self.config().root();
        if operation == STREAM_EVENTS {
            let id = Some(id.to_owned());
            return Some(CallTrace::new(
                TraceKind::Run,
                STREAM_EVENTS,
                root,
                None,
                id,
            ));
        }
        let operation = find(operation)?;
        let kind = operation.trace_kind()?;
        let given = |is_given: bool| is_given.then(|| id.to_owned());
        let agent = given(operation.path.contains(AGENT_ARGUMENT));
        let subject = given(matches!(
            operation.flow,
            Flow::WaitForRun | Flow::WaitForCompilation
        ));
        Some(CallTrace::new(kind, operation.name, root, agent, subject))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_that_start_or_follow_work_are_traced() {
        let mut traced: Vec<_> = traced_operations().collect();
        traced.sort_unstable();
        assert_eq!(
            traced,
            [
                "agents.compile_from_run",
                "agents.freeze",
                "agents.run",
                "agents.run_and_wait",
                "compilations.compile",
                "compilations.freeze",
                "compilations.run_instruction",
                "compilations.run_instruction_and_wait",
                "compilations.wait",
                "deployments.run",
                "deployments.run_and_wait",
                "runs.create",
                "runs.create_and_wait",
                "runs.stream_events",
                "runs.wait",
            ]
        );
    }
}
