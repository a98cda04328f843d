//! Failures as the command reports them.

use std::borrow::Cow;

use flymyai_core::{
    Error, ErrorCode, ModelResponse, PredictError, code_of_status, error_codes, json_elements,
    json_member,
};

use crate::exit::Exit;
use crate::layout::{object, printable};
use crate::timeline::text_member;

/// Why a command has failed.
#[derive(Debug)]
pub(crate) struct Failure {
    exit: Exit,
    code: &'static str,
    message: String,
    hint: Option<Cow<'static, str>>,
    status: Option<u16>,
    request_id: Option<String>,
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
            request_id: None,
            run_id: None,
            is_silent: false,
        }
    }

    fn of_code(code: &'static ErrorCode, message: impl Into<String>) -> Self {
        let mut failure = Self::new(exit_of(code.name), code.name, message);
        failure.hint = hint_of(code.name).map(Cow::Borrowed);
        failure
    }

    /// Wrong arguments.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::USAGE, "invalid_argument", message)
    }

    /// Wrong arguments of a command, whose help is the next step.
    pub(crate) fn usage_of(command: &str, message: impl Into<String>) -> Self {
        Self::usage(message).with_hint(format!("`flymyai {command} --help` explains it."))
    }

    /// A file that can't be used.
    pub(crate) fn file(path: &str, error: &std::io::Error) -> Self {
        Self::usage(format!("{path}: {error}"))
    }

    /// A response of something else than the service, such as the login page of a network.
    pub(crate) fn unexpected_response() -> Self {
        let code = error_codes()
            .iter()
            .find(|known| known.name == "unexpected_response");
        let text = "the response is none of the service";
        match code {
            Some(code) => Self::of_code(code, text),
            None => Self::new(Exit::SERVICE, "unexpected_response", text),
        }
    }

    /// The start of a run got no response in time, or was interrupted: its run is unknown.
    pub(crate) fn unknown_start(exit: Exit, reason: &str, key: &str) -> Self {
        let text = format!("{reason}, and the run may have been started");
        Self::new(exit, "start_timeout", text).with_hint(format!(
            "The same command with `--key {key}` starts no second run."
        ))
    }

    /// A failure of this machine.
    pub(crate) fn system(error: &std::io::Error) -> Self {
        Self::new(Exit::SERVICE, "system", error.to_string())
    }

    /// The deadline of a command has passed, and its run goes on; the command continues with it.
    pub(crate) fn deadline(message: String, run_id: &str, command: &str) -> Self {
        Self::new(Exit::DEADLINE, "wait_timeout", message)
            .with_run(run_id)
            .with_hint(format!("Continue with: {command}"))
    }

    /// There is no key to send.
    pub(crate) fn no_key(message: impl Into<String>) -> Self {
        Self::new(Exit::AUTHENTICATION, "invalid_api_key", message).with_hint(KEY_HINT)
    }

    /// The deadline of the wait for a task has passed.
    pub(crate) fn task_deadline(prediction_id: &str) -> Self {
        let text = format!("the prediction {prediction_id} has no result yet; it goes on");
        Self::new(Exit::DEADLINE, "wait_timeout", text)
    }

    /// A failure that a model has returned.
    pub(crate) fn of_model(response: &ModelResponse) -> Self {
        let status = response.status;
        let detail = text_member(&response.content, "detail").or_else(|| {
            let all = json_elements(json_member(&response.content, "inference_responses")?)?;
            let detail = text_member(json_member(all.first()?, "response")?, "detail")?;
            Some(detail.into_owned().into())
        });
        let text = match detail {
            Some(detail) => format!("the model responded with status {status}: {detail}"),
            None => format!("the model responded with status {status}"),
        };
        let mut failure = Self::of_code(code_of_status(status), text);
        failure.status = Some(status);
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

    /// Adds the next step after a request of unknown outcome, whose idempotency key this is.
    pub(crate) fn with_key(self, key: &str) -> Self {
        self.with_hint(format!(
            "The request may have been processed. The same command with `--key {key}` does its \
             work at most once."
        ))
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

    /// The next step, if there is one.
    pub(crate) fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// The message as one line, whatever a service or a file contains.
    pub(crate) fn message(&self) -> String {
        printable(&self.message).into_owned()
    }

    /// The text for people: the message, and the next step on a line of its own.
    pub(crate) fn text(&self) -> String {
        let message = self.message();
        let subject = match &self.run_id {
            Some(run_id) if !self.message.contains(&format!("run {run_id} ")) => {
                format!("run {run_id}: ")
            }
            _ => String::new(),
        };
        match &self.hint {
            Some(hint) => format!("{subject}{message}\n{hint}"),
            None => format!("{subject}{message}"),
        }
    }

    /// The one line for programs.
    pub(crate) fn json(&self) -> String {
        object(&[
            ("code", self.code.into()),
            ("message", self.message.as_str().into()),
            ("hint", self.hint.as_deref().into()),
            ("status", self.status.into()),
            ("request_id", self.request_id.as_deref().into()),
            ("run_id", self.run_id.as_deref().into()),
        ])
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let code = error.error_code();
        let mut failure = Self::of_code(code, error.message());
        if let ("not_found", Some(method), Some(path)) = (code.name, error.method(), error.path()) {
            // The service's own text does not say what there is not.
            failure.message = format!("{} ({method} {path})", failure.message);
        }
        failure.status = error.status();
        failure.request_id = error.request_id().map(str::to_owned);
        failure.run_id = error.run_id().map(str::to_owned);
        match error.idempotency_key() {
            Some(key) => failure.with_key(key),
            None => failure,
        }
    }
}

impl From<PredictError> for Failure {
    fn from(error: PredictError) -> Self {
        match error {
            PredictError::Failed(error) => error.into(),
            PredictError::Responses(responses) => match responses.last() {
                Some(last) => Self::of_model(last),
                None => Self::new(
                    Exit::SERVICE,
                    "unexpected_response",
                    "the model did not respond",
                ),
            },
        }
    }
}

const KEY_HINT: &str = "`flymyai login` stores a key; FLYMYAI_API_KEY and --api-key pass one.";

/// The exit code of an error with this code.
fn exit_of(code: &str) -> Exit {
    match code {
        "invalid_api_key" | "authentication" | "permission_denied" => Exit::AUTHENTICATION,
        "not_found" => Exit::NOT_FOUND,
        "invalid_argument" | "invalid_url" | "invalid_variables" | "invalid_request"
        | "request_too_large" | "conflict" | "stale_revision" | "stale_base_version" => Exit::USAGE,
        "wait_timeout" => Exit::DEADLINE,
        "run_failed" | "compilation_failed" => Exit::FAILED,
        "run_cancelled" => Exit::CANCELLED,
        _ => Exit::SERVICE,
    }
}

/// The next step, where it is a command; core's hints are about programs.
fn hint_of(code: &str) -> Option<&'static str> {
    match code {
        "invalid_api_key" | "authentication" => Some(KEY_HINT),
        "permission_denied" => Some("`flymyai whoami` shows which key is used."),
        "invalid_variables" => Some("`flymyai agents get AGENT` shows the agent's input_schema."),
        "connect" | "connection_lost" | "proxy" | "timeout" => {
            Some("`flymyai doctor` checks the connection.")
        }
        "unexpected_response" => Some("`flymyai doctor` checks the address."),
        // Their messages name the option.
        "invalid_argument" | "invalid_url" => None,
        _ => error_codes()
            .iter()
            .find(|known| known.name == code)
            .map(|known| known.hint),
    }
}
