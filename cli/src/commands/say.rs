//! `flymyai say`: adds a message to a run.

use crate::context::{Context, Handler, blocking};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::key_values::{Members, read_text};
use crate::syntax::{Command, Input};
use crate::timeline::{text_member, write_status};

pub(super) const COMMAND: Command = Command {
    name: "say",
    arguments: "RUN TEXT",
    about: "Add a message to a run",
    details: "The text - is that of standard input.",
    flags: &[],
    count: (2, 2),
    handler: Handler::Simple(|context, input| Box::pin(say(context, input))),
};

async fn say(context: &Context<'_>, input: &Input) -> Result<Exit, Failure> {
    let run_id = input.argument(0);
    let client = context.client(input)?;
    let text = match input.argument(1) {
        "-" => blocking(|| read_text("-")).await?,
        text => text.to_owned(),
    };
    if text.trim().is_empty() {
        return Err(input.usage("TEXT must not be blank"));
    }
    let mut fields = Members::default();
    fields.set_text("text", &text);
    let fields = Some(fields.to_json());
    let response = context
        .call(&client, "runs.append_message", run_id, fields)
        .await?;
    let record = response.body.unwrap_or_default();
    let status = text_member(&record, "status").unwrap_or_default();
    if context.console.is_json() {
        write_status(context.console, run_id, Some(&status))?;
    } else {
        let status = if status.is_empty() {
            String::new()
        } else {
            format!(", which is {status}")
        };
        context
            .console
            .say(&format!("Added a message to run {run_id}{status}"));
    }
    Ok(Exit::COMPLETED)
}
