//! Asynchronous predictions.

use axum::extract::Query;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use serde_json::value::RawValue;

use super::model::{Failure, FailureForm, Model};
use super::output::Output;
use super::{INFERENCE_TIME, Named, Predictions, predict};
use crate::accounts::Moment;
use crate::clock::{Micros, micros};
use crate::request_body::{Form, Submitted};
use crate::response::{self, ApiError, CurrentAccount, Outcome};

/// A prediction that was requested.
pub(super) struct Prediction {
    ready: Ready,
    result: Result<Box<RawValue>, Failure>,
}

/// When a prediction is done.
enum Ready {
    /// At this point of the account's time.
    At(Micros),
    /// With the poll that counts this down to 0.
    Polls(u64),
}

impl Ready {
    fn of(model: Model, form: &Form, moment: Moment) -> Outcome<Self> {
        if let Some(polls) = form.read::<u64>("polls")? {
            return Ok(Self::Polls(polls));
        }
        let takes = if model == Model::Slow {
            micros(predict::delay(form)?.as_secs_f64())
        } else {
            moment.pace
        };
        Ok(Self::At(moment.now.saturating_add(takes)))
    }

    /// When the prediction is done, if it does not depend on polls.
    fn at(&self) -> Option<Micros> {
        match self {
            Self::At(at) => Some(*at),
            Self::Polls(_) => None,
        }
    }

    /// Counts a poll; returns whether there is a result now.
    fn poll(&mut self, now: Micros) -> bool {
        match self {
            Self::At(at) => *at <= now,
            Self::Polls(left) => {
                *left = left.saturating_sub(1);
                *left == 0
            }
        }
    }
}

impl Predictions {
    /// When the next asynchronous prediction is done.
    pub(crate) fn next_change(&self, now: Micros) -> Option<Micros> {
        let moments = self.later.values().filter_map(|later| later.ready.at());
        moments.filter(|at| *at > now).min()
    }
}

pub(super) async fn begin(
    CurrentAccount(account): CurrentAccount,
    named: Named,
    Submitted(form): Submitted,
) -> Outcome {
    let result = match named.model.failure() {
        Some(failure) if failure.form == FailureForm::Plain => return Err(failure.api_error()),
        Some(failure) => Err(failure),
        None => {
            let output = Output::of(named.model, &form)?;
            // An object with string keys: there is nothing in it that has no JSON.
            let text = serde_json::value::to_raw_value(&output);
            Ok(text.map_err(|error| ApiError::bad(error.to_string()))?)
        }
    };
    let ready = Ready::of(named.model, &form, account.moment())?;
    let mut predictions = account.predictions();
    let id = predictions.next_id();
    let response = json!({ "prediction_id": id });
    predictions.later.insert(id, Prediction { ready, result });
    Ok(response::json(StatusCode::ACCEPTED, &response))
}

#[derive(Deserialize)]
pub(super) struct Parameters {
    request_id: Option<String>,
}

#[derive(Serialize)]
struct Results<'a> {
    inference_responses: [Inference<'a>; 1],
}

#[derive(Serialize)]
struct Inference<'a> {
    infer_details: Details,
    response: &'a RawValue,
}

#[derive(Serialize)]
struct Details {
    status: u16,
    inference_time: f64,
}

pub(super) async fn result(
    CurrentAccount(account): CurrentAccount,
    _: Named,
    Query(Parameters { request_id }): Query<Parameters>,
) -> Outcome {
    let id = request_id.ok_or_else(|| ApiError::bad("request_id: This field is required."))?;
    let now = account.moment().now;
    let mut predictions = account.predictions();
    let prediction = predictions
        .later
        .get_mut(&id)
        .ok_or_else(ApiError::not_found)?;
    if !prediction.ready.poll(now) {
        let status = StatusCode::from_u16(425).unwrap_or(StatusCode::ACCEPTED);
        return Err(ApiError::detail(status, "The prediction is not ready."));
    }
    match &prediction.result {
        Ok(output) => Ok(response(200, output)),
        Err(failure) if failure.form == FailureForm::Late => Err(failure.api_error()),
        Err(failure) => {
            let detail = serde_json::value::to_raw_value(&json!({ "detail": failure.text() }));
            let detail = detail.map_err(|error| ApiError::bad(error.to_string()))?;
            Ok(response(failure.status, &detail))
        }
    }
}

fn response(status: u16, response: &RawValue) -> axum::response::Response {
    let infer_details = Details {
        status,
        inference_time: INFERENCE_TIME,
    };
    response::json(
        StatusCode::OK,
        &Results {
            inference_responses: [Inference {
                infer_details,
                response,
            }],
        },
    )
}
