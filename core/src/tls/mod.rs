//! TLS: trusted roots and the certificate verifier.
//!
//! # What the verifier guarantees
//!
//! The peer of an `https:` connection is accepted only if all of this holds:
//!
//! 1. It holds the key of the certificate that it shows: rustls verifies the signature of the
//!    handshake, and [`verifier::CertVerifier`] verifies it with webpki, for any roots.
//! 2. A path of signatures leads from that certificate to a trusted root, or the certificate is
//!    itself a trusted root, compared byte for byte. A variant of a root with the same key, such
//!    as one with other names or dates, is no root.
//! 3. Every certificate of the path, the root included, is valid at this time. webpki takes a
//!    root for a name and a key; its dates, usages and path length are checked here.
//! 4. Every authority of the path may sign certificates (basic constraints, key usage, path
//!    length), and no extended key usage on the path excludes TLS servers. The server's own key
//!    usage permits TLS.
//! 5. The name constraints on the path, those of the root included, permit the names in the
//!    server's certificate. Of a root that is the server's own certificate, they permit the name
//!    that was requested.
//! 6. The certificate names the requested host in its subject alternative names. The
//!    common name counts for nothing.
//!
//! Malformed certificates, unknown critical extensions, X.509 version 1 below the root, and
//! signatures with SHA-1, MD5 or RSA keys below 2048 bits are rejected. The work for one chain is
//! bounded by webpki (signatures, candidate paths, name comparisons).
//!
//! # Where trust comes from
//!
//! A binding chooses the [`TrustRoots`], since each language has its own rules. There is no silent
//! fallback: a named source that cannot be read, or holds no root, is an error, and an empty set
//! of roots rejects every certificate. Only `NODE_TLS_REJECT_UNAUTHORIZED=0`
//! accepts any certificate, and the binding warns of it.
//!
//! # What is not checked
//!
//! Revocation (OpenSSL's defaults do not, either), certificate transparency, and the form
//! rules that only OpenSSL's strict mode has. Any trusted certificate may end a path, an
//! intermediate too, as with OpenSSL's `X509_V_FLAG_PARTIAL_CHAIN`.
//!
//! `tests/certificates` compares all of this with OpenSSL, case by case.

mod names;
mod p521;
mod pem;
mod rejection;
mod roots;
#[cfg(test)]
mod tests;
mod verifier;
mod x509;

use std::sync::Arc;

pub(crate) use rejection::CertificateRejection;
pub use roots::{PemRoots, TrustRoots};

use self::roots::RootStore;
use self::verifier::CertVerifier;
use crate::error::{Error, ErrorKind};

/// The TLS settings of connections. Without roots, no certificate is trusted.
pub(crate) fn client_config(
    roots: Option<&TrustRoots>,
    accept_invalid_certs: bool,
    http2: bool,
) -> Result<rustls::ClientConfig, Error> {
    let roots = match roots {
        Some(roots) if !accept_invalid_certs => RootStore::load(roots)?,
        _ => RootStore::default(),
    };
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| Error::new(ErrorKind::Internal, format!("TLS set-up: {error}")))?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(CertVerifier::new(roots, accept_invalid_certs)))
        .with_no_client_auth();
    // Servers use HTTP/2 only if ALPN offers it.
    if http2 {
        config.alpn_protocols.push(b"h2".to_vec());
    }
    config.alpn_protocols.push(b"http/1.1".to_vec());
    Ok(config)
}
