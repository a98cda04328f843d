//! The configuration of an inference client, and the settings of its process.

use std::fmt;
use std::time::Duration;

use http::{HeaderMap, HeaderValue};

use super::call_options::{CallOptions, merge};
use super::checks::{key_header, root};
use super::env::from_env;
use super::limits::ResponseLimits;
use super::log::default_log;
#[cfg(feature = "network")]
use super::network::Network;
use super::profile::ClientProfile;
use super::timeouts::Timeouts;
use crate::error::Error;
use crate::log::Log;
#[cfg(feature = "network")]
use crate::tls::TrustRoots;

/// The environment variable that holds the inference API's base URL.
const DSN_ENV: &str = "FLYMYAI_DSN";
/// The inference API of the FlyMy.AI cloud.
const DEFAULT_DSN: &str = "https://api.flymy.ai/";
/// The default number of attempts of a prediction.
const DEFAULT_ATTEMPTS: u32 = 2;
/// In effect no limit: predictions may run for days.
const NO_TIMEOUT: Duration = Duration::from_secs(999_999);

/// The settings that all inference clients of a process take from the environment.
///
/// An invalid value counts as absent: a typing error in a variable does not prevent a program
/// from starting.
#[derive(Clone, Debug, PartialEq)]
pub struct InferenceSettings {
    /// The number of attempts of a prediction: `FLYMYAI_MAX_RETRIES`.
    pub attempts: u32,
    /// How often a request is sent again after a connection failure, if the user has set
    /// it: `FMA_RECONNECT_RETRIES`. Then requests that the service may have processed are
    /// sent again, too.
    pub reconnects: Option<u32>,
    /// `FMA_CONNECT_TIMEOUT`, `FMA_READ_TIMEOUT`, `FMA_WRITE_TIMEOUT`,
    /// `FMA_POOL_TIMEOUT`, in seconds.
    pub timeouts: Timeouts,
    /// The limits on the size and the time of a response: `FLYMYAI_MAX_RESPONSE_BYTES`,
    /// `FLYMYAI_RESPONSE_TIMEOUT` in seconds.
    pub response: ResponseLimits,
    /// The largest number of concurrent requests: `FMA_MAX_CONNECTIONS`.
    pub max_connections: usize,
    /// The largest number of idle connections: `FMA_MAX_KEEPALIVE_CONNECTIONS`.
    pub max_idle: usize,
    /// The lifetime of an idle connection: `FMA_KEEPALIVE_EXPIRY`, in seconds.
    pub idle_limit: Duration,
    /// Whether HTTP/2 is offered: `FLYMYAI_HTTP2`.
    pub http2: bool,
}

impl Default for InferenceSettings {
    /// The settings without those of `FMA_*`, `FLYMYAI_MAX_RETRIES` and `FLYMYAI_HTTP2`.
    fn default() -> Self {
        Self {
            attempts: DEFAULT_ATTEMPTS,
            reconnects: None,
            timeouts: Timeouts::all(Some(NO_TIMEOUT)),
            response: ResponseLimits::inference(&ClientProfile::DEFAULT),
            max_connections: 100,
            max_idle: 50,
            idle_limit: Duration::from_secs(60),
            http2: true,
        }
    }
}

impl InferenceSettings {
    /// The settings of the environment.
    #[must_use]
    pub fn from_env() -> Self {
        let mut settings = Self::default();
        settings.read_env();
        settings
    }

    fn read_env(&mut self) {
        let seconds =
            |name: &str| number::<f64>(name).and_then(|s| Duration::try_from_secs_f64(s).ok());
        let limits = [
            ("FMA_CONNECT_TIMEOUT", &mut self.timeouts.connect),
            ("FMA_READ_TIMEOUT", &mut self.timeouts.read),
            ("FMA_WRITE_TIMEOUT", &mut self.timeouts.write),
            ("FMA_POOL_TIMEOUT", &mut self.timeouts.pool),
        ];
        for (name, limit) in limits {
            *limit = seconds(name).or(*limit);
        }
        self.attempts = number("FLYMYAI_MAX_RETRIES").unwrap_or(self.attempts);
        self.reconnects = number("FMA_RECONNECT_RETRIES");
        self.max_connections = number("FMA_MAX_CONNECTIONS")
            .filter(|n| *n > 0)
            .unwrap_or(self.max_connections);
        self.max_idle = number("FMA_MAX_KEEPALIVE_CONNECTIONS").unwrap_or(self.max_idle);
        self.idle_limit = seconds("FMA_KEEPALIVE_EXPIRY").unwrap_or(self.idle_limit);
        self.http2 = from_env("FLYMYAI_HTTP2")
            .is_none_or(|text| matches!(text.to_lowercase().as_str(), "1" | "true" | "yes"));
    }
}

fn number<T: std::str::FromStr>(name: &str) -> Option<T> {
    from_env(name)?.trim().parse().ok()
}

/// The checked configuration of an inference client. Its `Debug` form hides the key.
///
/// ```
/// use flymyai_core::{ClientProfile, InferenceConfig, InferenceSettings};
///
/// let settings = InferenceSettings::default();
/// let config = InferenceConfig::new("fly-***", "http://127.0.0.1:8787/", settings, &ClientProfile::default())?;
/// # Ok::<(), flymyai_core::Error>(())
/// ```
#[derive(Clone)]
pub struct InferenceConfig {
    pub(crate) api_key: HeaderValue,
    /// The URL that `/<owner>/<model>/` is appended to.
    pub(crate) root: String,
    pub(crate) settings: InferenceSettings,
    /// Headers that each request has, too.
    pub(crate) headers: HeaderMap,
    pub(crate) log: Log,
    #[cfg(feature = "network")]
    pub(crate) network: Network,
}

impl InferenceConfig {
    /// A configuration for the service at this base URL; `/api/v1` is appended.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Argument`](crate::ErrorKind::Argument) for a key that no
    /// header can carry or a base URL that is none.
    pub fn new(
        api_key: &str,
        base_url: &str,
        settings: InferenceSettings,
        profile: &ClientProfile,
    ) -> Result<Self, Error> {
        let base = root(base_url)?;
        Self::at(
            api_key,
            format!("{}/api/v1", base.trim_end_matches('/')),
            settings,
            profile,
        )
    }

    /// A configuration whose base URL already names the API's version.
    ///
    /// # Errors
    ///
    /// As for [`new`](Self::new).
    pub fn with_root(
        api_key: &str,
        base_url: &str,
        settings: InferenceSettings,
        profile: &ClientProfile,
    ) -> Result<Self, Error> {
        Self::at(api_key, root(base_url)?, settings, profile)
    }

    /// The URL that `/<owner>/<model>/` is appended to.
    #[must_use]
    pub fn root(&self) -> &str {
        &self.root
    }

    /// As [`Config::with_log`](super::Config::with_log).
    #[must_use]
    pub fn with_log(mut self, log: Log) -> Self {
        self.log = log;
        self
    }

    /// The same configuration with these options in place of its own.
    pub(crate) fn with_options(&self, options: &CallOptions) -> Self {
        let mut config = self.clone();
        let settings = &mut config.settings;
        settings.timeouts = options.timeouts.unwrap_or(settings.timeouts);
        settings.attempts = options.max_retries.unwrap_or(settings.attempts);
        merge(&mut config.headers, &options.headers);
        config
    }

    /// The limits on the size and the time of a response.
    #[must_use]
    pub fn response_limits(&self) -> ResponseLimits {
        self.settings.response
    }

    fn at(
        api_key: &str,
        root: String,
        settings: InferenceSettings,
        profile: &ClientProfile,
    ) -> Result<Self, Error> {
        Ok(Self {
            api_key: key_header(api_key, profile.keys)?,
            #[cfg(feature = "network")]
            network: Network {
                http2: settings.http2,
                max_idle: settings.max_idle,
                idle_limit: settings.idle_limit,
                ..Network::of(profile, &root, settings.timeouts)
            },
            root,
            settings,
            headers: HeaderMap::new(),
            log: default_log(),
        })
    }
}

#[cfg(feature = "network")]
impl InferenceConfig {
    /// As [`Config::with_roots`](super::Config::with_roots).
    #[must_use]
    pub fn with_roots(mut self, roots: TrustRoots) -> Self {
        self.network.roots = roots;
        self
    }

    /// As [`Config::without_proxies`](super::Config::without_proxies).
    #[must_use]
    pub fn without_proxies(mut self) -> Self {
        self.network = self.network.without_proxies(&self.root);
        self
    }

    /// As [`Config::needs_roots`](super::Config::needs_roots).
    #[must_use]
    pub fn needs_roots(&self) -> bool {
        self.network.needs_roots
    }

    /// As [`Config::accept_invalid_certs`](super::Config::accept_invalid_certs).
    #[must_use]
    pub fn accept_invalid_certs(&self) -> bool {
        self.network.accept_invalid_certs
    }
}

impl fmt::Debug for InferenceConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InferenceConfig")
            .field("api_key", &"***")
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

/// The base URL of the environment: `FLYMYAI_DSN`, or the cloud.
#[must_use]
pub fn dsn_from_env() -> String {
    from_env(DSN_ENV).unwrap_or_else(|| DEFAULT_DSN.to_owned())
}

// The tests start themselves again with other variables, which only the system passes on.
#[cfg(test)]
#[cfg(feature = "system")]
mod tests {
    use super::*;
    use std::process::Command;

    /// Checks what is read from these variables, in a process of its own: the same test, started
    /// once more.
    fn with_env(test: &str, variables: &[(&str, &str)], check: fn(&InferenceSettings)) {
        if from_env("FLYMYAI_TEST").is_some_and(|name| name == test) {
            check(&InferenceSettings::from_env());
            return;
        }
        let output = Command::new(std::env::current_exe().unwrap())
            .args([&format!("config::inference::tests::{test}"), "--exact"])
            .envs(variables.iter().copied())
            .env("FLYMYAI_TEST", test)
            .output()
            .unwrap();
        let output = String::from_utf8_lossy(&output.stdout);
        assert!(output.contains("1 passed"), "{output}");
    }

    #[test]
    fn reads_settings_from_the_environment() {
        let variables = [
            ("FLYMYAI_DSN", "http://h/"),
            ("FLYMYAI_MAX_RETRIES", " 7 "),
            ("FLYMYAI_HTTP2", "no"),
            ("FMA_RECONNECT_RETRIES", "0"),
            ("FMA_CONNECT_TIMEOUT", "0.5"),
            ("FMA_READ_TIMEOUT", "2"),
            ("FMA_WRITE_TIMEOUT", "3"),
            ("FMA_POOL_TIMEOUT", "4"),
            ("FMA_MAX_CONNECTIONS", "5"),
            ("FMA_MAX_KEEPALIVE_CONNECTIONS", "0"),
            ("FMA_KEEPALIVE_EXPIRY", "6.5"),
            ("FLYMYAI_MAX_RESPONSE_BYTES", "7e9"),
            ("FLYMYAI_RESPONSE_TIMEOUT", "7.5"),
        ];
        with_env(
            "reads_settings_from_the_environment",
            &variables,
            |settings| {
                let expected = InferenceSettings {
                    attempts: 7,
                    reconnects: Some(0),
                    timeouts: Timeouts {
                        connect: Some(Duration::from_millis(500)),
                        read: Some(Duration::from_secs(2)),
                        write: Some(Duration::from_secs(3)),
                        pool: Some(Duration::from_secs(4)),
                    },
                    max_connections: 5,
                    max_idle: 0,
                    idle_limit: Duration::from_millis(6500),
                    http2: false,
                    response: ResponseLimits {
                        max_bytes: 7_000_000_000,
                        timeout: Some(Duration::from_millis(7500)),
                        prediction_timeout: Some(Duration::from_millis(7500)),
                    },
                };
                assert_eq!(*settings, expected);
                assert_eq!(dsn_from_env(), "http://h/");
            },
        );
    }

    #[test]
    fn ignores_invalid_environment_values() {
        let variables = [
            ("FLYMYAI_DSN", ""),
            ("FLYMYAI_MAX_RETRIES", "-1"),
            ("FLYMYAI_HTTP2", ""),
            ("FMA_RECONNECT_RETRIES", "often"),
            ("FMA_CONNECT_TIMEOUT", "-1"),
            ("FMA_READ_TIMEOUT", "nan"),
            ("FMA_WRITE_TIMEOUT", "1s"),
            ("FMA_POOL_TIMEOUT", ""),
            ("FMA_MAX_CONNECTIONS", "0"),
            ("FMA_MAX_KEEPALIVE_CONNECTIONS", "1.5"),
            ("FMA_KEEPALIVE_EXPIRY", "-1"),
            ("FLYMYAI_MAX_RESPONSE_BYTES", "0"),
            ("FLYMYAI_RESPONSE_TIMEOUT", "-7"),
        ];
        let test = "ignores_invalid_environment_values";
        with_env(test, &variables, |settings| {
            // No variable is read for programs in Rust.
            assert_eq!(*settings, InferenceSettings::default());
            assert_eq!(dsn_from_env(), DEFAULT_DSN);
        });
    }
}
