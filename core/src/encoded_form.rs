//! An encoded form: its length is known, its files are read as it is sent.

use std::path::PathBuf;
use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use futures_util::{Stream, StreamExt, TryStreamExt, stream};
use tokio::io::AsyncReadExt;

use crate::error::{Error, ErrorKind};
use crate::form::{FileSource, ReadAt};

/// How much of a file is in memory at once.
pub(crate) const PIECE: usize = 256 * 1024;

/// A form as it goes over the wire, its files still unread.
#[derive(Clone, Debug)]
pub struct EncodedForm {
    content_type: Option<String>,
    segments: Vec<Segment>,
    length: u64,
}

#[derive(Clone, Debug)]
enum Segment {
    Bytes(Bytes),
    File { source: FileSource, length: u64 },
}

impl EncodedForm {
    pub(crate) fn new(content_type: Option<String>) -> Self {
        Self {
            content_type,
            segments: Vec::new(),
            length: 0,
        }
    }

    pub(crate) fn text(&mut self, text: String) {
        self.length += text.len() as u64;
        self.segments.push(Segment::Bytes(text.into()));
    }

    pub(crate) async fn file(&mut self, source: &FileSource) -> Result<(), Error> {
        let length = match source {
            FileSource::Bytes(bytes) => {
                self.length += bytes.len() as u64;
                self.segments.push(Segment::Bytes(bytes.clone()));
                return Ok(());
            }
            FileSource::Path(path) => length_of(path).await?,
            FileSource::Reader(reader) => reader.length()?,
        };
        self.length += length;
        self.segments.push(Segment::File {
            source: source.clone(),
            length,
        });
        Ok(())
    }

    /// The value of the `Content-Type` header, where the form has one.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// How many bytes the form has.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.length
    }

    /// Whether the form has no byte.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The form's bytes, files read as they are asked for.
    pub fn into_stream(self) -> impl Stream<Item = Result<Bytes, Error>> + Send + 'static {
        stream::iter(self.segments).flat_map(|segment| match segment {
            Segment::Bytes(bytes) => stream::iter([Ok(bytes)]).boxed(),
            Segment::File {
                source: FileSource::Bytes(bytes),
                ..
            } => stream::iter([Ok(bytes)]).boxed(),
            Segment::File {
                source: FileSource::Path(path),
                length,
            } => stream::once(async move {
                tokio::fs::File::open(&path)
                    .await
                    .map_err(|error| unreadable(&path, &error))
            })
            .map_ok(move |file| pieces_of_file(file, length))
            .try_flatten()
            .boxed(),
            Segment::File {
                source: FileSource::Reader(reader),
                length,
            } => pieces_of_reader(reader, length).boxed(),
        })
    }
}

/// What was promised is sent: a file that shrank meanwhile is an error, what it
/// grew by is left out.
fn pieces_of_file(
    file: tokio::fs::File,
    length: u64,
) -> impl Stream<Item = Result<Bytes, Error>> + Send {
    let start = (file, length, BytesMut::new());
    stream::try_unfold(start, |(mut file, left, mut room)| async move {
        if left == 0 {
            return Ok(None);
        }
        // The memory of the last piece again, once that has gone out.
        room.reserve(PIECE.min(usize::try_from(left).unwrap_or(PIECE)));
        let mut limited = (&mut file).take(left);
        let read = limited
            .read_buf(&mut room)
            .await
            .map_err(|error| lost(&error.to_string()))?;
        if read == 0 {
            return Err(lost("it became shorter while it was sent"));
        }
        let piece = room.split().freeze();
        Ok(Some((piece, (file, left - read as u64, room))))
    })
}

fn pieces_of_reader(
    reader: Arc<dyn ReadAt>,
    length: u64,
) -> impl Stream<Item = Result<Bytes, Error>> + Send {
    stream::try_unfold((reader, 0), move |(reader, at)| async move {
        if at == length {
            return Ok(None);
        }
        let at_most = PIECE.min(usize::try_from(length - at).unwrap_or(PIECE));
        let piece = reader.read_at(at, at_most).await?;
        if piece.is_empty() {
            return Err(lost("it became shorter while it was sent"));
        }
        let next = at + piece.len() as u64;
        Ok(Some((piece, (reader, next))))
    })
}

async fn length_of(path: &PathBuf) -> Result<u64, Error> {
    let found = tokio::fs::File::open(path)
        .await
        .map_err(|error| unreadable(path, &error))?;
    let about = found
        .metadata()
        .await
        .map_err(|error| unreadable(path, &error))?;
    if about.is_dir() {
        return Err(Error::argument(
            "payload",
            format!("{} is a folder", path.display()),
        ));
    }
    Ok(about.len())
}

fn unreadable(path: &std::path::Path, error: &std::io::Error) -> Error {
    Error::argument(
        "payload",
        format!("{} can't be read: {error}", path.display()),
    )
}

fn lost(why: &str) -> Error {
    Error::new(
        ErrorKind::Argument,
        format!("a file of the payload was lost: {why}"),
    )
}
