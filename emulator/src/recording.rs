//! The requests of an account's clients, with their outcomes.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, Method, Uri, Version};
use serde::ser::{SerializeMap, SerializeStruct};
use serde::{Serialize, Serializer};
use tokio::sync::Notify;

use crate::request_body::Sent;
use crate::script::Match;

/// Older requests than this many are discarded, so that a long benchmark doesn't fill the memory.
const MAX_RECORDED: usize = 20_000;
/// Bodies are discarded, oldest first, above this number of bytes.
const MAX_RECORDED_BYTES: usize = 256 << 20;

pub(crate) struct Recording {
    started: Instant,
    entries: Mutex<Entries>,
    changed: Notify,
}

struct Entries {
    enabled: bool,
    kept: VecDeque<Arc<Recorded>>,
    /// Bytes of the stored bodies.
    kept_bytes: usize,
    /// The number of recorded requests, including discarded ones.
    count: u64,
}

/// A request as it arrived.
pub(crate) struct Arrival {
    pub(crate) method: Method,
    pub(crate) target: Uri,
    pub(crate) headers: HeaderMap,
    pub(crate) version: Version,
    pub(crate) body: Sent,
    pub(crate) connection: u64,
    pub(crate) tls: bool,
}

/// A request in the recording; serialises to one item of the list of requests.
pub(crate) struct Recorded {
    n: u64,
    at: Duration,
    arrival: Arrival,
    responded: AtomicBool,
    aborted: AtomicBool,
}

/// A selection of requests.
pub(crate) struct Filter {
    pub(crate) only: Match,
    pub(crate) aborted: bool,
}

impl Filter {
    fn admits(&self, request: &Recorded) -> bool {
        (!self.aborted || request.aborted.load(Ordering::Relaxed))
            && self
                .only
                .fits(&request.arrival.method, request.arrival.target.path())
    }
}

impl Recording {
    pub(crate) fn new() -> Self {
        let entries = Entries {
            enabled: true,
            kept: VecDeque::new(),
            kept_bytes: 0,
            count: 0,
        };
        Self {
            started: Instant::now(),
            entries: Mutex::new(entries),
            changed: Notify::new(),
        }
    }

    fn entries(&self) -> MutexGuard<'_, Entries> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records a request; `None` while recording is switched off.
    pub(crate) fn note(&self, arrival: Arrival) -> Option<Arc<Recorded>> {
        let mut entries = self.entries();
        if !entries.enabled {
            return None;
        }
        entries.count += 1;
        let request = Arc::new(Recorded {
            n: entries.count,
            at: self.started.elapsed(),
            arrival,
            responded: AtomicBool::new(false),
            aborted: AtomicBool::new(false),
        });
        entries.kept_bytes += request.arrival.body.kept.len();
        entries.kept.push_back(Arc::clone(&request));
        while entries.kept.len() > MAX_RECORDED || entries.kept_bytes > MAX_RECORDED_BYTES {
            let Some(oldest) = entries.kept.pop_front() else {
                break;
            };
            entries.kept_bytes -= oldest.arrival.body.kept.len();
        }
        drop(entries);
        self.changed.notify_waiters();
        Some(request)
    }

    pub(crate) fn responded(&self, request: &Recorded) {
        request.responded.store(true, Ordering::Relaxed);
        self.changed.notify_waiters();
    }

    pub(crate) fn aborted(&self, request: &Recorded) {
        request.aborted.store(true, Ordering::Relaxed);
        self.changed.notify_waiters();
    }

    pub(crate) fn enable(&self, enabled: bool) {
        self.entries().enabled = enabled;
    }

    pub(crate) fn is_enabled(&self) -> bool {
        self.entries().enabled
    }

    /// Discards all records; numbering starts at 1 again.
    pub(crate) fn clear(&self) {
        let mut entries = self.entries();
        entries.kept.clear();
        entries.kept_bytes = 0;
        entries.count = 0;
    }

    pub(crate) fn find(&self, filter: &Filter) -> Vec<Arc<Recorded>> {
        self.entries()
            .kept
            .iter()
            .filter(|request| filter.admits(request))
            .map(Arc::clone)
            .collect()
    }

    /// Returns the requests that the filter admits as soon as there are `min` of them.
    pub(crate) async fn find_at_least(&self, min: u64, filter: &Filter) -> Vec<Arc<Recorded>> {
        loop {
            // Registered before the check, so that a change right after the check still wakes it.
            let changed = self.changed.notified();
            if self.holds_at_least(min, filter) {
                return self.find(filter);
            }
            changed.await;
        }
    }

    fn holds_at_least(&self, min: u64, filter: &Filter) -> bool {
        let entries = self.entries();
        if !filter.aborted && filter.only.is_anything() {
            return entries.count >= min;
        }
        let found = entries
            .kept
            .iter()
            .filter(|request| filter.admits(request))
            .count();
        found as u64 >= min
    }
}

/// A request as test helpers return it.
#[derive(Serialize)]
pub(crate) struct SentRequest<'a> {
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    pub(crate) query: Option<&'a str>,
    headers: Headers<'a>,
    /// `None` if it is empty, not text or not kept whole.
    pub(crate) body: Option<&'a str>,
    pub(crate) has_response: bool,
}

impl Recorded {
    pub(crate) fn sent(&self) -> SentRequest<'_> {
        let arrival = &self.arrival;
        SentRequest {
            method: arrival.method.as_str(),
            path: arrival.target.path(),
            query: arrival.target.query(),
            headers: Headers(&arrival.headers),
            body: arrival.body.text(),
            has_response: self.responded.load(Ordering::Relaxed),
        }
    }
}

impl Serialize for Recorded {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Arrival {
            method,
            target,
            headers,
            version,
            body,
            connection,
            tls,
        } = &self.arrival;
        let mut out = serializer.serialize_struct("Request", 18)?;
        out.serialize_field("n", &self.n)?;
        out.serialize_field("method", method.as_str())?;
        out.serialize_field("path", target.path())?;
        out.serialize_field("query", &target.query())?;
        out.serialize_field("target", &on_the_wire(target, *version))?;
        out.serialize_field("headers", &Headers(headers))?;
        // A header map keeps the order of arrival as long as nothing is removed from it.
        let order: Vec<&str> = headers.keys().map(|name| name.as_str()).collect();
        out.serialize_field("header_order", &order)?;
        out.serialize_field("body", &body.text())?;
        out.serialize_field("body_base64", &STANDARD.encode(&body.kept))?;
        out.serialize_field("body_size", &body.size)?;
        out.serialize_field("body_sha256", &body.sha256())?;
        out.serialize_field("body_truncated", &body.is_truncated())?;
        out.serialize_field("at", &self.at.as_secs_f64())?;
        out.serialize_field("connection", connection)?;
        out.serialize_field("http", number(*version))?;
        out.serialize_field("tls", tls)?;
        out.serialize_field("replied", &self.responded.load(Ordering::Relaxed))?;
        out.serialize_field("aborted", &self.aborted.load(Ordering::Relaxed))?;
        out.end()
    }
}

/// The request's target as it was sent. HTTP/2 has it in parts, of which only path and query are a client's choice.
fn on_the_wire(target: &Uri, version: Version) -> String {
    match target.path_and_query() {
        Some(path) if version == Version::HTTP_2 => path.to_string(),
        _ => target.to_string(),
    }
}

fn number(version: Version) -> &'static str {
    match version {
        Version::HTTP_2 => "2",
        Version::HTTP_10 => "1.0",
        _ => "1.1",
    }
}

struct Headers<'a>(&'a HeaderMap);

impl Serialize for Headers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_map(Some(self.0.keys_len()))?;
        for name in self.0.keys() {
            // A repeated header reads as one, as RFC 9110 allows; bytes beyond ASCII are taken for Latin-1.
            let values: Vec<String> = self
                .0
                .get_all(name)
                .iter()
                .map(|value| latin1(value.as_bytes()))
                .collect();
            out.serialize_entry(name.as_str(), &values.join(", "))?;
        }
        out.end()
    }
}

fn latin1(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}
