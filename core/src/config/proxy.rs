//! The proxies of the environment.

use std::env::VarError;
use std::fmt;

use url::Url;

use super::no_proxy::is_exempt;

/// A scheme's proxy, if any, or the reason why it can't be used.
type Proxy = Result<Option<Url>, String>;

/// The proxies of a client.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Proxies {
    http: Proxy,
    https: Proxy,
    /// The text of `NO_PROXY`.
    exempt: String,
}

impl Proxies {
    /// Reads the environment; `None` if it sets no variable, so that the system's
    /// settings apply.
    pub(crate) fn from_env() -> Option<Self> {
        Self::of(|name| std::env::var(name))
    }

    fn of(env: impl Fn(&str) -> Result<String, VarError>) -> Option<Self> {
        let is_cgi = env("REQUEST_METHOD") != Err(VarError::NotPresent);
        let find = |lower: &str| {
            let upper = lower.to_ascii_uppercase();
            // The lower-case name takes precedence, even if it is empty.
            let names = match lower {
                // In a CGI program, `HTTP_PROXY` holds the `Proxy:` header of a
                // request.
                "http_proxy" if is_cgi => vec![lower.to_owned()],
                _ => vec![lower.to_owned(), upper],
            };
            let values = names.into_iter().map(|name| (env(&name), name));
            values
                .map(|(value, name)| (name, value))
                .find(|(_, value)| *value != Err(VarError::NotPresent))
        };
        let [http, https, all, exempt] =
            ["http_proxy", "https_proxy", "all_proxy", "no_proxy"].map(find);
        if [&http, &https, &all, &exempt]
            .iter()
            .all(|found| found.is_none())
        {
            return None;
        }
        let [http, https, all] = [http, https, all]
            .map(|found| found.map_or(Ok(None), |(name, value)| proxy(&name, value)));
        let or_all = |own: Proxy| if own == Ok(None) { all.clone() } else { own };
        Some(Self {
            http: or_all(http),
            https: or_all(https),
            exempt: exempt.and_then(|(_, value)| value.ok()).unwrap_or_default(),
        })
    }

    /// The proxy for requests to this address.
    ///
    /// # Errors
    ///
    /// The reason why the configured proxy can't be used; no request bypasses it.
    pub(crate) fn of_url(&self, url: &Url) -> Result<Option<&Url>, &str> {
        let proxy = match url.scheme() {
            "http" => &self.http,
            "https" => &self.https,
            _ => return Ok(None),
        };
        if is_exempt(url.as_str(), &self.exempt) {
            return Ok(None);
        }
        match proxy {
            Ok(proxy) => Ok(proxy.as_ref()),
            Err(why) => Err(why),
        }
    }

    /// The addresses of the proxies for `http:` and for `https:` requests; empty
    /// without a usable one.
    pub(crate) fn addresses(&self) -> (String, String) {
        let address = |proxy: &Proxy| match proxy {
            Ok(Some(url)) => url.to_string(),
            _ => String::new(),
        };
        (address(&self.http), address(&self.https))
    }

    /// Whether a proxy is reached over TLS.
    pub(crate) fn needs_roots(&self) -> bool {
        [&self.http, &self.https]
            .iter()
            .any(|proxy| matches!(proxy, Ok(Some(proxy)) if proxy.scheme() == "https"))
    }
}

/// A proxy's address. Non-ASCII credentials are UTF-8.
fn proxy(name: &str, value: Result<String, VarError>) -> Proxy {
    let value = value.map_err(|_| format!("{name} is not valid UTF-8"))?;
    let value = value.trim();
    if value.is_empty() {
        return Ok(None);
    }
    let url = match value.contains("://") {
        true => Url::parse(value),
        false => Url::parse(&format!("http://{value}")),
    };
    // The text omits the value, which may contain a password.
    let url = url.map_err(|error| format!("{name} is no URL of a proxy: {error}"))?;
    match url.scheme() {
        "http" | "https" => Ok(Some(url)),
        scheme => Err(format!(
            "{name} has the scheme {scheme}://; a proxy must be http:// or https://"
        )),
    }
}

impl fmt::Debug for Proxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Their addresses may hold passwords.
        f.debug_struct("Proxies")
            .field("exempt", &self.exempt)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(variables: &[(&str, &str)]) -> Option<Proxies> {
        Proxies::of(|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            let value = found.map(|(_, value)| (*value).to_owned());
            value.ok_or(VarError::NotPresent)
        })
    }

    fn found(url: &str, variables: &[(&str, &str)]) -> Result<Option<String>, String> {
        let url = Url::parse(url).unwrap();
        let Some(proxies) = named(variables) else {
            return Ok(None);
        };
        let proxy = proxies.of_url(&url).map_err(str::to_owned)?;
        Ok(proxy.map(|proxy| proxy.as_str().to_owned()))
    }

    fn proxy_of(url: &str, variables: &[(&str, &str)]) -> Option<String> {
        found(url, variables).unwrap()
    }

    #[test]
    fn lower_case_variables_take_precedence() {
        for (lower, upper, url) in [
            ("http_proxy", "HTTP_PROXY", "http://h/"),
            ("https_proxy", "HTTPS_PROXY", "https://h/"),
            ("all_proxy", "ALL_PROXY", "https://h/"),
        ] {
            let (own, other) = ((lower, "http://lower:1"), (upper, "http://upper:2"));
            let of = |variables: &[_]| proxy_of(url, variables);
            assert_eq!(of(&[own, other]).as_deref(), Some("http://lower:1/"));
            assert_eq!(of(&[own]).as_deref(), Some("http://lower:1/"));
            assert_eq!(of(&[other]).as_deref(), Some("http://upper:2/"));
            assert_eq!(
                of(&[(lower, ""), other]),
                None,
                "an empty one switches it off"
            );
        }
        let proxy = ("http_proxy", "http://p:1");
        let exempt = [proxy, ("no_proxy", "other"), ("NO_PROXY", "h")];
        assert!(proxy_of("http://h/", &exempt).is_some());
        let exempt = [proxy, ("no_proxy", "h"), ("NO_PROXY", "other")];
        assert_eq!(proxy_of("http://h/", &exempt), None);
    }

    #[test]
    fn all_proxy_applies_to_schemes_without_a_proxy() {
        let variables = [("HTTP_PROXY", "p:1"), ("all_proxy", "https://a:2/path")];
        assert_eq!(proxy_of("http://h/", &variables).unwrap(), "http://p:1/");
        assert_eq!(
            proxy_of("https://h/", &variables).unwrap(),
            "https://a:2/path"
        );
        assert_eq!(named(&[]), None);
    }

    #[test]
    fn ignores_http_proxy_in_cgi_programs() {
        let variables = [("REQUEST_METHOD", "GET"), ("HTTP_PROXY", "http://p:1")];
        assert_eq!(proxy_of("http://h/", &variables), None);
        let variables = [("REQUEST_METHOD", "GET"), ("http_proxy", "http://p:1")];
        assert!(proxy_of("http://h/", &variables).is_some());
    }

    #[test]
    fn keeps_non_ascii_proxy_credentials() {
        let proxy = proxy_of("http://h/", &[("http_proxy", "us er:pässw%C3%B6rd@p:1")]);
        assert_eq!(proxy.unwrap(), "http://us%20er:p%C3%A4ssw%C3%B6rd@p:1/");
    }

    #[test]
    fn rejects_invalid_proxies_without_showing_their_password() {
        for value in [
            "http://u:secret@",
            "socks5://u:secret@h:1",
            "http://u:secret@h:port",
        ] {
            let variables = [("ALL_PROXY", value)];
            let error = found("https://h/", &variables).unwrap_err();
            assert!(error.starts_with("ALL_PROXY "), "{error}");
            assert!(!error.contains("secret"), "{error}");
            assert!(!format!("{:?}", named(&variables)).contains("secret"));
            // The proxy is not used.
            let exempt = [("ALL_PROXY", value), ("NO_PROXY", "h")];
            assert_eq!(found("https://h/", &exempt), Ok(None));
            let others = [("ALL_PROXY", value), ("HTTPS_PROXY", "p:1")];
            assert!(found("https://h/", &others).is_ok());
            assert!(found("http://h/", &others).is_err());
        }
    }

    #[cfg(unix)]
    #[test]
    fn rejects_variables_that_are_not_unicode() {
        let value = <std::ffi::OsString as std::os::unix::ffi::OsStringExt>::from_vec(vec![0xe4]);
        let proxies = Proxies::of(|name| match name {
            "http_proxy" => Err(VarError::NotUnicode(value.clone())),
            _ => Err(VarError::NotPresent),
        });
        let url = Url::parse("http://h/").unwrap();
        assert_eq!(
            proxies.unwrap().of_url(&url),
            Err("http_proxy is not valid UTF-8")
        );
    }
}
