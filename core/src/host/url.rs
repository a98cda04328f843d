//! URLs that the installed host parses. A parser in core, with the tables of Unicode, would make the
//! WebAssembly module a sixth larger.

use std::fmt;

use super::installed::normal_url;

/// A URL in normal form, as the URL standard writes it.
#[derive(Clone, Debug)]
pub(crate) struct Url(String);

/// The text is no URL.
#[derive(Debug)]
pub(crate) struct InvalidUrl;

impl fmt::Display for InvalidUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("invalid URL")
    }
}

impl Url {
    pub(crate) fn parse(text: &str) -> Result<Self, InvalidUrl> {
        normal_url(text, None).map(Self).ok_or(InvalidUrl)
    }

    /// The URL that a reference means in a document of this one.
    pub(crate) fn join(&self, reference: &str) -> Result<Self, InvalidUrl> {
        let url = normal_url(reference, Some(&self.0));
        url.map(Self).ok_or(InvalidUrl)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn scheme(&self) -> &str {
        self.0.split_once(':').map_or("", |(scheme, _)| scheme)
    }

    pub(crate) fn query(&self) -> Option<&str> {
        let (rest, _) = self.0.split_once('#').unwrap_or((&self.0, ""));
        rest.split_once('?').map(|(_, query)| query)
    }

    /// Scheme, host and port, for comparisons of URLs that have a host.
    pub(crate) fn origin(&self) -> (String, String) {
        let host = &self.0[self.host_start()..self.authority().1];
        (self.scheme().to_owned(), host.to_owned())
    }

    /// The same without the part that is not sent.
    pub(crate) fn without_fragment(mut self) -> Self {
        let end = self.0.find('#').unwrap_or(self.0.len());
        self.0.truncate(end);
        self
    }

    /// Whether it has a user name or a password.
    pub(crate) fn has_user(&self) -> bool {
        self.host_start() > self.authority().0
    }

    /// The same without user name and password.
    pub(crate) fn without_user(mut self) -> Self {
        let (start, _) = self.authority();
        let end = self.host_start();
        self.0.replace_range(start..end, "");
        self
    }

    /// Where user information, host and port are; empty without a host.
    fn authority(&self) -> (usize, usize) {
        let scheme = self.scheme().len() + 1;
        let Some(rest) = self.0[scheme.min(self.0.len())..].strip_prefix("//") else {
            return (scheme, scheme);
        };
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        (scheme + 2, scheme + 2 + end)
    }

    fn host_start(&self) -> usize {
        let (start, end) = self.authority();
        let user = self.0[start..end].rfind('@');
        user.map_or(start, |at| start + at + 1)
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url(text.to_owned())
    }

    #[test]
    fn parts_of_a_url() {
        let whole = url("https://user:p%40ss@host.example:8443/a/b?q=1&r=a@b#part?");
        assert_eq!(whole.scheme(), "https");
        assert_eq!(whole.query(), Some("q=1&r=a@b"));
        let origin = ("https".to_owned(), "host.example:8443".to_owned());
        assert_eq!(whole.origin(), origin);
        assert!(whole.has_user());
        assert_eq!(
            whole.clone().without_user().as_str(),
            "https://host.example:8443/a/b?q=1&r=a@b#part?"
        );
        assert!(whole.without_fragment().as_str().ends_with("r=a@b"));
    }

    #[test]
    fn urls_without_a_part() {
        let plain = url("http://h/a@b");
        assert_eq!(plain.query(), None);
        assert!(!plain.has_user());
        assert_eq!(plain.origin(), url("http://u@h/").origin());
        assert_ne!(plain.origin(), url("https://h/").origin());
        assert_eq!(plain.clone().without_user().as_str(), "http://h/a@b");
        assert_eq!(plain.without_fragment().as_str(), "http://h/a@b");
        assert_eq!(url("data:a@b").without_user().as_str(), "data:a@b");
        assert_eq!(url("http://h/#a?b").query(), None);
    }
}
