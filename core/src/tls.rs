//! Whom to trust: the system's roots, or the bundled ones where it has none.

use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use crate::config::{Config, Product};
use crate::error::{Error, ErrorKind};

/// What decides about trust, before anything is read from disk.
#[derive(Debug)]
pub(crate) struct Trust {
    /// Plain http needs no roots, and reading them takes longer than a request.
    needed: bool,
    extra: Option<String>,
    /// The user said whom to trust: an unreadable file is no reason to trust others.
    named: bool,
}

impl Trust {
    pub(crate) fn of(config: &Config) -> Self {
        Self {
            needed: config.root.starts_with("https:") || config.env_proxies && config.https_proxy,
            extra: config.extra_roots.clone(),
            named: config.roots_named && config.product != Product::Node,
        }
    }

    pub(crate) fn client_config(&self) -> Result<rustls::ClientConfig, Error> {
        let mut roots = rustls::RootCertStore::empty();
        if self.needed {
            let system = rustls_native_certs::load_native_certs();
            roots.add_parsable_certificates(system.certs);
            if roots.is_empty() {
                if let (true, Some(error)) = (self.named, system.errors.first()) {
                    return Err(Error::new(
                        ErrorKind::Connect,
                        format!("no trusted roots: {error}"),
                    ));
                }
                let bundled = webpki_root_certs::TLS_SERVER_ROOT_CERTS;
                roots.add_parsable_certificates(bundled.iter().cloned());
            }
            if let Some(path) = &self.extra {
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
}
