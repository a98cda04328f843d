//! Schemas of inputs and outputs: reading both forms they are written in, and checking variables against them.

use serde_json::{Map, Value};

/// One named value of a schema.
pub(super) struct Property<'a> {
    pub(super) name: &'a str,
    pub(super) schema: &'a Value,
    required: bool,
}

/// The properties a schema declares. `{"type": "object", "properties": ..}` is read as JSON Schema; any other object
/// is taken for the flat form, a map of names to types or schemas, in which everything without a default is required.
pub(super) fn properties(schema: &Value) -> Vec<Property<'_>> {
    let Some(members) = schema.as_object() else {
        return Vec::new();
    };
    if let Some(properties) = members.get("properties").and_then(Value::as_object) {
        let required: Vec<&str> = members
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        return read(properties, |name, schema| {
            required.contains(&name)
                || schema.get("required").and_then(Value::as_bool) == Some(true)
        });
    }
    if members.get("type").is_some_and(Value::is_string) {
        return Vec::new();
    }
    read(members, |_, schema| {
        schema.get("default").is_none()
            && schema.get("required").and_then(Value::as_bool) != Some(false)
    })
}

fn read(
    members: &Map<String, Value>,
    is_required: impl Fn(&str, &Value) -> bool,
) -> Vec<Property<'_>> {
    members
        .iter()
        .filter(|(_, schema)| schema.is_object() || schema.is_string())
        .map(|(name, schema)| Property {
            name,
            schema,
            required: is_required(name, schema),
        })
        .collect()
}

/// The type a property's schema names; in the flat form the schema may be just that name.
pub(super) fn kind(schema: &Value) -> Option<&str> {
    match schema {
        Value::String(kind) => Some(kind),
        Value::Object(members) => match members.get("type")? {
            Value::String(kind) => Some(kind),
            // A list of types, such as string or null: the first one that is a value.
            Value::Array(kinds) => kinds
                .iter()
                .filter_map(Value::as_str)
                .find(|kind| *kind != "null"),
            _ => None,
        },
        _ => None,
    }
}

/// The errors of these variables, one message each.
pub(super) fn problems(schema: &Value, variables: &Map<String, Value>) -> Vec<String> {
    let mut problems = Vec::new();
    check_object(schema, variables, "", &mut problems);
    problems
}

fn check_object(
    schema: &Value,
    values: &Map<String, Value>,
    prefix: &str,
    problems: &mut Vec<String>,
) {
    let properties = properties(schema);
    for property in &properties {
        let name = format!("{prefix}{}", property.name);
        match values.get(property.name) {
            None if property.required => problems.push(format!("'{name}' is a required property")),
            None => {}
            Some(value) => check(property.schema, value, &name, problems),
        }
    }
    if schema.get("additionalProperties") == Some(&Value::Bool(false)) {
        for name in values
            .keys()
            .filter(|name| properties.iter().all(|property| property.name != *name))
        {
            problems.push(format!(
                "'{prefix}{name}' was unexpected: additional properties are not allowed"
            ));
        }
    }
}

fn check(schema: &Value, value: &Value, name: &str, problems: &mut Vec<String>) {
    if !allows(schema, value) {
        let kind = kind(schema).unwrap_or("value");
        problems.push(format!("'{name}': {value} is not of type '{kind}'"));
        return;
    }
    if let Some(choices) = schema.get("enum").and_then(Value::as_array)
        && !choices.contains(value)
    {
        problems.push(format!(
            "'{name}': {value} is not one of {}",
            Value::from(choices.as_slice())
        ));
    }
    match value {
        Value::Object(members) => check_object(schema, members, &format!("{name}."), problems),
        Value::Array(items) => {
            if let Some(schema) = schema.get("items") {
                for (index, item) in items.iter().enumerate() {
                    check(schema, item, &format!("{name}[{index}]"), problems);
                }
            }
        }
        _ => {}
    }
}

fn allows(schema: &Value, value: &Value) -> bool {
    match (schema, schema.get("type")) {
        (Value::String(kind), _) | (_, Some(Value::String(kind))) => is_of(kind, value),
        (_, Some(Value::Array(kinds))) => kinds
            .iter()
            .filter_map(Value::as_str)
            .any(|kind| is_of(kind, value)),
        _ => true,
    }
}

fn is_of(kind: &str, value: &Value) -> bool {
    match kind {
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => {
            value.is_i64()
                || value.is_u64()
                || value.as_f64().is_some_and(|number| number.fract() == 0.0)
        }
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        // An unknown type forbids nothing.
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(schema: Value, variables: Value) -> Vec<String> {
        problems(&schema, variables.as_object().unwrap())
    }

    #[test]
    fn json_schema_form() {
        let schema = json!({"type": "object", "required": ["website_url"],
            "properties": {"website_url": {"type": "string"}, "depth": {"type": "integer"}}});
        assert_eq!(
            check(schema.clone(), json!({})),
            ["'website_url' is a required property"]
        );
        assert_eq!(
            check(schema.clone(), json!({"website_url": 5, "depth": 1.5})),
            [
                "'depth': 1.5 is not of type 'integer'",
                "'website_url': 5 is not of type 'string'"
            ]
        );
        assert!(check(schema, json!({"website_url": "x", "depth": 2.0, "more": 1})).is_empty());
    }

    #[test]
    fn flat_form() {
        let schema = json!({"type": {"type": "string"}, "depth": "integer", "limit": {"type": "number", "default": 1}});
        assert_eq!(
            check(schema.clone(), json!({"depth": 1})),
            ["'type' is a required property"]
        );
        assert!(check(schema, json!({"type": "x", "depth": 1})).is_empty());
    }

    #[test]
    fn nested_values_are_named_by_their_path() {
        let schema = json!({"properties": {"page": {"type": "object", "required": ["url"],
            "properties": {"url": {"type": "string"}, "tags": {"type": "array", "items": {"enum": ["a"]}}}}}});
        assert_eq!(
            check(schema, json!({"page": {"tags": ["a", "b"]}})),
            [
                r#"'page.tags[1]': "b" is not one of ["a"]"#,
                "'page.url' is a required property"
            ]
        );
    }
}
