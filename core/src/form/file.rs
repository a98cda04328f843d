//! Files of a payload, and the flags of those that are streams.

use std::fmt;
#[cfg(feature = "files")]
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bytes::Bytes;
use futures_util::future::BoxFuture;

use crate::error::{Error, ErrorKind};

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

/// The source of a file's bytes.
#[derive(Clone)]
pub enum FileSource {
    /// Memory; not copied.
    Bytes(Bytes),
    /// A path, opened for each attempt. One that names no regular file, such as a
    /// pipe or a device, is a stream: it is read once, to its end.
    #[cfg(feature = "files")]
    Path(PathBuf),
    /// An object of the language.
    Reader(Arc<dyn ReadAt>),
}

/// Something to read: of a known length, from any place and again and again, or a
/// stream.
pub trait ReadAt: Send + Sync {
    /// The length; `None` for a stream, whose chunks are read in
    /// order and once.
    ///
    /// # Errors
    ///
    /// The length of the object can't be read.
    fn length(&self) -> Result<Option<u64>, Error>;

    /// Up to this many bytes from this place; none at the end. A stream may return
    /// more.
    fn read_at(&self, offset: u64, at_most: usize) -> BoxFuture<'static, Result<Bytes, Error>>;
}

impl fmt::Debug for FileSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bytes(_) => "Bytes(..)",
            #[cfg(feature = "files")]
            Self::Path(_) => "Path(..)",
            Self::Reader(_) => "Reader(..)",
        })
    }
}

/// One of a payload's flags; see [`Payload::is_consumed`].
#[derive(Clone, Debug)]
pub(super) struct Flag(pub(super) Arc<[AtomicBool]>, pub(super) usize);

impl Flag {
    /// Marks the stream as being read.
    ///
    /// # Errors
    ///
    /// When it was read before.
    pub(super) fn consume(&self) -> Result<(), Error> {
        if self.0[self.1].swap(true, Ordering::AcqRel) {
            Err(consumed())
        } else {
            Ok(())
        }
    }

    /// Whether the stream was read.
    pub(super) fn is_consumed(&self) -> bool {
        self.0[self.1].load(Ordering::Acquire)
    }
}

pub(super) fn consumed() -> Error {
    let text = "the payload can't be sent again: a file in it is a stream, and was read already";
    Error::argument("payload", text)
}

/// The error of a stream without data.
#[must_use]
pub fn empty_stream() -> Error {
    // An empty stream is usually one that was read before.
    unsendable("it is a stream that has no data, or was read already")
}

pub(super) fn unsendable(why: &str) -> Error {
    Error::new(
        ErrorKind::Argument,
        format!("a file of the payload can't be sent: {why}"),
    )
}
