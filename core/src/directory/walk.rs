//! The walk: the files of a directory, in the order of their paths.

use std::ffi::OsString;
use std::fs::{self, FileType};
use std::path::{Path, PathBuf};

use super::error::DirectoryError;
use super::file::{DirectoryFile, State};

/// A directory entry that the walk has not visited yet.
struct WalkEntry {
    file: PathBuf,
    /// Its path below the directory.
    path: String,
    kind: FileType,
}

/// Returns the files below a directory, in the order of their paths, part by part. None is opened.
///
/// What begins with a dot is left out, as is everything that is neither a file nor a directory.
/// A symbolic link to a file stands for that file; one to a directory is not followed.
///
/// # Errors
///
/// The directory or one below it can't be read, a symbolic link leads out of the directory or
/// nowhere, or a name is no Unicode or has a control character or a backslash.
///
/// ```
/// use flymyai_core::walk_directory;
///
/// assert!(walk_directory("no-such-directory".as_ref()).is_err());
/// ```
pub fn walk_directory(root: &Path) -> Result<Vec<DirectoryFile>, DirectoryError> {
    let target = fs::canonicalize(root).map_err(|error| DirectoryError::system(root, error))?;
    let mut files = Vec::new();
    // The next one is the last.
    let mut waiting = entries(root, "")?;
    while let Some(found) = waiting.pop() {
        if found.kind.is_dir() {
            waiting.extend(entries(&found.file, &format!("{}/", found.path))?);
            continue;
        }
        if found.kind.is_symlink() {
            if !leads_to_file(&found.file, &target)? {
                continue;
            }
        } else if !found.kind.is_file() {
            continue;
        }
        let metadata = fs::metadata(&found.file);
        let metadata = metadata.map_err(|error| DirectoryError::system(&found.file, error))?;
        check_path(&found)?;
        files.push(DirectoryFile {
            path: found.path,
            file: found.file,
            state: State::of(&metadata),
        });
    }
    Ok(files)
}

/// The entries of one directory that have no dot in front, the last one first.
fn entries(directory: &Path, above: &str) -> Result<Vec<WalkEntry>, DirectoryError> {
    let failed = |error| DirectoryError::system(directory, error);
    let mut found: Vec<(OsString, FileType)> = Vec::new();
    for entry in fs::read_dir(directory).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name();
        if !name.as_encoded_bytes().starts_with(b".") {
            let kind = entry.file_type();
            let kind = kind.map_err(|error| DirectoryError::system(&entry.path(), error))?;
            found.push((name, kind));
        }
    }
    found.sort_by(|(one, _), (other, _)| other.cmp(one));
    let entry = |(name, kind): (OsString, FileType)| WalkEntry {
        file: directory.join(&name),
        path: format!("{above}{}", text(&name)),
        kind,
    };
    Ok(found.into_iter().map(entry).collect())
}

/// The name as text. What is no Unicode becomes a character that `check_path` refuses.
fn text(name: &OsString) -> String {
    match name.to_str() {
        Some(name) => name.to_owned(),
        None => name.to_string_lossy().replace('\u{fffd}', "\0"),
    }
}

/// Whether a symbolic link leads to a file in the directory.
fn leads_to_file(link: &Path, root: &Path) -> Result<bool, DirectoryError> {
    let target = fs::canonicalize(link).map_err(|_| DirectoryError::broken_link(link))?;
    let metadata = fs::metadata(&target).map_err(|_| DirectoryError::broken_link(link))?;
    if metadata.is_file() && !target.starts_with(root) {
        return Err(DirectoryError::outward_link(link, &target));
    }
    Ok(metadata.is_file())
}

fn check_path(found: &WalkEntry) -> Result<(), DirectoryError> {
    let path = &found.path;
    if path.contains('\\') || path.chars().any(char::is_control) {
        return Err(DirectoryError::name(&found.file, path));
    }
    Ok(())
}
