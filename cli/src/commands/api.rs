//! `flymyai api`: a request to any path of the service.

use flymyai_core::{Error, HttpRequest, HttpTransport, RequestBody, Transport};
use http::{HeaderMap, HeaderName, HeaderValue, Method};

use crate::context::{Context, Handler, blocking};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::key_values::{checked_json, read_text};
use crate::layout::{indented, one_line};
use crate::syntax::{Command, Flag, Input};

pub(super) const COMMAND: Command = Command {
    name: "api",
    arguments: "METHOD PATH",
    about: "Send a request to a path of the agents API's service",
    details: "The path begins with a slash, such as /api/v1/agents/tasks/. The request is sent once.",
    flags: &[Flag::value("data", "JSON", "the body; @FILE and @- read it").short('d')],
    count: (2, 2),
    handler: Handler::Simple(|context, input| Box::pin(api(context, input))),
};

/// The largest response to an error that is read.
const MAX_ERROR_BODY: usize = 1 << 20;

async fn api(context: &Context<'_>, input: &Input) -> Result<Exit, Failure> {
    let method = input.argument(0).to_uppercase();
    let method = Method::from_bytes(method.as_bytes())
        .map_err(|_| input.usage(format!("{method:?} is no HTTP method")))?;
    let path = input.argument(1);
    // The key goes to the service alone.
    if !path.starts_with('/') || path.starts_with("//") {
        return Err(input.usage(format!("PATH must begin with one slash, not {path:?}")));
    }
    let data = input.option("data").map(str::to_owned);
    let body = blocking(move || body(data.as_deref())).await?;
    let config = context.config(input)?;
    let request = HttpRequest {
        method,
        url: format!("{}{path}", config.root()),
        headers: headers(config.api_key(), body.is_some())?,
        body: body.map_or(RequestBody::Empty, |body| RequestBody::Bytes(body.into())),
        timeouts: config.timeouts(),
        attempt: 1,
    };
    let response = HttpTransport::new(&config).send(request).await?;
    if !(200..300).contains(&response.status) {
        let body = response.body.excerpt(MAX_ERROR_BODY).await?;
        return Err(Error::from_status(response.status, body).into());
    }
    let body = response.body.collect().await?;
    let is_json = serde_json::from_slice::<&serde_json::value::RawValue>(&body).is_ok();
    match (is_json, context.console.is_json()) {
        _ if body.is_empty() => {}
        (true, true) => context.console.line(one_line(&body))?,
        (true, false) => context.console.line(indented(&body))?,
        (false, true) => {
            let text = String::from_utf8_lossy(&body);
            context
                .console
                .line(serde_json::Value::from(text).to_string())?;
        }
        (false, false) => context.console.line(&body)?,
    }
    Ok(Exit::COMPLETED)
}

fn body(data: Option<&str>) -> Result<Option<String>, Failure> {
    let Some(data) = data else {
        return Ok(None);
    };
    let text = match data.strip_prefix('@') {
        Some(path) => read_text(path)?,
        None => data.to_owned(),
    };
    checked_json("--data", &text).map(Some)
}

fn headers(key: &str, has_body: bool) -> Result<HeaderMap, Failure> {
    let mut headers = HeaderMap::new();
    let mut key = HeaderValue::from_str(key)
        .map_err(|_| Failure::no_key("the API key can't be sent in a header"))?;
    key.set_sensitive(true);
    headers.insert(HeaderName::from_static("x-api-key"), key);
    headers.insert(
        http::header::ACCEPT,
        HeaderValue::from_static("application/json"),
    );
    if has_body {
        let json = HeaderValue::from_static("application/json");
        headers.insert(http::header::CONTENT_TYPE, json);
    }
    Ok(headers)
}
