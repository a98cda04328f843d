//! `flymyai predict`: calls a model of the inference API.

use std::path::{Path, PathBuf};
use std::time::Duration;

use flymyai_core::{
    FieldValue, FilePart, FileSource, Inference, InferenceConfig, InferenceRequest,
    InferenceSettings, Model, ModelPath, ModelResponse, Payload, TaskEnd, dsn_from_env,
    json_elements, json_member, json_text,
};

use super::OUTPUT;
use crate::context::{Context, Handler, PROFILE, blocking, seconds, timeout};
use crate::credentials::Credentials;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::key_values::checked_json;
use crate::layout::{indented, one_line};
use crate::syntax::{Command, Flag, Input};
use crate::timeline::text_member;

pub(super) const COMMAND: Command = Command {
    name: "predict",
    arguments: "OWNER/MODEL",
    about: "Call a model, and print its output",
    details: "The address of the service is --base-url or FLYMYAI_DSN.",
    flags: &[
        Flag::value(
            "field",
            "NAME=VALUE",
            "a field: text, or name=@FILE for a file",
        )
        .short('f'),
        Flag::switch("stream", "print the parts of the output as they arrive"),
        Flag::switch("async", "start the prediction as a task, and wait for it"),
        Flag::value("timeout", "TIME", "with --async: when to stop waiting"),
        Flag::value(
            "poll-interval",
            "TIME",
            "with --async: the time between two polls, 500ms by default",
        ),
        OUTPUT,
    ],
    count: (1, 1),
    handler: Handler::Simple(|context, input| Box::pin(predict(context, input))),
};

async fn predict(context: &Context<'_>, input: &Input) -> Result<Exit, Failure> {
    if input.has("stream") && (input.has("async") || input.has("output")) {
        return Err(input.usage("--stream excludes --async and --output"));
    }
    let model = Model::parse(input.argument(0), ModelPath::Strict)?;
    let fields: Vec<String> = input.all("field").map(str::to_owned).collect();
    let payload = blocking(move || payload(&fields)).await?;
    let credentials = Credentials::find(input)?;
    let base_url = input
        .option("base-url")
        .map_or_else(dsn_from_env, str::to_owned);
    let settings = InferenceSettings::from_env();
    let attempts = settings.attempts;
    let config = InferenceConfig::new(credentials.key()?, &base_url, settings, &PROFILE)?;
    let client = Inference::new(config);
    if input.has("stream") {
        return stream(context, &client, &model, &payload).await;
    }
    let response = match input.has("async") {
        true => task(input, &client, &model, &payload).await?,
        false => client.predict(&model, &payload, attempts).await?.response,
    };
    let output = output(&response.content);
    if let Some(path) = input.option("output") {
        let mut text = indented(output);
        text.push(b'\n');
        std::fs::write(path, text).map_err(|error| Failure::file(path, &error))?;
    } else if !context.console.is_json() {
        context.console.line(indented(output))?;
    }
    if context.console.is_json() {
        context.console.line(one_line(&response.content))?;
    }
    Ok(Exit::COMPLETED)
}

fn payload(fields: &[String]) -> Result<Payload, Failure> {
    let mut values = Vec::new();
    for field in fields {
        let (name, value) = field
            .split_once('=')
            .filter(|(name, _)| !name.is_empty())
            .ok_or_else(|| {
                Failure::usage(format!("{field:?} is not of the form name=value"))
                    .with_hint("name=value passes text, name:=value JSON, name=@FILE a file.")
            })?;
        let value = match (name.strip_suffix(':'), value.strip_prefix('@')) {
            (Some(_), _) => FieldValue::Text(checked_json(name, value)?),
            (None, Some(path)) => FieldValue::File(file(path)?),
            (None, None) => FieldValue::Text(value.to_owned()),
        };
        values.push((name.trim_end_matches(':').to_owned(), value));
    }
    Ok(Payload::new(PROFILE.form, values))
}

/// A file, which is read while it is sent.
fn file(path: &str) -> Result<FilePart, Failure> {
    let metadata = std::fs::metadata(path).map_err(|error| Failure::file(path, &error))?;
    if metadata.is_dir() {
        return Err(Failure::usage(format!("{path} is a folder")));
    }
    let filename = Path::new(path).file_name();
    Ok(FilePart {
        filename: filename.map(|name| name.to_string_lossy().into_owned()),
        content_type: "application/octet-stream".to_owned(),
        source: FileSource::Path(PathBuf::from(path)),
    })
}

/// The output of a prediction; the whole response of a model that has another form.
fn output(content: &[u8]) -> &[u8] {
    let task = json_member(content, "inference_responses").and_then(json_elements);
    let task = task.and_then(|all| json_member(all.first()?, "response"));
    task.or_else(|| json_member(content, "output_data"))
        .unwrap_or(content)
}

async fn stream(
    context: &Context<'_>,
    client: &Inference,
    model: &Model,
    payload: &Payload,
) -> Result<Exit, Failure> {
    let console = context.console;
    let mut stream = client.stream(model, payload);
    let mut has_text = false;
    while let Some(batch) = stream.next_batch().await? {
        for response in batch {
            if response.is_error {
                return Err(Failure::of_model(&response));
            }
            if response.is_event {
                continue;
            }
            if console.is_json() {
                console.line(one_line(&response.content))?;
                continue;
            }
            match texts(&response) {
                Some(text) => {
                    has_text |= !text.is_empty();
                    console.bytes(text.as_bytes())?;
                }
                None => console.line(indented(output(&response.content)))?,
            }
        }
    }
    if has_text {
        console.line("")?;
    }
    Ok(Exit::COMPLETED)
}

/// The text of a part, if the model returns text.
fn texts(response: &ModelResponse) -> Option<String> {
    let data = json_member(&response.content, "output_data")?;
    let parts = json_elements(json_member(data, "output")?)?;
    let is_text = |part: &&[u8]| part.starts_with(b"\"");
    let texts: Option<Vec<_>> = parts
        .iter()
        .map(|part| json_text(part).filter(|_| is_text(part)))
        .collect();
    Some(texts?.concat())
}

async fn task(
    input: &Input,
    client: &Inference,
    model: &Model,
    payload: &Payload,
) -> Result<ModelResponse, Failure> {
    let duration = |name, seconds: f64| {
        Duration::try_from_secs_f64(seconds)
            .map_err(|_| input.usage(format!("--{name} is too long")))
    };
    let limit = timeout(input)?
        .map(|limit| duration("timeout", limit))
        .transpose()?;
    let interval = seconds(input, "poll-interval")?.unwrap_or(0.5);
    let interval = duration("poll-interval", interval)?;
    let started = client
        .exchange(&InferenceRequest::start_task(model, payload))
        .await?;
    if started.is_error {
        return Err(Failure::of_model(&started));
    }
    let id = text_member(&started.content, "prediction_id").unwrap_or_default();
    match client.wait_for_task(model, &id, interval, limit).await? {
        TaskEnd::Finished { response, .. } if response.is_error => {
            Err(Failure::of_model(&response))
        }
        TaskEnd::Finished { response, .. } => Ok(response),
        TaskEnd::OutOfTime(Some(error)) => Err(error.into()),
        _ => Err(Failure::task_deadline(&id)),
    }
}
