//! The server itself: a thread with its own runtime, so that blocking tests can use it too.

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener as StdListener};
#[cfg(feature = "tls")]
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::runtime::Builder;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::accounts::Accounts;
use crate::connection::{Acceptor, serve};
use crate::options::Options;
#[cfg(feature = "client")]
use crate::running::Registration;
use crate::stats::Stats;
#[cfg(feature = "tls")]
use crate::tls::{Authority, Identity};
use crate::{control, service};

/// A running emulator. It stops when this is dropped.
///
/// ```
/// use flymyai_emulator::{Emulator, Options};
///
/// let emulator = Emulator::start(Options::default());
/// let request = "GET /api/v1/agents/tasks/ HTTP/1.1\r\nhost: x\r\nx-api-key: fly-doc\r\nconnection: close\r\n\r\n";
/// let mut socket = std::net::TcpStream::connect(emulator.url().trim_start_matches("http://")).unwrap();
/// std::io::Write::write_all(&mut socket, request.as_bytes()).unwrap();
/// let mut response = String::new();
/// std::io::Read::read_to_string(&mut socket, &mut response).unwrap();
/// assert!(response.starts_with("HTTP/1.1 200 OK"));
/// ```
#[derive(Debug)]
pub struct Emulator {
    address: SocketAddr,
    #[cfg(feature = "tls")]
    tls: Option<(SocketAddr, Authority)>,
    accounts: Arc<Accounts>,
    #[cfg(feature = "client")]
    registration: Option<Registration>,
    stopping: CancellationToken,
    thread: Option<JoinHandle<()>>,
}

/// The common state of all connections.
pub(crate) struct Shared {
    pub(crate) accounts: Arc<Accounts>,
    pub(crate) stats: Arc<Stats>,
    pub(crate) api: Router,
    pub(crate) control: Router,
    /// How many connections there have been.
    connections: AtomicU64,
}

impl Emulator {
    /// Starts an emulator and returns once it accepts connections.
    ///
    /// # Panics
    ///
    /// If it cannot listen on the address of `options`; [`Emulator::try_start`] returns that as an error.
    #[must_use]
    #[expect(
        clippy::panic,
        reason = "a test that cannot start its server has nothing better to do"
    )]
    pub fn start(options: Options) -> Self {
        match Self::try_start(options) {
            Ok(emulator) => emulator,
            Err(error) => panic!("the emulator could not be started: {error}"),
        }
    }

    /// Starts an emulator and returns once it accepts connections.
    ///
    /// # Errors
    ///
    /// If the address of `options` cannot be listened on, the machine gives no thread or runtime, or the certificate of
    /// the authority cannot be written to the directory for temporary files.
    pub fn try_start(options: Options) -> io::Result<Self> {
        let plain = Listener::open(options.host, options.port, None)?;
        let address = plain.socket.local_addr()?;
        let listeners = [plain].into_iter();
        #[cfg(feature = "tls")]
        let (listeners, tls) = match options.tls.then(|| Identity::make(options.host)) {
            None => (listeners.chain(None), None),
            Some(identity) => {
                let Identity {
                    acceptor,
                    authority,
                } = identity?;
                let listener = Listener::open(options.host, 0, Some(acceptor))?;
                let tls = (listener.socket.local_addr()?, authority);
                (listeners.chain(Some(listener)), Some(tls))
            }
        };
        let listeners: Vec<Listener> = listeners.collect();
        // One thread does: a response takes microseconds, and its clients need the other cores.
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let accounts = Arc::new(Accounts::new(
            options.pace,
            options.virtual_time,
            options.scenario,
        ));
        #[cfg(feature = "client")]
        let registration = Registration::new(address, &accounts, options.virtual_time);
        let stopping = CancellationToken::new();
        let stop = stopping.clone();
        let served = Arc::clone(&accounts);
        let run = move || {
            runtime.block_on(async {
                tokio::select! {
                    () = stop.cancelled() => {}
                    () = serve_all(listeners, served) => {}
                }
            });
        };
        let thread = std::thread::Builder::new()
            .name("flymyai-emulator".to_owned())
            .spawn(run)?;
        Ok(Self {
            address,
            #[cfg(feature = "tls")]
            tls,
            accounts,
            #[cfg(feature = "client")]
            registration: Some(registration),
            stopping,
            thread: Some(thread),
        })
    }

    /// The base URL, without a slash at its end: `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address it listens on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The base URL of the port for HTTPS, if there is one: `https://localhost:PORT`.
    #[cfg(feature = "tls")]
    #[must_use]
    pub fn tls_url(&self) -> Option<String> {
        self.tls.as_ref().map(|(address, _)| {
            if address.ip().is_loopback() {
                format!("https://localhost:{}", address.port())
            } else {
                format!("https://{address}")
            }
        })
    }

    /// Where the port for HTTPS listens, if there is one.
    #[cfg(feature = "tls")]
    #[must_use]
    pub fn tls_address(&self) -> Option<SocketAddr> {
        self.tls.as_ref().map(|(address, _)| *address)
    }

    /// The certificate, in PEM, of the authority that the server's certificate for HTTPS is from.
    #[cfg(feature = "tls")]
    #[must_use]
    pub fn ca_pem(&self) -> Option<&str> {
        self.tls.as_ref().map(|(_, authority)| &*authority.pem)
    }

    /// A file with that certificate, which is there as long as the emulator.
    #[cfg(feature = "tls")]
    #[must_use]
    pub fn ca_path(&self) -> Option<&Path> {
        self.tls.as_ref().map(|(_, authority)| authority.path())
    }

    /// Prepares or reads the account of a key, as the control API does, without a request.
    ///
    /// # Arguments
    ///
    /// * `key` - the API key of the account.
    /// * `operation` - `create_agent`, `load_scenario`, `advance`, `now`, `inject_fault` or `requests`.
    /// * `arguments` - a JSON object: the agent, `text` and `speed` of the scenario, the duration `by`, nothing, the
    ///   fault, or the `method` and the `path` of requests.
    ///
    /// Returns the result as JSON: the id of the agent, those of the agents, nothing, the seconds since the start,
    /// nothing, or the requests.
    ///
    /// # Errors
    ///
    /// Which argument is wrong. Nothing has changed then.
    ///
    /// ```
    /// let emulator = flymyai_emulator::Emulator::start(flymyai_emulator::Options {
    ///     virtual_time: true,
    ///     ..flymyai_emulator::Options::default()
    /// });
    /// emulator.control("fly-doc", "advance", r#"{"by": "1h"}"#)?;
    /// assert_eq!(emulator.control("fly-doc", "now", "{}")?, "3600.0");
    /// # Ok::<(), String>(())
    /// ```
    pub fn control(&self, key: &str, operation: &str, arguments: &str) -> Result<String, String> {
        control::control(&self.accounts.of_key(key), operation, arguments)
    }

    /// The latest requests of the clients with a key as text, one line each, with the beginning of their bodies.
    ///
    /// ```
    /// let emulator = flymyai_emulator::Emulator::start(flymyai_emulator::Options::default());
    /// assert_eq!(emulator.report("fly-doc"), "");
    /// ```
    #[must_use]
    pub fn report(&self, key: &str) -> String {
        control::report(&self.accounts.of_key(key))
    }

    /// Blocks until the emulator has stopped, which happens only after an internal error.
    pub fn join(mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        // Before the port is free again: its next server may be another one.
        #[cfg(feature = "client")]
        drop(self.registration.take());
        self.stopping.cancel();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// A listening socket, with TLS if it has an acceptor.
struct Listener {
    socket: StdListener,
    acceptor: Option<Acceptor>,
}

impl Listener {
    fn open(host: IpAddr, port: u16, acceptor: Option<Acceptor>) -> io::Result<Self> {
        let socket = StdListener::bind((host, port))?;
        socket.set_nonblocking(true)?;
        Ok(Self { socket, acceptor })
    }
}

/// Serves the connections of all listeners.
async fn serve_all(listeners: Vec<Listener>, accounts: Arc<Accounts>) {
    let stats = Arc::new(Stats::default());
    let shared = Arc::new(Shared {
        api: service::routes(),
        control: control::routes(Arc::clone(&accounts), Arc::clone(&stats)),
        accounts,
        stats,
        connections: AtomicU64::new(0),
    });
    let mut open = JoinSet::new();
    for listener in listeners {
        open.spawn(accept(listener, Arc::clone(&shared)));
    }
    // A closed listener, which is a bug of this program, closes all.
    open.join_next().await;
}

async fn accept(listener: Listener, shared: Arc<Shared>) {
    let Ok(socket) = TcpListener::from_std(listener.socket) else {
        return;
    };
    loop {
        match socket.accept().await {
            Ok((stream, _)) => {
                let id = shared.connections.fetch_add(1, Ordering::Relaxed) + 1;
                let serving = serve(Arc::clone(&shared), stream, id, listener.acceptor.clone());
                tokio::spawn(serving);
            }
            // Out of file descriptors, most likely: give connections a moment to close instead of spinning.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}
