//! The fields of a certificate that webpki does not read: those of trust anchors, and the
//! key usage of all.
//!
//! A reader of DER for these fields only; webpki has parsed the rest, or refuses the certificate.

use rustls::pki_types::UnixTime;

const BOOLEAN: u8 = 0x01;
const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const OCTET_STRING: u8 = 0x04;
const OID: u8 = 0x06;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;
const SEQUENCE: u8 = 0x30;
/// Context-specific, constructed: `[0]`, `[3]`.
const CONTEXT_0: u8 = 0xa0;
const CONTEXT_3: u8 = 0xa3;

const KEY_USAGE: &[u8] = &[0x55, 0x1d, 0x0f];
const BASIC_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 0x13];
const NAME_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 0x1e];
const EXTENDED_KEY_USAGE: &[u8] = &[0x55, 0x1d, 0x25];
const SERVER_AUTH: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01];
const ANY_USAGE: &[u8] = &[0x55, 0x1d, 0x25, 0x00];

/// Bits of a key usage, in its first byte.
const DIGITAL_SIGNATURE: u8 = 0x80;
const KEY_ENCIPHERMENT: u8 = 0x20;
const KEY_AGREEMENT: u8 = 0x08;
const KEY_CERT_SIGN: u8 = 0x04;

/// The fields of a certificate that limit its use.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Facts {
    not_before: i64,
    not_after: i64,
    /// Issuer and subject are the same.
    pub(super) is_self_issued: bool,
    is_v1: bool,
    key_usage: Option<u8>,
    is_authority: Option<bool>,
    /// The largest number of authorities below this one.
    pub(super) path_length: Option<u64>,
    /// Whether it may identify a server, if it restricts its usage at all.
    serves: Option<bool>,
    /// The body of the name constraints' sequence.
    pub(super) name_constraints: Option<Vec<u8>>,
}

/// When a certificate is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Validity {
    NotYet,
    Valid,
    Expired,
}

impl Facts {
    /// Reads a certificate; `None` for one that is malformed.
    pub(super) fn read(der: &[u8]) -> Option<Self> {
        let mut rest = der;
        let mut certificate = expect(&mut rest, SEQUENCE)?;
        let mut body = expect(&mut certificate, SEQUENCE)?;
        let version = optional(&mut body, CONTEXT_0)?;
        expect(&mut body, INTEGER)?;
        expect(&mut body, SEQUENCE)?;
        let issuer = expect(&mut body, SEQUENCE)?;
        let mut validity = expect(&mut body, SEQUENCE)?;
        let subject = expect(&mut body, SEQUENCE)?;
        expect(&mut body, SEQUENCE)?;
        let mut facts = Self {
            not_before: time(&mut validity)?,
            not_after: time(&mut validity)?,
            is_self_issued: issuer == subject,
            is_v1: version.is_none(),
            key_usage: None,
            is_authority: None,
            path_length: None,
            serves: None,
            name_constraints: None,
        };
        while !body.is_empty() {
            let (tag, mut value) = next(&mut body)?;
            if tag == CONTEXT_3 {
                let mut extensions = expect(&mut value, SEQUENCE)?;
                while !extensions.is_empty() {
                    facts.read_extension(expect(&mut extensions, SEQUENCE)?)?;
                }
            }
        }
        Some(facts)
    }

    fn read_extension(&mut self, mut extension: &[u8]) -> Option<()> {
        let name = expect(&mut extension, OID)?;
        optional(&mut extension, BOOLEAN)?;
        let mut value = expect(&mut extension, OCTET_STRING)?;
        match name {
            KEY_USAGE => {
                let bits = expect(&mut value, BIT_STRING)?;
                // The first byte is the number of unused bits.
                self.key_usage = Some(bits.get(1).copied().unwrap_or(0));
            }
            BASIC_CONSTRAINTS => {
                let mut constraints = expect(&mut value, SEQUENCE)?;
                let authority = optional(&mut constraints, BOOLEAN)?;
                self.is_authority = Some(authority.is_some_and(|value| value != [0]));
                self.path_length = match optional(&mut constraints, INTEGER)? {
                    Some(length) => Some(number(length)?),
                    None => None,
                };
            }
            EXTENDED_KEY_USAGE => {
                let mut purposes = expect(&mut value, SEQUENCE)?;
                let mut serves = false;
                while !purposes.is_empty() {
                    serves |= expect(&mut purposes, OID)? == SERVER_AUTH;
                }
                self.serves = Some(serves);
            }
            NAME_CONSTRAINTS => {
                self.name_constraints = Some(expect(&mut value, SEQUENCE)?.to_vec());
            }
            _ => {}
        }
        Some(())
    }

    /// Whether it is valid at this time.
    pub(super) fn validity(&self, now: UnixTime) -> Validity {
        let now = i64::try_from(now.as_secs()).unwrap_or(i64::MAX);
        if now < self.not_before {
            Validity::NotYet
        } else if now > self.not_after {
            Validity::Expired
        } else {
            Validity::Valid
        }
    }

    /// Whether its key may sign certificates, by OpenSSL's rules for old certificates.
    pub(super) fn is_issuer(&self) -> bool {
        let signs = |usage: u8| usage & KEY_CERT_SIGN != 0;
        match (self.key_usage, self.is_authority) {
            (Some(usage), _) if !signs(usage) => false,
            (_, Some(is_authority)) => is_authority,
            (Some(_), None) => true,
            (None, None) => self.is_v1 && self.is_self_issued,
        }
    }

    /// Whether its key usage allows to sign certificates, or is missing.
    pub(super) fn may_sign_certificates(&self) -> bool {
        self.key_usage
            .is_none_or(|usage| usage & KEY_CERT_SIGN != 0)
    }

    /// Whether its key may be used by a TLS server.
    pub(super) fn may_serve(&self) -> bool {
        let tls = DIGITAL_SIGNATURE | KEY_ENCIPHERMENT | KEY_AGREEMENT;
        self.allows_servers() && self.key_usage.is_none_or(|usage| usage & tls != 0)
    }

    /// Whether its extended usages name TLS servers, or there are none.
    pub(super) fn allows_servers(&self) -> bool {
        self.serves != Some(false)
    }
}

/// Cuts a `TRUSTED CERTIFICATE` into the certificate and OpenSSL's settings after it, and returns
/// whether these let it be a root for TLS servers.
pub(super) fn trusted_certificate(data: &[u8]) -> Option<(&[u8], bool)> {
    let mut rest = data;
    expect(&mut rest, SEQUENCE)?;
    let certificate = data.get(..data.len() - rest.len())?;
    if rest.is_empty() {
        return Some((certificate, true));
    }
    let mut settings = expect(&mut rest, SEQUENCE)?;
    let names_servers = |mut list: &[u8]| -> Option<bool> {
        let mut found = false;
        while !list.is_empty() {
            let purpose = expect(&mut list, OID)?;
            found |= purpose == SERVER_AUTH || purpose == ANY_USAGE;
        }
        Some(found)
    };
    let trusted = match optional(&mut settings, SEQUENCE)? {
        Some(list) => names_servers(list)?,
        None => true,
    };
    let rejected = match optional(&mut settings, CONTEXT_0)? {
        Some(list) => names_servers(list)?,
        None => false,
    };
    Some((certificate, trusted && !rejected))
}

/// The next value with its tag; lengths in DER's shortest form or longer.
pub(super) fn next<'a>(input: &mut &'a [u8]) -> Option<(u8, &'a [u8])> {
    let (&tag, rest) = input.split_first()?;
    let (&first, mut rest) = rest.split_first()?;
    let length = match first {
        0..=0x7f => usize::from(first),
        0x81..=0x84 => {
            let (digits, after) = rest.split_at_checked(usize::from(first & 0x7f))?;
            rest = after;
            usize::try_from(number(digits)?).ok()?
        }
        _ => return None,
    };
    let (value, rest) = rest.split_at_checked(length)?;
    *input = rest;
    Some((tag, value))
}

fn expect<'a>(input: &mut &'a [u8], wanted: u8) -> Option<&'a [u8]> {
    let (tag, value) = next(input)?;
    (tag == wanted).then_some(value)
}

/// The next value if it has this tag; `None` where the input is malformed.
#[allow(clippy::option_option)]
fn optional<'a>(input: &mut &'a [u8], wanted: u8) -> Option<Option<&'a [u8]>> {
    if input.first() == Some(&wanted) {
        expect(input, wanted).map(Some)
    } else {
        Some(None)
    }
}

fn number(digits: &[u8]) -> Option<u64> {
    digits.iter().try_fold(0u64, |number, digit| {
        number.checked_mul(256)?.checked_add(u64::from(*digit))
    })
}

/// Seconds since 1970.
fn time(input: &mut &[u8]) -> Option<i64> {
    let (tag, text) = next(input)?;
    let digits = text.strip_suffix(b"Z")?;
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let year_digits = match tag {
        UTC_TIME => 2,
        GENERALIZED_TIME => 4,
        _ => return None,
    };
    let value = |part: &[u8]| part.iter().fold(0i64, |n, d| n * 10 + i64::from(d - b'0'));
    let (year, rest) = digits.split_at_checked(year_digits)?;
    let mut year = value(year);
    if tag == UTC_TIME {
        year += if year < 50 { 2000 } else { 1900 };
    }
    let [month, day, hour, minute, second] = match rest.len() {
        10 => [0, 2, 4, 6, 8].map(|at| value(&rest[at..at + 2])),
        _ => return None,
    };
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    Some(days(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second)
}

/// Days since 1970 in the Gregorian calendar.
fn days(year: i64, month: i64, day: i64) -> i64 {
    // Years begin in March, so that the leap day is a year's last.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_both_date_formats() {
        for (tag, text, expected) in [
            (UTC_TIME, "700101000000Z", 0),
            (UTC_TIME, "491231235959Z", 2_524_607_999),
            (UTC_TIME, "500101000000Z", -631_152_000),
            (GENERALIZED_TIME, "20000229120000Z", 951_825_600),
            (GENERALIZED_TIME, "99991231235959Z", 253_402_300_799),
        ] {
            let mut der = vec![tag, u8::try_from(text.len()).unwrap()];
            der.extend(text.as_bytes());
            assert_eq!(time(&mut der.as_slice()), Some(expected), "{text}");
        }
        for text in [
            "701301000000Z",
            "7001010000Z",
            "700101000000",
            "70010100000aZ",
        ] {
            let mut der = vec![UTC_TIME, u8::try_from(text.len()).unwrap()];
            der.extend(text.as_bytes());
            assert_eq!(time(&mut der.as_slice()), None, "{text}");
        }
    }

    #[test]
    fn rejects_malformed_certificates() {
        let key = rcgen::KeyPair::generate().unwrap();
        let params = rcgen::CertificateParams::new(vec!["a.test".to_owned()]).unwrap();
        let certificate = params.self_signed(&key).unwrap();
        let der = certificate.der().as_ref();
        assert!(Facts::read(der).is_some());
        for end in 0..der.len() {
            assert!(Facts::read(&der[..end]).is_none(), "{end}");
        }
    }
}
