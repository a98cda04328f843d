//! The behaviour of a model, which its name decides, with any owner.

use http::StatusCode;

use crate::response::{ApiError, Outcome};

/// Seconds that `slow` takes by default.
pub(super) const SLOW: f64 = 1.0;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Model {
    /// Responds with its input, as does every model of another name.
    Echo,
    /// Responds with as many bytes as its form sets.
    Image,
    /// Draws: responds with an image under its own name.
    Drawing,
    /// Films: responds with a URL.
    Film,
    /// Draws, and keeps the image: responds with its URL.
    Picture,
    /// Responds after a delay.
    Slow,
    /// Streams that end when they are cancelled.
    Endless,
    Fail(Failure),
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Failure {
    /// Events have statuses beyond those of HTTP, such as 5320.
    pub(super) status: u16,
    pub(super) form: FailureForm,
}

/// How a failure is sent to the client.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum FailureForm {
    /// As an event of a response whose own status is 200.
    Event,
    /// As an event, and as the status of its response.
    Both,
    /// As the status of a plain JSON response.
    Plain,
    /// At the end: after the last chunk of a stream, or as the status of the request for a result.
    Late,
}

impl Model {
    pub(super) fn named(name: &str) -> Outcome<Self> {
        Ok(match name {
            "image" => Self::Image,
            "nano-banana" => Self::Drawing,
            "veo31-fast-generate" => Self::Film,
            "flux-schnell" => Self::Picture,
            "slow" => Self::Slow,
            "endless" => Self::Endless,
            "missing" => return Err(unknown()),
            _ => match name.strip_prefix("fail-") {
                Some(failure) => Self::Fail(Failure::named(failure).ok_or_else(unknown)?),
                None => Self::Echo,
            },
        })
    }

    /// How it fails, if it does.
    pub(super) fn failure(self) -> Option<Failure> {
        match self {
            Self::Fail(failure) => Some(failure),
            _ => None,
        }
    }
}

fn unknown() -> ApiError {
    ApiError::detail(StatusCode::NOT_FOUND, "Model not found.")
}

impl Failure {
    /// Parses the rest of the name after `fail-`: a status, and optionally how it is sent.
    fn named(text: &str) -> Option<Self> {
        let (status, form) = match text.split_once('-') {
            None => (text, FailureForm::Event),
            Some((status, "sse")) => (status, FailureForm::Both),
            Some((status, "plain")) => (status, FailureForm::Plain),
            Some((status, "late")) => (status, FailureForm::Late),
            Some(_) => return None,
        };
        let failure = Self {
            status: status.parse().ok()?,
            form,
        };
        let is_http = form == FailureForm::Event || (200..1000).contains(&failure.status);
        is_http.then_some(failure)
    }

    /// The status of the response with the failure as an event.
    pub(super) fn http_status(self) -> StatusCode {
        match self.form {
            FailureForm::Event => StatusCode::OK,
            _ => self.status_code(),
        }
    }

    fn status_code(self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    pub(super) fn text(self) -> String {
        format!("The model failed with status {}.", self.status)
    }

    /// The failure as a plain response.
    pub(super) fn api_error(self) -> ApiError {
        ApiError::detail(self.status_code(), self.text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_select_the_behaviour_of_a_model() {
        let failing = |name| Model::named(name).ok().and_then(Model::failure);
        assert_eq!(Model::named("stable-diffusion").unwrap(), Model::Echo);
        assert_eq!(Model::named("nano-banana").unwrap(), Model::Drawing);
        assert_eq!(
            failing("fail-5320"),
            Some(Failure {
                status: 5320,
                form: FailureForm::Event
            })
        );
        assert_eq!(failing("fail-502-late").unwrap().http_status(), 502);
        for name in [
            "fail-",
            "fail-5320-plain",
            "fail-500-often",
            "fail-100-sse",
            "missing",
        ] {
            assert!(Model::named(name).is_err(), "{name}");
        }
    }
}
