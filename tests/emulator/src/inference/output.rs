//! What the models come to.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fastrand::Rng;
use ring::digest::{SHA256, digest};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::model::Model;
use crate::answer::{Outcome, Refusal};
use crate::intake::{Form, hex};

/// Bytes of an image whose size nobody gives, and the most it may have.
const IMAGE: usize = 1024;
const LARGEST_IMAGE: usize = 50_000_000;

/// The output of a model that does not fail.
pub(super) enum Output<'a> {
    Echo(&'a Form),
    Image { base64: String, sha256: String },
}

impl<'a> Output<'a> {
    pub(super) fn of(model: Model, form: &'a Form) -> Outcome<Self> {
        if model != Model::Image {
            return Ok(Self::Echo(form));
        }
        let size = form.read("size")?.unwrap_or(IMAGE);
        if size > LARGEST_IMAGE {
            return Err(Refusal::bad(format!("size: at most {LARGEST_IMAGE}.")));
        }
        let mut image = vec![0; size];
        // Noise that every run makes again, and that does not compress.
        Rng::with_seed(size as u64).fill(&mut image);
        Ok(Self::Image {
            base64: STANDARD.encode(&image),
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
        }
        out.end()
    }
}
