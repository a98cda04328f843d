//! What a language's users expect of the network around their program.

use std::time::Duration;

use super::{DEFAULT_TIMEOUT, MAX_CONNECTIONS, from_env};

const PROXY_ENVS: [&str; 4] = ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];
/// A pooled connection that stood unused for longer is not used again: services
/// close idle connections, and a request must not race with that.
const IDLE_LIMIT: Duration = Duration::from_secs(5);

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
    /// Node programs: no proxies unless `NODE_USE_ENV_PROXY=1`, no cookies,
    /// `NODE_EXTRA_CA_CERTS` trusted.
    Node,
}

/// How connections are made and kept. Two clients with the same may share them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Network {
    pub(crate) product: Product,
    pub(crate) connect: Option<Duration>,
    pub(crate) http2: bool,
    pub(crate) max_idle: usize,
    pub(crate) idle_limit: Duration,
    pub(crate) env_proxies: bool,
    /// Plain http needs no roots, and reading them takes longer than a request.
    pub(crate) needs_roots: bool,
    /// A file of further roots.
    pub(crate) extra_roots: Option<String>,
    /// The user said whom to trust: an unreadable file is no reason to trust others.
    pub(crate) roots_named: bool,
}

impl Network {
    pub(crate) fn of(product: Product, root: &str) -> Self {
        let node = product == Product::Node;
        let env_proxies = !node || from_env("NODE_USE_ENV_PROXY").is_some_and(|value| value == "1");
        let over_tls =
            |name: &&str| from_env(name).is_some_and(|proxy| proxy.starts_with("https:"));
        Self {
            product,
            connect: Some(DEFAULT_TIMEOUT),
            http2: false,
            max_idle: MAX_CONNECTIONS,
            idle_limit: IDLE_LIMIT,
            env_proxies,
            needs_roots: root.starts_with("https:")
                || env_proxies && PROXY_ENVS.iter().any(over_tls),
            extra_roots: if node {
                from_env("NODE_EXTRA_CA_CERTS")
            } else {
                None
            },
            roots_named: !node && from_env("SSL_CERT_FILE").is_some(),
        }
    }
}
