//! Devices and activity of shares.

use axum::extract::Path;
use http::StatusCode;
use serde_json::json;

use crate::response::{self, ApiError, CurrentAccount, Fields, Name, Outcome};
use crate::rest::pages::Order;
use crate::rest::query::Query;
use crate::teams::{Device, page};

pub(super) async fn list(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    query: Query,
) -> Outcome {
    let mut shares = account.common.shares();
    let devices = shares.of(&id, &account)?.devices.iter();
    let rows = devices.map(|one| (one.number, one.without_token()));
    Ok(response::json(
        StatusCode::OK,
        &page(&query, rows, Order::OldestFirst)?,
    ))
}

pub(super) async fn create(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let mut shares = account.common.shares();
    let number = shares.number();
    let share = shares.of(&id, &account)?;
    share.check_recipient(&account)?;
    share.is_active(moment.wall())?;
    let device = Device::create(&fields, number, share.member_id.clone(), moment)?;
    share.note("device_created", &account, json!({ "device": device.id }));
    share.devices.push(device.without_token());
    Ok(response::json(StatusCode::CREATED, &device))
}

pub(super) async fn revoke(
    CurrentAccount(account): CurrentAccount,
    Path((id, device)): Path<(String, String)>,
) -> Outcome {
    let now = account.moment().wall();
    let mut shares = account.common.shares();
    let share = shares.of(&id, &account)?;
    let found = share.devices.iter_mut().find(|one| one.id == device);
    let found = found.ok_or_else(ApiError::not_found)?;
    found.revoke(now);
    let revoked = found.without_token();
    share.note("device_revoked", &account, json!({ "device": device }));
    Ok(response::json(StatusCode::OK, &revoked))
}

pub(super) async fn activity(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    query: Query,
) -> Outcome {
    let mut shares = account.common.shares();
    let events = shares.of(&id, &account)?.activity.iter().enumerate();
    let rows = events.map(|(place, event)| (place as u64, event));
    Ok(response::json(
        StatusCode::OK,
        &page(&query, rows, Order::NewestFirst)?,
    ))
}
