//! Bounds how many connections of one transport are open at once.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::connection_state::ConnectionState;

/// Counts the open connections, including those being made or closed.
#[derive(Debug)]
pub(crate) struct ConnectionLimit {
    permits: Arc<Semaphore>,
    connections: Mutex<Vec<Weak<ConnectionState>>>,
}

impl ConnectionLimit {
    pub(crate) fn new(connections: usize) -> Self {
        Self {
            permits: Arc::new(Semaphore::new(connections.min(Semaphore::MAX_PERMITS))),
            connections: Mutex::default(),
        }
    }

    /// A permit to open a connection, if there is one.
    pub(crate) fn try_acquire(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.permits).try_acquire_owned().ok()
    }

    /// A permit to open a connection, once there is one.
    pub(crate) async fn acquire(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.permits).acquire_owned().await.ok()
    }

    pub(crate) fn add(&self, connection: &Arc<ConnectionState>) {
        let mut connections = self
            .connections
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        connections.retain(|connection| connection.strong_count() > 0);
        connections.push(Arc::downgrade(connection));
    }

    /// Closes an unused connection, possibly to another server, if there is one. A
    /// request that takes it at this moment has written nothing and is sent again.
    pub(crate) fn close_idle(&self) {
        let connections = self
            .connections
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        connections
            .iter()
            .filter_map(Weak::upgrade)
            .any(|connection| connection.close_if_idle());
    }
}
