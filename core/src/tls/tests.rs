//! The verifier against the table of cases in `tests/certificates`, and the sources of roots.

use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use serde::Deserialize;

use super::roots::{PemRoots, RootStore, TrustRoots};
use super::verifier::CertVerifier;

#[derive(Deserialize)]
struct Case {
    name: String,
    host: String,
    roots: Vec<String>,
    chain: Vec<String>,
    python: String,
    node: String,
    core: String,
    row: Option<String>,
}

impl Case {
    fn all() -> Vec<Self> {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/certificates/cases.json");
        serde_json::from_slice(&fs::read(file).unwrap()).unwrap()
    }

    fn verify(&self) -> String {
        let mut roots = RootStore::default();
        roots.add_all(self.roots.iter().map(|root| STANDARD.decode(root).unwrap()));
        assert_eq!(roots.anchors.len(), self.roots.len(), "{}", self.name);
        let chain: Vec<_> = self
            .chain
            .iter()
            .map(|one| CertificateDer::from(STANDARD.decode(one).unwrap()))
            .collect();
        let name = ServerName::try_from(self.host.as_str()).unwrap();
        let verifier = CertVerifier::new(roots, false);
        match verifier.verify(&chain[0], &chain[1..], &name, UnixTime::now()) {
            Ok(()) => "ok".to_owned(),
            Err(rejection) => rejection.code.to_owned(),
        }
    }
}

#[test]
fn verifies_every_case_as_the_table_says() {
    let cases = Case::all();
    assert!(cases.len() > 100);
    let wrong: Vec<_> = cases
        .iter()
        .filter(|case| case.verify() != case.core)
        .map(|case| format!("{}: {}, not {}", case.name, case.verify(), case.core))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_difference_from_openssl_has_its_row() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/compat/differences.toml");
    let rows = fs::read_to_string(file).unwrap();
    for case in Case::all() {
        let accepts = |result: &String| result == "ok";
        let differs = [&case.python, &case.node]
            .into_iter()
            .any(|result| accepts(result) != accepts(&case.core));
        assert_eq!(differs, case.row.is_some(), "{}", case.name);
        if let Some(row) = case.row {
            assert!(rows.contains(&format!("id = \"{row}\"")), "{row}");
        }
    }
}

#[test]
fn accepting_invalid_certificates_needs_no_roots() {
    use rustls::client::danger::ServerCertVerifier;

    let certificate = CertificateDer::from(vec![0]);
    let name = ServerName::try_from("server.test").unwrap();
    for (accepts, verifier) in [
        (true, CertVerifier::new(RootStore::default(), true)),
        (false, CertVerifier::new(RootStore::default(), false)),
    ] {
        let verified = verifier.verify_server_cert(&certificate, &[], &name, &[], UnixTime::now());
        assert_eq!(verified.is_ok(), accepts);
    }
}

/// A folder that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let id = std::process::id();
        let path = std::env::temp_dir().join(format!("flymyai-roots-{id}-{name}"));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn count(roots: &TrustRoots) -> Result<usize, String> {
    let loaded = RootStore::load(roots).map(|store| store.anchors.len());
    loaded.map_err(|error| error.message().to_owned())
}

fn pem(label: &str, data: &[u8]) -> String {
    let text = STANDARD.encode(data);
    format!("-----BEGIN {label}-----\n{text}\n-----END {label}-----\n")
}

fn root() -> Vec<u8> {
    STANDARD.decode(&Case::all()[0].roots[0]).unwrap()
}

#[test]
fn a_file_without_a_usable_root_is_an_error() {
    let folder = Folder::new("file");
    let good = pem("CERTIFICATE", &root());
    for (name, text, expected) in [
        ("good.pem", good.clone(), Ok(1)),
        ("bom.pem", format!("\u{feff}{good}"), Ok(1)),
        ("two.pem", good.repeat(2), Ok(2)),
        (
            "empty.pem",
            String::new(),
            Err("no certificate that can be a root"),
        ),
        (
            "text.pem",
            "hello\n".to_owned(),
            Err("no certificate that can be a root"),
        ),
        (
            "broken.pem",
            good.replace("MII", "M!I"),
            Err("not a PEM certificate"),
        ),
        (
            "half.pem",
            format!("{good}-----BEGIN CERTIFICATE-----\nMII"),
            Err("not a PEM certificate"),
        ),
    ] {
        let path = folder.write(name, &text);
        let expected =
            expected.map_err(|why| format!("no trusted roots: {}: {why}", path.display()));
        assert_eq!(count(&TrustRoots::File(path)), expected, "{name}");
    }
    let missing = folder.0.join("missing.pem");
    let error = count(&TrustRoots::File(missing.clone())).unwrap_err();
    let expected = format!(
        "no trusted roots: {}: No such file or directory",
        missing.display()
    );
    assert_eq!(error, expected);
    assert!(count(&TrustRoots::File(folder.0.clone())).is_err());
}

#[test]
fn applies_the_settings_of_trusted_certificates() {
    // Lists of one usage: that of servers, and any.
    const SERVERS: &[u8] = &[6, 8, 0x2b, 6, 1, 5, 5, 7, 3, 1];
    const CLIENTS: &[u8] = &[6, 8, 0x2b, 6, 1, 5, 5, 7, 3, 2];
    const ANY: &[u8] = &[6, 4, 0x55, 0x1d, 0x25, 0];
    let list = |tag: u8, usages: &[&[u8]]| {
        let body = usages.concat();
        [&[tag, u8::try_from(body.len()).unwrap()], body.as_slice()].concat()
    };
    let folder = Folder::new("trusted");
    for (settings, is_root) in [
        (vec![], true),
        (list(0x30, &[SERVERS]), true),
        (list(0x30, &[CLIENTS, ANY]), true),
        (list(0x30, &[CLIENTS]), false),
        (list(0xa0, &[CLIENTS]), true),
        (list(0xa0, &[SERVERS]), false),
        (list(0xa0, &[ANY]), false),
        (
            [list(0x30, &[SERVERS]), list(0xa0, &[SERVERS])].concat(),
            false,
        ),
    ] {
        let settings = list(0x30, &[&settings]);
        let data = [root(), settings.clone()].concat();
        let path = folder.write("trusted.pem", &pem("TRUSTED CERTIFICATE", &data));
        assert_eq!(
            count(&TrustRoots::File(path)).is_ok(),
            is_root,
            "{settings:?}"
        );
    }
}

#[test]
fn a_directory_holds_roots_under_hashed_names_only() {
    let (folder, other) = (Folder::new("directory"), Folder::new("other"));
    let good = pem("CERTIFICATE", &root());
    folder.write("01234567.0", &good);
    folder.write("89abcdef.12", &good);
    folder.write("89abcdef.0", "no certificate");
    for unread in [
        "ca.pem",
        "0123456.0",
        "01234567.r0",
        "01234567",
        "0123456g.0",
    ] {
        folder.write(unread, &good);
    }
    assert_eq!(count(&TrustRoots::Directory(folder.0.clone())), Ok(2));
    other.write("01234567.0", &good);
    let both = std::env::join_paths([&folder.0, &other.0]).unwrap();
    assert_eq!(count(&TrustRoots::Directory(both.into())), Ok(3));
    // As for OpenSSL: no root is trusted.
    assert_eq!(
        count(&TrustRoots::Directory(folder.0.join("missing"))),
        Ok(0)
    );
}

#[test]
fn text_in_memory_is_read_until_it_is_malformed() {
    let good = pem("CERTIFICATE", &root());
    let text = format!("{good}{good}{}{good}", good.replace("MII", "M!I"));
    let roots = PemRoots::new(text.into_bytes());
    assert_eq!(count(&TrustRoots::Pem(roots)), Ok(2));
    assert_eq!(count(&TrustRoots::Pem(PemRoots::new(Vec::new()))), Ok(0));
}

#[test]
fn the_bundled_roots_can_all_be_used() {
    let all = webpki_root_certs::TLS_SERVER_ROOT_CERTS.len();
    assert_eq!(count(&TrustRoots::Bundled), Ok(all));
}
