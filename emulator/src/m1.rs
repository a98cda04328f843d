//! M1: chats whose result is ready after a few polls, and images to talk about.

use axum::Router;
use axum::routing::{get, post};
use http::StatusCode;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::request_body::Submitted;
use crate::response::{self, ApiError, CurrentAccount, Fields, Name, Outcome};

/// The default number of polls before the result is ready.
const DEFAULT_POLLS: u64 = 1;

/// The characters that are encoded in the path of a URL.
const UNSAFE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'-').remove(b'_');

const UPLOAD: &str = "/upload-image";

/// The chats of one account; an id is a place here, counted from 1.
#[derive(Default)]
pub(crate) struct Chats(Vec<Chat>);

struct Chat {
    polls_left: u64,
    result: Value,
}

#[derive(Deserialize)]
struct Record {
    role: String,
    content: String,
}

pub(crate) fn routes() -> Router {
    Router::new()
        .route("/chat", post(chat))
        .route("/chat-result/{id}", get(result))
        .route(UPLOAD, post(upload))
}

pub(crate) fn takes_form(path: &str) -> bool {
    path == UPLOAD
}

async fn chat(CurrentAccount(account): CurrentAccount, fields: Fields) -> Outcome {
    let history: Vec<Record> = fields
        .read("chat_history", "Not a list of records.")?
        .ok_or_else(|| {
            ApiError::field("chat_history", vec!["This field is required.".to_owned()])
        })?;
    let image: Option<Option<String>> = fields.read("image_url", "Not a valid string.")?;
    let prompt = history.iter().rfind(|record| record.role == "user");
    let prompt = prompt.map_or("", |record| &record.content);
    let mut chats = account.chats();
    let id = format!("{:06}", chats.0.len() + 1);
    let result = generate(prompt, image.flatten().as_deref(), &id);
    chats.0.push(Chat {
        polls_left: number(prompt, "[polls=").unwrap_or(DEFAULT_POLLS),
        result,
    });
    Ok(response::json(StatusCode::OK, &json!({ "request_id": id })))
}

/// The result of a prompt; words in brackets decide it.
fn generate(prompt: &str, image: Option<&str>, id: &str) -> Value {
    if prompt.contains("[fail]") {
        return state(500, Some("The model failed."), Value::Null);
    }
    let (tool, file) = if prompt.contains("[video]") {
        (Some("generate_video"), Some(format!("/files/{id}.mp4")))
    } else if prompt.contains("[image]") {
        (Some("generate_image"), Some(format!("/files/{id}.png")))
    } else {
        (None, None)
    };
    let text = match image {
        Some(image) => format!("You said: {prompt} (about {image})"),
        None => format!("You said: {prompt}"),
    };
    state(
        200,
        None,
        json!({ "text": text, "tool_used": tool, "file_url": file }),
    )
}

fn state(status: u16, error: Option<&str>, data: Value) -> Value {
    json!({ "success": error.is_none(), "status": status, "error": error, "data": data })
}

/// The number in a prompt's `[name=N]`.
fn number(prompt: &str, name: &str) -> Option<u64> {
    let (_, rest) = prompt.split_once(name)?;
    rest.split_once(']')?.0.parse().ok()
}

async fn result(CurrentAccount(account): CurrentAccount, Name(id): Name) -> Outcome {
    let place = id.parse::<usize>().ok().and_then(|id| id.checked_sub(1));
    let mut chats = account.chats();
    let chat = place
        .and_then(|place| chats.0.get_mut(place))
        .ok_or_else(ApiError::not_found)?;
    if chat.polls_left > 0 {
        chat.polls_left -= 1;
        let pending = state(202, Some("Still processing"), Value::Null);
        return Ok(response::json(StatusCode::OK, &pending));
    }
    Ok(response::json(StatusCode::OK, &chat.result))
}

async fn upload(CurrentAccount(_): CurrentAccount, Submitted(form): Submitted) -> Outcome {
    let file = form
        .file("file")
        .ok_or_else(|| ApiError::field("file", vec!["No file was submitted.".to_owned()]))?;
    let hash = file.sha256.get(..16).unwrap_or_default();
    // Clients may send a path, also one with blanks; the URL has room for a plain name.
    let name = file.filename.rsplit(['/', '\\']).next().unwrap_or("");
    let name = utf8_percent_encode(name, UNSAFE);
    let url = format!("/uploads/{hash}/{name}");
    Ok(response::json(StatusCode::OK, &json!({ "url": url })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prompts_select_the_result() {
        assert_eq!(generate("[fail]", None, "1")["success"], false);
        assert_eq!(
            generate("[video] x", None, "7")["data"]["file_url"],
            "/files/7.mp4"
        );
        assert_eq!(
            generate("a", Some("/b"), "1")["data"]["text"],
            "You said: a (about /b)"
        );
        assert_eq!(
            (number("x [polls=3]", "[polls="), number("x", "[polls=")),
            (Some(3), None)
        );
    }
}
