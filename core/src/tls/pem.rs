//! Certificates in PEM files, by OpenSSL's rules for reading them.
//!
//! The reader of rustls-pki-types supports neither a byte order mark nor `TRUSTED CERTIFICATE`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The certificates of a text, in order: plain ones and those with OpenSSL's trust settings
/// behind them, undecoded; `None` for each block that is malformed.
pub(super) fn certificates(text: &[u8]) -> impl Iterator<Item = Option<Vec<u8>>> {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let mut lines = text
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::trim_ascii_end);
    std::iter::from_fn(move || {
        loop {
            let label = label(lines.next()?, b"-----BEGIN ");
            if let Some(label) = label.filter(|label| is_certificate(label)) {
                return Some(block(&mut lines, label));
            }
        }
    })
}

fn label<'a>(line: &'a [u8], begin: &[u8]) -> Option<&'a [u8]> {
    line.strip_prefix(begin)?.strip_suffix(b"-----")
}

fn is_certificate(label: &[u8]) -> bool {
    matches!(
        label,
        b"CERTIFICATE" | b"X509 CERTIFICATE" | b"TRUSTED CERTIFICATE"
    )
}

fn block<'a>(lines: &mut impl Iterator<Item = &'a [u8]>, wanted: &[u8]) -> Option<Vec<u8>> {
    let mut text = Vec::new();
    loop {
        let line = lines.next()?;
        if let Some(label) = label(line, b"-----END ") {
            let data = STANDARD.decode(text).ok()?;
            let is_whole = label == wanted && super::x509::next(&mut data.as_slice()).is_some();
            return is_whole.then_some(data);
        }
        text.extend_from_slice(line.trim_ascii_start());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOCK: &str = "-----BEGIN CERTIFICATE-----\nMAMC\nAQE=\n-----END CERTIFICATE-----\n";
    const DER: &[u8] = &[0x30, 3, 2, 1, 1];

    fn read(text: &str) -> Vec<Option<Vec<u8>>> {
        certificates(text.as_bytes()).collect()
    }

    #[test]
    fn reads_openssl_pem_labels() {
        for text in [
            BLOCK.to_owned(),
            format!("\u{feff}{BLOCK}"),
            format!("# a comment\n\n{BLOCK}more\n"),
            BLOCK.trim_end().to_owned(),
            BLOCK.replace('\n', "\r\n"),
            BLOCK.replace('\n', "  \n"),
            BLOCK.replace("MAMC\n", "MAMC"),
            BLOCK.replace("CERTIFICATE", "X509 CERTIFICATE"),
            BLOCK.replace("CERTIFICATE", "TRUSTED CERTIFICATE"),
        ] {
            assert_eq!(read(&text), [Some(DER.to_vec())], "{text:?}");
        }
        assert_eq!(read(&BLOCK.repeat(2)).len(), 2);
    }

    #[test]
    fn skips_other_blocks_and_rejects_malformed_ones() {
        assert_eq!(read(""), []);
        assert_eq!(read(&BLOCK.replace("CERTIFICATE", "X509 CRL")), []);
        assert_eq!(read(&BLOCK.replace('\n', "\r")), []);
        for broken in [
            BLOCK.replace("MAMC", "MA!C"),
            BLOCK.replace("AQE=", ""),
            BLOCK.replace("-----END CERTIFICATE-----\n", ""),
            BLOCK.replace("END CERTIFICATE", "END CRL"),
        ] {
            assert_eq!(read(&broken), [None], "{broken}");
        }
    }
}
