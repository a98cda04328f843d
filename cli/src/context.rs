//! What a command works with: the output, the service, Ctrl-C.

use std::future::Future;
use std::pin::Pin;

use bytes::Bytes;
use flymyai_core::{Arguments, CallResponse, Client, ClientProfile, Config, redact_url};
use tokio::runtime::Builder;

use crate::console::Console;
use crate::credentials::Credentials;
use crate::durations;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::interrupts::Interrupts;
use crate::syntax::{Command, Input};
use crate::timeline::text_member;

/// The result of a command.
pub(crate) type Outcome<'a> = Pin<Box<dyn Future<Output = Result<Exit, Failure>> + 'a>>;

/// The code of a command.
pub(crate) enum Handler {
    /// Ctrl-C ends it.
    Simple(for<'a> fn(&'a Context<'a>, &'a Input) -> Outcome<'a>),
    /// It handles Ctrl-C itself.
    Detaching(for<'a> fn(&'a Context<'a>, &'a Input) -> Outcome<'a>),
}

/// The profile of the clients of this command.
pub(crate) const PROFILE: ClientProfile = ClientProfile {
    user_agent: concat!("flymyai-cli/", env!("CARGO_PKG_VERSION")),
    ..ClientProfile::DEFAULT
};

/// The environment of a command.
pub(crate) struct Context<'a> {
    pub(crate) console: &'a Console,
    pub(crate) interrupts: Interrupts,
}

/// Runs a command to its end.
pub(crate) fn run(command: &Command, input: &Input, console: &Console) -> Result<Exit, Failure> {
    let runtime = Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .map_err(|error| Failure::system(&error))?;
    let result = runtime.block_on(async {
        let interrupts = Interrupts::listen().map_err(|error| Failure::system(&error))?;
        let context = Context {
            console,
            interrupts,
        };
        match command.handler {
            Handler::Detaching(handler) => handler(&context, input).await,
            Handler::Simple(handler) => tokio::select! {
                result = handler(&context, input) => result,
                () = context.interrupts.first() => Ok(Exit::DETACHED),
            },
        }
    });
    console.clear();
    // A thread that reads standard input may never end.
    runtime.shutdown_background();
    result
}

impl Context<'_> {
    /// A client of the agents API; nothing is sent yet.
    pub(crate) fn client(&self, input: &Input) -> Result<Client, Failure> {
        Ok(Client::new(self.config(input)?))
    }

    /// The key and the address of the agents API.
    pub(crate) fn config(&self, input: &Input) -> Result<Config, Failure> {
        let credentials = Credentials::find(input)?;
        credentials.config(input.option("base-url"), &PROFILE)
    }

    /// The record of a run.
    pub(crate) async fn record(&self, client: &Client, run_id: &str) -> Result<Bytes, Failure> {
        let response = self.call(client, "runs.get", run_id, None).await?;
        let record = response.body.unwrap_or_default();
        match text_member(&record, "id") {
            Some(_) => Ok(record),
            None => Err(Failure::unexpected_response().with_run(run_id)),
        }
    }

    /// Calls an operation about one run.
    pub(crate) async fn call(
        &self,
        client: &Client,
        operation: &str,
        run_id: &str,
        fields: Option<String>,
    ) -> Result<CallResponse, Failure> {
        let arguments = Arguments {
            id: Some(run_id.to_owned()),
            fields: fields.map(Into::into),
            ..Arguments::default()
        };
        let response = client.call(operation, arguments)?.run().await;
        let response = response.map_err(|error| Failure::from(error).with_run(run_id))?;
        match response.body.as_deref() {
            Some(body) if !is_json(body) => Err(Failure::unexpected_response().with_run(run_id)),
            _ => Ok(response),
        }
    }
}

/// Whether a body may be JSON of the service: its numbers may be any that Python writes.
pub(crate) fn is_json(body: &[u8]) -> bool {
    let start = body.trim_ascii_start().first();
    start.is_none_or(|start| b"{[\"-0123456789tfnNI".contains(start))
}

/// The command that continues with runs, with the options that select the account.
pub(crate) fn continued(input: &Input, command: &str) -> String {
    let mut text = format!("flymyai {command}");
    if let Some(name) = input.option("profile") {
        text.push_str(&format!(" --profile {name}"));
    }
    if let Some(url) = input.option("base-url") {
        // Without a password, which must not be printed.
        text.push_str(&format!(" --base-url {}", redact_url(url)));
    }
    text
}

/// The seconds of `--timeout`; no limit without it.
pub(crate) fn timeout(input: &Input) -> Result<Option<f64>, Failure> {
    seconds(input, "timeout")
}

/// The seconds of an option.
pub(crate) fn seconds(input: &Input, name: &str) -> Result<Option<f64>, Failure> {
    let value = input.option(name);
    value.map(|text| durations::parse(name, text)).transpose()
}

/// Runs blocking code, such as the reading of standard input, so that Ctrl-C still works.
pub(crate) async fn blocking<T: Send + 'static>(
    code: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    match tokio::task::spawn_blocking(code).await {
        Ok(result) => result,
        Err(error) => Err(Failure::system(&std::io::Error::other(error))),
    }
}
