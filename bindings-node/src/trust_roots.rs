//! The root certificates of clients, which `ts/native/trust-roots.ts` selects.

use flymyai_core::{PemRoots, TrustRoots};
use napi_derive::napi;

/// Root certificates, which clients share.
#[napi]
pub struct NativeTrustRoots(TrustRoots);

#[napi]
impl NativeTrustRoots {
    /// The certificates of a PEM text, up to the first malformed one. Without a text, those of
    /// the system, or of the files that OpenSSL's environment variables name.
    #[napi(constructor)]
    #[must_use]
    pub fn new(pem: Option<String>) -> Self {
        Self(match pem {
            Some(pem) => TrustRoots::Pem(PemRoots::new(pem.into_bytes())),
            None => TrustRoots::SystemOnly,
        })
    }
}

impl NativeTrustRoots {
    /// The roots, or core's default: Mozilla's, as of this release.
    pub(crate) fn or_default(roots: Option<&Self>) -> TrustRoots {
        roots.map_or(TrustRoots::Bundled, |roots| roots.0.clone())
    }
}
