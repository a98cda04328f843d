//! Lists of several pages: with cursors, or with links to the next page.

mod paging;

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use bytes::Bytes;

use super::request::Request;
use super::requester::Requester;
use super::response::Response;
use crate::config::{MAX_RESPONSE_BYTES_ENV, MAX_RESPONSE_BYTES_OPTION};
use crate::error::{Error, ErrorKind};
use crate::scan;

pub(crate) use paging::Paging;
use paging::{Next, PageKind};

/// The most pages that one call collects.
pub(super) const MAX_PAGES: usize = 100;

/// Requests pages one after the other.
#[derive(Debug)]
pub(crate) struct Pages {
    requester: Requester,
    first: Request,
    paging: &'static Paging,
    /// The request of the next page; none after the last one.
    next: Option<Request>,
    /// Hashes of the requested cursors and links, which need little memory for many pages.
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
        let own = pairs(query);
        let position = own.iter().find(|(name, _)| name == paging.position);
        if let Some((_, position)) = position {
            seen.insert(hash_of(position));
        } else if paging.kind == PageKind::Link {
            seen.insert(hash_of(&own));
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
            // The only page, and not JSON: the call returns the error of all such responses.
            self.next = None;
            return Ok(Some((Vec::new(), response)));
        }
        let (rows, next) = self.paging.read(&response)?;
        self.requester.note_agents(&self.first, &rows);
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
                query.retain(|(name, _)| name != self.paging.position);
                query.push((self.paging.position.to_owned(), cursor.clone()));
                query
            }
            Next::Link(link) => linked(link, &own),
        };
        let position = match query.iter().find(|(name, _)| name == self.paging.position) {
            Some((_, cursor)) => hash_of(cursor),
            None => {
                query.sort_unstable();
                hash_of(&query)
            }
        };
        if !self.seen.insert(position) {
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
        let encoded = form_urlencoded::Serializer::new(String::new())
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
    form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect()
}

fn hash_of(position: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    position.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests;
