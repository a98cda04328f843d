//! `flymyai completion`: the completion of commands in shells.
//!
//! The scripts call the hidden form `flymyai completion words -- WORD...`, so that they know each
//! command and operation of the installed version.

use super::COMMANDS;
use crate::api_call;
use crate::context::{Context, Handler};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::syntax::{COMMON, Command, Input};

pub(super) const COMMAND: Command = Command {
    name: "completion",
    arguments: "bash|zsh|fish",
    about: "Print a script that completes commands in a shell",
    details: "bash: source <(flymyai completion bash)\n\
              zsh:  source <(flymyai completion zsh)\n\
              fish: flymyai completion fish | source",
    flags: &[],
    count: (1, usize::MAX),
    handler: Handler::Simple(|context, input| Box::pin(completion(context, input))),
};

const BASH: &str = r#"_flymyai() {
    local word="${COMP_WORDS[COMP_CWORD]}"
    mapfile -t COMPREPLY < <(compgen -W "$(flymyai completion words -- "${COMP_WORDS[@]:1:COMP_CWORD-1}" 2>/dev/null)" -- "$word")
}
complete -o default -F _flymyai flymyai"#;

const ZSH: &str = r#"_flymyai() {
    local -a found
    found=(${(f)"$(flymyai completion words -- "${(@)words[2,CURRENT-1]}" 2>/dev/null)"})
    compadd -a found || _files
}
compdef _flymyai flymyai"#;

const FISH: &str =
    "complete -c flymyai -a '(flymyai completion words -- (commandline -opc)[2..] 2>/dev/null)'";

async fn completion(context: &Context<'_>, input: &Input) -> Result<Exit, Failure> {
    let script = match (input.argument(0), input.arguments.len()) {
        ("bash", 1) => BASH.to_owned(),
        ("zsh", 1) => ZSH.to_owned(),
        ("fish", 1) => FISH.to_owned(),
        ("words", _) => words(&input.arguments[1..]).join("\n"),
        ("bash" | "zsh" | "fish", _) => {
            let text = format!("unexpected argument {:?}", input.argument(1));
            return Err(input.usage(text));
        }
        (shell, _) => {
            return Err(input.usage(format!(
                "the shell must be bash, zsh or fish, not {shell:?}"
            )));
        }
    };
    context.console.line(script)?;
    Ok(Exit::COMPLETED)
}

/// The words that may follow these.
fn words(before: &[String]) -> Vec<String> {
    let Some(first) = before.first() else {
        let commands = COMMANDS.iter().map(|command| command.name.to_owned());
        return commands
            .chain(["help".to_owned()])
            .chain(api_call::resources())
            .collect();
    };
    let command = COMMANDS.iter().find(|command| command.name == first);
    let (flags, names) = match command {
        Some(command) => (command.flags, Vec::new()),
        None if before.len() == 1 => (api_call::COMMAND.flags, api_call::operation_names(first)),
        None => (
            api_call::COMMAND.flags,
            api_call::argument_names(first, &before[1]),
        ),
    };
    let flags = flags
        .iter()
        .chain(COMMON)
        .map(|flag| format!("--{}", flag.name));
    names.into_iter().chain(flags).collect()
}
