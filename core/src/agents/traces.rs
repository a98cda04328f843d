//! Which operations are traced, and as what.

use super::client::Client;
use crate::agents::named_calls::find;
use crate::agents::operation::{Flow, Operation};
use crate::agents::operations::operations;
use crate::trace::{CallTrace, TraceKind};

/// The operation that event streams poll a run with.
const STREAM_EVENTS: &str = "runs.stream_events";
/// The argument of a path that is the id of an agent.
const AGENT_ARGUMENT: &str = "{agent_id}";

impl Operation {
    fn trace_kind(&self) -> Option<TraceKind> {
        match self.flow {
            Flow::WaitForRun | Flow::ThenRun(_) => Some(TraceKind::Run),
            Flow::WaitForCompilation | Flow::ThenCompilation(_) => Some(TraceKind::Compilation),
            _ => self.starts_work.then_some(TraceKind::Start),
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
        let trace = |kind, operation, agent, subject| {
            let names = self.as_ref().agent_names().clone();
            CallTrace::new(kind, operation, self.config().root(), names, agent, subject)
        };
        if operation == STREAM_EVENTS {
            let id = Some(id.to_owned());
            return Some(trace(TraceKind::Run, STREAM_EVENTS, None, id));
        }
        let operation = find(operation)?;
        let kind = operation.trace_kind()?;
        let given = |is_given: bool| is_given.then(|| id.to_owned());
        let agent = given(operation.path.contains(AGENT_ARGUMENT));
        let subject = given(matches!(
            operation.flow,
            Flow::WaitForRun | Flow::WaitForCompilation
        ));
        Some(trace(kind, operation.name, agent, subject))
    }
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::*;

    #[test]
    fn operations_that_return_agents() {
        let found = operations().filter(|operation| operation.returns_agents);
        let mut names: Vec<_> = found.map(Operation::name).collect();
        names.sort_unstable();
        let expected = [
            "agents.create",
            "agents.get",
            "agents.list",
            "agents.update",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn operations_that_wait_or_start_a_run_are_traced() {
        for operation in operations() {
            let waits = matches!(
                operation.flow,
                Flow::WaitForRun
                    | Flow::ThenRun(_)
                    | Flow::WaitForCompilation
                    | Flow::ThenCompilation(_)
            );
            // The paths of the requests that start a run or a compilation.
            let parts = [
                "run",
                "run-loop",
                "run-instruction",
                "compile",
                "freeze-instruction",
            ];
            let is_start = operation.method == Method::POST
                && operation.path.split('/').any(|part| parts.contains(&part));
            assert_eq!(
                operation.trace_kind().is_some(),
                waits || is_start,
                "{}",
                operation.name
            );
        }
    }
}
