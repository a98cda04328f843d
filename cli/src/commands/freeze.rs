//! `flymyai freeze`: makes an instruction of a good run.

use flymyai_core::{Arguments, Error, Subject, WaitOptions};

use super::{OUTPUT, TIMEOUT};
use crate::context::{Context, Handler, continued, seconds, timeout};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::following::check_output;
use crate::layout::one_line;
use crate::syntax::{Command, Flag, Input};
use crate::timeline::text_member;

pub(super) const COMMAND: Command = Command {
    name: "freeze",
    arguments: "RUN",
    about: "Freeze a completed run into an instruction, and print it",
    details: "The compilation's id goes to standard error; with --json, its record is printed.",
    flags: &[
        TIMEOUT,
        Flag::value(
            "poll-interval",
            "TIME",
            "the time between two polls, 2s by default",
        ),
        OUTPUT,
    ],
    count: (1, 1),
    handler: Handler::Simple(|context, input| Box::pin(freeze(context, input))),
};

async fn freeze(context: &Context<'_>, input: &Input) -> Result<Exit, Failure> {
    let run_id = input.argument(0);
    check_output(input)?;
    let client = context.client(input)?;
    let arguments = Arguments {
        id: Some(run_id.to_owned()),
        wait: WaitOptions {
            timeout: timeout(input)?,
            poll_interval: seconds(input, "poll-interval")?.unwrap_or(2.0),
        },
        ..Arguments::default()
    };
    let call = client.call("agents.compile_from_run", arguments)?;
    let response = call.run().await;
    let response = response.map_err(|error| failed(input, run_id, error))?;
    let record = response.body.unwrap_or_default();
    let id = text_member(&record, "id").unwrap_or_default();
    context
        .console
        .say(&format!("Compilation {id} of run {run_id} is ready"));
    let instruction = text_member(&record, "instruction_md").unwrap_or_default();
    if let Some(path) = input.option("output") {
        std::fs::write(path, &*instruction).map_err(|error| Failure::file(path, &error))?;
    } else if !context.console.is_json() {
        context.console.line(instruction.trim_end())?;
    }
    if context.console.is_json() {
        context.console.line(one_line(&record))?;
    }
    Ok(Exit::COMPLETED)
}

/// The failure of a freeze. A second freeze would start another compilation, so the command that
/// continues is that of the first one.
fn failed(input: &Input, run_id: &str, error: Error) -> Failure {
    let compilation = match error.subject() {
        Some(Subject::Compilation(id)) => Some(id.clone()),
        _ => None,
    };
    let failure = Failure::from(error).with_run(run_id);
    match compilation.filter(|_| failure.exit() == Exit::DEADLINE) {
        Some(id) => {
            let command = continued(input, &format!("compilations wait {id}"));
            failure.with_hint(format!("Continue with: {command}"))
        }
        None => failure,
    }
}
