//! Log records: what a client does, for the loggers of the languages and for stderr.
//!
//! Nothing is recorded unless somebody wants it: one atomic load decides that, before any
//! value of a record is made. A record contains no key, no query, no body and no header but
//! the id of the request.

mod level;
mod record;
#[cfg(feature = "system")]
mod stderr;

use std::collections::VecDeque;
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use level::LogLevel;
pub(crate) use record::without_query;
pub use record::{LogEvent, LogKinds, LogRecord};

/// The most records that wait to be taken; further ones are dropped and counted.
pub const MAX_LOG_RECORDS: usize = 4096;

/// Whether the warning about a level that is not valid was printed: once is enough for all
/// clients, and for forked children.
static WARNED: AtomicBool = AtomicBool::new(false);

/// The destination of log records. Cloning is cheap; clones are the same log.
///
/// Records are printed to stderr as they are made, and kept for [`take`](Self::take) if
/// [`subscribe`](Self::subscribe) has asked for their kind. Nothing waits for a reader.
///
/// ```
/// use flymyai_core::{ClientOptions, Log, LogKinds};
///
/// let log = Log::new(None);
/// log.subscribe(LogKinds::ALL);
/// let config = ClientOptions::new("fly-***").resolve()?.with_log(log.clone());
/// assert!(log.take().is_empty());
/// # Ok::<(), flymyai_core::Error>(())
/// ```
#[derive(Clone)]
pub struct Log(Arc<Shared>);

struct Shared {
    /// The kinds of records that are printed or kept.
    wanted: AtomicU8,
    printed: LogKinds,
    subscribed: AtomicU8,
    /// The number of waiting records, readable without the lock.
    waiting: AtomicUsize,
    queue: Mutex<Queue>,
}

#[derive(Default)]
struct Queue {
    records: VecDeque<LogRecord>,
    dropped: u64,
}

impl Log {
    /// A log that prints the records of a level, as [`LogLevel::parse`] reads it, to stderr.
    /// Without a level, and with one that is not valid, it prints none; of the latter, it
    /// warns once.
    #[must_use]
    pub fn new(level: Option<&str>) -> Self {
        let printed = level.map_or(Ok(LogLevel::Off), LogLevel::parse);
        let kinds = printed
            .as_ref()
            .copied()
            .map_or(LogKinds::NONE, LogKinds::of);
        let log = Self::printing(kinds);
        if let Err(text) = printed
            && !WARNED.swap(true, Ordering::Relaxed)
        {
            print(&LogRecord::new(LogEvent::Setting { text }));
        }
        log
    }

    /// A log without records.
    pub(crate) fn off() -> Self {
        Self::printing(LogKinds::NONE)
    }

    fn printing(printed: LogKinds) -> Self {
        Self(Arc::new(Shared {
            wanted: AtomicU8::new(printed.bits()),
            printed,
            subscribed: AtomicU8::new(0),
            waiting: AtomicUsize::new(0),
            queue: Mutex::default(),
        }))
    }

    /// Sets the kinds of records that are kept for [`take`](Self::take).
    pub fn subscribe(&self, kinds: LogKinds) {
        let subscribed = &self.0.subscribed;
        if subscribed.load(Ordering::Relaxed) != kinds.bits() {
            subscribed.store(kinds.bits(), Ordering::Relaxed);
            let wanted = self.0.printed.bits() | kinds.bits();
            self.0.wanted.store(wanted, Ordering::Relaxed);
        }
    }

    /// Whether records of one of these kinds are printed or kept.
    pub(crate) fn wants(&self, kinds: LogKinds) -> bool {
        self.0.wanted.load(Ordering::Relaxed) & kinds.bits() != 0
    }

    /// Whether [`take`](Self::take) would return a record.
    #[must_use]
    pub fn has_records(&self) -> bool {
        self.0.waiting.load(Ordering::Relaxed) > 0
    }

    /// Takes the records that were kept, oldest first; one about dropped records comes last.
    #[must_use]
    pub fn take(&self) -> Vec<LogRecord> {
        if !self.has_records() {
            return Vec::new();
        }
        let mut queue = self.lock();
        let mut records: Vec<_> = std::mem::take(&mut queue.records).into();
        let dropped = std::mem::take(&mut queue.dropped);
        self.0.waiting.store(0, Ordering::Relaxed);
        drop(queue);
        if dropped > 0 {
            records.push(LogRecord::new(LogEvent::Dropped { count: dropped }));
        }
        records
    }

    /// Discards the kept records of connections, such as those that a reader of the log has used.
    pub fn discard_connections(&self) {
        let mut queue = self.lock();
        let is_kept = |record: &LogRecord| !matches!(record.event(), LogEvent::Connection { .. });
        queue.records.retain(is_kept);
        self.0.waiting.store(queue.records.len(), Ordering::Relaxed);
    }

    /// Records what `event` returns, if anybody wants records of this kind.
    pub(crate) fn record(&self, kind: LogKinds, event: impl FnOnce() -> LogEvent) {
        if self.wants(kind) {
            self.add(kind, LogRecord::new(event()));
        }
    }

    fn add(&self, kind: LogKinds, record: LogRecord) {
        if self.0.printed.contains(kind) {
            print(&record);
        }
        if self.0.subscribed.load(Ordering::Relaxed) & kind.bits() == 0 {
            return;
        }
        let mut queue = self.lock();
        if queue.records.len() < MAX_LOG_RECORDS {
            queue.records.push_back(record);
        } else {
            queue.dropped += 1;
        }
        self.0.waiting.store(queue.records.len(), Ordering::Relaxed);
    }

    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.0.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Prints a record, where there is a stderr.
fn print(record: &LogRecord) {
    #[cfg(feature = "system")]
    stderr::print(record);
    #[cfg(not(feature = "system"))]
    let _ = record;
}

impl fmt::Debug for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Log(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ended(log: &Log, id: u32) {
        log.record(LogKinds::RUN_END, || LogEvent::Ended {
            subject: "run",
            id: id.to_string(),
            status: "completed".into(),
        });
    }

    #[test]
    fn unwanted_records_are_never_made() {
        let log = Log::new(None);
        log.record(LogKinds::POLL, || unreachable!("nobody wants it"));
        log.subscribe(LogKinds::RUN_END);
        log.record(LogKinds::POLL, || unreachable!("of another kind"));
        ended(&log, 7);
        log.subscribe(LogKinds::NONE);
        ended(&log, 8);
        let texts: Vec<_> = log.take().iter().map(LogRecord::text).collect();
        assert_eq!(texts, ["run 7 ended: completed"]);
        assert!(!log.has_records());
    }

    #[test]
    fn records_beyond_the_bound_are_counted() {
        let log = Log::new(Some("off"));
        log.subscribe(LogKinds::ALL);
        for id in 0..MAX_LOG_RECORDS as u32 + 3 {
            ended(&log, id);
        }
        let records = log.take();
        assert_eq!(records.len(), MAX_LOG_RECORDS + 1);
        let last = records.last().unwrap();
        assert_eq!(last.level(), LogLevel::Warning);
        assert!(last.text().starts_with("3 log records were dropped"));
        ended(&log, 1);
        assert_eq!(log.take().len(), 1);
    }
}
