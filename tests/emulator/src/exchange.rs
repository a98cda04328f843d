//! What happens to one request, from its head to the last byte of its reply.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::body::Body as AnyBody;
use axum::response::IntoResponse;
use bytes::Bytes;
use http::{Request, Response};
use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};
use tower_service::Service;

use crate::agents::IdempotencyKey;
use crate::answer::{Here, Refusal};
use crate::body::{Ticket, Tracked};
use crate::connection::Link;
use crate::faults;
use crate::recording::Arrival;
use crate::server::Shared;
use crate::worlds::{Access, World};

/// Answers a request, in the way its world's script or chaos wants it, or else as the service would.
pub(crate) async fn exchange(
    shared: Arc<Shared>,
    link: Arc<Link>,
    request: Request<Incoming>,
) -> Result<Response<Tracked>, Infallible> {
    if is_control(request.uri().path()) {
        let response = call(&shared.control, request.map(AnyBody::new)).await;
        return Ok(response.map(Tracked::untracked));
    }
    link.count();
    shared.stats.request();
    let (mut parts, body) = request.into_parts();
    let world = shared.worlds.of(&parts.headers);
    let body = if body.is_end_stream() {
        Bytes::new()
    } else {
        match body.collect().await {
            Ok(collected) => collected.to_bytes(),
            // The client left in the middle of its request: nobody is there to answer.
            Err(_) => return link.close().await,
        }
    };
    let step = world.script().take(&parts.method, parts.uri.path());
    let step = step.or_else(|| world.chaos().as_mut()?.draw());
    // The place at the gate is taken before the request shows up in the recording: whoever sees it there can release.
    let held = step
        .as_ref()
        .and_then(|step| step.hold.as_deref())
        .map(|name| world.holds.enter(name));
    let headers = std::mem::take(&mut parts.headers);
    if let Some(key) = headers.get("idempotency-key") {
        parts.extensions.insert(IdempotencyKey(key.clone()));
    }
    let recorded = world.recording.note(Arrival {
        method: parts.method.clone(),
        target: parts.uri.clone(),
        headers,
        body: body.clone(),
        connection: link.id(),
    });
    let ticket = Ticket::new(Arc::clone(&world), recorded);
    parts.extensions.insert(Here(Arc::clone(&world)));
    let request = Request::from_parts(parts, AnyBody::from(body));
    let normal = route(&shared.api, &world, request);
    Ok(match step {
        None => normal.await.map(|body| Tracked::normal(body, ticket)),
        Some(step) => faults::perform(step, held, &world, &link, normal, ticket).await,
    })
}

fn is_control(path: &str) -> bool {
    path.strip_prefix("/_emulator")
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The service's own behaviour.
async fn route(api: &Router, world: &World, request: Request<AnyBody>) -> Response<AnyBody> {
    match world.access() {
        Access::Granted => call(api, request).await,
        Access::Missing => {
            Refusal::unauthorized("Authentication credentials were not provided.").into_response()
        }
        Access::Invalid => Refusal::unauthorized("Invalid API key.").into_response(),
    }
}

async fn call(router: &Router, request: Request<AnyBody>) -> Response<AnyBody> {
    // A router is always ready, and cloning it is cheap by design.
    match router.clone().call(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}
