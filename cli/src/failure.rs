//! Failures as the command reports them.

use std::borrow::Cow;

use flymyai_core::{Error, ErrorKind, ModelResponse, PredictError, json_elements, json_member};
use serde_json::Value;

use crate::exit::Exit;
use crate::layout::object;
use crate::timeline::text_member;

/// Why a command has failed.
#[derive(Debug)]
pub(crate) struct Failure {
    exit: Exit,
    code: &'static str,
    message: String,
    hint: Option<Cow<'static, str>>,
    status: Option<u16>,
    run_id: Option<String>,
    is_silent: bool,
}

impl Failure {
    fn new(exit: Exit, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            exit,
            code,
            message: message.into(),
            hint: None,
            status: None,
            run_id: None,
            is_silent: false,
        }
    }

    /// Wrong arguments.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::USAGE, "usage", message)
    }

    /// Wrong arguments of a command, whose help is the next step.
    pub(crate) fn usage_of(command: &str, message: impl Into<String>) -> Self {
        Self::usage(message).with_hint(format!("`flymyai {command} --help` explains it."))
    }

    /// A file that can't be used.
    pub(crate) fn file(path: &str, error: &std::io::Error) -> Self {
        Self::usage(format!("{path}: {error}"))
    }

    /// A failure of this machine.
    pub(crate) fn system(error: &std::io::Error) -> Self {
        Self::new(Exit::SERVICE, "system", error.to_string())
    }

    /// The deadline of a command has passed, and its run goes on.
    pub(crate) fn deadline(message: String, run_id: &str) -> Self {
        Self::new(Exit::DEADLINE, "deadline", message)
            .with_run(run_id)
            .with_hint(format!("Continue with: flymyai watch {run_id}"))
    }

    /// There is no key to send.
    pub(crate) fn no_key(message: impl Into<String>) -> Self {
        Self::new(Exit::AUTHENTICATION, "authentication", message).with_hint(KEY_HINT)
    }

    /// The deadline of the wait for a task has passed.
    pub(crate) fn task_deadline(prediction_id: &str) -> Self {
        let text = format!("the prediction {prediction_id} has no result yet; it goes on");
        Self::new(Exit::DEADLINE, "deadline", text)
    }

    /// A failure that a model has returned.
    pub(crate) fn of_model(response: &ModelResponse) -> Self {
        let status = response.status;
        let (exit, code, hint) = of_status(status);
        let detail = text_member(&response.content, "detail").or_else(|| {
            let all = json_elements(json_member(&response.content, "inference_responses")?)?;
            let detail = text_member(json_member(all.first()?, "response")?, "detail")?;
            Some(detail.into_owned().into())
        });
        let text = match detail {
            Some(detail) => format!("the model responded with status {status}: {detail}"),
            None => format!("the model responded with status {status}"),
        };
        let mut failure = Self::new(exit, code, text);
        failure.status = Some(status);
        failure.hint = hint.map(Cow::Borrowed);
        failure
    }

    /// Nobody reads standard output.
    pub(crate) fn broken_pipe() -> Self {
        Self {
            is_silent: true,
            ..Self::new(Exit::PIPE, "pipe", "")
        }
    }

    pub(crate) fn with_hint(mut self, hint: impl Into<Cow<'static, str>>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds the run that the command is about.
    pub(crate) fn with_run(mut self, run_id: &str) -> Self {
        self.run_id = Some(run_id.to_owned());
        self
    }

    pub(crate) fn exit(&self) -> Exit {
        self.exit
    }

    pub(crate) fn is_silent(&self) -> bool {
        self.is_silent
    }

    /// The text for people: the message, and the next step on a line of its own.
    pub(crate) fn text(&self) -> String {
        let subject = match &self.run_id {
            Some(run_id) if !self.message.contains(&format!("run {run_id} ")) => {
                format!("run {run_id}: ")
            }
            _ => String::new(),
        };
        match &self.hint {
            Some(hint) => format!("{subject}{}\n{hint}", self.message),
            None => format!("{subject}{}", self.message),
        }
    }

    /// The one line for programs.
    pub(crate) fn json(&self) -> String {
        object(&[
            ("code", self.code.into()),
            ("message", self.message.as_str().into()),
            ("hint", self.hint.as_deref().into()),
            ("status", self.status.into()),
            ("request_id", Value::Null),
            ("run_id", self.run_id.as_deref().into()),
        ])
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let (exit, code, hint) = meaning(&error);
        let mut failure = Self::new(exit, code, error.message());
        failure.status = error.status();
        failure.hint = match error.idempotency_key() {
            Some(key) => Some(Cow::Owned(format!(
                "The request may have been processed. The same command with `--key {key}` does its \
                 work at most once."
            ))),
            None => hint.map(Cow::Borrowed),
        };
        failure
    }
}

impl From<PredictError> for Failure {
    fn from(error: PredictError) -> Self {
        match error {
            PredictError::Failed(error) => error.into(),
            PredictError::Responses(responses) => match responses.last() {
                Some(last) => Self::of_model(last),
                None => Self::new(Exit::SERVICE, "service", "the model did not respond"),
            },
        }
    }
}

const KEY_HINT: &str = "`flymyai login` stores a key; FLYMYAI_API_KEY and --api-key pass one.";

/// The exit code, the code for programs and the next step of an error of core.
fn meaning(error: &Error) -> (Exit, &'static str, Option<&'static str>) {
    match error.kind() {
        ErrorKind::Argument if error.argument_name() == Some("api_key") => {
            (Exit::AUTHENTICATION, "authentication", Some(KEY_HINT))
        }
        ErrorKind::Argument | ErrorKind::InvalidUrl | ErrorKind::UnsupportedProtocol => {
            (Exit::USAGE, "invalid_argument", None)
        }
        ErrorKind::Variables => (
            Exit::USAGE,
            "invalid_variables",
            Some("`flymyai agents get AGENT` shows the agent's input_schema."),
        ),
        ErrorKind::CompilationFailed => (Exit::FAILED, "compilation_failed", None),
        ErrorKind::WaitTimeout => (Exit::DEADLINE, "deadline", None),
        _ => match error.status() {
            Some(status) => of_status(status),
            None => (
                Exit::SERVICE,
                "network",
                Some("`flymyai doctor` checks the connection."),
            ),
        },
    }
}

fn of_status(status: u16) -> (Exit, &'static str, Option<&'static str>) {
    match status {
        401 => (Exit::AUTHENTICATION, "authentication", Some(KEY_HINT)),
        403 => (
            Exit::AUTHENTICATION,
            "permission_denied",
            Some("`flymyai whoami` shows which key is used."),
        ),
        404 | 410 => (
            Exit::NOT_FOUND,
            "not_found",
            Some("The id is wrong, or belongs to another account."),
        ),
        400 | 413 | 415 | 422 => (Exit::USAGE, "invalid_request", None),
        429 => (
            Exit::SERVICE,
            "rate_limited",
            Some("Try again later, or less often."),
        ),
        409 | 412 => (Exit::SERVICE, "conflict", None),
        _ => (Exit::SERVICE, "service", None),
    }
}
