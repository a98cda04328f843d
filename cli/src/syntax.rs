//! The grammar of the command line, as data, and its parser.

use std::ffi::OsString;

use lexopt::{Arg, Parser};

use crate::commands::COMMANDS;
use crate::context::Handler;
use crate::failure::Failure;
use crate::{api_call, help};

/// An option of a command.
#[derive(Debug)]
pub(crate) struct Flag {
    pub(crate) name: &'static str,
    pub(crate) short: Option<char>,
    /// The name of its value in the help; none for a switch.
    pub(crate) value: Option<&'static str>,
    pub(crate) about: &'static str,
}

impl Flag {
    pub(crate) const fn switch(name: &'static str, about: &'static str) -> Self {
        Self {
            name,
            short: None,
            value: None,
            about,
        }
    }

    pub(crate) const fn value(
        name: &'static str,
        value: &'static str,
        about: &'static str,
    ) -> Self {
        Self {
            name,
            short: None,
            value: Some(value),
            about,
        }
    }

    pub(crate) const fn short(mut self, short: char) -> Self {
        self.short = Some(short);
        self
    }
}

/// A command.
pub(crate) struct Command {
    pub(crate) name: &'static str,
    /// The arguments that are no options, as the help shows them.
    pub(crate) arguments: &'static str,
    pub(crate) about: &'static str,
    /// Further paragraphs of the help.
    pub(crate) details: &'static str,
    pub(crate) flags: &'static [Flag],
    /// The least and the largest number of arguments that are no options.
    pub(crate) count: (usize, usize),
    pub(crate) handler: Handler,
}

/// Options that all commands have.
pub(crate) const COMMON: &[Flag] = &[
    Flag::switch("json", "print JSON lines for programs"),
    Flag::value(
        "api-key",
        "KEY",
        "the API key; by default FLYMYAI_API_KEY, then that of the profile",
    ),
    Flag::value("base-url", "URL", "the address of the service"),
    Flag::value(
        "profile",
        "NAME",
        "the profile of `flymyai login` with the key",
    ),
    Flag::switch("help", "show this text").short('h'),
];

/// The arguments of a command.
#[derive(Debug, Default)]
pub(crate) struct Input {
    pub(crate) command: String,
    pub(crate) arguments: Vec<String>,
    options: Vec<(&'static str, String)>,
}

impl Input {
    /// The value of an option; the last one if it is repeated.
    pub(crate) fn option<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.all(name).last()
    }

    /// All values of an option, in their order.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let options = self.options.iter();
        options
            .filter(move |(known, _)| *known == name)
            .map(|(_, value)| value.as_str())
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.option(name).is_some()
    }

    /// An argument that the parser has counted.
    pub(crate) fn argument(&self, index: usize) -> &str {
        self.arguments.get(index).map_or("", String::as_str)
    }

    /// Wrong arguments of this command.
    pub(crate) fn usage(&self, message: impl Into<String>) -> Failure {
        Failure::usage_of(&self.command, message)
    }
}

/// What the command line asks for.
pub(crate) enum Request {
    Version,
    Help(String),
    Run(&'static Command, Input),
}

/// Reads the arguments of the process.
pub(crate) fn parse(arguments: Vec<OsString>) -> Result<Request, Failure> {
    let mut parser = Parser::from_args(arguments);
    let mut options = Vec::new();
    let name = loop {
        match parser
            .next()
            .map_err(|error| Failure::usage(error.to_string()))?
        {
            // On standard output, a script could take the help for JSON.
            None if options.iter().any(|(name, _)| *name == "json") => {
                let hint = "`flymyai --help` lists the commands.";
                return Err(Failure::usage("a command is missing").with_hint(hint));
            }
            None => return Ok(Request::Help(help::overview())),
            Some(Arg::Short('V') | Arg::Long("version")) => return Ok(Request::Version),
            Some(Arg::Short('h') | Arg::Long("help")) => {
                return Ok(Request::Help(help::overview()));
            }
            Some(Arg::Value(name)) => break text(name)?,
            Some(argument) => {
                let flag = find(COMMON.iter(), &argument);
                let flag = flag.ok_or_else(|| unknown_option("", &argument))?;
                options.push(value_of(&mut parser, flag)?);
            }
        }
    };
    if name == "help" {
        return help_of(&mut parser);
    }
    let command = COMMANDS.iter().find(|command| command.name == name);
    let command = match command {
        Some(command) => command,
        None if api_call::is_resource(&name) => &api_call::COMMAND,
        None => return Err(unknown_command(&name)),
    };
    let mut input = Input {
        command: name.clone(),
        arguments: Vec::new(),
        options,
    };
    if command.name == api_call::COMMAND.name {
        input.arguments.push(name);
    }
    read(&mut parser, command, input)
}

fn read(
    parser: &mut Parser,
    command: &'static Command,
    mut input: Input,
) -> Result<Request, Failure> {
    while let Some(argument) = parser
        .next()
        .map_err(|error| input.usage(error.to_string()))?
    {
        if let Arg::Value(value) = argument {
            input.arguments.push(text(value)?);
            continue;
        }
        let flag = find(command.flags.iter().chain(COMMON), &argument);
        let flag = flag.ok_or_else(|| unknown_option(&input.command, &argument))?;
        if flag.name == "help" {
            let text = match command.name == api_call::COMMAND.name {
                true => api_call::help(&input.arguments)?,
                false => help::of(command),
            };
            return Ok(Request::Help(text));
        }
        let option = value_of(parser, flag)?;
        input.options.push(option);
    }
    let (least, most) = command.count;
    let given = input.arguments.len();
    if given < least {
        let text = format!(
            "an argument is missing: flymyai {} {}",
            input.command, command.arguments
        );
        return Err(input.usage(text));
    }
    if given > most {
        let text = format!("unexpected argument {:?}", input.argument(most));
        return Err(input.usage(text));
    }
    Ok(Request::Run(command, input))
}

/// `flymyai help`, `flymyai help run`, `flymyai help runs list`.
fn help_of(parser: &mut Parser) -> Result<Request, Failure> {
    let rest = parser
        .raw_args()
        .map_err(|error| Failure::usage(error.to_string()))?;
    let rest: Vec<String> = rest.map(text).collect::<Result<_, _>>()?;
    let Some(name) = rest.first() else {
        return Ok(Request::Help(help::overview()));
    };
    let command = COMMANDS.iter().find(|command| command.name == name);
    Ok(Request::Help(match command {
        Some(command) => help::of(command),
        None if api_call::is_resource(name) => api_call::help(&rest)?,
        None => return Err(unknown_command(name)),
    }))
}

fn find<'a>(flags: impl Iterator<Item = &'a Flag>, argument: &Arg<'_>) -> Option<&'a Flag> {
    let mut flags = flags;
    flags.find(|flag| match argument {
        Arg::Short(short) => flag.short == Some(*short),
        Arg::Long(name) => flag.name == *name,
        Arg::Value(_) => false,
    })
}

fn value_of(parser: &mut Parser, flag: &Flag) -> Result<(&'static str, String), Failure> {
    let value = match flag.value {
        None => String::new(),
        Some(_) => {
            let value = parser
                .value()
                .map_err(|error| Failure::usage(error.to_string()))?;
            text(value)?
        }
    };
    Ok((flag.name, value))
}

fn text(value: OsString) -> Result<String, Failure> {
    value.into_string().map_err(|value| {
        Failure::usage(format!(
            "the argument {} is not Unicode",
            value.to_string_lossy()
        ))
    })
}

fn unknown_option(command: &str, argument: &Arg<'_>) -> Failure {
    let name = match argument {
        Arg::Short(short) => format!("-{short}"),
        Arg::Long(name) => format!("--{name}"),
        Arg::Value(value) => value.to_string_lossy().into_owned(),
    };
    let text = format!("unknown option {name}");
    match command {
        "" => Failure::usage(text).with_hint("`flymyai --help` lists the commands."),
        command => Failure::usage_of(command, text),
    }
}

fn unknown_command(name: &str) -> Failure {
    Failure::usage(format!("unknown command {name:?}"))
        .with_hint("`flymyai --help` lists the commands.")
}
