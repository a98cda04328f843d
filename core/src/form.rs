//! Forms: a model's payload as each language puts it on the wire.
//!
//! A binding turns values into text by its language's rules; what a form looks
//! like around them is decided here. Files are read while the form is sent, a
//! piece at a time, and a form can be encoded again for the next attempt, unless
//! it holds a stream that was read already.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::encoded_form::EncodedForm;
use crate::error::Error;
use crate::transport::BoxFuture;
use bytes::Bytes;

/// Whose forms these are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Urlencoded without files, multipart with; line breaks stay as they are.
    Python,
    /// Always multipart; line breaks in text are CRLF, as the form standard says.
    JavaScript,
}

/// A model's payload: named values in order.
///
/// ```
/// use flymyai_core::{Dialect, FieldValue, Payload};
///
/// let payload = Payload::new(
///     Dialect::Python,
///     vec![("prompt".into(), FieldValue::Text("a b&ü".into()))],
/// );
/// ```
#[derive(Clone, Debug)]
pub struct Payload {
    dialect: Dialect,
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

/// A file of a payload.
#[derive(Clone, Debug)]
pub struct FilePart {
    /// Its name; a fresh one for each attempt when there is none.
    pub filename: Option<String>,
    /// Its type.
    pub content_type: String,
    /// Its bytes.
    pub source: FileSource,
}

/// Where a file's bytes come from.
#[derive(Clone)]
pub enum FileSource {
    /// Memory; not copied.
    Bytes(Bytes),
    /// A path, opened for each attempt. One that names no regular file, such as a
    /// pipe or a device, is a stream: it is read once, to its end.
    Path(PathBuf),
    /// An object of the language.
    Reader(Arc<dyn ReadAt>),
}

/// Something to read: of a known length, from any place and again and again, or a
/// stream.
pub trait ReadAt: Send + Sync {
    /// How many bytes there are; nothing for a stream, whose pieces are asked for in
    /// order and once.
    ///
    /// # Errors
    ///
    /// When the object can't tell.
    fn length(&self) -> Result<Option<u64>, Error>;

    /// Up to this many bytes from this place; none at the end. A stream may return
    /// more.
    fn read_at(&self, offset: u64, at_most: usize) -> BoxFuture<'static, Result<Bytes, Error>>;
}

impl fmt::Debug for FileSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bytes(_) => "Bytes(..)",
            Self::Path(_) => "Path(..)",
            Self::Reader(_) => "Reader(..)",
        })
    }
}

impl Payload {
    /// A payload of these values.
    #[must_use]
    pub fn new(dialect: Dialect, fields: Vec<(String, FieldValue)>) -> Self {
        let consumed = fields.iter().map(|_| AtomicBool::new(false)).collect();
        Self {
            dialect,
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

    /// Encodes the payload for one sending. Files are opened now, so that one
    /// that can't be read is told before anything is sent.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Argument`](crate::ErrorKind::Argument) for a file that can't be
    /// opened or is a folder, for a stream that was read already, and for a type that
    /// no header can hold.
    pub async fn encode(&self) -> Result<EncodedForm, Error> {
        if self.is_consumed() {
            return Err(consumed());
        }
        let has_files = self
            .fields
            .iter()
            .any(|(_, value)| matches!(value, FieldValue::File(_)));
        if self.dialect == Dialect::Python && !has_files {
            return Ok(self.urlencoded());
        }
        let boundary = match self.dialect {
            Dialect::Python => random_name(),
            Dialect::JavaScript => format!(
                "----formdata-undici-0{:011}",
                fastrand::u64(..100_000_000_000)
            ),
        };
        let mut form = EncodedForm::new(Some(format!("multipart/form-data; boundary={boundary}")));
        let mut fields: Vec<_> = self.fields.iter().enumerate().collect();
        if self.dialect == Dialect::Python {
            // Python's forms have all texts first; JavaScript's keep the order.
            fields.sort_by_key(|(_, (_, value))| matches!(value, FieldValue::File(_)));
        }
        for (index, (name, value)) in fields {
            let name = self.quoted(name);
            let opening =
                format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"");
            match value {
                FieldValue::Text(text) => {
                    let text = match self.dialect {
                        Dialect::Python => text.clone(),
                        Dialect::JavaScript => with_crlf(text),
                    };
                    form.text(format!("{opening}\r\n\r\n{text}\r\n"));
                }
                FieldValue::File(file) => {
                    let filename = match &file.filename {
                        Some(filename) => self.quoted(filename),
                        None => random_name(),
                    };
                    let kind = header_value(&file.content_type)?;
                    form.text(format!(
                        "{opening}; filename=\"{filename}\"\r\nContent-Type: {kind}\r\n\r\n"
                    ));
                    let flag = Flag(Arc::clone(&self.consumed), index);
                    form.file(&file.source, flag).await?;
                    form.text("\r\n".to_owned());
                }
            }
        }
        form.text(format!("--{boundary}--\r\n"));
        Ok(form)
    }

    fn urlencoded(&self) -> EncodedForm {
        // An empty payload has no body, and so no type.
        let kind =
            (!self.fields.is_empty()).then(|| "application/x-www-form-urlencoded".to_owned());
        let mut form = EncodedForm::new(kind);
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
        form.text(text);
        form
    }

    /// A name between quotes. Control characters are encoded, all of them: they would
    /// end the line, or be read in another way by each server.
    fn quoted(&self, name: &str) -> String {
        let mut quoted = String::with_capacity(name.len());
        for character in name.chars() {
            match character {
                '"' | '\0'..='\x1f' | '\x7f' => push_percent(&mut quoted, character as u8),
                '\\' if self.dialect == Dialect::Python => quoted.push_str("\\\\"),
                _ => quoted.push(character),
            }
        }
        quoted
    }
}

/// One of a payload's flags; see [`Payload::is_consumed`].
#[derive(Clone, Debug)]
pub(crate) struct Flag(Arc<[AtomicBool]>, usize);

impl Flag {
    /// Says that the stream is being read now.
    ///
    /// # Errors
    ///
    /// When it was read before.
    pub(crate) fn consume(&self) -> Result<(), Error> {
        if self.0[self.1].swap(true, Ordering::AcqRel) {
            Err(consumed())
        } else {
            Ok(())
        }
    }

    /// Whether the stream was read.
    pub(crate) fn is_consumed(&self) -> bool {
        self.0[self.1].load(Ordering::Acquire)
    }
}

fn consumed() -> Error {
    let text = "the payload can't be sent again: a file in it is a stream, and was read already";
    Error::argument("payload", text)
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

fn push_urlencoded(out: &mut String, text: &str) {
    for byte in text.bytes() {
        match byte {
            b' ' => out.push('+'),
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' | b'.' | b'-' | b'~' => {
                out.push(char::from(byte))
            }
            _ => push_percent(out, byte),
        }
    }
}

fn push_percent(out: &mut String, byte: u8) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.push('%');
    out.push(char::from(DIGITS[usize::from(byte >> 4)]));
    out.push(char::from(DIGITS[usize::from(byte & 15)]));
}

/// 32 hexadecimal digits.
fn random_name() -> String {
    format!("{:032x}", fastrand::u128(..))
}

#[cfg(test)]
mod tests;
