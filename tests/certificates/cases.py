"""The cases: each chain, with the result of core's verifier."""

from __future__ import annotations

import base64
from typing import Any, Dict, List, Optional

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID as Usage
from issue import (
    CA_USAGE,
    HOST,
    ROOT,
    Identity,
    dns,
    excluded,
    ip,
    leaf,
    make,
    network,
    permitted,
    reissued,
    usage,
    version_1,
)

OTHER = make("Other root", ca=-1, key_usage=CA_USAGE)
CASES: List[Dict[str, Any]] = []


def case(
    name: str,
    chain: List[Identity],
    roots: Optional[List[Identity]] = None,
    *,
    host: str = HOST,
    core: str = "ok",
    row: Optional[str] = None,
) -> None:
    text = lambda data: base64.b64encode(data).decode()  # noqa: E731
    key = chain[0].key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    CASES.append(
        {
            "name": name,
            "host": host,
            "roots": [text(root.der) for root in ([ROOT] if roots is None else roots)],
            "chain": [text(one.der) for one in chain],
            "key": text(key),
            "core": core,
            "row": row,
        }
    )


NAME_MISMATCH = "ERR_TLS_CERT_ALTNAME_INVALID"


def hosts() -> None:
    case("the host is named", [leaf()])
    case("another host", [leaf()], host="other.test", core=NAME_MISMATCH)
    case("a host above", [leaf()], host="test", core=NAME_MISMATCH)
    case("a host below", [leaf()], host="a.server.test", core=NAME_MISMATCH)
    case("one of several hosts", [leaf(names=dns("a.test", "b.test", HOST))])
    case("the host in capitals", [leaf(names=dns("SERVER.Test"))])
    case("an empty subject", [leaf(common_name=None)])
    case(
        "a common name alone",
        [leaf(common_name=HOST, names=())],
        core=NAME_MISMATCH,
        row="tls-common-name",
    )
    case(
        "a common name beside other names",
        [leaf(common_name=HOST, names=dns("other.test"))],
        core=NAME_MISMATCH,
    )
    case("no name at all", [leaf(names=())], core=NAME_MISMATCH)
    wildcard = [leaf(names=dns("*.server.test"))]
    case("a wildcard", wildcard, host="a.server.test")
    case("a wildcard for the name without a label", wildcard, core=NAME_MISMATCH)
    case("a wildcard for two labels", wildcard, host="a.b.server.test", core=NAME_MISMATCH)
    case(
        "a wildcard within a label",
        [leaf(names=dns("s*.server.test"))],
        host="sx.server.test",
        core=NAME_MISMATCH,
        row="tls-partial-wildcard",
    )
    case(
        "a wildcard in the middle",
        [leaf(names=dns("a.*.test"))],
        host="a.server.test",
        core=NAME_MISMATCH,
    )
    case("a wildcard below the top", [leaf(names=dns("*.test"))], core=NAME_MISMATCH)
    case("a wildcard alone", [leaf(names=dns("*"))], host="localhost", core=NAME_MISMATCH)
    case("a wildcard for an IDN label", wildcard, host="xn--bcher-kva.server.test")
    case("an IDN", [leaf(names=dns("xn--bcher-kva.test"))], host="xn--bcher-kva.test")
    case("a name with an underscore", [leaf(names=dns("a_b.test"))], host="a_b.test")
    case("a trailing dot in the host", [leaf()], host="server.test.", row="tls-trailing-dot")
    case(
        "a trailing dot in the certificate",
        [leaf(names=dns("server.test."))],
        core=NAME_MISMATCH,
        row="tls-trailing-dot",
    )
    case("an IPv4 address", [leaf(names=ip("192.0.2.1"))], host="192.0.2.1")
    case(
        "another IPv4 address", [leaf(names=ip("192.0.2.1"))], host="192.0.2.2", core=NAME_MISMATCH
    )
    case("an IPv6 address", [leaf(names=ip("2001:db8::1"))], host="2001:db8::1")
    case(
        "an address as a host name",
        [leaf(names=dns("192.0.2.1"))],
        host="192.0.2.1",
        core=NAME_MISMATCH,
    )
    case(
        "an address as a common name",
        [leaf(common_name="192.0.2.1", names=())],
        host="192.0.2.1",
        core=NAME_MISMATCH,
    )
    case(
        "an address, where the certificate names hosts",
        [leaf()],
        host="192.0.2.1",
        core=NAME_MISMATCH,
    )


def dates() -> None:
    case("an expired server", [leaf(end=2021)], core="CERT_HAS_EXPIRED")
    case("a server of the future", [leaf(start=2080)], core="CERT_NOT_YET_VALID")
    old, young = make("Old", ROOT, ca=-1, end=2021), make("Young", ROOT, ca=-1, start=2080)
    case("an expired authority", [leaf(old), old], core="CERT_HAS_EXPIRED")
    case("an authority of the future", [leaf(young), young], core="CERT_NOT_YET_VALID")
    expired, future = make("Expired", ca=-1, end=2021), make("Future", ca=-1, start=2080)
    case("an expired root", [leaf(expired)], [expired], core="CERT_HAS_EXPIRED")
    case("a root of the future", [leaf(future)], [future], core="CERT_NOT_YET_VALID")
    renewed = reissued(expired, ca=-1)
    case("an expired root beside its renewal", [leaf(expired)], [expired, renewed])
    case(
        "the renewal of an expired root, sent",
        [leaf(expired), renewed],
        [expired],
        core="CERT_HAS_EXPIRED",
    )


def usages() -> None:
    case("the usage of servers", [leaf(purposes=[Usage.SERVER_AUTH])])
    case("both usages", [leaf(purposes=[Usage.CLIENT_AUTH, Usage.SERVER_AUTH])])
    case("the usage of clients", [leaf(purposes=[Usage.CLIENT_AUTH])], core="INVALID_PURPOSE")
    case("any usage", [leaf(purposes=[Usage.ANY_EXTENDED_KEY_USAGE])], core="INVALID_PURPOSE")
    for purposes, said in (([Usage.SERVER_AUTH], "ok"), ([Usage.CLIENT_AUTH], "INVALID_PURPOSE")):
        below = make("Below", ROOT, ca=-1, purposes=purposes)
        name = "servers" if said == "ok" else "clients"
        case(f"an authority for {name}", [leaf(below), below], core=said)
        root = make(f"Root for {name}", ca=-1, purposes=purposes)
        case(f"a root for {name}", [leaf(root)], [root], core=said)
    case("a server's key that signs", [leaf(key_usage=usage("digital_signature"))])
    case(
        "a server's key that signs certificates only",
        [leaf(key_usage=CA_USAGE)],
        core="INVALID_PURPOSE",
    )
    case("a server's key for agreement", [leaf(key_usage=usage("key_agreement"))])
    unfit = usage("digital_signature")
    below = make("Unfit", ROOT, ca=-1, key_usage=unfit)
    case(
        "an authority whose key must not sign certificates", [leaf(below), below], core="INVALID_CA"
    )
    root = make("Unfit root", ca=-1, key_usage=unfit)
    case("a root whose key must not sign certificates", [leaf(root)], [root], core="INVALID_CA")


def authorities() -> None:
    below = make("Below", ROOT, ca=-1, key_usage=CA_USAGE)
    case("an authority between", [leaf(below), below])
    case("an authority that was not sent", [leaf(below)], core="UNABLE_TO_VERIFY_LEAF_SIGNATURE")
    case("an authority and the root, sent", [leaf(below), below, ROOT])
    more = make("More", below, ca=-1)
    case("authorities in the wrong order", [leaf(more), below, more])
    case(
        "an authority that is trusted, without its root",
        [leaf(below), below],
        [below],
        row="tls-partial-chain",
    )
    none = make("None", ROOT)
    case("a server as an authority", [leaf(none), none], core="INVALID_CA")
    silent = make("Silent", ROOT, basic=False)
    case("an authority without constraints", [leaf(silent), silent], core="INVALID_CA")
    no_root = make("No root")
    case("a trusted server as an authority", [leaf(no_root)], [no_root], core="INVALID_CA")
    silent_root = make("Silent root", basic=False)
    case("a root without constraints", [leaf(silent_root)], [silent_root], core="INVALID_CA")
    last = make("Last", ROOT, ca=0)
    case("a path that is long enough", [leaf(last), last])
    beyond = make("Beyond", last, ca=-1)
    case("a path that is too long", [leaf(beyond), beyond, last], core="PATH_LENGTH_EXCEEDED")
    short = make("Short root", ca=0)
    under = make("Under", short, ca=-1)
    case("a path that the root allows", [leaf(short)], [short])
    case(
        "a path that is too long for the root",
        [leaf(under), under],
        [short],
        core="PATH_LENGTH_EXCEEDED",
    )
    rolled = make("Short root", short, ca=0)
    case("a new key of the root's within its path", [leaf(rolled), rolled], [short])
    authority = make("An authority", ROOT, ca=-1, names=dns(HOST))
    case(
        "an authority as a server",
        [authority],
        core="INVALID_PURPOSE",
        row="tls-authority-as-server",
    )
    broken = make("Root", key=OTHER.key, ca=-1)
    case("a root's name with another key", [leaf(broken)], core="CERT_SIGNATURE_FAILURE")
    case("an unknown root", [leaf(OTHER)], core="UNABLE_TO_VERIFY_LEAF_SIGNATURE")
    case("an unknown root, sent", [leaf(OTHER), OTHER], core="SELF_SIGNED_CERT_IN_CHAIN")
    case("no roots", [leaf()], [], core="UNABLE_TO_VERIFY_LEAF_SIGNATURE")
    critical = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00")
    case("an unknown critical extension", [leaf(extra=[(critical, True)])], core="UNSPECIFIED")
    case("an unknown extension", [leaf(extra=[(critical, False)])])


def constraints() -> None:
    def under(what: Any, name: str, core: str, host: str = HOST, **options: Any) -> None:
        root_ = make("Constrained root", ca=-1, constraints=what)
        options.setdefault("names", dns(host))
        case(f"a root {name}", [leaf(root_, **options)], [root_], host=host, core=core)
        below = make("Constrained", ROOT, ca=-1, constraints=what)
        case(f"an authority {name}", [leaf(below, **options), below], host=host, core=core)

    no = "UNSPECIFIED"
    under(permitted(*dns("test")), "for the host's domain", "ok")
    under(permitted(*dns("corp.test")), "for another domain", no)
    under(permitted(*dns("erver.test")), "for a part of a label", no)
    under(permitted(*dns("corp.test", "server.test")), "for two domains", "ok")
    under(
        permitted(*dns("corp.test")),
        "for another domain than one of the names",
        no,
        names=dns("corp.test", HOST),
    )
    under(excluded(*dns("server.test")), "that excludes the host", no)
    under(excluded(*dns("corp.test")), "that excludes another domain", "ok")
    under(
        permitted(network("192.0.2.0/24")),
        "for the address's network",
        "ok",
        "192.0.2.1",
        names=ip("192.0.2.1"),
    )
    under(
        permitted(network("198.51.100.0/24")),
        "for another network",
        no,
        "192.0.2.1",
        names=ip("192.0.2.1"),
    )
    under(
        permitted(*dns("corp.test")),
        "for hosts, and an address",
        "ok",
        "192.0.2.1",
        names=ip("192.0.2.1"),
    )


def own() -> None:
    server = make("Self", names=dns(HOST))
    case("a trusted server, signed by itself", [server], [server])
    case("a server signed by itself", [server], core="DEPTH_ZERO_SELF_SIGNED_CERT")
    case(
        "a trusted server under another name",
        [server],
        [server],
        host="other.test",
        core=NAME_MISMATCH,
    )
    root = make("Own", ca=-1, names=dns(HOST))
    case("a trusted authority as its own server", [root], [root])
    case("an authority as its own server", [root], core="DEPTH_ZERO_SELF_SIGNED_CERT")
    case(
        "a trusted authority under another name",
        [root],
        [root],
        host="other.test",
        core=NAME_MISMATCH,
    )
    other = reissued(root, ca=-1, names=dns("other.test"))
    case(
        "a variant of a trusted authority",
        [other],
        [root],
        host="other.test",
        core="DEPTH_ZERO_SELF_SIGNED_CERT",
    )
    bound = make("Bound", ca=-1, names=dns(HOST), constraints=permitted(*dns("corp.test")))
    free = reissued(
        bound, ca=-1, names=dns(HOST), constraints=permitted(*dns("corp.test")), end=2091
    )
    case(
        "a variant of a constrained authority", [free], [bound], core="DEPTH_ZERO_SELF_SIGNED_CERT"
    )
    case(
        "a constrained authority outside of its domain",
        [bound],
        [bound],
        core="UNSPECIFIED",
        row="tls-own-constraints",
    )
    inside = make(
        "Inside", ca=-1, names=dns("a.corp.test"), constraints=permitted(*dns("corp.test"))
    )
    case("a constrained authority inside of its domain", [inside], [inside], host="a.corp.test")
    late = make("Late", ca=-1, names=dns(HOST), end=2021)
    case("a trusted authority that has expired", [late], [late], core="CERT_HAS_EXPIRED")
    case(
        "a re-dated variant of it",
        [reissued(late, ca=-1, names=dns(HOST))],
        [late],
        core="DEPTH_ZERO_SELF_SIGNED_CERT",
    )
    client = make("Client", ca=-1, names=dns(HOST), purposes=[Usage.CLIENT_AUTH])
    case("a trusted authority for clients", [client], [client], core="INVALID_PURPOSE")
    signer = make("Signer", ca=-1, names=dns(HOST), key_usage=CA_USAGE)
    case(
        "a trusted authority that signs certificates only",
        [signer],
        [signer],
        core="INVALID_PURPOSE",
    )
    pinned = leaf()
    case("a trusted server, signed by somebody else", [pinned], [pinned], row="tls-partial-chain")


def versions() -> None:
    root = version_1("Version 1")
    case("a root of version 1", [leaf(root)], [root])
    below = version_1("Below", ROOT)
    case("an authority of version 1", [leaf(below), below], core="UNSPECIFIED")
    case(
        "a server of version 1", [version_1(HOST, ROOT)], core="UNSPECIFIED", row="tls-common-name"
    )
    own = version_1(HOST)
    case("a trusted server of version 1", [own], [own], core="UNSPECIFIED", row="tls-common-name")


def keys() -> None:
    kinds = {
        "P-256": ec.generate_private_key(ec.SECP256R1()),
        "P-384": ec.generate_private_key(ec.SECP384R1()),
        "P-521": ec.generate_private_key(ec.SECP521R1()),
        "Ed25519": ed25519.Ed25519PrivateKey.generate(),
        "RSA of 2048 bits": rsa.generate_private_key(65537, 2048),
    }
    for name, key in kinds.items():
        case(f"a server's key: {name}", [leaf(key=key)])
        root = make(f"{name} root", ca=-1, key=key)
        case(f"a root's key: {name}", [leaf(root)], [root])
    rows = {
        "RSA of 1024 bits": (rsa.generate_private_key(65537, 1024), "tls-rare-keys"),
        "Ed448": (ed448.Ed448PrivateKey.generate(), "tls-rare-keys"),
    }
    said = {"RSA of 1024 bits": "CERT_SIGNATURE_FAILURE", "Ed448": "UNSPECIFIED"}
    for name, (key, row) in rows.items():
        root = make(f"{name} root", ca=-1, key=key)
        case(f"a root's key: {name}", [leaf(root)], [root], core=said[name], row=row)
    p521 = make("P-521", ca=-1, key=kinds["P-521"])
    for digest in (hashes.SHA256(), hashes.SHA384(), hashes.SHA512()):
        case(f"P-521 with {digest.name}", [leaf(p521, digest=digest)], [p521])
    p384 = make("P-384", ca=-1, key=kinds["P-384"])
    case(
        "P-384 with sha512",
        [leaf(p384, digest=hashes.SHA512())],
        [p384],
        core="UNSPECIFIED",
        row="tls-rare-keys",
    )
    rsa_root = make("RSA", ca=-1, key=kinds["RSA of 2048 bits"])
    case("RSA with sha384", [leaf(rsa_root, digest=hashes.SHA384())], [rsa_root])


def all_cases() -> List[Dict[str, Any]]:
    """Makes the certificates of all cases."""
    for add in (hosts, dates, usages, authorities, constraints, own, versions, keys):
        add()
    return CASES
