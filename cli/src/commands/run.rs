//! `flymyai run`: starts a run, and follows it to its end.

use std::time::{Duration, Instant};

use bytes::Bytes;
use flymyai_core::{Arguments, BoxFuture, CallResponse, Client, Error};

use super::{ON_TIMEOUT, OUTPUT, POLL_INTERVAL, TIMEOUT};
use crate::context::{Context, Handler, blocking, continued, timeout};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::follow::at_deadline;
use crate::following::{Following, deliver};
use crate::key_values::{Members, read_text};
use crate::screen::Style;
use crate::syntax::{Command, Flag, Input};
use crate::timeline::{Line, text_member};

pub(super) const COMMAND: Command = Command {
    name: "run",
    arguments: "AGENT",
    about: "Start a run of an agent, follow it, and print its output",
    details: "Variables: -v name=text, -v name:=JSON, -v name=@file (text), -v name:=@file (JSON).\n\
              The timeline goes to standard error, the output to standard output.",
    flags: &[
        Flag::value("var", "NAME=VALUE", "a variable of the run").short('v'),
        Flag::value(
            "vars",
            "FILE",
            "variables as a JSON object; - is standard input",
        ),
        Flag::value("message", "TEXT", "a first message to the agent"),
        Flag::value(
            "key",
            "KEY",
            "the idempotency key: the work is done at most once",
        ),
        Flag::switch("detach", "print the run's id instead of following the run"),
        TIMEOUT,
        ON_TIMEOUT,
        POLL_INTERVAL,
        OUTPUT,
    ],
    count: (1, 1),
    handler: Handler::Detaching(|context, input| Box::pin(run(context, input))),
};

async fn run(context: &Context<'_>, input: &Input) -> Result<Exit, Failure> {
    let begun = Instant::now();
    let agent = input.argument(0);
    let following = Following::read(input)?;
    let limit = timeout(input)?;
    let client = context.client(input)?;
    let fields = fields(input).await?;
    let arguments = Arguments {
        id: Some(agent.to_owned()),
        fields: Some(fields.into()),
        idempotency_key: input.option("key").map(str::to_owned),
        ..Arguments::default()
    };
    let call = client.call("runs.create", arguments)?;
    let key = call.idempotency_key().unwrap_or_default().to_owned();
    let record = start(context, call.run(), &key, begun, limit).await?;
    let run_id = text_member(&record, "id").unwrap_or_default().into_owned();
    if run_id.is_empty() {
        return Err(Failure::unexpected_response().with_key(&key));
    }
    let reported = started(context, agent, &run_id, &key).and_then(|()| {
        match input.has("detach") && !context.console.is_json() {
            true => context.console.line(&run_id),
            false => Ok(()),
        }
    });
    // Without its id, the run would be lost, and a script would start another one.
    reported.map_err(|failure| {
        let command = continued(input, &format!("watch {run_id}"));
        failure
            .with_run(&run_id)
            .with_hint(format!("The run was started; follow it with: {command}"))
    })?;
    if input.has("detach") {
        return Ok(Exit::COMPLETED);
    }
    follow(
        context,
        &client,
        &following.of(&run_id, limit, Some(begun)),
        input,
    )
    .await
}

/// How long an interrupted command waits for the id of the run that it starts.
const START_LIMIT: Duration = Duration::from_secs(5);

/// The record of the run that a call starts.
async fn start(
    context: &Context<'_>,
    mut starting: BoxFuture<'static, Result<CallResponse, Error>>,
    key: &str,
    begun: Instant,
    limit: Option<f64>,
) -> Result<Bytes, Failure> {
    let response = tokio::select! {
        response = &mut starting => response,
        () = at_deadline(begun, limit) => {
            let text = "the service did not respond in time";
            return Err(Failure::unknown_start(Exit::DEADLINE, text, key));
        }
        () = context.interrupts.first() => {
            // Without its response, the run could not be found again.
            context.console.say(&format!(
                "Waiting for the run's id; a second Ctrl-C ends the command at once.\n\
                 The same command with `--key {key}` starts no second run."
            ));
            let Ok(response) = tokio::time::timeout(START_LIMIT, starting).await else {
                let text = "the service did not respond";
                return Err(Failure::unknown_start(Exit::DETACHED, text, key));
            };
            response
        }
    };
    Ok(response?.body.unwrap_or_default())
}

async fn follow(
    context: &Context<'_>,
    client: &Client,
    follow: &crate::follow::Follow<'_>,
    input: &Input,
) -> Result<Exit, Failure> {
    let ended = follow.run(context, client).await?;
    deliver(context, input, &ended)?;
    Ok(ended.exit)
}

fn started(context: &Context<'_>, agent: &str, run_id: &str, key: &str) -> Result<(), Failure> {
    if context.console.is_json() {
        return Line::new("run.started", run_id)
            .value("agent_id", agent)
            .value("idempotency_key", key)
            .write(context.console);
    }
    context.console.note(&[
        (Style::Plain, "Run ".into()),
        (Style::Bold, run_id.into()),
        (Style::Plain, format!(" of {agent} started").into()),
    ]);
    Ok(())
}

/// The arguments of the operation.
async fn fields(input: &Input) -> Result<String, Failure> {
    let mut variables = Members::default();
    if let Some(path) = input.option("vars").map(str::to_owned) {
        let text = blocking(move || read_text(&path)).await?;
        variables.add_object("--vars", &text)?;
    }
    for variable in input.all("var") {
        variables.add(variable)?;
    }
    let mut fields = Members::default();
    fields.set("variables", variables.to_json());
    if let Some(message) = input.option("message") {
        fields.set_text("message", message);
    }
    Ok(fields.to_json())
}
