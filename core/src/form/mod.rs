//! Forms of model requests: payloads, their files, and their encoding.

mod body;
mod file;
mod payload;
mod style;

#[cfg(any(feature = "network", all(test, feature = "files")))]
pub(crate) use body::CHUNK;
pub use body::EncodedForm;
pub use file::{FilePart, FileSource, ReadAt, empty_stream};
pub use payload::{FieldValue, FormLayout, FormPart, Payload};
pub use style::FormStyle;
