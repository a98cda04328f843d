//! The runtime, the worker threads and the clients of one process; a forked child makes its own.
//!
//! A fork copies one thread only: locks that others held stay locked forever,
//! and a runtime has lost its workers. So the child starts anew, from nothing
//! but each client's configuration, and never touches inherited state.
//! A process that has closed all its descriptors, as daemons do, starts anew likewise.

use std::sync::atomic::{AtomicPtr, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use flymyai_core::Error;
use tokio::runtime::{Builder, Runtime};

use crate::runtime::connections::Connections;
use crate::runtime::logs;
use crate::runtime::pool::not_started;
use crate::runtime::process::Process;
use crate::runtime::sentinel::Sentinel;
use crate::runtime::sync::lock;
use crate::runtime::threads::Blocking;
use crate::runtime::workers::Workers;

/// Threads that move bytes for asynchronous calls, waits and event streams.
const WORKERS: usize = 2;

static CURRENT: AtomicPtr<State> = AtomicPtr::new(std::ptr::null_mut());

/// The runtime and the clients of one process.
pub(crate) struct State {
    process: Process,
    descriptors: Sentinel,
    pub(crate) connections: Connections,
    pub(crate) workers: Workers,
    pub(crate) blocking: Blocking,
    /// Shared by the calls that run on it.
    runtime: Mutex<Option<Arc<Runtime>>>,
}

/// This process's state. It lives as long as the process.
pub(crate) fn state() -> &'static State {
    let current = CURRENT.load(Ordering::Acquire);
    if let Some(state) = shared(current) {
        if state.descriptors.is_open() {
            return state;
        }
        // First: any use of the next state belongs to the next process.
        state.process.end();
    }
    let fresh = Box::into_raw(Box::new(State {
        process: Process::current(),
        descriptors: Sentinel::new(),
        connections: Connections::default(),
        workers: Workers::default(),
        blocking: Blocking::default(),
        runtime: Mutex::default(),
    }));
    match CURRENT.compare_exchange(current, fresh, Ordering::AcqRel, Ordering::Acquire) {
        Ok(_) => shared(fresh),
        Err(other) => {
            discard(fresh);
            shared(other)
        }
    }
    .unwrap_or_else(state)
}

/// The state of a call that was connected a moment ago: the descriptors were checked then.
pub(crate) fn connected_state() -> &'static State {
    shared(CURRENT.load(Ordering::Acquire)).unwrap_or_else(state)
}

#[allow(unsafe_code)]
fn shared(state: *mut State) -> Option<&'static State> {
    // SAFETY: every pointer ever stored in CURRENT comes from `Box::into_raw`
    // and is never freed: a forked process only drops the pointer.
    unsafe { state.as_ref() }
}

#[allow(unsafe_code)]
fn discard(state: *mut State) {
    // SAFETY: the pointer comes from `Box::into_raw` a moment ago, and lost the
    // race for CURRENT, so no other thread has it.
    drop(unsafe { Box::from_raw(state) });
}

/// Makes a forked child start with a state of its own.
pub(crate) fn forget_state() {
    // The old state is leaked: dropping it would wait for its locks and threads.
    CURRENT.store(std::ptr::null_mut(), Ordering::Release);
    Process::forked();
    logs::forget();
    flymyai_core::reseed_after_fork();
}

impl State {
    /// The shared runtime, started with its first use; it runs while a call holds it. A
    /// failed start is tried again by the next call: descriptors may be free then.
    pub(crate) fn runtime(&self) -> Result<Arc<Runtime>, Error> {
        let mut current = lock(&self.runtime);
        if let Some(runtime) = &*current {
            return Ok(Arc::clone(runtime));
        }
        let runtime = Builder::new_multi_thread()
            .worker_threads(WORKERS)
            .thread_name("flymyai")
            .enable_all()
            .build()
            .map_err(|error| not_started(&error))?;
        Ok(Arc::clone(current.insert(Arc::new(runtime))))
    }

    /// Ends the shared runtime with its idle connections, unless a call holds it; returns
    /// whether there is none now.
    pub(crate) fn end_idle_runtime(&self, deadline: Instant) -> bool {
        let mut current = lock(&self.runtime);
        let Some(runtime) = current.take_if(|runtime| Arc::strong_count(runtime) == 1) else {
            return current.is_none();
        };
        // Locked: a call that starts now opens its connection with the next runtime.
        self.connections.close_shared();
        drop(current);
        if let Some(runtime) = Arc::into_inner(runtime) {
            runtime.shutdown_timeout(deadline.saturating_duration_since(Instant::now()));
        }
        true
    }
}

/// Keeps the shared runtime of the process running between the steps of a call.
#[derive(Default)]
pub(crate) struct RuntimeHold {
    runtime: Mutex<Option<Arc<Runtime>>>,
}

impl RuntimeHold {
    /// The runtime, held from the first use on.
    pub(crate) fn runtime(&self) -> Result<Arc<Runtime>, Error> {
        let mut held = lock(&self.runtime);
        if let Some(runtime) = &*held {
            return Ok(Arc::clone(runtime));
        }
        Ok(Arc::clone(held.insert(state().runtime()?)))
    }

    pub(crate) fn release(&self) {
        lock(&self.runtime).take();
    }
}
