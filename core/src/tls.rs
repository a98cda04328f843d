//! Whom to trust: the system's roots, or the bundled ones where it has none; or
//! everybody, where the user has said so.

use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{DigitallySignedStruct, SignatureScheme};

use crate::config::Network;
use crate::error::{Error, ErrorKind};

/// The TLS settings for this network.
pub(crate) fn client_config(
    network: &Network,
    has_roots: bool,
) -> Result<rustls::ClientConfig, Error> {
    let mut roots = rustls::RootCertStore::empty();
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
    let mut config = if network.trusts_all {
        let verifier = Arc::new(TrustAll(provider));
        let builder = builder.dangerous();
        builder
            .with_custom_certificate_verifier(verifier)
            .with_no_client_auth()
    } else {
        builder.with_root_certificates(roots).with_no_client_auth()
    };
    // Without its offer, no service speaks HTTP/2.
    if network.http2 {
        config.alpn_protocols.push(b"h2".to_vec());
    }
    config.alpn_protocols.push(b"http/1.1".to_vec());
    Ok(config)
}

/// Takes every certificate. The peer must still hold its key.
#[derive(Debug)]
struct TrustAll(Arc<CryptoProvider>);

impl ServerCertVerifier for TrustAll {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let known = &self.0.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signature, known)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let known = &self.0.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signature, known)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
