//! A certificate authority for one run of the emulator, and the certificate it gives to the server.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, SanType, date_time_ymd,
};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::PrivatePkcs8KeyDer;
use tokio_rustls::TlsAcceptor;

/// The certificates of the TLS port, and the root that its clients trust.
pub(crate) struct Identity {
    pub(crate) acceptor: TlsAcceptor,
    pub(crate) authority: Authority,
}

/// The authority's certificate in a file of its own, which goes when the emulator does.
#[derive(Debug)]
pub(crate) struct Authority {
    pub(crate) pem: String,
    path: PathBuf,
}

impl Identity {
    /// Makes an authority and a certificate for `host` and every name of this machine's loopback.
    pub(crate) fn make(host: IpAddr) -> io::Result<Self> {
        let ca_key = KeyPair::generate().map_err(io::Error::other)?;
        let ca_params = authority();
        let ca = ca_params.self_signed(&ca_key).map_err(io::Error::other)?;
        let key = KeyPair::generate().map_err(io::Error::other)?;
        let certificate = server(host)
            .and_then(|params| params.signed_by(&key, &Issuer::from_params(&ca_params, &ca_key)))
            .map_err(io::Error::other)?;
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(io::Error::other)?
            .with_no_client_auth()
            .with_single_cert(
                vec![certificate.der().clone()],
                PrivatePkcs8KeyDer::from(key.serialize_der()).into(),
            )
            .map_err(io::Error::other)?;
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Self {
            acceptor: TlsAcceptor::from(Arc::new(config)),
            authority: Authority::write(ca.pem())?,
        })
    }
}

fn authority() -> CertificateParams {
    let mut params = lasting("FlyMy.AI emulator CA");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

fn server(host: IpAddr) -> Result<CertificateParams, rcgen::Error> {
    let mut params = lasting("FlyMy.AI emulator");
    let loopback = [
        IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(Ipv6Addr::LOCALHOST),
    ];
    params.subject_alt_names = vec![SanType::DnsName("localhost".try_into()?)];
    params
        .subject_alt_names
        .extend(loopback.map(SanType::IpAddress));
    if !loopback.contains(&host) {
        params.subject_alt_names.push(SanType::IpAddress(host));
    }
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    // Strict verifiers, such as Python's, require the issuer.
    params.use_authority_key_identifier_extension = true;
    Ok(params)
}

/// Valid for any plausible clock of the machine.
fn lasting(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(2100, 1, 1);
    params.distinguished_name.push(DnType::CommonName, name);
    params
}

impl Authority {
    fn write(pem: String) -> io::Result<Self> {
        static MADE: AtomicU32 = AtomicU32::new(0);
        loop {
            let number = MADE.fetch_add(1, Ordering::Relaxed);
            let name = format!("flymyai-emulator-ca-{}-{number}.pem", process::id());
            let path = std::env::temp_dir().join(name);
            // A file that exists already belongs to another process, or was left by one that was killed.
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(mut file) => {
                    let authority = Self { pem, path };
                    file.write_all(authority.pem.as_bytes())?;
                    return Ok(authority);
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Authority {
    fn drop(&mut self) {
        // A file that stays behind does no harm.
        let _ = fs::remove_file(&self.path);
    }
}
