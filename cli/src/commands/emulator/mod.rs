//! `flymyai emulator`: a local server with the API, for tests and trials.

mod recorded;

use std::net::IpAddr;
use std::time::Duration;

use flymyai_emulator::{Emulator, Options, Scenario, environment};

use super::OUTPUT;
use crate::context::{Context, Handler, blocking, seconds};
use crate::echo::drain;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::key_values::read_text;
use crate::layout::{object, one_line};
use crate::syntax::{Command, Flag, Input};

pub(super) const COMMAND: Command = Command {
    name: "emulator",
    arguments: "",
    about: "Start a local server with the API, or save a run for it",
    details: "It keeps its data in memory, and takes any key that starts with fly-. Ctrl-C ends it.\n\
              --record saves a run that has ended as a scenario, without its secrets, and ends: each\n\
              run of its agent on a server with that --scenario then has the same events and result.",
    flags: &[
        Flag::value("port", "PORT", "the port; 0, the default, takes a free one"),
        Flag::value(
            "host",
            "ADDRESS",
            "the address to listen on, 127.0.0.1 by default",
        ),
        Flag::value(
            "pace",
            "TIME",
            "the time between two steps of a run, 200ms by default",
        ),
        Flag::value(
            "scenario",
            "FILE",
            "the agents, scripts and faults of each account; - is standard input",
        ),
        Flag::value(
            "speed",
            "FACTOR",
            "how much faster the scripts of the scenario are, 1 by default",
        ),
        Flag::switch("exit-with-stdin", "end when standard input is closed"),
        Flag::value("record", "RUN", "save this run as a scenario instead"),
        OUTPUT,
    ],
    count: (0, 0),
    handler: Handler::Simple(|context, input| Box::pin(emulator(context, input))),
};

async fn emulator(context: &Context<'_>, input: &Input) -> Result<Exit, Failure> {
    if let Some(run_id) = input.option("record") {
        return record(context, input, run_id).await;
    }
    if input.has("output") {
        return Err(input.usage("--output goes with --record"));
    }
    let mut options = Options {
        scenario: scenario(input).await?,
        ..Options::default()
    };
    if let Some(port) = input.option("port") {
        options.port = port
            .parse()
            .map_err(|_| input.usage(format!("--port must be a port number, not {port:?}")))?;
    }
    if let Some(host) = input.option("host") {
        options.host = host
            .parse::<IpAddr>()
            .map_err(|_| input.usage(format!("--host must be an IP address, not {host:?}")))?;
    }
    if let Some(pace) = seconds(input, "pace")? {
        options.pace =
            Duration::try_from_secs_f64(pace).map_err(|_| input.usage("--pace is too long"))?;
    }
    let address = format!("{}:{}", options.host, options.port);
    let emulator = Emulator::try_start(options)
        .map_err(|error| Failure::usage(format!("can't listen on {address}: {error}")))?;
    let url = emulator.url();
    if context.console.is_json() {
        let line = object(&[
            ("type", "emulator.started".into()),
            ("url", url.as_str().into()),
        ]);
        context.console.line(line)?;
    } else {
        let variables = environment(&url, "fly-local");
        let lines = variables.map(|(variable, value)| format!("export {variable}={value}"));
        context.console.line(lines.join("\n"))?;
        context.console.say("The emulator runs until Ctrl-C.");
    }
    if input.has("exit-with-stdin") {
        blocking(|| {
            drain();
            Ok(())
        })
        .await?;
        return Ok(Exit::COMPLETED);
    }
    std::future::pending::<()>().await;
    Ok(Exit::COMPLETED)
}

/// The scenario of the file, at its speed.
async fn scenario(input: &Input) -> Result<Option<Scenario>, Failure> {
    let speed = input.option("speed").map(str::parse).transpose();
    let speed = speed.map_err(|error: String| input.usage(error))?;
    let Some(path) = input.option("scenario").map(str::to_owned) else {
        return match speed {
            Some(_) => Err(input.usage("--speed goes with --scenario")),
            None => Ok(None),
        };
    };
    let file = path.clone();
    let text = blocking(move || read_text(&file)).await?;
    let parsed = Scenario::parse(&text, speed.unwrap_or_default());
    let scenario = parsed.map_err(|error| Failure::usage(format!("{path}: {error}")))?;
    Ok(Some(scenario))
}

/// Saves a run as a scenario.
async fn record(context: &Context<'_>, input: &Input, run_id: &str) -> Result<Exit, Failure> {
    let server = [
        "port",
        "host",
        "pace",
        "scenario",
        "speed",
        "exit-with-stdin",
    ];
    if let Some(option) = server.into_iter().find(|option| input.has(option)) {
        return Err(input.usage(format!("--record excludes --{option}")));
    }
    let client = context.client(input)?;
    let record = context.record(&client, run_id).await?;
    let (mut scenario, removed) = recorded::scenario(&record, run_id)?;
    let is_json = context.console.is_json();
    match input.option("output") {
        Some(path) => {
            scenario.push('\n');
            std::fs::write(path, scenario).map_err(|error| Failure::file(path, &error))?;
            if is_json {
                let kind = ("type", "recording.saved".into());
                let saved = [
                    kind,
                    ("path", path.into()),
                    ("secrets_removed", removed.into()),
                ];
                context.console.line(object(&saved))?;
            }
        }
        None if is_json => context.console.line(one_line(scenario.as_bytes()))?,
        None => context.console.line(scenario)?,
    }
    let secrets = if removed == 1 { "secret" } else { "secrets" };
    context.console.say(&format!(
        "{removed} {secrets} removed. Read the recording before you share it: the texts of the run are in it."
    ));
    Ok(Exit::COMPLETED)
}
