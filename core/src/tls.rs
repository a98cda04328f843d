//! Whom to trust: the system's roots, or the bundled ones where it has none; or
//! everybody, where the user has said so.

use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{WebPkiServerVerifier, verify_server_name};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, DigitallySignedStruct, RootCertStore, SignatureScheme};

use crate::config::Network;
use crate::error::{Error, ErrorKind};

/// The TLS settings for this network.
pub(crate) fn client_config(
    network: &Network,
    has_roots: bool,
) -> Result<rustls::ClientConfig, Error> {
    let mut roots = RootCertStore::empty();
    if has_roots && !network.trusts_all {
        let system = rustls_native_certs::load_native_certs();
        roots.add_parsable_certificates(system.certs);
        if roots.is_empty() {
            if let (true, Some(error)) = (network.roots_named, system.errors.first()) {
                return Err(Error::new(
                    ErrorKind::Connect,
                    format!("no trusted roots: {error}"),
                ));
            }
            let bundled = webpki_root_certs::TLS_SERVER_ROOT_CERTS;
            roots.add_parsable_certificates(bundled.iter().cloned());
        }
        if let Some(path) = &network.extra_roots {
            let added = CertificateDer::pem_file_iter(path)
                .map(|certificates| certificates.filter_map(Result::ok).collect::<Vec<_>>());
            // As Node does: a file that can't be read is passed over.
            roots.add_parsable_certificates(added.unwrap_or_default());
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = rustls::ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| Error::new(ErrorKind::Internal, format!("TLS set-up: {error}")))?;
    let trusted = Trusted::new(roots, provider, network.trusts_all)?;
    let mut config = builder
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(trusted))
        .with_no_client_auth();
    // Without its offer, no service speaks HTTP/2.
    if network.http2 {
        config.alpn_protocols.push(b"h2".to_vec());
    }
    config.alpn_protocols.push(b"http/1.1".to_vec());
    Ok(config)
}

/// Says which certificates are trusted. The peer must hold the key of its own in any case.
#[derive(Debug)]
struct Trusted {
    roots: Arc<RootCertStore>,
    /// What follows chains; none where everybody is trusted, or nobody.
    chains: Option<Arc<WebPkiServerVerifier>>,
    all: bool,
    provider: Arc<CryptoProvider>,
}

impl Trusted {
    fn new(roots: RootCertStore, provider: Arc<CryptoProvider>, all: bool) -> Result<Self, Error> {
        let roots = Arc::new(roots);
        let chains =
            if all || roots.is_empty() {
                None
            } else {
                let builder = WebPkiServerVerifier::builder_with_provider(
                    Arc::clone(&roots),
                    Arc::clone(&provider),
                );
                Some(builder.build().map_err(|error| {
                    Error::new(ErrorKind::Internal, format!("TLS set-up: {error}"))
                })?)
            };
        Ok(Self {
            roots,
            chains,
            all,
            provider,
        })
    }

    /// Whether the certificate is a root itself. A server that is its own authority is
    /// what OpenSSL's tools make of a plain request, and what OpenSSL accepts.
    fn is_root(&self, certificate: &CertificateDer<'_>) -> bool {
        let mut own = RootCertStore::empty();
        own.add(certificate.clone()).is_ok()
            && own.roots.iter().all(|root| self.roots.roots.contains(root))
    }
}

impl ServerCertVerifier for Trusted {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        if self.all {
            return Ok(ServerCertVerified::assertion());
        }
        let Some(chains) = &self.chains else {
            return Err(CertificateError::UnknownIssuer.into());
        };
        match chains.verify_server_cert(end_entity, intermediates, name, ocsp, now) {
            // An authority that is no authority for itself: rustls has no name for this.
            Err(rustls::Error::InvalidCertificate(CertificateError::Other(_)))
                if self.is_root(end_entity) =>
            {
                verify_server_name(&ParsedCertificate::try_from(end_entity)?, name)?;
                Ok(ServerCertVerified::assertion())
            }
            verified => verified,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let known = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signature, known)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let known = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signature, known)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        let known = &self.provider.signature_verification_algorithms;
        known.supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};

    /// A certificate for `localhost` that is an authority, too, and its key.
    fn authority() -> (CertificateParams, KeyPair) {
        let mut params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        (params, KeyPair::generate().unwrap())
    }

    fn judge(root: &CertificateDer<'static>, shown: &CertificateDer<'_>, name: &str) -> bool {
        let mut roots = RootCertStore::empty();
        roots.add(root.clone()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let trusted = Trusted::new(roots, provider, false).unwrap();
        let name = ServerName::try_from(name).unwrap();
        trusted
            .verify_server_cert(shown, &[], &name, &[], UnixTime::now())
            .is_ok()
    }

    #[test]
    fn a_server_that_is_its_own_trusted_authority_is_trusted_under_its_name() {
        let (params, key) = authority();
        let own = params.self_signed(&key).unwrap();
        assert!(judge(own.der(), own.der(), "localhost"));
        assert!(!judge(own.der(), own.der(), "elsewhere.test"));
    }

    #[test]
    fn an_authority_that_nobody_named_is_not_trusted() {
        let (params, key) = authority();
        let own = params.self_signed(&key).unwrap();
        let (params, key) = authority();
        let other = params.self_signed(&key).unwrap();
        assert!(!judge(own.der(), other.der(), "localhost"));
        // Signed by the trusted one, but by another key and as an authority.
        let (params, issuer_key) = authority();
        let root = params.self_signed(&issuer_key).unwrap();
        let issuer = Issuer::new(params, issuer_key);
        let (below, key) = authority();
        let below = below.signed_by(&key, &issuer).unwrap();
        assert!(!judge(root.der(), below.der(), "localhost"));
    }

    #[test]
    fn without_roots_nobody_is_trusted() {
        let (params, key) = authority();
        let own = params.self_signed(&key).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let nobody = Trusted::new(RootCertStore::empty(), provider, false).unwrap();
        let name = ServerName::try_from("localhost").unwrap();
        let verified = nobody.verify_server_cert(own.der(), &[], &name, &[], UnixTime::now());
        assert!(verified.is_err());
    }
}
