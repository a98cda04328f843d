//! Predictions that are streamed, and how they are cancelled.

use std::sync::Arc;

use axum::body::Body;
use axum::response::Response;
use http::StatusCode;
use serde_json::json;

use super::model::{FailureForm, Model};
use super::tokens::{Ending, Partials, Tokens};
use super::{Named, event, predict};
use crate::accounts::Account;
use crate::request_body::Submitted;
use crate::response::{self, ApiError, CurrentAccount, Fields, Outcome};

pub(super) async fn stream(
    CurrentAccount(account): CurrentAccount,
    named: Named,
    Submitted(form): Submitted,
) -> Outcome {
    let failure = named.model.failure();
    let ending = match failure {
        Some(failure) if failure.form == FailureForm::Plain => return Err(failure.api_error()),
        Some(failure) if failure.form == FailureForm::Late => Ending::Failure(failure),
        Some(failure) => {
            let tokens = Tokens::new(open(&account), Partials::none(), Ending::Failure(failure));
            return Ok(event::response(failure.http_status(), Body::new(tokens)));
        }
        None if named.model == Model::Endless => Ending::Never,
        None => Ending::Details,
    };
    if named.model == Model::Slow {
        tokio::time::sleep(predict::delay(&form)?).await;
    }
    let tokens = Tokens::new(open(&account), Partials::of(&form)?, ending);
    Ok(event::response(StatusCode::OK, Body::new(tokens)))
}

/// A stream that can be cancelled for as long as this is there.
pub(super) struct Running {
    account: Arc<Account>,
    pub(super) id: String,
}

fn open(account: &Arc<Account>) -> Running {
    let mut predictions = account.predictions();
    let id = predictions.next_id();
    // An account that is reset ends its streams.
    let token = account.was_reset.child_token();
    predictions.streams.insert(id.clone(), token);
    Running {
        account: Arc::clone(account),
        id,
    }
}

impl Running {
    /// The token that is cancelled with the stream.
    pub(super) fn token(&self) -> tokio_util::sync::CancellationToken {
        let predictions = self.account.predictions();
        let token = predictions.streams.get(&self.id).cloned();
        token.unwrap_or_default()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.account.predictions().streams.remove(&self.id);
    }
}

/// Ends a stream; its last event reports that.
pub(super) async fn cancel(
    CurrentAccount(account): CurrentAccount,
    _: Named,
    fields: Fields,
) -> Outcome<Response> {
    let id = fields.required_text("infer_id")?;
    let predictions = account.predictions();
    let token = predictions
        .streams
        .get(&id)
        .ok_or_else(ApiError::not_found)?;
    token.cancel();
    Ok(response::json(
        StatusCode::OK,
        &json!({ "infer_id": id, "status": "cancelling" }),
    ))
}
