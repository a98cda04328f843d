//! The certificate verifier: webpki's paths, and what OpenSSL checks beyond them.

use std::cell::RefCell;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{DigitallySignedStruct, SignatureScheme};
use webpki::{EndEntityCert, KeyUsage, VerifiedPath};

use super::names;
use super::p521::ALGORITHMS;
use super::rejection::CertificateRejection;
use super::roots::RootStore;
use super::x509::{Facts, Validity};

/// Decides which certificates are trusted. The peer must hold the key of its own in any case.
#[derive(Debug)]
pub(super) struct CertVerifier {
    roots: RootStore,
    accept_invalid_certs: bool,
}

impl CertVerifier {
    pub(super) fn new(roots: RootStore, accept_invalid_certs: bool) -> Self {
        Self {
            roots,
            accept_invalid_certs,
        }
    }

    /// Judges a chain; the reason is the first that is found.
    pub(super) fn verify(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        now: UnixTime,
    ) -> Result<(), CertificateRejection> {
        let leaf = EndEntityCert::try_from(end_entity).map_err(|error| rejection_of(&error))?;
        let facts = Facts::read(end_entity).ok_or(CertificateRejection::MALFORMED)?;
        match self.roots.exactly(end_entity) {
            // OpenSSL's tools make such certificates: a server that is its own authority.
            // webpki takes no authority for a server.
            Some(_) => {
                in_time(&facts, now)?;
                names::check(facts.name_constraints.as_deref(), name)?;
            }
            None => self.verify_path(&leaf, &facts, intermediates, now)?,
        }
        if !facts.may_serve() {
            return Err(CertificateRejection::PURPOSE.into());
        }
        leaf.verify_is_valid_for_subject_name(name).map_err(|_| {
            let is_address = matches!(name, ServerName::IpAddress(_));
            CertificateRejection::of_host(&name.to_str(), is_address)
        })
    }

    /// Finds a path to a root that webpki and OpenSSL accept.
    fn verify_path(
        &self,
        leaf: &EndEntityCert<'_>,
        facts: &Facts,
        intermediates: &[CertificateDer<'_>],
        now: UnixTime,
    ) -> Result<(), CertificateRejection> {
        // The reason against a path that webpki accepts; webpki has no error for it.
        let rejected = RefCell::new(None);
        let check = |path: &VerifiedPath<'_>| {
            self.check_path(path, now).map_err(|rejection| {
                *rejected.borrow_mut() = Some(rejection);
                webpki::Error::UnknownIssuer
            })
        };
        let found = leaf.verify_for_usage(
            ALGORITHMS.all,
            &self.roots.anchors,
            intermediates,
            now,
            KeyUsage::server_auth(),
            None,
            Some(&check),
        );
        let Err(error) = found else { return Ok(()) };
        let rejected = rejected.into_inner();
        Err(rejected.unwrap_or_else(|| match error {
            webpki::Error::UnknownIssuer | webpki::Error::CaUsedAsEndEntity
                if facts.is_self_issued =>
            {
                CertificateRejection::SELF_SIGNED.into()
            }
            webpki::Error::UnknownIssuer => no_issuer(intermediates),
            error => rejection_of(&error),
        }))
    }

    /// Checks that webpki does not make: the key usage of authorities, and everything that
    /// the root states about itself.
    fn check_path(
        &self,
        path: &VerifiedPath<'_>,
        now: UnixTime,
    ) -> Result<(), CertificateRejection> {
        let mut authorities = 0;
        for authority in path.intermediate_certificates() {
            let facts = Facts::read(&authority.der()).ok_or(CertificateRejection::MALFORMED)?;
            if !facts.may_sign_certificates() {
                return Err(CertificateRejection::INVALID_CA.into());
            }
            // As RFC 5280 counts: a certificate for a new key of the same authority is none more.
            authorities += u64::from(!facts.is_self_issued);
        }
        let mut reason = CertificateRejection::NO_ISSUER.into();
        // A root may have been renewed with its key: one valid root is enough.
        for root in self.roots.of_anchor(path.anchor()) {
            let checked = in_time(root, now).and_then(|()| {
                if !root.is_issuer() {
                    Err(CertificateRejection::INVALID_CA.into())
                } else if !root.allows_servers() {
                    Err(CertificateRejection::PURPOSE.into())
                } else if root.path_length.is_some_and(|limit| authorities > limit) {
                    Err(CertificateRejection::PATH_LENGTH.into())
                } else {
                    Ok(())
                }
            });
            match checked {
                Ok(()) => return Ok(()),
                Err(rejection) => reason = rejection,
            }
        }
        Err(reason)
    }
}

fn in_time(facts: &Facts, now: UnixTime) -> Result<(), CertificateRejection> {
    match facts.validity(now) {
        Validity::Valid => Ok(()),
        Validity::NotYet => Err(CertificateRejection::NOT_YET_VALID.into()),
        Validity::Expired => Err(CertificateRejection::EXPIRED.into()),
    }
}

/// No path leads to a root: OpenSSL distinguishes by the certificates of the server.
fn no_issuer(intermediates: &[CertificateDer<'_>]) -> CertificateRejection {
    let is_root = |sent: &CertificateDer<'_>| Facts::read(sent).is_some_and(|f| f.is_self_issued);
    if intermediates.is_empty() {
        CertificateRejection::NO_ISSUER_OF_LEAF.into()
    } else if intermediates.iter().any(is_root) {
        CertificateRejection::SELF_SIGNED_IN_CHAIN.into()
    } else {
        CertificateRejection::NO_ISSUER.into()
    }
}

/// A reason of webpki's by OpenSSL's name.
fn rejection_of(error: &webpki::Error) -> CertificateRejection {
    use webpki::Error as E;
    match error {
        E::CertExpired { .. } | E::InvalidCertValidity => CertificateRejection::EXPIRED.into(),
        E::CertNotValidYet { .. } => CertificateRejection::NOT_YET_VALID.into(),
        E::UnknownIssuer => CertificateRejection::NO_ISSUER.into(),
        E::EndEntityUsedAsCa => CertificateRejection::INVALID_CA.into(),
        E::PathLenConstraintViolated => CertificateRejection::PATH_LENGTH.into(),
        E::RequiredEkuNotFoundContext(_) | E::EmptyEkuExtension => {
            CertificateRejection::PURPOSE.into()
        }
        E::CaUsedAsEndEntity => CertificateRejection::AUTHORITY.into(),
        E::InvalidSignatureForPublicKey => CertificateRejection::SIGNATURE.into(),
        E::NameConstraintViolation => CertificateRejection::PERMITTED.into(),
        E::UnsupportedCertVersion => CertificateRejection::VERSION.into(),
        E::UnsupportedCriticalExtension => CertificateRejection::CRITICAL.into(),
        E::MaximumPathDepthExceeded => CertificateRejection::TOO_LONG.into(),
        E::UnsupportedSignatureAlgorithmContext(_)
        | E::UnsupportedSignatureAlgorithmForPublicKeyContext(_) => {
            CertificateRejection::ALGORITHM.into()
        }
        E::BadDer | E::BadDerTime | E::TrailingData(_) | E::MalformedExtensions => {
            CertificateRejection::MALFORMED.into()
        }
        error => CertificateRejection::of_webpki(error),
    }
}

impl ServerCertVerifier for CertVerifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        _ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        if !self.accept_invalid_certs {
            self.verify(end_entity, intermediates, name, now)?;
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signature, &ALGORITHMS)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signature, &ALGORITHMS)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        ALGORITHMS.supported_schemes()
    }
}
