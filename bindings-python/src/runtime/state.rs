//! What this process runs calls with, rebuilt in a forked child.
//!
//! A fork copies one thread only: locks that others held stay locked for ever,
//! and a runtime has lost its workers. So the child starts anew, from nothing
//! but each client's configuration, and never touches what it inherited.

use std::sync::atomic::{AtomicPtr, Ordering};
use std::sync::{Mutex, OnceLock};

use flymyai_core::Error;
use pyo3::prelude::*;
use tokio::runtime::{Builder, Runtime};

use crate::runtime::connections::Connections;
use crate::runtime::pool::not_started;
use crate::runtime::process::Process;
use crate::runtime::sync::lock;
use crate::runtime::workers::Workers;

/// Threads that move bytes for asynchronous calls, waits and event streams.
const WORKERS: usize = 2;

static CURRENT: AtomicPtr<State> = AtomicPtr::new(std::ptr::null_mut());

/// The runtime and the clients of one process.
pub(crate) struct State {
    pub(crate) connections: Connections,
    pub(crate) workers: Workers,
    runtime: OnceLock<Runtime>,
    /// Held while the runtime starts.
    starting: Mutex<()>,
}

/// This process's state. It lives as long as the process.
pub(crate) fn state() -> &'static State {
    let current = CURRENT.load(Ordering::Acquire);
    if let Some(state) = shared(current) {
        return state;
    }
    let fresh = Box::into_raw(Box::new(State {
        connections: Connections::default(),
        workers: Workers::default(),
        runtime: OnceLock::new(),
        starting: Mutex::default(),
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

#[allow(unsafe_code)]
fn shared(state: *mut State) -> Option<&'static State> {
    // SAFETY: every pointer ever stored in CURRENT comes from `Box::into_raw`
    // and is never freed: a forked child only forgets it.
    unsafe { state.as_ref() }
}

#[allow(unsafe_code)]
fn discard(state: *mut State) {
    // SAFETY: the pointer comes from `Box::into_raw` a moment ago, and lost the
    // race for CURRENT, so nobody else has seen it.
    drop(unsafe { Box::from_raw(state) });
}

/// Makes forked children start with a state of their own.
pub(crate) fn rebuild_after_fork(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let os = module.py().import("os")?;
    // Systems without fork have no such function.
    if let Ok(register) = os.getattr("register_at_fork") {
        let forget = pyo3::types::PyCFunction::new_closure(module.py(), None, None, |_, _| {
            // The old state is leaked: dropping it would wait for its locks and threads.
            CURRENT.store(std::ptr::null_mut(), Ordering::Release);
            Process::forked();
            flymyai_core::reseed_after_fork();
        })?;
        let arguments = pyo3::types::PyDict::new(module.py());
        arguments.set_item("after_in_child", forget)?;
        register.call((), Some(&arguments))?;
    }
    Ok(())
}

impl State {
    /// The shared runtime, started with its first use. A failed start is tried again
    /// by the next call: descriptors may be free then.
    pub(crate) fn runtime(&self) -> Result<&Runtime, Error> {
        if let Some(runtime) = self.runtime.get() {
            return Ok(runtime);
        }
        let _starting = lock(&self.starting);
        if let Some(runtime) = self.runtime.get() {
            return Ok(runtime);
        }
        let runtime = Builder::new_multi_thread()
            .worker_threads(WORKERS)
            .thread_name("flymyai")
            .enable_all()
            .build()
            .map_err(|error| not_started(&error))?;
        Ok(self.runtime.get_or_init(|| runtime))
    }
}
