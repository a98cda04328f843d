//! Why a directory can't be sent.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::Error;

/// Why a directory can't be sent, and which of its files is the reason.
#[derive(Debug)]
pub struct DirectoryError {
    kind: DirectoryErrorKind,
    file: PathBuf,
    message: String,
}

/// The kind of a [`DirectoryError`].
#[derive(Debug)]
#[non_exhaustive]
pub enum DirectoryErrorKind {
    /// The system can't read the directory or a file.
    System(io::Error),
    /// A symbolic link leads out of the directory, or nowhere.
    Link,
    /// A name has a character that a path can't have.
    Name,
    /// A file has changed while it was read.
    Changed,
}

impl DirectoryError {
    pub(super) fn system(file: &Path, error: io::Error) -> Self {
        let message = format!("{} can't be read: {error}", file.display());
        Self::new(DirectoryErrorKind::System(error), file, message)
    }

    pub(super) fn broken_link(file: &Path) -> Self {
        let message = format!("{} is a symbolic link that leads nowhere", file.display());
        Self::new(DirectoryErrorKind::Link, file, message)
    }

    pub(super) fn outward_link(file: &Path, target: &Path) -> Self {
        let message = format!(
            "{} is a symbolic link that leads out of the folder, to {}",
            file.display(),
            target.display()
        );
        Self::new(DirectoryErrorKind::Link, file, message)
    }

    pub(super) fn name(file: &Path, path: &str) -> Self {
        let message = format!("{path:?} has a character that a path can't have");
        Self::new(DirectoryErrorKind::Name, file, message)
    }

    pub(super) fn changed(file: &Path) -> Self {
        let message = format!("{} has changed while it was read", file.display());
        Self::new(DirectoryErrorKind::Changed, file, message)
    }

    fn new(kind: DirectoryErrorKind, file: &Path, message: String) -> Self {
        Self {
            kind,
            file: file.to_owned(),
            message,
        }
    }

    /// The error of a call that sends the directory.
    pub(crate) fn into_error(self) -> Error {
        let code = self.code();
        Error::argument("directory", self.message).with_system_code(code)
    }

    /// The kind of the error.
    #[must_use]
    pub fn kind(&self) -> &DirectoryErrorKind {
        &self.kind
    }

    /// The directory or the file that is the reason.
    #[must_use]
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// The text, one line.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The system's name of the failure, such as `ENOENT`, if it is a usual one.
    #[must_use]
    pub fn code(&self) -> Option<&'static str> {
        let DirectoryErrorKind::System(error) = &self.kind else {
            return None;
        };
        Some(match error.kind() {
            io::ErrorKind::NotFound => "ENOENT",
            io::ErrorKind::NotADirectory => "ENOTDIR",
            io::ErrorKind::PermissionDenied => "EACCES",
            io::ErrorKind::IsADirectory => "EISDIR",
            io::ErrorKind::InvalidFilename => "ENAMETOOLONG",
            _ => return None,
        })
    }
}

impl fmt::Display for DirectoryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for DirectoryError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            DirectoryErrorKind::System(error) => Some(error),
            _ => None,
        }
    }
}
