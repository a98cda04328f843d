//! Idle runtimes and their connections, which calls on waiting threads share.

use std::sync::{Arc, Mutex};

use flymyai_core::{Error, ErrorKind, HttpTransport, Transport};

use crate::runtime::local_runtime::LocalRuntime;
use crate::runtime::sync::lock;
use crate::runtime::threads::Blocking;

/// Idle runtimes kept per pool, each with its open connections.
const IDLE_DRIVERS: usize = 32;

/// The connections of one configuration in one process.
pub(crate) struct Pool {
    /// The transport that the one of each runtime is made from.
    template: HttpTransport,
    /// The transport of calls on the shared runtime.
    shared: Arc<HttpTransport>,
    idle: Mutex<Vec<LocalRuntime>>,
}

impl Pool {
    pub(crate) fn new(template: HttpTransport) -> Self {
        let shared = Arc::new(template.fresh());
        Self {
            template,
            shared,
            idle: Mutex::default(),
        }
    }

    pub(crate) fn shared(&self) -> Arc<HttpTransport> {
        Arc::clone(&self.shared)
    }

    /// Closes the idle connections of the shared runtime.
    pub(crate) fn close_shared(&self) {
        self.shared.close();
    }

    /// An idle runtime, the one used last; a new one if all are in use.
    pub(crate) fn local_runtime(
        &self,
        blocking: impl FnOnce() -> &'static Blocking,
    ) -> Result<LocalRuntime, Error> {
        let idle = lock(&self.idle).pop();
        match idle {
            Some(runtime) => Ok(runtime),
            None => LocalRuntime::new(self.template.fresh(), blocking())
                .map_err(|error| not_started(&error)),
        }
    }

    /// Returns a runtime for the next call.
    pub(crate) fn put_back(&self, runtime: LocalRuntime) {
        let mut idle = lock(&self.idle);
        if idle.len() < IDLE_DRIVERS {
            idle.push(runtime);
        }
    }

    /// Closes the idle connections.
    pub(crate) fn clear(&self) {
        let idle = std::mem::take(&mut *lock(&self.idle));
        drop(idle);
    }
}

/// Without a runtime there is no connection, most often since the process has no
/// descriptor left.
pub(crate) fn not_started(error: &std::io::Error) -> Error {
    let why = format!("the network runtime does not start: {error}");
    Error::transport(ErrorKind::Connect, Some(&why))
}
