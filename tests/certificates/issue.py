"""Makes certificates for the cases, with any usage, date and extension."""

from __future__ import annotations

import datetime
import ipaddress
import subprocess
import tempfile
from pathlib import Path
from typing import Any, List, NamedTuple, Optional

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

HOST = "server.test"


def day(year: int) -> datetime.datetime:
    return datetime.datetime(year, 1, 1)


class Identity(NamedTuple):
    certificate: x509.Certificate
    key: Any

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)


def usage(*names: str) -> x509.KeyUsage:
    fields = (
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement "
        "key_cert_sign crl_sign encipher_only decipher_only"
    )
    return x509.KeyUsage(**{name: name in names for name in fields.split()})


CA_USAGE = usage("key_cert_sign", "crl_sign")


def make(
    common_name: Optional[str],
    issuer: Optional[Identity] = None,
    *,
    key: Any = None,
    ca: Optional[int] = None,
    basic: bool = True,
    names: Any = (),
    purposes: Any = None,
    key_usage: Optional[x509.KeyUsage] = None,
    constraints: Any = None,
    start: int = 2020,
    end: int = 2090,
    digest: Any = None,
    extra: Any = (),
) -> Identity:
    """A certificate; `ca` is its path length, or -1 for an authority without one."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, common_name)] if common_name else []
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(day(start))
        .not_valid_after(day(end))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
    )
    if issuer:
        known = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key())
        builder = builder.add_extension(known, False)
    if basic:
        limit = None if ca in (None, -1) else ca
        builder = builder.add_extension(x509.BasicConstraints(ca is not None, limit), True)
    if names:
        builder = builder.add_extension(x509.SubjectAlternativeName(list(names)), not common_name)
    if purposes is not None:
        builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), False)
    if key_usage is not None:
        builder = builder.add_extension(key_usage, True)
    if constraints is not None:
        builder = builder.add_extension(constraints, True)
    for extension, critical in extra:
        builder = builder.add_extension(extension, critical)
    signer = issuer.key if issuer else key
    if isinstance(signer, (ed25519.Ed25519PrivateKey, ed448.Ed448PrivateKey)):
        digest = None
    else:
        digest = digest or hashes.SHA256()
    return Identity(builder.sign(signer, digest), key)


def dns(*names: str) -> List[x509.GeneralName]:
    return [x509.DNSName(name) for name in names]


def ip(*addresses: str) -> List[x509.GeneralName]:
    return [x509.IPAddress(ipaddress.ip_address(address)) for address in addresses]


def network(text: str) -> x509.GeneralName:
    return x509.IPAddress(ipaddress.ip_network(text))


def permitted(*trees: x509.GeneralName) -> x509.NameConstraints:
    return x509.NameConstraints(list(trees), None)


def excluded(*trees: x509.GeneralName) -> x509.NameConstraints:
    return x509.NameConstraints(None, list(trees))


ROOT = make("Root", ca=-1, key_usage=CA_USAGE)


def leaf(issuer: Identity = ROOT, **options: Any) -> Identity:
    options.setdefault("names", dns(HOST))
    return make(options.pop("common_name", "leaf"), issuer, **options)


def reissued(of: Identity, **options: Any) -> Identity:
    """A certificate of the same name and key that is another one."""
    name = of.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
    return make(str(name), key=of.key, **options)


def version_1(common_name: str, issuer: Optional[Identity] = None) -> Identity:
    """A certificate of X.509 version 1, which has no extensions; OpenSSL's tool makes those."""
    key = ec.generate_private_key(ec.SECP256R1())
    with tempfile.TemporaryDirectory() as folder:
        for name, one in (("own", key), ("issuer", issuer.key if issuer else key)):
            text = one.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            Path(folder, f"{name}.key").write_bytes(text)

        def run(*arguments: str) -> bytes:
            command = ["openssl", *arguments]
            return subprocess.run(command, check=True, capture_output=True, cwd=folder).stdout

        run("req", "-new", "-key", "own.key", "-subj", f"/CN={common_name}", "-out", "request")
        sign = ["x509", "-req", "-in", "request", "-days", "20000", "-outform", "DER"]
        if issuer:
            Path(folder, "issuer.pem").write_bytes(issuer.certificate.public_bytes(Encoding.PEM))
            made = run(*sign, "-CA", "issuer.pem", "-CAkey", "issuer.key", "-set_serial", "1")
        else:
            made = run(*sign, "-key", "own.key")
    certificate = x509.load_der_x509_certificate(made)
    assert certificate.version is x509.Version.v1
    return Identity(certificate, key)
