//! The keys that the entries of each file may have: an unknown one would never be checked.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::Value;

use crate::vector::shared;

#[derive(Deserialize)]
struct Keys {
    parts: HashMap<String, Vec<String>>,
    #[serde(flatten)]
    files: HashMap<String, FileKeys>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileKeys {
    entry: Vec<String>,
    expect: Vec<String>,
}

/// The unknown keys of a file's entries, each with the entry that has it.
pub(crate) fn unknown_keys(file: &str, entries: &[Value]) -> Vec<String> {
    let keys: Keys = serde_json::from_str(&shared("vectors/keys.json")).unwrap();
    let own = file
        .strip_suffix(".json")
        .and_then(|name| keys.files.get(name));
    let own = own.unwrap_or_else(|| panic!("no keys are listed for {file}"));
    let mut unknown = Vec::new();
    for entry in entries {
        let name = &entry["name"];
        let mut check = |place: &str, object: &Value, allowed: &[String]| {
            for key in object
                .as_object()
                .into_iter()
                .flat_map(|object| object.keys())
            {
                if !allowed.contains(key) {
                    unknown.push(format!("{file}, {name}: {place} has unknown {key}"));
                }
            }
        };
        let expect = &entry["expect"];
        check("entry", entry, &own.entry);
        check("expect", expect, &own.expect);
        check("options", &entry["options"], &keys.parts["options"]);
        check("client", &entry["client"], &keys.parts["client"]);
        check("error", &expect["error"], &keys.parts["error"]);
        let script = entry["script"].as_array().into_iter().flatten();
        for response in script.chain([&entry["reply"]]) {
            check("reply", response, &keys.parts["reply"]);
            check("match", &response["match"], &keys.parts["match"]);
        }
        for request in expect["requests"].as_array().into_iter().flatten() {
            check("request", request, &keys.parts["request"]);
        }
    }
    unknown
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::unknown_keys;

    #[test]
    fn an_unknown_key_is_found_wherever_it_is() {
        let known = json!({"name": "n", "operation": "runs.get", "expect": {"polls": 1}});
        for (members, place) in [
            (json!({"expct": {}}), "entry"),
            (json!({"expect": {"model": 1}}), "expect"),
            (json!({"expect": {"error": {"mesage": ""}}}), "error"),
            (json!({"expect": {"requests": [{"paht": ""}]}}), "request"),
            (json!({"options": {"interval": 1}}), "options"),
            (json!({"client": {"retries": 1}}), "client"),
            (json!({"script": [{"stauts": 200}]}), "reply"),
            (json!({"script": [{"match": {"paht": ""}}]}), "match"),
        ] {
            let mut entry = known.clone();
            for (key, value) in members.as_object().unwrap() {
                entry[key] = value.clone();
            }
            let found = unknown_keys("polls.json", &[entry]);
            assert_eq!(found.len(), 1, "{place}: {found:?}");
            assert!(found[0].contains(place), "{place}: {found:?}");
        }
        assert!(unknown_keys("polls.json", &[known]).is_empty());
    }
}
