//! The rules of `NO_PROXY`.

use std::net::IpAddr;

use url::Url;

/// Whether `NO_PROXY` names the host: by `*`, a host with or without its port, a URL, or the
/// end of a name.
pub(super) fn is_exempt(root: &str, exempt: &str) -> bool {
    let Ok(url) = Url::parse(root) else {
        return false;
    };
    let (Some(host), Some(port)) = (url.host_str(), url.port_or_known_default()) else {
        return false;
    };
    exempt
        .split(',')
        .map(str::trim)
        .filter(|entry| !entry.is_empty())
        .any(|entry| {
            if let Some(is_within) = range(entry) {
                return host.trim_matches(['[', ']']).parse().is_ok_and(is_within);
            }
            let (scheme, rest) = match entry.split_once("://") {
                Some((scheme, rest)) => (Some(scheme), rest),
                None => (None, entry),
            };
            let (name, named_port) = match rest.rsplit_once(':') {
                Some((name, digits)) if digits.parse::<u16>().is_ok() => {
                    (name, digits.parse().ok())
                }
                _ => (rest, None),
            };
            let name = name.trim_start_matches('*').to_ascii_lowercase();
            let bare = name.trim_start_matches('.');
            let same_host = bare.is_empty()
                || (host == bare && !name.starts_with('.'))
                || (scheme.is_none() && host.ends_with(&format!(".{bare}")));
            same_host
                && scheme.is_none_or(|scheme| scheme == "all" || scheme == url.scheme())
                && named_port.is_none_or(|named: u16| named == port)
        })
}

/// A test whether an address equals the entry or lies within its range; `None` if
/// the entry is neither an address nor a range.
fn range(entry: &str) -> Option<impl Fn(IpAddr) -> bool> {
    let bits = |address| match address {
        IpAddr::V4(address) => (u128::from(address.to_bits()) << 96, 32),
        IpAddr::V6(address) => (address.to_bits(), 128),
    };
    let (address, length) = match entry.split_once('/') {
        Some((address, length)) => (address, Some(length.parse().ok()?)),
        None => (entry, None),
    };
    let address: IpAddr = address.trim_matches(['[', ']']).parse().ok()?;
    let (start, longest): (u128, u32) = bits(address);
    let length: u32 = length.unwrap_or(longest).min(longest);
    let mask = u128::MAX.checked_shl(128 - length).unwrap_or(0);
    Some(move |host: IpAddr| {
        address.is_ipv4() == host.is_ipv4() && (bits(host).0 ^ start) & mask == 0
    })
}

#[cfg(test)]
mod tests {
    use super::is_exempt;

    #[test]
    fn no_proxy_names_hosts_ports_urls_and_ends_of_names() {
        let root = "http://api.flymy.ai:8080/p";
        for entry in [
            "*",
            "flymy.ai",
            ".flymy.ai",
            "api.flymy.ai",
            "a.b, flymy.ai",
            "api.flymy.ai:8080",
            "http://api.flymy.ai",
            "all://api.flymy.ai",
            "FLYMY.AI",
        ] {
            assert!(is_exempt(root, entry), "{entry}");
        }
        for entry in [
            "",
            "lymy.ai",
            "api.flymy.ai:80",
            "https://api.flymy.ai",
            ".api.flymy.ai",
            "x.api.flymy.ai",
        ] {
            assert!(!is_exempt(root, entry), "{entry}");
        }
        for entry in ["127.0.0.1", "127.0.0.1:8787", ".0.0.1", "http://127.0.0.1"] {
            assert!(is_exempt("http://127.0.0.1:8787", entry), "{entry}");
        }
        for (host, entry, is_in) in [
            ("127.0.0.1", "127.0.0.0/8", true),
            ("127.0.0.1", "127.0.0.1/32", true),
            ("127.0.0.1", "126.0.0.0/8", false),
            ("127.0.0.1", "0.0.0.0/0", true),
            ("[::1]", "0.0.0.0/0", false),
            ("[::1]", "::1", true),
            ("[::1]", "[::1]", true),
            ("[fe80::1:2]", "fe80::/64", true),
            ("[fe81::1]", "fe80::/16", false),
        ] {
            assert_eq!(
                is_exempt(&format!("http://{host}:1"), entry),
                is_in,
                "{host} {entry}"
            );
        }
    }
}
