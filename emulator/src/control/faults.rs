//! Faults by name, for the next requests of an account.

use bytes::Bytes;

use super::{CurrentAccount, read};
use crate::response::{ApiError, Outcome, no_content};
use crate::scenario::Fault;

pub(super) async fn set(CurrentAccount(account): CurrentAccount, body: Bytes) -> Outcome {
    let requested: Fault = read(&body)?;
    requested.add_to(&account).map_err(ApiError::bad)?;
    Ok(no_content())
}
