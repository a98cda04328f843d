//! Whom to trust: the system's roots, or the bundled ones where it has none.

use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use crate::config::Network;
use crate::error::{Error, ErrorKind};

/// The TLS settings for this network.
pub(crate) fn client_config(network: &Network) -> Result<rustls::ClientConfig, Error> {
    let mut roots = rustls::RootCertStore::empty();
    if network.needs_roots {
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
    let builder = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| Error::new(ErrorKind::Internal, format!("TLS set-up: {error}")))?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}
