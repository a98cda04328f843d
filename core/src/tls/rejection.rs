//! Why a certificate is rejected, in OpenSSL's words and by its names.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use rustls::{CertificateError, OtherError};

/// A reason: programs check the code or the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CertificateRejection {
    /// OpenSSL's name.
    pub(crate) code: &'static str,
    text: String,
}

impl CertificateRejection {
    pub(super) const EXPIRED: Fixed = Fixed("CERT_HAS_EXPIRED", "certificate has expired");
    pub(super) const NOT_YET_VALID: Fixed =
        Fixed("CERT_NOT_YET_VALID", "certificate is not yet valid");
    pub(super) const NO_ISSUER: Fixed = Fixed(
        "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
        "unable to get local issuer certificate",
    );
    /// The same for a certificate without intermediates.
    pub(super) const NO_ISSUER_OF_LEAF: Fixed = Fixed(
        "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
        "unable to get local issuer certificate",
    );
    pub(super) const SELF_SIGNED: Fixed =
        Fixed("DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate");
    pub(super) const SELF_SIGNED_IN_CHAIN: Fixed = Fixed(
        "SELF_SIGNED_CERT_IN_CHAIN",
        "self-signed certificate in certificate chain",
    );
    pub(super) const INVALID_CA: Fixed = Fixed("INVALID_CA", "invalid CA certificate");
    pub(super) const PATH_LENGTH: Fixed =
        Fixed("PATH_LENGTH_EXCEEDED", "path length constraint exceeded");
    pub(super) const PURPOSE: Fixed = Fixed("INVALID_PURPOSE", "unsuitable certificate purpose");
    pub(super) const AUTHORITY: Fixed = Fixed(
        "INVALID_PURPOSE",
        "the server's certificate is that of an authority",
    );
    pub(super) const SIGNATURE: Fixed =
        Fixed("CERT_SIGNATURE_FAILURE", "certificate signature failure");
    pub(super) const PERMITTED: Fixed = Fixed(
        "UNSPECIFIED",
        "the certificate's name constraints do not permit a name",
    );
    pub(super) const MALFORMED: Fixed = Fixed("UNSPECIFIED", "the certificate is malformed");
    pub(super) const VERSION: Fixed = Fixed(
        "UNSPECIFIED",
        "the certificate is of X.509 version 1, which is not supported",
    );
    pub(super) const CRITICAL: Fixed = Fixed("UNSPECIFIED", "unhandled critical extension");
    pub(super) const ALGORITHM: Fixed = Fixed(
        "UNSPECIFIED",
        "the certificate's key or signature algorithm is not supported",
    );
    pub(super) const TOO_LONG: Fixed = Fixed("CERT_CHAIN_TOO_LONG", "certificate chain too long");

    /// The certificate names other hosts.
    pub(super) fn of_host(host: &str, is_address: bool) -> Self {
        let what = if is_address { "IP address" } else { "Hostname" };
        Self {
            code: "ERR_TLS_CERT_ALTNAME_INVALID",
            text: format!("{what} mismatch, certificate is not valid for '{host}'"),
        }
    }

    /// A reason of webpki's own.
    pub(super) fn of_webpki(error: &webpki::Error) -> Self {
        Self {
            code: "UNSPECIFIED",
            text: error.to_string(),
        }
    }

    /// The rejection within an error of rustls, if it has one.
    pub(crate) fn within(error: &rustls::Error) -> Option<&Self> {
        match error {
            rustls::Error::InvalidCertificate(CertificateError::Other(OtherError(reason))) => {
                let reason: &(dyn StdError + 'static) = &**reason;
                reason.downcast_ref()
            }
            _ => None,
        }
    }
}

/// A reason without details.
#[derive(Clone, Copy)]
pub(super) struct Fixed(&'static str, &'static str);

impl From<Fixed> for CertificateRejection {
    fn from(Fixed(code, text): Fixed) -> Self {
        let text = text.to_owned();
        Self { code, text }
    }
}

impl From<CertificateRejection> for rustls::Error {
    fn from(rejection: CertificateRejection) -> Self {
        CertificateError::Other(OtherError(Arc::new(rejection))).into()
    }
}

impl fmt::Display for CertificateRejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = &self.text;
        write!(
            f,
            "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: {text}"
        )
    }
}

impl StdError for CertificateRejection {}
