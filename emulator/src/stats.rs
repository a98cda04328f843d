//! Counters of the whole server: how many connections and requests the clients under test needed.
//!
//! A connection counts from its first API request on, so the connections that only serve a test's own control
//! requests don't disturb the figures.

use std::sync::atomic::{AtomicU64, Ordering};

use serde::Serialize;
use tokio::sync::Notify;

#[derive(Default)]
pub(crate) struct Stats {
    open: AtomicU64,
    peak: AtomicU64,
    total: AtomicU64,
    requests: AtomicU64,
    closed: Notify,
}

#[derive(Serialize)]
pub(crate) struct Figures {
    pub(crate) connections_open: u64,
    connections_peak: u64,
    connections_total: u64,
    requests_total: u64,
}

impl Stats {
    pub(crate) fn connection_opened(&self) {
        let open = self.open.fetch_add(1, Ordering::Relaxed) + 1;
        self.peak.fetch_max(open, Ordering::Relaxed);
        self.total.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn connection_closed(&self) {
        self.open.fetch_sub(1, Ordering::Relaxed);
        self.closed.notify_waiters();
    }

    pub(crate) fn request(&self) {
        self.requests.fetch_add(1, Ordering::Relaxed);
    }

    /// Starts counting anew; connections that are open stay counted as open.
    pub(crate) fn reset(&self) {
        let open = self.open.load(Ordering::Relaxed);
        self.peak.store(open, Ordering::Relaxed);
        self.total.store(open, Ordering::Relaxed);
        self.requests.store(0, Ordering::Relaxed);
    }

    pub(crate) fn figures(&self) -> Figures {
        Figures {
            connections_open: self.open.load(Ordering::Relaxed),
            connections_peak: self.peak.load(Ordering::Relaxed),
            connections_total: self.total.load(Ordering::Relaxed),
            requests_total: self.requests.load(Ordering::Relaxed),
        }
    }

    /// Returns once at most `limit` connections are open.
    pub(crate) async fn until_open_at_most(&self, limit: u64) {
        loop {
            let closed = self.closed.notified();
            if self.open.load(Ordering::Relaxed) <= limit {
                return;
            }
            closed.await;
        }
    }
}
