//! A model's payload.

use std::sync::Arc;

use bytes::Bytes;
use flymyai_core::{FieldValue, FilePart, FileSource, FormLayout, Payload, empty_stream};

use crate::callback::file::{CallbackFile, unreadable_stream};
use crate::error::Failure;

/// The fields of a form, in their order.
#[derive(Default)]
pub struct Form(Vec<(String, FieldValue)>);

impl Form {
    /// A form without fields.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text field.
    pub fn text(&mut self, name: String, value: String) {
        self.0.push((name, FieldValue::Text(value)));
    }

    /// Adds a file from memory.
    pub fn bytes(&mut self, name: String, filename: String, content_type: String, bytes: &[u8]) {
        let source = FileSource::Bytes(Bytes::copy_from_slice(bytes));
        self.push(name, filename, content_type, source);
    }

    /// Adds a file that JavaScript reads on demand.
    pub fn file(
        &mut self,
        name: String,
        filename: String,
        content_type: String,
        file: &mut CallbackFile,
    ) {
        // A file that was already added has no reader any more.
        if let Some(reader) = file.reader() {
            let source = FileSource::Reader(Arc::new(reader));
            self.push(name, filename, content_type, source);
        }
    }

    /// Drops the fields that no request has taken. This ends the callbacks of their files
    /// without waiting for the garbage collector.
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

    /// The form for JavaScript that sends it itself, and has read the streams with these
    /// indexes.
    ///
    /// # Errors
    ///
    /// A stream was read already, or a file has a type that no header can hold.
    pub fn into_layout(mut self, consumed: &[usize]) -> Result<FormLayout, Box<Failure>> {
        let payload = self.take();
        for index in consumed {
            payload.mark_consumed(*index);
        }
        let layout = payload.layout();
        layout.map_err(|error| Box::new(Failure::from(&error)))
    }

    /// The failure of a stream that JavaScript reads itself: the reason, or none if it has no
    /// data.
    #[must_use]
    pub fn stream_failure(reason: Option<&str>) -> Failure {
        Failure::from(&reason.map_or_else(empty_stream, unreadable_stream))
    }

    /// Moves the fields into a request.
    pub(crate) fn take(&mut self) -> Payload {
        Payload::new(crate::profile::PROFILE.form, std::mem::take(&mut self.0))
    }
}
