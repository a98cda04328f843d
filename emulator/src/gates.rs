//! Named gates at which scripted responses wait until a test releases them.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tokio::sync::watch;

#[derive(Default)]
pub(crate) struct Gates {
    by_name: Mutex<HashMap<String, watch::Sender<()>>>,
}

/// A waiter of a gate. It is registered when the request arrives, so no later release is missed.
pub(crate) struct GateWaiter(watch::Receiver<()>);

impl Gates {
    pub(crate) fn enter(&self, name: &str) -> GateWaiter {
        let mut gates = self.by_name.lock().unwrap_or_else(PoisonError::into_inner);
        GateWaiter(
            gates
                .entry(name.to_owned())
                .or_insert_with(|| watch::channel(()).0)
                .subscribe(),
        )
    }

    /// Releases all that wait at the gate now, and returns their number. Later ones wait for the next release.
    pub(crate) fn release(&self, name: &str) -> usize {
        let gates = self.by_name.lock().unwrap_or_else(PoisonError::into_inner);
        gates.get(name).map_or(0, |gate| {
            let waiting = gate.receiver_count();
            gate.send_replace(());
            waiting
        })
    }
}

impl GateWaiter {
    pub(crate) async fn released(mut self) {
        // An error means that the account was reset, which ends the hold as well.
        let _ = self.0.changed().await;
    }
}
