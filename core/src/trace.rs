//! The facts of one call for a span of a tracing system, such as OpenTelemetry.
//!
//! Core collects them; a package of a language makes the span. A call that is not traced has no
//! such object. A client keeps the names of the agents that it reads even so: a later call may be
//! traced.

use std::collections::VecDeque;
use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;

use crate::error::{Error, ErrorKind, Subject};

mod agent_names;
mod attributes;
mod facts;
mod failure;

pub(crate) use agent_names::AgentNames;
use attributes::{Attributes, Value, as_map};
use facts::{Facts, SpanEvent};
pub use failure::CallFailure;
use failure::SpanFailure;

/// The name of the service in the attribute `gen_ai.provider.name`.
const PROVIDER: &str = "flymyai";

/// The work of a traced call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TraceKind {
    /// It follows a run to its end.
    Run,
    /// It waits for a compilation.
    Compilation,
    /// It starts work that it does not follow: its request has the headers, and no span is made.
    Start,
}

impl TraceKind {
    /// The operation in the GenAI conventions; for compilations, which these do not have, a name
    /// of the same form.
    fn operation(self) -> Option<&'static str> {
        match self {
            Self::Run => Some("invoke_agent"),
            Self::Compilation => Some("compile_agent"),
            Self::Start => None,
        }
    }

    /// The member of a record that is the agent's id. That of a run named `user_agent_task` is a
    /// number of the service.
    fn agent_member(self) -> &'static str {
        match self {
            Self::Compilation => "user_agent_task",
            Self::Run | Self::Start => "user_agent_task_uuid",
        }
    }
}

/// The facts of one call so far, for a span. Cloning is cheap; clones are the same trace.
///
/// ```
/// use flymyai_core::{Client, ClientOptions};
///
/// # #[cfg(feature = "network")]
/// # fn example() -> Result<(), flymyai_core::Error> {
/// let client = Client::new(ClientOptions::new("fly-***").resolve()?);
/// let trace = client.trace("agents.run_and_wait", "agent_abc123").unwrap();
/// assert!(trace.take().contains("invoke_agent"));
/// assert!(client.trace("agents.list", "").is_none());
/// # Ok(())
/// # }
/// # #[cfg(feature = "network")]
/// # example().unwrap();
/// ```
#[derive(Clone)]
pub struct CallTrace(Arc<Shared>);

struct Shared {
    kind: TraceKind,
    operation: &'static str,
    server: Option<(String, u16)>,
    names: AgentNames,
    polls: AtomicU32,
    retries: AtomicU32,
    facts: Mutex<Facts>,
}

/// The state of a span, as languages read it.
#[derive(Serialize)]
struct Span {
    /// Missing for a call that makes no span.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(serialize_with = "as_map")]
    attributes: Attributes,
    /// The events since the last time.
    events: VecDeque<SpanEvent>,
    /// The failure of the call, or that of the run or the compilation.
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<SpanFailure>,
}

impl CallTrace {
    pub(crate) fn new(
        kind: TraceKind,
        operation: &'static str,
        root: &str,
        names: AgentNames,
        agent_id: Option<String>,
        id: Option<String>,
    ) -> Self {
        Self(Arc::new(Shared {
            kind,
            operation,
            server: server_of(root),
            names,
            polls: AtomicU32::new(0),
            retries: AtomicU32::new(0),
            facts: Mutex::new(Facts {
                agent_id,
                id,
                ..Facts::default()
            }),
        }))
    }

    /// Sets the headers with the context of the span, which each request of the call sends. Names
    /// that HTTP does not allow, and values that are not ASCII, are left out.
    pub fn set_headers<N, V>(&self, headers: impl IntoIterator<Item = (N, V)>)
    where
        N: AsRef<str>,
        V: AsRef<str>,
    {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            let name = HeaderName::from_bytes(name.as_ref().as_bytes());
            let value = HeaderValue::from_str(value.as_ref());
            // HTTP clients of programs refuse others.
            let value = value.ok().filter(|value| value.to_str().is_ok());
            if let (Ok(name), Some(value)) = (name, value) {
                map.insert(name, value);
            }
        }
        self.lock().headers = map;
    }

    /// Stops collecting events, for a span that is not recorded or has ended.
    pub fn discard_events(&self) {
        let mut facts = self.lock();
        facts.discards_events = true;
        facts.unread = None;
        facts.events = VecDeque::new();
    }

    /// The call has ended with an exception; the first one counts.
    pub fn fail(&self, failure: &CallFailure<'_>) {
        self.lock().failure.get_or_insert_with(|| failure.of_span());
    }

    /// The span so far, as JSON: `name`, `attributes`, the `events` since the last call, and
    /// `failure` with `type`, `text` and `isException` if the call, the run or the compilation
    /// has failed.
    #[must_use]
    pub fn take(&self) -> String {
        let mut facts = self.lock();
        if let Some(record) = facts.unread.take() {
            facts.read(&record, self.0.kind.agent_member());
        }
        let events = std::mem::take(&mut facts.events);
        let failure = facts.failure.clone();
        let id = facts.agent_id.as_deref();
        let agent_name = id.and_then(|id| self.0.names.get(id));
        let span = Span {
            name: self.name(agent_name.as_deref()),
            attributes: self.attributes(&facts, agent_name),
            events,
            failure: failure.or_else(|| self.failure_of_subject(&facts)),
        };
        drop(facts);
        // Fails for no span: all keys are text.
        serde_json::to_string(&span).unwrap_or_default()
    }

    /// Adds the headers of the trace to those of a request, which take precedence.
    pub(crate) fn add_headers(&self, headers: &mut HeaderMap) {
        for (name, value) in &self.lock().headers {
            if !headers.contains_key(name) {
                headers.insert(name.clone(), value.clone());
            }
        }
    }

    /// Counts a request for a status.
    pub(crate) fn polled(&self) {
        self.0.polls.fetch_add(1, Ordering::Relaxed);
    }

    /// Counts a request that is sent again.
    pub(crate) fn retried(&self) {
        self.0.retries.fetch_add(1, Ordering::Relaxed);
    }

    /// The run or the compilation was started.
    pub(crate) fn started(&self, id: &str) {
        self.lock().id = Some(id.to_owned());
    }

    /// A poll of a wait has brought a record.
    pub(crate) fn observe(&self, status: &str, record: &Bytes) {
        let mut facts = self.lock();
        facts.status = Some(status.to_owned());
        if !facts.discards_events {
            facts.unread = Some(record.clone());
        }
    }

    /// A poll of an event stream has brought a record with new events.
    pub(crate) fn observe_events(&self, status: &str, record: &Bytes, fresh: &[Bytes]) {
        let mut facts = self.lock();
        facts.status = Some(status.to_owned());
        if facts.discards_events {
            return;
        }
        facts.read_agent_id(record, self.0.kind.agent_member());
        facts.add_events(fresh);
    }

    /// The operation and the agent's name, as the conventions define; the operation alone if the
    /// name is unknown. They allow no id in its place.
    fn name(&self, agent_name: Option<&str>) -> Option<String> {
        let operation = self.0.kind.operation()?;
        Some(match agent_name {
            Some(agent_name) => format!("{operation} {agent_name}"),
            None => operation.to_owned(),
        })
    }

    fn attributes(&self, facts: &Facts, agent_name: Option<String>) -> Attributes {
        let mut attributes = Attributes::new();
        let Some(operation) = self.0.kind.operation() else {
            return attributes;
        };
        let mut add = |name: &'static str, value: Value| attributes.push((name, value));
        add("gen_ai.operation.name", operation.into());
        add("gen_ai.provider.name", PROVIDER.into());
        add("flymyai.operation", self.0.operation.into());
        if let Some((host, port)) = &self.0.server {
            add("server.address", host.as_str().into());
            add("server.port", Value::Number((*port).into()));
        }
        if let Some(id) = &facts.agent_id {
            add("gen_ai.agent.id", id.as_str().into());
        }
        if let Some(name) = agent_name {
            add("gen_ai.agent.name", Value::Text(name));
        }
        let (id, status) = match self.0.kind {
            TraceKind::Compilation => ("flymyai.compilation.id", "flymyai.compilation.status"),
            _ => ("flymyai.run.id", "flymyai.run.status"),
        };
        if let Some(value) = &facts.id {
            add(id, value.as_str().into());
        }
        if let Some(value) = &facts.status {
            add(status, value.as_str().into());
        }
        add("flymyai.polls", count(&self.0.polls));
        add("flymyai.retries", count(&self.0.retries));
        if facts.dropped > 0 {
            add("flymyai.events.dropped", Value::Count(facts.dropped));
        }
        attributes
    }

    /// The failure of the run or the compilation, which the call returns.
    fn failure_of_subject(&self, facts: &Facts) -> Option<SpanFailure> {
        let status = facts.status.as_deref()?;
        let id = facts.id.clone().unwrap_or_default();
        let (code, subject) = match self.0.kind {
            TraceKind::Start => return None,
            TraceKind::Run => {
                let error = Error::of_run(&id, status, None)?;
                (error.code(), Subject::Run(id))
            }
            TraceKind::Compilation if status == "failed" => {
                let error = Error::new(ErrorKind::CompilationFailed, "");
                (error.code(), Subject::Compilation(id))
            }
            TraceKind::Compilation => return None,
        };
        let text = format!("{} {} ended: {status}", subject.name(), subject.id());
        Some(SpanFailure::of_status(code, text))
    }

    fn lock(&self) -> MutexGuard<'_, Facts> {
        self.0.facts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for CallTrace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CallTrace(..)")
    }
}

/// The host without brackets, and the port, of a URL in normal form.
fn server_of(url: &str) -> Option<(String, u16)> {
    let (scheme, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let (_, server) = authority.rsplit_once('@').unwrap_or(("", authority));
    let (host, port) = match server.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port.parse().ok()?),
        _ => (server, if scheme == "https" { 443 } else { 80 }),
    };
    let bare = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'));
    Some((bare.unwrap_or(host).to_owned(), port))
}

fn count(counter: &AtomicU32) -> Value {
    Value::Number(counter.load(Ordering::Relaxed))
}

#[cfg(test)]
mod tests;
