//! The behaviour that Python programs expect of their clients.

use flymyai_core::ClientProfile;

/// Proxies from the environment, cookies kept per client, forms as httpx encodes them.
pub(crate) const PROFILE: ClientProfile = ClientProfile {
    user_agent: concat!("flymyai-python/", env!("CARGO_PKG_VERSION")),
    cookies: true,
    ..ClientProfile::DEFAULT
};
