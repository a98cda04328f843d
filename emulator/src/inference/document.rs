//! The input and output of a model, as an OpenAPI document.

use http::StatusCode;
use serde_json::{Value, json};

use super::Named;
use crate::response::{self, Outcome};

/// The document itself.
pub(super) async fn plain(named: Named) -> Outcome {
    Ok(response::json(StatusCode::OK, &document(named)?))
}

/// The document in the envelope that JavaScript clients expect.
pub(super) async fn wrapped(named: Named) -> Outcome {
    let envelope = json!({
        "exc_history": [],
        "openapi_schema": document(named)?,
        "status": 200,
    });
    Ok(response::json(StatusCode::OK, &envelope))
}

fn document(Named { owner, name, model }: Named) -> Outcome<Value> {
    if let Some(failure) = model.failure() {
        return Err(failure.api_error());
    }
    let form = json!({
        "type": "object",
        "properties": { "prompt": { "type": "string", "title": "Prompt" } },
    });
    let path = format!("/api/v1/{owner}/{name}/predict");
    Ok(json!({
        "openapi": "3.1.0",
        "info": { "title": format!("{owner}/{name}"), "version": "1.0.0" },
        "paths": {
            path: {
                "post": {
                    "operationId": "predict",
                    "requestBody": { "content": {
                        "application/x-www-form-urlencoded": { "schema": { "$ref": "#/components/schemas/Input" } },
                        "multipart/form-data": { "schema": { "$ref": "#/components/schemas/Input" } },
                    } },
                    "responses": { "200": {
                        "description": "One event",
                        "content": { "text/event-stream": { "schema": { "$ref": "#/components/schemas/Output" } } },
                    } },
                },
            },
        },
        "components": { "schemas": {
            "Input": form,
            "Output": {
                "type": "object",
                "properties": { "sample": { "type": "array", "items": { "type": "string" } } },
                "required": ["sample"],
            },
        } },
    }))
}
