//! The state of a Python client: a configuration and its connections in each process.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use pyo3::prelude::*;

use crate::runtime::connections::{ConnectedClient, Connections, CoreClient};
use crate::runtime::logs;
use crate::runtime::state::state;
use crate::trust;

static NEXT_ID: AtomicU64 = AtomicU64::new(0);

/// `max_response_bytes` and `response_timeout` in seconds; `None` is the default.
pub(crate) type LimitOptions = (Option<f64>, Option<f64>);

/// The configuration of a client.
pub(crate) trait ClientConfig: Clone + Send + Sync + 'static {
    type Client: CoreClient;

    fn with_trust(self, source: trust::TrustSource) -> Self;

    /// The client with this number in the running process; connected now if it is not yet.
    fn connect(&self, connections: &Connections, id: u64) -> Arc<ConnectedClient<Self::Client>>;

    /// Removes the client with this number.
    fn disconnect(connections: &Connections, id: u64);
}

/// A configuration and its connections in each process.
pub(crate) struct ClientHandle<C: ClientConfig> {
    id: u64,
    config: C,
    /// Whether the trusted roots are chosen at the first call.
    lacks_roots: bool,
    with_roots: OnceLock<C>,
    closed: AtomicBool,
}

impl<C: ClientConfig> ClientHandle<C> {
    pub(crate) fn new(config: C, lacks_roots: bool) -> Self {
        Self {
            id: NEXT_ID.fetch_add(1, Ordering::Relaxed),
            config,
            lacks_roots,
            with_roots: OnceLock::new(),
            closed: AtomicBool::new(false),
        }
    }

    /// The configuration as it was when the client was made.
    pub(crate) fn config(&self) -> &C {
        &self.config
    }

    /// The client for a call, which may be the first.
    pub(crate) fn connected(&self, py: Python<'_>) -> PyResult<Arc<ConnectedClient<C::Client>>> {
        if self.lacks_roots && self.with_roots.get().is_none() {
            let config = self.config.clone().with_trust(trust::find(py)?);
            let _ = self.with_roots.set(config);
        }
        let connected = self.connect();
        logs::subscribe(py);
        Ok(if logs::is_called_by_handler() {
            Arc::new(connected.without_log())
        } else {
            connected
        })
    }

    fn connect(&self) -> Arc<ConnectedClient<C::Client>> {
        let config = self.with_roots.get().unwrap_or(&self.config);
        let connected = config.connect(&state().connections, self.id);
        if self.is_closed() {
            // Closed before a fork: the child has just connected it.
            connected.client.close();
        }
        connected
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Acquire)
    }

    /// Ends the client: calls under way fail, as do later ones.
    pub(crate) fn close(&self) {
        if !self.closed.swap(true, Ordering::AcqRel) {
            self.connect().close();
        }
    }

    /// An open client with the same configuration.
    pub(crate) fn reopened(&self) -> Self {
        let reopened = Self::new(self.config.clone(), self.lacks_roots);
        if let Some(config) = self.with_roots.get() {
            let _ = reopened.with_roots.set(config.clone());
        }
        reopened
    }
}

impl<C: ClientConfig> Drop for ClientHandle<C> {
    fn drop(&mut self) {
        C::disconnect(&state().connections, self.id);
    }
}
