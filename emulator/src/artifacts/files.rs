//! Files of artifacts: sent, stored and read.

use std::collections::BTreeMap;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Version;
use crate::response::{ApiError, Fields, Outcome};
use crate::rest::ids::sha256;

pub(super) const MAX_FILES: usize = 500;
pub(super) const MAX_BYTES: usize = 30_000_000;
pub(super) const MAX_FILE_BYTES: usize = 10_000_000;

pub(super) struct File {
    pub(super) content: Bytes,
    sha256: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    path: String,
    content: Option<String>,
    content_base64: Option<String>,
}

pub(super) type Files = BTreeMap<String, Arc<File>>;

fn rejected(code: &str, text: String) -> ApiError {
    ApiError::coded(StatusCode::BAD_REQUEST, code, text)
}

/// Reads the files of a request.
pub(super) fn read(fields: &Fields, name: &str) -> Outcome<Option<Files>> {
    let sent: Option<Vec<Sent>> = fields.optional(name, "Expected a list of files.")?;
    let Some(sent) = sent else {
        return Ok(None);
    };
    let mut files = Files::new();
    for file in sent {
        check_path(&file.path)?;
        let content = match (file.content, file.content_base64) {
            (Some(text), None) => Bytes::from(text),
            (None, Some(text)) => STANDARD
                .decode(text)
                .map(Bytes::from)
                .map_err(|_| rejected("invalid_file", format!("{:?} is not base64.", file.path)))?,
            _ => {
                let text = format!("{:?} has one of content, content_base64.", file.path);
                return Err(rejected("invalid_file", text));
            }
        };
        let kept = File::new(content);
        kept.check(&file.path)?;
        if files.insert(file.path.clone(), Arc::new(kept)).is_some() {
            let text = format!("{:?} is sent twice.", file.path);
            return Err(rejected("invalid_file", text));
        }
    }
    Ok(Some(files))
}

fn check_path(path: &str) -> Outcome<()> {
    let is_odd = path.is_empty()
        || path.len() > 512
        || path.starts_with('/')
        || path.contains('\\')
        || path.chars().any(char::is_control)
        || path.split('/').any(|part| matches!(part, "" | "." | ".."));
    if is_odd {
        return Err(rejected("invalid_path", format!("{path:?} is not a path.")));
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_secret = name.starts_with(".env")
        || path.split('/').any(|part| part == ".git")
        || [".pem", ".key", ".p12"]
            .iter()
            .any(|end| name.ends_with(end))
        || matches!(name, "id_rsa" | "id_ed25519");
    if is_secret {
        return Err(rejected(
            "secret_file",
            format!("{path:?} looks like a secret."),
        ));
    }
    Ok(())
}

/// An error for too many files, or for too many bytes together.
pub(super) fn check_all(files: &Files) -> Outcome<()> {
    let total: usize = files.values().map(|file| file.content.len()).sum();
    if files.is_empty() {
        return Err(rejected(
            "no_files",
            "An artifact has at least one file.".to_owned(),
        ));
    }
    if files.len() > MAX_FILES || total > MAX_BYTES {
        return Err(too_large("The artifact is too large."));
    }
    Ok(())
}

fn too_large(text: &str) -> ApiError {
    ApiError::coded(StatusCode::PAYLOAD_TOO_LARGE, "too_large", text)
}

/// The file that is shown first: the one that is named, or else a page.
pub(super) fn entry(files: &Files, wanted: Option<String>) -> Outcome<String> {
    match wanted {
        Some(entry) if files.contains_key(&entry) => Ok(entry),
        Some(_) => Err(ApiError::invalid("entry", "It is not one of the files.")),
        None if files.contains_key("index.html") => Ok("index.html".to_owned()),
        None => files
            .keys()
            .find(|path| path.ends_with(".html"))
            .or_else(|| files.keys().next())
            .cloned()
            .ok_or_else(|| ApiError::invalid("entry", "There are no files.")),
    }
}

impl File {
    pub(super) fn new(content: Bytes) -> Self {
        Self {
            sha256: sha256(&content),
            content,
        }
    }

    fn check(&self, path: &str) -> Outcome<()> {
        if self.content.len() > MAX_FILE_BYTES {
            return Err(too_large(&format!("{path:?} is too large.")));
        }
        let text = std::str::from_utf8(&self.content).unwrap_or("");
        if text.contains("PRIVATE KEY-----") {
            let text = format!("{path:?} has a private key in it.");
            return Err(rejected("secret_in_file", text));
        }
        Ok(())
    }

    pub(super) fn view(&self, path: &str) -> Value {
        json!({
            "path": path,
            "bytes": self.content.len(),
            "sha256": self.sha256,
            "content_type": content_type(path),
        })
    }

    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.sha256 == other.sha256
    }

    /// A piece of a text, cut between characters.
    pub(super) fn piece(&self, path: &str, offset: usize, most: usize) -> Outcome<Value> {
        let Ok(text) = std::str::from_utf8(&self.content) else {
            return Err(rejected("not_text", format!("{path:?} is not a text.")));
        };
        let inside = |mut at: usize| {
            at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let from = inside(offset);
        let mut to = inside(from + most);
        if to == from && to < text.len() {
            // A character that is longer than the piece is returned whole.
            to += text[from..].chars().next().map_or(0, char::len_utf8);
        }
        let truncated = to < text.len();
        let mut view = self.view(path);
        view["content"] = json!(&text[from..to]);
        view["offset"] = json!(from);
        view["truncated"] = json!(truncated);
        view["next_offset"] = json!(truncated.then_some(to));
        Ok(view)
    }
}

pub(super) fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or("") {
        "html" | "htm" => "text/html",
        "css" => "text/css",
        "js" | "mjs" => "text/javascript",
        "json" => "application/json",
        "md" => "text/markdown",
        "txt" => "text/plain",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "csv" => "text/csv",
        _ => "application/octet-stream",
    }
}

/// The changes of a version of these files, compared with `before`.
pub(super) fn plan(number: u64, entry: &str, files: &Files, before: Option<&Version>) -> Value {
    let empty = Files::new();
    let old = before.map_or(&empty, |before| &before.files);
    let is_new = |(path, file): &(&String, &Arc<File>)| {
        !old.get(*path).is_some_and(|before| before.is_same(file))
    };
    let written: Vec<_> = files.iter().filter(is_new).collect();
    let (changed, added): (Vec<&String>, Vec<&String>) = written
        .iter()
        .map(|(path, _)| *path)
        .partition(|path| old.contains_key(*path));
    let removed: Vec<_> = old
        .keys()
        .filter(|path| !files.contains_key(*path))
        .collect();
    let total: usize = files.values().map(|file| file.content.len()).sum();
    let new: usize = written.iter().map(|(_, file)| file.content.len()).sum();
    json!({
        "version": number,
        "entry": entry,
        "files_count": files.len(),
        "total_bytes": total,
        "new_bytes": new,
        "added": added,
        "changed": changed,
        "removed": removed,
        "no_change": false,
    })
}
