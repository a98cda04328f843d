//! The environment variables of programs that use an emulator.

use std::net::SocketAddr;

/// The variables that direct clients without options to the service at this URL.
///
/// ```
/// let variables = flymyai_emulator::environment("http://127.0.0.1:8787", "fly-local");
/// assert_eq!(variables[0], ("FLYMYAI_API_KEY", "fly-local"));
/// ```
#[must_use]
pub fn environment<'a>(url: &'a str, key: &'a str) -> [(&'static str, &'a str); 4] {
    [
        ("FLYMYAI_API_KEY", key),
        ("FLYMYAI_AGENTS_BASE_URL", url),
        ("FLYMYAI_DSN", url),
        ("FLYMYAI_M1_DSN", url),
    ]
}

/// The values of `no_proxy` and `NO_PROXY` for programs that use an emulator at this address without a proxy.
///
/// # Arguments
///
/// * `lower`, `upper` - the present values of `no_proxy` and `NO_PROXY`, if they are set. Their entries stay. A
///   variable that is not set gets the entries of the other one, which it would otherwise hide.
///
/// ```
/// let address = "127.0.0.1:8787".parse().unwrap();
/// let [lower, upper] = flymyai_emulator::no_proxy(address, None, Some("example.com"));
/// assert_eq!(lower, ("no_proxy", "example.com,127.0.0.1,localhost".to_owned()));
/// assert_eq!(upper, ("NO_PROXY", "example.com,127.0.0.1,localhost".to_owned()));
/// ```
#[must_use]
pub fn no_proxy(
    address: SocketAddr,
    lower: Option<&str>,
    upper: Option<&str>,
) -> [(&'static str, String); 2] {
    let host = address.ip().to_string();
    let with_hosts = |present: Option<&str>| {
        let present = present.unwrap_or_default().trim();
        let mut entries: Vec<&str> = present.split(',').map(str::trim).collect();
        entries.retain(|entry| !entry.is_empty());
        if entries.contains(&"*") {
            // Some programs read it as all hosts only if it is the only entry.
            return present.to_owned();
        }
        for name in [host.as_str(), "localhost"] {
            let reaches_it = name != "localhost" || address.ip().is_loopback();
            if reaches_it && !entries.contains(&name) {
                entries.push(name);
            }
        }
        entries.join(",")
    };
    [
        ("no_proxy", with_hosts(lower.or(upper))),
        ("NO_PROXY", with_hosts(upper.or(lower))),
    ]
}

#[cfg(test)]
mod tests {
    use super::no_proxy;

    #[test]
    fn the_present_entries_stay() {
        let address = "127.0.0.1:8787".parse().unwrap();
        for (lower, upper, expected_lower, expected_upper) in [
            (None, None, "127.0.0.1,localhost", "127.0.0.1,localhost"),
            (
                Some("a.b"),
                Some("c.d, localhost"),
                "a.b,127.0.0.1,localhost",
                "c.d,localhost,127.0.0.1",
            ),
            (
                Some(""),
                Some("c.d"),
                "127.0.0.1,localhost",
                "c.d,127.0.0.1,localhost",
            ),
            (Some("*"), None, "*", "*"),
        ] {
            let [found_lower, found_upper] = no_proxy(address, lower, upper);
            assert_eq!(found_lower, ("no_proxy", expected_lower.to_owned()));
            assert_eq!(found_upper, ("NO_PROXY", expected_upper.to_owned()));
        }
    }
}
