//! `flymyai events`: the events of a run as data.

use bytes::Bytes;
use flymyai_core::{json_elements, json_member};

use super::{POLL_INTERVAL, TIMEOUT};
use crate::context::{Context, Handler, timeout};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::follow::check_cursor;
use crate::following::Following;
use crate::syntax::{Command, Flag, Input};
use crate::timeline::{Event, text_member, time_member, write_event, write_status};

pub(super) const COMMAND: Command = Command {
    name: "events",
    arguments: "RUN",
    about: "Print the events of a run",
    details: "With --json, each event has a cursor: --after CURSOR continues behind it.",
    flags: &[
        Flag::switch("follow", "print new events until the run has ended").short('f'),
        Flag::value("after", "CURSOR", "print only the events after this one"),
        TIMEOUT,
        POLL_INTERVAL,
    ],
    count: (1, 1),
    handler: Handler::Detaching(|context, input| Box::pin(events(context, input))),
};

async fn events(context: &Context<'_>, input: &Input) -> Result<Exit, Failure> {
    let run_id = input.argument(0);
    let mut following = Following::read(input)?;
    let limit = timeout(input)?;
    let client = context.client(input)?;
    if input.has("follow") {
        following.events_are_data = true;
        let ended = following
            .of(run_id, limit, None)
            .run(context, &client)
            .await?;
        return Ok(ended.exit);
    }
    let record = tokio::select! {
        record = context.record(&client, run_id) => record?,
        () = context.interrupts.first() => return Ok(Exit::DETACHED),
    };
    if let Some(cursor) = input.option("after") {
        check_cursor(&record, run_id, cursor)?;
    }
    let started = time_member(&record, "created_at");
    let mut hidden = input.has("after");
    let logs = json_member(&record, "logs").and_then(json_elements);
    for log in logs.unwrap_or_default() {
        let event = Event::new(Bytes::copy_from_slice(log), started);
        if hidden {
            hidden = event.cursor().as_deref() != input.option("after");
            continue;
        }
        write_event(context.console, run_id, &event, true)?;
    }
    if context.console.is_json() {
        let status = text_member(&record, "status");
        write_status(context.console, run_id, status.as_deref())?;
    }
    Ok(Exit::COMPLETED)
}
