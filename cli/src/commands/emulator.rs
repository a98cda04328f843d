//! `flymyai emulator`: a local server with the API, for tests and trials.

use std::net::IpAddr;
use std::time::Duration;

use flymyai_emulator::{Emulator, Options};

use crate::context::{Context, Handler, blocking, seconds};
use crate::echo::drain;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::layout::object;
use crate::syntax::{Command, Flag, Input};

pub(super) const COMMAND: Command = Command {
    name: "emulator",
    arguments: "",
    about: "Start a local server with the API",
    details: "It keeps its data in memory, and takes any key that starts with fly-. Ctrl-C ends it.",
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
        Flag::switch("exit-with-stdin", "end when standard input is closed"),
    ],
    count: (0, 0),
    handler: Handler::Simple(|context, input| Box::pin(emulator(context, input))),
};

async fn emulator(context: &Context<'_>, input: &Input) -> Result<Exit, Failure> {
    let mut options = Options::default();
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
        context.console.line(format!(
            "export FLYMYAI_API_KEY=fly-local\nexport FLYMYAI_AGENTS_BASE_URL={url}\n\
             export FLYMYAI_DSN={url}\nexport FLYMYAI_M1_DSN={url}"
        ))?;
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
