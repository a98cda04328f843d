//! A file below a directory: what shows that it has changed, and its content.

use std::fs::{File, Metadata};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::error::DirectoryError;

/// The largest part of a file that is in memory at once. A multiple of three, so that base64 has
/// no padding before its end.
pub(super) const CHUNK: usize = 192 * 1024;

/// Suffixes of files that are sent as text, if they are UTF-8; in order.
pub(super) const TEXT_SUFFIXES: [&str; 39] = [
    "bat", "c", "css", "csv", "etx", "frag", "glsl", "h", "htm", "html", "ics", "js", "json",
    "ksh", "log", "map", "markdown", "md", "mjs", "n3", "pl", "py", "rst", "rtf", "rtx", "sgm",
    "sgml", "srt", "svg", "ts", "tsv", "txt", "vcf", "vert", "vtt", "wgsl", "xml", "yaml", "yml",
];

/// A file below a directory.
#[derive(Clone, Debug)]
pub struct DirectoryFile {
    pub(super) path: String,
    pub(super) file: PathBuf,
    pub(super) state: State,
}

/// The content of a file, as an artifact's file holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileContent {
    /// A text.
    Text(String),
    /// Bytes, as base64.
    Base64(String),
}

/// What shows that a file is still the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct State {
    size: u64,
    modified: Option<SystemTime>,
    /// The device and the number of the file, where the system has them.
    identity: Option<(u64, u64)>,
}

impl State {
    pub(super) fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        let identity = {
            use std::os::unix::fs::MetadataExt;
            Some((metadata.dev(), metadata.ino()))
        };
        #[cfg(not(unix))]
        let identity = None;
        Self {
            size: metadata.len(),
            modified: metadata.modified().ok(),
            identity,
        }
    }
}

impl DirectoryFile {
    /// Its path below the directory, with `/` between its parts.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The file on this machine.
    #[must_use]
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Its size in bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.state.size
    }

    /// Whether its suffix is one of texts. Its content may still be no UTF-8.
    #[must_use]
    pub fn has_text_suffix(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        let suffix = name.rsplit_once('.').map(|(_, suffix)| suffix);
        let suffix = suffix.unwrap_or_default().to_ascii_lowercase();
        TEXT_SUFFIXES.binary_search(&suffix.as_str()).is_ok()
    }

    /// Reads the file: as text if its suffix is one of texts and its content is UTF-8, otherwise
    /// as base64.
    ///
    /// # Errors
    ///
    /// The file can't be read, or has changed since the walk found it.
    ///
    /// ```
    /// use flymyai_core::{FileContent, walk_directory};
    ///
    /// # let directory = std::env::temp_dir().join(format!("read-{}", std::process::id()));
    /// # std::fs::create_dir_all(&directory).unwrap();
    /// std::fs::write(directory.join("index.html"), "<h1>Deck</h1>").unwrap();
    /// let files = walk_directory(&directory).unwrap();
    /// assert_eq!(files[0].path(), "index.html");
    /// let text = "<h1>Deck</h1>".to_owned();
    /// assert_eq!(files[0].read().unwrap(), FileContent::Text(text));
    /// # std::fs::remove_dir_all(&directory).unwrap();
    /// ```
    pub fn read(&self) -> Result<FileContent, DirectoryError> {
        let bytes = self.bytes()?;
        if !self.has_text_suffix() {
            return Ok(FileContent::Base64(STANDARD.encode(bytes)));
        }
        Ok(match String::from_utf8(bytes) {
            Ok(text) => FileContent::Text(text),
            Err(invalid) => FileContent::Base64(STANDARD.encode(invalid.as_bytes())),
        })
    }

    fn bytes(&self) -> Result<Vec<u8>, DirectoryError> {
        let failed = |error| DirectoryError::system(&self.file, error);
        let mut file = File::open(&self.file).map_err(failed)?;
        self.check(&file)?;
        let mut bytes = Vec::new();
        // One byte more shows that the file has grown.
        let limit = self.size().saturating_add(1);
        let read = (&mut file).take(limit).read_to_end(&mut bytes);
        if read.map_err(failed)? as u64 != self.size() {
            return Err(DirectoryError::changed(&self.file));
        }
        self.check(&file)?;
        Ok(bytes)
    }

    /// Opens the file that the walk has found.
    pub(super) async fn open(&self) -> Result<tokio::fs::File, DirectoryError> {
        let opened = tokio::fs::File::open(&self.file).await;
        let opened = opened.map_err(|error| DirectoryError::system(&self.file, error))?;
        self.check_open(&opened).await?;
        Ok(opened)
    }

    /// Refuses an open file that is not the one that the walk has found.
    pub(super) async fn check_open(&self, file: &tokio::fs::File) -> Result<(), DirectoryError> {
        self.compare(file.metadata().await)
    }

    /// Refuses an open file that is not the one that the walk has found.
    fn check(&self, file: &File) -> Result<(), DirectoryError> {
        self.compare(file.metadata())
    }

    fn compare(&self, found: std::io::Result<Metadata>) -> Result<(), DirectoryError> {
        let found = found.map_err(|error| DirectoryError::system(&self.file, error))?;
        if State::of(&found) == self.state {
            Ok(())
        } else {
            Err(DirectoryError::changed(&self.file))
        }
    }
}
