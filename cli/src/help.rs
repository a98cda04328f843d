//! The help, from the tables of the commands.

use std::fmt::Write;

use crate::api_call;
use crate::commands::COMMANDS;
use crate::syntax::{COMMON, Command, Flag};

const EXIT_CODES: &str = "Exit codes: 0 completed, 1 run failed, 2 usage, 3 authentication, 4 not found, \
5 network or\nservice, 6 deadline, 7 cancelled, 130 detached by Ctrl-C";

/// The commands.
pub(crate) fn overview() -> String {
    let mut text = String::from(
        "flymyai starts, follows and scripts runs of the FlyMy.AI agent cloud.\n\n\
         Usage: flymyai COMMAND [ARGUMENTS] [OPTIONS]\n\nCommands:\n",
    );
    let rows = COMMANDS
        .iter()
        .map(|each| (each.name.to_owned(), each.about));
    table(&mut text, rows);
    let resources = api_call::resources();
    let _ = write!(
        text,
        "\nResources of the API, each with its operations (`flymyai RESOURCE --help`):\n  {}\n\n",
        resources.join(", ")
    );
    options(&mut text, COMMON);
    table(
        &mut text,
        [("-V, --version".to_owned(), "show the version")].into_iter(),
    );
    let _ = write!(
        text,
        "\n{EXIT_CODES}.\n`flymyai COMMAND --help` explains a command."
    );
    text
}

/// The help of one command.
pub(crate) fn of(command: &Command) -> String {
    let mut text = format!("{}\n\nUsage: flymyai {}", command.about, command.name);
    for part in [command.arguments, "[OPTIONS]"] {
        if !part.is_empty() {
            let _ = write!(text, " {part}");
        }
    }
    text.push_str("\n\n");
    if !command.details.is_empty() {
        let _ = write!(text, "{}\n\n", command.details);
    }
    options(&mut text, command.flags);
    options(&mut text, COMMON);
    text
}

fn options(text: &mut String, flags: &[Flag]) {
    let rows = flags.iter().map(|flag| {
        let short = flag.short.map(|short| format!("-{short}, "));
        let value = flag.value.map(|value| format!(" {value}"));
        let (short, value) = (short.unwrap_or_default(), value.unwrap_or_default());
        (format!("{short}--{}{value}", flag.name), flag.about)
    });
    table(text, rows);
}

pub(crate) fn table<'a>(text: &mut String, rows: impl Iterator<Item = (String, &'a str)>) {
    for (name, about) in rows {
        let _ = writeln!(text, "  {name:24}  {about}");
    }
}
