//! `flymyai login`, `logout` and `whoami`.

use std::io::{self, IsTerminal};

use flymyai_core::{Arguments, Client, ClientOptions, json_elements, redact_url};

use crate::context::{Context, Handler, PROFILE, blocking};
use crate::credentials::{Credentials, Profiles, profile_name};
use crate::echo::{NoEcho, line, typed_line};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::layout::object;
use crate::syntax::{Command, Input};

pub(super) const LOGIN: Command = Command {
    name: "login",
    arguments: "",
    about: "Store an API key in a profile",
    details: "It asks for the key in a terminal; otherwise the key is the first line of standard input.\n\
              The key is checked, and stored in a file that only its owner can read. With --base-url,\n\
              the profile has this address, too.",
    flags: &[],
    count: (0, 0),
    handler: Handler::Simple(|context, input| Box::pin(login(context, input))),
};

pub(super) const LOGOUT: Command = Command {
    name: "logout",
    arguments: "",
    about: "Remove a profile and its key from this machine",
    details: "",
    flags: &[],
    count: (0, 0),
    handler: Handler::Simple(|context, input| Box::pin(logout(context, input))),
};

pub(super) const WHOAMI: Command = Command {
    name: "whoami",
    arguments: "",
    about: "Show which key is used, and whether it is valid",
    details: "The key itself is not shown.",
    flags: &[],
    count: (0, 0),
    handler: Handler::Simple(|context, input| Box::pin(whoami(context, input))),
};

async fn login(context: &Context<'_>, input: &Input) -> Result<Exit, Failure> {
    if input.has("api-key") {
        let text = "login reads the key from the terminal or from standard input, where no other \
                    user of this machine can see it; remove --api-key";
        return Err(input.usage(text));
    }
    let name = profile_name(input)?;
    let mut profiles = Profiles::read()?;
    let key = key(context).await?;
    if key.is_empty() {
        return Err(Failure::usage("there is no key on standard input"));
    }
    let base_url = input.option("base-url");
    let options = ClientOptions::new(&key).base_url(base_url.unwrap_or_default());
    check(&Client::new(options.profile(PROFILE).resolve()?)).await?;
    profiles.set(&name, &key, base_url);
    let path = profiles.write()?;
    if context.console.is_json() {
        let file = path.to_string_lossy();
        let line = object(&[("profile", name.as_str().into()), ("file", file.into())]);
        context.console.line(line)?;
    }
    let text = format!("Stored the key in profile {name}: {}", path.display());
    context.console.say(&text);
    Ok(Exit::COMPLETED)
}

async fn key(context: &Context<'_>) -> Result<String, Failure> {
    let read = if io::stdin().is_terminal() {
        let _no_echo = NoEcho::start().map_err(|error| Failure::system(&error))?;
        context.console.prompt("API key: ");
        blocking(|| typed_line().map_err(|error| Failure::system(&error))).await
    } else {
        blocking(|| line().map_err(|error| Failure::file("standard input", &error))).await
    };
    Ok(read?.trim().to_owned())
}

/// A request that any valid key may make.
async fn check(client: &Client) -> Result<(), Failure> {
    let response = client
        .call("agents.list", Arguments::default())?
        .run()
        .await?;
    match response.body.as_deref().and_then(json_elements) {
        Some(_) => Ok(()),
        None => Err(Failure::unexpected_response()),
    }
}

async fn logout(context: &Context<'_>, input: &Input) -> Result<Exit, Failure> {
    let name = profile_name(input)?;
    let mut profiles = Profiles::read()?;
    if profiles.remove(&name) {
        profiles.write()?;
        context.console.say(&format!("Removed profile {name}"));
    } else {
        context.console.say(&format!("There is no profile {name}"));
    }
    Ok(Exit::COMPLETED)
}

async fn whoami(context: &Context<'_>, input: &Input) -> Result<Exit, Failure> {
    let credentials = Credentials::find(input)?;
    let config = credentials.config(input.option("base-url"), &PROFILE)?;
    let base_url = redact_url(config.base_url());
    check(&Client::new(config)).await?;
    let source = credentials.source.text();
    let line = match context.console.is_json() {
        true => object(&[("key_source", source.into()), ("base_url", base_url.into())]),
        false => format!("The key from {source} is valid at {base_url}"),
    };
    context.console.line(line)?;
    Ok(Exit::COMPLETED)
}
