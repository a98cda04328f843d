//! What an operation of the API is: a name, a request, a way to its result.

use bytes::Bytes;
use http::Method;

use crate::error::Error;
use crate::fields::{self, Body};
use crate::models::Id;
use crate::path::push_segment;
use crate::request::Request;
use crate::wait::WaitOptions;

/// The prefix of every path of the agents API.
const PREFIX: &str = "/api/v1/agents/";

/// How a call comes to its result.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Flow {
    /// One request; the reply is the result.
    Reply,
    /// One request; that it succeeded is the result, whatever the reply says.
    Done,
    /// All runs, or one agent's; this operation gets one run.
    ListRuns(&'static Operation),
    /// Polls a run until it has ended.
    WaitForRun,
    /// Polls a compilation until it is no longer in the making.
    WaitForCompilation,
    /// Sends the request, then waits for the compilation in its reply, which this
    /// operation gets.
    ThenCompilation(&'static Operation),
    /// Sends the request, then waits for the run in its reply, which this operation gets.
    ThenRun(&'static Operation),
}

/// One operation of the API, as data. The resources' files list them.
#[derive(Debug)]
pub struct Operation {
    pub(crate) name: &'static str,
    pub(crate) method: Method,
    /// Relative to the API's prefix; `{}` stands for the id.
    pub(crate) path: &'static str,
    /// What the id is called by callers, where the path has one.
    pub(crate) id: &'static str,
    /// An argument that is used on this side and never sent.
    pub(crate) local: Option<&'static str>,
    pub(crate) body: Body,
    pub(crate) flow: Flow,
}

impl Operation {
    pub(crate) const fn new(name: &'static str, method: Method, path: &'static str) -> Self {
        Self {
            name,
            method,
            path,
            id: "",
            local: None,
            body: Body::None,
            flow: Flow::Reply,
        }
    }

    pub(crate) const fn id(mut self, name: &'static str) -> Self {
        self.id = name;
        self
    }

    pub(crate) const fn local(mut self, name: &'static str) -> Self {
        self.local = Some(name);
        self
    }

    pub(crate) const fn body(mut self, body: Body) -> Self {
        self.body = body;
        self
    }

    pub(crate) const fn flow(mut self, flow: Flow) -> Self {
        self.flow = flow;
        self
    }

    /// The operation's name: its resource and method, such as `runs.get`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Whether the call waits, and so may take long.
    pub(crate) fn is_long(&self) -> bool {
        !matches!(self.flow, Flow::Reply | Flow::Done | Flow::ListRuns(_))
    }

    /// The request for these arguments; nothing is sent.
    pub(crate) fn request(&'static self, arguments: &Arguments) -> Result<Request, Error> {
        let text = arguments.fields.as_deref();
        let mut taken = self.local;
        if let Some(name) = self.local
            && fields::text_argument(text, name).is_some_and(|value| value.trim().is_empty())
        {
            return Err(Error::argument(name, format!("{name} must not be empty")));
        }
        let mut path = String::from(PREFIX);
        if self.id.is_empty() {
            path.push_str(self.path);
        } else {
            let from_fields = || fields::text_argument(text, self.id);
            let id = match &arguments.id {
                Some(id) => id.clone(),
                None => {
                    taken = Some(self.id);
                    from_fields().ok_or_else(|| {
                        Error::argument(self.id, format!("{} is required", self.id))
                    })?
                }
            };
            let (before, after) = self.path.split_once("{}").unwrap_or((self.path, ""));
            path.push_str(before);
            push_segment(&mut path, self.id, &id)?;
            path.push_str(after);
        }
        Ok(Request {
            method: self.method.clone(),
            path,
            body: self.body.write(text, taken)?,
            idempotency_key: arguments
                .idempotency_key
                .as_deref()
                .map(key_header)
                .transpose()?,
        })
    }
}

/// A call's arguments as a binding hands them over.
///
/// ```
/// use flymyai_core::Arguments;
///
/// let arguments = Arguments {
///     id: Some("agent_abc123".into()),
///     fields: Some(r#"{"variables": {"website_url": "https://example.com"}}"#.into()),
///     ..Arguments::default()
/// };
/// ```
#[derive(Clone, Debug, Default)]
pub struct Arguments {
    /// The id in the path, not yet encoded.
    pub id: Option<String>,
    /// One JSON object: the other arguments by their snake-case names.
    pub fields: Option<Bytes>,
    /// How waiting operations wait.
    pub wait: WaitOptions,
    /// Makes a request that does work safe to send again.
    pub idempotency_key: Option<String>,
}

impl Arguments {
    pub(crate) fn of(id: impl Into<Id>) -> Self {
        Self {
            id: Some(id.into().to_string()),
            ..Self::default()
        }
    }
}

pub(crate) fn key_header(key: &str) -> Result<http::HeaderValue, Error> {
    let refuse = |why: &str| Error::argument("idempotency_key", format!("idempotency_key {why}"));
    if key.trim().is_empty() {
        return Err(refuse("must not be empty"));
    }
    // A server may trim or re-read anything else, and then it is another key.
    if key.trim() != key || !key.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Err(refuse("must be printable ASCII without blanks around it"));
    }
    http::HeaderValue::from_str(key).map_err(|_| refuse("can't be sent in a header"))
}
