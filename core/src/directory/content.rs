//! The second reading: the content of a file as it goes over the wire. A file that is not the one
//! that was hashed ends the body before its last byte.

use std::sync::Arc;

use bytes::{BufMut, Bytes, BytesMut};
use futures_util::{Stream, stream};
use ring::digest::{Context, SHA256};
use tokio::fs::File;
use tokio::io::AsyncReadExt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::digest::{HashedFile, escape};
use super::error::DirectoryError;
use super::file::CHUNK;

struct Reading {
    file: Arc<HashedFile>,
    opened: File,
    context: Context,
    left: u64,
    room: Vec<u8>,
}

/// The content in the form in which it stands between quotation marks.
pub(crate) fn content(
    file: Arc<HashedFile>,
) -> impl Stream<Item = Result<Bytes, DirectoryError>> + Send + 'static {
    stream::try_unfold(Start::Closed(file), |start| async move {
        let mut reading = match start {
            Start::Closed(file) => Box::new(Reading {
                opened: file.file.open().await?,
                left: file.file.size(),
                context: Context::new(&SHA256),
                room: Vec::new(),
                file,
            }),
            Start::Open(reading) => reading,
        };
        if reading.left == 0 {
            return Ok(None);
        }
        let piece = reading.piece().await?;
        Ok(Some((piece, Start::Open(reading))))
    })
}

enum Start {
    Closed(Arc<HashedFile>),
    Open(Box<Reading>),
}

impl Reading {
    async fn piece(&mut self) -> Result<Bytes, DirectoryError> {
        let source = &self.file.file;
        let size = usize::try_from(self.left).map_or(CHUNK, |left| left.min(CHUNK));
        self.room.resize(size, 0);
        let read = self.opened.read_exact(&mut self.room).await;
        read.map_err(|error| match error.kind() {
            std::io::ErrorKind::UnexpectedEof => DirectoryError::changed(source.file()),
            _ => DirectoryError::system(source.file(), error),
        })?;
        self.left -= size as u64;
        self.context.update(&self.room);
        if self.left == 0 {
            source.check_open(&self.opened).await?;
            let digest = self.context.clone().finish();
            if digest.as_ref() != self.file.digest.as_ref() {
                return Err(DirectoryError::changed(source.file()));
            }
        }
        Ok(if self.file.is_text {
            escaped(&self.room)
        } else {
            STANDARD.encode(&self.room).into()
        })
    }
}

/// The bytes of a text with the escapes of JSON.
fn escaped(piece: &[u8]) -> Bytes {
    let mut text = BytesMut::with_capacity(piece.len());
    for byte in piece {
        match escape(*byte) {
            (_, 1) => text.put_u8(*byte),
            (last, 2) => text.put_slice(&[b'\\', last]),
            _ => text.put_slice(format!("\\u{byte:04x}").as_bytes()),
        }
    }
    text.freeze()
}
