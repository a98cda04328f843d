//! The events of a run that its stream has had already.

use std::collections::HashSet;

use bytes::Bytes;

use crate::agents::wait::{StatusReader, no_record};
use crate::error::Error;
use crate::scan::{self, Elements, Malformed};

/// The result of one poll.
pub(super) struct Snapshot {
    pub(super) status: String,
    pub(super) fresh: Vec<Bytes>,
    pub(super) body: Bytes,
}

/// The logs that the caller has received already.
///
/// Each poll returns the whole history. Nearly always it starts with the same bytes as the
/// last time. These are compared rather than parsed, so that a long history costs little more
/// than its transfer.
#[derive(Debug, Default)]
pub(super) struct Seen {
    ids: HashSet<Id>,
    /// The last poll's array from its bracket to the end of its last item.
    known: Bytes,
    /// The last event.
    last: Bytes,
}

#[derive(Debug, PartialEq, Eq, Hash)]
enum Id {
    Number(i64),
    /// An id of another kind, or a record without one, which is its own.
    Text(Box<[u8]>),
}

impl Id {
    fn of(log: &[u8]) -> Self {
        let id = scan::member(log, "id").unwrap_or(log);
        match std::str::from_utf8(id)
            .ok()
            .and_then(|text| text.parse().ok())
        {
            Some(number) => Self::Number(number),
            None => Self::Text(id.into()),
        }
    }
}

impl Seen {
    /// The id of the last event.
    pub(super) fn cursor(&self) -> Option<String> {
        scan::member(&self.last, "id")
            .and_then(scan::text)
            .map(Into::into)
    }

    /// Reads one response in one pass. A response that can't be read changes nothing.
    pub(super) fn take(&mut self, body: Bytes) -> Result<Snapshot, Error> {
        let mut fresh = Vec::new();
        let mut reader = StatusReader::default();
        let mut members = scan::members(scan::document_start(&body));
        while let Some(Ok((name, value))) =
            members.next_or("logs", |array| self.walk(&body, array, &mut fresh))
        {
            reader.read(&name, value);
        }
        match members.is_finished().then(|| reader.status()).flatten() {
            Some(status) => {
                if let Some(last) = fresh.last() {
                    self.last = last.clone();
                }
                Ok(Snapshot {
                    status,
                    fresh,
                    body,
                })
            }
            None => {
                for log in &fresh {
                    self.ids.remove(&Id::of(log));
                }
                self.known = Bytes::new();
                Err(no_record(body))
            }
        }
    }

    /// Reads the new logs of the array; returns its length.
    fn walk(
        &mut self,
        body: &Bytes,
        array: &[u8],
        fresh: &mut Vec<Bytes>,
    ) -> Result<usize, Malformed> {
        let known = !self.known.is_empty() && ends_item(array, &self.known);
        let mut logs = match known {
            true => Elements::after(array, self.known.len()),
            false => scan::elements(array),
        };
        for log in logs.by_ref() {
            let log = log?;
            if self.ids.insert(Id::of(log)) {
                fresh.push(body.slice_ref(log));
            }
        }
        let end = logs.position();
        self.known = if end > 1 {
            body.slice_ref(&array[..end])
        } else {
            Bytes::new()
        };
        scan::array_end(array, end)
    }
}

/// Whether the array continues from `known` with a further item or its end:
/// `[1` is no beginning of `[12]`.
fn ends_item(array: &[u8], known: &[u8]) -> bool {
    array
        .strip_prefix(known)
        .is_some_and(|rest| matches!(rest.trim_ascii_start().first(), Some(b',' | b']')))
}

#[cfg(test)]
mod tests;
