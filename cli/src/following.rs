//! The options of commands that follow a run, and the delivery of its output.

use std::fs;
use std::time::Instant;

use crate::context::{Context, seconds};
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
        Ok(Self {
            poll_interval: seconds(input, "poll-interval")?.unwrap_or(POLL_INTERVAL),
            cancels,
            after: input.option("after"),
            events_are_data: false,
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
        }
    }
}

/// Writes the output of a completed run to the file of `--output` and to standard output.
pub(crate) fn deliver(context: &Context<'_>, input: &Input, ended: &Ended) -> Result<(), Failure> {
    if ended.exit != Exit::COMPLETED {
        return Ok(());
    }
    let output = indented(ended.output().unwrap_or(b"null"));
    if let Some(path) = input.option("output") {
        let mut text = output;
        text.push(b'\n');
        return fs::write(path, text).map_err(|error| Failure::file(path, &error));
    }
    if context.console.is_json() {
        return Ok(());
    }
    context.console.line(&output)
}
