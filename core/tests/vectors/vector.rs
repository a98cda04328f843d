//! The vectors' format; `tests/vectors/README.md` explains each key.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use flymyai_core::{Arguments, WaitOptions};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::keys::unknown_keys;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Vector {
    pub(crate) name: String,
    pub(crate) operation: String,
    pub(crate) id: Option<Value>,
    pub(crate) fields: Option<Box<RawValue>>,
    #[serde(default)]
    pub(crate) options: CallOptions,
    #[serde(default)]
    pub(crate) client: ClientSettings,
    pub(crate) repeat: Option<usize>,
    pub(crate) reply: Option<Response>,
    #[serde(default)]
    pub(crate) script: Vec<Response>,
    pub(crate) expect: Expect,
    languages: Option<Vec<String>>,
    #[serde(rename = "differs")]
    _differs: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CallOptions {
    /// The outer option is whether it is given, the inner one is null.
    #[serde(default, deserialize_with = "some")]
    timeout: Option<Option<f64>>,
    poll_interval: Option<f64>,
    pub(crate) idempotency_key: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClientSettings {
    pub(crate) max_retries: Option<u32>,
}

/// A response as the emulator's script takes it, apart from its nesting.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Response {
    status: Option<u16>,
    headers: Option<BTreeMap<String, String>>,
    json: Option<Box<RawValue>>,
    run: Option<Map<String, Value>>,
    text: Option<String>,
    base64: Option<String>,
    drop: Option<String>,
    delay: Option<f64>,
    times: Option<u64>,
    #[serde(rename = "match")]
    only: Option<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expect {
    pub(crate) method: Option<String>,
    pub(crate) path: Option<String>,
    #[serde(default)]
    pub(crate) query: Option<String>,
    pub(crate) body: Option<Box<RawValue>>,
    pub(crate) headers: Option<BTreeMap<String, Option<String>>>,
    pub(crate) ordered: Option<Value>,
    #[serde(default, deserialize_with = "some")]
    pub(crate) model: Option<Option<Box<RawValue>>>,
    pub(crate) values: Option<String>,
    pub(crate) error: Option<ExpectedError>,
    pub(crate) polls: Option<usize>,
    pub(crate) requests: Option<Vec<ExpectedRequest>>,
    pub(crate) status: Option<String>,
    pub(crate) ids: Option<Vec<Value>>,
    pub(crate) events: Option<Vec<Value>>,
    pub(crate) types: Option<Vec<Value>>,
    pub(crate) messages: Option<Vec<Value>>,
    pub(crate) data: Option<Vec<Value>>,
    pub(crate) elapsed_min: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExpectedRequest {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: Option<String>,
    #[serde(default, deserialize_with = "some")]
    pub(crate) body: Option<Option<Value>>,
    pub(crate) headers: Option<BTreeMap<String, Option<String>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExpectedError {
    pub(crate) kind: String,
    pub(crate) status: Option<u16>,
    pub(crate) message: Option<String>,
    pub(crate) messages: Option<Vec<String>>,
    pub(crate) field_errors: Option<BTreeMap<String, String>>,
    pub(crate) last_status: Option<String>,
    pub(crate) argument: Option<String>,
    pub(crate) raised_by: Option<String>,
    pub(crate) code: Option<String>,
    pub(crate) hint: Option<String>,
    pub(crate) attempts: Option<u32>,
    pub(crate) operation: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) run_id: Option<String>,
    pub(crate) resource_id: Option<String>,
    pub(crate) method: Option<String>,
    pub(crate) path: Option<String>,
    pub(crate) cursor: Option<String>,
    #[serde(rename = "python_message")]
    _python_message: Option<String>,
    #[serde(rename = "python_messages")]
    _python_messages: Option<Vec<String>>,
}

/// One step of the emulator's script.
#[derive(Serialize)]
pub(crate) struct Step<'a> {
    #[serde(rename = "match", skip_serializing_if = "Option::is_none")]
    only: Option<&'a Value>,
    times: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply: Option<StepResponse<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    drop: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    delay: Option<f64>,
}

#[derive(Serialize)]
struct StepResponse<'a> {
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    headers: Option<&'a BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    json: Option<&'a RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    base64: Option<&'a str>,
}

impl Vector {
    /// The list whose rows the operation yields, if it does.
    pub(crate) fn listed(&self) -> Option<String> {
        let (space, method) = self.operation.split_once('.')?;
        let rest = method.strip_prefix("iter")?;
        let list = format!("{space}.list{rest}");
        if listed_operations().contains(&list) {
            return Some(list);
        }
        Some(format!("{space}.{}", rest.trim_start_matches('_')))
    }

    pub(crate) fn is_for_rust(&self) -> bool {
        self.languages
            .as_ref()
            .is_none_or(|languages| languages.iter().any(|language| language == "rust"))
    }

    /// The id as the bindings pass it: text.
    pub(crate) fn id_text(&self) -> Option<String> {
        Some(match self.id.as_ref()? {
            Value::String(text) => text.clone(),
            number => number.to_string(),
        })
    }

    pub(crate) fn wait(&self) -> WaitOptions {
        let default = WaitOptions::default();
        WaitOptions {
            timeout: self.options.timeout.unwrap_or(default.timeout),
            poll_interval: self.options.poll_interval.unwrap_or(default.poll_interval),
        }
    }

    pub(crate) fn arguments(&self) -> Arguments {
        Arguments {
            id: self.id_text(),
            fields: self
                .fields
                .as_deref()
                .map(|fields| without_space(fields.get()).into()),
            wait: self.wait(),
            idempotency_key: self.options.idempotency_key.clone(),
            ..Arguments::default()
        }
    }
}

impl Response {
    /// The step that is used for the response's number of times, or always.
    pub(crate) fn step(&self, for_ever: bool) -> Step<'_> {
        // A connection that breaks before the first byte has no response.
        let silent = matches!(self.drop.as_deref(), Some("before" | "reset"));
        Step {
            only: self.only.as_ref(),
            times: if for_ever { 0 } else { self.times.unwrap_or(1) },
            reply: (!silent).then(|| StepResponse {
                status: self.status(),
                headers: self.headers.as_ref(),
                json: self.json.as_deref(),
                text: self.text.as_deref(),
                base64: self.base64.as_deref(),
            }),
            drop: self.drop.as_deref(),
            delay: self.delay,
        }
    }

    /// The body that core should hand on, where the vector shows it.
    pub(crate) fn body(&self) -> Option<&str> {
        self.json
            .as_deref()
            .map(RawValue::get)
            .or(self.text.as_deref())
    }

    pub(crate) fn status(&self) -> u16 {
        self.status.unwrap_or(200)
    }
}

fn some<'de, D: Deserializer<'de>, T: Deserialize<'de>>(source: D) -> Result<Option<T>, D::Error> {
    T::deserialize(source).map(Some)
}

/// The text of a file under `tests/`.
pub(crate) fn shared(file: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../tests")
        .join(file);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub(crate) fn load(file: &str) -> Vec<Vector> {
    let text = shared(&format!("vectors/{file}"));
    let entries: Vec<Value> = serde_json::from_str(&text).unwrap();
    let unknown = unknown_keys(file, &entries);
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
    let mut vectors: Vec<Vector> =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
    let records: Value = serde_json::from_str(&shared("vectors/records.json")).unwrap();
    for response in vectors.iter_mut().flat_map(|vector| &mut vector.script) {
        if let Some(members) = response.run.take() {
            let mut run = records["run"].as_object().unwrap().clone();
            run.extend(members);
            response.json = Some(serde_json::value::to_raw_value(&run).unwrap());
        }
    }
    vectors
}

/// The names in `tests/vectors/operations.json`, without those for which core has another call.
pub(crate) fn listed_operations() -> BTreeSet<String> {
    let rows: Vec<BTreeMap<String, Value>> =
        serde_json::from_str(&shared("vectors/operations.json")).unwrap();
    rows.into_iter()
        .filter(|row| !row.contains_key("core"))
        .filter_map(|row| Some(row.get("operation")?.as_str()?.to_owned()))
        .collect()
}

/// JSON text without the white space between its tokens.
pub(crate) fn without_space(json: &str) -> String {
    let (mut inside, mut escaped) = (false, false);
    json.chars()
        .filter(|&character| {
            let keep = inside || !character.is_ascii_whitespace();
            if character == '"' && !escaped {
                inside = !inside;
            }
            escaped = inside && character == '\\' && !escaped;
            keep
        })
        .collect()
}
