//! Forms that JavaScript sends as a `FormData`: core has their text, JavaScript their files.

use flymyai_core::{FormLayout, FormPart};
use flymyai_javascript::Form;
use serde::Serialize;

use crate::command::FormField;

/// A form that JavaScript sends: its text, and the indexes of the fields with files.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Layout {
    content_type: Option<String>,
    parts: Vec<LayoutPart>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum LayoutPart {
    Text(String),
    File(usize),
}

impl From<FormLayout> for Layout {
    fn from(layout: FormLayout) -> Self {
        let parts = layout.parts.into_iter().map(|part| match part {
            FormPart::Text(text) => LayoutPart::Text(text),
            FormPart::File(index) => LayoutPart::File(index),
        });
        Self {
            content_type: layout.content_type,
            parts: parts.collect(),
        }
    }
}

/// A form with these fields, whose files have no contents.
pub(crate) fn form(fields: Vec<FormField>) -> Form {
    let mut form = Form::new();
    for field in fields {
        match field {
            FormField::Text { name, text } => form.text(name, text),
            FormField::File {
                name,
                filename,
                content_type,
            } => form.bytes(name, filename, content_type, &[]),
        }
    }
    form
}
