//! The sources of trusted roots, and the fields of each root.

use std::fmt;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rustls::pki_types::{CertificateDer, TrustAnchor};

use super::pem;
use super::x509::{Facts, trusted_certificate};
use crate::error::{Error, ErrorKind};

/// The trusted roots of a client's TLS connections. A binding chooses them, since each language has
/// its own rules; core reads the files with the first `https:` request.
///
/// A source that cannot be read, or holds no usable root, is an error; an empty directory trusts no
/// certificate. Neither falls back to other roots.
///
/// ```
/// use flymyai_core::TrustRoots;
///
/// let roots = TrustRoots::File("/nowhere/ca.pem".into());
/// assert!(roots.check().unwrap_err().message().contains("/nowhere/ca.pem"));
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub enum TrustRoots {
    /// The system's roots, or those that `SSL_CERT_FILE` and `SSL_CERT_DIR` name; Mozilla's,
    /// as [`Bundled`](Self::Bundled), only on a system that has none.
    #[default]
    System,
    /// The system's roots or those that the variables name, and no others.
    SystemOnly,
    /// Mozilla's roots, as of this release.
    Bundled,
    /// The PEM certificates of a file, as OpenSSL's `cafile`.
    File(PathBuf),
    /// The files of a directory that are named `<8 hex digits>.<number>`, as OpenSSL's
    /// `capath`. Several directories are separated by the system's path separator.
    Directory(PathBuf),
    /// PEM certificates that the binding has read.
    Pem(PemRoots),
    /// Read at the first `https:` request, on the thread that makes it.
    Provider(fn() -> Result<TrustRoots, Error>),
}

impl TrustRoots {
    /// Reads the roots and drops them; the error is the one that a request would return.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Connect`] when they cannot be read, or there are none where there must be.
    pub fn check(&self) -> Result<(), Error> {
        RootStore::load(self).map(drop)
    }
}

impl PartialEq for TrustRoots {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::File(one), Self::File(other)) => one == other,
            (Self::Directory(one), Self::Directory(other)) => one == other,
            (Self::Pem(one), Self::Pem(other)) => one == other,
            (Self::Provider(one), Self::Provider(other)) => std::ptr::fn_addr_eq(*one, *other),
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }
}

impl Eq for TrustRoots {}

impl Hash for TrustRoots {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::mem::discriminant(self).hash(state);
        match self {
            Self::File(path) | Self::Directory(path) => path.hash(state),
            Self::Pem(roots) => roots.hash(state),
            _ => {}
        }
    }
}

/// PEM certificates in memory; clones share them, and what was read of them.
#[derive(Clone)]
pub struct PemRoots(Arc<PemText>);

struct PemText {
    text: Vec<u8>,
    store: OnceLock<RootStore>,
}

impl PemRoots {
    /// Takes the text over; it is read when it is first needed, up to the first certificate
    /// that is malformed.
    #[must_use]
    pub fn new(text: Vec<u8>) -> Self {
        let store = OnceLock::new();
        Self(Arc::new(PemText { text, store }))
    }
}

impl PartialEq for PemRoots {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.text == other.0.text
    }
}

impl Eq for PemRoots {}

impl Hash for PemRoots {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.text.hash(state);
    }
}

impl fmt::Debug for PemRoots {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PemRoots").finish_non_exhaustive()
    }
}

/// The roots themselves; the same place in both lists is the same certificate.
#[derive(Clone, Debug, Default)]
pub(super) struct RootStore {
    /// The trust anchor for webpki: subject, key and name constraints.
    pub(super) anchors: Vec<TrustAnchor<'static>>,
    roots: Vec<Root>,
}

#[derive(Clone, Debug)]
struct Root {
    certificate: CertificateDer<'static>,
    facts: Facts,
}

impl RootStore {
    pub(super) fn load(source: &TrustRoots) -> Result<Self, Error> {
        let mut store = Self::default();
        match source {
            TrustRoots::System | TrustRoots::SystemOnly => {
                let system = rustls_native_certs::load_native_certs();
                store.add_all(system.certs.iter().map(|root| root.to_vec()));
                let is_named = ["SSL_CERT_FILE", "SSL_CERT_DIR"]
                    .iter()
                    .any(|name| std::env::var_os(name).is_some());
                match (is_named, system.errors.first()) {
                    (true, Some(error)) if store.anchors.is_empty() => {
                        return Err(no_roots(&error));
                    }
                    (false, _)
                        if store.anchors.is_empty() && matches!(source, TrustRoots::System) =>
                    {
                        return Self::load(&TrustRoots::Bundled);
                    }
                    _ => {}
                }
            }
            TrustRoots::Bundled => {
                let bundled = webpki_root_certs::TLS_SERVER_ROOT_CERTS;
                store.add_all(bundled.iter().map(|root| root.to_vec()));
            }
            TrustRoots::File(path) => {
                let failed =
                    |why: &dyn fmt::Display| no_roots(&format_args!("{}: {why}", path.display()));
                let text = fs::read(path).map_err(|error| failed(&text_of(&error)))?;
                let blocks = pem::certificates(&text);
                // One malformed certificate makes the file invalid, as for OpenSSL.
                let blocks: Option<Vec<_>> = blocks.collect();
                store.add_all(blocks.ok_or_else(|| failed(&"not a PEM certificate"))?);
                if store.anchors.is_empty() {
                    return Err(failed(&"no certificate that can be a root"));
                }
            }
            TrustRoots::Directory(paths) => {
                for directory in std::env::split_paths(paths.as_os_str()) {
                    for file in hashed_files(&directory) {
                        let text = fs::read(file).unwrap_or_default();
                        store.add_all(pem::certificates(&text).map_while(|block| block));
                    }
                }
            }
            TrustRoots::Pem(roots) => {
                let store = roots.0.store.get_or_init(|| {
                    let mut store = Self::default();
                    store.add_all(pem::certificates(&roots.0.text).map_while(|block| block));
                    store
                });
                return Ok(store.clone());
            }
            TrustRoots::Provider(provide) => return Self::load(&provide()?),
        }
        Ok(store)
    }

    /// Adds certificates in DER, or in OpenSSL's form with trust settings behind it. Certificates
    /// that cannot be roots for servers are skipped.
    pub(super) fn add_all(&mut self, all: impl IntoIterator<Item = Vec<u8>>) {
        for data in all {
            let Some((der, true)) = trusted_certificate(&data) else {
                continue;
            };
            let certificate = CertificateDer::from(der.to_vec());
            let anchor = webpki::anchor_from_trusted_cert(&certificate);
            if let (Ok(anchor), Some(facts)) = (anchor, Facts::read(der)) {
                self.anchors.push(anchor.to_owned());
                self.roots.push(Root { certificate, facts });
            }
        }
    }

    /// The root that is this very certificate, byte for byte.
    pub(super) fn exactly(&self, certificate: &CertificateDer<'_>) -> Option<&Facts> {
        let same = |root: &&Root| root.certificate.as_ref() == certificate.as_ref();
        self.roots.iter().find(same).map(|root| &root.facts)
    }

    /// The roots that webpki can't distinguish from this anchor.
    pub(super) fn of_anchor<'a>(
        &'a self,
        anchor: &'a TrustAnchor<'_>,
    ) -> impl Iterator<Item = &'a Facts> {
        self.anchors
            .iter()
            .zip(&self.roots)
            .filter(move |(known, _)| *known == anchor)
            .map(|(_, root)| &root.facts)
    }
}

/// Files that `openssl rehash` names after the hash of a subject.
fn hashed_files(directory: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(directory) else {
        return Vec::new();
    };
    let is_hashed = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.and_then(|name| name.split_once('.'))
            .is_some_and(|(hash, number)| {
                hash.len() == 8
                    && hash.bytes().all(|digit| digit.is_ascii_hexdigit())
                    && number.parse::<u32>().is_ok()
            })
    };
    let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
    let mut found: Vec<_> = paths.filter(is_hashed).collect();
    found.sort();
    found
}

fn no_roots(why: &dyn fmt::Display) -> Error {
    Error::new(ErrorKind::Connect, format!("no trusted roots: {why}"))
}

/// The system's error text, without the number that Rust appends.
fn text_of(error: &io::Error) -> String {
    let text = error.to_string();
    match text.split_once(" (os error") {
        Some((text, _)) => text.to_owned(),
        None => text,
    }
}
