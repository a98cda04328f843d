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
        #[cfg(unix)]
        let mut signal = {
            use tokio::signal::unix::{SignalKind, signal};
            signal(SignalKind::interrupt())?
        };
        #[cfg(windows)]
        let mut signal = tokio::signal::windows::ctrl_c()?;
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

/// Ends the process as Ctrl-C does without a handler. Neither the interpreter's nor Node's code
/// for the end of a process runs: it may wait for the thread that is blocked.
fn kill() {
    #[cfg(unix)]
    let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGINT);
    signal_hook::low_level::exit(130);
}
