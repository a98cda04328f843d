//! Outputs: values that fit an output schema, the same ones every time.

use serde_json::{Map, Value, json};

use super::schema::{kind, properties};

/// Deeper schemas than this get null, so that one that is nested without end cannot exhaust the stack.
const DEEPEST: u32 = 16;

/// A run's output: an object of the schema's shape that depends on nothing but the schema, the subject and the
/// variables.
pub(super) fn output(
    schema: Option<&Value>,
    subject: &str,
    variables: &Map<String, Value>,
) -> Map<String, Value> {
    let about = variables
        .values()
        .find_map(Value::as_str)
        .unwrap_or(subject);
    let mut seed = Hash::new();
    for (name, value) in variables {
        seed.add(name);
        seed.add(&value.to_string());
    }
    let sample = Sample { about, seed };
    match schema {
        Some(schema) if !properties(schema).is_empty() => sample.object(schema, 0),
        Some(schema) if kind(schema).is_some_and(|kind| kind != "object") => {
            Map::from_iter([("result".to_owned(), sample.value("result", schema, 0))])
        }
        Some(schema) if kind(schema).is_some() => Map::new(),
        _ => Map::from_iter([("result".to_owned(), Value::from(format!("Done: {about}")))]),
    }
}

struct Sample<'a> {
    about: &'a str,
    seed: Hash,
}

impl Sample<'_> {
    fn object(&self, schema: &Value, depth: u32) -> Map<String, Value> {
        properties(schema)
            .iter()
            .map(|property| {
                (
                    property.name.to_owned(),
                    self.value(property.name, property.schema, depth + 1),
                )
            })
            .collect()
    }

    fn value(&self, name: &str, schema: &Value, depth: u32) -> Value {
        if depth > DEEPEST {
            return Value::Null;
        }
        let fixed = schema.get("const").or_else(|| schema.get("default"));
        let first = || {
            schema
                .get("enum")
                .and_then(Value::as_array)
                .and_then(|choices| choices.first())
        };
        if let Some(fixed) = fixed.or_else(first) {
            return fixed.clone();
        }
        match kind(schema) {
            // Two decimals, never a whole number, so that a float stays one in every language.
            Some("number") => json!((self.number(name) * 2 + 1) as f64 / 20.0),
            Some("integer") => json!(self.number(name) / 10),
            Some("boolean") => json!(true),
            Some("null") => Value::Null,
            Some("array") => {
                let items = schema
                    .get("items")
                    .cloned()
                    .unwrap_or_else(|| json!({"type": "string"}));
                (1..=2)
                    .map(|index| self.value(&format!("{name} {index}"), &items, depth + 1))
                    .collect()
            }
            Some("object") => Value::Object(self.object(schema, depth)),
            _ => json!(format!("{} of {}", name.replace('_', " "), self.about)),
        }
    }

    /// A number below 1000 that belongs to this name and these variables.
    fn number(&self, name: &str) -> u64 {
        let mut hash = self.seed;
        hash.add(name);
        hash.0 % 1000
    }
}

/// FNV-1a: small, and the same on every machine and in every version.
#[derive(Clone, Copy)]
struct Hash(u64);

impl Hash {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, text: &str) {
        for byte in text.bytes().chain([0]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_have_the_shape_of_the_schema() {
        let schema = json!({"score": {"type": "number"}, "summary": {"type": "string"}, "pages": {"type": "integer"},
            "tags": {"type": "array", "items": {"type": "string"}}, "grade": {"enum": ["a", "b"]}, "ok": "boolean"});
        let variables = json!({"website_url": "https://example.com"});
        let output = output(Some(&schema), "x", variables.as_object().unwrap());
        assert_eq!(output["summary"], "summary of https://example.com");
        assert_eq!(
            output["tags"],
            json!([
                "tags 1 of https://example.com",
                "tags 2 of https://example.com"
            ])
        );
        assert_eq!(output["grade"], "a");
        assert_eq!(output["ok"], true);
        assert!(output["score"].is_f64() && output["pages"].is_u64());
    }

    #[test]
    fn outputs_are_objects_whatever_the_schema() {
        let none = Map::new();
        assert_eq!(
            Value::from(output(None, "the goal", &none)),
            json!({"result": "Done: the goal"})
        );
        let list = json!({"type": "array", "items": {"type": "boolean"}});
        assert_eq!(
            Value::from(output(Some(&list), "x", &none)),
            json!({"result": [true, true]})
        );
    }
}
