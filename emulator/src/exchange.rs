//! The path of one request, from its head to the last byte of its response.

use std::sync::Arc;

use axum::Router;
use axum::body::Body as AnyBody;
use axum::response::IntoResponse;
use http::{Request, Response};
use hyper::body::Incoming;
use tower_service::Service;

use crate::accounts::{Access, Account};
use crate::agents::IdempotencyKey;
use crate::body::{OutcomeRecorder, Tracked};
use crate::connection::ConnectionHandle;
use crate::cors;
use crate::recording::Arrival;
use crate::request_body::{self, RequestBody};
use crate::response::{ApiError, CurrentAccount};
use crate::rest::origin::{Origin, PublicHeaders};
use crate::scripted_body::ResponseChannel;
use crate::server::Shared;
use crate::{chaos, faults, service};

/// Responds to a request, also to one of a page from another origin.
pub(crate) async fn exchange(
    shared: Arc<Shared>,
    handle: Arc<ConnectionHandle>,
    request: Request<Incoming>,
) -> Response<Tracked> {
    let Some(origin) = cors::origin(&request) else {
        return respond(shared, handle, request).await;
    };
    let mut response = match cors::preflight(&request) {
        Some(headers) => cors::preflight_response::<AnyBody>(headers).map(Tracked::untracked),
        None => respond(shared, handle, request).await,
    };
    cors::allow(response.headers_mut(), origin);
    response
}

/// Responds as the script or the chaos of the request's account sets it, or else as the service would.
async fn respond(
    shared: Arc<Shared>,
    handle: Arc<ConnectionHandle>,
    request: Request<Incoming>,
) -> Response<Tracked> {
    if is_control(request.uri().path()) {
        let response = call(&shared.control, request.map(AnyBody::new)).await;
        return response.map(Tracked::untracked);
    }
    handle.count();
    shared.stats.request();
    let (mut parts, body) = request.into_parts();
    let account = shared.accounts.of(&parts.headers);
    let _request = account.sleepers.request(handle.id());
    let unread = account
        .script()
        .take_unread(&parts.method, parts.uri.path());
    // An unread body is kept: dropping it would discard the rest of the upload.
    let (request_body, _unread) = if unread.is_some() {
        (RequestBody::default(), Some(body))
    } else {
        let is_form = service::takes_form(&parts.method, parts.uri.path());
        (request_body::read(&parts, body, is_form).await, None)
    };
    let step = if request_body.broken {
        None
    } else {
        let outage = account.clock().is_outage();
        unread
            .or_else(|| outage.then(chaos::dropped))
            .or_else(|| account.script().take(&parts.method, parts.uri.path()))
            .or_else(|| account.chaos().as_mut()?.draw())
    };
    // The request enters the gate before it is recorded, so that a test that finds the record can release it.
    let held = step
        .as_ref()
        .and_then(|step| step.hold.as_deref())
        .map(|name| account.gates.enter(name));
    let headers = std::mem::take(&mut parts.headers);
    parts
        .extensions
        .insert(Origin::of(&headers, &parts.uri, handle.is_tls()));
    // Browsers and other services send no key; the address identifies the account.
    let visited =
        service::visited(parts.uri.path()).and_then(|handle| shared.accounts.of_handle(handle));
    if visited.is_some() {
        parts.extensions.insert(PublicHeaders(headers.clone()));
    }
    if let Some(key) = headers.get("idempotency-key") {
        parts.extensions.insert(IdempotencyKey(key.clone()));
    }
    let recorded = account.recording.note(Arrival {
        method: parts.method.clone(),
        target: parts.uri.clone(),
        headers,
        version: parts.version,
        body: request_body.sent.clone(),
        connection: handle.id(),
        tls: handle.is_tls(),
    });
    let recorder = OutcomeRecorder::new(Arc::clone(&account), recorded);
    if request_body.broken {
        // The client has closed in the middle of its request, so there is no response.
        drop(recorder);
        if handle.is_shared() {
            return Response::new(Tracked::untracked(AnyBody::empty()));
        }
        return handle.close().await;
    }
    parts.extensions.insert(CurrentAccount(Arc::clone(
        visited.as_ref().unwrap_or(&account),
    )));
    let body = request_body.store_form(&mut parts.extensions);
    let request = Request::from_parts(parts, AnyBody::from(body));
    let normal = route(&shared.api, visited.as_ref().unwrap_or(&account), request);
    match step {
        None => normal.await.map(|body| Tracked::normal(body, recorder)),
        Some(step) => {
            let is_unread = step.unread;
            let channel = ResponseChannel {
                account: Arc::clone(&account),
                handle: Arc::clone(&handle),
            };
            let faulted = faults::apply(step, held, channel, normal, recorder);
            if !is_unread {
                return faulted.await;
            }
            // Nothing reads from this connection, so the HTTP layer does not notice its end.
            tokio::select! {
                response = faulted => response,
                () = handle.left() => handle.close().await,
            }
        }
    }
}

fn is_control(path: &str) -> bool {
    path.strip_prefix("/_emulator")
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The service's own behaviour.
async fn route(api: &Router, account: &Account, request: Request<AnyBody>) -> Response<AnyBody> {
    match account.access() {
        Access::Granted => call(api, request).await,
        Access::Missing => {
            ApiError::unauthorized("Authentication credentials were not provided.").into_response()
        }
        Access::Invalid => ApiError::unauthorized("Invalid API key.").into_response(),
    }
}

async fn call(router: &Router, request: Request<AnyBody>) -> Response<AnyBody> {
    // A router is always ready, and cloning it is cheap by design.
    match router.clone().call(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}
