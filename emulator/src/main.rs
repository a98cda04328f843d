//! The emulator as a program; see the README beside it.
#![forbid(unsafe_code)]

use std::error::Error;
use std::io::{self, Read, Write};
use std::process::ExitCode;
use std::time::Duration;

use flymyai_emulator::{Emulator, Options, Scenario, environment};

const USAGE: &str =
    "usage: flymyai-emulator [--port N=0] [--host ADDRESS=127.0.0.1] [--pace SECONDS=0.2]
                        [--scenario FILE] [--speed FACTOR=1] [--tls] [--exit-with-stdin] [--help-env]

  --port             port to listen on; 0 takes any free one
  --host             address to listen on
  --pace             seconds between two steps of a run
  --scenario         agents and faults of each account, see the README
  --speed            how much faster the scripts of the scenario are
  --tls              listen for HTTPS too, on a second port
  --exit-with-stdin  stop when standard input is closed
  --help-env         then print how to point clients here
";

struct Arguments {
    options: Options,
    exit_with_stdin: bool,
    help_env: bool,
    help: bool,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // There is no other output for an error if this fails.
            let _ = writeln!(io::stderr(), "flymyai-emulator: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let arguments = parse(std::env::args().skip(1))?;
    let mut out = io::stdout();
    if arguments.help {
        out.write_all(USAGE.as_bytes())?;
        return Ok(());
    }
    // A client under test may open ten thousand connections; a lower limit of the system is accepted.
    let _ = rlimit::increase_nofile_limit(u64::MAX);
    let emulator = Emulator::try_start(arguments.options)?;
    let url = emulator.url();
    writeln!(out, "FLYMYAI_EMULATOR_URL={url}")?;
    if let (Some(url), Some(ca)) = (emulator.tls_url(), emulator.ca_path()) {
        writeln!(out, "FLYMYAI_EMULATOR_CA={}", ca.display())?;
        writeln!(out, "FLYMYAI_EMULATOR_TLS_URL={url}")?;
    }
    if arguments.help_env {
        writeln!(out, "\nPoint clients at it with\n")?;
        for (variable, value) in environment(&url, "fly-local") {
            writeln!(out, "  export {variable}={value}")?;
        }
    }
    out.flush()?;
    if arguments.exit_with_stdin {
        let mut ignored = [0; 1024];
        while io::stdin().read(&mut ignored).is_ok_and(|read| read > 0) {}
    } else {
        emulator.join();
    }
    Ok(())
}

fn parse(mut given: impl Iterator<Item = String>) -> Result<Arguments, Box<dyn Error>> {
    let mut arguments = Arguments {
        options: Options::default(),
        exit_with_stdin: false,
        help_env: false,
        help: false,
    };
    let mut scenario = None;
    let mut speed = None;
    while let Some(argument) = given.next() {
        // Both `--port 80` and `--port=80` are understood.
        let (name, inline) = match argument.split_once('=') {
            Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
            None => (argument, None),
        };
        let mut value = || {
            inline
                .clone()
                .or_else(|| given.next())
                .ok_or(format!("{name} needs a value"))
        };
        match name.as_str() {
            "--port" => arguments.options.port = value()?.parse()?,
            "--host" => arguments.options.host = value()?.parse()?,
            "--pace" => arguments.options.pace = Duration::try_from_secs_f64(value()?.parse()?)?,
            "--scenario" => scenario = Some(value()?),
            "--speed" => speed = Some(value()?.parse()?),
            "--tls" => arguments.options.tls = true,
            "--exit-with-stdin" => arguments.exit_with_stdin = true,
            "--help-env" => arguments.help_env = true,
            "--help" | "-h" => arguments.help = true,
            _ => return Err(format!("unknown argument {name}\n{USAGE}").into()),
        }
    }
    if let Some(path) = scenario {
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
        let parsed = Scenario::parse(&text, speed.unwrap_or_default());
        let parsed = parsed.map_err(|error| format!("{path}: {error}"))?;
        arguments.options.scenario = Some(parsed);
    } else if speed.is_some() {
        return Err("--speed goes with --scenario".into());
    }
    Ok(arguments)
}
