//! The recorded requests.

use axum::extract::Query;
use axum::response::Response;
use bytes::Bytes;
use http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::{CurrentAccount, read, wait};
use crate::accounts::Account;
use crate::recording::Filter;
use crate::response::{self, Outcome, no_content};
use crate::script::Match;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Parameters {
    min: Option<u64>,
    timeout: Option<f64>,
    method: Option<String>,
    path: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Switch {
    enabled: bool,
}

pub(super) async fn requests(
    CurrentAccount(account): CurrentAccount,
    Query(parameters): Query<Parameters>,
) -> Outcome {
    find(&account, parameters, false).await
}

pub(super) async fn aborted(
    CurrentAccount(account): CurrentAccount,
    Query(parameters): Query<Parameters>,
) -> Outcome {
    find(&account, parameters, true).await
}

async fn find(account: &Account, parameters: Parameters, aborted: bool) -> Outcome {
    let filter = Filter {
        only: Match {
            method: parameters.method,
            path: parameters.path,
        },
        aborted,
    };
    let found = match parameters.min {
        None => account.recording.find(&filter),
        Some(min) => {
            wait::within(
                parameters.timeout,
                account.recording.find_at_least(min, &filter),
            )
            .await?
        }
    };
    let found: Vec<_> = found.iter().map(|request| &**request).collect();
    Ok(response::json(StatusCode::OK, &found))
}

pub(super) async fn clear(CurrentAccount(account): CurrentAccount) -> Response {
    account.recording.clear();
    no_content()
}

pub(super) async fn show(CurrentAccount(account): CurrentAccount) -> Response {
    response::json(
        StatusCode::OK,
        &json!({ "enabled": account.recording.is_enabled() }),
    )
}

pub(super) async fn switch(CurrentAccount(account): CurrentAccount, body: Bytes) -> Outcome {
    let Switch { enabled } = read(&body)?;
    account.recording.enable(enabled);
    Ok(response::json(
        StatusCode::OK,
        &json!({ "enabled": enabled }),
    ))
}
