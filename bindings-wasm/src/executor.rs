//! Runs core's futures whenever JavaScript calls.

use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Wake, Waker};

use flymyai_core::BoxFuture;

/// The tasks that can continue.
static READY: Mutex<VecDeque<Arc<TaskWaker>>> = Mutex::new(VecDeque::new());

thread_local! {
    static TASKS: RefCell<Tasks> = RefCell::default();
}

#[derive(Default)]
struct Tasks {
    futures: HashMap<u64, BoxFuture<'static, ()>>,
    last_id: u64,
}

struct TaskWaker {
    id: u64,
    is_ready: AtomicBool,
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        if !self.is_ready.swap(true, Ordering::Relaxed) {
            READY
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push_back(self);
        }
    }
}

/// Adds a task; [`run`] starts it.
pub(crate) fn spawn(future: BoxFuture<'static, ()>) {
    let id = TASKS.with_borrow_mut(|tasks| {
        tasks.last_id += 1;
        tasks.futures.insert(tasks.last_id, future);
        tasks.last_id
    });
    Arc::new(TaskWaker {
        id,
        is_ready: AtomicBool::new(false),
    })
    .wake();
}

/// Runs all tasks until none can continue.
pub(crate) fn run() {
    loop {
        let next = READY
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop_front();
        let Some(task) = next else {
            return;
        };
        task.is_ready.store(false, Ordering::Relaxed);
        // Taken out while it runs: it may add tasks.
        let id = task.id;
        let future = TASKS.with_borrow_mut(|tasks| tasks.futures.remove(&id));
        let Some(mut future) = future else {
            continue;
        };
        let waker = Waker::from(task);
        let polled = future.as_mut().poll(&mut Context::from_waker(&waker));
        if polled.is_pending() {
            TASKS.with_borrow_mut(|tasks| tasks.futures.insert(id, future));
        }
    }
}
