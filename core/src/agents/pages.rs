//! Lists of several pages: with cursors, or with links to the next page.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use bytes::Bytes;

use super::checks::is_printable;
use super::request::Request;
use super::requester::Requester;
use super::response::Response;
use crate::config::{MAX_RESPONSE_BYTES_ENV, MAX_RESPONSE_BYTES_OPTION};
use crate::error::{Error, ErrorKind};
use crate::scan;

/// The most pages that one call collects.
pub(super) const MAX_PAGES: usize = 100;
/// The most rows of one page with a cursor.
const MAX_ROWS: usize = 100;
/// The most characters of a cursor.
const MAX_CURSOR: usize = 1024;

/// How the pages of an operation follow each other.
///
/// A plain array is always the last page, and an object with `next` has a link, whose query
/// leads to the next page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paging {
    /// The noun for the rows in errors.
    name: &'static str,
    kind: PageKind,
    /// The member with the rows.
    rows: &'static str,
    /// Whether an empty object is an empty list, as for the lists of 1.1.0.
    takes_empty_object: bool,
    /// Values of arguments that are missing, where the rows are needed one by one.
    stream_defaults: &'static [(&'static str, &'static str)],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PageKind {
    /// Envelopes with `next_cursor`, `previous_cursor` and the rows.
    Cursor,
    /// Envelopes with a `next` link.
    Link,
    /// Envelopes that the caller gets, page by page; each may have a `next_cursor`.
    Turned,
}

#[allow(dead_code, reason = "the declarations in api/ choose among them")]
impl Paging {
    const fn new(name: &'static str, kind: PageKind, rows: &'static str) -> Self {
        Self {
            name,
            kind,
            rows,
            takes_empty_object: false,
            stream_defaults: &[],
        }
    }

    /// Pages with cursors.
    pub(crate) const fn cursor(name: &'static str) -> Self {
        Self::new(name, PageKind::Cursor, "results")
    }

    /// Pages with links.
    pub(crate) const fn link(name: &'static str) -> Self {
        Self::new(name, PageKind::Link, "results")
    }

    /// Pages that the caller gets one by one, with their rows in this member.
    pub(crate) const fn turned(name: &'static str, rows: &'static str) -> Self {
        Self::new(name, PageKind::Turned, rows)
    }

    /// The same, where an empty object is an empty list.
    pub(crate) const fn or_empty_object(mut self) -> Self {
        self.takes_empty_object = true;
        self
    }

    /// The same with values for arguments that are missing, where the rows are needed one by one.
    pub(crate) const fn stream_defaults(
        mut self,
        defaults: &'static [(&'static str, &'static str)],
    ) -> Self {
        self.stream_defaults = defaults;
        self
    }

    /// The values of arguments that are missing, where the rows are needed one by one.
    pub(crate) fn defaults_of_stream(&self) -> &'static [(&'static str, &'static str)] {
        self.stream_defaults
    }

    /// The member with the rows.
    pub(crate) fn rows_name(&self) -> &'static str {
        self.rows
    }

    fn error(&self, response: &Response, what: &str) -> Error {
        let text = format!("{} {what}", self.name);
        Error::new(ErrorKind::Pages, text)
            .with_status(response.status)
            .with_body(response.body.clone())
    }

    /// The rows of a page, and where the next one is.
    fn read(&self, response: &Response) -> Result<(Vec<Bytes>, Option<Next>), Error> {
        let malformed = || self.error(response, "returned a malformed list response.");
        if response.status == 204 {
            return Err(malformed());
        }
        let Some(document) = scan::document(&response.body) else {
            let text = "the response is not a page of a list";
            return Err(Error::decode(text, response.body.clone()).with_status(response.status));
        };
        if document.starts_with(b"[") {
            return Ok((self.rows(response, document, None)?, None));
        }
        let mut members = scan::members(document).map_while(Result::ok);
        if !document.starts_with(b"{") {
            return Err(malformed());
        }
        if self.takes_empty_object && members.next().is_none() {
            return Ok((Vec::new(), None));
        }
        let member = |name: &str| scan::member(document, name);
        let rows = member(self.rows);
        let is_linked = rows.is_some() && member("next_cursor").is_none();
        if self.kind == PageKind::Cursor && !(is_linked && member("next").is_some()) {
            self.check_envelope(response, document)?;
        }
        let Some(rows) = rows.filter(|rows| rows.starts_with(b"[")) else {
            let is_missing = rows.is_none() && self.kind != PageKind::Cursor;
            return Err(if is_missing {
                malformed()
            } else {
                self.error(response, &format!("cursor {} must be a list.", self.rows))
            });
        };
        let most = (self.kind == PageKind::Cursor).then_some(MAX_ROWS);
        let rows = self.rows(response, rows, most)?;
        if let Some(next) = member("next").filter(|_| is_linked) {
            let link = scan::string(next).filter(|link| !link.is_empty());
            return Ok((rows, link.map(|link| Next::Link(link.into_owned()))));
        }
        if self.kind == PageKind::Link {
            return Ok((rows, None));
        }
        let next = self.cursor_of(response, document, "next_cursor")?;
        if self.kind == PageKind::Cursor {
            self.cursor_of(response, document, "previous_cursor")?;
        }
        Ok((rows, next.map(Next::Cursor)))
    }

    fn rows(
        &self,
        response: &Response,
        array: &[u8],
        most: Option<usize>,
    ) -> Result<Vec<Bytes>, Error> {
        let mut rows = Vec::new();
        for row in scan::elements(array) {
            let row =
                row.map_err(|_| self.error(response, "returned a malformed list response."))?;
            rows.push(response.body.slice_ref(row));
        }
        if most.is_some_and(|most| rows.len() > most) {
            let text = format!("cursor page exceeded {MAX_ROWS} rows.");
            return Err(self.error(response, &text));
        }
        Ok(rows)
    }

    /// Refuses an envelope without one of its members. Others may be added to it.
    fn check_envelope(&self, response: &Response, document: &[u8]) -> Result<(), Error> {
        let mut names = ["next_cursor", "previous_cursor", self.rows];
        names.sort_unstable();
        let missing: Vec<&str> = names
            .into_iter()
            .filter(|name| scan::member(document, name).is_none())
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        let text = format!("cursor envelope is missing: {}.", missing.join(", "));
        Err(self.error(response, &text))
    }

    fn cursor_of(
        &self,
        response: &Response,
        document: &[u8],
        name: &str,
    ) -> Result<Option<String>, Error> {
        let value = scan::member(document, name).unwrap_or(b"null");
        if value == b"null" {
            return Ok(None);
        }
        let is_valid = |cursor: &str| {
            !cursor.trim().is_empty()
                && cursor.chars().all(is_printable)
                && cursor.chars().count() <= MAX_CURSOR
        };
        let cursor = scan::string(value).filter(|cursor| is_valid(cursor));
        cursor
            .map(|cursor| Some(cursor.into_owned()))
            .ok_or_else(|| {
                let text = format!(
                    "{name} must be null or a non-blank printable string of at most {MAX_CURSOR} \
                 characters."
                );
                self.error(response, &text)
            })
    }
}

/// Where the next page is.
enum Next {
    Cursor(String),
    /// An address, of which only the query counts: the key is never sent elsewhere.
    Link(String),
}

/// Requests pages one after the other.
#[derive(Debug)]
pub(crate) struct Pages {
    requester: Requester,
    first: Request,
    paging: &'static Paging,
    /// The request of the next page; none after the last one.
    next: Option<Request>,
    /// Hashes of the places that were visited: of many pages they need little memory.
    seen: HashSet<u64>,
    pages: usize,
    most: Option<usize>,
    /// How many bytes the pages that are collected may still have.
    room: u64,
}

impl Pages {
    /// The pages from this request on, at most `most` of them.
    pub(crate) fn new(
        requester: Requester,
        first: Request,
        paging: &'static Paging,
        most: Option<usize>,
    ) -> Self {
        let mut seen = HashSet::new();
        let (_, query) = split(&first.path);
        if paging.kind == PageKind::Link {
            seen.insert(place_of(&pairs(query)));
        }
        Self {
            requester,
            next: Some(first.clone()),
            first,
            paging,
            seen,
            pages: 0,
            most,
            room: u64::MAX,
        }
    }

    /// Whether the page that was read last is the last one.
    pub(crate) fn is_done(&self) -> bool {
        self.next.is_none()
    }

    /// The rows of the next page, and its response; nothing after the last page.
    pub(crate) async fn next(&mut self) -> Result<Option<(Vec<Bytes>, Response)>, Error> {
        let Some(request) = &self.next else {
            return Ok(None);
        };
        let limit = self.requester.config().response.max_bytes;
        let response = match self.requester.execute(request).await {
            Err(error) if self.room < limit && is_too_large(&error) => {
                return Err(pages_too_large(limit).with_request_of(&error));
            }
            executed => executed?,
        };
        if self.most.is_some() {
            self.room = self
                .room
                .min(limit)
                .saturating_sub(response.body.len() as u64);
        }
        if self.most.is_some()
            && self.pages == 0
            && response.status != 204
            && scan::document(&response.body).is_none()
        {
            // The only page, and not JSON as core reads it: the caller's language may accept it,
            // such as NaN, or raises its own error.
            self.next = None;
            return Ok(Some((Vec::new(), response)));
        }
        let (rows, next) = self.paging.read(&response)?;
        self.pages += 1;
        self.next = match next {
            None => None,
            Some(next) => Some(self.follow(&response, &next)?),
        };
        Ok(Some((rows, response)))
    }

    /// The request of the next page.
    fn follow(&mut self, response: &Response, next: &Next) -> Result<Request, Error> {
        let (path, query) = split(&self.first.path);
        let own = pairs(query);
        let mut query = match next {
            Next::Cursor(cursor) => {
                let mut query = own.clone();
                query.retain(|(name, _)| name != "cursor");
                query.push(("cursor".to_owned(), cursor.clone()));
                query
            }
            Next::Link(link) => linked(link, &own),
        };
        let place = match query.iter().find(|(name, _)| name == "cursor") {
            Some((_, cursor)) => place_of(cursor),
            None => {
                query.sort_unstable();
                place_of(&query)
            }
        };
        if !self.seen.insert(place) {
            let text = "pagination repeated a cursor; refusing to continue.";
            return Err(self.paging.error(response, text));
        }
        if self.most.is_some_and(|most| self.pages >= most) {
            let text = format!("pagination exceeded {MAX_PAGES} pages; refusing to continue.");
            return Err(self.paging.error(response, &text));
        }
        if let Next::Link(link) = next {
            query = linked(link, &own);
        }
        let encoded = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&query)
            .finish();
        let mark = if encoded.is_empty() { "" } else { "?" };
        Ok(Request {
            path: format!("{path}{mark}{encoded}"),
            max_response_bytes: self.room,
            ..self.first.clone()
        })
    }
}

/// Whether a response has more bytes than its limit allows.
fn is_too_large(error: &Error) -> bool {
    error.kind() == ErrorKind::ResponseTooLarge
        && error.argument_name() == Some(MAX_RESPONSE_BYTES_OPTION)
}

/// The error of pages whose sum exceeds the limit of one response.
fn pages_too_large(limit: u64) -> Error {
    Error::at_limit(
        ErrorKind::ResponseTooLarge,
        &format!("the pages of the list have more than {limit} bytes together"),
        MAX_RESPONSE_BYTES_OPTION,
        MAX_RESPONSE_BYTES_ENV,
    )
}

/// The query of a link: the last one of repeated names counts, and the call's own filters
/// take precedence over the link's.
fn linked(link: &str, own: &[(String, String)]) -> Vec<(String, String)> {
    let without_fragment = link.split('#').next().unwrap_or_default();
    let (_, query) = split(without_fragment);
    let mut found: Vec<(String, String)> = Vec::new();
    for (name, value) in pairs(query).into_iter().chain(own.iter().cloned()) {
        match found.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => found.push((name, value)),
        }
    }
    found
}

fn split(path: &str) -> (&str, &str) {
    path.split_once('?').unwrap_or((path, ""))
}

fn pairs(query: &str) -> Vec<(String, String)> {
    url::form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect()
}

fn place_of(place: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    place.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests;
