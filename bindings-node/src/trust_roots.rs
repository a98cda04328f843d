//! The trusted roots of JavaScript's clients, chosen by `ts/trust.ts`.

use flymyai_core::{PemRoots, TrustRoots};
use napi_derive::napi;

/// Trusted roots, which the clients of a process share.
#[napi]
pub struct NativeRoots(TrustRoots);

#[napi]
impl NativeRoots {
    /// The certificates of a PEM text, up to the first that is malformed; without a text, those
    /// of the system, or of the files that OpenSSL's variables name.
    #[napi(constructor)]
    #[must_use]
    pub fn new(pem: Option<String>) -> Self {
        Self(match pem {
            Some(pem) => TrustRoots::Pem(PemRoots::new(pem.into_bytes())),
            None => TrustRoots::SystemOnly,
        })
    }
}

impl NativeRoots {
    /// The roots, or core's default: Mozilla's, as of this release.
    pub(crate) fn given(roots: Option<&Self>) -> TrustRoots {
        roots.map_or(TrustRoots::Bundled, |roots| roots.0.clone())
    }
}
