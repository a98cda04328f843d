//! Data by which a language binding adapts the clients to its language.

#[cfg(feature = "network")]
use super::env::from_env;
use crate::form::FormStyle;
#[cfg(feature = "network")]
use crate::tls::TrustRoots;

/// The behaviour of one language's clients where languages differ. Each binding passes its
/// own profile; the default is that of programs in Rust.
///
/// ```
/// use flymyai_core::{ClientOptions, ClientProfile};
///
/// let profile = ClientProfile { user_agent: "my-binding/1.0", ..ClientProfile::default() };
/// let config = ClientOptions::new("fly-***").profile(profile).resolve()?;
/// # Ok::<(), flymyai_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ClientProfile {
    /// The `User-Agent` header: printable ASCII, or making a client panics.
    pub user_agent: &'static str,
    /// Whether each client keeps the cookies of responses and sends them.
    pub cookies: bool,
    /// Whether the environment names proxies.
    pub trust_env: TrustEnv,
    /// A variable that makes clients accept any certificate if it is `0`.
    pub insecure_env: Option<&'static str>,
    /// The trusted roots, unless a client sets others.
    #[cfg(feature = "network")]
    pub roots: TrustRoots,
    /// Which API keys are valid.
    pub keys: KeyRules,
    /// The encoding of the forms of model requests.
    pub form: FormStyle,
    /// The rule by which a model's path is parsed.
    pub model_path: ModelPath,
    /// The most bytes of one text. A response of the agents API is one text; a prediction
    /// need not be, if a client sets a higher limit.
    pub max_text: u64,
}

/// Whether the proxies of the environment apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TrustEnv {
    /// Always, or else the system's settings.
    Always,
    /// If this variable is `1`. Otherwise requests use no proxy.
    If(&'static str),
}

/// Which API keys are valid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct KeyRules {
    /// Characters of Latin-1 are valid, too, each as one byte.
    pub latin1: bool,
    /// Blanks around the key of an inference client are removed, rather than rejected.
    pub trim: bool,
}

/// The rule by which `<owner>/<name>` is parsed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ModelPath {
    /// Exactly two parts, neither empty.
    #[default]
    Strict,
    /// The part after a second slash is ignored, and parts may be empty.
    Lenient,
}

impl ClientProfile {
    /// The profile of programs in Rust: proxies from the environment, no cookies.
    pub const DEFAULT: Self = Self {
        user_agent: concat!("flymyai-rust/", env!("CARGO_PKG_VERSION")),
        cookies: false,
        trust_env: TrustEnv::Always,
        insecure_env: None,
        #[cfg(feature = "network")]
        roots: TrustRoots::System,
        keys: KeyRules {
            latin1: false,
            trim: false,
        },
        form: FormStyle::DEFAULT,
        model_path: ModelPath::Strict,
        max_text: u64::MAX,
    };
}

#[cfg(feature = "network")]
impl ClientProfile {
    pub(super) fn uses_proxies(&self) -> bool {
        match self.trust_env {
            TrustEnv::Always => true,
            TrustEnv::If(name) => from_env(name).is_some_and(|value| value == "1"),
        }
    }

    pub(super) fn accepts_invalid_certs(&self) -> bool {
        self.insecure_env
            .and_then(from_env)
            .is_some_and(|value| value == "0")
    }
}

impl Default for ClientProfile {
    fn default() -> Self {
        Self::DEFAULT
    }
}
