//! The results of the models.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fastrand::Rng;
use ring::digest::{SHA256, digest};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::model::Model;
use crate::request_body::{Form, hex};
use crate::response::{ApiError, Outcome};

/// The default and the maximum size of an image, in bytes.
const IMAGE: usize = 1024;
const LARGEST_IMAGE: usize = 50_000_000;

/// The output of a model that does not fail.
pub(super) enum Output<'a> {
    Echo(&'a Form),
    Image { base64: String, sha256: String },
    Drawing { base64: String },
    Film,
    Picture,
}

/// These addresses have no content.
const FILM: &str = "https://media.flymy.ai/film.mp4";
const PICTURE: &str = "https://media.flymy.ai/picture.png";

impl<'a> Output<'a> {
    pub(super) fn of(model: Model, form: &'a Form) -> Outcome<Self> {
        match model {
            Model::Image | Model::Drawing => {}
            Model::Film => return Ok(Self::Film),
            Model::Picture => return Ok(Self::Picture),
            _ => return Ok(Self::Echo(form)),
        }
        let size = form.read("size")?.unwrap_or(IMAGE);
        if size > LARGEST_IMAGE {
            return Err(ApiError::bad(format!("size: at most {LARGEST_IMAGE}.")));
        }
        let mut image = vec![0; size];
        // Reproducible noise, which does not compress.
        Rng::with_seed(size as u64).fill(&mut image);
        let base64 = STANDARD.encode(&image);
        if model == Model::Drawing {
            return Ok(Self::Drawing { base64 });
        }
        Ok(Self::Image {
            base64,
            sha256: hex(digest(&SHA256, &image).as_ref()),
        })
    }
}

impl Serialize for Output<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_map(None)?;
        match self {
            Self::Echo(form) => {
                out.serialize_entry("sample", &[form.text("prompt").unwrap_or("")])?;
                out.serialize_entry("fields", &form.fields())?;
                out.serialize_entry("files", &form.files())?;
            }
            Self::Image { base64, sha256 } => {
                out.serialize_entry("sample", &[base64])?;
                out.serialize_entry("sha256", sha256)?;
            }
            Self::Drawing { base64 } => out.serialize_entry("image", &[base64])?,
            Self::Film => out.serialize_entry("video", &[FILM])?,
            Self::Picture => {
                let picture = serde_json::json!({ "url": PICTURE });
                out.serialize_entry("sample", &[picture])?;
            }
        }
        out.end()
    }
}
