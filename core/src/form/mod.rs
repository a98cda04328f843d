//! Forms of model requests: payloads, their files, and their encoding.

mod body;
mod file;
mod payload;
mod style;

#[cfg(feature = "network")]
pub(crate) use body::CHUNK;
pub use body::EncodedForm;
pub use file::{FilePart, FileSource, ReadAt};
pub use payload::{FieldValue, Payload};
pub use style::FormStyle;
