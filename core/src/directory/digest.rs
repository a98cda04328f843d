//! The first reading of a file: its hash, its form, and how long its entry will be.

use ring::digest::{Context, Digest, SHA256};
use tokio::io::AsyncReadExt;

use super::error::DirectoryError;
use super::file::{CHUNK, DirectoryFile};

/// A file whose content was read once.
#[derive(Clone, Debug)]
pub(crate) struct HashedFile {
    pub(crate) file: DirectoryFile,
    pub(crate) digest: Digest,
    /// Whether it is sent as text.
    pub(crate) is_text: bool,
    /// The bytes of its content in the request, between the quotation marks.
    pub(crate) encoded: u64,
}

impl HashedFile {
    /// Reads the file piece by piece.
    pub(crate) async fn read(file: DirectoryFile) -> Result<Self, DirectoryError> {
        let mut opened = file.open().await?;
        let mut context = Context::new(&SHA256);
        let mut utf8 = file.has_text_suffix().then(Utf8::default);
        let (mut size, mut escaped) = (0, 0);
        let mut room = vec![0; CHUNK];
        loop {
            let read = opened.read(&mut room).await;
            let read = read.map_err(|error| DirectoryError::system(file.file(), error))?;
            if read == 0 {
                break;
            }
            let piece = &room[..read];
            size += read as u64;
            if size > file.size() {
                return Err(DirectoryError::changed(file.file()));
            }
            context.update(piece);
            if utf8.as_mut().is_some_and(|utf8| !utf8.accepts(piece)) {
                utf8 = None;
            }
            escaped += piece.iter().map(|byte| escape(*byte).1).sum::<u64>();
        }
        file.check_open(&opened).await?;
        if size != file.size() {
            return Err(DirectoryError::changed(file.file()));
        }
        let is_text = utf8.is_some_and(|utf8| utf8.is_complete());
        let encoded = if is_text {
            escaped
        } else {
            size.div_ceil(3) * 4
        };
        Ok(Self {
            digest: context.finish(),
            file,
            is_text,
            encoded,
        })
    }

    /// The hash as the service writes it: lower-case hexadecimal digits.
    pub(crate) fn sha256(&self) -> String {
        use std::fmt::Write;
        let mut text = String::with_capacity(64);
        for byte in self.digest.as_ref() {
            let _ = write!(text, "{byte:02x}");
        }
        text
    }
}

/// The last character of a byte's escape in a JSON text, and how many bytes it becomes.
/// Characters beyond ASCII stay as they are.
pub(super) fn escape(byte: u8) -> (u8, u64) {
    match byte {
        b'"' | b'\\' => (byte, 2),
        b'\n' => (b'n', 2),
        b'\r' => (b'r', 2),
        b'\t' => (b't', 2),
        0x00..=0x1f => (b'u', 6),
        _ => (byte, 1),
    }
}

/// Whether bytes that come in pieces are UTF-8.
#[derive(Default)]
struct Utf8 {
    /// The beginning of a character at the end of the last piece.
    begun: Vec<u8>,
}

impl Utf8 {
    fn accepts(&mut self, mut piece: &[u8]) -> bool {
        while !self.begun.is_empty() {
            let Some((first, rest)) = piece.split_first() else {
                return true;
            };
            self.begun.push(*first);
            piece = rest;
            match std::str::from_utf8(&self.begun) {
                Ok(_) => self.begun.clear(),
                Err(error) if error.error_len().is_some() => return false,
                Err(_) => {}
            }
        }
        match std::str::from_utf8(piece) {
            Ok(_) => true,
            Err(error) if error.error_len().is_some() => false,
            Err(error) => {
                self.begun = piece[error.valid_up_to()..].to_vec();
                true
            }
        }
    }

    fn is_complete(&self) -> bool {
        self.begun.is_empty()
    }
}
