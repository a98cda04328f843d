//! The behaviour that JavaScript programs expect of their clients.

use std::time::Duration;

#[cfg(feature = "network")]
use flymyai_core::TrustRoots;
use flymyai_core::{
    ClientProfile, FormStyle, InferenceSettings, KeyRules, ModelPath, ResponseLimits, Timeouts,
    TrustEnv,
};

/// The length limit of strings in V8. A response of the agents API is one string.
pub(crate) const MAX_TEXT: u64 = (1 << 29) - 24;
/// The timeout of `fetch` for an inactive server.
const FETCH_TIMEOUT: Duration = Duration::from_secs(300);

/// No proxies unless `NODE_USE_ENV_PROXY` is `1`, no cookies, keys and forms as `fetch`
/// sends them, and model paths as the published package reads them.
pub(crate) const PROFILE: ClientProfile = ClientProfile {
    user_agent: concat!("flymyai-js/", env!("CARGO_PKG_VERSION")),
    cookies: false,
    trust_env: TrustEnv::If("NODE_USE_ENV_PROXY"),
    insecure_env: Some("NODE_TLS_REJECT_UNAUTHORIZED"),
    #[cfg(feature = "network")]
    roots: TrustRoots::Bundled,
    keys: KeyRules {
        latin1: true,
        trim: true,
    },
    form: FormStyle {
        urlencoded: false,
        texts_first: false,
        crlf: true,
        escape_backslashes: false,
        boundary_prefix: Some("----formdata-undici-0"),
    },
    model_path: ModelPath::Lenient,
    max_text: MAX_TEXT,
};

/// The default limits on responses of the inference API.
pub(crate) fn response_limits() -> ResponseLimits {
    ResponseLimits::inference(&PROFILE)
}

/// The limits of `fetch`, and none on connections.
pub(crate) fn inference_settings() -> InferenceSettings {
    InferenceSettings {
        timeouts: Timeouts {
            connect: Some(FETCH_TIMEOUT),
            read: Some(FETCH_TIMEOUT),
            write: None,
            pool: None,
        },
        response: response_limits(),
        max_connections: usize::MAX,
        ..InferenceSettings::default()
    }
}
