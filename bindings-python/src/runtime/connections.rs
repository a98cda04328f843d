//! The clients of this process and the connections that they use.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use flymyai_core::{
    Client, Clock, Config, Error, HttpTransport, Inference, InferenceConfig, Transport,
};
use flymyai_emulator::{is_emulator, virtual_clock};

use crate::runtime::local_runtime::LocalRuntime;
use crate::runtime::logs;
use crate::runtime::pool::Pool;
use crate::runtime::sync::lock;
use crate::runtime::threads::Blocking;
use crate::trust::TrustSource;

/// Inference configurations whose connections are kept although no client has them.
const IDLE_POOLS: usize = 64;

/// A client of the core.
pub(crate) trait CoreClient: Clone + Send + Sync + 'static {
    /// The same client over another transport.
    fn with_transport(&self, transport: Arc<dyn Transport>) -> Self;
    /// The same client with another clock.
    fn with_clock(&self, clock: Arc<dyn Clock>) -> Self;
    /// The same client, whose calls make no log records.
    fn without_log(&self) -> Self;
    /// Ends the client.
    fn close(&self);
    /// Whether the client has ended.
    fn is_closed(&self) -> bool;
}

macro_rules! core_client {
    ($($client:ty),*) => {$(
        impl CoreClient for $client {
            fn with_transport(&self, transport: Arc<dyn Transport>) -> Self {
                self.with_transport(transport)
            }

            fn with_clock(&self, clock: Arc<dyn Clock>) -> Self {
                self.with_clock(clock)
            }

            fn without_log(&self) -> Self {
                self.without_log()
            }

            fn close(&self) {
                self.close();
            }

            fn is_closed(&self) -> bool {
                self.is_closed()
            }
        }
    )*};
}

core_client!(Client, Inference);

/// A client of the core with its connections, in one process.
pub(crate) struct ConnectedClient<C> {
    pub(crate) client: C,
    pub(crate) pool: Arc<Pool>,
    /// Whether the connections may serve other clients, too.
    is_pool_shared: bool,
}

impl<C: CoreClient> ConnectedClient<C> {
    /// A runtime for one call.
    pub(crate) fn local_runtime(
        &self,
        blocking: impl FnOnce() -> &'static Blocking,
    ) -> Result<LocalRuntime, Error> {
        self.pool.local_runtime(blocking)
    }

    /// The same client, whose calls make no log records.
    pub(crate) fn without_log(&self) -> Self {
        Self {
            client: self.client.without_log(),
            pool: Arc::clone(&self.pool),
            is_pool_shared: self.is_pool_shared,
        }
    }

    /// Returns a runtime for the next call.
    pub(crate) fn put_back(&self, runtime: LocalRuntime) {
        if self.is_pool_shared || !self.client.is_closed() {
            self.pool.put_back(runtime);
        }
    }

    /// Ends the client, and the idle connections that no other client can use.
    pub(crate) fn close(&self) {
        self.client.close();
        if !self.is_pool_shared {
            self.pool.clear();
        }
    }
}

/// Which inference clients share connections. Cookies belong to a key, too.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct PoolKey {
    pub(crate) base_url: String,
    pub(crate) api_key: String,
    pub(crate) route: Vec<Option<String>>,
    pub(crate) trust: TrustSource,
}

/// The client with the clock of its account, if it is one of an emulator in this process.
fn in_virtual_time<C: CoreClient>(client: C, base_url: &str, api_key: &str) -> C {
    match virtual_clock(base_url, api_key) {
        Some(clock) => client.with_clock(clock),
        None => client,
    }
}

/// The connected clients of one process, by the number of the Python client.
#[derive(Default)]
pub(crate) struct Connections {
    agents: Mutex<HashMap<u64, Arc<ConnectedClient<Client>>>>,
    inference: Mutex<InferenceConnections>,
}

#[derive(Default)]
struct InferenceConnections {
    clients: HashMap<u64, Arc<ConnectedClient<Inference>>>,
    pools: HashMap<PoolKey, Arc<Pool>>,
}

impl Connections {
    /// The agents client with this number; connected now if this process has not done so yet.
    pub(crate) fn agents(&self, id: u64, config: &Config) -> Arc<ConnectedClient<Client>> {
        let mut clients = lock(&self.agents);
        Arc::clone(clients.entry(id).or_insert_with(|| {
            let mut config = config.clone().with_log(logs::current().clone());
            if is_emulator(config.base_url()) {
                config = config.without_proxies();
            }
            let pool = Arc::new(Pool::new(HttpTransport::new(&config)));
            let client = Client::new(config.clone()).with_transport(pool.shared());
            let client = in_virtual_time(client, config.base_url(), config.api_key());
            Arc::new(ConnectedClient {
                client,
                pool,
                is_pool_shared: false,
            })
        }))
    }

    /// The inference client with this number. Its pool lives longer: the next client with
    /// the same key finds open connections.
    pub(crate) fn inference(
        &self,
        id: u64,
        key: &PoolKey,
        config: &InferenceConfig,
    ) -> Arc<ConnectedClient<Inference>> {
        let mut connections = lock(&self.inference);
        let InferenceConnections { clients, pools } = &mut *connections;
        Arc::clone(clients.entry(id).or_insert_with(|| {
            let mut config = config.clone().with_log(logs::current().clone());
            let mut key = key.clone();
            if is_emulator(&key.base_url) {
                config = config.without_proxies();
                // Another server may get the port, and its connections are then others.
                key.route.clear();
            }
            if pools.len() >= IDLE_POOLS && !pools.contains_key(&key) {
                pools.retain(|_, pool| Arc::strong_count(pool) > 1);
            }
            let make = || Arc::new(Pool::new(HttpTransport::for_inference(&config)));
            let pool = Arc::clone(pools.entry(key.clone()).or_insert_with(make));
            let client = Inference::new(config.clone()).with_transport(pool.shared());
            let client = in_virtual_time(client, &key.base_url, &key.api_key);
            Arc::new(ConnectedClient {
                client,
                pool,
                is_pool_shared: true,
            })
        }))
    }

    /// Closes the idle connections of the shared runtime.
    pub(crate) fn close_shared(&self) {
        for connected in lock(&self.agents).values() {
            connected.pool.close_shared();
        }
        for pool in lock(&self.inference).pools.values() {
            pool.close_shared();
        }
    }

    /// Ends an agents client that Python has dropped.
    pub(crate) fn disconnect_agents(&self, id: u64) {
        let connected = lock(&self.agents).remove(&id);
        if let Some(connected) = connected {
            connected.close();
        }
    }

    /// Removes an inference client that Python has dropped; its calls continue.
    pub(crate) fn disconnect_inference(&self, id: u64) {
        let connected = lock(&self.inference).clients.remove(&id);
        drop(connected);
    }
}
