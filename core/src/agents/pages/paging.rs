//! The forms of a page: its rows, and the position of the next page.

use bytes::Bytes;

use crate::agents::checks::is_printable;
use crate::agents::response::Response;
use crate::error::{Error, ErrorKind};
use crate::scan;

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
    pub(super) kind: PageKind,
    /// The member with the rows; members around it are named before, with dots.
    rows: &'static str,
    /// The member with the position of the next page, named likewise.
    next: &'static str,
    /// The argument that takes the position.
    pub(super) position: &'static str,
    /// Whether an empty object is an empty list, as for the lists of 1.1.0.
    takes_empty_object: bool,
    /// Values of arguments that are missing, where the rows are needed one by one.
    stream_defaults: &'static [(&'static str, &'static str)],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageKind {
    /// Envelopes with `next_cursor`, `previous_cursor` and the rows.
    Cursor,
    /// Envelopes with a `next` link.
    Link,
    /// Envelopes that the caller gets, page by page; each may have a `next_cursor`.
    Single,
}

impl Paging {
    const fn new(name: &'static str, kind: PageKind, rows: &'static str) -> Self {
        Self {
            name,
            kind,
            rows,
            next: "next_cursor",
            position: "cursor",
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
    pub(crate) const fn single(name: &'static str, rows: &'static str) -> Self {
        Self::new(name, PageKind::Single, rows)
    }

    /// The same with another member that has the position of the next page, and another
    /// argument that takes it.
    pub(crate) const fn position(mut self, next: &'static str, argument: &'static str) -> Self {
        self.next = next;
        self.position = argument;
        self
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

    pub(super) fn error(&self, response: &Response, what: &str) -> Error {
        let text = format!("{} {what}", self.name);
        Error::new(ErrorKind::Pages, text)
            .with_status(response.status)
            .with_body(response.body.clone())
    }

    /// The rows of a page, and the position of the next one.
    pub(super) fn read(&self, response: &Response) -> Result<(Vec<Bytes>, Option<Next>), Error> {
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
        let rows = inner(document, self.rows);
        let is_linked = rows.is_some() && inner(document, self.next).is_none();
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
        let next = self.cursor_of(response, document, self.next)?;
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
        let value = inner(document, name).unwrap_or(b"null");
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

/// The member of an object, within the members that are named before it, with dots.
fn inner<'a>(object: &'a [u8], path: &str) -> Option<&'a [u8]> {
    path.split('.').try_fold(object, scan::member)
}

/// The position of the next page.
pub(super) enum Next {
    Cursor(String),
    /// An address, of which only the query counts: the key is never sent elsewhere.
    Link(String),
}
