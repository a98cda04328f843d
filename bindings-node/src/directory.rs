//! The files of directories, in the form in which artifacts hold them.
#![allow(
    dead_code,
    reason = "only JavaScript calls it, which Rust's tests can't see"
)]

use std::path::Path;

use flymyai_core::{DirectoryError, FileContent, walk_directory};
use napi::bindgen_prelude::AsyncTask;
use napi::{Env, Task};
use napi_derive::napi;

/// The files of a directory, or why it can't be sent.
#[napi(object, object_from_js = false)]
pub(crate) struct DirectoryFiles {
    /// The files, in the order of their paths.
    pub files: Vec<DirectoryEntry>,
    /// Why there are none.
    pub failure: Option<DirectoryFailure>,
}

/// A file; it has one of the contents.
#[napi(object, object_from_js = false)]
pub(crate) struct DirectoryEntry {
    /// Its path below the directory.
    pub path: String,
    /// Its content as text.
    pub content: Option<String>,
    /// Its content as base64.
    pub content_base64: Option<String>,
}

/// Why a directory can't be sent.
#[napi(object, object_from_js = false)]
pub(crate) struct DirectoryFailure {
    /// The text.
    pub message: String,
    /// The directory or the file that is the reason.
    pub path: String,
    /// The system's name of the failure, such as `ENOENT`.
    pub code: Option<String>,
}

/// Reads a directory on a thread of Node's pool.
pub(crate) struct DirectoryTask(String);

impl Task for DirectoryTask {
    type Output = DirectoryFiles;
    type JsValue = DirectoryFiles;

    fn compute(&mut self) -> napi::Result<DirectoryFiles> {
        let read = read(self.0.as_ref());
        Ok(read.unwrap_or_else(|error| DirectoryFiles {
            files: Vec::new(),
            failure: Some(DirectoryFailure::from(&error)),
        }))
    }

    fn resolve(&mut self, _: Env, output: DirectoryFiles) -> napi::Result<DirectoryFiles> {
        Ok(output)
    }
}

/// Reads the files below a directory.
#[napi]
#[must_use]
pub(crate) fn directory_files(root: String) -> AsyncTask<DirectoryTask> {
    AsyncTask::new(DirectoryTask(root))
}

fn read(root: &Path) -> Result<DirectoryFiles, DirectoryError> {
    let mut files = Vec::new();
    for file in walk_directory(root)? {
        let (content, content_base64) = match file.read()? {
            FileContent::Text(text) => (Some(text), None),
            FileContent::Base64(text) => (None, Some(text)),
        };
        files.push(DirectoryEntry {
            path: file.path().to_owned(),
            content,
            content_base64,
        });
    }
    Ok(DirectoryFiles {
        files,
        failure: None,
    })
}

impl From<&DirectoryError> for DirectoryFailure {
    fn from(error: &DirectoryError) -> Self {
        Self {
            message: error.message().to_owned(),
            path: error.file().to_string_lossy().into_owned(),
            code: error.code().map(str::to_owned),
        }
    }
}
