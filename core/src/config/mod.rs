//! Options and configurations of clients. Only this folder reads the environment.

mod call_options;
mod checks;
mod client;
mod env;
mod inference;
mod limits;
mod log;
#[cfg(feature = "network")]
mod network;
#[cfg(feature = "network")]
mod no_proxy;
mod profile;
#[cfg(feature = "network")]
mod proxy;
mod timeouts;

pub use call_options::CallOptions;
pub use client::{API_KEY_ENV, BASE_URL_ENV, ClientOptions, Config, DEFAULT_BASE_URL};
pub use inference::{InferenceConfig, InferenceSettings, dsn_from_env};
pub use limits::{MAX_CONNECTIONS, ResponseLimits};
pub(crate) use limits::{
    MAX_RESPONSE_BYTES_ENV, MAX_RESPONSE_BYTES_OPTION, RESPONSE_TIMEOUT_ENV,
    RESPONSE_TIMEOUT_OPTION,
};
pub use log::{LOG_ENV, log_from_env};
#[cfg(feature = "network")]
pub use network::route_from_env;
#[cfg(feature = "network")]
pub(crate) use network::{Network, Route};
pub use profile::{ClientProfile, KeyRules, ModelPath, TrustEnv};
#[cfg(feature = "network")]
pub(crate) use proxy::Proxies;
pub use timeouts::Timeouts;
