//! The options of an agents client ([`ClientOptions`]) and its configuration ([`Config`]).

use std::fmt;

use http::{HeaderMap, HeaderValue};

use super::call_options::{CallOptions, merge};
use super::checks::{key_header, root};
use super::env::{from_env, non_empty};
use super::limits::ResponseLimits;
use super::log::default_log;
#[cfg(feature = "network")]
use super::network::Network;
use super::profile::{ClientProfile, KeyRules};
use super::timeouts::Timeouts;
use crate::error::Error;
#[cfg(feature = "network")]
use crate::error::ErrorKind;
use crate::log::Log;
#[cfg(feature = "network")]
use crate::tls::TrustRoots;

/// The environment variable that holds the API key.
pub const API_KEY_ENV: &str = "FLYMYAI_API_KEY";
/// The environment variable that holds the agents API's base URL.
pub const BASE_URL_ENV: &str = "FLYMYAI_AGENTS_BASE_URL";
/// The agents API of the FlyMy.AI cloud.
pub const DEFAULT_BASE_URL: &str = "https://backend.flymy.ai";
/// The default number of retries.
const DEFAULT_MAX_RETRIES: u32 = 2;

/// The options of a client; all but the key have a default.
///
/// ```
/// use flymyai_core::ClientOptions;
///
/// let config = ClientOptions::new("fly-secret").base_url("http://127.0.0.1:8080/").resolve()?;
/// assert_eq!(config.base_url(), "http://127.0.0.1:8080/");
/// assert!(!format!("{config:?}").contains("secret"));
/// # Ok::<(), flymyai_core::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct ClientOptions {
    api_key: Option<String>,
    base_url: Option<String>,
    timeouts: Timeouts,
    max_retries: Option<u32>,
    response: Option<ResponseLimits>,
    profile: ClientProfile,
}

impl ClientOptions {
    /// Options with this API key; an empty one is looked up in `FLYMYAI_API_KEY`.
    pub fn new(api_key: impl Into<String>) -> Self {
        Self {
            api_key: Some(api_key.into()),
            ..Self::default()
        }
    }

    /// Options whose key comes from `FLYMYAI_API_KEY`.
    #[must_use]
    pub fn from_env() -> Self {
        Self::default()
    }

    /// The address of the service; empty means `FLYMYAI_AGENTS_BASE_URL` or the cloud.
    #[must_use]
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// The timeout of each phase of a request.
    #[must_use]
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    /// The number of retries of a failed request, if a retry is safe; 2 by default.
    #[must_use]
    pub fn max_retries(mut self, max_retries: u32) -> Self {
        self.max_retries = Some(max_retries);
        self
    }

    /// The limits on the size and the time of a response; [`ResponseLimits::agents`] by
    /// default.
    #[must_use]
    pub fn response_limits(mut self, limits: ResponseLimits) -> Self {
        self.response = Some(limits);
        self
    }

    /// The profile of the language this client serves.
    #[must_use]
    pub fn profile(mut self, profile: ClientProfile) -> Self {
        self.profile = profile;
        self
    }

    /// Applies environment and defaults, and checks the result.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Argument`](crate::ErrorKind::Argument) naming the option:
    /// no key, a key that no header can carry, a base URL that is none.
    pub fn resolve(self) -> Result<Config, Error> {
        let api_key = non_empty(self.api_key)
            .or_else(|| from_env(API_KEY_ENV))
            .ok_or_else(|| {
                Error::argument(
                    "api_key",
                    "api_key is required. Pass it directly or set FLYMYAI_API_KEY.",
                )
            })?;
        let base_url = non_empty(self.base_url)
            .or_else(|| from_env(BASE_URL_ENV))
            .unwrap_or_else(|| DEFAULT_BASE_URL.to_owned());
        let root = root(&base_url)?;
        let keys = KeyRules {
            trim: false,
            ..self.profile.keys
        };
        let mut response = self.response.unwrap_or_else(ResponseLimits::agents);
        response.max_bytes = response.max_bytes.min(self.profile.max_text);
        Ok(Config {
            api_key: key_header(&api_key, keys)?,
            #[cfg(feature = "network")]
            network: Network::of(&self.profile, &root, self.timeouts),
            root,
            base_url,
            timeouts: self.timeouts,
            max_retries: self.max_retries.unwrap_or(DEFAULT_MAX_RETRIES),
            response,
            headers: HeaderMap::new(),
            log: default_log(),
        })
    }
}

/// The checked configuration of a client. Its `Debug` form hides the key.
#[derive(Clone)]
pub struct Config {
    pub(crate) api_key: HeaderValue,
    pub(crate) root: String,
    pub(crate) base_url: String,
    pub(crate) timeouts: Timeouts,
    pub(crate) max_retries: u32,
    pub(crate) response: ResponseLimits,
    /// Headers that each request has, too.
    pub(crate) headers: HeaderMap,
    pub(crate) log: Log,
    #[cfg(feature = "network")]
    pub(crate) network: Network,
}

impl Config {
    /// The base URL: as given, from the environment, or the cloud's.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The same configuration with this log, in place of the one that `FLYMYAI_LOG` sets.
    #[must_use]
    pub fn with_log(mut self, log: Log) -> Self {
        self.log = log;
        self
    }

    /// The same configuration with these options in place of its own.
    pub(crate) fn with_options(&self, options: &CallOptions) -> Self {
        let mut config = self.clone();
        config.timeouts = options.timeouts.unwrap_or(self.timeouts);
        config.max_retries = options.max_retries.unwrap_or(self.max_retries);
        merge(&mut config.headers, &options.headers);
        config
    }

    /// The URL that the path of a request is appended to.
    #[must_use]
    pub fn root(&self) -> &str {
        &self.root
    }

    /// The API key, for a binding whose clients show it as an attribute. Never
    /// print or log it.
    #[must_use]
    pub fn api_key(&self) -> &str {
        // Only printable ASCII passed the check.
        self.api_key.to_str().unwrap_or_default()
    }

    /// The number of retries of a failed request, if a retry is safe.
    #[must_use]
    pub fn max_retries(&self) -> u32 {
        self.max_retries
    }

    /// The timeout of each phase of a request.
    #[must_use]
    pub fn timeouts(&self) -> Timeouts {
        self.timeouts
    }
}

#[cfg(feature = "network")]
impl Config {
    /// The same, trusting these roots.
    #[must_use]
    pub fn with_roots(mut self, roots: TrustRoots) -> Self {
        self.network.roots = roots;
        self
    }

    /// The same, whose requests use no proxy of the environment.
    ///
    /// ```
    /// let config = flymyai_core::ClientOptions::new("fly-***").resolve()?.without_proxies();
    /// assert_eq!(config.proxy()?, None);
    /// # Ok::<(), flymyai_core::Error>(())
    /// ```
    #[must_use]
    pub fn without_proxies(mut self) -> Self {
        self.network = self.network.without_proxies(&self.root);
        self
    }

    /// Whether requests go to an `https:` address, or through an `https:` proxy.
    #[must_use]
    pub fn needs_roots(&self) -> bool {
        self.network.needs_roots
    }

    /// The proxy that the environment sets for requests to the service, without its user name and
    /// password; `None` without one.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Proxy`] for a variable that names no proxy.
    pub fn proxy(&self) -> Result<Option<String>, Error> {
        let proxy = self.network.route.proxy_of(&self.root);
        proxy.map_err(|message| Error::new(ErrorKind::Proxy, message))
    }

    /// Whether any certificate is accepted, as the user has set; worth a warning.
    #[must_use]
    pub fn accept_invalid_certs(&self) -> bool {
        self.network.accept_invalid_certs
    }
}

impl fmt::Debug for ClientOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientOptions")
            .field("api_key", &self.api_key.as_ref().map(|_| "***"))
            .field("timeouts", &self.timeouts)
            .field("max_retries", &self.max_retries)
            .field("user_agent", &self.profile.user_agent)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The base URL may hold a password, too.
        let mut debug = f.debug_struct("Config");
        debug
            .field("api_key", &"***")
            .field("timeouts", &self.timeouts)
            .field("max_retries", &self.max_retries);
        #[cfg(feature = "network")]
        debug.field("user_agent", &self.network.user_agent);
        debug.finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::test_host;

    fn resolve(base_url: &str) -> Result<Config, Error> {
        test_host::install();
        ClientOptions::new("fly-k").base_url(base_url).resolve()
    }

    #[test]
    fn base_url_keeps_its_path() {
        assert_eq!(resolve("http://h/p").unwrap().root, "http://h/p");
        assert_eq!(resolve("http://h/p/").unwrap().root, "http://h/p");
        assert_eq!(resolve("http://h/p//").unwrap().root, "http://h/p/");
        assert_eq!(resolve("http://h#f").unwrap().root, "http://h");
    }

    #[test]
    fn rejects_invalid_base_urls_by_name() {
        for text in [
            "localhost:8000",
            "backend.flymy.ai",
            "ftp://h",
            "http://",
            "http://h?q=1",
        ] {
            let error = resolve(text).unwrap_err();
            assert_eq!(error.argument_name(), Some("base_url"), "{text}");
        }
    }

    #[test]
    fn rejects_invalid_keys_without_showing_them() {
        test_host::install();
        for key in [
            "fly-secret\n",
            " fly-secret",
            "fly-sécret",
            "fly\u{0}secret",
        ] {
            let error = ClientOptions::new(key).resolve().unwrap_err();
            assert_eq!(error.argument_name(), Some("api_key"));
            assert!(!format!("{error:?} {error}").contains("secret"));
        }
    }
}
