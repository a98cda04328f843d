//! Directories as the files of artifacts: which files are sent, under which paths, and in which
//! form. A file that is not the one that the walk has found is refused.

mod content;
mod digest;
mod error;
mod file;
mod walk;

pub(crate) use content::content;
pub(crate) use digest::HashedFile;
pub use error::{DirectoryError, DirectoryErrorKind};
pub use file::{DirectoryFile, FileContent};
pub use walk::walk_directory;

#[cfg(test)]
mod tests;
