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
mod tests {
    use futures_util::TryStreamExt;

    use super::*;
    use crate::encoded_form::PIECE;

    async fn wire(payload: &Payload) -> (String, String) {
        let form = payload.encode().await.unwrap();
        let (kind, length) = (form.content_type().unwrap().to_owned(), form.length());
        let pieces: Vec<Bytes> = form.into_stream().try_collect().await.unwrap();
        let bytes = pieces.concat();
        assert_eq!(Some(bytes.len() as u64), length);
        (kind, String::from_utf8(bytes).unwrap())
    }

    fn text(name: &str, value: &str) -> (String, FieldValue) {
        (name.into(), FieldValue::Text(value.into()))
    }

    fn file(name: &str, filename: Option<&str>, source: FileSource) -> (String, FieldValue) {
        let content_type = "text/plain".to_owned();
        let filename = filename.map(str::to_owned);
        (
            name.into(),
            FieldValue::File(FilePart {
                filename,
                content_type,
                source,
            }),
        )
    }

    #[tokio::test]
    async fn python_without_files_is_urlencoded() {
        let fields = vec![text("a", "a b&ü~*"), text("a", ""), text("é", "1e+16")];
        let (kind, body) = wire(&Payload::new(Dialect::Python, fields)).await;
        assert_eq!(kind, "application/x-www-form-urlencoded");
        assert_eq!(body, "a=a+b%26%C3%BC~%2A&a=&%C3%A9=1e%2B16");
    }

    #[tokio::test]
    async fn python_with_a_file_puts_texts_first() {
        let source = FileSource::Bytes(Bytes::from_static(b"x\ny"));
        let fields = vec![file("f", Some("a\"b\\c.txt"), source), text("t", "a\nb")];
        let (kind, body) = wire(&Payload::new(Dialect::Python, fields)).await;
        let boundary = kind.split_once("boundary=").unwrap().1;
        assert_eq!(boundary.len(), 32);
        assert_eq!(
            body.replace(boundary, "B"),
            "--B\r\nContent-Disposition: form-data; name=\"t\"\r\n\r\na\nb\r\n\
             --B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a%22b\\\\c.txt\"\r\n\
             Content-Type: text/plain\r\n\r\nx\ny\r\n--B--\r\n"
        );
    }

    #[tokio::test]
    async fn javascript_keeps_the_order_and_ends_lines_with_crlf() {
        let source = FileSource::Bytes(Bytes::from_static(b"x\ny"));
        let fields = vec![
            file("f", Some("blob"), source),
            text("t\"\n", "a\nb\rc\r\nd"),
        ];
        let (kind, body) = wire(&Payload::new(Dialect::JavaScript, fields)).await;
        let boundary = kind.split_once("boundary=").unwrap().1;
        assert!(boundary.starts_with("----formdata-undici-0"));
        assert_eq!(
            body.replace(boundary, "B"),
            "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"blob\"\r\n\
             Content-Type: text/plain\r\n\r\nx\ny\r\n\
             --B\r\nContent-Disposition: form-data; name=\"t%22%0A\"\r\n\r\na\r\nb\r\nc\r\nd\r\n--B--\r\n"
        );
    }

    #[tokio::test]
    async fn a_path_is_read_anew_for_each_attempt() {
        let path = std::env::temp_dir().join(format!("flymyai-form-{}", random_name()));
        std::fs::write(&path, vec![b'a'; PIECE + 1]).unwrap();
        let fields = vec![file("f", None, FileSource::Path(path.clone()))];
        let payload = Payload::new(Dialect::Python, fields);
        let (first, second) = (wire(&payload).await, wire(&payload).await);
        assert_ne!(first.1, second.1, "unnamed files have fresh names");
        assert!(first.1.contains(&"a".repeat(PIECE + 1)));
        std::fs::remove_file(&path).unwrap();
        assert_eq!(
            payload.encode().await.unwrap_err().argument_name(),
            Some("payload")
        );
    }

    #[tokio::test]
    async fn control_characters_in_names_are_encoded() {
        let names = "a\0\t\r\n\x1b\x1f\x7f\"é\u{80}";
        let encoded = "a%00%09%0D%0A%1B%1F%7F%22é\u{80}";
        for dialect in [Dialect::Python, Dialect::JavaScript] {
            let source = FileSource::Bytes(Bytes::from_static(b"x"));
            let fields = vec![text(names, "t"), file(names, Some(names), source)];
            let (_, body) = wire(&Payload::new(dialect, fields)).await;
            assert!(
                body.contains(&format!("name=\"{encoded}\"\r\n\r\nt")),
                "{body:?}"
            );
            let line = format!("name=\"{encoded}\"; filename=\"{encoded}\"\r\n");
            assert!(body.contains(&line), "{body:?}");
        }
    }

    #[tokio::test]
    async fn a_type_that_no_header_can_hold_is_refused() {
        for kind in ["a/b\r\nX: y", "a/\0", "a/é", "a/b\x7f"] {
            let part = FilePart {
                filename: None,
                content_type: kind.to_owned(),
                source: FileSource::Bytes(Bytes::new()),
            };
            let fields = vec![("f".to_owned(), FieldValue::File(part))];
            let error = Payload::new(Dialect::JavaScript, fields).encode().await;
            let error = error.unwrap_err();
            assert_eq!(error.argument_name(), Some("payload"), "{kind:?}");
            assert!(!error.message().contains('\n'), "{error}");
        }
    }

    #[tokio::test]
    async fn a_folder_is_refused_before_anything_is_sent() {
        let fields = vec![file("f", None, FileSource::Path(std::env::temp_dir()))];
        let error = Payload::new(Dialect::JavaScript, fields)
            .encode()
            .await
            .unwrap_err();
        assert!(error.message().contains("folder"), "{error}");
    }
}
