//! What a call has observed so far: its records, and their events.

use std::collections::VecDeque;

use bytes::Bytes;
use http::HeaderMap;
use serde::Serialize;

use super::attributes::{Attributes, Value, as_map};
use super::failure::SpanFailure;
use crate::scan;
use crate::timestamps::parse_timestamp;

/// The number of events that a trace keeps, the newest ones; the default of OpenTelemetry.
pub(super) const MAX_SPAN_EVENTS: usize = 128;

/// The observations of one call.
#[derive(Default)]
pub(super) struct Facts {
    pub(super) headers: HeaderMap,
    /// Whether events are neither read nor kept.
    pub(super) discards_events: bool,
    pub(super) agent_id: Option<String>,
    /// The id of the run or the compilation.
    pub(super) id: Option<String>,
    pub(super) status: Option<String>,
    /// The last record of a wait, whose events were not read yet.
    pub(super) unread: Option<Bytes>,
    /// The number of events of the last record that were read.
    pub(super) read: usize,
    pub(super) events: VecDeque<SpanEvent>,
    /// The number of events that were not kept.
    pub(super) dropped: usize,
    pub(super) failure: Option<SpanFailure>,
}

#[derive(Serialize)]
pub(super) struct SpanEvent {
    name: String,
    #[serde(serialize_with = "as_map")]
    attributes: Attributes,
    /// Seconds since 1970, and nanoseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<(u64, u32)>,
}

impl Facts {
    /// Reads the id of the agent in this member of a record, unless it is known.
    pub(super) fn read_agent_id(&mut self, record: &[u8], member: &str) {
        if self.agent_id.is_none() {
            let id = scan::document(record).and_then(|record| scan::member(record, member));
            self.agent_id = id.and_then(scan::text).map(Into::into);
        }
    }

    /// Reads the agent and the new events of a record.
    pub(super) fn read(&mut self, record: &Bytes, agent_member: &str) {
        self.read_agent_id(record, agent_member);
        let logs = scan::document(record).and_then(|record| scan::member(record, "logs"));
        let logs = logs.filter(|logs| logs.starts_with(b"["));
        let logs: Vec<_> = logs
            .into_iter()
            .flat_map(scan::elements)
            .flatten()
            .collect();
        self.add_events(logs.get(self.read..).unwrap_or_default());
        self.read = logs.len();
    }

    /// Adds new events, and drops the oldest ones if there are too many. Only those that are kept
    /// are parsed.
    pub(super) fn add_events(&mut self, logs: &[impl AsRef<[u8]>]) {
        let kept = &logs[logs.len().saturating_sub(MAX_SPAN_EVENTS)..];
        let room = MAX_SPAN_EVENTS - kept.len();
        let old = self.events.len().saturating_sub(room);
        self.events.drain(..old);
        self.dropped += old + logs.len() - kept.len();
        self.events
            .extend(kept.iter().map(|log| event(log.as_ref())));
    }
}

/// An event of a run without its message and its data, which are the user's.
fn event(log: &[u8]) -> SpanEvent {
    let text = |name| scan::member(log, name).and_then(scan::text);
    let id = text("id").map(|id| ("flymyai.event.id", Value::Text(id.into_owned())));
    let time = text("created_at").and_then(|at| parse_timestamp(&at));
    SpanEvent {
        name: text("type").map_or_else(|| "event".to_owned(), Into::into),
        attributes: id.into_iter().collect(),
        time: time.map(|time| (time.as_secs(), time.subsec_nanos())),
    }
}
