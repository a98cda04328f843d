//! Reads multipart forms while they arrive: files are hashed and discarded, so their size does not matter.

use bytes::{Buf, BytesMut};
use memchr::memmem::{self, Finder};
use percent_encoding::percent_decode_str;
use ring::digest::{Context, SHA256};

use super::form::{File, Form};
use super::request_log::finish;

/// The most a part's header lines may take.
const HEADERS: usize = 16 << 10;
/// The most a field that is no file may hold, as it stays in memory.
pub(super) const FIELD: usize = 64 << 20;

pub(super) struct Multipart {
    /// The end of a part: a line break and the boundary after two hyphens.
    delimiter: Finder<'static>,
    buffer: BytesMut,
    state: State,
    form: Form,
}

enum State {
    /// Before the first boundary.
    Preamble,
    /// Right after a boundary.
    Boundary,
    Headers,
    Content(Part),
    /// After the last boundary.
    Epilogue,
}

/// A part that is being read.
enum Part {
    Field {
        name: String,
        value: Vec<u8>,
    },
    File {
        name: String,
        filename: String,
        content_type: Option<String>,
        size: u64,
        hash: Box<Context>,
    },
}

impl Multipart {
    pub(super) fn new(boundary: &str) -> Self {
        Self {
            delimiter: Finder::new(&format!("\r\n--{boundary}")).into_owned(),
            // The first boundary may open the body; with this line break it is like any other.
            buffer: BytesMut::from(&b"\r\n"[..]),
            state: State::Preamble,
            form: Form::default(),
        }
    }

    pub(super) fn push(&mut self, data: &[u8]) -> Result<(), String> {
        if matches!(self.state, State::Epilogue) {
            return Ok(());
        }
        self.buffer.extend_from_slice(data);
        while self.step()? {}
        Ok(())
    }

    pub(super) fn finish(self) -> Result<Form, String> {
        match self.state {
            State::Epilogue => Ok(self.form),
            _ => Err("the body ends before its last boundary".to_owned()),
        }
    }

    /// Makes one step; `false` if it needs more data, or after the end.
    fn step(&mut self) -> Result<bool, String> {
        match &mut self.state {
            State::Preamble => Ok(match self.delimiter.find(&self.buffer) {
                Some(at) => {
                    self.buffer.advance(at + self.delimiter.needle().len());
                    self.state = State::Boundary;
                    true
                }
                None => {
                    let done = undecided(&self.buffer, &self.delimiter);
                    self.buffer.advance(done);
                    false
                }
            }),
            State::Boundary => self.boundary(),
            State::Headers => self.headers(),
            State::Content(part) => Ok(match self.delimiter.find(&self.buffer) {
                Some(at) => {
                    part.add(&self.buffer[..at])?;
                    self.buffer.advance(at + self.delimiter.needle().len());
                    if let State::Content(part) =
                        std::mem::replace(&mut self.state, State::Boundary)
                    {
                        part.close(&mut self.form);
                    }
                    true
                }
                None => {
                    let done = undecided(&self.buffer, &self.delimiter);
                    part.add(&self.buffer[..done])?;
                    self.buffer.advance(done);
                    false
                }
            }),
            State::Epilogue => Ok(false),
        }
    }

    fn boundary(&mut self) -> Result<bool, String> {
        if self.buffer.starts_with(b"--") {
            self.buffer.clear();
            self.state = State::Epilogue;
            return Ok(false);
        }
        let line = memmem::find(&self.buffer, b"\r\n");
        let rest = &self.buffer[..line.unwrap_or(self.buffer.len())];
        // Blanks may follow a boundary; a lone hyphen or carriage return waits for the next byte.
        let fits =
            |byte: &u8| matches!(byte, b' ' | b'\t') || line.is_none() && b"-\r".contains(byte);
        if rest.len() > 128 || !rest.iter().all(fits) {
            return Err("a boundary is followed by something else than a line break".to_owned());
        }
        let Some(line) = line else { return Ok(false) };
        // The line break stays: with it, "no headers at all" ends like all others.
        self.buffer.advance(line);
        self.state = State::Headers;
        Ok(true)
    }

    fn headers(&mut self) -> Result<bool, String> {
        let Some(end) = memmem::find(&self.buffer, b"\r\n\r\n") else {
            return match self.buffer.len() {
                ..HEADERS => Ok(false),
                _ => Err("a part's headers are too long".to_owned()),
            };
        };
        let part = Part::open(&String::from_utf8_lossy(&self.buffer[..end]))?;
        self.buffer.advance(end + 4);
        self.state = State::Content(part);
        Ok(true)
    }
}

/// How much of the buffer cannot be the beginning of a delimiter.
fn undecided(buffer: &[u8], delimiter: &Finder) -> usize {
    buffer.len().saturating_sub(delimiter.needle().len() - 1)
}

impl Part {
    fn open(headers: &str) -> Result<Self, String> {
        let header = |wanted: &str| {
            headers.split("\r\n").find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.trim()
                    .eq_ignore_ascii_case(wanted)
                    .then(|| value.trim())
            })
        };
        let disposition = header("content-disposition").ok_or("a part has no disposition")?;
        let name = parameter(disposition, "name").ok_or("a part has no name")?;
        let filename = parameter(disposition, "filename*")
            .and_then(|value| extended(&value))
            .or_else(|| parameter(disposition, "filename"));
        Ok(match filename {
            None => Self::Field {
                name,
                value: Vec::new(),
            },
            Some(filename) => Self::File {
                name,
                filename,
                content_type: header("content-type").map(str::to_owned),
                size: 0,
                hash: Box::new(Context::new(&SHA256)),
            },
        })
    }

    fn add(&mut self, data: &[u8]) -> Result<(), String> {
        match self {
            Self::Field { value, .. } if value.len() + data.len() > FIELD => {
                Err("a field is too long".to_owned())
            }
            Self::Field { value, .. } => {
                value.extend_from_slice(data);
                Ok(())
            }
            Self::File { size, hash, .. } => {
                *size += data.len() as u64;
                hash.update(data);
                Ok(())
            }
        }
    }

    fn close(self, form: &mut Form) {
        match self {
            Self::Field { name, value } => {
                form.add_field(name, String::from_utf8_lossy(&value).into_owned());
            }
            Self::File {
                name,
                filename,
                content_type,
                size,
                hash,
            } => form.add_file(
                name,
                File {
                    filename,
                    content_type,
                    size,
                    sha256: finish(*hash),
                },
            ),
        }
    }
}

/// A parameter of a header such as `form-data; name="a"`. Backslashes escape quotes and themselves; percent signs mean
/// nothing, as with most servers.
pub(super) fn parameter(header: &str, wanted: &str) -> Option<String> {
    let mut rest = header.split_once(';')?.1;
    loop {
        let (name, value) = rest.split_once('=')?;
        let (value, after) = match value.trim_start().strip_prefix('"') {
            Some(quoted) => unquote(quoted),
            None => {
                let (value, after) = value.split_once(';').unwrap_or((value, ""));
                (value.trim().to_owned(), after)
            }
        };
        if name
            .trim_matches([' ', ';', '\t'])
            .eq_ignore_ascii_case(wanted)
        {
            return Some(value);
        }
        rest = after;
    }
}

fn unquote(text: &str) -> (String, &str) {
    let mut value = String::new();
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return (value, &text[at + 1..]),
            '\\' => match characters.next_if(|(_, next)| matches!(next, '"' | '\\')) {
                Some((_, escaped)) => value.push(escaped),
                None => value.push('\\'),
            },
            _ => value.push(character),
        }
    }
    (value, "")
}

/// A value of the form `UTF-8''%C3%BC`.
fn extended(value: &str) -> Option<String> {
    let encoded = value.splitn(3, '\'').nth(2)?;
    Some(percent_decode_str(encoded).decode_utf8_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = b"preamble\r\n--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--C\r\r\n--B \r\n\
        content-disposition: form-data; name=\"f\"; filename=\"x\\\\y\\\"%22.png\"\r\nContent-Type: image/png\r\n\r\n\
        \r\n\r\n--B\r\nContent-Disposition: form-data; name=e\r\n\r\n\r\n--B--\r\nepilogue";

    fn read(chunks: impl Iterator<Item = &'static [u8]>) -> Result<Form, String> {
        let mut multipart = Multipart::new("B");
        for chunk in chunks {
            multipart.push(chunk)?;
        }
        multipart.finish()
    }

    #[test]
    fn chunks_of_every_size_make_the_same_form() {
        for size in 1..BODY.len() {
            let form = read(BODY.chunks(size)).unwrap();
            assert_eq!(
                (form.text("a"), form.text("e")),
                (Some("1\r\n--C\r"), Some("")),
                "{size}"
            );
            let file = form.file("f").unwrap();
            assert_eq!((file.filename.as_str(), file.size), ("x\\y\"%22.png", 2));
            assert_eq!(file.content_type.as_deref(), Some("image/png"));
            assert!(
                file.sha256.starts_with("7eb70257593da06f"),
                "{}",
                file.sha256
            );
        }
    }

    #[test]
    fn accepts_forms_without_parts() {
        assert!(read([&b"--B--\r\n"[..]].into_iter()).is_ok());
    }

    #[test]
    fn rejects_bodies_that_are_no_forms() {
        for body in [
            &b""[..],
            b"--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1",
            b"--Bx\r\n",
            b"--B\r\n\r\n1\r\n--B--",
            b"--B\r\nContent-Disposition: form-data\r\n\r\n1\r\n--B--",
        ] {
            assert!(read([body].into_iter()).is_err(), "{}", body.escape_ascii());
        }
    }

    #[test]
    fn accepts_non_ascii_names() {
        let header = "form-data; name=\"\u{fc}\"; filename=\"plain\"; filename*=UTF-8''%C3%BC.txt";
        assert_eq!(parameter(header, "name").as_deref(), Some("\u{fc}"));
        let name = parameter(header, "filename*").and_then(|value| extended(&value));
        assert_eq!(name.as_deref(), Some("\u{fc}.txt"));
    }
}
