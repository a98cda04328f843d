//! Lists of several pages, with cursors.

use std::collections::HashSet;

use bytes::{BufMut, BytesMut};

use super::request::Request;
use super::requester::Requester;
use super::response::Response;
use crate::error::{Error, ErrorKind};
use crate::scan;

/// The most pages that one call requests.
const MAX_PAGES: usize = 100;

/// The rows of all pages as one array.
///
/// A page is an object with `results` and `next_cursor`; a plain array is the only page.
pub(crate) async fn list(requester: &Requester, first: &Request) -> Result<Response, Error> {
    let mut rows = BytesMut::from(&b"["[..]);
    let mut seen = HashSet::new();
    let mut request = first.clone();
    for _ in 0..MAX_PAGES {
        let response = requester.execute(&request).await?;
        let refuse =
            |what: &str| Error::decode(what, response.body.clone()).with_status(response.status);
        let document = scan::document(&response.body)
            .ok_or_else(|| refuse("the response is not a page of a list"))?;
        let (page, cursor) = if document.starts_with(b"[") {
            (document, None)
        } else {
            let page = scan::member(document, "results")
                .filter(|page| page.starts_with(b"["))
                .ok_or_else(|| refuse("the response is not a page of a list"))?;
            (
                page,
                scan::member(document, "next_cursor").and_then(scan::string),
            )
        };
        for row in scan::elements(page) {
            let row = row.map_err(|_| refuse("the response is not a page of a list"))?;
            if rows.len() > 1 {
                rows.put_u8(b',');
            }
            rows.put_slice(row);
        }
        let Some(cursor) = cursor else {
            rows.put_u8(b']');
            return Ok(Response {
                body: rows.freeze(),
                ..response
            });
        };
        if !seen.insert(cursor.clone().into_owned()) {
            return Err(refuse("the pages of the list repeat a cursor"));
        }
        request.path = with_cursor(&first.path, &cursor);
    }
    let text = format!("the list has more than {MAX_PAGES} pages");
    Err(Error::new(ErrorKind::Decode, text))
}

/// The path of the page at a cursor.
fn with_cursor(path: &str, cursor: &str) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("cursor", cursor)
        .finish();
    let mark = if path.contains('?') { '&' } else { '?' };
    format!("{path}{mark}{query}")
}

#[cfg(test)]
mod tests;
