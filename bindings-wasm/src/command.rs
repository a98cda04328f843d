//! What JavaScript can ask for.

use flymyai_core::CallFailure;
use flymyai_javascript::{Arguments, CallOptions, Limits, Options, ThrownDetails};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::objects::Id;

/// The error that has ended a traced call.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TraceFailure {
    name: String,
    text: String,
    is_interruption: bool,
    code: Option<String>,
}

impl TraceFailure {
    pub(crate) fn of_call(&self) -> CallFailure<'_> {
        CallFailure {
            code: self.code.as_deref(),
            class: &self.name,
            text: &self.text,
            is_interruption: self.is_interruption,
        }
    }
}

/// A command. Most have the names of the classes and methods in `bindings-node/ts/native`;
/// some serve methods of several classes.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum Command {
    /// Frees any object. This also closes streams and responses.
    Free(Id),
    NewCancelToken,
    Cancel(Id),
    NewClient(Options),
    /// Why a client can't be used, or the call of a stepper has failed.
    Failure(Id),
    BaseUrl(Id),
    /// A client that is derived from another one.
    WithOptions {
        id: Id,
        given: CallOptions,
    },
    Call {
        id: Id,
        call_id: u32,
        operation: String,
        args: Arguments,
        cancel: Option<Id>,
        trace: Option<Id>,
    },
    /// The trace of a call.
    Trace {
        id: Id,
        operation: String,
        subject: Option<String>,
    },
    TraceHeaders {
        id: Id,
        headers: Vec<(String, String)>,
    },
    DiscardEvents(Id),
    FailTrace {
        id: Id,
        failure: TraceFailure,
    },
    TakeTrace(Id),
    /// The environment variables that core reads, for those that JavaScript changes.
    VariableNames,
    /// Why the files of a directory can't be read.
    DirectoryFailure,
    /// The failure of an unreadable response of an operation.
    UnreadableFailure(String),
    EventStream {
        id: Id,
        run_id: String,
        #[serde(default, deserialize_with = "flymyai_javascript::number")]
        timeout: Option<f64>,
        #[serde(deserialize_with = "required_number")]
        poll_interval: f64,
        trace: Option<Id>,
    },
    RunStream {
        id: Id,
        operation: String,
        args: Arguments,
        trace: Option<Id>,
    },
    PageStream {
        id: Id,
        operation: String,
        args: Arguments,
    },
    /// Requests the next batch of a stream.
    NextBatch {
        id: Id,
        call_id: u32,
        cancel: Option<Id>,
    },
    TimeoutFailure(Id),
    /// The record of a stream's run.
    Record(Id),
    /// The headers of the response with the record.
    RecordHeaders(Id),
    /// Closes a client.
    Close(Id),
    LimitsFailure(Limits),
    NewInference {
        api_key: String,
        base_url: String,
        limits: Limits,
    },
    NewRequest {
        kind: RequestKind,
        model: String,
        /// The id of a prediction, or the name of a document.
        name: String,
    },
    /// The form of these fields, without the contents of files.
    FormLayout {
        fields: Vec<FormField>,
        /// The indexes of the streams that were read.
        consumed: Vec<usize>,
    },
    /// The failure of a stream in a form: the reason, or none if it has no data.
    StreamFailure(Option<String>),
    IsRetryableStatus(u16),
    StatusCode(u16),
    RunFailure {
        id: String,
        status: String,
        why: Option<String>,
    },
    OutputFailure {
        id: String,
        status: String,
        problems: Vec<(String, String)>,
    },
    PollDelay {
        status: Option<u16>,
        failures: u32,
    },
    Open {
        id: Id,
        call_id: u32,
        request: Id,
        cancel: Option<Id>,
    },
    Read {
        id: Id,
        call_id: u32,
        format: Format,
    },
    /// Why a response or the events of a decoder are not a complete prediction.
    Incomplete {
        id: Id,
        status: u16,
        reason: String,
    },
    Stepper {
        id: Id,
        request: Id,
    },
    /// The request of an exchange, or the next one of a stepper.
    Request(Id),
    Respond {
        id: Id,
        status: u16,
        reason: String,
        headers: Vec<String>,
    },
    NextCallback {
        id: Id,
        call_id: u32,
    },
    /// Provides a chunk to an exchange, with its bytes.
    Provide(Id),
    End(Id),
    /// Reports a thrown value to an exchange or a stepper.
    Fail {
        id: Id,
        details: ThrownDetails,
    },
    NewDecoder(Limits),
    /// Decodes bytes.
    Push(Id),
    NewBodySize(Limits),
    /// Adds the bytes of a chunk to a body.
    AddSize {
        id: Id,
        bytes: f64,
    },
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum FormField {
    Text {
        name: String,
        text: String,
    },
    File {
        name: String,
        filename: String,
        content_type: String,
    },
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum RequestKind {
    Predict,
    Stream,
    StartTask,
    TaskResult,
    Document,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Format {
    Chunk,
    Events,
    Text,
}

fn required_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    flymyai_javascript::number(deserializer)?
        .ok_or_else(|| D::Error::custom("a number is required"))
}
