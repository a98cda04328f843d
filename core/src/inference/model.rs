//! Which model a request is for.

use crate::config::Product;
use crate::error::Error;
use crate::path::push_segment;

/// A model's place: its owner and its name.
///
/// ```
/// use flymyai_core::{Model, Product};
///
/// assert!(Model::parse("flymyai/bert", Product::Python).is_ok());
/// assert!(Model::parse("flymyai", Product::Python).is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// `<owner>/<name>`, encoded.
    path: String,
}

impl Model {
    /// Reads `<owner>/<name>`. JavaScript passes over what follows a second slash.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Argument`](crate::ErrorKind::Argument) naming `model`.
    pub fn parse(text: &str, product: Product) -> Result<Self, Error> {
        let refuse = || {
            Error::argument(
                "model",
                "model should be provided as <owner username>/<model>",
            )
        };
        let (owner, rest) = text.split_once('/').ok_or_else(refuse)?;
        let name = match (product, rest.split_once('/')) {
            (Product::Node, Some((name, _))) => name,
            (_, Some(_)) => return Err(refuse()),
            (_, None) => rest,
        };
        let mut path = String::new();
        for (part, end) in [(owner, "/"), (name, "")] {
            // JavaScript's clients have always sent an empty part as it is.
            if !(part.is_empty() && product == Product::Node) {
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
        let path = |text, product| Model::parse(text, product).map(|model| model.path);
        assert_eq!(path("a/b", Product::Python).unwrap(), "a/b");
        assert_eq!(
            path("a b/ü?#", Product::Python).unwrap(),
            "a%20b/%C3%BC%3F%23"
        );
        assert_eq!(path("a/b/c", Product::Node).unwrap(), "a/b");
        assert_eq!(path("/b", Product::Node).unwrap(), "/b");
        for text in ["", "a", "a/b/c", "/b", "a/", "../admin", "a/.."] {
            assert_eq!(
                path(text, Product::Python).unwrap_err().argument_name(),
                Some("model"),
                "{text}"
            );
        }
    }
}
