//! Ctrl-C: the first one asks the command to stop, the second one kills the process.

use std::io;

use tokio::sync::watch;

/// Whether Ctrl-C was pressed.
#[derive(Clone)]
pub(crate) struct Interrupts(watch::Receiver<bool>);

impl Interrupts {
    /// Handles Ctrl-C from now on, on the runtime's own threads: the main thread may be blocked.
    pub(crate) fn listen() -> io::Result<Self> {
        let (sender, receiver) = watch::channel(false);
        // Registered here rather than in the task, which may start later.
        let mut signal = Signal::register()?;
        tokio::spawn(async move {
            signal.recv().await;
            let _ = sender.send(true);
            signal.recv().await;
            kill();
        });
        Ok(Self(receiver))
    }

    /// Ends at the first Ctrl-C.
    pub(crate) async fn first(&self) {
        let mut receiver = self.0.clone();
        if receiver.wait_for(|pressed| *pressed).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

/// The signal of Ctrl-C.
///
/// On Unix it is not tokio's: with that feature, each runtime of the process needs descriptors
/// that tokio opens once, and a program that closes its descriptors would lose them for good.
#[cfg(unix)]
struct Signal(tokio::net::UnixStream);

#[cfg(unix)]
impl Signal {
    fn register() -> io::Result<Self> {
        let (reader, writer) = std::os::unix::net::UnixStream::pair()?;
        signal_hook::low_level::pipe::register(signal_hook::consts::SIGINT, writer)?;
        reader.set_nonblocking(true)?;
        Ok(Self(tokio::net::UnixStream::from_std(reader)?))
    }

    async fn recv(&mut self) {
        use tokio::io::AsyncReadExt;

        // The other end stays open until the process ends.
        let _ = self.0.read_u8().await;
    }
}

#[cfg(windows)]
struct Signal(tokio::signal::windows::CtrlC);

#[cfg(windows)]
impl Signal {
    fn register() -> io::Result<Self> {
        tokio::signal::windows::ctrl_c().map(Self)
    }

    async fn recv(&mut self) {
        self.0.recv().await;
    }
}

/// Ends the process as Ctrl-C does without a handler. Neither the interpreter's nor Node's code
/// for the end of a process runs: it may wait for the thread that is blocked.
fn kill() {
    #[cfg(unix)]
    let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGINT);
    signal_hook::low_level::exit(130);
}
