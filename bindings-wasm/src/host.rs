//! Timers, clocks, random numbers, variables and URLs of JavaScript.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use flymyai_core::{BoxFuture, Host, install_host};
use futures_util::task::AtomicWaker;

use crate::{executor, memory};

mod imports {
    #[link(wasm_import_module = "host")]
    unsafe extern "C" {
        /// Milliseconds on a clock that never goes back.
        pub(super) safe fn elapsed() -> f64;
        /// Milliseconds since the start of 1970.
        pub(super) safe fn since_epoch() -> f64;
        /// Calls `timer_fired` with the id after this many milliseconds.
        pub(super) safe fn start_timer(id: u32, milliseconds: f64);
        /// Stops a timer.
        pub(super) safe fn stop_timer(id: u32);
        /// Fills memory with random bytes.
        pub(super) fn fill_random(pointer: *mut u8, length: usize);
        /// The value of an environment variable, allocated and packed; 0 if it is not set.
        pub(super) fn variable(pointer: *const u8, length: usize) -> u64;
        /// The normal form of a URL, allocated and packed; 0 if it is invalid. The base may be empty.
        pub(super) fn normal_url(
            pointer: *const u8,
            length: usize,
            base_pointer: *const u8,
            base_length: usize,
        ) -> u64;
        /// Takes the message of a panic, which ends the module.
        pub(super) fn panicked(pointer: *const u8, length: usize);
        /// Requests a call of `next_outcome`, after this one.
        pub(crate) safe fn wake();
    }
}

pub(crate) use imports::wake;

/// The timers that run, by id.
static TIMERS: Mutex<Option<HashMap<u32, Arc<Timer>>>> = Mutex::new(None);
static LAST_TIMER: AtomicU32 = AtomicU32::new(0);

#[derive(Default)]
struct Timer {
    has_fired: AtomicBool,
    waker: AtomicWaker,
}

/// A timer that is stopped when it is dropped.
struct Sleep {
    id: u32,
    timer: Arc<Timer>,
}

impl Sleep {
    fn new(duration: Duration) -> Self {
        let id = LAST_TIMER.fetch_add(1, Ordering::Relaxed);
        let timer = Arc::new(Timer::default());
        timers()
            .get_or_insert_default()
            .insert(id, Arc::clone(&timer));
        imports::start_timer(id, duration.as_secs_f64() * 1e3);
        Self { id, timer }
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.timer.waker.register(cx.waker());
        match self.timer.has_fired.load(Ordering::Relaxed) {
            true => Poll::Ready(()),
            false => Poll::Pending,
        }
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        let timer = timers().as_mut().and_then(|timers| timers.remove(&self.id));
        if timer.is_some() {
            imports::stop_timer(self.id);
        }
    }
}

fn timers() -> MutexGuard<'static, Option<HashMap<u32, Arc<Timer>>>> {
    TIMERS.lock().unwrap_or_else(PoisonError::into_inner)
}

struct JavaScript;

impl Host for JavaScript {
    fn elapsed(&self) -> Duration {
        Duration::from_secs_f64(imports::elapsed().max(0.0) / 1e3)
    }

    fn since_epoch(&self) -> Duration {
        Duration::from_secs_f64(imports::since_epoch().max(0.0) / 1e3)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(Sleep::new(duration))
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        // SAFETY: the import writes within the buffer.
        unsafe { imports::fill_random(bytes.as_mut_ptr(), bytes.len()) }
    }

    fn variable(&self, name: &str) -> Option<String> {
        // SAFETY: the import reads the name.
        text(unsafe { imports::variable(name.as_ptr(), name.len()) })
    }

    fn normal_url(&self, url: &str, base: Option<&str>) -> Option<String> {
        let base = base.unwrap_or_default();
        // SAFETY: the import reads both.
        text(unsafe { imports::normal_url(url.as_ptr(), url.len(), base.as_ptr(), base.len()) })
    }
}

/// Takes a text that an import has returned; `None` for 0.
fn text(packed: u64) -> Option<String> {
    let bytes = memory::take((packed >> 32) as usize as *mut u8, packed as u32 as usize);
    String::from_utf8(bytes)
        .ok()
        .filter(|text| !text.is_empty())
}

/// Starts the module; called once, before everything else.
#[unsafe(no_mangle)]
extern "C" fn start() {
    std::panic::set_hook(Box::new(|panic| {
        let message = panic.to_string();
        // SAFETY: the import reads the message.
        unsafe { imports::panicked(message.as_ptr(), message.len()) }
    }));
    install_host(&JavaScript);
}

/// A timer has run out.
#[unsafe(no_mangle)]
extern "C" fn timer_fired(id: u32) {
    let timer = timers().as_mut().and_then(|timers| timers.remove(&id));
    if let Some(timer) = timer {
        timer.has_fired.store(true, Ordering::Relaxed);
        timer.waker.wake();
    }
    executor::run();
}
