//! Pages with cursors.
//!
//! A cursor names the last row of a page by its number of creation, so the next page starts right
//! after it, even if rows were added or removed meanwhile. It is sealed with its list and filters; a cursor
//! of another list is an error.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use serde::Serialize;
use serde_json::json;

use super::origin::Origin;
use super::query::Query;
use crate::response::{ApiError, Outcome};

/// Which way a list is sorted by the numbers of its rows.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(crate) enum Order {
    OldestFirst,
    NewestFirst,
}

/// Rows after a row or, for the previous page, before it.
#[derive(Clone, Copy)]
struct Position {
    row: u64,
    backward: bool,
}

/// The page that a request names.
pub(crate) struct PageRequest {
    size: usize,
    position: Option<Position>,
    /// The list and its filters.
    scope: String,
}

/// One page of a list.
pub(crate) struct Page<T> {
    pub(crate) rows: Vec<T>,
    pub(crate) next: Option<String>,
    pub(crate) previous: Option<String>,
}

impl PageRequest {
    /// Reads `page_size`, `standard` if there is none and at most `most`, and `cursor`.
    pub(crate) fn read(query: &Query, standard: usize, most: usize) -> Outcome<Self> {
        let size = query.whole("page_size", 1, most as u64)?;
        let mut scope = query.path().to_owned();
        for (name, value) in query.filters() {
            scope.push('\n');
            scope.push_str(&format!("{name:?}={value:?}"));
        }
        let position = match query.get("cursor") {
            None => None,
            Some(cursor) => Some(open(cursor, &scope).ok_or_else(|| {
                ApiError::new(
                    http::StatusCode::BAD_REQUEST,
                    json!({ "code": "invalid_cursor", "detail": "The cursor is not from this list." }),
                )
            })?),
        };
        Ok(Self {
            size: size.map_or(standard, |size| size as usize),
            position,
            scope,
        })
    }

    pub(crate) fn size(&self) -> usize {
        self.size
    }

    /// Cuts this page out of rows with their numbers, in any order.
    pub(crate) fn cut<T>(&self, rows: impl Iterator<Item = (u64, T)>, order: Order) -> Page<T> {
        let mut rows: Vec<(u64, T)> = rows.collect();
        rows.sort_by_key(|(number, _)| *number);
        if order == Order::NewestFirst {
            rows.reverse();
        }
        let precedes = |number: u64, row: u64| match order {
            Order::OldestFirst => number < row,
            Order::NewestFirst => number > row,
        };
        let (from, to) = match self.position {
            None => (0, self.size),
            Some(Position { row, backward }) => {
                let before = rows.partition_point(|(number, _)| precedes(*number, row));
                if backward {
                    (before.saturating_sub(self.size), before)
                } else {
                    let here = rows.get(before).is_some_and(|(number, _)| *number == row);
                    let from = before + usize::from(here);
                    (from, from + self.size)
                }
            }
        };
        let to = to.min(rows.len());
        let next = (to < rows.len() && to > from).then(|| self.seal(rows[to - 1].0, false));
        let previous = (from > 0 && from < to).then(|| self.seal(rows[from].0, true));
        rows.truncate(to);
        Page {
            rows: rows.drain(from..).map(|(_, row)| row).collect(),
            next,
            previous,
        }
    }

    fn seal(&self, row: u64, backward: bool) -> String {
        let position = Position { row, backward };
        let mut bytes = position.bytes().to_vec();
        bytes.extend_from_slice(&check(&position, &self.scope));
        URL_SAFE_NO_PAD.encode(bytes)
    }
}

impl Position {
    fn bytes(&self) -> [u8; 9] {
        let mut bytes = [u8::from(self.backward); 9];
        bytes[..8].copy_from_slice(&self.row.to_be_bytes());
        bytes
    }
}

fn check(position: &Position, scope: &str) -> [u8; 9] {
    let mut text = position.bytes().to_vec();
    text.extend_from_slice(scope.as_bytes());
    let mut seal = [0; 9];
    seal.copy_from_slice(&digest(&SHA256, &text).as_ref()[..9]);
    seal
}

fn open(cursor: &str, scope: &str) -> Option<Position> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
    let (position, seal) = bytes.split_at_checked(9)?;
    let position = Position {
        row: u64::from_be_bytes(position.get(..8)?.try_into().ok()?),
        backward: position[8] == 1,
    };
    (check(&position, scope) == *seal).then_some(position)
}

/// The envelope of compact lists and of artifacts.
#[derive(Serialize)]
pub(crate) struct Envelope<T> {
    next_cursor: Option<String>,
    previous_cursor: Option<String>,
    results: Vec<T>,
}

/// The envelope of teams and shares.
#[derive(Serialize)]
pub(crate) struct Items<T> {
    items: Vec<T>,
    next_cursor: Option<String>,
}

/// A list that has links to its other pages, if it has pages.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Listing<T> {
    Array(Vec<T>),
    Linked {
        next: Option<String>,
        previous: Option<String>,
        results: Vec<T>,
    },
}

impl<T> Page<T> {
    pub(crate) fn envelope(self) -> Envelope<T> {
        Envelope {
            next_cursor: self.next,
            previous_cursor: self.previous,
            results: self.rows,
        }
    }

    pub(crate) fn items(self) -> Items<T> {
        Items {
            items: self.rows,
            next_cursor: self.next,
        }
    }

    pub(crate) fn linked(self, query: &Query, origin: &Origin, size: usize) -> Listing<T> {
        let link = |cursor: String| {
            let mut link = form_urlencoded::Serializer::new(String::new());
            link.extend_pairs(query.filters());
            link.append_pair("cursor", &cursor);
            link.append_pair("page_size", &size.to_string());
            format!("{}{}?{}", origin.0, query.path(), link.finish())
        };
        Listing::Linked {
            next: self.next.map(link),
            previous: self.previous.map(link),
            results: self.rows,
        }
    }
}

/// A list that is a bare array, or has links if the request names a page.
///
/// `standard` is the account's own page size for such lists, if it has one.
pub(crate) fn array_or_links<T>(
    query: &Query,
    origin: &Origin,
    standard: Option<usize>,
    order: Order,
    rows: impl Iterator<Item = (u64, T)>,
) -> Outcome<Listing<T>> {
    let is_paged = query.has("page_size") || query.has("cursor");
    if !is_paged && standard.is_none() {
        let everything = PageRequest {
            size: usize::MAX,
            position: None,
            scope: String::new(),
        };
        return Ok(Listing::Array(everything.cut(rows, order).rows));
    }
    let wanted = PageRequest::read(query, standard.unwrap_or(100), 100)?;
    Ok(wanted.cut(rows, order).linked(query, origin, wanted.size))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(size: usize, cursor: Option<&str>, scope: &str) -> Option<PageRequest> {
        let position = match cursor {
            None => None,
            Some(cursor) => Some(open(cursor, scope)?),
        };
        Some(PageRequest {
            size,
            position,
            scope: scope.to_owned(),
        })
    }

    fn numbers(numbers: &[u64]) -> impl Iterator<Item = (u64, u64)> {
        numbers.iter().map(|number| (*number, *number))
    }

    #[test]
    fn pages_continue_after_their_last_row() {
        let first = request(2, None, "a").unwrap();
        let first = first.cut(numbers(&[1, 2, 3, 4]), Order::NewestFirst);
        assert_eq!((first.rows, first.previous), (vec![4, 3], None));
        // Row 5 was added and row 3, the last one of the page, was removed.
        let second = request(2, first.next.as_deref(), "a").unwrap();
        let second = second.cut(numbers(&[1, 2, 4, 5]), Order::NewestFirst);
        assert_eq!((second.rows, second.next), (vec![2, 1], None));
        let back = request(1, second.previous.as_deref(), "a").unwrap();
        let back = back.cut(numbers(&[1, 2, 4, 5]), Order::NewestFirst);
        assert_eq!(back.rows, [4]);
    }

    #[test]
    fn cursors_belong_to_their_list() {
        let page = request(1, None, "a").unwrap();
        let cursor = page.cut(numbers(&[1, 2]), Order::OldestFirst).next.unwrap();
        assert!(cursor.len() <= 64);
        assert!(request(1, Some(&cursor), "a").is_some());
        assert!(request(1, Some(&cursor), "b").is_none());
        for cursor in ["", "x", &cursor[1..]] {
            assert!(request(1, Some(cursor), "a").is_none(), "{cursor:?}");
        }
    }
}
