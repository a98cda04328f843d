//! The recorded part of a request's body, which is bounded.

use bytes::{Bytes, BytesMut};
use ring::digest::{Context, SHA256, digest};

/// Bytes of a body that are kept for the recording; of the rest only size and hash remain.
const MAX_RECORDED: usize = 1 << 20;

/// Records a body, chunk by chunk.
#[derive(Default)]
pub(crate) struct RequestLog {
    kept: BytesMut,
    size: u64,
    /// Starts with the first byte that is not stored: before it, the stored bytes suffice for the hash.
    hash: Option<Context>,
}

/// A recorded body.
#[derive(Clone, Default)]
pub(crate) struct Sent {
    /// All of it, or its first part.
    pub(crate) kept: Bytes,
    pub(crate) size: u64,
    hash: Option<String>,
}

impl RequestLog {
    pub(crate) fn add(&mut self, data: &[u8]) {
        let room = MAX_RECORDED - self.kept.len();
        if data.len() > room && self.hash.is_none() {
            let mut hash = Context::new(&SHA256);
            hash.update(&self.kept);
            self.hash = Some(hash);
        }
        if let Some(hash) = &mut self.hash {
            hash.update(data);
        }
        self.kept.extend_from_slice(&data[..data.len().min(room)]);
        self.size += data.len() as u64;
    }

    pub(crate) fn close(self) -> Sent {
        Sent {
            kept: self.kept.freeze(),
            size: self.size,
            hash: self.hash.map(finish),
        }
    }
}

impl Sent {
    /// Keeps a body that is in memory anyway.
    pub(crate) fn of(body: &Bytes) -> Self {
        if body.len() > MAX_RECORDED {
            let mut log = RequestLog::default();
            log.add(body);
            return log.close();
        }
        Self {
            kept: body.clone(),
            size: body.len() as u64,
            hash: None,
        }
    }

    /// The body's text, if all of it is kept and it is not blank.
    pub(crate) fn text(&self) -> Option<&str> {
        if self.kept.is_empty() || self.is_truncated() {
            return None;
        }
        std::str::from_utf8(&self.kept).ok()
    }

    pub(crate) fn is_truncated(&self) -> bool {
        self.size > self.kept.len() as u64
    }

    /// SHA-256 of the whole body, in hexadecimal. Bodies that are kept are hashed on request.
    pub(crate) fn sha256(&self) -> String {
        self.hash
            .clone()
            .unwrap_or_else(|| hex(digest(&SHA256, &self.kept).as_ref()))
    }
}

/// A finished hash in hexadecimal.
pub(super) fn finish(hash: Context) -> String {
    hex(hash.finish().as_ref())
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_body_is_hashed_as_a_whole_but_kept_in_part() {
        let body: Bytes = (0..3 * MAX_RECORDED).map(|n| n as u8).collect();
        let mut log = RequestLog::default();
        for chunk in body.chunks(MAX_RECORDED - 7) {
            log.add(chunk);
        }
        let sent = log.close();
        assert_eq!(
            (sent.kept.len(), sent.size),
            (MAX_RECORDED, 3 * MAX_RECORDED as u64)
        );
        assert!(sent.is_truncated() && sent.text().is_none());
        let whole = hex(digest(&SHA256, &body).as_ref());
        assert_eq!(
            (sent.sha256(), Sent::of(&body).sha256()),
            (whole.clone(), whole)
        );
    }

    #[test]
    fn a_small_body_is_kept() {
        let sent = Sent::of(&Bytes::from_static(b"a"));
        assert_eq!((sent.text(), sent.is_truncated()), (Some("a"), false));
        assert!(sent.sha256().starts_with("ca978112ca1bbdca"));
        assert_eq!(Sent::default().text(), None);
    }
}
