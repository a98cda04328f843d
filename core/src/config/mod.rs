//! Options and configurations of clients. Only this folder reads the environment.

mod checks;
mod client;
mod env;
mod inference;
mod limits;
mod network;
mod no_proxy;
mod profile;
mod proxy;
mod timeouts;

pub use client::{
    API_KEY_ENV, BASE_URL_ENV, ClientOptions, Config, DEFAULT_BASE_URL, DEFAULT_MAX_RETRIES,
};
pub use inference::{
    DEFAULT_ATTEMPTS, DEFAULT_DSN, DSN_ENV, InferenceConfig, InferenceSettings, dsn_from_env,
};
pub use limits::{
    DEFAULT_MAX_PREDICTION_BYTES, DEFAULT_MAX_RESPONSE_BYTES, DEFAULT_PREDICTION_TIMEOUT,
    DEFAULT_RESPONSE_TIMEOUT, MAX_RESPONSE_BYTES_ENV, RESPONSE_TIMEOUT_ENV, ResponseLimits,
};
pub(crate) use limits::{MAX_RESPONSE_BYTES_OPTION, RESPONSE_TIMEOUT_OPTION};
pub use network::{MAX_CONNECTIONS, route_from_env};
pub(crate) use network::{Network, Route};
pub use profile::{ClientProfile, KeyRules, ModelPath, TrustEnv};
pub(crate) use proxy::Proxies;
pub use timeouts::{DEFAULT_TIMEOUT, Timeouts};
