//! Forms: a model's payload as each language puts it on the wire.
//!
//! A binding converts values to text by its language's rules; the form around
//! them is encoded here. Files are read while the form is sent, a
//! chunk at a time, and a form can be encoded again for the next attempt, unless
//! it holds a stream that was read already.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode_byte, utf8_percent_encode};

use super::body::EncodedForm;
use super::file::{FilePart, Flag, consumed};
use super::style::FormStyle;
use crate::error::Error;

/// A model's payload: named values in order.
///
/// ```
/// use flymyai_core::{FieldValue, FormStyle, Payload};
///
/// let payload = Payload::new(
///     FormStyle::default(),
///     vec![("prompt".into(), FieldValue::Text("a b&ü".into()))],
/// );
/// ```
#[derive(Clone, Debug)]
pub struct Payload {
    style: FormStyle,
    fields: Vec<(String, FieldValue)>,
    /// One flag per field, set when the field is a stream and reading it begins.
    /// Clones share the flags, as they share the streams.
    consumed: Arc<[AtomicBool]>,
}

/// One value of a payload.
#[derive(Clone, Debug)]
pub enum FieldValue {
    /// Text, by the language's own rules.
    Text(String),
    /// A file.
    File(FilePart),
}

/// The text of a form, and the places of its files: for a program that sends the files itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormLayout {
    /// The value of the `Content-Type` header, where the form has one.
    pub content_type: Option<String>,
    /// In their order.
    pub parts: Vec<FormPart>,
}

/// A part of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormPart {
    /// Text as it is sent.
    Text(String),
    /// The content of the file that is the payload's value with this index.
    File(usize),
}

impl FormLayout {
    fn new(content_type: Option<String>) -> Self {
        Self {
            content_type,
            parts: Vec::new(),
        }
    }

    fn text(&mut self, text: &str) {
        match self.parts.last_mut() {
            Some(FormPart::Text(last)) => last.push_str(text),
            _ => self.parts.push(FormPart::Text(text.to_owned())),
        }
    }
}

impl Payload {
    /// A payload of these values.
    #[must_use]
    pub fn new(style: FormStyle, fields: Vec<(String, FieldValue)>) -> Self {
        let consumed = fields.iter().map(|_| AtomicBool::new(false)).collect();
        Self {
            style,
            fields,
            consumed,
        }
    }

    /// Whether a stream of the payload was read, so that the payload can't be sent
    /// again.
    #[must_use]
    pub fn is_consumed(&self) -> bool {
        self.consumed
            .iter()
            .any(|flag| flag.load(Ordering::Acquire))
    }

    /// Marks the stream that is the field with this index as read, for a program that reads
    /// its files itself. Has no effect for an index without a field.
    pub fn mark_consumed(&self, index: usize) {
        if let Some(flag) = self.consumed.get(index) {
            flag.store(true, Ordering::Release);
        }
    }

    /// Encodes the payload for one sending. Files are opened now, so that one
    /// that can't be read is reported before anything is sent.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Argument`](crate::ErrorKind::Argument) for a file that can't be
    /// opened or is a folder, for a stream that was read already, and for a type that
    /// no header can hold.
    pub async fn encode(&self) -> Result<EncodedForm, Error> {
        let FormLayout {
            content_type,
            parts,
        } = self.layout()?;
        let mut form = EncodedForm::new(content_type);
        for part in parts {
            match part {
                FormPart::Text(text) => form.text(text),
                FormPart::File(index) => {
                    if let Some((_, FieldValue::File(file))) = self.fields.get(index) {
                        let flag = Flag(Arc::clone(&self.consumed), index);
                        form.file(&file.source, flag).await?;
                    }
                }
            }
        }
        Ok(form)
    }

    /// The payload as a form whose files are not opened.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Argument`](crate::ErrorKind::Argument) for a stream that was read
    /// already, and for a type that no header can hold.
    pub fn layout(&self) -> Result<FormLayout, Error> {
        if self.is_consumed() {
            return Err(consumed());
        }
        let has_files = self
            .fields
            .iter()
            .any(|(_, value)| matches!(value, FieldValue::File(_)));
        if self.style.urlencoded && !has_files {
            return Ok(self.urlencoded());
        }
        let boundary = match self.style.boundary_prefix {
            None => random_name(),
            Some(prefix) => format!("{prefix}{:011}", fastrand::u64(..100_000_000_000)),
        };
        let mut form = FormLayout::new(Some(format!("multipart/form-data; boundary={boundary}")));
        let mut fields: Vec<_> = self.fields.iter().enumerate().collect();
        if self.style.texts_first {
            fields.sort_by_key(|(_, (_, value))| matches!(value, FieldValue::File(_)));
        }
        for (index, (name, value)) in fields {
            let name = self.quoted(name);
            let opening =
                format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"");
            match value {
                FieldValue::Text(text) => {
                    let text = match self.style.crlf {
                        true => with_crlf(text),
                        false => text.clone(),
                    };
                    form.text(&format!("{opening}\r\n\r\n{text}\r\n"));
                }
                FieldValue::File(file) => {
                    let filename = match &file.filename {
                        Some(filename) => self.quoted(filename),
                        None => random_name(),
                    };
                    let kind = header_value(&file.content_type)?;
                    form.text(&format!(
                        "{opening}; filename=\"{filename}\"\r\nContent-Type: {kind}\r\n\r\n"
                    ));
                    form.parts.push(FormPart::File(index));
                    form.text("\r\n");
                }
            }
        }
        form.text(&format!("--{boundary}--\r\n"));
        Ok(form)
    }

    fn urlencoded(&self) -> FormLayout {
        // An empty payload has no body, and so no type.
        let kind =
            (!self.fields.is_empty()).then(|| "application/x-www-form-urlencoded".to_owned());
        let mut form = FormLayout::new(kind);
        let mut text = String::new();
        for (name, value) in &self.fields {
            if let FieldValue::Text(value) = value {
                if !text.is_empty() {
                    text.push('&');
                }
                push_urlencoded(&mut text, name);
                text.push('=');
                push_urlencoded(&mut text, value);
            }
        }
        form.text(&text);
        form
    }

    /// A name between quotes. Control characters are encoded, all of them: they would
    /// end the line, or be read in another way by each server.
    fn quoted(&self, name: &str) -> String {
        let mut quoted = String::with_capacity(name.len());
        for character in name.chars() {
            match character {
                '"' | '\0'..='\x1f' | '\x7f' => {
                    quoted.push_str(percent_encode_byte(character as u8));
                }
                '\\' if self.style.escape_backslashes => quoted.push_str("\\\\"),
                _ => quoted.push(character),
            }
        }
        quoted
    }
}

/// A file's type as a header can hold it.
fn header_value(kind: &str) -> Result<&str, Error> {
    if kind.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Ok(kind);
    }
    let text = format!("the type of a file is printable ASCII text, not {kind:?}");
    Err(Error::argument("payload", text))
}

/// Each line break as CRLF.
fn with_crlf(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\n', "\r\n")
}

/// The characters that a urlencoded form encodes, except the space.
const URLENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'_')
    .remove(b'.')
    .remove(b'-')
    .remove(b'~');

fn push_urlencoded(out: &mut String, text: &str) {
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            out.push('+');
        }
        out.extend(utf8_percent_encode(word, URLENCODED));
    }
}

/// 32 hexadecimal digits.
fn random_name() -> String {
    format!("{:032x}", fastrand::u128(..))
}

#[cfg(test)]
mod tests;
