//! What a language's users expect of the network around their program.

use std::time::Duration;

use super::env::from_env;
use super::proxy::Proxies;
use super::timeouts::DEFAULT_TIMEOUT;
use crate::tls::TrustRoots;

/// How many requests of one client may be under way at once.
pub const MAX_CONNECTIONS: usize = 100;

const PROXY_ENVS: [&str; 4] = ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];
/// What else may lead a request elsewhere, or say whom to trust on the way.
const OTHER_ENVS: [&str; 6] = [
    "HTTPS_PROXY",
    "https_proxy",
    "NO_PROXY",
    "no_proxy",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
];
/// A pooled connection that stood unused for longer is not used again: services
/// close idle connections, and a request must not race with that.
const IDLE_LIMIT: Duration = Duration::from_secs(5);

/// What the environment says, at this moment, of the way to the network. Clients that
/// were made while it differed can't share connections.
#[must_use]
pub fn route_from_env() -> Vec<Option<String>> {
    let names = PROXY_ENVS.iter().chain(&OTHER_ENVS);
    names.map(|name| from_env(name)).collect()
}

/// The language a client serves; it settles what that language's users expect
/// of the network around them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Product {
    /// Rust programs: proxies from the environment, no cookies.
    #[default]
    Rust,
    /// Python programs: proxies from the environment, cookies kept per client.
    Python,
    /// Node programs: no proxies unless `NODE_USE_ENV_PROXY=1`, no cookies, and
    /// any certificate accepted if `NODE_TLS_REJECT_UNAUTHORIZED` is `0`.
    Node,
}

/// How requests reach the service.
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
}

/// How connections are made and kept. Two clients with the same may share them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Network {
    pub(crate) product: Product,
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
    pub(crate) fn of(product: Product, root: &str) -> Self {
        let node = product == Product::Node;
        let wanted = !node || from_env("NODE_USE_ENV_PROXY").is_some_and(|value| value == "1");
        let route = match wanted {
            true => Route::from_env(),
            false => Route::Direct,
        };
        let needs_roots = root.starts_with("https:")
            || matches!(&route, Route::Proxies(proxies) if proxies.needs_roots());
        Self {
            product,
            connect: Some(DEFAULT_TIMEOUT),
            http2: false,
            max_idle: MAX_CONNECTIONS,
            idle_limit: IDLE_LIMIT,
            route,
            needs_roots,
            accept_invalid_certs: node
                && needs_roots
                && from_env("NODE_TLS_REJECT_UNAUTHORIZED").is_some_and(|value| value == "0"),
            roots: if node {
                TrustRoots::Bundled
            } else {
                TrustRoots::System
            },
        }
    }
}
