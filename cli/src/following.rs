//! The options of commands that follow a run, and the delivery of its output.

use std::fs;
use std::time::Instant;

use crate::context::{Context, continued, seconds};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::follow::{Ended, Follow};
use crate::layout::indented;
use crate::syntax::Input;

const POLL_INTERVAL: f64 = 1.0;

/// The options of following.
pub(crate) struct Following<'a> {
    poll_interval: f64,
    cancels: bool,
    after: Option<&'a str>,
    pub(crate) events_are_data: bool,
    input: &'a Input,
}

impl<'a> Following<'a> {
    pub(crate) fn read(input: &'a Input) -> Result<Self, Failure> {
        let cancels = match input.option("on-timeout") {
            None | Some("leave") => false,
            Some("cancel") if input.has("timeout") => true,
            Some("cancel") => return Err(input.usage("--on-timeout cancel needs --timeout")),
            Some(other) => {
                let text = format!("--on-timeout must be leave or cancel, not {other:?}");
                return Err(input.usage(text));
            }
        };
        check_output(input)?;
        Ok(Self {
            poll_interval: seconds(input, "poll-interval")?.unwrap_or(POLL_INTERVAL),
            cancels,
            after: input.option("after"),
            events_are_data: false,
            input,
        })
    }

    pub(crate) fn of(
        &self,
        run_id: &'a str,
        timeout: Option<f64>,
        begun: Option<Instant>,
    ) -> Follow<'a> {
        Follow {
            run_id,
            timeout,
            poll_interval: self.poll_interval,
            cancels: self.cancels,
            after: self.after,
            events_are_data: self.events_are_data,
            begun,
            continuation: continued(self.input, &format!("watch {run_id}")),
            output: self.input.option("output"),
        }
    }
}

/// Creates the file of `--output` if it is missing, so that a path that can't be written is an
/// error before the work starts.
pub(crate) fn check_output(input: &Input) -> Result<(), Failure> {
    if let Some(path) = input.option("output") {
        let file = fs::OpenOptions::new().append(true).create(true).open(path);
        file.map_err(|error| Failure::file(path, &error))?;
    }
    Ok(())
}

/// Prints the output of a completed run, unless it is in a file.
pub(crate) fn deliver(context: &Context<'_>, input: &Input, ended: &Ended) -> Result<(), Failure> {
    if ended.exit != Exit::COMPLETED || input.has("output") || context.console.is_json() {
        return Ok(());
    }
    context
        .console
        .line(indented(ended.output().unwrap_or(b"null")))
}
