//! A model's payload, field by field.

use std::sync::Arc;

use bytes::Bytes;
use flymyai_core::{FieldValue, FilePart, FileSource, Payload};
use napi_derive::napi;

use super::files::NativeFile;

/// The fields of a form, in order.
#[napi]
#[derive(Default)]
pub struct NativePayload(Vec<(String, FieldValue)>);

#[napi]
impl NativePayload {
    /// A form without fields.
    #[napi(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text.
    #[napi]
    pub fn text(&mut self, name: String, value: String) {
        self.0.push((name, FieldValue::Text(value)));
    }

    /// Adds a file whose bytes are in memory.
    #[napi]
    pub fn bytes(&mut self, name: String, filename: String, content_type: String, bytes: &[u8]) {
        let source = FileSource::Bytes(Bytes::copy_from_slice(bytes));
        self.push(name, filename, content_type, source);
    }

    /// Adds a file that JavaScript reads on demand.
    #[napi]
    pub fn file(
        &mut self,
        name: String,
        filename: String,
        content_type: String,
        file: &mut NativeFile,
    ) {
        // A file that was added before has given its reader away.
        if let Some(reader) = file.reader() {
            let source = FileSource::Reader(Arc::new(reader));
            self.push(name, filename, content_type, source);
        }
    }

    /// Lets go of what no request has taken: a file ends when nobody can ask for
    /// it, and this object may wait long for its collection.
    #[napi]
    pub fn clear(&mut self) {
        self.0.clear();
    }

    fn push(&mut self, name: String, filename: String, content_type: String, source: FileSource) {
        let part = FilePart {
            filename: Some(filename),
            content_type,
            source,
        };
        self.0.push((name, FieldValue::File(part)));
    }

    /// The fields, for one request; none stay behind, as for [`clear`](Self::clear).
    pub(super) fn take(&mut self) -> Payload {
        Payload::new(crate::profile::PROFILE.form, std::mem::take(&mut self.0))
    }
}
