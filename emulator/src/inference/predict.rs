//! Predictions that are made at once.

use std::time::Duration;

use axum::body::Body;
use http::StatusCode;
use serde::Serialize;

use super::model::{FailureForm, Model, SLOW};
use super::output::Output;
use super::{INFERENCE_TIME, Named, event};
use crate::request_body::{Form, Submitted};
use crate::response::{ApiError, Outcome};
use crate::scripted_response::seconds;

#[derive(Serialize)]
struct Predicted<'a> {
    status: u16,
    output_data: Output<'a>,
    inference_time: f64,
}

pub(super) async fn predict(named: Named, Submitted(form): Submitted) -> Outcome {
    if let Some(failure) = named.model.failure() {
        return match failure.form {
            FailureForm::Plain => Err(failure.api_error()),
            FailureForm::Event | FailureForm::Both | FailureForm::Late => {
                let body = Body::from(event::failure(failure));
                Ok(event::response(failure.http_status(), body))
            }
        };
    }
    if named.model == Model::Slow {
        tokio::time::sleep(delay(&form)?).await;
    }
    let body = event::data(&Predicted {
        status: 200,
        output_data: Output::of(named.model, &form)?,
        inference_time: INFERENCE_TIME,
    });
    Ok(event::response(StatusCode::OK, Body::from(body)))
}

/// How long `slow` takes.
pub(super) fn delay(form: &Form) -> Outcome<Duration> {
    seconds(form.read("delay")?.unwrap_or(SLOW)).map_err(ApiError::bad)
}
