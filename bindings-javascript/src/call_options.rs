//! Options of a client that was derived from another one.

use flymyai_core::{Error, Timeouts};

/// Options in place of those of a client; a missing one stays as it is.
#[cfg_attr(feature = "napi", napi_derive::napi(object, object_to_js = false))]
#[cfg_attr(
    feature = "serde",
    derive(serde::Deserialize),
    serde(rename_all = "camelCase", default)
)]
#[derive(Default)]
pub struct CallOptions {
    /// Seconds for each phase of a request; infinity sets no limit.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "crate::convert::number"))]
    pub timeout: Option<f64>,
    /// The maximum number of retries of a request.
    pub max_retries: Option<u32>,
    /// Headers that each request has, too, by names and values.
    pub headers: Vec<(String, String)>,
    /// Whether the outcomes of calls have the headers of responses.
    pub keeps_headers: bool,
}

impl CallOptions {
    pub(crate) fn checked(self) -> Result<flymyai_core::CallOptions, Error> {
        let mut options = flymyai_core::CallOptions::default().headers(self.headers)?;
        if let Some(timeout) = self.timeout {
            options = options.timeouts(Timeouts::from_seconds([Some(timeout); 4])?);
        }
        Ok(match self.max_retries {
            Some(max_retries) => options.max_retries(max_retries),
            None => options,
        })
    }
}
