//! Calls that read all pages: the whole list, and its first row.

use bytes::{BufMut, Bytes, BytesMut};

use super::pages::{MAX_PAGES, Pages, Paging};
use super::request::Request;
use super::requester::Requester;
use super::response::Response;
use crate::error::Error;
use crate::scan;

/// The rows of all pages as one array.
///
/// All pages together have at most the bytes of one response.
pub(crate) async fn list(
    requester: &Requester,
    first: &Request,
    paging: &'static Paging,
) -> Result<Response, Error> {
    let mut pages = Pages::new(requester.clone(), first.clone(), paging, Some(MAX_PAGES));
    let mut all = BytesMut::from(&b"["[..]);
    let mut last = None;
    while let Some((rows, response)) = pages.next().await? {
        let is_plain = || {
            let page = scan::document(&response.body);
            page.is_none_or(|page| page.starts_with(b"["))
        };
        if last.is_none() && pages.is_done() && is_plain() {
            // The only page is the list: it is returned unchanged.
            return Ok(response);
        }
        for row in rows {
            if all.len() > 1 {
                all.put_u8(b',');
            }
            all.put_slice(&row);
        }
        last = Some(response);
    }
    all.put_u8(b']');
    // There is always a first page.
    let response = last.ok_or_else(Error::closed)?;
    Ok(Response {
        body: all.freeze(),
        ..response
    })
}

/// The pages of a list whose first row is the result.
static FIRST: Paging = Paging::link("Live compilation");

/// The first row of a list, which may be on any page; null if there is none.
pub(crate) async fn first(requester: &Requester, request: &Request) -> Result<Response, Error> {
    let mut pages = Pages::new(requester.clone(), request.clone(), &FIRST, Some(MAX_PAGES));
    let mut last = None;
    while let Some((mut rows, response)) = pages.next().await? {
        if pages.is_done() && rows.is_empty() && scan::document(&response.body).is_none() {
            let text = "the response does not contain the live compilation";
            return Err(Error::decode(text, response.body).with_status(response.status));
        }
        if !rows.is_empty() {
            let body = rows.swap_remove(0);
            return Ok(Response { body, ..response });
        }
        last = Some(response);
    }
    // There is always a first page.
    let response = last.ok_or_else(Error::closed)?;
    let body = Bytes::from_static(b"null");
    Ok(Response { body, ..response })
}
