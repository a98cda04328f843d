//! Versions of artifacts from directories: what differs is sent, and nothing is held in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use bytes::Bytes;

use super::invocation::Invocation;
use super::request::Request;
use super::response::Response;
use crate::agents::fields;
use crate::agents::idempotency::MissingKey;
use crate::agents::operation::{Arguments, Operation};
use crate::directory::{DirectoryError, HashedFile, walk_directory};
use crate::error::{Error, ErrorKind};
use crate::form::EncodedForm;
use crate::scan;

/// Sends the files of a directory as a new artifact.
pub(crate) async fn create(call: &Invocation) -> Result<Response, Error> {
    let files = hashed(directory(call)?).await?;
    send(call, &files, &[]).await
}

/// Sends what differs from the version that the new one is based on, which `list` lists.
pub(crate) async fn publish(
    call: &Invocation,
    list: &'static Operation,
) -> Result<Response, Error> {
    let directory = directory(call)?;
    let base = published(call, list).await?;
    let mut files = hashed(directory).await?;
    let paths: BTreeSet<String> = files
        .iter()
        .map(|hashed| hashed.file.path().to_owned())
        .collect();
    let deleted: Vec<&str> = base
        .keys()
        .filter(|path| !paths.contains(*path))
        .map(String::as_str)
        .collect();
    files.retain(|hashed| base.get(hashed.file.path()) != Some(&hashed.sha256()));
    send(call, &files, &deleted).await
}

fn directory(call: &Invocation) -> Result<PathBuf, Error> {
    let directory = fields::text_argument(call.fields.as_deref(), "directory");
    let directory = directory.map(PathBuf::from);
    directory.ok_or_else(|| Error::argument("directory", "directory must be a path"))
}

/// The hashes of the files of the base version, by their paths.
async fn published(
    call: &Invocation,
    list: &'static Operation,
) -> Result<BTreeMap<String, String>, Error> {
    let fields = call.fields.as_deref().and_then(scan::document);
    let version = fields.and_then(|fields| scan::member(fields, "base_version"));
    let version = version.unwrap_or(b"null");
    let arguments = Arguments {
        fields: Some([b"{\"version\":", version, b"}"].concat().into()),
        ..Arguments::of(call.caller_id.as_str())
    };
    let request = list.request(&arguments, MissingKey::Omit)?;
    let Response { status, body, .. } = call.requester.execute(&request).await?;
    let files = scan::document(&body)
        .filter(|value| value.starts_with(b"{"))
        .and_then(|object| scan::member(object, "files"))
        .filter(|value| value.starts_with(b"["));
    let no_list =
        || Error::decode("the response does not list files", body.clone()).with_status(status);
    let mut hashes = BTreeMap::new();
    for file in scan::elements(files.ok_or_else(no_list)?) {
        let file = file.map_err(|_| no_list())?;
        let text = |name| scan::member(file, name).and_then(scan::string);
        let (path, hash) = text("path").zip(text("sha256")).ok_or_else(no_list)?;
        hashes.insert(path.into_owned(), hash.to_ascii_lowercase());
    }
    Ok(hashes)
}

/// Reads each file once.
async fn hashed(directory: PathBuf) -> Result<Vec<HashedFile>, Error> {
    let walk = tokio::task::spawn_blocking(move || walk_directory(Path::new(&directory)));
    let found = walk
        .await
        .map_err(|error| Error::new(ErrorKind::Internal, error.to_string()))?
        .map_err(DirectoryError::into_error)?;
    let mut files = Vec::with_capacity(found.len());
    for file in found {
        let hashed = HashedFile::read(file).await;
        files.push(hashed.map_err(DirectoryError::into_error)?);
    }
    Ok(files)
}

async fn send(
    call: &Invocation,
    files: &[HashedFile],
    deleted: &[&str],
) -> Result<Response, Error> {
    let request = Request {
        form: Some(Box::new(form(call.request.body.as_ref(), files, deleted))),
        ..call.request.clone()
    };
    call.requester.execute(&request).await
}

/// The request's JSON with the files and the deleted paths behind its own members.
fn form(body: Option<&Bytes>, files: &[HashedFile], deleted: &[&str]) -> EncodedForm {
    let json = |value: &str| serde_json::Value::from(value).to_string();
    let mut form = EncodedForm::new(None);
    let own = body.and_then(|body| body.trim_ascii().strip_suffix(b"}"));
    let own = String::from_utf8_lossy(own.unwrap_or(b"{"));
    let comma = if own.trim_end().ends_with('{') {
        ""
    } else {
        ","
    };
    let mut text = format!("{own}{comma}");
    if !deleted.is_empty() {
        let paths: Vec<String> = deleted.iter().map(|path| json(path)).collect();
        text += &format!("\"delete\":[{}],", paths.join(","));
    }
    text += "\"files\":[";
    for (at, hashed) in files.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let member = if hashed.is_text {
            "content"
        } else {
            "content_base64"
        };
        let path = json(hashed.file.path());
        form.text(format!("{text}{comma}{{\"path\":{path},\"{member}\":\""));
        form.content(hashed.clone());
        text = "\"}".to_owned();
    }
    form.text(text + "]}");
    form
}
