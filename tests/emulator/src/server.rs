//! The server itself: a thread with its own runtime, so that blocking tests can use it too.

use std::io;
use std::net::{SocketAddr, TcpListener as StdListener};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::runtime::Builder;
use tokio_util::sync::CancellationToken;

use crate::connection::serve;
use crate::options::Options;
use crate::stats::Stats;
use crate::worlds::Worlds;
use crate::{agents, control};

/// A running emulator. It stops when this is dropped.
///
/// ```
/// use flymyai_emulator::{Emulator, Options};
///
/// let emulator = Emulator::start(Options::default());
/// let request = "GET /api/v1/agents/tasks/ HTTP/1.1\r\nhost: x\r\nx-api-key: fly-doc\r\nconnection: close\r\n\r\n";
/// let mut socket = std::net::TcpStream::connect(emulator.url().trim_start_matches("http://")).unwrap();
/// std::io::Write::write_all(&mut socket, request.as_bytes()).unwrap();
/// let mut reply = String::new();
/// std::io::Read::read_to_string(&mut socket, &mut reply).unwrap();
/// assert!(reply.starts_with("HTTP/1.1 200 OK"));
/// ```
#[derive(Debug)]
pub struct Emulator {
    address: SocketAddr,
    stopping: CancellationToken,
    thread: Option<JoinHandle<()>>,
}

/// What all connections share.
pub(crate) struct Shared {
    pub(crate) worlds: Arc<Worlds>,
    pub(crate) stats: Arc<Stats>,
    pub(crate) api: Router,
    pub(crate) control: Router,
}

impl Emulator {
    /// Starts an emulator and returns once it accepts connections.
    ///
    /// # Panics
    ///
    /// If it cannot listen where `options` say; [`Emulator::try_start`] returns that as an error.
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
    /// If the address of `options` cannot be listened on, or the machine gives no thread or runtime.
    pub fn try_start(options: Options) -> io::Result<Self> {
        let listener = StdListener::bind((options.host, options.port))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        // One thread does: a reply takes microseconds, and its clients want the other cores.
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let stopping = CancellationToken::new();
        let stop = stopping.clone();
        let run = move || {
            runtime.block_on(async {
                tokio::select! {
                    () = stop.cancelled() => {}
                    () = accept(listener, options.pace) => {}
                }
            });
        };
        let thread = std::thread::Builder::new()
            .name("flymyai-emulator".to_owned())
            .spawn(run)?;
        Ok(Self {
            address,
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

    /// Blocks until the emulator has stopped, which it does only when something goes wrong with it.
    pub fn join(mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        self.stopping.cancel();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

async fn accept(listener: StdListener, pace: Duration) {
    let Ok(listener) = TcpListener::from_std(listener) else {
        return;
    };
    let worlds = Arc::new(Worlds::new(pace));
    let stats = Arc::new(Stats::default());
    let shared = Arc::new(Shared {
        api: agents::routes(),
        control: control::routes(Arc::clone(&worlds), Arc::clone(&stats)),
        worlds,
        stats,
    });
    let mut id = 0;
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                id += 1;
                tokio::spawn(serve(Arc::clone(&shared), stream, id));
            }
            // Out of file descriptors, most likely: give connections a moment to close instead of spinning.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}
