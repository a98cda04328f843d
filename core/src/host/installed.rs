//! The facilities that a binding installs, where the operating system's are missing.

use std::future::{Future, poll_fn};
use std::ops::{Add, Sub};
use std::pin::pin;
use std::sync::OnceLock;
use std::task::Poll;
use std::time::{Duration, SystemTime};

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Either, select};

/// The facilities of a process without an operating system.
pub trait Host: Send + Sync {
    /// The time since any fixed moment, on a clock that never goes back.
    fn elapsed(&self) -> Duration;
    /// The time since the start of 1970.
    fn since_epoch(&self) -> Duration;
    /// Completes after this time, or somewhat earlier.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
    /// Fills the buffer with unpredictable bytes.
    fn fill_random(&self, bytes: &mut [u8]);
    /// An environment variable, if it is set.
    fn variable(&self, name: &str) -> Option<String>;
    /// A URL in normal form, as the URL standard parses it in a document of `base`, if it is valid.
    fn normal_url(&self, url: &str, base: Option<&str>) -> Option<String>;
}

static HOST: OnceLock<&'static dyn Host> = OnceLock::new();

/// Sets the host of the process. Only the first call has an effect. Until then the clock does not
/// advance, no variable is set, no URL is valid, and generated keys are predictable.
pub fn install_host(host: &'static dyn Host) {
    if HOST.set(host).is_ok() {
        // The generator of jitter and form boundaries has no other source.
        let mut seed = [0; 8];
        host.fill_random(&mut seed);
        fastrand::seed(u64::from_ne_bytes(seed));
    }
}

/// A moment on the host's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(Duration);

impl Instant {
    /// The time since this moment.
    pub(crate) fn elapsed(self) -> Duration {
        Self::now().saturating_duration_since(self)
    }

    /// The present.
    #[must_use]
    pub fn now() -> Self {
        Self(HOST.get().map_or(Duration::ZERO, |host| host.elapsed()))
    }

    /// The moment that lies this far ahead, if it can be represented.
    #[must_use]
    pub fn checked_add(self, duration: Duration) -> Option<Self> {
        self.0.checked_add(duration).map(Self)
    }

    /// The time since an earlier moment; zero if it is later.
    #[must_use]
    pub fn saturating_duration_since(self, earlier: Self) -> Duration {
        self.0.saturating_sub(earlier.0)
    }
}

impl Add<Duration> for Instant {
    type Output = Self;

    fn add(self, duration: Duration) -> Self {
        Self(self.0 + duration)
    }
}

impl Sub for Instant {
    type Output = Duration;

    fn sub(self, earlier: Self) -> Duration {
        self.saturating_duration_since(earlier)
    }
}

/// The time limit has passed.
#[derive(Debug)]
pub(crate) struct Elapsed;

/// Completes at the moment. Hosts limit and round the time of one sleep.
pub(crate) async fn sleep_until(moment: Instant) {
    loop {
        let rest = moment.saturating_duration_since(Instant::now());
        match HOST.get() {
            _ if rest.is_zero() => return,
            Some(host) => host.sleep(rest).await,
            None => std::future::pending().await,
        }
    }
}

/// The work's result, unless the moment comes first.
pub(crate) async fn timeout_at<T>(
    moment: Instant,
    work: impl Future<Output = T>,
) -> Result<T, Elapsed> {
    let mut work = pin!(work);
    // A timer is not needed for work that is done.
    if let Some(done) = work.as_mut().now_or_never() {
        return Ok(done);
    }
    match select(work, pin!(sleep_until(moment))).await {
        Either::Left((done, _)) => Ok(done),
        Either::Right(((), _)) => Err(Elapsed),
    }
}

/// The work's result, unless it takes longer.
pub(crate) async fn timeout<T>(
    limit: Duration,
    work: impl Future<Output = T>,
) -> Result<T, Elapsed> {
    match Instant::now().checked_add(limit) {
        Some(moment) => timeout_at(moment, work).await,
        None => Ok(work.await),
    }
}

/// Lets other tasks run once.
pub(crate) async fn yield_now() {
    let mut has_yielded = false;
    poll_fn(|cx| {
        if std::mem::replace(&mut has_yielded, true) {
            return Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// Lets other tasks run: there is no budget to consume first.
pub(crate) async fn consume_budget() {
    yield_now().await;
}

/// The time of day.
pub(crate) fn system_time() -> SystemTime {
    let elapsed = HOST.get().map_or(Duration::ZERO, |host| host.since_epoch());
    SystemTime::UNIX_EPOCH + elapsed
}

/// Fills the buffer with unpredictable bytes; false without a host.
pub(crate) fn fill_random(bytes: &mut [u8]) -> bool {
    let host = HOST.get();
    if let Some(host) = host {
        host.fill_random(bytes);
    }
    host.is_some()
}

/// An environment variable, if it is set.
pub(crate) fn variable(name: &str) -> Option<String> {
    HOST.get()?.variable(name)
}

/// A URL in normal form, if it is valid.
pub(crate) fn normal_url(url: &str, base: Option<&str>) -> Option<String> {
    HOST.get()?.normal_url(url, base)
}
