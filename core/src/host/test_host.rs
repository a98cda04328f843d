//! The host of unit tests.

/// Installs a host; with the feature `system` none is needed. Tests that make a client call it.
pub(crate) fn install() {
    #[cfg(not(feature = "system"))]
    super::install_host(&standard_library::StandardLibrary);
}

#[cfg(not(feature = "system"))]
mod standard_library {
    use std::sync::LazyLock;
    use std::time::{Duration, Instant, SystemTime};

    use futures_util::future::BoxFuture;

    use super::super::Host;

    static START: LazyLock<Instant> = LazyLock::new(Instant::now);

    /// What the standard library has. A sleep blocks its thread.
    pub(super) struct StandardLibrary;

    impl Host for StandardLibrary {
        fn elapsed(&self) -> Duration {
            START.elapsed()
        }

        fn since_epoch(&self) -> Duration {
            let elapsed = SystemTime::UNIX_EPOCH.elapsed();
            elapsed.unwrap_or_default()
        }

        fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
            Box::pin(async move { std::thread::sleep(duration) })
        }

        fn fill_random(&self, bytes: &mut [u8]) {
            fastrand::fill(bytes);
        }

        fn variable(&self, name: &str) -> Option<String> {
            std::env::var(name).ok()
        }

        fn normal_url(&self, url: &str, base: Option<&str>) -> Option<String> {
            let base = base.map(url::Url::parse).transpose().ok()?;
            let parsed = url::Url::options().base_url(base.as_ref()).parse(url);
            parsed.ok().map(String::from)
        }
    }
}
