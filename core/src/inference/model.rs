//! Which model a request is for.

use crate::config::ModelPath;
use crate::error::Error;
use crate::path::push_segment;

/// A model's place: its owner and its name.
///
/// ```
/// use flymyai_core::{Model, ModelPath};
///
/// assert!(Model::parse("flymyai/bert", ModelPath::Strict).is_ok());
/// assert!(Model::parse("flymyai", ModelPath::Strict).is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// `<owner>/<name>`, encoded.
    path: String,
}

impl Model {
    /// Reads `<owner>/<name>` by these rules.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Argument`](crate::ErrorKind::Argument) naming `model`.
    pub fn parse(text: &str, rules: ModelPath) -> Result<Self, Error> {
        let invalid = || {
            Error::argument(
                "model",
                "model should be provided as <owner username>/<model>",
            )
        };
        let (owner, rest) = text.split_once('/').ok_or_else(invalid)?;
        let name = match (rules, rest.split_once('/')) {
            (ModelPath::Lenient, Some((name, _))) => name,
            (_, Some(_)) => return Err(invalid()),
            (_, None) => rest,
        };
        let mut path = String::new();
        for (part, end) in [(owner, "/"), (name, "")] {
            if !(part.is_empty() && rules == ModelPath::Lenient) {
                push_segment(&mut path, "model", part)?;
            }
            path.push_str(end);
        }
        Ok(Self { path })
    }

    pub(crate) fn path(&self) -> &str {
        &self.path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn model_paths_have_two_segments() {
        let path = |text, rules| Model::parse(text, rules).map(|model| model.path);
        assert_eq!(path("a/b", ModelPath::Strict).unwrap(), "a/b");
        assert_eq!(
            path("a b/ü?#", ModelPath::Strict).unwrap(),
            "a%20b/%C3%BC%3F%23"
        );
        assert_eq!(path("a/b/c", ModelPath::Lenient).unwrap(), "a/b");
        assert_eq!(path("/b", ModelPath::Lenient).unwrap(), "/b");
        for text in ["", "a", "a/b/c", "/b", "a/", "../admin", "a/.."] {
            assert_eq!(
                path(text, ModelPath::Strict).unwrap_err().argument_name(),
                Some("model"),
                "{text}"
            );
        }
    }
}
