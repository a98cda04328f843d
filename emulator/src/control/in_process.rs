//! Control operations for a program in whose process the emulator runs.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::accounts::Account;
use crate::clock::micros;
use crate::duration::DurationText;
use crate::recording::Filter;
use crate::scenario::{Fault, Scenario, ScriptedAgent, Speed, reason};
use crate::script::Match;

/// The number of requests in a report; earlier ones are only counted.
const MAX_REPORTED: usize = 1_000;
/// The number of characters of a request's body in a report.
const MAX_REPORTED_BODY: usize = 500;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Loaded {
    text: String,
    speed: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    by: DurationText,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parameters {
    method: Option<String>,
    path: Option<String>,
}

/// Runs an operation and returns its result as JSON; see [`Emulator::control`](crate::Emulator::control).
pub(crate) fn control(
    account: &Account,
    operation: &str,
    arguments: &str,
) -> Result<String, String> {
    match operation {
        "create_agent" => {
            let agent: ScriptedAgent = read(arguments)?;
            written(&agent.add_to(account, Speed::default())?)
        }
        "load_scenario" => {
            let Loaded { text, speed } = read(arguments)?;
            written(&Scenario::parse(&text, speed.parse()?)?.apply(account)?)
        }
        "advance" => {
            let Advance {
                by: DurationText(by),
            } = read(arguments)?;
            account.clock().advance(micros(by.as_secs_f64()));
            written(&json!(null))
        }
        "now" => written(&(account.clock().now() as f64 / 1e6)),
        "inject_fault" => {
            let requested: Fault = read(arguments)?;
            written(&requested.add_to(account)?)
        }
        "requests" => {
            let Parameters { method, path } = read(arguments)?;
            let filter = Filter {
                only: Match { method, path },
                aborted: false,
            };
            let found = account.recording.find(&filter);
            let found: Vec<_> = found.iter().map(|request| request.sent()).collect();
            written(&found)
        }
        _ => Err(format!("the emulator has no operation {operation:?}")),
    }
}

/// The requests of an account as text; see [`Emulator::report`](crate::Emulator::report).
pub(crate) fn report(account: &Account) -> String {
    let all = Filter {
        only: Match::default(),
        aborted: false,
    };
    let found = account.recording.find(&all);
    let left_out = found.len().saturating_sub(MAX_REPORTED);
    let mut lines = String::new();
    // Writing to a string cannot fail.
    if left_out > 0 {
        let _ = writeln!(lines, "({left_out} earlier requests are left out)");
    }
    for request in &found[left_out..] {
        let sent = request.sent();
        let _ = write!(lines, "{} {}", sent.method, sent.path);
        if let Some(query) = sent.query {
            let _ = write!(lines, "?{query}");
        }
        if let Some(body) = sent.body {
            let end = body.char_indices().nth(MAX_REPORTED_BODY);
            let _ = write!(lines, " {}", &body[..end.map_or(body.len(), |(at, _)| at)]);
        }
        let lost = if sent.has_response {
            ""
        } else {
            " (no response)"
        };
        let _ = writeln!(lines, "{lost}");
    }
    lines.truncate(lines.trim_end_matches('\n').len());
    lines
}

fn read<'a, T: Deserialize<'a>>(arguments: &'a str) -> Result<T, String> {
    serde_json::from_str(arguments).map_err(|error| reason(&error))
}

fn written(result: &impl Serialize) -> Result<String, String> {
    serde_json::to_string(result).map_err(|error| error.to_string())
}
