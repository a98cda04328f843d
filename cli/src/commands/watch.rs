//! `flymyai watch`: follows a run that was started elsewhere.

use super::{ON_TIMEOUT, OUTPUT, POLL_INTERVAL, TIMEOUT};
use crate::context::{Context, Handler, timeout};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::following::{Following, deliver};
use crate::syntax::{Command, Input};

pub(super) const COMMAND: Command = Command {
    name: "watch",
    arguments: "RUN",
    about: "Follow a run to its end, and print its output",
    details: "It shows the events so far, too. Ctrl-C detaches; the run goes on.",
    flags: &[TIMEOUT, ON_TIMEOUT, POLL_INTERVAL, OUTPUT],
    count: (1, 1),
    handler: Handler::Detaching(|context, input| Box::pin(watch(context, input))),
};

async fn watch(context: &Context<'_>, input: &Input) -> Result<Exit, Failure> {
    let following = Following::read(input)?;
    let limit = timeout(input)?;
    let client = context.client(input)?;
    let follow = following.of(input.argument(0), limit, None);
    let ended = follow.run(context, &client).await?;
    deliver(context, input, &ended)?;
    Ok(ended.exit)
}
