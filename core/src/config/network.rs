//! Proxies, timeouts and connection pools of clients.

use std::time::Duration;

use super::env::from_env;
use super::limits::MAX_CONNECTIONS;
use url::Url;

use super::profile::ClientProfile;
use super::proxy::Proxies;
use super::timeouts::Timeouts;
use crate::tls::TrustRoots;

const PROXY_ENVS: [&str; 4] = ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];
/// Further variables that change the route or the trusted roots.
const OTHER_ENVS: [&str; 6] = [
    "HTTPS_PROXY",
    "https_proxy",
    "NO_PROXY",
    "no_proxy",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
];
/// A pooled connection that was idle for longer is not used again: services close idle
/// connections, and a request must not race with that.
const IDLE_LIMIT: Duration = Duration::from_secs(5);

/// The current values of the variables that select proxies and roots. Clients that were made
/// with other values can't share connections.
#[must_use]
pub fn route_from_env() -> Vec<Option<String>> {
    let names = PROXY_ENVS.iter().chain(&OTHER_ENVS);
    names.map(|name| from_env(name)).collect()
}

/// The route of requests to the service.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Route {
    /// Without a proxy.
    Direct,
    /// With the system's proxy settings.
    System,
    /// With the proxies that the environment names.
    Proxies(Proxies),
}

impl Route {
    fn from_env() -> Self {
        match Proxies::from_env() {
            Some(proxies) => Self::Proxies(proxies),
            None => Self::System,
        }
    }

    /// The address of the environment's proxy for a URL.
    pub(super) fn proxy_of(&self, url: &str) -> Result<Option<String>, String> {
        let (Self::Proxies(proxies), Ok(url)) = (self, Url::parse(url)) else {
            return Ok(None);
        };
        let proxy = proxies.of_url(&url).map_err(str::to_owned)?;
        Ok(proxy.map(|proxy| {
            proxy[..url::Position::BeforeUsername].to_owned()
                + &proxy[url::Position::BeforeHost..url::Position::AfterPort]
        }))
    }
}

/// Settings of the connection pool. Clients with the same settings may share connections.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Network {
    pub(crate) user_agent: &'static str,
    pub(crate) cookies: bool,
    pub(crate) connect: Option<Duration>,
    pub(crate) http2: bool,
    pub(crate) max_idle: usize,
    pub(crate) idle_limit: Duration,
    pub(crate) route: Route,
    /// Plain http needs no roots, and reading them takes longer than a request.
    pub(crate) needs_roots: bool,
    /// Any certificate is accepted, as the user has set.
    pub(crate) accept_invalid_certs: bool,
    /// The trusted roots otherwise.
    pub(crate) roots: TrustRoots,
}

impl Network {
    pub(super) fn of(profile: &ClientProfile, root: &str, timeouts: Timeouts) -> Self {
        let route = match profile.uses_proxies() {
            true => Route::from_env(),
            false => Route::Direct,
        };
        let needs_roots = root.starts_with("https:")
            || matches!(&route, Route::Proxies(proxies) if proxies.needs_roots());
        Self {
            user_agent: profile.user_agent,
            cookies: profile.cookies,
            connect: timeouts.connect,
            http2: false,
            max_idle: MAX_CONNECTIONS,
            idle_limit: IDLE_LIMIT,
            route,
            needs_roots,
            accept_invalid_certs: needs_roots && profile.accepts_invalid_certs(),
            roots: profile.roots.clone(),
        }
    }
    /// The same, for requests to this root without a proxy.
    pub(super) fn without_proxies(self, root: &str) -> Self {
        let needs_roots = root.starts_with("https:");
        Self {
            route: Route::Direct,
            needs_roots,
            accept_invalid_certs: needs_roots && self.accept_invalid_certs,
            ..self
        }
    }
}
