//! Name constraints of a root that a server presents as its own certificate.
//!
//! webpki checks the constraints of all other roots and authorities itself.

use std::net::IpAddr;

use rustls::pki_types::ServerName;

use super::rejection::CertificateRejection;
use super::x509::next;

/// Context-specific tags of `GeneralSubtrees` and of the kinds of names within.
const PERMITTED: u8 = 0xa0;
const EXCLUDED: u8 = 0xa1;
const DNS: u8 = 0x82;
const ADDRESS: u8 = 0x87;

/// Whether constraints, if there are any, permit the name of a server.
pub(super) fn check(
    constraints: Option<&[u8]>,
    name: &ServerName<'_>,
) -> Result<(), CertificateRejection> {
    let Some(mut constraints) = constraints else {
        return Ok(());
    };
    while !constraints.is_empty() {
        let (kind, mut trees) = next(&mut constraints).ok_or(CertificateRejection::MALFORMED)?;
        let (mut is_limited, mut is_within) = (false, false);
        while !trees.is_empty() {
            let (_, mut tree) = next(&mut trees).ok_or(CertificateRejection::MALFORMED)?;
            let (tag, base) = next(&mut tree).ok_or(CertificateRejection::MALFORMED)?;
            if let Some(matches) = is_below(name, tag, base) {
                is_limited = true;
                is_within |= matches;
            }
        }
        if kind == PERMITTED && is_limited && !is_within || kind == EXCLUDED && is_within {
            return Err(CertificateRejection::PERMITTED.into());
        }
    }
    Ok(())
}

/// Whether the name lies within a constraint of its kind; `None` for one of another kind.
fn is_below(name: &ServerName<'_>, tag: u8, base: &[u8]) -> Option<bool> {
    match (tag, name) {
        (DNS, ServerName::DnsName(name)) => {
            let name = name.as_ref().trim_end_matches('.').as_bytes();
            let at = name.len().checked_sub(base.len());
            Some(at.is_some_and(|at| {
                let (front, end) = name.split_at(at);
                let is_whole = front.is_empty() || base.is_empty() || base.starts_with(b".");
                end.eq_ignore_ascii_case(base) && (is_whole || front.ends_with(b"."))
            }))
        }
        (ADDRESS, ServerName::IpAddress(address)) => {
            let octets = match IpAddr::from(*address) {
                IpAddr::V4(address) => address.octets().to_vec(),
                IpAddr::V6(address) => address.octets().to_vec(),
            };
            let (network, mask) = base.split_at(base.len() / 2);
            let pairs = octets.iter().zip(network).zip(mask);
            (network.len() == octets.len() && mask.len() == octets.len()).then(|| {
                pairs
                    .into_iter()
                    .all(|((octet, network), mask)| octet & mask == network & mask)
            })
        }
        _ => None,
    }
}
