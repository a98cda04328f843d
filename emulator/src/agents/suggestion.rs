//! Suggested schemas: names found in the hints, with a type guessed from each name.

use serde::Serialize;
use serde_json::{Map, Value, json};

/// The schemas that the service suggests for an agent.
#[derive(Serialize)]
pub(super) struct Suggestion {
    reasoning: String,
    pub(super) input_schema: Value,
    pub(super) output_schema: Value,
    input_description: Option<String>,
    output_description: Option<String>,
}

impl Suggestion {
    pub(super) fn new(
        prompt: &str,
        input: Option<&str>,
        output: Option<&str>,
        describe: bool,
    ) -> Self {
        let description = |subject: &str, hint: Option<&str>| {
            describe.then(|| {
                format!(
                    "{subject}: {}",
                    hint.filter(|hint| !hint.is_empty()).unwrap_or(prompt)
                )
            })
        };
        Self {
            reasoning: format!("Derived from the goal {prompt:?} and the hints."),
            input_schema: schema(&names(input, &["query"])),
            output_schema: schema(&names(output, &["summary", "score"])),
            input_description: description("What the agent is given", input),
            output_description: description("What the agent returns", output),
        }
    }
}

/// The names a hint lists, such as "website URL, depth and a score".
fn names(hint: Option<&str>, fallback: &[&str]) -> Vec<String> {
    let hint = hint.unwrap_or("").replace(" and ", ",");
    let mut names: Vec<String> = Vec::new();
    for part in hint.split([',', ';', '\n']) {
        let words = part
            .split(|sign: char| !sign.is_alphanumeric() && sign != '_')
            .filter(|word| !word.is_empty());
        let words = words
            .map(str::to_lowercase)
            .filter(|word| !matches!(word.as_str(), "a" | "an" | "the"));
        let name = words.take(3).collect::<Vec<_>>().join("_");
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        fallback.iter().map(|name| (*name).to_owned()).collect()
    } else {
        names
    }
}

fn schema(names: &[String]) -> Value {
    let properties: Map<String, Value> = names
        .iter()
        .map(|name| (name.clone(), json!({ "type": guess(name) })))
        .collect();
    json!({ "type": "object", "properties": properties, "required": names })
}

fn guess(name: &str) -> &'static str {
    let has = |words: &[&str]| {
        words
            .iter()
            .any(|word| name.split('_').any(|part| part == *word))
    };
    if has(&["score", "price", "rating", "confidence"]) {
        "number"
    } else if has(&["count", "number", "depth", "limit", "year"]) {
        "integer"
    } else if name.starts_with("is_") || name.starts_with("has_") {
        "boolean"
    } else if has(&["list", "urls", "links", "tags"]) {
        "array"
    } else {
        "string"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_become_properties() {
        let suggestion = Suggestion::new(
            "Review",
            Some("the website URL, depth"),
            Some("a score and tags"),
            true,
        );
        assert_eq!(
            suggestion.input_schema["required"],
            json!(["website_url", "depth"])
        );
        assert_eq!(
            suggestion.input_schema["properties"]["depth"]["type"],
            "integer"
        );
        assert_eq!(
            suggestion.output_schema["properties"]["score"]["type"],
            "number"
        );
        assert_eq!(
            suggestion.output_schema["properties"]["tags"]["type"],
            "array"
        );
        assert!(suggestion.input_description.is_some());
    }
}
