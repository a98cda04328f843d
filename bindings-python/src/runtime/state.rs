//! What this process runs calls with, rebuilt in a forked child.
//!
//! A fork copies one thread only: locks that others held stay locked for ever,
//! and a runtime has lost its workers. So the child starts anew, from nothing
//! but each client's configuration, and never touches what it inherited.

use std::collections::HashMap;
use std::sync::atomic::{AtomicPtr, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use flymyai_core::{Client, Config, Error, HttpTransport, Inference, InferenceConfig};
use pyo3::prelude::*;
use tokio::runtime::{Builder, Runtime};

use crate::runtime::driver::Driver;
use crate::runtime::pool::{Pool, not_started};
use crate::runtime::workers::Workers;
use crate::trust::Source;

/// Threads that move bytes for asynchronous calls, waits and event streams.
const WORKERS: usize = 2;
/// Inference configurations whose connections are kept although no client has them.
const IDLE_POOLS: usize = 64;

static CURRENT: AtomicPtr<State> = AtomicPtr::new(std::ptr::null_mut());

/// The runtime and the clients of one process.
pub(crate) struct State {
    pub(crate) workers: Workers,
    runtime: OnceLock<Runtime>,
    /// Held while the runtime starts.
    starting: Mutex<()>,
    links: Mutex<HashMap<u64, Arc<Link>>>,
    inference: Mutex<InferenceLinks>,
}

#[derive(Default)]
struct InferenceLinks {
    clients: HashMap<u64, Arc<InferenceLink>>,
    pools: HashMap<Place, Arc<Pool>>,
}

/// What one client is connected with, in one process.
pub(crate) struct Link {
    pub(crate) client: Client,
    pool: Pool,
}

/// Whose connections a pool holds, and by which way: cookies belong to a key, too.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Place {
    pub(crate) base_url: String,
    pub(crate) api_key: String,
    pub(crate) route: Vec<Option<String>>,
    pub(crate) trust: Source,
}

/// What one inference client is connected with, in one process. The pool
/// outlives the client: the next one at the same place finds it warm.
pub(crate) struct InferenceLink {
    pub(crate) client: Inference,
    pub(crate) pool: Arc<Pool>,
}

/// This process's state. It lives as long as the process.
pub(crate) fn state() -> &'static State {
    let current = CURRENT.load(Ordering::Acquire);
    if let Some(state) = shared(current) {
        return state;
    }
    let fresh = Box::into_raw(Box::new(State {
        workers: Workers::default(),
        runtime: OnceLock::new(),
        starting: Mutex::default(),
        links: Mutex::default(),
        inference: Mutex::default(),
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
            flymyai_core::reseed_after_fork();
        })?;
        let arguments = pyo3::types::PyDict::new(module.py());
        arguments.set_item("after_in_child", forget)?;
        register.call((), Some(&arguments))?;
    }
    Ok(())
}

impl State {
    /// Whether this is still the state of the running process.
    pub(crate) fn is_current(&'static self) -> bool {
        std::ptr::eq(CURRENT.load(Ordering::Acquire), self)
    }

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

    /// The client with this number; made now if this process does not have it yet.
    pub(crate) fn link(&self, id: u64, config: &Config) -> Arc<Link> {
        let mut links = lock(&self.links);
        Arc::clone(links.entry(id).or_insert_with(|| {
            let pool = Pool::new(HttpTransport::new(config));
            let client = Client::new(config.clone()).with_transport(pool.shared());
            Arc::new(Link { client, pool })
        }))
    }

    /// The same for an inference client.
    pub(crate) fn inference_link(
        &self,
        id: u64,
        place: &Place,
        config: &InferenceConfig,
    ) -> Arc<InferenceLink> {
        let mut links = lock(&self.inference);
        let InferenceLinks { clients, pools } = &mut *links;
        Arc::clone(clients.entry(id).or_insert_with(|| {
            if pools.len() >= IDLE_POOLS && !pools.contains_key(place) {
                pools.retain(|_, pool| Arc::strong_count(pool) > 1);
            }
            let make = || Arc::new(Pool::new(HttpTransport::for_inference(config)));
            let pool = Arc::clone(pools.entry(place.clone()).or_insert_with(make));
            let client = Inference::new(config.clone()).with_transport(pool.shared());
            Arc::new(InferenceLink { client, pool })
        }))
    }

    /// Forgets an inference client that nobody has any more; its calls go on.
    pub(crate) fn unlink_inference(&self, id: u64) {
        let link = lock(&self.inference).clients.remove(&id);
        drop(link);
    }

    /// Forgets a client that nobody has any more.
    pub(crate) fn unlink(&self, id: u64) {
        let link = lock(&self.links).remove(&id);
        if let Some(link) = link {
            link.close();
        }
    }
}

impl Link {
    pub(crate) fn driver(&self) -> Result<Driver, Error> {
        self.pool.driver()
    }

    /// Takes a driver back for the next call.
    pub(crate) fn put_back(&self, driver: Driver) {
        if !self.client.is_closed() {
            self.pool.put_back(driver);
        }
    }

    /// Ends the client, and its idle connections with it.
    pub(crate) fn close(&self) {
        self.client.close();
        self.pool.clear();
    }
}

/// Locks; what a panicking thread left behind is still whole here.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
