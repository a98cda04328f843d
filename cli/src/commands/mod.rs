//! The commands.

mod api;
mod cancel;
mod completion;
mod doctor;
mod emulator;
mod events;
mod freeze;
mod login;
mod predict;
mod run;
mod say;
mod wait;
mod watch;

use crate::syntax::{Command, Flag};

/// In the order of the help.
pub(crate) static COMMANDS: &[Command] = &[
    run::COMMAND,
    watch::COMMAND,
    events::COMMAND,
    wait::COMMAND,
    say::COMMAND,
    cancel::COMMAND,
    freeze::COMMAND,
    predict::COMMAND,
    api::COMMAND,
    emulator::COMMAND,
    login::LOGIN,
    login::LOGOUT,
    login::WHOAMI,
    doctor::COMMAND,
    completion::COMMAND,
];

const TIMEOUT: Flag = Flag::value(
    "timeout",
    "TIME",
    "when to stop waiting, such as 10m; no limit by default",
);
const POLL_INTERVAL: Flag = Flag::value(
    "poll-interval",
    "TIME",
    "the time between two polls, 1s by default",
);
const ON_TIMEOUT: Flag = Flag::value(
    "on-timeout",
    "ACTION",
    "what happens to the run then: leave (the default) or cancel",
);
const OUTPUT: Flag = Flag::value("output", "FILE", "write the output to this file").short('o');
