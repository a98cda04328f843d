//! The waits of an account's clients in virtual time: the one that is due first ends first.

use std::collections::BTreeSet;
use std::sync::Mutex;

use tokio::sync::Notify;

use crate::accounts::lock;
use crate::clock::Micros;

#[derive(Default)]
pub(crate) struct Sleepers {
    queue: Mutex<Queue>,
    left: Notify,
}

#[derive(Default)]
struct Queue {
    /// When each wait is due, and its number.
    due: BTreeSet<(Micros, u64)>,
    entered: u64,
}

/// A wait in the queue; it leaves the queue when it is dropped.
pub(crate) struct Turn<'a> {
    sleepers: &'a Sleepers,
    key: (Micros, u64),
}

impl Sleepers {
    pub(crate) fn enter(&self, due: Micros) -> Turn<'_> {
        let mut queue = lock(&self.queue);
        queue.entered += 1;
        let key = (due, queue.entered);
        queue.due.insert(key);
        Turn {
            sleepers: self,
            key,
        }
    }
}

impl Turn<'_> {
    /// Returns once no wait is due earlier.
    pub(crate) async fn first(&self) {
        loop {
            let left = self.sleepers.left.notified();
            if lock(&self.sleepers.queue).due.first() == Some(&self.key) {
                return;
            }
            left.await;
        }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        lock(&self.sleepers.queue).due.remove(&self.key);
        self.sleepers.left.notify_waiters();
    }
}
