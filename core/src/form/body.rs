//! An encoded form: its files are read as it is sent. Its length is known unless
//! there is a stream among them.

#[cfg(feature = "files")]
use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
#[cfg(feature = "files")]
use bytes::BytesMut;
use futures_util::{Stream, StreamExt, TryStreamExt, stream};
#[cfg(feature = "files")]
use tokio::io::AsyncReadExt;

use super::file::{FileSource, Flag, ReadAt, empty_stream, unsendable};
#[cfg(feature = "files")]
use crate::directory::{DirectoryError, HashedFile, content};
use crate::error::Error;

/// The largest part of a file that is in memory at once.
pub(crate) const CHUNK: usize = 256 * 1024;

/// A form as it goes over the wire, its files still unread.
#[derive(Clone, Debug)]
pub struct EncodedForm {
    content_type: Option<String>,
    segments: Vec<Segment>,
    /// `None` if it is unknown.
    length: Option<u64>,
}

#[derive(Clone, Debug)]
enum Segment {
    Bytes(Bytes),
    File {
        source: FileSource,
        length: Length,
    },
    /// The content of a file in JSON.
    #[cfg(feature = "files")]
    Content(Arc<HashedFile>),
}

#[derive(Clone, Debug)]
enum Length {
    Known(u64),
    /// A file whose size is only found by reading it, as in `/proc`.
    #[cfg(feature = "files")]
    Unknown,
    /// Unknown, too, and there is nothing left to read a second time.
    Once(Flag),
}

impl EncodedForm {
    pub(crate) fn new(content_type: Option<String>) -> Self {
        Self {
            content_type,
            segments: Vec::new(),
            length: Some(0),
        }
    }

    pub(crate) fn text(&mut self, text: String) {
        self.bytes(text.into());
    }

    /// Adds a file. Reading a stream sets its flag.
    pub(super) async fn file(&mut self, source: &FileSource, flag: Flag) -> Result<(), Error> {
        let length = match source {
            FileSource::Bytes(bytes) => {
                self.bytes(bytes.clone());
                return Ok(());
            }
            #[cfg(feature = "files")]
            FileSource::Path(path) => length_of(path, flag).await?,
            FileSource::Reader(reader) => match reader.length()? {
                Some(length) => Length::Known(length),
                None => Length::Once(flag),
            },
        };
        self.length = match (self.length, &length) {
            (Some(before), Length::Known(length)) => Some(before + length),
            _ => None,
        };
        self.segments.push(Segment::File {
            source: source.clone(),
            length,
        });
        Ok(())
    }

    /// Adds the content of a file as it stands in JSON, between quotation marks.
    #[cfg(feature = "files")]
    pub(crate) fn content(&mut self, file: HashedFile) {
        self.length = self.length.map(|length| length + file.encoded);
        self.segments.push(Segment::Content(Arc::new(file)));
    }

    fn bytes(&mut self, bytes: Bytes) {
        self.length = self.length.map(|length| length + bytes.len() as u64);
        self.segments.push(Segment::Bytes(bytes));
    }

    /// The value of the `Content-Type` header, where the form has one.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The length of the form; `None` if a file in it is a stream, so that
    /// the form is sent in chunks.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// Sets `Content-Length` if the length is known. Without it, the form is sent in chunks.
    pub fn set_content_length(&self, headers: &mut http::HeaderMap) {
        if let Some(length) = self.length {
            headers.insert(http::header::CONTENT_LENGTH, length.into());
        }
    }

    /// Whether the form is known to have no byte.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == Some(0)
    }

    /// Whether a stream in it was read, so that the form cannot be sent again.
    pub(crate) fn is_consumed(&self) -> bool {
        self.segments.iter().any(|segment| match segment {
            Segment::File {
                length: Length::Once(flag),
                ..
            } => flag.is_consumed(),
            Segment::File { .. } | Segment::Bytes(_) => false,
            #[cfg(feature = "files")]
            Segment::Content(_) => false,
        })
    }

    /// The form's bytes; files are read while they are sent.
    pub fn into_stream(self) -> impl Stream<Item = Result<Bytes, Error>> + Send + 'static {
        stream::iter(self.segments).flat_map(|segment| match segment {
            Segment::Bytes(bytes)
            | Segment::File {
                source: FileSource::Bytes(bytes),
                ..
            } => stream::iter([Ok(bytes)]).boxed(),
            #[cfg(feature = "files")]
            Segment::Content(file) => content(file).map_err(DirectoryError::into_error).boxed(),
            #[cfg(feature = "files")]
            Segment::File {
                source: FileSource::Path(path),
                length,
            } => stream::once(async move {
                begin(&length)?;
                let opened = tokio::fs::File::open(&path).await;
                let file = opened.map_err(|error| unreadable(&path, &error))?;
                Ok((file, length))
            })
            .map_ok(|(file, length)| chunks_of_file(file, length))
            .try_flatten()
            .boxed(),
            Segment::File {
                source: FileSource::Reader(reader),
                length,
            } => stream::once(async move { begin(&length).map(|()| (reader, length)) })
                .map_ok(|(reader, length)| chunks_of_reader(reader, length))
                .try_flatten()
                .boxed(),
        })
    }
}

fn begin(length: &Length) -> Result<(), Error> {
    match length {
        Length::Once(flag) => flag.consume(),
        Length::Known(_) => Ok(()),
        #[cfg(feature = "files")]
        Length::Unknown => Ok(()),
    }
}

/// Holds a file to its length while it is read.
struct Progress {
    length: Length,
    read: u64,
}

impl Progress {
    fn new(length: Length) -> Self {
        Self { length, read: 0 }
    }

    /// The number of bytes to read. One byte more than the declared length shows whether the file has
    /// grown, before its last chunk is sent.
    fn next(&self) -> usize {
        match self.length {
            Length::Known(length) => usize::try_from(length - self.read)
                .map_or(CHUNK, |left| CHUNK.min(left.saturating_add(1))),
            Length::Once(_) => CHUNK,
            #[cfg(feature = "files")]
            Length::Unknown => CHUNK,
        }
    }

    /// Counts the bytes that were read; returns whether that was the end.
    fn count(&mut self, read: usize) -> Result<bool, Error> {
        self.read += read as u64;
        match (&self.length, read) {
            (Length::Known(length), _) if self.read > *length => {
                Err(unsendable("it became longer while it was sent"))
            }
            (Length::Known(length), 0) if self.read < *length => {
                Err(unsendable("it became shorter while it was sent"))
            }
            (Length::Once(_), 0) if self.read == 0 => Err(empty_stream()),
            _ => Ok(read == 0),
        }
    }
}

#[cfg(feature = "files")]
fn chunks_of_file(
    file: tokio::fs::File,
    length: Length,
) -> impl Stream<Item = Result<Bytes, Error>> + Send {
    let start = (file, Progress::new(length), BytesMut::new());
    stream::try_unfold(start, |(mut file, mut progress, mut room)| async move {
        // Reuses the memory of the last chunk once that was sent.
        let at_most = progress.next();
        room.reserve(at_most);
        let mut limited = (&mut file).take(at_most as u64);
        let read = limited
            .read_buf(&mut room)
            .await
            .map_err(|error| unsendable(&error.to_string()))?;
        if progress.count(read)? {
            return Ok(None);
        }
        let chunk = room.split().freeze();
        Ok(Some((chunk, (file, progress, room))))
    })
}

fn chunks_of_reader(
    reader: Arc<dyn ReadAt>,
    length: Length,
) -> impl Stream<Item = Result<Bytes, Error>> + Send {
    let start = (reader, Progress::new(length));
    stream::try_unfold(start, |(reader, mut progress)| async move {
        let chunk = reader.read_at(progress.read, progress.next()).await?;
        if progress.count(chunk.len())? {
            return Ok(None);
        }
        Ok(Some((chunk, (reader, progress))))
    })
}

/// Opens the file at a path. Only regular files are opened here: others may
/// block until a writer opens them, or lose their content.
#[cfg(feature = "files")]
async fn length_of(path: &PathBuf, flag: Flag) -> Result<Length, Error> {
    let found = |error| unreadable(path, &error);
    let about = tokio::fs::metadata(path).await.map_err(found)?;
    if about.is_dir() {
        return Err(Error::argument(
            "payload",
            format!("{} is a folder", path.display()),
        ));
    }
    if !about.is_file() {
        return Ok(Length::Once(flag));
    }
    let mut file = tokio::fs::File::open(path).await.map_err(found)?;
    let length = file.metadata().await.map_err(found)?.len();
    // The system makes some files, as in `/proc`, while they are read.
    let is_made = length == 0 && file.read(&mut [0]).await.map_err(found)? > 0;
    Ok(if is_made {
        Length::Unknown
    } else {
        Length::Known(length)
    })
}

#[cfg(feature = "files")]
fn unreadable(path: &std::path::Path, error: &std::io::Error) -> Error {
    Error::argument(
        "payload",
        format!("{} can't be read: {error}", path.display()),
    )
}

#[cfg(test)]
#[cfg(feature = "files")]
mod tests;
